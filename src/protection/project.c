/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/project.h"

#include <math.h>
#include <stdlib.h>

/* The terms of each variable in open rows, and the variables that may have become superfluous. */
typedef struct projection {
    kk_presolved *to;
    const bool *is_asked;
    size_t *begin; /* of variable j: row[begin[j]] … and coefficient[…] */
    uint32_t *row;
    double *coefficient;
    uint32_t *stack;
    bool *is_stacked;
    size_t stack_count;
    bool gained;
} projection;

static bool is_free(const kk_knowledge *knowledge, uint32_t j)
{
    return knowledge->lower[j] < knowledge->upper[j];
}

/* ---- terms by variable ---- */

static void list_terms(projection *p)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < knowledge->row_count; i++) {
            if (!p->to->row_is_open[i]) continue;
            for (size_t t = knowledge->row_begin[i]; t < knowledge->row_begin[i + 1]; t++) {
                uint32_t j = knowledge->row_variable[t];
                if (!is_free(knowledge, j) || knowledge->row_coefficient[t] == 0) continue;
                size_t at = p->begin[j + 1 + (pass == 0)]++;
                if (pass == 0) continue;
                p->row[at] = i;
                p->coefficient[at] = knowledge->row_coefficient[t];
            }
        }
        for (size_t j = 0; pass == 0 && j < knowledge->variable_count; j++) p->begin[j + 2] += p->begin[j + 1];
    }
}

static void stack(projection *p, uint32_t j)
{
    if (p->is_stacked[j] || p->is_asked[j] || !is_free(&p->to->knowledge, j)) return;
    p->is_stacked[j] = true;
    p->stack[p->stack_count++] = j;
}

static void stack_row(projection *p, uint32_t row)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
        stack(p, knowledge->row_variable[t]);
}

/* ---- doing away ---- */

static void close_row(projection *p, uint32_t row)
{
    p->to->row_is_open[row] = false;
    stack_row(p, row);
}

static void close_rows_of(projection *p, uint32_t j)
{
    for (size_t t = p->begin[j]; t < p->begin[j + 1]; t++)
        if (p->to->row_is_open[p->row[t]]) close_row(p, p->row[t]);
}

static void take_in(projection *p, uint32_t j, size_t term)
{
    kk_knowledge *knowledge = &p->to->knowledge;
    uint32_t i = p->row[term];
    double a = p->coefficient[term];
    knowledge->row_lower[i] -= a * (a > 0 ? knowledge->upper[j] : knowledge->lower[j]);
    knowledge->row_upper[i] -= a * (a > 0 ? knowledge->lower[j] : knowledge->upper[j]);
    knowledge->lower[j] = knowledge->upper[j] = 0;
    if (isinf(knowledge->row_lower[i]) && isinf(knowledge->row_upper[i])) close_row(p, i);
}

/* What a variable is in the open rows. */
typedef struct role {
    size_t rows, last; /* last: a term */
    bool rises, falls; /* a greater (lesser) value is always right */
} role;

static role role_of(const projection *p, uint32_t j)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    role of = {.rises = isinf(knowledge->upper[j]), .falls = isinf(knowledge->lower[j])};
    for (size_t t = p->begin[j]; t < p->begin[j + 1] && (of.rows < 2 || of.rises || of.falls); t++) {
        uint32_t i = p->row[t];
        if (!p->to->row_is_open[i]) continue;
        bool has_lower = !isinf(knowledge->row_lower[i]), has_upper = !isinf(knowledge->row_upper[i]);
        of.rises &= p->coefficient[t] > 0 ? !has_upper : !has_lower;
        of.falls &= p->coefficient[t] > 0 ? !has_lower : !has_upper;
        of.last = t;
        of.rows++;
    }
    return of;
}

static void visit(projection *p, uint32_t j)
{
    role of = role_of(p, j);
    if (of.rows == 0) return;
    if (of.rises || of.falls)
        close_rows_of(p, j);
    else if (of.rows == 1)
        take_in(p, j, of.last);
    else
        return;
    p->gained = true;
}

kk_status kk_presolved_project(kk_presolved *presolved, const bool *is_asked, bool *gained, kk_error *err)
{
    const kk_knowledge *knowledge = &presolved->knowledge;
    size_t variables = knowledge->variable_count,
           terms = knowledge->row_count > 0 ? knowledge->row_begin[knowledge->row_count] : 0;
    projection p = {.to = presolved,
                    .is_asked = is_asked,
                    .begin = calloc(variables + 2, sizeof *p.begin),
                    .row = malloc((terms + 1) * sizeof *p.row),
                    .coefficient = malloc((terms + 1) * sizeof *p.coefficient),
                    .stack = malloc((variables + 1) * sizeof *p.stack),
                    .is_stacked = calloc(variables + 1, 1)};
    bool ready = p.begin != NULL && p.row != NULL && p.coefficient != NULL && p.stack != NULL && p.is_stacked != NULL;
    if (ready) {
        list_terms(&p);
        for (size_t j = variables; j-- > 0;) stack(&p, (uint32_t)j);
    }
    while (ready && p.stack_count > 0) {
        uint32_t j = p.stack[--p.stack_count];
        p.is_stacked[j] = false;
        visit(&p, j);
    }
    *gained = p.gained;
    free(p.begin);
    free(p.row);
    free(p.coefficient);
    free(p.stack);
    free(p.is_stacked);
    return ready ? KK_OK : kk_fail_memory(err);
}
