/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Moves found without a program: the target moves, and row after row that no
 * longer holds is made up for by one other variable, which leaves as few other
 * rows as can be that do not hold. Where it ends, all rows hold: most demands
 * of a table in which much is hidden are met by such small cycles.
 */
#ifndef KK_PROTECTION_PROTECT_BALANCE_H
#define KK_PROTECTION_PROTECT_BALANCE_H

#include "protection/protect_move.h"

/* Of one thread. */
typedef struct kk_balance {
    kk_near *near; /* holds the move's variables and their rows afterwards */
    double *step;  /* of each variable; 0 between calls */
    double *moved; /* of each row: Σ a d; 0 between calls */
} kk_balance;

kk_status kk_balance_open(kk_balance *balance, kk_near *near, kk_error *err) KK_MUST_USE;
void kk_balance_close(kk_balance *balance);

typedef struct kk_balance_aim {
    uint32_t target;
    bool up, hidden_only; /* hidden_only: else what is shown may move too, the
                             cheaper the better */
    double amount;        /* > 0 */
} kk_balance_aim;

/* Without steps where no such move was found. Another attempt takes other ways
 * at random. Cost: O(terms of the rows). */
kk_status kk_balance_find(kk_balance *balance, const kk_balance_aim *aim, uint64_t attempt, kk_move *move,
                          kk_error *err) KK_MUST_USE;

#endif
