/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How far variables of a part go while nothing more is hidden: one tableau for the whole part, warm from demand to
 * demand, in which what is shown has no room. Parts of more than KK_LOOK_MAX variables have none.
 */
#ifndef KK_PROTECTION_PROTECT_LOOK_H
#define KK_PROTECTION_PROTECT_LOOK_H

#include "protection/protect_proof.h"
#include "protection/tableau.h"

enum { KK_LOOK_MAX = 1500 };

/* Of one thread. */
typedef struct kk_look {
    const kk_leeway *leeway;
    size_t count, row_count; /* columns and rows of the part; count 0: there is no tableau */
    uint32_t *variable, *row;
    uint32_t *column, *row_place; /* by variable and by row: its place + 1, or 0 */
    kk_tableau fresh, tableau;    /* as loaded; at work */
    double *activity;             /* by row of the part */
    kk_move move;
    size_t variable_capacity, row_capacity, activity_capacity;
} kk_look;

kk_status kk_look_open(kk_look *look, const kk_leeway *leeway, kk_error *err) KK_MUST_USE;
void kk_look_close(kk_look *look);

/* The part that these variables are. Cost: that of kk_tableau_ready. */
kk_status kk_look_begin(kk_look *look, const uint32_t *variable, size_t count, kk_error *err) KK_MUST_USE;

/* After `variable` has been hidden; after any have been shown again. */
void kk_look_hide(kk_look *look, uint32_t variable);
void kk_look_reset(kk_look *look);

/*
 * Pushes the hidden variable up (way 1) or down (−1) by `amount` or more, as far as it goes, and leaves in look->move
 * how all went along: a table that agrees with all that would be known, or no steps. Errors: KK_ERR_INTERNAL (memory).
 */
kk_status kk_look_push(kk_look *look, uint32_t variable, int way, double amount, kk_error *err) KK_MUST_USE;

#endif
