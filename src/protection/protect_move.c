/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_move.h"

#include <math.h>
#include <stdlib.h>

enum { FARTHEST = 10, ROUNDS = 3 }; /* times its unit that any other moves; programs to make it few */
#define NOTHING 1e-7                /* times the unit */
#define EPSILON 0.1
#define LITTLE 1e-3

void kk_move_clear(kk_move *move)
{
    free(move->variable);
    free(move->step);
    *move = (kk_move){0};
}

int kk_move_reserve(kk_move *move, size_t count)
{
    return kk_grow(&move->variable, &move->capacity, count + 1, sizeof *move->variable) != 0 ||
                   kk_grow(&move->step, &move->step_capacity, count + 1, sizeof *move->step) != 0
               ? -1
               : 0;
}

kk_status kk_mover_open(kk_mover *mover, const kk_leeway *leeway, const uint32_t *component, kk_error *err)
{
    *mover = (kk_mover){0};
    return kk_near_open(&mover->near, leeway, component, err);
}

void kk_mover_close(kk_mover *mover)
{
    kk_near_close(&mover->near);
    kk_move_clear(&mover->trial);
    free(mover->row_column);
    free(mover->lower);
    free(mover->upper);
    free(mover->divisor);
    free(mover->activity);
    free(mover->row_coefficient);
    free(mover->row_begin);
}

/* ---- the program: each variable is two columns, up and down, so that the
   slack basis is d = 0 and costs are ≥ 0: the dual simplex then needs few
   steps. Moves are in units of their own, the amount × the scale of the
   variable ---- */

static bool is_shown(const kk_mover *mover, size_t place)
{
    return mover->near.leeway->cell[mover->near.variable[place]] == KK_CELL_SHOWN;
}

static int make_room(kk_mover *mover, size_t columns, size_t rows, size_t terms)
{
    return kk_grow(&mover->lower, &mover->lower_capacity, columns, sizeof *mover->lower) != 0 ||
                   kk_grow(&mover->upper, &mover->upper_capacity, columns, sizeof *mover->upper) != 0 ||
                   kk_grow(&mover->divisor, &mover->divisor_capacity, columns, sizeof *mover->divisor) != 0 ||
                   kk_grow(&mover->row_begin, &mover->begin_capacity, rows + 2, sizeof *mover->row_begin) != 0 ||
                   kk_grow(&mover->row_column, &mover->term_capacity, terms, sizeof *mover->row_column) != 0 ||
                   kk_grow(&mover->row_coefficient, &mover->coefficient_capacity, terms,
                           sizeof *mover->row_coefficient) != 0
               ? -1
               : 0;
}

static void lay_out_columns(kk_mover *mover, uint32_t target, bool up, double amount)
{
    const kk_leeway *leeway = mover->near.leeway;
    for (size_t p = 0; p < mover->near.count; p++) {
        uint32_t j = mover->near.variable[p];
        bool is_target = j == target;
        double unit = amount * mover->near.scale[p], farthest = is_target ? 1 : FARTHEST;
        mover->upper[2 * p] = is_target && !up ? 0 : fmin(leeway->up[j] / unit, farthest);
        mover->upper[2 * p + 1] = is_target && up ? 0 : fmin(leeway->down[j] / unit, farthest);
        mover->lower[2 * p] = mover->lower[2 * p + 1] = 0;
    }
}

static void put_terms(kk_mover *mover, size_t row, size_t place, double coefficient)
{
    size_t at = mover->row_begin[row + 1];
    mover->row_column[at] = (uint32_t)(2 * place);
    mover->row_coefficient[at] = coefficient;
    mover->row_column[at + 1] = (uint32_t)(2 * place + 1);
    mover->row_coefficient[at + 1] = -coefficient;
    mover->row_begin[row + 1] += 2;
}

/* Turned round by way of the variables: a row may be far longer than what is
 * near of it. */
static void lay_out_rows(kk_mover *mover)
{
    const kk_near *near = &mover->near;
    const kk_leeway *leeway = near->leeway;
    size_t end = 0;
    for (size_t i = 0; i < near->row_count; i++) {
        mover->row_begin[i + 1] = end;
        end += 2 * near->partners[near->row[i]];
    }
    for (size_t p = 0; p < near->count; p++) {
        uint32_t j = near->variable[p];
        for (size_t t = leeway->variable_begin[j]; t < leeway->variable_begin[j + 1]; t++) {
            put_terms(mover, near->row_place[leeway->variable_row[t]], p,
                      leeway->variable_coefficient[t] * near->scale[p]);
        }
    }
}

/* A row that no move within the bounds can break is left out. */
static kk_status add_row(const kk_mover *mover, kk_lp *lp, size_t i, size_t begin, double amount, kk_error *err)
{
    uint32_t row = mover->near.row[i];
    double below = mover->near.leeway->row_down[row] / amount, above = mover->near.leeway->row_up[row] / amount;
    double least = 0, most = 0;
    for (size_t t = begin; t < mover->row_begin[i + 1]; t++) {
        double farthest = mover->row_coefficient[t] * mover->upper[mover->row_column[t]];
        *(farthest < 0 ? &least : &most) += farthest;
    }
    if (least >= -below && most <= above) return KK_OK;
    kk_lp_terms terms = {mover->row_begin[i + 1] - begin, &mover->row_column[begin], &mover->row_coefficient[begin]};
    return kk_lp_add_row(lp, &terms, -below, above, err);
}

static kk_status build(kk_mover *mover, uint32_t target, bool up, double amount, kk_lp *lp, kk_error *err)
{
    const kk_near *near = &mover->near;
    size_t terms = 0;
    for (size_t i = 0; i < near->row_count; i++) terms += 2 * near->partners[near->row[i]];
    if (make_room(mover, 2 * near->count, near->row_count, terms) != 0) return kk_fail_memory(err);
    lay_out_columns(mover, target, up, amount);
    lay_out_rows(mover);
    kk_status status = kk_lp_add_columns(lp, 2 * near->count, mover->lower, mover->upper, err);
    size_t begin = 0;
    for (size_t i = 0; status == KK_OK && i < near->row_count; i++) {
        status = add_row(mover, lp, i, begin, amount, err);
        begin += 2 * near->partners[near->row[i]];
    }
    return status;
}

/* ---- costs and solutions ---- */

static double step_of(const kk_lp *lp, size_t place)
{
    return kk_lp_value(lp, (uint32_t)(2 * place)) - kk_lp_value(lp, (uint32_t)(2 * place + 1));
}

static double least_weight(const kk_mover *mover)
{
    double least = INFINITY;
    for (size_t p = 0; p < mover->near.count; p++)
        if (is_shown(mover, p)) least = fmin(least, mover->near.leeway->task->weight[mover->near.variable[p]]);
    return isinf(least) ? 1 : least;
}

/* What is hidden costs a little, so that moves are short. */
static void set_costs(const kk_mover *mover, kk_lp *lp)
{
    const kk_near *near = &mover->near;
    double little = LITTLE * least_weight(mover);
    for (size_t p = 0; p < near->count; p++) {
        double cost = is_shown(mover, p) ? near->leeway->task->weight[near->variable[p]] / mover->divisor[p] : little;
        kk_lp_set_objective(lp, (uint32_t)(2 * p), cost);
        kk_lp_set_objective(lp, (uint32_t)(2 * p + 1), cost);
    }
}

static void set_first_divisors(kk_mover *mover, double amount)
{
    const kk_near *near = &mover->near;
    for (size_t p = 0; p < near->count; p++) {
        double room = fmax(near->leeway->up[near->variable[p]], near->leeway->down[near->variable[p]]);
        mover->divisor[p] = fmin(room / (amount * near->scale[p]), 1);
    }
}

static void set_next_divisors(kk_mover *mover, const kk_lp *lp)
{
    for (size_t p = 0; p < mover->near.count; p++) mover->divisor[p] = fabs(step_of(lp, p)) + EPSILON;
}

static int read_move(const kk_mover *mover, const kk_lp *lp, uint32_t target, double amount, kk_move *move)
{
    const kk_near *near = &mover->near;
    if (kk_move_reserve(move, near->count) != 0) return -1;
    move->count = 0;
    move->loss = move->reached = 0;
    for (size_t p = 0; p < near->count; p++) {
        double units = step_of(lp, p);
        if (fabs(units) <= NOTHING) continue;
        move->variable[move->count] = near->variable[p];
        move->step[move->count] = units * amount * near->scale[p];
        if (is_shown(mover, p)) move->loss += near->leeway->task->weight[near->variable[p]];
        if (near->variable[p] == target) move->reached = fabs(move->step[move->count]);
        move->count++;
    }
    return 0;
}

static void swap(kk_move *a, kk_move *b)
{
    kk_move other = *a;
    *a = *b;
    *b = other;
}

static kk_status solve_first(kk_mover *mover, kk_lp *lp, uint32_t target, bool up, double amount,
                             kk_lp_outcome *outcome, kk_error *err)
{
    uint32_t column = 2 * (uint32_t)kk_near_place(&mover->near, target) + !up;
    set_first_divisors(mover, amount);
    set_costs(mover, lp);
    kk_lp_bound_column(lp, column, 1, 1);
    kk_lp_prefer_dual(lp);
    return kk_lp_solve(lp, KK_LP_MINIMUM, outcome, err);
}

static kk_status solve(kk_mover *mover, kk_lp *lp, uint32_t target, bool up, double amount, kk_move *move,
                       kk_error *err)
{
    kk_lp_outcome outcome = KK_LP_OPTIMAL;
    kk_status status = solve_first(mover, lp, target, up, amount, &outcome, err);
    for (int round = 0; status == KK_OK && outcome == KK_LP_OPTIMAL; round++) {
        if (read_move(mover, lp, target, amount, &mover->trial) != 0) return kk_fail_memory(err);
        if (round > 0 && mover->trial.loss >= move->loss) break;
        swap(&mover->trial, move);
        if (move->loss == 0 || round == ROUNDS) break;
        set_next_divisors(mover, lp);
        set_costs(mover, lp);
        status = kk_lp_solve(lp, KK_LP_MINIMUM, &outcome, err);
    }
    return status;
}

/* As far as it goes. */
static kk_status solve_farthest(kk_mover *mover, kk_lp *lp, uint32_t target, bool up, double amount, kk_move *move,
                                kk_error *err)
{
    kk_lp_outcome outcome;
    uint32_t column = 2 * (uint32_t)kk_near_place(&mover->near, target) + !up;
    for (uint32_t c = 0; c < 2 * mover->near.count; c++) kk_lp_set_objective(lp, c, c == column);
    kk_lp_bound_column(lp, column, 0, 1);
    kk_status status = kk_lp_solve(lp, KK_LP_MAXIMUM, &outcome, err);
    if (status != KK_OK) return status;
    if (outcome != KK_LP_OPTIMAL) return kk_fail(err, KK_ERR_INTERNAL, "a move has no program");
    return read_move(mover, lp, target, amount, move) == 0 ? KK_OK : kk_fail_memory(err);
}

kk_status kk_move_find(kk_mover *mover, uint32_t target, bool up, double amount, bool partly, kk_move *move,
                       kk_error *err)
{
    kk_lp *lp = NULL;
    move->count = 0;
    move->reached = move->loss = 0;
    if (mover->near.count == 0) return KK_OK;
    kk_status status = kk_lp_new(&lp, err);
    if (status == KK_OK) status = build(mover, target, up, amount, lp, err);
    if (status == KK_OK) status = solve(mover, lp, target, up, amount, move, err);
    if (status == KK_OK && partly && move->count == 0)
        status = solve_farthest(mover, lp, target, up, amount, move, err);
    kk_lp_free(lp);
    return status;
}
