/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_rows.h"
#include "disclosure/system_cells.h"

#include <math.h>
#include <stdlib.h>

/* Rows are made twice: counted first (`to` is NULL), then written to where they belong. */
typedef struct writer {
    kk_knowledge *to;
    size_t row, term;
} writer;

static void add_term(writer *w, uint32_t variable, double coefficient)
{
    if (w->to != NULL) {
        w->to->row_variable[w->term] = variable;
        w->to->row_coefficient[w->term] = coefficient;
    }
    w->term++;
}

static void end_row(writer *w, double lower, double upper)
{
    if (w->to != NULL) {
        w->to->row_lower[w->row] = lower;
        w->to->row_upper[w->row] = upper;
        w->to->row_begin[w->row + 1] = w->term;
    }
    w->row++;
}

/* Rows of one kind over the areas of a level. */
typedef struct family {
    void (*write)(const kk_system_index *index, const struct family *of, writer *w);
    uint32_t what, quantity, level, period; /* what: relation, link, kind or column */
    bool is_gate;
    size_t rows, terms, first_row, first_term;
} family;

/* ---- relations and links ---- */

/* Whether it is known what lies beyond the parts in that area: nothing, or what a fact tells. */
static bool is_beyond_known(const kk_fact *fact)
{
    return fact == NULL || kk_figure_has_value(fact->status) || fact->status == KK_FIGURE_SUPPRESSED_COUNT;
}

static void add_beyond(const kk_system_index *index, const kk_fact *fact, writer *w)
{
    if (fact != NULL) add_term(w, index->fact_variable[fact - index->publication->fact], -1);
}

static void write_relation(const kk_system_index *index, const family *of, writer *w)
{
    const kk_relation *relation = &index->publication->relation[of->what];
    bool is_sum = relation->kind == KK_RELATION_SUM;
    kk_known_range known = {0, 0};
    if (is_sum && *relation->beyond != '\0')
        known = kk_known_of(index, relation->whole, of->level, of->period, relation->beyond);
    for (uint32_t i = 0; i < index->publication->level[of->level].count; i++) {
        const kk_fact *beyond = kk_known_at(index, known, i);
        if (!is_beyond_known(beyond)) continue;
        add_term(w, kk_block_of(index, relation->whole, of->level, of->period) + i, 1);
        for (size_t p = 0; p < relation->part_count; p++)
            add_term(w, kk_block_of(index, relation->part[p], of->level, of->period) + i, -1);
        add_beyond(index, beyond, w);
        end_row(w, relation->kind == KK_RELATION_AT_MOST ? -INFINITY : 0,
                relation->kind == KK_RELATION_AT_LEAST ? INFINITY : 0);
    }
}

static void write_link(const kk_system_index *index, const family *of, writer *w)
{
    const kk_level_link *link = &index->publication->link[of->what];
    uint32_t whole = kk_block_of(index, of->quantity, link->upper, of->period);
    uint32_t part = kk_block_of(index, of->quantity, link->lower, of->period);
    kk_known_range known =
        kk_known_of(index, of->quantity, link->upper, of->period, index->publication->level[link->lower].name);
    for (uint32_t i = 0; i < index->publication->level[link->upper].count; i++) {
        const kk_fact *beyond = kk_known_at(index, known, i);
        if (link->begin[i] == link->begin[i + 1] || !is_beyond_known(beyond)) continue;
        add_term(w, whole + i, 1);
        for (uint32_t m = link->begin[i]; m < link->begin[i + 1]; m++) add_term(w, part + link->member[m], -1);
        add_beyond(index, beyond, w);
        end_row(w, 0, 0);
    }
}

static void write_sum(const kk_system_index *index, const family *of, writer *w)
{
    const kk_quantity_sum *sum = &index->kind[of->what].sum;
    for (uint32_t i = 0; i < index->publication->level[of->level].count; i++) {
        add_term(w, kk_block_of(index, of->what, of->level, of->period) + i, 1);
        for (size_t t = 0; t < sum->count; t++)
            add_term(w, kk_block_of(index, sum->quantity[t], of->level, of->period) + i, -sum->coefficient[t]);
        end_row(w, 0, 0);
    }
}

/* ---- cells ---- */

static void write_rests(const kk_system_index *index, const family *of, writer *w)
{
    kk_parts block = kk_blocks_of_column(index, of->what);
    uint32_t rest = index->column_rest[of->what];
    for (uint32_t i = 0; rest < index->column_rest[of->what + 1]; i++) {
        if (!kk_cell_has_rest(index, of->what, i)) continue;
        add_term(w, rest++, 1);
        add_term(w, block.numerator + i, 1);
        add_term(w, block.denominator + i, -1);
        end_row(w, 0, 0);
    }
}

/* numerator × a − denominator × b, at least 0 or at most 0 but for what rounding of the counts leaves open. */
static void write_side(const kk_parts *block, uint32_t area, double a, double b, double slack, bool is_least, writer *w)
{
    add_term(w, block->numerator + area, a);
    add_term(w, block->denominator + area, -b);
    end_row(w, is_least ? -slack : -INFINITY, is_least ? INFINITY : slack);
}

/* Of a quotient without both of its parts: how near these are to it. */
static void write_quotients(const kk_system_index *index, const family *of, writer *w)
{
    const kk_publication_column *column = &index->publication->column[of->what];
    const kk_publication_indicator *indicator = &index->publication->indicator[column->indicator];
    kk_parts block = kk_blocks_of_column(index, of->what);
    double rounding = fmax(kk_rounding_of_column(index, of->what) - 1, 0);
    for (uint32_t i = 0; i < index->publication->level[of->level].count; i++) {
        const kk_cell cell = kk_cell_of(index, of->what, i, of->is_gate);
        kk_interval value = kk_before_rounding(kk_number_told(&cell, column->value));
        bool has_parts =
            !isnan(kk_number_told(&cell, column->numerator)) && !isnan(kk_number_told(&cell, column->denominator));
        if (isnan(value.lower) || has_parts) continue;
        double slack = rounding * (indicator->per + fmax(fabs(value.lower), fabs(value.upper)));
        bool is_inverse = indicator->kind == KK_ONE_IN;
        write_side(&block, i, is_inverse ? value.upper : indicator->per, is_inverse ? indicator->per : value.lower,
                   slack, true, w);
        write_side(&block, i, is_inverse ? value.lower : indicator->per, is_inverse ? indicator->per : value.upper,
                   slack, false, w);
    }
}

/* A share is of its denominator, and one that is nearly everyone of most of it. */
static void write_shares(const kk_system_index *index, const family *of, writer *w)
{
    const kk_publication_column *column = &index->publication->column[of->what];
    kk_parts block = kk_blocks_of_column(index, of->what);
    const kk_publication_rules *rules = &index->publication->rules;
    for (uint32_t i = 0; i < index->publication->level[of->level].count; i++) {
        if (!kk_status_had_value(column->status[i])) continue;
        write_side(&block, i, 1, 1, 0, false, w);
        if (column->status[i] == KK_FIGURE_SUPPRESSED_GROUP && rules->group <= 1)
            write_side(&block, i, 1, rules->group, 0, true, w);
    }
}

/* ---- which families there are ---- */

typedef struct families {
    const kk_system_index *index;
    bool is_gate;
    family *item;
    size_t count, capacity;
    bool failed;
} families;

static void add_family(families *list, const family *of)
{
    if (kk_grow(&list->item, &list->capacity, list->count + 1, sizeof *list->item) != 0) {
        list->failed = true;
        return;
    }
    list->item[list->count] = *of;
    list->item[list->count++].is_gate = list->is_gate;
}

static void add_relations(families *list, bool are_sums)
{
    const kk_publication *from = list->index->publication;
    for (uint32_t r = 0; r < from->relation_count; r++) {
        if ((from->relation[r].kind == KK_RELATION_SUM) != are_sums) continue;
        for (uint32_t l = 0; l < from->level_count; l++)
            for (uint32_t p = 0; p < list->index->period_count; p++)
                if (kk_relation_is_used(list->index, r, l, p))
                    add_family(list, &(family){.write = write_relation, .what = r, .level = l, .period = p});
    }
}

static void add_links(families *list)
{
    const kk_publication *from = list->index->publication;
    for (uint32_t k = 0; k < from->link_count; k++)
        for (uint32_t q = 0; q < from->quantity_count; q++)
            for (uint32_t p = 0; p < list->index->period_count; p++)
                if (kk_link_is_used(list->index, k, q, p))
                    add_family(list, &(family){.write = write_link, .what = k, .quantity = q, .period = p});
}

static void add_sums(families *list)
{
    const kk_system_index *index = list->index;
    for (uint32_t k = (uint32_t)index->publication->quantity_count; k < index->kind_count; k++)
        for (uint32_t l = 0; l < index->publication->level_count; l++)
            for (uint32_t p = 0; p < index->period_count; p++)
                if (!index->kind[k].is_public && kk_block_of(index, k, l, p) != KK_NONE)
                    add_family(list, &(family){.write = write_sum, .what = k, .level = l, .period = p});
}

static bool is_quotient(const kk_system_index *index, size_t column)
{
    return kk_numerator_of_column(index, column) != NULL && kk_denominator_of_column(index, column) != NULL;
}

static void add_cells(families *list)
{
    const kk_publication *from = list->index->publication;
    for (uint32_t c = 0; c < from->column_count; c++) {
        if (!is_quotient(list->index, c)) continue;
        add_family(list, &(family){.write = write_rests, .what = c, .level = from->column[c].level});
        add_family(list, &(family){.write = write_quotients, .what = c, .level = from->column[c].level});
    }
}

static void add_shares(families *list)
{
    const kk_publication *from = list->index->publication;
    for (uint32_t c = 0; c < from->column_count; c++) {
        kk_indicator_kind kind = kk_indicator_of_column(list->index, c)->kind;
        if ((kind != KK_SHARE && kind != KK_ONE_IN) || !is_quotient(list->index, c)) continue;
        if (!kk_denominator_of_column(list->index, c)->is_public)
            add_family(list, &(family){.write = write_shares, .what = c, .level = from->column[c].level});
    }
}

/* ---- all of it ---- */

static void write_all(families *list, int threads, kk_knowledge *to)
{
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (size_t f = 0; f < list->count; f++) {
        family *of = &list->item[f];
        writer w = {to, of->first_row, of->first_term};
        of->write(list->index, of, &w);
        of->rows = w.row - of->first_row;
        of->terms = w.term - of->first_term;
    }
}

static kk_status make_room(families *list, size_t core_families, kk_arena *arena, kk_knowledge *knowledge,
                           kk_error *err)
{
    size_t rows = 0, terms = 0;
    for (size_t f = 0; f < list->count; f++) {
        if (f == core_families) knowledge->core_row_count = rows;
        list->item[f].first_row = rows;
        list->item[f].first_term = terms;
        rows += list->item[f].rows;
        terms += list->item[f].terms;
    }
    if (core_families == list->count) knowledge->core_row_count = rows;
    knowledge->row_count = rows;
    knowledge->row_begin = kk_arena_alloc(arena, rows + 1, sizeof *knowledge->row_begin);
    knowledge->row_variable = kk_arena_alloc(arena, terms, sizeof *knowledge->row_variable);
    knowledge->row_coefficient = kk_arena_alloc(arena, terms, sizeof *knowledge->row_coefficient);
    knowledge->row_lower = kk_arena_alloc(arena, rows, sizeof *knowledge->row_lower);
    knowledge->row_upper = kk_arena_alloc(arena, rows, sizeof *knowledge->row_upper);
    bool failed = knowledge->row_begin == NULL || knowledge->row_variable == NULL ||
                  knowledge->row_coefficient == NULL || knowledge->row_lower == NULL || knowledge->row_upper == NULL;
    return failed ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_system_rows_make(const kk_system_index *index, bool is_gate, int threads, kk_arena *arena,
                              kk_knowledge *knowledge, kk_error *err)
{
    families list = {.index = index, .is_gate = is_gate};
    add_relations(&list, true);
    add_links(&list);
    add_sums(&list);
    add_cells(&list);
    size_t core_families = list.count;
    add_relations(&list, false);
    add_shares(&list);
    kk_status status = list.failed ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) {
        write_all(&list, threads, NULL);
        status = make_room(&list, core_families, arena, knowledge, err);
    }
    if (status == KK_OK) write_all(&list, threads, knowledge);
    free(list.item);
    return status;
}
