/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * With what is still to be won, v = 2^(−a/(p n h)) = e^s, the condition p u′(w + e) e′(a) = λ becomes s + ln u′(w + n −
 * n e^s) = ln(λ h / ln 2) = −level. Its left side rises in s and is convex, so that Newton's method from above falls
 * to the root and never passes it.
 */
#include "guide/allocate.h"

#include "kk/elementary.h"

enum { NEWTON_MAX = 100 };
static const double small_step = 1e-9; /* what is left after it is of the order of its square */
static const double ln_2 = 0.693147180559945309417232121458;

typedef struct welfare {
    const kk_allocation_task *task;
    double aversion; /* ε, or κ */
} welfare;

/* −ln u′(c), and its derivative. */
static double dislike(const welfare *of, double c, double *slope)
{
    if (of->aversion == 0) return *slope = 0;
    if (of->task->aversion == KK_KOLM_POLLAK) {
        *slope = of->aversion;
        return of->aversion * c;
    }
    *slope = of->aversion / c;
    return of->aversion * kk_log(c);
}

static double demand_for_welfare(const void *context, size_t area, double level)
{
    const welfare *of = context;
    const kk_allocation_task *task = of->task;
    double need = task->need[area], all = task->state[area] + need, slope;
    if (!(need > 0) || level <= dislike(of, task->state[area], &slope)) return 0;
    double s = allocate_less(dislike(of, all, &slope) - level, 0);
    for (int step = 0; step < NEWTON_MAX && of->aversion > 0; step++) {
        double left = need * kk_exp(s), from = s;
        double over = s - dislike(of, all - left, &slope) + level;
        s = allocate_less(s - over / (1 + slope * left), 0);
        if (__builtin_fabs(s - from) <= small_step * __builtin_fabs(s)) break;
    }
    return -s / ln_2 * task->youths[area] * need * task->half_effect;
}

double allocate_kappa(const double *x, const double *weight, size_t count, double epsilon)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i] * x[i];
        squares += weight[i] * x[i] * x[i];
    }
    return squares > 0 ? epsilon * sum / squares : 0;
}

double allocate_aversion(const kk_allocation_task *task, double epsilon)
{
    if (task->aversion == KK_ATKINSON) return epsilon;
    return allocate_kappa(task->state, task->youths, task->bounds.count, epsilon);
}

bool allocate_by_welfare(const kk_allocation_task *task, double *exact)
{
    welfare of = {task, allocate_aversion(task, task->epsilon)};
    double from = __builtin_inf(), slope;
    for (size_t i = 0; i < task->bounds.count; i++) from = allocate_less(from, dislike(&of, task->state[i], &slope));
    return allocate_solve(&(allocate_problem){demand_for_welfare, &of, from, 1}, &task->bounds, exact);
}

double allocate_effect(const kk_allocation_task *task, size_t area, double amount)
{
    double need = task->need[area];
    if (!(need > 0)) return 0;
    return need * (1 - kk_exp(-ln_2 * amount / (task->youths[area] * need * task->half_effect)));
}
