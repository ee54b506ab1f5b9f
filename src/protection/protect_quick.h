/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The heuristic: demand after demand, what is hidden already is tried first;
 * where that does not do, the cheapest moves up and down are hidden as well.
 * Afterwards what proves superfluous is shown again, the most valuable first.
 */
#ifndef KK_PROTECTION_PROTECT_QUICK_H
#define KK_PROTECTION_PROTECT_QUICK_H

#include "protection/protect_balance.h"
#include "protection/protect_look.h"

enum { WAYS = 12 };

/* Of one thread; `leeway->cell` and `proof` are shared, each thread writes
 * those of its own components. */
typedef struct kk_quick {
    kk_leeway *leeway;
    kk_proof *proof;
    kk_ledger ledger; /* of the demands at hand */
    kk_mover mover;
    kk_balance balance;
    kk_look look;
    kk_move up, down, found[WAYS];
    size_t failures; /* in this part: where many cannot be met, wide programs for
                        each are left to the end */
} kk_quick;

/* `component`: as in kk_near. */
kk_status kk_quick_open(kk_quick *quick, kk_leeway *leeway, kk_proof *proof, const uint32_t *component,
                        kk_error *err) KK_MUST_USE;
void kk_quick_close(kk_quick *quick);

/* Whether a demand is met by what was seen so far. */
bool kk_quick_is_met(const kk_quick *quick, const kk_demand *demand);

/* Tries to meet a demand without hiding more: without programs, and by all
 * means. */
kk_status kk_quick_balance(kk_quick *quick, const kk_demand *demand, kk_error *err) KK_MUST_USE;
kk_status kk_quick_look(kk_quick *quick, const kk_demand *demand, kk_error *err) KK_MUST_USE;

/* Tries to meet a demand by hiding more among its nearest `limit` variables (0:
   among those of small moves); where it cannot, or for a loss of more than
   `most`, nothing is hidden. */
kk_status kk_quick_meet(kk_quick *quick, const kk_demand *demand, size_t limit, double most, kk_error *err) KK_MUST_USE;

/* All these demands, of one component, which these variables are; then the cleaning up. */
typedef struct kk_quick_part {
    const uint32_t *demand, *variable;
    size_t demand_count, variable_count;
} kk_quick_part;
kk_status kk_quick_run(kk_quick *quick, const kk_quick_part *part, kk_error *err) KK_MUST_USE;

#endif
