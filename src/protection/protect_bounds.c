/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_bounds.h"

#include <math.h>
#include <stdlib.h>

kk_status kk_bounds_open(kk_bounds *bounds, const kk_leeway *leeway, bool all_hidden, kk_error *err)
{
    const kk_knowledge *k = leeway->task->knowledge;
    size_t n = k->variable_count + 1;
    *bounds = (kk_bounds){*k, malloc(n * sizeof *bounds->lower), malloc(n * sizeof *bounds->upper)};
    if (bounds->lower == NULL || bounds->upper == NULL) return kk_fail_memory(err);
    bounds->knowledge.lower = bounds->lower;
    bounds->knowledge.upper = bounds->upper;
    for (size_t j = 0; j < k->variable_count; j++) {
        kk_cell cell = leeway->cell[j];
        double truth = leeway->task->truth[j];
        bool is_free = cell == KK_CELL_HIDDEN || (cell == KK_CELL_SHOWN && all_hidden) || isnan(truth);
        bool is_known = !is_free && leeway->task->weight[j] > 0;
        bounds->lower[j] = is_known ? truth : k->lower[j];
        bounds->upper[j] = is_known ? truth : k->upper[j];
    }
    return KK_OK;
}

void kk_bounds_close(kk_bounds *bounds)
{
    free(bounds->lower);
    free(bounds->upper);
}
