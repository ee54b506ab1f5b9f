/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The system of linear knowledge of a generated table (generated_table.h), after the primary rule: a count of 1–9 is
 * hidden, a share of a public number also for its rest, an amount of fewer than ten persons.
 */
#ifndef KK_TESTS_GENERATED_KNOWLEDGE_H
#define KK_TESTS_GENERATED_KNOWLEDGE_H

#include "unit/protection/generated_table.h"

enum { ROWS_MAX = 1000, TERMS_MAX = 6000 };

typedef struct gen_system {
    kk_knowledge knowledge; /* bounds of what is hidden, also of what may be */
    kk_protection_task task;
    double lower[VARIABLES_MAX], upper[VARIABLES_MAX], truth[VARIABLES_MAX], weight[VARIABLES_MAX];
    bool is_whole[VARIABLES_MAX];
    size_t row_begin[ROWS_MAX + 1];
    uint32_t row_variable[TERMS_MAX];
    double row_coefficient[TERMS_MAX], row_lower[ROWS_MAX], row_upper[ROWS_MAX];
    kk_demand demand[VARIABLES_MAX];
} gen_system;

static inline bool gen_is_few(double count)
{
    return count > 0 && count < MINIMUM;
}

static inline void gen_demand(gen_system *system, uint32_t variable, bool is_amount)
{
    system->demand[system->task.demand_count++] =
        is_amount ? (kk_demand){variable, 0, AMOUNT_SHARE} : (kk_demand){variable, WIDTH, 0};
}

static inline uint32_t gen_variable(gen_system *system, double truth, double lower, double upper, double weight,
                                    bool is_whole)
{
    size_t j = system->knowledge.variable_count++;
    assert_true(j < VARIABLES_MAX);
    system->truth[j] = truth;
    system->lower[j] = lower;
    system->upper[j] = upper;
    system->weight[j] = weight;
    system->is_whole[j] = is_whole;
    return (uint32_t)j;
}

/* A cell of the table: what is known of it once it is hidden, and what that costs. */
static inline void gen_cell(gen_system *system, const gen_table *table, uint32_t q, uint32_t a)
{
    bool is_amount = table->quantity[q].is_amount;
    double value = table->value[q][a], base = table->base[q][a], weight = fmax(1, sqrt(base));
    bool has_base = table->has_public_base && !is_amount;
    double least = has_base ? MINIMUM : 0, most = has_base ? base - MINIMUM : INFINITY;
    bool hidden = gen_is_few(table->few[q][a]) || (has_base && gen_is_few(base - value));
    if (hidden && is_amount) {
        least = 0;
    } else if (hidden) {
        bool by_count = gen_is_few(value);
        least = by_count ? 1 : base - (MINIMUM - 1);
        most = by_count ? MINIMUM - 1 : base - 1;
        if (has_base) most = fmin(most, base);
    } else if (has_base && (value == 0 || value == base)) {
        least = most = value;
        weight = INFINITY;
    }
    uint32_t j = gen_variable(system, value, least, most, hidden ? 0 : weight, !is_amount);
    if (hidden) gen_demand(system, j, is_amount);
}

static inline void gen_term(gen_system *system, uint32_t variable, double coefficient)
{
    size_t *end = &system->row_begin[system->knowledge.row_count + 1];
    assert_true(*end < TERMS_MAX);
    system->row_variable[*end] = variable;
    system->row_coefficient[*end] = coefficient;
    ++*end;
}

static inline void gen_open_row(gen_system *system)
{
    size_t row = system->knowledge.row_count;
    assert_true(row < ROWS_MAX);
    system->row_begin[row + 1] = system->row_begin[row];
}

static inline void gen_close_row(gen_system *system, double upper)
{
    system->row_lower[system->knowledge.row_count] = 0;
    system->row_upper[system->knowledge.row_count++] = upper;
}

/* What a whole has beyond its parts: told when it is not few, and else to be protected as any other count. */
static inline void gen_beyond(gen_system *system, double beyond, double persons, bool is_amount)
{
    if (persons == 0) return;
    bool hidden = gen_is_few(persons);
    double least = hidden && !is_amount ? 1 : 0, most = hidden && !is_amount ? MINIMUM - 1 : INFINITY;
    uint32_t j = hidden ? gen_variable(system, beyond, least, most, 0, !is_amount)
                        : gen_variable(system, beyond, beyond, beyond, INFINITY, !is_amount);
    if (hidden) gen_demand(system, j, is_amount);
    gen_term(system, j, -1);
}

/* Variable q × area_count + a is quantity q of area a. */
static inline void gen_links_of_levels(gen_system *system, const gen_table *table)
{
    uint32_t areas = table->area_count;
    for (uint32_t q = 0; q < table->quantity_count; q++)
        for (uint32_t a = 0; a < areas; a++) {
            double beyond = table->value[q][a], persons = table->few[q][a];
            gen_open_row(system);
            gen_term(system, q * areas + a, 1);
            for (uint32_t part = a + 1; part < areas; part++) {
                if (table->parent[part] != a) continue;
                gen_term(system, q * areas + part, -1);
                beyond -= table->value[q][part];
                persons -= table->few[q][part];
            }
            size_t row = system->knowledge.row_count;
            if (system->row_begin[row + 1] - system->row_begin[row] < 2) continue; /* it has no parts */
            gen_beyond(system, beyond, persons, table->quantity[q].is_amount);
            gen_close_row(system, 0);
        }
}

static inline void gen_relation_rows(gen_system *system, const gen_table *table, const gen_relation *relation)
{
    uint32_t areas = table->area_count;
    for (uint32_t a = 0; a < areas; a++) {
        double sign = relation->kind == GEN_AT_MOST ? -1 : 1, beyond = table->value[relation->whole][a];
        gen_open_row(system);
        gen_term(system, relation->whole * areas + a, sign);
        for (uint32_t p = 0; p < relation->part_count; p++) {
            gen_term(system, relation->part[p] * areas + a, -sign);
            beyond -= table->value[relation->part[p]][a];
        }
        if (relation->kind == GEN_SUM) gen_beyond(system, beyond, beyond, false);
        gen_close_row(system, relation->kind == GEN_SUM ? 0 : INFINITY);
    }
}

static inline void gen_system_make(gen_system *system, const gen_table *table)
{
    kk_knowledge *knowledge = &system->knowledge;
    *knowledge = (kk_knowledge){.lower = system->lower,
                                .upper = system->upper,
                                .is_whole = system->is_whole,
                                .row_begin = system->row_begin,
                                .row_variable = system->row_variable,
                                .row_coefficient = system->row_coefficient,
                                .row_lower = system->row_lower,
                                .row_upper = system->row_upper};
    system->task = (kk_protection_task){
        .knowledge = knowledge, .truth = system->truth, .weight = system->weight, .demand = system->demand};
    system->row_begin[0] = 0;
    for (uint32_t q = 0; q < table->quantity_count; q++)
        for (uint32_t a = 0; a < table->area_count; a++) gen_cell(system, table, q, a);
    gen_links_of_levels(system, table);
    for (uint32_t r = 0; r < table->relation_count; r++)
        if (table->relation[r].kind == GEN_SUM) gen_relation_rows(system, table, &table->relation[r]);
    knowledge->core_row_count = knowledge->row_count;
    for (uint32_t r = 0; r < table->relation_count; r++)
        if (table->relation[r].kind != GEN_SUM) gen_relation_rows(system, table, &table->relation[r]);
}

/* What an attacker knows once `hide` is hidden too (NULL: nothing more is): bounds, in the caller's arrays. */
static inline kk_knowledge gen_released(const gen_system *system, const bool *hide, double *lower, double *upper)
{
    kk_knowledge released = system->knowledge;
    for (size_t j = 0; j < released.variable_count; j++) {
        bool shown = system->weight[j] > 0 && (hide == NULL || !hide[j]);
        lower[j] = shown ? system->truth[j] : system->lower[j];
        upper[j] = shown ? system->truth[j] : system->upper[j];
    }
    released.lower = lower;
    released.upper = upper;
    return released;
}

#endif
