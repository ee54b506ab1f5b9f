/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/cuts.h"

#include <math.h>
#include <stdlib.h>

#define NOTHING 1e-9

enum { DOWN, UP };

/* ---- the program ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool is_loose(const kk_leeway *leeway, uint32_t variable)
{
    return leeway->cell[variable] != KK_CELL_FIXED;
}

static int list_variables(kk_attacker *to, uint32_t extra)
{
    const kk_knowledge *k = to->leeway->task->knowledge;
    size_t terms = 1, distinct = 0;
    for (size_t i = 0; i < to->row_count; i++) terms += k->row_begin[to->row[i] + 1] - k->row_begin[to->row[i]];
    to->variable = malloc(terms * sizeof *to->variable);
    if (to->variable == NULL) return -1;
    to->variable[to->count++] = extra;
    for (size_t i = 0; i < to->row_count; i++)
        for (size_t t = k->row_begin[to->row[i]]; t < k->row_begin[to->row[i] + 1]; t++)
            if (is_loose(to->leeway, k->row_variable[t])) to->variable[to->count++] = k->row_variable[t];
    qsort(to->variable, to->count, sizeof *to->variable, by_number);
    for (size_t c = 0; c < to->count; c++)
        if (c == 0 || to->variable[c] != to->variable[c - 1]) to->variable[distinct++] = to->variable[c];
    to->count = distinct;
    return 0;
}

static uint32_t column_of(const kk_attacker *attacker, uint32_t variable)
{
    const uint32_t *found = bsearch(&variable, attacker->variable, attacker->count, sizeof variable, by_number);
    return (uint32_t)(found - attacker->variable);
}

static kk_status add_row(kk_attacker *to, uint32_t row, uint32_t *column, double *coefficient, kk_error *err)
{
    const kk_knowledge *k = to->leeway->task->knowledge;
    kk_lp_terms terms = {0, column, coefficient};
    for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++) {
        if (!is_loose(to->leeway, k->row_variable[t])) continue;
        column[terms.count] = column_of(to, k->row_variable[t]);
        coefficient[terms.count++] = k->row_coefficient[t];
    }
    return kk_lp_add_row(to->lp, &terms, -to->leeway->row_down[row], to->leeway->row_up[row], err);
}

kk_status kk_attacker_open(kk_attacker *to, const kk_leeway *leeway, const uint32_t *row, size_t row_count,
                           uint32_t extra, kk_error *err)
{
    *to = (kk_attacker){.leeway = leeway, .row = malloc((row_count + 1) * sizeof *to->row)};
    if (to->row == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < row_count; i++)
        if (isfinite(leeway->row_down[row[i]]) || isfinite(leeway->row_up[row[i]])) to->row[to->row_count++] = row[i];
    if (list_variables(to, extra) != 0) return kk_fail_memory(err);
    for (int way = DOWN; way <= UP; way++) to->reduced[way] = calloc(to->count, sizeof *to->reduced[way]);
    to->cut.variable = malloc(to->count * sizeof *to->cut.variable);
    to->cut.coefficient = malloc(to->count * sizeof *to->cut.coefficient);
    if (to->reduced[DOWN] == NULL || to->reduced[UP] == NULL || to->cut.variable == NULL || to->cut.coefficient == NULL)
        return kk_fail_memory(err);
    kk_status status = kk_lp_new(&to->lp, err);
    if (status == KK_OK) status = kk_lp_add_columns(to->lp, to->count, to->reduced[DOWN], to->reduced[UP], err);
    for (size_t i = 0; status == KK_OK && i < to->row_count; i++)
        status = add_row(to, to->row[i], to->cut.variable, to->cut.coefficient, err);
    return status;
}

void kk_attacker_close(kk_attacker *attacker)
{
    kk_lp_free(attacker->lp);
    free(attacker->row);
    free(attacker->variable);
    free(attacker->reduced[DOWN]);
    free(attacker->reduced[UP]);
    free(attacker->cut.variable);
    free(attacker->cut.coefficient);
}

static bool may_be_hidden(const kk_leeway *leeway, uint32_t variable)
{
    return leeway->task->weight[variable] > 0 && !isnan(leeway->task->truth[variable]);
}

void kk_attacker_see_one(kk_attacker *attacker, uint32_t variable, double part)
{
    const kk_leeway *leeway = attacker->leeway;
    bool is_shown = part < NOTHING;
    kk_lp_bound_column(attacker->lp, column_of(attacker, variable), is_shown ? 0 : -leeway->down[variable] * part,
                       is_shown ? 0 : leeway->up[variable] * part);
}

void kk_attacker_see(kk_attacker *attacker, const double *hidden)
{
    for (size_t c = 0; c < attacker->count; c++) {
        uint32_t j = attacker->variable[c];
        kk_attacker_see_one(attacker, j, may_be_hidden(attacker->leeway, j) ? hidden[j] : 1);
    }
}

/* ---- what it finds, and what follows ---- */

static double scaled(double factor, double room)
{
    return factor < NOTHING ? 0 : factor * room;
}

/* Any row duals give a bound that holds, so rounding errors cost strength, not truth. */
static double read_duals(kk_attacker *attacker, uint32_t column, int way)
{
    const kk_knowledge *k = attacker->leeway->task->knowledge;
    double sign = way == UP ? 1 : -1, known = 0, *reduced = attacker->reduced[way];
    for (size_t c = 0; c < attacker->count; c++) reduced[c] = 0;
    reduced[column] = sign;
    for (size_t i = 0; i < attacker->row_count; i++) {
        uint32_t row = attacker->row[i];
        double dual = sign * kk_lp_row_dual(attacker->lp, i);
        if (fabs(dual) < NOTHING) continue;
        known += scaled(dual, attacker->leeway->row_up[row]) + scaled(-dual, attacker->leeway->row_down[row]);
        for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++)
            if (is_loose(attacker->leeway, k->row_variable[t]))
                reduced[column_of(attacker, k->row_variable[t])] -= dual * k->row_coefficient[t];
    }
    return known;
}

static kk_status find_end(kk_attacker *attacker, uint32_t column, int way, double *end, double *known, kk_error *err)
{
    kk_lp_outcome outcome;
    *end = *known = INFINITY;
    kk_status status = kk_lp_solve(attacker->lp, way == UP ? KK_LP_MAXIMUM : KK_LP_MINIMUM, &outcome, err);
    if (status != KK_OK || outcome == KK_LP_UNBOUNDED) return status;
    if (outcome != KK_LP_OPTIMAL) return kk_fail(err, KK_ERR_INTERNAL, "an attack on the truth has no program");
    *end = fabs(kk_lp_value(attacker->lp, column));
    *known = read_duals(attacker, column, way);
    return KK_OK;
}

kk_status kk_attacker_range(kk_attacker *attacker, uint32_t variable, kk_range *range, kk_error *err)
{
    uint32_t column = column_of(attacker, variable);
    kk_lp_set_objective(attacker->lp, column, 1);
    kk_status status = find_end(attacker, column, UP, &range->up, &range->known_up, err);
    if (status == KK_OK) status = find_end(attacker, column, DOWN, &range->down, &range->known_down, err);
    kk_lp_set_objective(attacker->lp, column, 0);
    return status;
}

static double capacity(const kk_attacker *attacker, size_t column, double up_share, double down_share)
{
    const kk_leeway *leeway = attacker->leeway;
    uint32_t j = attacker->variable[column];
    double up = attacker->reduced[UP][column], down = attacker->reduced[DOWN][column];
    return scaled(up_share * up, leeway->up[j]) + scaled(-up_share * up, leeway->down[j]) +
           scaled(down_share * down, leeway->up[j]) + scaled(-down_share * down, leeway->down[j]);
}

bool kk_attacker_cut(kk_attacker *attacker, const kk_range *range, double up_share, double down_share, double needed)
{
    kk_cut *cut = &attacker->cut;
    cut->count = 0;
    cut->least = needed - (up_share > 0 ? up_share * range->known_up : 0) -
                 (down_share > 0 ? down_share * range->known_down : 0);
    for (size_t c = 0; c < attacker->count; c++)
        if (!may_be_hidden(attacker->leeway, attacker->variable[c]))
            cut->least -= capacity(attacker, c, up_share, down_share);
    if (!(cut->least > NOTHING * needed) || isinf(cut->least)) return false;
    for (size_t c = 0; c < attacker->count; c++) {
        double most = capacity(attacker, c, up_share, down_share);
        if (most <= NOTHING * needed || !may_be_hidden(attacker->leeway, attacker->variable[c])) continue;
        cut->variable[cut->count] = attacker->variable[c];
        cut->coefficient[cut->count++] = fmin(most, cut->least);
    }
    return true;
}
