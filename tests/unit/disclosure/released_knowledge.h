/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an attacker makes of a generated publication that was released, by a path of its own: a variable is a quantity
 * of an area; a cell is a row of them, between the ends that it shows or that its status leaves. Nothing here is shared
 * with disclosure/system.
 */
#ifndef KK_TESTS_RELEASED_KNOWLEDGE_H
#define KK_TESTS_RELEASED_KNOWLEDGE_H

#include "unit/disclosure/generated_publication.h"

enum { RELEASED_ROWS = 6000, RELEASED_TERMS = 30000, RELEASED_VARIABLES = 4000 };

typedef struct released {
    kk_knowledge knowledge;
    double lower[RELEASED_VARIABLES], upper[RELEASED_VARIABLES], truth[RELEASED_VARIABLES];
    bool is_whole[RELEASED_VARIABLES];
    size_t row_begin[RELEASED_ROWS + 1];
    uint32_t row_variable[RELEASED_TERMS];
    double row_coefficient[RELEASED_TERMS], row_lower[RELEASED_ROWS], row_upper[RELEASED_ROWS];
    kk_demand demand[RELEASED_VARIABLES];
    size_t demand_count;
} released;

static inline uint32_t released_variable(released *of, double lower, double upper, bool is_whole)
{
    size_t j = of->knowledge.variable_count++;
    assert_true(j < RELEASED_VARIABLES);
    of->lower[j] = lower;
    of->upper[j] = upper;
    of->is_whole[j] = is_whole;
    return (uint32_t)j;
}

static inline void released_term(released *of, uint32_t variable, double coefficient)
{
    size_t *end = &of->row_begin[of->knowledge.row_count + 1];
    assert_true(*end < RELEASED_TERMS);
    of->row_variable[*end] = variable;
    of->row_coefficient[*end] = coefficient;
    ++*end;
}

static inline void released_row(released *of, double lower, double upper)
{
    size_t row = of->knowledge.row_count++;
    assert_true(of->knowledge.row_count < RELEASED_ROWS);
    of->row_lower[row] = lower;
    of->row_upper[row] = upper;
    of->row_begin[row + 2] = of->row_begin[row + 1];
}

/* A variable for a part of a cell: the sum of the quantities that it shows; public ones are told. */
static inline uint32_t released_part(released *of, const gen_publication *from, const kk_quantity_sum *sum,
                                     uint32_t area)
{
    uint32_t areas = from->table.area_count;
    bool is_amount = sum->quantity[0] < from->table.quantity_count && from->table.quantity[sum->quantity[0]].is_amount;
    if (sum->quantity[0] >= from->table.quantity_count) {
        double told = gen_figure(from, sum, area);
        return released_variable(of, told, told, true);
    }
    uint32_t j = released_variable(of, 0, INFINITY, !is_amount);
    released_term(of, j, -1);
    for (size_t t = 0; t < sum->count; t++) released_term(of, sum->quantity[t] * areas + area, 1);
    released_row(of, 0, 0);
    return j;
}

static inline void released_bound(released *of, uint32_t variable, double lower, double upper)
{
    of->lower[variable] = fmax(of->lower[variable], lower);
    of->upper[variable] = fmin(of->upper[variable], upper);
}

static inline void released_demand(released *of, uint32_t variable)
{
    of->demand[of->demand_count++] =
        of->is_whole[variable] ? (kk_demand){variable, WIDTH, 0} : (kk_demand){variable, 0, AMOUNT_SHARE};
}

/* Why it was hidden first, where the cell no longer tells. */
static inline kk_figure_status released_reason(const gen_publication *from, const kk_publication_column *column,
                                               size_t i)
{
    if (column->status[i] != KK_FIGURE_SUPPRESSED) return column->status[i];
    return gen_rule(from, &from->indicators[column->indicator], from->area[column->level][i]);
}

static inline void released_value(released *of, const kk_publication_column *column, size_t i, kk_figure_status reason,
                                  uint32_t numerator)
{
    double few = MINIMUM - 1;
    if (column->status[i] == KK_FIGURE_SUPPRESSED_COUNT) released_bound(of, numerator, 1, few);
    if (reason == KK_FIGURE_SUPPRESSED_COUNT || reason == KK_FIGURE_SUPPRESSED_PERSONS) released_demand(of, numerator);
}

static inline void released_share(released *of, const kk_publication_column *column, size_t i, kk_figure_status reason,
                                  uint32_t numerator, uint32_t denominator, bool is_public)
{
    double few = MINIMUM - 1;
    bool is_told = column->status[i] != KK_FIGURE_SUPPRESSED;
    uint32_t rest = released_variable(of, 0, INFINITY, true);
    released_term(of, denominator, 1);
    released_term(of, numerator, -1);
    released_term(of, rest, -1);
    released_row(of, 0, 0);
    switch (reason) {
    case KK_FIGURE_NO_POPULATION:
        if (is_told) released_bound(of, denominator, 0, 0);
        break;
    case KK_FIGURE_SUPPRESSED_BASE:
        if (is_told) released_bound(of, denominator, 1, few);
        if (!is_public) released_demand(of, denominator);
        break;
    case KK_FIGURE_SUPPRESSED_COUNT:
        if (is_told) released_bound(of, numerator, 1, few);
        released_demand(of, numerator);
        break;
    case KK_FIGURE_SUPPRESSED_REST:
        if (is_told) released_bound(of, rest, 1, few);
        released_demand(of, rest);
        break;
    case KK_FIGURE_SUPPRESSED_SECONDARY:
        released_bound(of, is_public ? numerator : denominator, MINIMUM, INFINITY);
        if (is_public) released_bound(of, rest, MINIMUM, INFINITY);
        break;
    default:
        break;
    }
}

static inline void released_cell(released *of, const gen_publication *from, const kk_publication_column *column,
                                 size_t i)
{
    const kk_publication_indicator *indicator = &from->indicators[column->indicator];
    uint32_t area = from->area[column->level][i];
    bool is_shown = kk_figure_has_value(column->status[i]);
    uint32_t numerator = released_part(of, from, &indicator->numerator, area);
    if (is_shown) released_bound(of, numerator, column->numerator[i], column->numerator[i]);
    kk_figure_status reason = released_reason(from, column, i);
    if (indicator->kind == KK_VALUE) {
        released_value(of, column, i, reason, numerator);
        return;
    }
    bool is_public = indicator->denominator.quantity[0] >= from->table.quantity_count;
    uint32_t denominator = released_part(of, from, &indicator->denominator, area);
    if (is_shown) released_bound(of, denominator, column->denominator[i], column->denominator[i]);
    released_share(of, column, i, reason, numerator, denominator, is_public);
}

/* What lies beyond parts: told from ten on; few are 1–9; of an amount nothing is told, but where nobody is. */
static inline void released_beyond(released *of, double beyond, double persons, bool is_amount)
{
    if (persons == 0) return;
    bool is_few = gen_few_persons(persons);
    uint32_t j = is_amount ? released_variable(of, 0, INFINITY, false)
                           : released_variable(of, is_few ? 1 : beyond, is_few ? MINIMUM - 1 : beyond, true);
    released_term(of, j, -1);
}

static inline void released_area(released *of, const gen_table *table, uint32_t q, uint32_t area)
{
    double beyond = table->value[q][area], persons = table->few[q][area];
    uint32_t parts = 0;
    for (uint32_t a = area + 1; a < table->area_count; a++) {
        if (table->parent[a] != area) continue;
        released_term(of, q * table->area_count + a, -1);
        beyond -= table->value[q][a];
        persons -= table->few[q][a];
        parts++;
    }
    if (parts == 0) return;
    released_term(of, q * table->area_count + area, 1);
    released_beyond(of, beyond, persons, table->quantity[q].is_amount);
    released_row(of, 0, 0);
}

static inline void released_relation(released *of, const gen_table *table, const gen_relation *relation, uint32_t area)
{
    uint32_t areas = table->area_count;
    double sign = relation->kind == GEN_AT_MOST ? -1 : 1, beyond = table->value[relation->whole][area];
    released_term(of, relation->whole * areas + area, sign);
    for (uint32_t p = 0; p < relation->part_count; p++) {
        released_term(of, relation->part[p] * areas + area, -sign);
        beyond -= table->value[relation->part[p]][area];
    }
    if (relation->kind == GEN_SUM) released_beyond(of, beyond, beyond, false);
    released_row(of, 0, relation->kind == GEN_SUM ? 0 : INFINITY);
}

static inline void released_make(released *of, const gen_publication *from)
{
    const gen_table *table = &from->table;
    memset(&of->knowledge, 0, sizeof of->knowledge);
    of->demand_count = 0;
    of->row_begin[0] = of->row_begin[1] = 0;
    for (uint32_t q = 0; q < table->quantity_count; q++)
        for (uint32_t a = 0; a < table->area_count; a++)
            released_variable(of, 0, INFINITY, !table->quantity[q].is_amount);
    for (uint32_t q = 0; q < table->quantity_count; q++)
        for (uint32_t a = 0; a < table->area_count; a++) released_area(of, table, q, a);
    for (uint32_t r = 0; r < table->relation_count; r++)
        for (uint32_t a = 0; a < table->area_count; a++) released_relation(of, table, &table->relation[r], a);
    for (size_t c = 0; c < from->publication.column_count; c++)
        for (size_t i = 0; i < from->count[from->columns[c].level]; i++) released_cell(of, from, &from->columns[c], i);
    kk_knowledge *knowledge = &of->knowledge;
    knowledge->lower = of->lower;
    knowledge->upper = of->upper;
    knowledge->is_whole = of->is_whole;
    knowledge->core_row_count = knowledge->row_count;
    knowledge->row_begin = of->row_begin;
    knowledge->row_variable = of->row_variable;
    knowledge->row_coefficient = of->row_coefficient;
    knowledge->row_lower = of->row_lower;
    knowledge->row_upper = of->row_upper;
}

#endif
