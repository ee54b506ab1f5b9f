/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A protection task as moves away from the truth: d = x − truth. d = 0
 * satisfies all that is known; so does every point between 0 and a d that does.
 */
#ifndef KK_PROTECTION_PROTECT_LEEWAY_H
#define KK_PROTECTION_PROTECT_LEEWAY_H

#include "kk/protection.h"

typedef enum kk_cell {
    KK_CELL_FIXED,
    KK_CELL_SHOWN,
    KK_CELL_TRIED, /* shown, while it is found out what it would help to hide it
                    */
    KK_CELL_HIDDEN
} kk_cell;

typedef struct kk_leeway {
    const kk_protection_task *task;
    double *truth;             /* complete: what is not known has a value that fits */
    double *down, *up;         /* −down_j ≤ d_j ≤ up_j once it is hidden; ≥ 0, perhaps ∞ */
    uint8_t *cell;             /* kk_cell */
    double typical_weight;     /* the mean of those that are shown; > 0 */
    double *row_down, *row_up; /* −row_down_i ≤ Σ_j a_ij d_j ≤ row_up_i; ∞ where
                                  the bounds see to it */
    size_t *variable_begin;    /* of those that are not fixed, the rows that the bounds
                                  leave open: variable_row[variable_begin[j]] … */
    uint32_t *variable_row;
    double *variable_coefficient;
} kk_leeway;

/* Errors: KK_ERR_INTERNAL (memory, the solver gives up). */
kk_status kk_leeway_open(kk_leeway *leeway, const kk_protection_task *task, kk_error *err) KK_MUST_USE;
void kk_leeway_close(kk_leeway *leeway);

/* So far it must be able to go at least, so that the truth is no end of its
   interval: 1 of a count, a tenth of the width of an amount, where its own
   bounds leave so much. */
double kk_leeway_least_move(const kk_leeway *leeway, const kk_demand *demand, bool up);

/* How far for a demand to be met: up when it goes `down` far, and the other
 * way; at least the least. */
double kk_leeway_up_needed(const kk_leeway *leeway, const kk_demand *demand, double down);
double kk_leeway_down_needed(const kk_leeway *leeway, const kk_demand *demand, double up);

/* Whether a demand is met by an interval that reaches from `down` below to `up`
 * above the truth. */
bool kk_leeway_suffices(const kk_leeway *leeway, const kk_demand *demand, double down, double up);

/* False: the bounds alone tell that nothing can meet it, whatever is hidden. */
bool kk_leeway_allows(const kk_leeway *leeway, const kk_demand *demand);

#endif
