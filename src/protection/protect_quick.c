/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_tidy.h"

#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

enum { LOOK_LIMIT = 100, NEAR_LIMIT = 200, WIDE_LIMIT = 1600, ATTEMPTS = 6, DEAR = 2, FAILURES_MAX = 8 };

kk_status kk_quick_open(kk_quick *quick, kk_leeway *leeway, kk_proof *proof, const uint32_t *component, kk_error *err)
{
    *quick = (kk_quick){.leeway = leeway, .proof = proof};
    kk_status status = kk_mover_open(&quick->mover, leeway, component, err);
    if (status == KK_OK) status = kk_balance_open(&quick->balance, &quick->mover.near, err);
    return status == KK_OK ? kk_look_open(&quick->look, leeway, err) : status;
}

void kk_quick_close(kk_quick *quick)
{
    kk_ledger_clear(&quick->ledger);
    kk_balance_close(&quick->balance);
    kk_look_close(&quick->look);
    kk_mover_close(&quick->mover);
    kk_move_clear(&quick->up);
    kk_move_clear(&quick->down);
    for (int way = 0; way < WAYS; way++) kk_move_clear(&quick->found[way]);
}

bool kk_quick_is_met(const kk_quick *quick, const kk_demand *demand)
{
    const kk_proof *proof = quick->proof;
    return kk_leeway_suffices(quick->leeway, demand, proof->down[demand->variable], proof->up[demand->variable]);
}

static kk_status note(kk_quick *quick, const kk_move *move, kk_error *err)
{
    return kk_proof_note(quick->proof, &quick->ledger, &quick->mover, move, err);
}

/* Rows that leave more room than this do not bind. */
static double reach_of(const kk_quick *quick, const kk_demand *demand)
{
    return fmax(kk_leeway_up_needed(quick->leeway, demand, 0), kk_leeway_down_needed(quick->leeway, demand, 0));
}

/* ---- by what is hidden already ---- */

static kk_status look(kk_quick *quick, const kk_demand *demand, bool up, kk_error *err)
{
    const kk_leeway *leeway = quick->leeway;
    uint32_t j = demand->variable;
    double room = up ? leeway->up[j] : leeway->down[j];
    double needed = up ? kk_leeway_up_needed(leeway, demand, quick->proof->down[j])
                       : kk_leeway_down_needed(leeway, demand, quick->proof->up[j]);
    if (room == 0) return KK_OK;
    kk_status status = kk_move_find(&quick->mover, j, up, fmin(room, needed), true, &quick->up, err);
    return status == KK_OK ? note(quick, &quick->up, err) : status;
}

/* As far as needed, or else as little as counts. */
static kk_status balance(kk_quick *quick, const kk_demand *demand, bool up, kk_error *err)
{
    const kk_leeway *leeway = quick->leeway;
    uint32_t j = demand->variable;
    double needed = up ? kk_leeway_up_needed(leeway, demand, quick->proof->down[j])
                       : kk_leeway_down_needed(leeway, demand, quick->proof->up[j]);
    double most = fmin(needed, up ? leeway->up[j] : leeway->down[j]), least = kk_leeway_least_move(leeway, demand, up);
    kk_balance_aim aim = {j, up, true, most};
    kk_status status = KK_OK;
    quick->up.count = 0;
    for (uint64_t attempt = 0; attempt < ATTEMPTS && most > 0 && quick->up.count == 0 && status == KK_OK; attempt++) {
        if (attempt == ATTEMPTS - 1) aim.amount = fmin(least, most);
        if (aim.amount > 0) status = kk_balance_find(&quick->balance, &aim, attempt, &quick->up, err);
    }
    return status == KK_OK ? note(quick, &quick->up, err) : status;
}

/* In a part with a tableau all there is to it. */
static kk_status push(kk_quick *quick, const kk_demand *demand, kk_error *err)
{
    const kk_leeway *leeway = quick->leeway;
    kk_look *look = &quick->look;
    uint32_t j = demand->variable;
    kk_status status = kk_look_push(look, j, 1, kk_leeway_up_needed(leeway, demand, quick->proof->down[j]), err);
    if (status == KK_OK) status = kk_proof_note_table(quick->proof, &quick->ledger, leeway, &look->move, err);
    if (status != KK_OK || kk_quick_is_met(quick, demand)) return status;
    status = kk_look_push(look, j, -1, kk_leeway_down_needed(leeway, demand, quick->proof->up[j]), err);
    return status == KK_OK ? kk_proof_note_table(quick->proof, &quick->ledger, leeway, &look->move, err) : status;
}

kk_status kk_quick_balance(kk_quick *quick, const kk_demand *demand, kk_error *err)
{
    if (quick->leeway->cell[demand->variable] != KK_CELL_HIDDEN) return KK_OK;
    if (quick->look.count > 0) return push(quick, demand, err);
    kk_status status = balance(quick, demand, true, err);
    if (status == KK_OK && !kk_quick_is_met(quick, demand)) status = balance(quick, demand, false, err);
    if (status == KK_OK && !kk_quick_is_met(quick, demand)) status = balance(quick, demand, true, err);
    return status;
}

kk_status kk_quick_look(kk_quick *quick, const kk_demand *demand, kk_error *err)
{
    kk_status status = kk_quick_balance(quick, demand, err);
    if (quick->leeway->cell[demand->variable] != KK_CELL_HIDDEN || kk_quick_is_met(quick, demand)) return status;
    if (quick->look.count > 0) return status;
    if (status == KK_OK)
        status = kk_near_find(&quick->mover.near, demand->variable, reach_of(quick, demand), LOOK_LIMIT, true, err);
    if (status == KK_OK && quick->mover.near.count > 0) status = look(quick, demand, true, err);
    if (status == KK_OK && quick->mover.near.count > 0 && !kk_quick_is_met(quick, demand))
        status = look(quick, demand, false, err);
    return status;
}

/* ---- by hiding more ---- */

struct plan {
    double up, down; /* how far the variable is to go */
};

enum { PLANS = 3 };

/* Both ways according to the room there is; or as far as it goes already one
 * way, and the rest the other. */
static void make_plans(const kk_quick *quick, const kk_demand *demand, struct plan plans[PLANS])
{
    const kk_leeway *leeway = quick->leeway;
    uint32_t j = demand->variable;
    double width = kk_leeway_up_needed(leeway, demand, 0), up = leeway->up[j], down = leeway->down[j];
    double part = isinf(up) ? (isinf(down) ? 0.5 : 1) : isinf(down) ? 0 : up / (up + down);
    plans[0].down = fmin(down, kk_leeway_down_needed(leeway, demand, fmin(up, width * part)));
    plans[0].up = kk_leeway_up_needed(leeway, demand, plans[0].down);
    plans[1].up = kk_leeway_up_needed(leeway, demand, quick->proof->down[j]);
    plans[1].down = kk_leeway_down_needed(leeway, demand, plans[1].up);
    plans[2].down = kk_leeway_down_needed(leeway, demand, quick->proof->up[j]);
    plans[2].up = kk_leeway_up_needed(leeway, demand, plans[2].down);
}

static void set_cells(kk_quick *quick, const kk_move *move, kk_cell from, kk_cell to)
{
    uint8_t *cell = quick->leeway->cell;
    for (size_t k = 0; k < move->count; k++)
        if (cell[move->variable[k]] == from) cell[move->variable[k]] = (uint8_t)to;
}

static void hide(kk_quick *quick, const kk_demand *demand, const kk_move *move)
{
    for (size_t k = 0; k < move->count; k++)
        if (quick->leeway->cell[move->variable[k]] == KK_CELL_SHOWN)
            quick->proof->hidden_for[move->variable[k]] = demand->variable;
    set_cells(quick, move, KK_CELL_SHOWN, KK_CELL_HIDDEN);
    for (size_t k = 0; k < move->count; k++) kk_look_hide(&quick->look, move->variable[k]);
}

/* What the move up hides costs the move down nothing. `loss` is ∞ where the
 * plan does not meet the demand. */
static kk_status try_plan(kk_quick *quick, const kk_demand *demand, struct plan plan, double *loss, kk_error *err)
{
    const kk_leeway *leeway = quick->leeway;
    uint32_t j = demand->variable;
    *loss = INFINITY;
    quick->up.count = quick->down.count = 0;
    quick->up.loss = quick->up.reached = quick->down.loss = quick->down.reached = 0;
    if (plan.up > leeway->up[j] + 1e-6 || plan.down > leeway->down[j] + 1e-6) return KK_OK;
    kk_status status = KK_OK;
    if (plan.up > 0) status = kk_move_find(&quick->mover, j, true, plan.up, false, &quick->up, err);
    if (status != KK_OK) return status;
    set_cells(quick, &quick->up, KK_CELL_SHOWN, KK_CELL_TRIED);
    if (plan.down > 0) status = kk_move_find(&quick->mover, j, false, plan.down, false, &quick->down, err);
    set_cells(quick, &quick->up, KK_CELL_TRIED, KK_CELL_SHOWN);
    double up = fmax(quick->up.reached, quick->proof->up[j]), down = fmax(quick->down.reached, quick->proof->down[j]);
    if (kk_leeway_suffices(leeway, demand, down, up)) *loss = quick->up.loss + quick->down.loss;
    return status;
}

/* ---- what is near: the variables of moves found without a program, or the
 * nearest ---- */

static int add_move(kk_near *near, const kk_move *move)
{
    for (size_t k = 0; k < move->count; k++) {
        double scale = fabs(move->step[k]) / move->reached;
        if (kk_near_place(near, move->variable[k]) < 0 && kk_near_add(near, move->variable[k], scale) != 0) return -1;
    }
    return 0;
}

/* As many ways up and down as are found. */
static kk_status gather(kk_quick *quick, const kk_demand *demand, kk_error *err)
{
    struct plan plans[PLANS];
    kk_move *found = quick->found;
    kk_status status = KK_OK;
    make_plans(quick, demand, plans);
    for (uint64_t way = 0; way < WAYS && status == KK_OK; way++) {
        bool up = way % 2 == 0;
        kk_balance_aim aim = {demand->variable, up, false, up ? plans[0].up : plans[0].down};
        found[way].count = 0;
        if (aim.amount > 0) status = kk_balance_find(&quick->balance, &aim, way, &found[way], err);
    }
    kk_near_empty(&quick->mover.near);
    for (int way = 0; way < WAYS && status == KK_OK; way++)
        if (add_move(&quick->mover.near, &found[way]) != 0) status = kk_fail_memory(err);
    if (status != KK_OK || quick->mover.near.count == 0) return status;
    return kk_near_extend(&quick->mover.near, demand->variable, reach_of(quick, demand), NEAR_LIMIT, false, err);
}

/* The first that meets the demand: the others lose as much on average. */
static kk_status try_plans(kk_quick *quick, const kk_demand *demand, double *loss, kk_error *err)
{
    struct plan plans[PLANS];
    kk_status status = KK_OK;
    make_plans(quick, demand, plans);
    for (int p = 0; p < PLANS && status == KK_OK && isinf(*loss); p++)
        status = try_plan(quick, demand, plans[p], loss, err);
    return status;
}

kk_status kk_quick_meet(kk_quick *quick, const kk_demand *demand, size_t limit, double most, kk_error *err)
{
    double loss = INFINITY;
    kk_near *near = &quick->mover.near;
    kk_status status = limit == 0 ? gather(quick, demand, err)
                                  : kk_near_find(near, demand->variable, reach_of(quick, demand), limit, false, err);
    if (status == KK_OK && near->count > 0) status = try_plans(quick, demand, &loss, err);
    if (status != KK_OK || isinf(loss) || loss > most) return status;
    hide(quick, demand, &quick->up);
    hide(quick, demand, &quick->down);
    status = note(quick, &quick->up, err);
    return status == KK_OK ? note(quick, &quick->down, err) : status;
}

static kk_status meet(kk_quick *quick, const kk_demand *demand, kk_error *err)
{
    kk_status status = KK_OK;
    if (!kk_leeway_allows(quick->leeway, demand)) return status;
    if (!kk_quick_is_met(quick, demand)) status = kk_quick_balance(quick, demand, err);
    bool gives_up = quick->failures == FAILURES_MAX;
    double dear = DEAR * quick->leeway->typical_weight;
    if (status == KK_OK && !kk_quick_is_met(quick, demand)) status = kk_quick_meet(quick, demand, 0, dear, err);
    if (status == KK_OK && !kk_quick_is_met(quick, demand))
        status = kk_quick_meet(quick, demand, NEAR_LIMIT, gives_up ? INFINITY : dear, err);
    if (status != KK_OK || kk_quick_is_met(quick, demand) || gives_up) return status;
    status = kk_quick_meet(quick, demand, WIDE_LIMIT, INFINITY, err);
    quick->failures += !kk_quick_is_met(quick, demand);
    return status;
}

kk_status kk_quick_run(kk_quick *quick, const kk_quick_part *part, kk_error *err)
{
    const kk_demand *all = quick->leeway->task->demand;
    quick->ledger.count = quick->failures = 0;
    kk_status status = kk_look_begin(&quick->look, part->variable, part->variable_count, err);
    for (size_t d = 0; d < part->demand_count && status == KK_OK; d++) {
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while protecting");
        status = meet(quick, &all[part->demand[d]], err);
    }
    return status == KK_OK ? kk_quick_tidy(quick, part, err) : status;
}
