/* SPDX-License-Identifier: EUPL-1.2 */
/* Principles that are straight in one level: by shares, and up to a level. */
#include "guide/allocate.h"

/* Of the whole what goes by head, by need and as at present: per youth, per youth in need, per unit. */
typedef struct shares {
    const kk_allocation_task *task;
    double by_head, by_need, by_present;
} shares;

static double present_of(const kk_allocation_task *task, size_t area)
{
    return task->present != NULL ? (double)task->present[area] : 0;
}

static double need_of(const kk_allocation_task *task, size_t area)
{
    return task->need != NULL ? task->need[area] : 0;
}

static shares parts_of(const kk_allocation_task *task)
{
    double now = task->principle == KK_CLOSING ? 1 - 1.0 / task->years : 0;
    switch (task->principle) {
    case KK_PRESENT:
        return (shares){task, 0, 0, 1};
    case KK_EQUAL:
        return (shares){task, 1, 0, 0};
    case KK_PROPORTIONATE:
        return (shares){task, task->share, 1 - task->share, 0};
    case KK_CLOSING:
        return (shares){task, 0, 1 - now, now};
    default:
        return (shares){task, 0, 1, 0};
    }
}

/* False: nothing to divide it by. */
static bool divide_part(double *part, double total)
{
    if (!(*part > 0)) return true;
    *part /= total;
    return total > 0;
}

static bool shares_make(const kk_allocation_task *task, shares *out)
{
    double youths = 0, need = 0, present = 0;
    for (size_t i = 0; i < task->bounds.count; i++) {
        youths += task->youths[i];
        need += task->youths[i] * need_of(task, i);
        present += present_of(task, i);
    }
    *out = parts_of(task);
    return divide_part(&out->by_head, youths) && divide_part(&out->by_need, need) &&
           divide_part(&out->by_present, present);
}

static double demand_by_share(const void *context, size_t area, double level)
{
    const shares *of = context;
    double youths = of->task->youths[area];
    return level * (youths * (of->by_head + of->by_need * need_of(of->task, area)) +
                    of->by_present * present_of(of->task, area));
}

bool allocate_by_shares(const kk_allocation_task *task, double *exact)
{
    shares of;
    if (!shares_make(task, &of)) return false;
    double budget = (double)task->bounds.budget;
    return allocate_solve(&(allocate_problem){demand_by_share, &of, 0, allocate_more(budget, 1)}, &task->bounds, exact);
}

/* Levels count from the worst off, so that little money over a high state is not lost in rounding. */
typedef struct levels {
    const kk_allocation_task *task;
    double worst;
} levels;

static double demand_to_level(const void *context, size_t area, double level)
{
    const levels *of = context;
    return of->task->youths[area] * (level - (of->task->state[area] - of->worst));
}

bool allocate_by_level(const kk_allocation_task *task, double *exact)
{
    levels of = {task, __builtin_inf()};
    double youths = 0;
    for (size_t i = 0; i < task->bounds.count; i++) {
        of.worst = allocate_less(of.worst, task->state[i]);
        youths += task->youths[i];
    }
    double step = allocate_more((double)task->bounds.budget, 1) / youths;
    return allocate_solve(&(allocate_problem){demand_to_level, &of, 0, step}, &task->bounds, exact);
}
