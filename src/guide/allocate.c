/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/allocate.h"

kk_allocation_flaw allocate_check(const kk_allocation_bounds *bounds)
{
    double least = 0, most = 0, budget = (double)bounds->budget;
    for (size_t i = 0; i < bounds->count; i++) {
        double floor = allocate_floor(bounds, i), ceiling = allocate_ceiling(bounds, i);
        if (floor > ceiling) return KK_ALLOCATION_BELOW_FLOORS;
        least += floor;
        most += ceiling;
    }
    if (budget < least) return KK_ALLOCATION_BELOW_FLOORS;
    return budget > most ? KK_ALLOCATION_ABOVE_CEILINGS : KK_ALLOCATION_FINE;
}

static bool make_exact(const kk_allocation_task *task, double *exact)
{
    if (task->principle == KK_LEVELLING) return allocate_by_level(task, exact);
    if (task->principle == KK_WELFARE) return allocate_by_welfare(task, exact);
    return allocate_by_shares(task, exact);
}

kk_allocation_flaw kk_allocate(const kk_allocation_task *task, const kk_allocation_room *room, double *exact,
                               int64_t *units)
{
    kk_allocation_flaw flaw = allocate_check(&task->bounds);
    if (flaw != KK_ALLOCATION_FINE) return flaw;
    if (!make_exact(task, exact)) return KK_ALLOCATION_NO_TAKERS;
    allocate_round(exact, &task->bounds, room, units);
    return KK_ALLOCATION_FINE;
}
