/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_programs.h"

#include <math.h>
#include <stdlib.h>

static const size_t NONE = SIZE_MAX;

/* Arrays that grow as lines are met. */
typedef struct system_room {
    size_t variables, rows, terms;
    size_t lower, upper, whole, truth, begin, row_lower, row_upper, term_variable, term_coefficient; /* capacities */
} system_room;

typedef struct programs {
    const kk_cell_counts *counts;
    const bool *asked;
    size_t *root;     /* [cell] of a union–find; of a cell that is settled itself */
    size_t *variable; /* [cell], NONE: in no program */
    kk_bounded_line bounded;
    kk_knowledge knowledge;
    double *truth;
    system_room room;
} programs;

static bool is_open(const kk_cell_counts *counts, size_t cell)
{
    return counts->lower[cell] < counts->upper[cell];
}

/* ---- every line once ---- */

typedef kk_status line_visitor(programs *work, kk_error *err);

static kk_status visit_groups(programs *work, size_t d, line_visitor *visit, kk_error *err)
{
    const kk_estimate_sums *sums = work->counts->sums;
    size_t groups = sums->frame->dimension[d].group_count;
    if (groups == 1 || !kk_counts_have_dimension(work->counts, d)) return KK_OK;
    for (size_t r = 0; r < sums->region_count; r++)
        for (size_t c = 0; c < sums->frame->combination_count; c++) {
            if (c / sums->stride[d] % groups != 0 || !kk_counts_have(work->counts, c)) continue;
            kk_line_along_groups(sums, r, d, c, &work->bounded.line);
            kk_status status = visit(work, err);
            if (status != KK_OK) return status;
        }
    return KK_OK;
}

static kk_status visit_lines(programs *work, line_visitor *visit, kk_error *err)
{
    const kk_estimate_sums *sums = work->counts->sums;
    kk_status status = KK_OK;
    for (size_t d = 0; d < sums->frame->dimension_count && status == KK_OK; d++)
        status = visit_groups(work, d, visit, err);
    for (size_t s = 0; s < sums->sum_count; s++)
        for (size_t c = 0; c < sums->frame->combination_count && status == KK_OK; c++) {
            kk_line_along_regions(sums, s, c, &work->bounded.line);
            bool told = !work->bounded.line.rest_is_open || work->counts->truth != NULL;
            if (told && kk_counts_have(work->counts, c)) status = visit(work, err);
        }
    return status;
}

/* The first cell of the line that is not settled; NONE: all are. */
static size_t first_open(const programs *work)
{
    const kk_estimate_line *line = &work->bounded.line;
    for (size_t slot = 0; slot < line->pattern->cell_count; slot++)
        if (is_open(work->counts, line->cell[slot])) return line->cell[slot];
    return NONE;
}

/* ---- which cells hang together ---- */

static size_t find_root(size_t *root, size_t cell)
{
    while (root[cell] != cell) cell = root[cell] = root[root[cell]];
    return cell;
}

static kk_status join_cells(programs *work, kk_error *err)
{
    (void)err;
    const kk_estimate_line *line = &work->bounded.line;
    size_t first = first_open(work);
    for (size_t slot = 0; first != NONE && slot < line->pattern->cell_count; slot++) {
        if (!is_open(work->counts, line->cell[slot])) continue;
        size_t a = find_root(work->root, first), b = find_root(work->root, line->cell[slot]);
        if (a != b) work->root[a > b ? a : b] = a < b ? a : b;
    }
    return KK_OK;
}

static kk_status add_variable(programs *work, double lower, double upper, double truth, kk_error *err)
{
    system_room *room = &work->room;
    kk_knowledge *of = &work->knowledge;
    size_t at = room->variables, need = at + 1;
    if (kk_grow(&of->lower, &room->lower, need, sizeof *of->lower) != 0 ||
        kk_grow(&of->upper, &room->upper, need, sizeof *of->upper) != 0 ||
        kk_grow(&of->is_whole, &room->whole, need, sizeof *of->is_whole) != 0 ||
        kk_grow(&work->truth, &room->truth, need, sizeof *work->truth) != 0)
        return kk_fail_memory(err);
    of->lower[at] = lower;
    of->upper[at] = upper >= KK_COUNT_UNBOUNDED ? INFINITY : upper;
    of->is_whole[at] = true;
    work->truth[at] = truth;
    room->variables = need;
    return KK_OK;
}

/* Gives the cells of each part that is small enough, and has a cell that is asked for, variables. */
static kk_status choose_cells(programs *work, kk_error *err)
{
    const kk_cell_counts *counts = work->counts;
    size_t cells = kk_estimate_cells(counts->sums);
    uint32_t *size = calloc(cells + 1, sizeof *size);
    bool *wanted = calloc(cells + 1, sizeof *wanted);
    kk_status status = size == NULL || wanted == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t i = 0; i < cells && status == KK_OK; i++) {
        size_t root = find_root(work->root, i);
        size[root]++;
        wanted[root] |= work->asked[i] && is_open(counts, i);
    }
    for (size_t i = 0; i < cells && status == KK_OK; i++) {
        size_t root = find_root(work->root, i);
        work->variable[i] = NONE;
        if (!wanted[root] || size[root] > KK_PROGRAM_CELLS_MAX) continue;
        work->variable[i] = work->room.variables;
        status = add_variable(work, counts->lower[i], counts->upper[i],
                              counts->truth == NULL ? NAN : (double)counts->truth[i], err);
    }
    free(size);
    free(wanted);
    return status;
}

/* ---- rows ---- */

static kk_status add_term(programs *work, size_t variable, double coefficient, kk_error *err)
{
    kk_knowledge *of = &work->knowledge;
    size_t at = work->room.terms, need = at + 1;
    if (kk_grow(&of->row_variable, &work->room.term_variable, need, sizeof *of->row_variable) != 0 ||
        kk_grow(&of->row_coefficient, &work->room.term_coefficient, need, sizeof *of->row_coefficient) != 0)
        return kk_fail_memory(err);
    of->row_variable[at] = (uint32_t)variable;
    of->row_coefficient[at] = coefficient;
    work->room.terms = need;
    return KK_OK;
}

/* A slot of a row: a term, or settled and so a part of `known`. `beyond` is where the auxiliary variables begin. */
static kk_status add_slot(programs *work, uint32_t slot, size_t beyond, double sign, double *known, kk_error *err)
{
    const kk_bounded_line *bounded = &work->bounded;
    const kk_sum_pattern *pattern = bounded->line.pattern;
    if (slot >= pattern->cell_count) return add_term(work, beyond + slot - pattern->cell_count, sign, err);
    size_t cell = bounded->line.cell[slot];
    if (is_open(work->counts, cell)) return add_term(work, work->variable[cell], sign, err);
    *known += sign * work->counts->lower[cell];
    return KK_OK;
}

static kk_status add_row(programs *work, size_t row, size_t beyond, kk_error *err)
{
    const kk_sum_pattern *pattern = work->bounded.line.pattern;
    kk_knowledge *of = &work->knowledge;
    size_t at = work->room.rows;
    double known = 0;
    if (kk_grow(&of->row_begin, &work->room.begin, at + 2, sizeof *of->row_begin) != 0 ||
        kk_grow(&of->row_lower, &work->room.row_lower, at + 1, sizeof *of->row_lower) != 0 ||
        kk_grow(&of->row_upper, &work->room.row_upper, at + 1, sizeof *of->row_upper) != 0)
        return kk_fail_memory(err);
    of->row_begin[at] = work->room.terms;
    kk_status status = add_slot(work, pattern->whole[row], beyond, -1, &known, err);
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1] && status == KK_OK; i++)
        status = add_slot(work, pattern->part[i], beyond, 1, &known, err);
    of->row_lower[at] = of->row_upper[at] = -known;
    of->row_begin[at + 1] = work->room.terms;
    work->room.rows++;
    return status;
}

static kk_status add_line(programs *work, kk_error *err)
{
    const kk_sum_pattern *pattern = work->bounded.line.pattern;
    size_t first = first_open(work), beyond = work->room.variables;
    if (first == NONE || work->variable[first] == NONE) return KK_OK;
    kk_bounded_line_tighten(work->counts, &work->bounded);
    kk_status status = KK_OK;
    for (size_t slot = pattern->cell_count; slot < pattern->slot_count && status == KK_OK; slot++)
        status = add_variable(work, (double)work->bounded.lower[slot], (double)work->bounded.upper[slot], NAN, err);
    for (size_t row = 0; row < pattern->row_count && status == KK_OK; row++) status = add_row(work, row, beyond, err);
    return status;
}

/* ---- the attack ---- */

static void take_finding(const kk_cell_counts *counts, size_t cell, const kk_finding *finding)
{
    static const double SLACK = 1e-6;
    if (finding->verdict != KK_VERDICT_LEAK) return;
    counts->lower[cell] = (int32_t)ceil(finding->lower - SLACK);
    counts->upper[cell] = (int32_t)floor(finding->upper + SLACK);
}

static kk_status attack(programs *work, bool *asked, double width, int threads, kk_attack_counts *found, kk_error *err)
{
    size_t cells = kk_estimate_cells(work->counts->sums), count = 0;
    kk_demand *demand = malloc((work->room.variables + 1) * sizeof *demand);
    kk_finding *finding = malloc((work->room.variables + 1) * sizeof *finding);
    kk_status status = demand == NULL || finding == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t i = 0; i < cells && status == KK_OK; i++)
        if (asked[i] && work->variable[i] != NONE)
            demand[count++] = (kk_demand){.variable = (uint32_t)work->variable[i], .width = width};
    if (status == KK_OK && count > 0)
        status = kk_attack(&work->knowledge, demand, count, work->counts->truth == NULL ? NULL : work->truth,
                           KK_ATTACK_EXACT, threads, finding, found, err);
    count = 0;
    for (size_t i = 0; i < cells && status == KK_OK; i++) {
        if (!asked[i] || work->variable[i] == NONE) continue;
        take_finding(work->counts, i, &finding[count++]);
        asked[i] = false;
    }
    free(demand);
    free(finding);
    return status;
}

static void clear_programs(programs *work)
{
    kk_knowledge *of = &work->knowledge;
    free(of->lower);
    free(of->upper);
    free(of->is_whole);
    free(of->row_begin);
    free(of->row_variable);
    free(of->row_coefficient);
    free(of->row_lower);
    free(of->row_upper);
    free(work->truth);
    free(work->root);
    free(work->variable);
    kk_bounded_line_clear(&work->bounded);
}

kk_status kk_counts_attack(const kk_cell_counts *counts, bool *asked, double width, int threads,
                           kk_attack_counts *found, kk_error *err)
{
    *found = (kk_attack_counts){0};
    size_t cells = kk_estimate_cells(counts->sums);
    programs work = {.counts = counts,
                     .asked = asked,
                     .root = malloc((cells + 1) * sizeof *work.root),
                     .variable = malloc((cells + 1) * sizeof *work.variable)};
    kk_status status = kk_bounded_line_init(counts->sums, &work.bounded, err);
    if (work.root == NULL || work.variable == NULL) status = kk_fail_memory(err);
    for (size_t i = 0; i < cells && status == KK_OK; i++) work.root[i] = i;
    if (status == KK_OK) status = visit_lines(&work, join_cells, err);
    if (status == KK_OK) status = choose_cells(&work, err);
    if (status == KK_OK && work.room.variables > 0) status = visit_lines(&work, add_line, err);
    work.knowledge.variable_count = work.room.variables;
    work.knowledge.row_count = work.knowledge.core_row_count = work.room.rows;
    if (status == KK_OK && work.room.rows > 0) status = attack(&work, asked, width, threads, found, err);
    clear_programs(&work);
    return status;
}
