/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/disclosure.h"

#include <math.h>
#include <stdlib.h>

struct kk_released_estimates {
    kk_estimates block;
};

size_t kk_released_outcomes(const kk_released_estimates *estimates)
{
    return estimates->block.outcome_count;
}

kk_released_outcome kk_released_outcome_at(const kk_released_estimates *estimates, size_t index)
{
    const kk_estimates *block = &estimates->block;
    return (kk_released_outcome){
        .frame = block->frame,
        .outcome = block->first_outcome + index,
        .first = block->cells->first,
        .combination = block->cells->combination,
        .cell = block->cell[index],
    };
}

void kk_released_estimates_free(kk_released_estimates *released)
{
    free(released);
}

static const kk_estimate_cell nothing = {.est = NAN, .lower = NAN, .upper = NAN, .n = 0, .hidden = true};

static void release_cells(kk_estimate_cell *cell, size_t count, int threads, int64_t *shown, int64_t *hidden)
{
    int64_t here = 0, gone = 0;
#pragma omp parallel for num_threads(threads) schedule(static) reduction(+ : here, gone)
    for (size_t i = 0; i < count; i++) {
        bool is_one = cell[i].n > 0;
        here += is_one && !cell[i].hidden;
        gone += is_one && cell[i].hidden;
        if (cell[i].hidden) cell[i] = nothing;
    }
    *shown += here;
    *hidden += gone;
}

kk_status kk_release_estimates(kk_estimates *raw, int threads, kk_released_estimates **released, int64_t *shown,
                               int64_t *hidden, kk_error *err)
{
    if (*released == NULL) *released = malloc(sizeof **released);
    if (*released == NULL) return kk_fail_memory(err);
    (*released)->block = *raw;
    for (size_t o = 0; o < raw->outcome_count; o++)
        release_cells(raw->cell[o], raw->cells->count, threads, shown, hidden);
    return KK_OK;
}
