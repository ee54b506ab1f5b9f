/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `estimates:` of the project file: how persons fare, by the place where they grew up and by subgroup.
 * docs/estimates.md tells every key. Part of kk_config.
 */
#ifndef KK_CONFIG_ESTIMATES_H
#define KK_CONFIG_ESTIMATES_H

#include "kk/config_types.h"
#include "kk/estimate_frame.h"

typedef struct kk_config_outcome {
    const char *column;
    const char *name; /* default: the column */
    enum {
        KK_OUTCOME_FOUND = 0, /* binary when every value is 0 or 1 */
        KK_OUTCOME_BINARY,
        KK_OUTCOME_CONTINUOUS
    } kind;
    const char *label_en, *label_nl, *unit; /* default: each other or the name; "%" of a binary one per 100, else "" */
    kk_direction direction;
    double per; /* factor with which maps publish it; estimates.csv never has one; default 1, of a binary one 100 */
    kk_mark mark;
} kk_config_outcome;

/* A group of plain values: one ("Men"), or several together ("has_migration"). */
typedef struct kk_config_category {
    const char *name;
    const char **value; /* as they stand in the column */
    size_t value_count;
    kk_mark mark;
} kk_config_category;

/* Overlapping windows of the predictor, bounds included; the estimate is made at `at` (default: the middle). */
typedef struct kk_config_window {
    const char *name;
    double from, to, at;
    kk_mark mark;
} kk_config_window;

typedef struct kk_config_dimension {
    const char *name, *column;
    kk_config_category *category; /* in the order of the project; none: every value of the column, ascending */
    size_t category_count;
    kk_mark mark;
} kk_config_dimension;

/*
 * A region type. Everyone (`land`), or codes from a column of the cohort (its first `first` letters, 0: all of it), or
 * the areas of a level in which persons are located; with a grouping the groups of those codes.
 */
typedef struct kk_config_region {
    const char *type;
    bool land; /* one region, with the id "all" */
    const char *column;
    size_t first;
    const char *level;       /* name of a level of the areas. Without a column: where persons are located; with one:
                                of which the column has the codes (default: told by the form of the codes) */
    kk_config_file grouping; /* CSV with the columns code, group and name (name may lack); no path: none */
    const char *within;      /* type of the larger regions to which estimates are shrunk, as given; NULL: of wijken and
                                buurten the gemeenten, where there is such a type, else only the land */
    kk_mark mark;
} kk_config_region;

/* A chosen outcome × subgroup, which becomes indicators on maps: NAME, NAME_shrunk and, with `versus`,
   NAME_difference. */
typedef struct kk_config_estimate_map {
    const char *name;
    size_t outcome;                       /* index */
    const char *group[KK_DIMENSIONS_MAX]; /* by dimension, the predictor's first; NULL: all */
    bool has_versus;
    const char *versus[KK_DIMENSIONS_MAX]; /* the group with which it is compared: difference = group − versus */
    const char *label_en, *label_nl, *versus_en, *versus_nl, *description,
        *question; /* as given, or NULL: its indicators have all of them */
    kk_mark mark;
} kk_config_estimate_map;

/* Which part of a map an indicator is. */
typedef enum kk_map_part { KK_MAP_ESTIMATE, KK_MAP_SHRUNK, KK_MAP_DIFFERENCE } kk_map_part;

typedef struct kk_config_estimates {
    bool given;
    kk_config_csv *cohort; /* files with the same columns; column[]: area, postcode, number, x, y for locating, which is
                              done when a region type has a level but no column; by_count may be 0 otherwise */
    size_t cohort_count;
    const char *source;     /* text for the outputs */
    const char *period;     /* of the maps' indicators; default: the project's */
    int grew_up_age;        /* age at which the address counts; −1: not told */
    const char *age_column; /* only rows with that age are used; NULL: all rows are of that age */
    const char *person;     /* column that tells persons apart; NULL: person_id or rinpersoon, where there is one */
    const char *weight;     /* column; NULL: every person counts for one */
    struct {
        const char *name; /* "income"; NULL: no predictor, plain means only */
        const char *column;
        kk_config_window *window; /* default: those of KansenKaart */
        size_t window_count;
        kk_mark mark;
    } predictor;
    kk_config_dimension *dimension; /* without the predictor's */
    size_t dimension_count;
    kk_config_region *region;
    size_t region_count;
    kk_config_outcome *outcome;
    size_t outcome_count;
    kk_config_estimate_map *map;
    size_t map_count;
    kk_estimate_rule rule;
    double threshold;   /* default 10, and no less */
    bool compress;      /* estimates.csv.gz instead of estimates.csv */
    bool into_database; /* default true */
    kk_mark mark;
} kk_config_estimates;

#endif
