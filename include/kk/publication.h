/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A publication as who attacks it sees it: figures by area, and what adds up to what. The gate makes one of the raw
 * table to choose what to hide, and `audit` reads one from a folder; both make the same linear knowledge of it
 * (disclosure/system.h). docs/disclosure.md describes the files.
 *
 * What is counted is a quantity: "records.youths[form=jeugdzorg, age=0..4, sex=all, referrer=all]". Indicators show
 * sums of quantities. A quantity × level × area × period is one unknown (a variable), however many indicators show it.
 */
#ifndef KK_PUBLICATION_H
#define KK_PUBLICATION_H

#include "kk/config_types.h"
#include "kk/figure.h"

typedef struct kk_quantity {
    const char *name;
    bool is_public; /* known to all */
    bool is_count;  /* of persons or the like: whole, never negative */
    bool adds_up;   /* that of an area is the sum of those of its parts, and of what has no part */
    /* In a run alone: where its figures are (kk_raw_figure); −1 of one that no table has. */
    int32_t table, column;
} kk_quantity;

/* Σ coefficient × quantity. */
typedef struct kk_quantity_sum {
    size_t count; /* 0: nothing */
    const uint32_t *quantity;
    const double *coefficient;
} kk_quantity_sum;

typedef enum kk_relation_kind {
    KK_RELATION_SUM,      /* whole = Σ parts + what is beyond them (kk_fact) */
    KK_RELATION_AT_LEAST, /* whole ≥ the one part: all of it are in the whole */
    KK_RELATION_AT_MOST   /* whole ≤ Σ parts, which overlap */
} kk_relation_kind;

typedef struct kk_relation {
    kk_relation_kind kind;
    uint32_t whole;
    size_t part_count;
    const uint32_t *part;
    const char *beyond; /* of a sum: what the rest is of: "sex" (not known), "age"; "" there is no rest */
} kk_relation;

typedef struct kk_publication_indicator {
    const char *name;
    kk_indicator_kind kind;
    double per;
    bool is_public;              /* all its quantities are: it takes no part */
    kk_quantity_sum numerator;   /* of a value the value itself; of an estimate nothing */
    kk_quantity_sum denominator; /* of an estimate its base; of a value nothing */
} kk_publication_indicator;

typedef struct kk_publication_level {
    const char *name;
    size_t count;
    const char **code; /* ascending (strcmp), land areas alone */
} kk_publication_level;

/* The areas of `upper` are made of areas of `lower`: of area i member[begin[i]] … member[begin[i + 1] − 1]. */
typedef struct kk_level_link {
    uint32_t upper, lower;
    const uint32_t *begin, *member;
} kk_level_link;

/*
 * Figures of one indicator, level and period, over the areas of the level. Of a cell whose status has no value they are
 * NaN in a release; while the gate works they are the truth that it is about to hide.
 */
typedef struct kk_publication_column {
    uint32_t indicator, level;
    const char *period;
    double *value, *lower, *upper, *numerator, *denominator; /* value and bounds × per */
    uint8_t *status;                                         /* kk_figure_status */
    bool is_earlier; /* of an earlier release: told already, so that nothing of it can be hidden any more */
    double earlier_minimum, earlier_rounding; /* … by what rules.minimum and rules.rounding were then */
} kk_publication_column;

/*
 * What is known besides: a public quantity of an area (beyond ""), or what an area has of a quantity beyond its parts:
 * beyond its areas of a lower level (the name of that level), or beyond a sum ("sex", "age"). Where there is no fact
 * there is nothing beyond; a fact of status suppressed_count is 1 … minimum − 1.
 */
typedef struct kk_fact {
    uint32_t quantity, level, area;
    const char *period, *beyond;
    double value;
    uint8_t status;
} kk_fact;

/* The rules in so far as an attack needs them. */
typedef struct kk_publication_rules {
    double minimum;       /* counts of 1 … minimum − 1 are hidden; 10 */
    double group;         /* shares from here on are hidden; > 1: none */
    double width, amount; /* demanded: kk_demand.width of a count, kk_demand.share of an amount; 5, 0.2 */
    double rounding;      /* base to which counts are rounded; 0: they are not */
} kk_publication_rules;

typedef struct kk_publication {
    int vintage; /* of the boundaries */
    size_t level_count, link_count, quantity_count, relation_count, indicator_count, column_count, fact_count;
    kk_publication_level *level;
    kk_level_link *link;
    kk_quantity *quantity;
    kk_relation *relation;
    kk_publication_indicator *indicator;
    kk_publication_column *column; /* of indicators that are not public, in any order */
    kk_fact *fact;
    kk_publication_rules rules;
} kk_publication;

#endif
