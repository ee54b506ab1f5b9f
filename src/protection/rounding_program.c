/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/lp.h"
#include "protection/rounding.h"

#include <math.h>
#include <stdlib.h>

static const double SECONDS_AT_MOST = 20, WHOLE = 1e-6;
enum {
    OPTIMAL_MAX = 200, /* variables of a component, for the integer program */
    DIVES = 12
};

/* r = between + above − below; as long as rounding is zero-restricted there is the first alone. */
enum { BETWEEN, ABOVE, BELOW, PARTS };

/* Where a dive came to its end without a solution. */
typedef struct dead_end {
    uint32_t column;
    double value;
} dead_end;

typedef struct rounding {
    kk_lp *lp;
    const uint32_t *variable;
    size_t count;
    const double *truth;
    int parts;     /* columns of a variable: 1 or PARTS */
    bool is_whole; /* the values are those of the integer program */
    dead_end dead_end[DIVES];
    size_t dives; /* that failed */
} rounding;

static uint32_t column_of(const rounding *program, uint32_t place, int part)
{
    return place * (uint32_t)program->parts + (uint32_t)part;
}

static uint32_t column_count(const rounding *program)
{
    return column_of(program, (uint32_t)program->count, 0);
}

/* ---- building ---- */

/* Multiples next to the truth, or further, but nothing negative of what is not. */
static kk_status add_variable(rounding *program, double truth, kk_error *err)
{
    const double lower[PARTS] = {floor(truth), 0, 0};
    const double upper[PARTS] = {ceil(truth), INFINITY, truth < 0 ? INFINITY : floor(truth)};
    return kk_lp_add_columns(program->lp, (size_t)program->parts, lower, upper, err);
}

/* |r − truth|, but for a constant. */
static void set_distance(rounding *program, uint32_t place, double truth)
{
    const double slope[PARTS] = {1 - 2 * (truth - floor(truth)), 1, 1};
    for (int part = 0; part < program->parts; part++)
        kk_lp_set_objective(program->lp, column_of(program, place, part), slope[part]);
}

/* A term of the row of a sum, in `column` and `coefficient` from `count` on; returns the new count. */
static size_t add_terms(const rounding *program, uint32_t place, double factor, size_t count, uint32_t *column,
                        double *coefficient)
{
    for (int part = 0; part < program->parts; part++) {
        column[count] = column_of(program, place, part);
        coefficient[count++] = part == BELOW ? -factor : factor;
    }
    return count;
}

static kk_status add_row(rounding *program, const kk_rounding_plan *plan, uint32_t row, kk_error *err)
{
    const kk_knowledge *sums = &plan->sums;
    size_t begin = sums->row_begin[row], length = sums->row_begin[row + 1] - begin;
    uint32_t *column = calloc(length * PARTS + 1, sizeof *column);
    double *coefficient = calloc(length * PARTS + 1, sizeof *coefficient);
    size_t count = 0;
    kk_status status = column == NULL || coefficient == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t t = begin; t < begin + length && status == KK_OK; t++) {
        uint32_t j = sums->row_variable[t];
        if (sums->lower[j] < sums->upper[j])
            count = add_terms(program, plan->components.place[j], sums->row_coefficient[t], count, column, coefficient);
    }
    if (status == KK_OK)
        status = kk_lp_add_row(program->lp, &(kk_lp_terms){count, column, coefficient}, plan->rest_lower[row],
                               plan->rest_upper[row], err);
    free(column);
    free(coefficient);
    return status;
}

/* Solved without rows first, which is no work: from there the dual simplex goes on, three times as fast. */
static kk_status build(rounding *program, const kk_rounding_plan *plan, size_t component, kk_error *err)
{
    const kk_components *all = &plan->components;
    kk_lp_outcome outcome;
    kk_status status = KK_OK;
    for (uint32_t v = 0; v < program->count && status == KK_OK; v++)
        status = add_variable(program, program->truth[program->variable[v]], err);
    for (uint32_t v = 0; v < program->count && status == KK_OK; v++)
        set_distance(program, v, program->truth[program->variable[v]]);
    if (status == KK_OK) status = kk_lp_solve(program->lp, KK_LP_MINIMUM, &outcome, err);
    for (size_t r = all->row_begin[component]; r < all->row_begin[component + 1] && status == KK_OK; r++)
        status = add_row(program, plan, all->row[r], err);
    return status;
}

/* ---- solving ---- */

static double value_in(const rounding *program, uint32_t column)
{
    return program->is_whole ? kk_lp_whole_value(program->lp, column) : kk_lp_value(program->lp, column);
}

static double value_of(const rounding *program, uint32_t place)
{
    double value = value_in(program, column_of(program, place, BETWEEN));
    if (program->parts == 1) return value;
    return value + value_in(program, column_of(program, place, ABOVE)) -
           value_in(program, column_of(program, place, BELOW));
}

/* The column that is nearest to a whole value without having one; UINT32_MAX: all have. */
static uint32_t find_broken(const rounding *program)
{
    uint32_t nearest = UINT32_MAX;
    double least = INFINITY;
    for (uint32_t c = 0; c < column_count(program); c++) {
        double value = kk_lp_value(program->lp, c), off = fabs(value - nearbyint(value));
        if (off <= WHOLE || off >= least) continue;
        nearest = c;
        least = off;
    }
    return nearest;
}

static kk_status fix(rounding *program, uint32_t column, double value, bool *feasible, kk_error *err)
{
    kk_lp_outcome outcome;
    kk_lp_bound_column(program->lp, column, value, value);
    kk_status status = kk_lp_solve(program->lp, KK_LP_MINIMUM, &outcome, err);
    *feasible = status == KK_OK && outcome == KK_LP_OPTIMAL;
    return status;
}

/* To the nearest whole value, or else to the other. */
static kk_status fix_either(rounding *program, uint32_t column, bool *feasible, kk_error *err)
{
    double value = kk_lp_value(program->lp, column), near = nearbyint(value);
    kk_status status = fix(program, column, near, feasible, err);
    if (status != KK_OK || *feasible) return status;
    status = fix(program, column, near > value ? near - 1 : near + 1, feasible, err);
    if (status == KK_OK && !*feasible) program->dead_end[program->dives++] = (dead_end){column, near};
    return status;
}

/* From the linear program down, a column at a time. */
static kk_status dive(rounding *program, bool *solved, kk_error *err)
{
    kk_status status = KK_OK;
    uint32_t column = find_broken(program);
    *solved = true;
    while (status == KK_OK && *solved && column != UINT32_MAX) {
        status = fix_either(program, column, solved, err);
        if (status == KK_OK && *solved) column = find_broken(program);
    }
    return status;
}

static kk_status solve_whole(rounding *program, bool *solved, kk_error *err)
{
    kk_lp_outcome outcome;
    double bound;
    for (uint32_t c = 0; c < column_count(program); c++) kk_lp_mark_whole(program->lp, c);
    kk_status status = kk_lp_solve_whole(program->lp, KK_LP_MINIMUM, SECONDS_AT_MOST, &outcome, &bound, err);
    program->is_whole = *solved = status == KK_OK && outcome == KK_LP_OPTIMAL;
    return status;
}

/* What earlier dives failed at comes first. */
static kk_status solve(rounding *program, bool *solved, kk_error *err)
{
    kk_lp_outcome outcome;
    program->is_whole = *solved = false;
    for (size_t d = 0; d < program->dives; d++)
        kk_lp_bound_column(program->lp, program->dead_end[d].column, program->dead_end[d].value,
                           program->dead_end[d].value);
    kk_status status = kk_lp_solve(program->lp, KK_LP_MINIMUM, &outcome, err);
    if (status != KK_OK || outcome != KK_LP_OPTIMAL) return status;
    *solved = find_broken(program) == UINT32_MAX;
    if (*solved) return KK_OK;
    return program->count <= OPTIMAL_MAX ? solve_whole(program, solved, err) : dive(program, solved, err);
}

static void take_values(const rounding *program, bool solved, double *rounded)
{
    for (uint32_t v = 0; v < program->count; v++) {
        uint32_t j = program->variable[v];
        rounded[j] = nearbyint(solved ? value_of(program, v) : program->truth[j]);
    }
}

static kk_status round_once(const kk_rounding_plan *plan, size_t component, rounding *program, double *rounded,
                            bool *solved, kk_error *err)
{
    *solved = false;
    kk_status status = kk_lp_new(&program->lp, err);
    if (status == KK_OK) status = build(program, plan, component, err);
    if (status == KK_OK) status = solve(program, solved, err);
    if (status == KK_OK) take_values(program, *solved, rounded);
    kk_lp_free(program->lp);
    return status;
}

/* Dives again as long as dives fail; not `*solved`: rounded[] are the nearest multiples. */
static kk_status round_by(const kk_rounding_plan *plan, size_t component, rounding *program, double *rounded,
                          bool *solved, kk_error *err)
{
    kk_status status;
    size_t dives;
    program->dives = 0;
    do {
        dives = program->dives;
        status = round_once(plan, component, program, rounded, solved, err);
    } while (status == KK_OK && program->dives > dives && program->dives < DIVES);
    return status;
}

kk_status kk_round_component(const kk_rounding_plan *plan, size_t component, const double *truth, double *rounded,
                             kk_rounding_way *way, kk_error *err)
{
    const kk_components *all = &plan->components;
    rounding program = {
        .variable = all->variable + all->variable_begin[component],
        .count = all->variable_begin[component + 1] - all->variable_begin[component],
        .truth = truth,
        .parts = 1,
    };
    bool solved;
    kk_status status = round_by(plan, component, &program, rounded, &solved, err);
    *way = KK_ROUNDED_NEXT;
    if (status != KK_OK || solved) return status;
    program.parts = PARTS;
    status = round_by(plan, component, &program, rounded, &solved, err);
    *way = solved ? KK_ROUNDED_RELAXED : KK_ROUNDED_NEAREST;
    return status;
}
