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
    KK_FIGURE_SUPPRESSED,     /* "suppressed"      withheld here, by the release */
    KK_FIGURE_STATUS_COUNT
} kk_figure_status;

typedef struct kk_figure {
    double value;
    kk_figure_status status;
} kk_figure;

/* The word of a status in every output. */
const char *kk_figure_status_name(kk_figure_status status);

/* True where there is a value to count with: ok or nil. */
bool kk_figure_has_value(kk_figure_status status);

/* The status of two combined: OK where both have a value, otherwise the later in the order above. */
kk_figure_status kk_figure_status_combine(kk_figure_status a, kk_figure_status b);

kk_figure kk_figure_missing(kk_figure_status status);

enum { KK_PERSONS_SHOWN = 10 }; /* so many may be told of */

/* Whether so many persons are too few to be shown: 1–9, less than none too, and what lies between where not whole. */
bool kk_persons_are_few(double persons);

#endif
