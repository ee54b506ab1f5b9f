/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * attack [GEMEENTEN] [FORMS] [THREADS] [known] — how long the attack on a synthetic nation takes: gemeenten of wijken
 * of buurten × forms of help, each a part of the first × 5 age bands and all × 2 sexes and both. Counts of 1–9 are
 * hidden, and below gemeenten all but totals. `known`: the truth is the first table. 342
 * gemeenten and 20 forms are a nation: 6.6 million counts. Prints `name=value` a line.
 */
#include "bench.h"
#include "kk/protection.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AGES = 6, SEXES = 3, CELLS = AGES * SEXES, WIJKEN_MAX = 16, BUURTEN_MAX = 8 };

typedef struct nation {
    size_t areas, forms, variables;
    uint32_t *parent; /* of each area, UINT32_MAX of a gemeente; parents come first */
    kk_knowledge knowledge;
    double *truth;
    bool *is_hidden;
    kk_demand *demand;
    size_t demand_count, term_count, term_room, row_room;
} nation;

static void *need(void *memory)
{
    if (memory == NULL) exit(1);
    return memory;
}

static uint32_t variable_of(const nation *n, size_t form, size_t area, size_t age, size_t sex)
{
    return (uint32_t)(((form * n->areas + area) * AGES + age) * SEXES + sex);
}

/* ---- the truth ---- */

static void make_areas(nation *n, size_t gemeenten, kk_random *random)
{
    n->parent = need(malloc(gemeenten * (1 + WIJKEN_MAX * (1 + BUURTEN_MAX)) * sizeof *n->parent));
    for (size_t g = 0; g < gemeenten; g++) {
        uint32_t gemeente = (uint32_t)n->areas, wijken = 4 + kk_random_below(random, WIJKEN_MAX - 4);
        n->parent[n->areas++] = UINT32_MAX;
        for (uint32_t w = 0; w < wijken; w++) n->parent[n->areas++] = gemeente;
        for (uint32_t w = 0; w < wijken; w++)
            for (uint32_t b = 1 + kk_random_below(random, BUURTEN_MAX); b > 0; b--)
                n->parent[n->areas++] = gemeente + 1 + w;
    }
}

static bool is_leaf(const nation *n, size_t area)
{
    return n->parent[area] != UINT32_MAX && n->parent[n->parent[area]] != UINT32_MAX;
}

static void draw_leaf(nation *n, size_t area, kk_random *random)
{
    double youths = 25 * exp(0.8 * kk_random_normal(random));
    for (size_t age = 1; age < AGES; age++)
        for (size_t sex = 1; sex < SEXES; sex++) {
            double first = kk_random_poisson(random, youths * 0.1);
            for (size_t form = 0; form < n->forms; form++) {
                double share = 1 / (1 + 0.3 * (double)form), count = form == 0 ? first : 0;
                for (double person = 0; form > 0 && person < first; person++)
                    count += kk_random_uniform(random) < share;
                n->truth[variable_of(n, form, area, age, sex)] = count;
            }
        }
}

/* Age 0 and sex 0 are all; an area is the sum of its parts. */
static void add_up(nation *n, size_t form)
{
    for (size_t area = n->areas; area-- > 0;) {
        double *cell = &n->truth[variable_of(n, form, area, 0, 0)];
        for (size_t age = 1; is_leaf(n, area) && age < AGES; age++) {
            cell[age * SEXES] = cell[age * SEXES + 1] + cell[age * SEXES + 2];
            for (size_t sex = 0; sex < SEXES; sex++) cell[sex] += cell[age * SEXES + sex];
        }
        if (n->parent[area] == UINT32_MAX) continue;
        double *above = &n->truth[variable_of(n, form, n->parent[area], 0, 0)];
        for (size_t c = 0; c < CELLS; c++) above[c] += cell[c];
    }
}

/* ---- what is known ---- */

static void add_term(nation *n, double coefficient, uint32_t variable)
{
    kk_knowledge *k = &n->knowledge;
    if (n->term_count == n->term_room) {
        n->term_room = 2 * n->term_room + 1024;
        k->row_variable = need(realloc(k->row_variable, n->term_room * sizeof *k->row_variable));
        k->row_coefficient = need(realloc(k->row_coefficient, n->term_room * sizeof *k->row_coefficient));
    }
    k->row_variable[n->term_count] = variable;
    k->row_coefficient[n->term_count++] = coefficient;
}

static void end_row(nation *n, double lower, double upper)
{
    kk_knowledge *k = &n->knowledge;
    if (k->row_count == n->row_room) {
        n->row_room = 2 * n->row_room + 1024;
        k->row_begin = need(realloc(k->row_begin, (n->row_room + 1) * sizeof *k->row_begin));
        k->row_lower = need(realloc(k->row_lower, n->row_room * sizeof *k->row_lower));
        k->row_upper = need(realloc(k->row_upper, n->row_room * sizeof *k->row_upper));
    }
    k->row_lower[k->row_count] = lower;
    k->row_upper[k->row_count++] = upper;
    k->row_begin[0] = 0;
    k->row_begin[k->row_count] = n->term_count;
}

static void add_margins(nation *n, size_t form, size_t area)
{
    for (size_t sex = 0; sex < SEXES; sex++) {
        for (size_t age = 0; age < AGES; age++) add_term(n, age == 0 ? -1 : 1, variable_of(n, form, area, age, sex));
        end_row(n, 0, 0);
    }
    for (size_t age = 0; age < AGES; age++) {
        for (size_t sex = 0; sex < SEXES; sex++) add_term(n, sex == 0 ? -1 : 1, variable_of(n, form, area, age, sex));
        end_row(n, 0, 0);
    }
}

/* The parts of an area are one after the other. */
static void add_parts(nation *n, size_t form, size_t area)
{
    size_t first = area + 1, end;
    while (first < n->areas && n->parent[first] != area) first++;
    for (end = first; end < n->areas && n->parent[end] == area;) end++;
    for (size_t age = 0; age < AGES; age++)
        for (size_t sex = 0; sex < SEXES; sex++) {
            add_term(n, -1, variable_of(n, form, area, age, sex));
            for (size_t part = first; part < end; part++) add_term(n, 1, variable_of(n, form, part, age, sex));
            end_row(n, 0, 0);
        }
}

static void make_rows(nation *n)
{
    for (size_t form = 0; form < n->forms; form++)
        for (size_t area = 0; area < n->areas; area++) {
            add_margins(n, form, area);
            if (!is_leaf(n, area)) add_parts(n, form, area);
        }
    n->knowledge.core_row_count = n->knowledge.row_count;
    for (uint32_t j = (uint32_t)(n->areas * CELLS); j < n->variables; j++) {
        add_term(n, 1, j);
        add_term(n, -1, j % (uint32_t)(n->areas * CELLS));
        end_row(n, -INFINITY, 0);
    }
}

/* ---- what is hidden ---- */

/* Counts of 1–9; and, of areas below a gemeente, all that is not a total of ages and sexes. Nobody is never hidden. */
static void hide(nation *n)
{
    for (size_t j = 0; j < n->variables; j++) {
        bool is_total = j % CELLS == 0, is_gemeente = n->parent[j / CELLS % n->areas] == UINT32_MAX;
        n->is_hidden[j] = n->truth[j] > 0 && (n->truth[j] < 10 || !(is_total || is_gemeente));
    }
    for (uint32_t j = 0; j < n->variables; j++) {
        bool is_few = n->truth[j] < 10;
        n->knowledge.is_whole[j] = true;
        n->knowledge.lower[j] = !n->is_hidden[j] ? n->truth[j] : is_few ? 1 : 10;
        n->knowledge.upper[j] = !n->is_hidden[j] ? n->truth[j] : is_few ? 9 : INFINITY;
        if (n->is_hidden[j] && is_few) n->demand[n->demand_count++] = (kk_demand){j, 5, 0};
    }
}

static void make_nation(nation *n, size_t gemeenten)
{
    kk_random random;
    kk_random_init(&random, 1, 0);
    make_areas(n, gemeenten, &random);
    n->variables = n->forms * n->areas * CELLS;
    n->truth = need(calloc(n->variables, sizeof *n->truth));
    n->is_hidden = need(calloc(n->variables, sizeof *n->is_hidden));
    n->demand = need(calloc(n->variables, sizeof *n->demand));
    n->knowledge = (kk_knowledge){.variable_count = n->variables,
                                  .lower = need(calloc(n->variables, sizeof(double))),
                                  .upper = need(calloc(n->variables, sizeof(double))),
                                  .is_whole = need(calloc(n->variables, 1))};
    for (size_t area = 0; area < n->areas; area++)
        if (is_leaf(n, area)) draw_leaf(n, area, &random);
    for (size_t form = 0; form < n->forms; form++) add_up(n, form);
    make_rows(n);
    hide(n);
}

int main(int argc, char **argv)
{
    size_t gemeenten = argc > 1 ? strtoul(argv[1], NULL, 10) : 34;
    nation n = {.forms = argc > 2 ? strtoul(argv[2], NULL, 10) : 20};
    int threads = argc > 3 ? atoi(argv[3]) : 1;
    bool is_known = argc > 4 && strcmp(argv[4], "known") == 0;
    kk_attack_counts counts;
    kk_error err;
    make_nation(&n, gemeenten);
    kk_finding *finding = need(calloc(n.demand_count + 1, sizeof *finding));
    double since = now_seconds();
    if (kk_attack(&n.knowledge, n.demand, n.demand_count, is_known ? n.truth : NULL, KK_ATTACK_EXACT, threads, finding,
                  &counts, &err) != KK_OK) {
        fprintf(stderr, "attack: %s\n", err.message);
        return 1;
    }
    printf("areas=%zu\nvariables=%zu\nrows=%zu\nterms=%zu\ndemands=%zu\n", n.areas, n.variables, n.knowledge.row_count,
           n.term_count, n.demand_count);
    printf("components=%zu\nlargest=%zu\ntables=%zu\nprograms=%zu\nleaks=%zu\ncontradictions=%zu\nsolved=%zu\n",
           counts.components, counts.largest_component, counts.by_tables, counts.by_programs, counts.leaks,
           counts.contradictions, counts.programs);
    printf("seconds=%.2f\ngigabytes=%.2f\n", now_seconds() - since, (double)peak_kb() / 1e6);
    return 0;
}
