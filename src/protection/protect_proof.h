/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How far each variable was seen to go in tables that agree with all that would
 * be known, and on which choices that rests. A table that proves much for one
 * variable proves something for all that move in it.
 */
#ifndef KK_PROTECTION_PROTECT_PROOF_H
#define KK_PROTECTION_PROTECT_PROOF_H

#include "protection/protect_move.h"

#define KK_NO_CHOICE UINT32_MAX

/* Of all variables; threads write to those of their own component. */
typedef struct kk_proof {
    double *up, *down;         /* ≥ 0 */
    uint32_t *up_by, *down_by; /* the entry of the ledger; KK_NO_CHOICE where
                                  nothing was hidden for it */
    uint32_t *hidden_for;      /* of what was hidden, for the sake of which variable */
} kk_proof;

/* What was hidden, beyond what had to be, for each table that was used:
 * chosen[begin[e]] … */
typedef struct kk_ledger {
    size_t count, begin_capacity, chosen_capacity;
    size_t *begin;
    uint32_t *chosen;
} kk_ledger;

kk_status kk_proof_open(kk_proof *proof, size_t variable_count, kk_error *err) KK_MUST_USE;
void kk_proof_close(kk_proof *proof);
void kk_ledger_clear(kk_ledger *ledger);

/* Notes what a move proves whose variables are all hidden now, as far as it can
   be stretched, and turned round. The move is one of what mover->near found
   last. */
kk_status kk_proof_note(kk_proof *proof, kk_ledger *ledger, kk_mover *mover, const kk_move *move,
                        kk_error *err) KK_MUST_USE;

/* The same of a move by itself, in which only hidden variables of any place move: neither stretched nor turned. */
kk_status kk_proof_note_table(kk_proof *proof, kk_ledger *ledger, const kk_leeway *leeway, const kk_move *move,
                              kk_error *err) KK_MUST_USE;

/* Whether a table that was noted as `entry` rests on hiding `variable`. */
bool kk_ledger_rests_on(const kk_ledger *ledger, uint32_t entry, uint32_t variable);

#endif
