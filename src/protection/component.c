/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/component.h"

#include <stdlib.h>

static uint32_t root_of(uint32_t *parent, uint32_t j)
{
    while (parent[j] != j) {
        parent[j] = parent[parent[j]];
        j = parent[j];
    }
    return j;
}

/* The lower number becomes the root, so that a component is known by its first variable. */
static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

static bool is_fixed(const kk_knowledge *knowledge, size_t j)
{
    return knowledge->lower[j] >= knowledge->upper[j];
}

static bool is_open(const bool *row_is_open, size_t i)
{
    return row_is_open == NULL || row_is_open[i];
}

/* A variable of the row that is not fixed, or KK_NO_COMPONENT. */
static uint32_t first_free(const kk_knowledge *knowledge, size_t i)
{
    for (size_t t = knowledge->row_begin[i]; t < knowledge->row_begin[i + 1]; t++)
        if (!is_fixed(knowledge, knowledge->row_variable[t])) return knowledge->row_variable[t];
    return KK_NO_COMPONENT;
}

static void unite_row(const kk_knowledge *knowledge, size_t i, uint32_t *parent)
{
    uint32_t first = first_free(knowledge, i);
    if (first == KK_NO_COMPONENT) return;
    for (size_t t = knowledge->row_begin[i]; t < knowledge->row_begin[i + 1]; t++)
        if (!is_fixed(knowledge, knowledge->row_variable[t])) unite(parent, first, knowledge->row_variable[t]);
}

/* From roots to component numbers: a root comes before the others of its component. */
static size_t number_components(const kk_knowledge *knowledge, uint32_t *of)
{
    uint32_t count = 0;
    for (uint32_t j = 0; j < knowledge->variable_count; j++) {
        uint32_t root = of[j];
        if (is_fixed(knowledge, j))
            of[j] = KK_NO_COMPONENT;
        else
            of[j] = root == j ? count++ : of[root];
    }
    return count;
}

/* Counts in begin[c + 2], so that after adding up begin[c + 1] is where the next item of c goes. */
static void add_up(size_t *begin, size_t count)
{
    for (size_t c = 0; c < count; c++) begin[c + 2] += begin[c + 1];
}

static void list_variables(kk_components *to, size_t variable_count)
{
    for (size_t j = 0; j < variable_count; j++)
        if (to->of[j] != KK_NO_COMPONENT) to->variable_begin[to->of[j] + 2]++;
    for (size_t c = 0; c < to->count; c++)
        if (to->variable_begin[c + 2] > to->largest) to->largest = to->variable_begin[c + 2];
    add_up(to->variable_begin, to->count);
    for (uint32_t j = 0; j < variable_count; j++)
        if (to->of[j] != KK_NO_COMPONENT) to->variable[to->variable_begin[to->of[j] + 1]++] = j;
    for (size_t c = 0; c < to->count; c++)
        for (size_t k = to->variable_begin[c]; k < to->variable_begin[c + 1]; k++)
            to->place[to->variable[k]] = (uint32_t)(k - to->variable_begin[c]);
}

static void list_rows(kk_components *to, const kk_knowledge *knowledge, size_t row_count, const bool *row_is_open)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < row_count; i++) {
            uint32_t first = is_open(row_is_open, i) ? first_free(knowledge, i) : KK_NO_COMPONENT;
            if (first == KK_NO_COMPONENT) continue;
            if (pass == 0)
                to->row_begin[to->of[first] + 2]++;
            else
                to->row[to->row_begin[to->of[first] + 1]++] = i;
        }
        if (pass == 0) add_up(to->row_begin, to->count);
    }
}

kk_status kk_components_init(kk_components *to, const kk_knowledge *knowledge, size_t row_count,
                             const bool *row_is_open, kk_error *err)
{
    size_t variables = knowledge->variable_count;
    *to = (kk_components){.of = malloc((variables + 1) * sizeof *to->of),
                          .place = calloc(variables + 1, sizeof *to->place)};
    if (to->of == NULL || to->place == NULL) return kk_fail_memory(err);
    for (uint32_t j = 0; j < variables; j++) to->of[j] = j;
    for (size_t i = 0; i < row_count; i++)
        if (is_open(row_is_open, i)) unite_row(knowledge, i, to->of);
    for (uint32_t j = 0; j < variables; j++) to->of[j] = root_of(to->of, j);
    to->count = number_components(knowledge, to->of);
    to->variable_begin = calloc(to->count + 2, sizeof *to->variable_begin);
    to->row_begin = calloc(to->count + 2, sizeof *to->row_begin);
    to->variable = malloc((variables + 1) * sizeof *to->variable);
    to->row = malloc((row_count + 1) * sizeof *to->row);
    if (to->variable_begin == NULL || to->row_begin == NULL || to->variable == NULL || to->row == NULL)
        return kk_fail_memory(err);
    list_variables(to, variables);
    list_rows(to, knowledge, row_count, row_is_open);
    return KK_OK;
}

void kk_components_clear(kk_components *components)
{
    free(components->variable_begin);
    free(components->row_begin);
    free(components->variable);
    free(components->row);
    free(components->of);
    free(components->place);
    *components = (kk_components){0};
}
