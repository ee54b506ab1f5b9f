/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_parts.h"
#include "protection/protect_bounds.h"

#include <stdlib.h>

static int by_demands(const void *a, const void *b, void *begin)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const size_t *at = begin;
    size_t of_x = at[x + 1] - at[x], of_y = at[y + 1] - at[y];
    if (of_x != of_y) return of_x > of_y ? -1 : 1;
    return (x > y) - (x < y);
}

static kk_status sort_demands(kk_parts *parts, const kk_protection_task *task, kk_error *err)
{
    size_t count = parts->components.count;
    parts->demand_begin = calloc(count + 2, sizeof *parts->demand_begin);
    parts->demand = malloc((task->demand_count + 1) * sizeof *parts->demand);
    parts->order = malloc((count + 1) * sizeof *parts->order);
    if (parts->demand_begin == NULL || parts->demand == NULL || parts->order == NULL) return kk_fail_memory(err);
    size_t *begin = parts->demand_begin;
    for (size_t d = 0; d < task->demand_count; d++) {
        uint32_t c = parts->components.of[task->demand[d].variable];
        if (c != KK_NO_COMPONENT) begin[c + 2]++;
    }
    for (size_t c = 0; c < count; c++) begin[c + 2] += begin[c + 1];
    for (size_t d = 0; d < task->demand_count; d++) {
        uint32_t c = parts->components.of[task->demand[d].variable];
        if (c != KK_NO_COMPONENT) parts->demand[begin[c + 1]++] = (uint32_t)d;
    }
    for (size_t c = 0; c < count; c++) parts->order[c] = (uint32_t)c;
    qsort_r(parts->order, count, sizeof *parts->order, by_demands, begin);
    return KK_OK;
}

kk_status kk_parts_open(kk_parts *parts, const kk_leeway *leeway, size_t row_count, kk_error *err)
{
    kk_bounds bounds;
    *parts = (kk_parts){0};
    kk_status status = kk_bounds_open(&bounds, leeway, true, err);
    if (status == KK_OK) status = kk_components_init(&parts->components, &bounds.knowledge, row_count, NULL, err);
    if (status == KK_OK) status = sort_demands(parts, leeway->task, err);
    kk_bounds_close(&bounds);
    return status;
}

void kk_parts_close(kk_parts *parts)
{
    kk_components_clear(&parts->components);
    free(parts->demand_begin);
    free(parts->demand);
    free(parts->order);
}
