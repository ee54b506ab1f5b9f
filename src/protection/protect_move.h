/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The cheapest way to move one variable: another table that differs there, and
 * elsewhere as little as can be (Kelly, Golden and Assad 1992). What moves must
 * be hidden; what moves along is then no longer known either. min Σ_j c_j |d_j|
 * over A d within its room, d_target as far as asked for (or as far as it goes)
 * with c_j = 0 for what is hidden, and weight_j / min(room_j, amount) for what
 * is shown; then, to have few of them, weight_j / (|d_j| + ε amount) with the d
 * just found, as long as that helps (Candès, Wakin and Boyd 2008).
 */
#ifndef KK_PROTECTION_PROTECT_MOVE_H
#define KK_PROTECTION_PROTECT_MOVE_H

#include "protection/lp.h"
#include "protection/protect_near.h"

typedef struct kk_move {
    size_t count, capacity, step_capacity;
    uint32_t *variable;
    double *step;   /* ≠ 0 */
    double reached; /* |d_target| */
    double loss;    /* Σ weight of what it moves that is shown */
} kk_move;

void kk_move_clear(kk_move *move);

/* Room for so many steps; −1: no memory. */
int kk_move_reserve(kk_move *move, size_t count) KK_MUST_USE;

/* Room for the programs of one thread. */
typedef struct kk_mover {
    kk_near near;
    kk_move trial;
    uint32_t *row_column;
    double *lower, *upper, *divisor, *row_coefficient, *activity;
    size_t *row_begin;
    size_t lower_capacity, upper_capacity, divisor_capacity, begin_capacity, term_capacity, coefficient_capacity,
        activity_capacity;
} kk_mover;

kk_status kk_mover_open(kk_mover *mover, const kk_leeway *leeway, const uint32_t *component, kk_error *err) KK_MUST_USE;
void kk_mover_close(kk_mover *mover);

/* Of what mover->near found: the target goes `amount` (> 0) up, or down; where
   it cannot, as far as it can (`partly`), or the move has no steps. Errors:
   KK_ERR_INTERNAL (memory, the solver gives up), KK_ERR_INTERRUPTED. */
kk_status kk_move_find(kk_mover *mover, uint32_t target, bool up, double amount, bool partly, kk_move *move,
                       kk_error *err) KK_MUST_USE;

#endif
