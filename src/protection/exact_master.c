/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/exact_master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { IDLE_LONG = 20, FORGET_AT = 400 };

/* ---- columns ---- */

static kk_status list_columns(kk_master *master, const uint32_t *variable, size_t count, kk_error *err)
{
    const kk_leeway *leeway = master->leeway;
    master->variable = malloc((count + 1) * sizeof *master->variable);
    master->lower = calloc(count + 1, sizeof *master->lower);
    master->upper = malloc((count + 1) * sizeof *master->upper);
    if (master->variable == NULL || master->lower == NULL || master->upper == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (leeway->cell[variable[i]] == KK_CELL_FIXED || !(leeway->task->weight[variable[i]] > 0)) continue;
        if (isnan(leeway->task->truth[variable[i]])) continue;
        master->upper[master->count] = 1;
        master->variable[master->count++] = variable[i];
    }
    return KK_OK;
}

static kk_status open_program(kk_master *master, kk_error *err)
{
    kk_status status = kk_lp_new(&master->lp, err);
    if (status == KK_OK) status = kk_lp_add_columns(master->lp, master->count, master->lower, master->upper, err);
    for (size_t c = 0; c < master->count && status == KK_OK; c++)
        kk_lp_set_objective(master->lp, (uint32_t)c, master->leeway->task->weight[master->variable[c]]);
    return status;
}

kk_status kk_master_open(kk_master *master, const kk_leeway *leeway, const uint32_t *variable, size_t count,
                         double *hidden, kk_error *err)
{
    *master = (kk_master){.leeway = leeway, .hidden = hidden};
    kk_status status = list_columns(master, variable, count, err);
    if (status == KK_OK && kk_grow(&master->row_begin, &master->begin_capacity, 1, sizeof *master->row_begin) != 0)
        return kk_fail_memory(err);
    if (status == KK_OK) master->row_begin[0] = 0;
    return status == KK_OK ? open_program(master, err) : status;
}

void kk_master_close(kk_master *master)
{
    kk_lp_free(master->lp);
    free(master->variable);
    free(master->lower);
    free(master->upper);
    free(master->row_begin);
    free(master->column);
    free(master->coefficient);
    free(master->idle);
}

void kk_master_bound(kk_master *master, size_t column, double lower, double upper)
{
    if (master->lower[column] == lower && master->upper[column] == upper) return;
    master->lower[column] = lower;
    master->upper[column] = upper;
    kk_lp_bound_column(master->lp, (uint32_t)column, lower, upper);
}

kk_status kk_master_solve(kk_master *master, double *bound, kk_error *err)
{
    kk_lp_outcome outcome;
    master->work += master->count + master->row_count;
    *bound = INFINITY;
    kk_status status = kk_lp_solve(master->lp, KK_LP_MINIMUM, &outcome, err);
    if (status != KK_OK || outcome != KK_LP_OPTIMAL) return status;
    *bound = kk_lp_objective(master->lp);
    for (size_t c = 0; c < master->count; c++)
        master->hidden[master->variable[c]] = fmin(fmax(kk_lp_value(master->lp, (uint32_t)c), 0), 1);
    for (size_t i = 0; i < master->row_count; i++)
        master->idle[i] = fabs(kk_lp_row_dual(master->lp, i)) > 1e-9 ? 0 : master->idle[i] + 1;
    return KK_OK;
}

kk_status kk_master_solve_whole(kk_master *master, int *nodes, bool *is_solved, double *bound, kk_error *err)
{
    kk_lp_outcome outcome;
    for (size_t c = 0; c < master->count; c++) kk_lp_mark_whole(master->lp, (uint32_t)c);
    kk_status status = kk_lp_solve_nodes(master->lp, KK_LP_MINIMUM, nodes, &outcome, bound, err);
    *is_solved = status == KK_OK && outcome == KK_LP_OPTIMAL;
    if (status == KK_OK && outcome == KK_LP_INFEASIBLE) *bound = INFINITY;
    for (size_t c = 0; c < master->count && *is_solved; c++)
        master->hidden[master->variable[c]] = kk_lp_whole_value(master->lp, (uint32_t)c) > 0.5;
    return status;
}

/* ---- cuts ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static kk_status show_row(kk_master *master, size_t row, kk_error *err)
{
    size_t begin = master->row_begin[row];
    kk_lp_terms terms = {master->row_begin[row + 1] - begin, &master->column[begin], &master->coefficient[begin]};
    return kk_lp_add_row(master->lp, &terms, 1, INFINITY, err);
}

static bool grow(kk_master *master, size_t terms)
{
    size_t rows = master->row_count + 1;
    return kk_grow(&master->row_begin, &master->begin_capacity, rows + 1, sizeof *master->row_begin) == 0 &&
           kk_grow(&master->idle, &master->idle_capacity, rows, sizeof *master->idle) == 0 &&
           kk_grow(&master->column, &master->column_capacity, terms, sizeof *master->column) == 0 &&
           kk_grow(&master->coefficient, &master->term_capacity, terms, sizeof *master->coefficient) == 0;
}

kk_status kk_master_learn(kk_master *master, const kk_cut *cut, double broken, size_t *added, kk_error *err)
{
    double sum = 0;
    for (size_t t = 0; t < cut->count; t++) sum += cut->coefficient[t] * master->hidden[cut->variable[t]];
    if (sum >= 1 - broken) return KK_OK;
    size_t begin = master->row_begin[master->row_count];
    if (!grow(master, begin + cut->count)) return kk_fail_memory(err);
    for (size_t t = 0; t < cut->count; t++) {
        const uint32_t *found = bsearch(&cut->variable[t], master->variable, master->count, sizeof *found, by_number);
        master->column[begin + t] = (uint32_t)(found - master->variable);
        master->coefficient[begin + t] = cut->coefficient[t];
    }
    master->idle[master->row_count] = 0;
    master->row_begin[++master->row_count] = begin + cut->count;
    ++*added;
    return show_row(master, master->row_count - 1, err);
}

static void keep_busy(kk_master *master)
{
    size_t kept = 0, end = 0;
    for (size_t i = 0; i < master->row_count; i++) {
        size_t begin = master->row_begin[i], count = master->row_begin[i + 1] - begin;
        if (master->idle[i] >= IDLE_LONG) continue;
        memmove(&master->column[end], &master->column[begin], count * sizeof *master->column);
        memmove(&master->coefficient[end], &master->coefficient[begin], count * sizeof *master->coefficient);
        master->idle[kept] = master->idle[i];
        end += count;
        master->row_begin[++kept] = end;
    }
    master->row_count = kept;
}

kk_status kk_master_forget(kk_master *master, kk_error *err)
{
    size_t idle = 0;
    for (size_t i = 0; i < master->row_count; i++) idle += master->idle[i] >= IDLE_LONG;
    if (idle < FORGET_AT || 2 * idle < master->row_count) return KK_OK;
    keep_busy(master);
    kk_lp_free(master->lp);
    kk_status status = open_program(master, err);
    for (size_t i = 0; i < master->row_count && status == KK_OK; i++) status = show_row(master, i, err);
    return status;
}
