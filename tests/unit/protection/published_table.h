/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables that others protected, from tests/reference/suppression, as tasks of protection. */
#ifndef KK_TESTS_PUBLISHED_TABLE_H
#define KK_TESTS_PUBLISHED_TABLE_H

#include "unit/check.h"

#include "kk/protection.h"

enum { DIMENSIONS = 3, KEY_SIZE = 24, PUBLISHED_MAX = 500, SUMS_MAX = 1000, PARTS_MAX = 5000, TABLES_MAX = 30 };

/* What is told of a table and of the choice that was published. */
typedef struct published_choice {
    char table[KEY_SIZE], sums[KEY_SIZE];
    int is_whole, cells, primary, secondary;
    double secondary_value;
} published_choice;

typedef struct published_table {
    char key[PUBLISHED_MAX][DIMENSIONS][KEY_SIZE];
    double truth[PUBLISHED_MAX], lower[PUBLISHED_MAX], upper[PUBLISHED_MAX], weight[PUBLISHED_MAX];
    bool is_whole[PUBLISHED_MAX], theirs[PUBLISHED_MAX];
    size_t row_begin[SUMS_MAX + 1];
    uint32_t row_variable[PARTS_MAX];
    double row_coefficient[PARTS_MAX], zero[SUMS_MAX];
    kk_demand demand[PUBLISHED_MAX];
    kk_knowledge knowledge;
    kk_protection_task task;
} published_table;

typedef struct published_sum {
    int number;
    char total[KEY_SIZE], part[KEY_SIZE];
} published_sum;

static inline FILE *published_open(const char *folder, const char *name)
{
    char path[120], head[200];
    snprintf(path, sizeof path, "tests/reference/suppression/%s/%s.csv", folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(head, sizeof head, file));
    return file;
}

static inline size_t published_choices(const char *folder, published_choice *choice)
{
    FILE *file = published_open(folder, "tables");
    size_t count = 0;
    for (; count < TABLES_MAX; count++) {
        published_choice *c = &choice[count];
        if (fscanf(file, "%23[^,],%23[^,],%d,%d,%d,%d,%lf\n", c->table, c->sums, &c->is_whole, &c->cells, &c->primary,
                   &c->secondary, &c->secondary_value) != 7)
            break;
    }
    assert_true(feof(file));
    fclose(file);
    return count;
}

/* Shown zeros stay shown; anything else may be hidden, at a weight of its value, and is known to be ≥ 0. */
static inline void published_cells(published_table *t, const char *folder, const published_choice *choice)
{
    FILE *file = published_open(folder, "cells");
    char table[KEY_SIZE], key[DIMENSIONS][KEY_SIZE];
    double value, width;
    int theirs;
    while (fscanf(file, "%23[^,],%23[^,],%23[^,],%23[^,],%lf,%lf,%d\n", table, key[0], key[1], key[2], &value, &width,
                  &theirs) == 7) {
        if (strcmp(table, choice->table) != 0) continue;
        size_t j = t->knowledge.variable_count++;
        assert_true(j < PUBLISHED_MAX);
        memcpy(t->key[j], key, sizeof key);
        t->truth[j] = value;
        t->upper[j] = INFINITY;
        t->is_whole[j] = choice->is_whole;
        t->theirs[j] = theirs;
        t->weight[j] = width > 0 ? 0 : value > 0 ? value : INFINITY;
        if (width > 0) t->demand[t->task.demand_count++] = (kk_demand){(uint32_t)j, width, 0};
    }
    assert_true(feof(file));
    fclose(file);
}

/* The cell whose key is that of `like` but for one dimension. */
static inline size_t published_find(const published_table *t, size_t like, int dimension, const char *key)
{
    for (size_t j = 0; j < t->knowledge.variable_count; j++) {
        bool is_it = true;
        for (int d = 0; d < DIMENSIONS && is_it; d++)
            is_it = strcmp(t->key[j][d], d == dimension ? key : t->key[like][d]) == 0;
        if (is_it) return j;
    }
    return SIZE_MAX;
}

static inline void published_term(published_table *t, size_t *end, size_t variable, double coefficient)
{
    assert_true(*end < PARTS_MAX);
    t->row_variable[*end] = (uint32_t)variable;
    t->row_coefficient[(*end)++] = coefficient;
}

/* A row for the cell as a total, where all its parts are in the table. */
static inline void published_row(published_table *t, size_t cell, int dimension, const published_sum *first,
                                 size_t parts)
{
    if (strcmp(t->key[cell][dimension], first->total) != 0) return;
    size_t end = t->row_begin[t->knowledge.row_count];
    published_term(t, &end, cell, -1);
    for (size_t p = 0; p < parts; p++) {
        size_t part = published_find(t, cell, dimension, first[p].part);
        if (part == SIZE_MAX) return;
        published_term(t, &end, part, 1);
    }
    assert_true(t->knowledge.row_count < SUMS_MAX);
    t->row_begin[++t->knowledge.row_count] = end;
}

static inline size_t published_parts(const char *folder, const char *sums, published_sum *part)
{
    FILE *file = published_open(folder, "sums");
    char name[KEY_SIZE];
    published_sum read;
    size_t count = 0;
    while (fscanf(file, "%23[^,],%d,%23[^,],%23[^\n]\n", name, &read.number, read.total, read.part) == 4) {
        if (strcmp(name, sums) != 0) continue;
        assert_true(count < SUMS_MAX);
        part[count++] = read;
    }
    assert_true(feof(file));
    fclose(file);
    return count;
}

static inline void published_rows(published_table *t, const char *folder, const char *sums)
{
    static published_sum part[SUMS_MAX];
    size_t count = published_parts(folder, sums, part);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && part[next].number == part[first].number;) next++;
        for (size_t j = 0; j < t->knowledge.variable_count; j++)
            for (int d = 0; d < DIMENSIONS; d++) published_row(t, j, d, &part[first], next - first);
    }
}

static inline void published_read(published_table *t, const char *folder, const published_choice *choice)
{
    memset(t, 0, sizeof *t);
    published_cells(t, folder, choice);
    published_rows(t, folder, choice->sums);
    t->knowledge.core_row_count = t->knowledge.row_count;
    t->knowledge.lower = t->lower;
    t->knowledge.upper = t->upper;
    t->knowledge.is_whole = t->is_whole;
    t->knowledge.row_begin = t->row_begin;
    t->knowledge.row_variable = t->row_variable;
    t->knowledge.row_coefficient = t->row_coefficient;
    t->knowledge.row_lower = t->knowledge.row_upper = t->zero;
    t->task.knowledge = &t->knowledge;
    t->task.truth = t->truth;
    t->task.weight = t->weight;
    t->task.demand = t->demand;
}

#endif
