/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Refuses percentages that cannot be true, period by period: whole columns, and single cells of the other columns.
 *
 * - Against 100 × count / base, where the project or the CBS names tell count and base. A cell is outside when it is
 *   less than half or more than twice what any true count and base could give: CBS rounds these to fives (± 2.5) and
 *   the percentage to whole numbers at worst (± 0.5). A base under 25 years is larger than the true one under 23, so
 *   that a true percentage may be up to 1.35 times what is recomputed.
 *
 * - Against 105.
 *
 * A column is refused when the median of its rows is outside, or more than a tenth of them, or (over 105) more than one
 * in a hundred and three at least. Rows with a count under 10 say too little of a column.
 */
#include "ingest/table_reader.h"
#include "kk/log.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_LEAST = 10, EXCEED_ROWS = 3 };
static const double COUNT_ROUNDING = 2.5, PERCENTAGE_ROUNDING = 0.5;
static const double FACTOR_MAX = 2, OUTSIDE_MAX = 0.1, PERCENTAGE_MAX = 105, EXCEED_MAX = 0.01;

/* ---- which percentages ---- */

static bool is_checked(const kk_table_reader *in, uint32_t column)
{
    for (size_t i = 0; i < in->check_count; i++)
        if (in->checks[i].column == column) return true;
    return false;
}

static kk_status add_check(kk_table_reader *in, const kk_percentage_check *check)
{
    if (kk_grow(&in->checks, &in->check_capacity, in->check_count + 1, sizeof *in->checks) != 0)
        return kk_fail_memory(in->err);
    in->checks[in->check_count++] = *check;
    return KK_OK;
}

/* The youth-care columns of CBS: a percentage of its count and two age groups. */
static kk_status add_known(kk_table_reader *in, uint32_t column, const char *const helpers[3])
{
    ptrdiff_t index[3];
    for (int i = 0; i < 3; i++) {
        kk_status status =
            kk_columns_add_helper(&in->columns, &in->names, helpers[i], &in->scratch, &index[i], in->err);
        if (status != KK_OK || index[i] < 0) return status;
    }
    kk_term *terms = kk_arena_alloc(&in->scratch, 3, sizeof *terms);
    if (terms == NULL) return kk_fail_memory(in->err);
    uint32_t table = (uint32_t)(in->table - in->config->tables);
    terms[0] = (kk_term){.op = KK_OP_COLUMN, .table = table, .column = (uint32_t)index[1]};
    terms[1] = (kk_term){.op = KK_OP_COLUMN, .table = table, .column = (uint32_t)index[2]};
    terms[2] = (kk_term){.op = KK_OP_ADD};
    kk_percentage_check check = {.column = column, .count = (uint32_t)index[0], .base = {.count = 3, .terms = terms}};
    return add_check(in, &check);
}

kk_status kk_percentages_plan(kk_table_reader *in)
{
    static const struct {
        const char *percentage, *helpers[3];
    } known[] = {
        {"p_jz_tn", {"a_jz_tn", "a_00_14", "a_15_24"}},
        {"PercentageJongerenMetJeugdzorg", {"JongerenMetJeugdzorgInNatura", "k_0Tot15Jaar", "k_15Tot25Jaar"}},
    };
    kk_status status = KK_OK;
    for (size_t i = 0; i < in->table->percentage_count && status == KK_OK; i++) {
        const kk_config_percentage *given = &in->table->percentages[i];
        status = add_check(in, &(kk_percentage_check){given->column, given->count, given->base});
    }
    for (uint32_t c = 0; c < in->table->wanted_count && status == KK_OK; c++) {
        const char *name = in->columns.item[c].name;
        for (size_t k = 0; k < sizeof known / sizeof *known && status == KK_OK; k++) {
            bool same = strlen(known[k].percentage) == kk_name_base(name) &&
                        strncmp(name, known[k].percentage, kk_name_base(name)) == 0;
            if (same && !is_checked(in, c)) status = add_known(in, c, known[k].helpers);
        }
    }
    return status;
}

void kk_percentages_clear(kk_table_reader *in)
{
    free(in->checks);
    in->checks = NULL;
}

/* ---- against the counts ---- */

static double value_at(const kk_table_reader *in, size_t row, uint32_t column)
{
    return in->data.value[row * in->data.column_count + column];
}

/* NaN where a part is missing. config has checked that the terms form one value and fit the stack. */
static double evaluate(const kk_table_reader *in, const kk_expression *expression, size_t row)
{
    double stack[KK_EXPRESSION_DEPTH_MAX] = {NAN};
    size_t depth = 0;
    for (size_t t = 0; t < expression->count; t++) {
        const kk_term *term = &expression->terms[t];
        double right = depth > 0 ? stack[depth - 1] : NAN;
        bool unary = term->op == KK_OP_NEGATE || term->op == KK_OP_ROUND;
        bool binary = !unary && term->op != KK_OP_NUMBER && term->op != KK_OP_COLUMN;
        if (binary) depth--;
        double *top = binary || unary ? &stack[depth - 1] : &stack[depth++];
        if (term->op == KK_OP_NUMBER) *top = term->number;
        if (term->op == KK_OP_COLUMN) *top = value_at(in, row, term->column);
        if (term->op == KK_OP_NEGATE) *top = -right;
        if (term->op == KK_OP_ROUND) *top = nearbyint(right);
        if (term->op == KK_OP_ADD) *top += right;
        if (term->op == KK_OP_SUBTRACT) *top -= right;
        if (term->op == KK_OP_MULTIPLY) *top *= right;
        if (term->op == KK_OP_DIVIDE) *top /= right;
    }
    return stack[0];
}

typedef struct comparison {
    double given, count, recomputed, factor; /* factor = given / recomputed */
    size_t row;
    bool outside;
} comparison;

static bool is_outside(double given, double count, double base)
{
    double least = 100 * (count - COUNT_ROUNDING) / (base + COUNT_ROUNDING) / FACTOR_MAX;
    double most =
        base > COUNT_ROUNDING ? 100 * (count + COUNT_ROUNDING) / (base - COUNT_ROUNDING) * FACTOR_MAX : INFINITY;
    return given < least - PERCENTAGE_ROUNDING || given > most + PERCENTAGE_ROUNDING;
}

/* False when a part is missing. */
static bool compare_row(const kk_table_reader *in, const kk_percentage_check *check, size_t row, comparison *out)
{
    double given = value_at(in, row, check->column), count = value_at(in, row, check->count);
    double base = evaluate(in, &check->base, row);
    if (isnan(given) || !(count >= 0) || !(base > 0)) return false;
    *out = (comparison){.given = given, .count = count, .recomputed = 100 * count / base, .row = row};
    out->factor = given / out->recomputed;
    out->outside = is_outside(given, count, base);
    return true;
}

static int by_factor(const void *a, const void *b)
{
    const comparison *x = a, *y = b;
    if (x->factor != y->factor) return x->factor < y->factor ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static const char *likely_cause(double factor)
{
    if ((factor > 7 && factor < 14) || (factor > 70 && factor < 140)) return "the decimal mark seems lost; ";
    if (factor > 0.007 && factor < 0.014) return "these seem to be fractions, not percentages; ";
    return "";
}

static const char *column_name(const kk_table_reader *in, uint32_t column, uint32_t period)
{
    uint32_t source = in->data.source[period * in->data.column_count + column];
    return source == KK_NO_SOURCE ? in->columns.item[column].name : in->names.name[source];
}

/* Its figures of the period become unknown; what is missing keeps its own reason. */
static kk_status refuse(kk_table_reader *in, uint32_t column, uint32_t period, const char *reason)
{
    for (size_t i = 0; i < in->data.count; i++) {
        uint8_t *status = &in->data.status[i * in->data.column_count + column];
        if (in->data.row[i].period != period || !kk_figure_has_value((kk_figure_status)*status)) continue;
        kk_table_rows_set(&in->data, (uint32_t)i, column, NAN, KK_FIGURE_UNKNOWN);
    }
    const char *file = in->table->file.given;
    kk_warn("%s: %s", file, reason);
    kk_reject reject = {
        .kind = KK_REJECT_COLUMN, .file = file, .column = column_name(in, column, period), .reason = reason};
    return kk_rejects_add(in->rejects, &reject, in->err);
}

static kk_status refuse_cell(kk_table_reader *in, size_t row, uint32_t column, const char *reason)
{
    char value[40];
    snprintf(value, sizeof value, "%.10g", value_at(in, row, column));
    kk_table_rows_set(&in->data, (uint32_t)row, column, NAN, KK_FIGURE_UNKNOWN);
    return kk_table_report(in,
                           &(kk_reject){.kind = KK_REJECT_CELL,
                                        .line = in->data.row[row].line,
                                        .column = column_name(in, column, in->data.row[row].period),
                                        .code = in->data.row[row].code,
                                        .reason = reason},
                           (kk_cell){value, strlen(value)});
}

/* All comparisons of one check in one period, ascending by factor. */
typedef struct comparisons {
    const comparison *row;
    size_t count, outside;
    bool median_outside;
} comparisons;

/* The worst of the rows that are outside. */
static const comparison *worst_row(const comparisons *all)
{
    const comparison *low = &all->row[0], *high = &all->row[all->count - 1];
    return high->outside && (!low->outside || low->factor * high->factor > 1) ? high : low;
}

static kk_status refuse_contradiction(kk_table_reader *in, const kk_percentage_check *check, uint32_t period,
                                      const comparisons *all)
{
    char what[100], example[100] = "", reason[400];
    const comparison *shown = all->median_outside ? &all->row[all->count / 2] : worst_row(all);
    if (all->median_outside)
        snprintf(what, sizeof what, "the median is %.3g times", shown->factor);
    else
        snprintf(what, sizeof what, "%zu of %zu rows are less than half or more than twice", all->outside, all->count);
    if (in->table->is_public)
        snprintf(example, sizeof example, " (%s: %.10g against %.3g)", in->data.row[shown->row].code, shown->given,
                 shown->recomputed);
    snprintf(reason, sizeof reason,
             "column %s contradicts its own counts in %s: %s 100 × count / base%s; %sthe column is refused",
             column_name(in, check->column, period), in->data.period[period], what, example,
             likely_cause(all->median_outside ? shown->factor : 1));
    return refuse(in, check->column, period, reason);
}

static bool contradicts_as_a_whole(const comparisons *all)
{
    bool many = all->outside > 1 && (double)all->outside > OUTSIDE_MAX * (double)all->count;
    return all->median_outside || many;
}

static kk_status refuse_outside_cells(kk_table_reader *in, const kk_percentage_check *check, uint32_t period)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < in->data.count && status == KK_OK; i++) {
        comparison met;
        if (in->data.row[i].period != period || !compare_row(in, check, i, &met) || !met.outside) continue;
        char reason[100];
        if (in->table->is_public)
            snprintf(reason, sizeof reason, "contradicts its own counts: 100 × count / base is %.3g", met.recomputed);
        else
            snprintf(reason, sizeof reason, "contradicts its own counts");
        status = refuse_cell(in, i, check->column, reason);
    }
    return status;
}

static kk_status check_counts(kk_table_reader *in, const kk_percentage_check *check, uint32_t period, comparison *rows)
{
    comparisons all = {.row = rows};
    for (size_t i = 0; i < in->data.count; i++) {
        comparison *met = &rows[all.count];
        if (in->data.row[i].period != period || !compare_row(in, check, i, met) || met->count < COUNT_LEAST) continue;
        all.outside += met->outside;
        all.count++;
    }
    if (all.count > 0) {
        qsort(rows, all.count, sizeof *rows, by_factor);
        all.median_outside = rows[all.count / 2].outside;
    }
    return contradicts_as_a_whole(&all) ? refuse_contradiction(in, check, period, &all)
                                        : refuse_outside_cells(in, check, period);
}

/* ---- against 100 ---- */

static bool is_percentage(const char *name)
{
    return kk_name_begins(name, "percentage") || strncasecmp(name, "p_", 2) == 0 || strncasecmp(name, "pct_", 4) == 0;
}

static kk_status refuse_exceeding_cells(kk_table_reader *in, uint32_t column, uint32_t period)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < in->data.count && status == KK_OK; i++)
        if (in->data.row[i].period == period && value_at(in, i, column) > PERCENTAGE_MAX)
            status = refuse_cell(in, i, column, "a percentage cannot exceed 100");
    return status;
}

static kk_status check_hundred(kk_table_reader *in, uint32_t column, uint32_t period)
{
    size_t figures = 0, exceeding = 0;
    for (size_t i = 0; i < in->data.count; i++) {
        double value = value_at(in, i, column);
        if (in->data.row[i].period != period || isnan(value)) continue;
        figures++;
        exceeding += value > PERCENTAGE_MAX;
    }
    if (exceeding < EXCEED_ROWS || (double)exceeding <= EXCEED_MAX * (double)figures)
        return refuse_exceeding_cells(in, column, period);
    char reason[400];
    snprintf(reason, sizeof reason,
             "column %s is a percentage but exceeds 100 in %zu of %zu rows in %s; the column is refused",
             column_name(in, column, period), exceeding, figures, in->data.period[period]);
    return refuse(in, column, period, reason);
}

kk_status kk_percentages_check(kk_table_reader *in)
{
    comparison *rows = calloc(in->data.count + 1, sizeof *rows);
    if (rows == NULL) return kk_fail_memory(in->err);
    kk_status status = KK_OK;
    for (uint32_t period = 0; period < in->data.period_count; period++) {
        for (size_t i = 0; i < in->check_count && status == KK_OK; i++)
            status = check_counts(in, &in->checks[i], period, rows);
        for (uint32_t c = 0; c < in->table->wanted_count && status == KK_OK; c++)
            if (is_percentage(in->columns.item[c].name)) status = check_hundred(in, c, period);
    }
    free(rows);
    return status;
}
