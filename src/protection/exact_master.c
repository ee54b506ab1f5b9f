/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/exact_master.h"

#include <math.h>
#include <stdlib.h>

#define BROKEN 1e-6

kk_status kk_master_open(kk_master *master, const kk_leeway *leeway, const uint32_t *variable, size_t count,
                         double *hidden, kk_error *err)
{
    *master = (kk_master){.leeway = leeway, .hidden = hidden};
    master->variable = malloc((count + 1) * sizeof *master->variable);
    master->column = malloc((count + 1) * sizeof *master->column);
    master->ones = malloc((count + 1) * sizeof *master->ones);
    double *zeros = calloc(count + 1, sizeof *zeros);
    kk_status status = kk_lp_new(&master->lp, err);
    if (status == KK_OK &&
        (master->variable == NULL || master->column == NULL || master->ones == NULL || zeros == NULL))
        status = kk_fail_memory(err);
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        if (leeway->cell[variable[i]] == KK_CELL_FIXED || !(leeway->task->weight[variable[i]] > 0)) continue;
        master->ones[master->count] = 1;
        master->variable[master->count++] = variable[i];
    }
    if (status == KK_OK) status = kk_lp_add_columns(master->lp, master->count, zeros, master->ones, err);
    for (size_t c = 0; c < master->count && status == KK_OK; c++)
        kk_lp_set_objective(master->lp, (uint32_t)c, leeway->task->weight[master->variable[c]]);
    free(zeros);
    return status;
}

void kk_master_close(kk_master *master)
{
    kk_lp_free(master->lp);
    free(master->variable);
    free(master->column);
    free(master->ones);
}

/* ---- solving ---- */

kk_status kk_master_relax(kk_master *master, double *bound, kk_error *err)
{
    kk_lp_outcome outcome;
    kk_status status = kk_lp_solve(master->lp, KK_LP_MINIMUM, &outcome, err);
    if (status != KK_OK) return status;
    if (outcome != KK_LP_OPTIMAL) return kk_fail(err, KK_ERR_INTERNAL, "cuts leave no choice");
    *bound = kk_lp_objective(master->lp);
    for (size_t c = 0; c < master->count; c++)
        master->hidden[master->variable[c]] = fmin(fmax(kk_lp_value(master->lp, (uint32_t)c), 0), 1);
    return KK_OK;
}

kk_status kk_master_solve(kk_master *master, double seconds, bool *is_solved, double *bound, kk_error *err)
{
    kk_lp_outcome outcome;
    for (size_t c = 0; c < master->count; c++) kk_lp_mark_whole(master->lp, (uint32_t)c);
    kk_status status = kk_lp_solve_whole(master->lp, KK_LP_MINIMUM, seconds, &outcome, bound, err);
    if (status != KK_OK) return status;
    if (outcome == KK_LP_INFEASIBLE) return kk_fail(err, KK_ERR_INTERNAL, "cuts leave no choice");
    *is_solved = outcome == KK_LP_OPTIMAL;
    for (size_t c = 0; c < master->count && *is_solved; c++)
        master->hidden[master->variable[c]] = kk_lp_whole_value(master->lp, (uint32_t)c) > 0.5;
    return KK_OK;
}

/* ---- cuts ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static kk_status add_cut(kk_master *master, const kk_cut *cut, size_t *added, kk_error *err)
{
    for (size_t t = 0; t < cut->count; t++) {
        const uint32_t *found = bsearch(&cut->variable[t], master->variable, master->count, sizeof *found, by_number);
        master->column[t] = (uint32_t)(found - master->variable);
    }
    ++*added;
    kk_lp_terms terms = {cut->count, master->column, cut->coefficient};
    return kk_lp_add_row(master->lp, &terms, cut->least, INFINITY, err);
}

static double total(double up_share, double up, double down_share, double down)
{
    return (up_share > 0 ? up_share * up : 0) + (down_share > 0 ? down_share * down : 0);
}

static kk_status separate(kk_master *master, kk_attacker *attacker, const kk_range *range, double up_share,
                          double down_share, double needed, size_t *added, kk_error *err)
{
    bool holds = total(up_share, range->up, down_share, range->down) >= needed - BROKEN * fmax(1, needed);
    if (holds || !kk_attacker_cut(attacker, range, up_share, down_share, needed)) return KK_OK;
    return add_cut(master, &attacker->cut, added, err);
}

static kk_status separate_range(kk_master *master, kk_attacker *attacker, const kk_required *required,
                                const kk_range *range, size_t *added, kk_error *err)
{
    const kk_demand *demand = required->demand;
    double truth = master->leeway->truth[demand->variable], share = fmin(demand->share, 1);
    kk_status status = separate(master, attacker, range, 1, 1, demand->width, added, err);
    if (status == KK_OK) status = separate(master, attacker, range, 1 - share, 1, share * truth, added, err);
    if (status != KK_OK || !required->strict) return status;
    double up = kk_leeway_least_move(master->leeway, demand, true);
    double down = kk_leeway_least_move(master->leeway, demand, false);
    status = separate(master, attacker, range, 1, 0, up, added, err);
    return status == KK_OK ? separate(master, attacker, range, 0, 1, down, added, err) : status;
}

static bool is_met(const kk_leeway *leeway, const kk_required *required, const kk_range *range)
{
    const kk_demand *demand = required->demand;
    double truth = leeway->truth[demand->variable];
    if (required->strict) return kk_leeway_suffices(leeway, demand, range->down, range->up);
    return kk_demand_is_met(demand, truth - range->down, truth + range->up,
                            leeway->task->knowledge->is_whole[demand->variable]);
}

/* A demand is met by more where it is met by less. So, when as much is hidden as leaves it unmet, something of what is
   then shown must be hidden. */
static kk_status add_cover(kk_master *master, kk_attacker *attacker, const kk_required *required, size_t *added,
                           kk_error *err)
{
    kk_lp_terms terms = {0, master->column, master->ones};
    kk_status status = KK_OK;
    for (size_t c = 0; c < master->count && status == KK_OK; c++) {
        uint32_t j = master->variable[c];
        kk_range range;
        if (master->hidden[j] > 0.5) continue;
        kk_attacker_see_one(attacker, j, 1);
        status = kk_attacker_range(attacker, required->demand->variable, &range, err);
        if (status != KK_OK || !is_met(master->leeway, required, &range)) continue;
        kk_attacker_see_one(attacker, j, 0);
        master->column[terms.count++] = (uint32_t)c;
    }
    kk_attacker_see(attacker, master->hidden);
    ++*added;
    return status == KK_OK ? kk_lp_add_row(master->lp, &terms, 1, INFINITY, err) : status;
}

kk_status kk_master_separate(kk_master *master, kk_attacker *attacker, const kk_required *required, bool whole,
                             size_t *added, kk_error *err)
{
    kk_range range;
    kk_status status = kk_attacker_range(attacker, required->demand->variable, &range, err);
    if (status == KK_OK) status = separate_range(master, attacker, required, &range, added, err);
    if (status != KK_OK || !whole || is_met(master->leeway, required, &range)) return status;
    return add_cover(master, attacker, required, added, err);
}
