/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/exact_search.h"

#include <math.h>

enum { ROOT_ROUNDS = 300, ROUNDS = 10, PATIENCE = 8, NODES_MOST = 10000 };

static const double WHOLE = 1e-6, PROGRESS = 1e-4;
static const uint64_t WORK_MOST = 400000000;

struct search {
    const kk_exact_task *task;
    kk_exact_result *result;
    int nodes_left;
};

static double cutoff(const kk_exact_result *result)
{
    return result->loss - 1e-9 * fmax(1, result->loss);
}

static bool is_over(const struct search *search)
{
    return search->nodes_left <= 0 || search->task->master->work + search->task->attacker->work > WORK_MOST ||
           search->result->bound >= cutoff(search->result);
}

static void raise_bound(struct search *search, double bound)
{
    search->result->bound = fmin(fmax(search->result->bound, bound), search->result->loss);
}

static kk_status learn(struct search *search, bool is_whole, size_t *added, kk_error *err)
{
    const kk_exact_task *task = search->task;
    return kk_separate_all(task->master, task->attacker, task->required, task->required_count, is_whole, added, err);
}

/* ---- the relaxation ---- */

/* What costs too much to turn over stays as it is in the relaxation. */
static void fix_by_cost(const struct search *search, double bound)
{
    kk_master *master = search->task->master;
    for (size_t c = 0; c < master->count; c++) {
        double gain = kk_lp_reduced_cost(master->lp, (uint32_t)c), x = master->hidden[master->variable[c]];
        if (bound + fabs(gain) < cutoff(search->result)) continue;
        if (x < WHOLE && gain > 0) kk_master_bound(master, c, 0, 0);
        if (x > 1 - WHOLE && gain < 0) kk_master_bound(master, c, 1, 1);
    }
}

static kk_status relax(struct search *search, int rounds, kk_error *err)
{
    kk_master *master = search->task->master;
    double bound = 0;
    size_t added = 1;
    kk_status status = KK_OK;
    for (int idle = 0; rounds > 0 && idle < PATIENCE && added > 0 && status == KK_OK && !is_over(search); rounds--) {
        double last = bound;
        status = kk_master_solve(master, &bound, err);
        if (status != KK_OK) return status;
        idle = bound > last + PROGRESS * last ? 0 : idle + 1;
        raise_bound(search, bound);
        fix_by_cost(search, bound);
        if (!is_over(search)) status = learn(search, false, &added, err);
    }
    return status;
}

/* ---- integer programs ---- */

static kk_status solve(struct search *search, kk_error *err)
{
    kk_master *master = search->task->master;
    size_t added = 1;
    kk_status status = KK_OK;
    while (status == KK_OK && !is_over(search)) {
        double bound;
        bool is_solved;
        status = kk_master_solve_whole(master, &search->nodes_left, &is_solved, &bound, err);
        if (status != KK_OK) return status;
        raise_bound(search, bound);
        if (!is_solved || is_over(search)) return KK_OK;
        status = learn(search, true, &added, err);
        if (status == KK_OK && added == 0) {
            search->result->loss = search->result->bound;
            search->result->found = true;
            return KK_OK;
        }
        if (status == KK_OK) status = relax(search, ROUNDS, err);
    }
    return status;
}

kk_status kk_exact_search(const kk_exact_task *task, kk_exact_result *result, kk_error *err)
{
    struct search search = {task, result, NODES_MOST};
    result->bound = 0;
    result->found = false;
    kk_status status = relax(&search, ROOT_ROUNDS, err);
    if (status == KK_OK) status = kk_master_forget(task->master, err);
    return status == KK_OK && !task->bound_only ? solve(&search, err) : status;
}
