/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A figure and its status. Missing is not zero: a value is NaN unless its status is KK_FIGURE_OK or KK_FIGURE_NIL.
 */
#ifndef KK_FIGURE_H
#define KK_FIGURE_H

#include <stdbool.h>

/*
 * Ordered: where figures are combined, the result has the status of the part that comes last in this list, so that a
 * secret part makes a secret whole and what the engine withheld is never explained away by another reason.
 */
typedef enum kk_figure_status {
    KK_FIGURE_OK = 0,         /* "ok"              a figure */
    KK_FIGURE_NIL,            /* "nil"             the source says: none at all; the value is 0 */
    KK_FIGURE_NO_POPULATION,  /* "no_population"   nobody lives there (or the base is 0), so there is nothing to measure
                               */
    KK_FIGURE_NOT_APPLICABLE, /* "not_applicable"  cannot occur here, or cannot be made for this level or boundary */
    KK_FIGURE_ABSENT,         /* "absent"          the table has no row for this area */
    KK_FIGURE_NOT_PUBLISHED,  /* "not_published"   published later, or no longer */
    KK_FIGURE_UNKNOWN,        /* "unknown"         the source knows no figure, or not enough observations */
    KK_FIGURE_SECRET,         /* "secret"          withheld by the source */
    /* Withheld here, by the release (docs/disclosure.md). Of several rules the first of these hid it. */
    KK_FIGURE_SUPPRESSED,            /* "suppressed"            for a reason that is not told: few persons or nobody */
    KK_FIGURE_SUPPRESSED_POPULATION, /* "suppressed_population" too few people live there */
    KK_FIGURE_SUPPRESSED_BASE,       /* "suppressed_base"       the denominator is 1 … minimum − 1 persons */
    KK_FIGURE_SUPPRESSED_COUNT,      /* "suppressed_count"      the numerator is */
    KK_FIGURE_SUPPRESSED_REST,       /* "suppressed_rest"       denominator − numerator is */
    KK_FIGURE_SUPPRESSED_PERSONS,    /* "suppressed_persons"    so few persons are behind it, or behind a part of it */
    KK_FIGURE_SUPPRESSED_GROUP,      /* "suppressed_group"      it tells of nearly everyone */
    KK_FIGURE_SUPPRESSED_DOMINANCE,  /* "suppressed_dominance"  one or two persons make up most of the amount */
    KK_FIGURE_SUPPRESSED_SECONDARY,  /* "suppressed_secondary"  others could be computed from it */
    KK_FIGURE_PARENT,                /* "parent"                withheld; the value is that of the area around */
    KK_FIGURE_STATUS_COUNT
} kk_figure_status;

typedef struct kk_figure {
    double value;
    kk_figure_status status;
} kk_figure;

/* Whether it was withheld here: KK_FIGURE_SUPPRESSED … KK_FIGURE_PARENT. */
bool kk_figure_is_suppressed(kk_figure_status status);

/* The word of a status in every output. */
const char *kk_figure_status_name(kk_figure_status status);

/* The status of that word; false for any other text. */
bool kk_figure_status_parse(const char *name, kk_figure_status *status);

/* True where there is a value to count with: ok or nil (not parent: that is another area's). */
bool kk_figure_has_value(kk_figure_status status);

/* The status of two combined: OK where both have a value, otherwise the later in the order above. */
kk_figure_status kk_figure_status_combine(kk_figure_status a, kk_figure_status b);

kk_figure kk_figure_missing(kk_figure_status status);

enum { KK_PERSONS_SHOWN = 10 }; /* so many may be told of, where a project has no say: estimates of a cohort */

/* Whether so many persons are too few to be shown: 1 … minimum − 1, less than none too, and what lies between where not
   whole. */
bool kk_persons_are_few(double persons, double minimum);

#endif
