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

/* Shows `shown` again if all demands that were met can do without. */
static kk_status try_to_show(kk_quick *quick, uint32_t shown, const uint32_t *demand, size_t count, memory *old,
                             size_t *looks, kk_error *err)
{
    const kk_demand *all = quick->leeway->task->demand;
    kk_proof *proof = quick->proof;
    kk_status status = KK_OK;
    bool can = true;
    size_t changed = 0;
    quick->leeway->cell[shown] = KK_CELL_SHOWN;
    for (size_t d = 0; d < count && can && status == KK_OK; d++) {
        uint32_t j = all[demand[d]].variable;
        if (!kk_ledger_rests_on(&quick->ledger, proof->up_by[j], shown) &&
            !kk_ledger_rests_on(&quick->ledger, proof->down_by[j], shown))
            continue;
        bool was_met = kk_quick_is_met(quick, &all[demand[d]]);
        old[changed++] = (memory){j, proof->up_by[j], proof->down_by[j], proof->up[j], proof->down[j]};
        forget(proof, &quick->ledger, j, shown);
        if (!was_met || kk_quick_is_met(quick, &all[demand[d]])) continue;
        status = *looks < LOOKS_MAX ? kk_quick_look(quick, &all[demand[d]], err)
                                    : kk_quick_balance(quick, &all[demand[d]], err);
        ++*looks;
        can = kk_quick_is_met(quick, &all[demand[d]]);
    }
    if (can && status == KK_OK) return status;
    quick->leeway->cell[shown] = KK_CELL_HIDDEN;
    restore(proof, old, changed);
    return status;
}

kk_status kk_quick_tidy(kk_quick *quick, const uint32_t *demand, size_t count, kk_error *err)
{
    const kk_ledger *ledger = &quick->ledger;
    size_t looks = 0;
    if (ledger->count == 0) return KK_OK;
    chosen *list = malloc(ledger->begin[ledger->count] * sizeof *list);
    memory *old = malloc((count + 1) * sizeof *old);
    kk_status status = list == NULL || old == NULL ? kk_fail_memory(err) : KK_OK;
    size_t chosen_count = status == KK_OK ? list_chosen(quick, list) : 0;
    for (size_t i = 0; i < chosen_count && status == KK_OK; i++)
        status = try_to_show(quick, list[i].variable, demand, count, old, &looks, err);
    free(list);
    free(old);
    return status;
}
