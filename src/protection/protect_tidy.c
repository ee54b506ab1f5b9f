/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_tidy.h"

#include <stdlib.h>

enum { LOOKS_MAX = 300 }; /* by programs, in a part */

typedef struct chosen {
    double weight;
    uint32_t variable;
} chosen;

static int by_weight(const void *a, const void *b)
{
    const chosen *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->variable > y->variable) - (x->variable < y->variable);
}

/* Each once: they are marked as tried while they are listed. */
static size_t list_chosen(kk_quick *quick, chosen *list)
{
    const kk_ledger *ledger = &quick->ledger;
    uint8_t *cell = quick->leeway->cell;
    size_t count = 0;
    for (size_t t = 0; ledger->count > 0 && t < ledger->begin[ledger->count]; t++) {
        uint32_t j = ledger->chosen[t];
        if (cell[j] != KK_CELL_HIDDEN) continue;
        cell[j] = KK_CELL_TRIED;
        list[count++] = (chosen){quick->leeway->task->weight[j], j};
    }
    for (size_t i = 0; i < count; i++) cell[list[i].variable] = KK_CELL_HIDDEN;
    qsort(list, count, sizeof *list, by_weight);
    return count;
}

/* What a demand's variable is known to do, to be put back when it cannot be
 * shown otherwise. */
typedef struct memory {
    uint32_t variable, up_by, down_by;
    double up, down;
} memory;

static void forget(kk_proof *proof, const kk_ledger *ledger, uint32_t j, uint32_t shown)
{
    if (kk_ledger_rests_on(ledger, proof->up_by[j], shown)) {
        proof->up[j] = 0;
        proof->up_by[j] = KK_NO_CHOICE;
    }
    if (kk_ledger_rests_on(ledger, proof->down_by[j], shown)) {
        proof->down[j] = 0;
        proof->down_by[j] = KK_NO_CHOICE;
    }
}

static void restore(kk_proof *proof, const memory *old, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        uint32_t j = old[i].variable;
        proof->up[j] = old[i].up;
        proof->up_by[j] = old[i].up_by;
        proof->down[j] = old[i].down;
        proof->down_by[j] = old[i].down_by;
    }
}

typedef struct trial {
    kk_quick *quick;
    uint32_t shown;
    memory *old;
    size_t changed, looks;
    bool can;
} trial;

/* Whether the demand, if it was met, can do without what is shown now. */
static kk_status try_demand(trial *now, const kk_demand *demand, kk_error *err)
{
    kk_quick *quick = now->quick;
    kk_proof *proof = quick->proof;
    uint32_t j = demand->variable;
    if (!kk_ledger_rests_on(&quick->ledger, proof->up_by[j], now->shown) &&
        !kk_ledger_rests_on(&quick->ledger, proof->down_by[j], now->shown))
        return KK_OK;
    bool was_met = kk_quick_is_met(quick, demand);
    now->old[now->changed++] = (memory){j, proof->up_by[j], proof->down_by[j], proof->up[j], proof->down[j]};
    forget(proof, &quick->ledger, j, now->shown);
    if (!was_met || kk_quick_is_met(quick, demand)) return KK_OK;
    kk_status status =
        now->looks < LOOKS_MAX ? kk_quick_look(quick, demand, err) : kk_quick_balance(quick, demand, err);
    now->looks++;
    now->can = kk_quick_is_met(quick, demand);
    return status;
}

/* Shows it again if all demands that were met can do without, first the one that it was hidden for: most cannot. */
static kk_status try_to_show(trial *now, const kk_quick_part *part, uint32_t shown, kk_error *err)
{
    kk_quick *quick = now->quick;
    const kk_demand *all = quick->leeway->task->demand;
    kk_status status = KK_OK;
    quick->leeway->cell[shown] = KK_CELL_SHOWN;
    kk_look_reset(&quick->look);
    now->shown = shown;
    now->changed = 0;
    now->can = true;
    for (int turn = 0; turn < 2; turn++)
        for (size_t d = 0; d < part->demand_count && now->can && status == KK_OK; d++) {
            const kk_demand *demand = &all[part->demand[d]];
            bool is_cause = demand->variable == quick->proof->hidden_for[shown];
            if (is_cause == (turn == 0)) status = try_demand(now, demand, err);
        }
    if (now->can && status == KK_OK) return status;
    quick->leeway->cell[shown] = KK_CELL_HIDDEN;
    kk_look_hide(&quick->look, shown);
    restore(quick->proof, now->old, now->changed);
    return status;
}

kk_status kk_quick_tidy(kk_quick *quick, const kk_quick_part *part, kk_error *err)
{
    const kk_ledger *ledger = &quick->ledger;
    if (ledger->count == 0) return KK_OK;
    chosen *list = malloc(ledger->begin[ledger->count] * sizeof *list);
    trial now = {.quick = quick, .old = malloc((part->demand_count + 1) * sizeof *now.old)};
    kk_status status = list == NULL || now.old == NULL ? kk_fail_memory(err) : KK_OK;
    size_t chosen_count = status == KK_OK ? list_chosen(quick, list) : 0;
    for (size_t i = 0; i < chosen_count && status == KK_OK; i++)
        status = try_to_show(&now, part, list[i].variable, err);
    free(list);
    free(now.old);
    return status;
}
