/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/presolve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 10 };
static const double gain_worth_while = 1e-6, slack = 1e-7, same = 1e-9;

/* The range of a sum: its finite part, and how many of its terms have no end on that side. */
typedef struct activity {
    double least, greatest;
    size_t without_least, without_greatest;
} activity;

typedef struct propagation {
    kk_presolved *to;
    uint8_t *changed_in; /* the last round in which bounds of a variable changed; 1: before the first */
    uint8_t round;
} propagation;

static double scaled(double tolerance, double at)
{
    return isinf(at) ? 0 : tolerance * fmax(1, fabs(at));
}

static void swap(double *a, double *b)
{
    double kept = *a;
    *a = *b;
    *b = kept;
}

/* The ends of coefficient × variable. */
static void term_ends(const kk_knowledge *knowledge, size_t term, double *least, double *greatest)
{
    double a = knowledge->row_coefficient[term];
    *least = a * knowledge->lower[knowledge->row_variable[term]];
    *greatest = a * knowledge->upper[knowledge->row_variable[term]];
    if (a < 0) swap(least, greatest);
}

static activity row_activity(const kk_knowledge *knowledge, size_t row)
{
    activity of = {0};
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        double least, greatest;
        term_ends(knowledge, t, &least, &greatest);
        if (isinf(least))
            of.without_least++;
        else
            of.least += least;
        if (isinf(greatest))
            of.without_greatest++;
        else
            of.greatest += greatest;
    }
    return of;
}

static void contradict_row(kk_presolved *to, size_t row)
{
    const kk_knowledge *knowledge = &to->knowledge;
    to->any_contradicted = true;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
        to->is_contradicted[knowledge->row_variable[t]] = true;
}

/* Bounds that cross by no more than rounding are drawn together; by more, nothing satisfies them. */
static void tighten(propagation *p, size_t row, uint32_t j, double lower, double upper)
{
    double *old_lower = &p->to->knowledge.lower[j], *old_upper = &p->to->knowledge.upper[j];
    bool rises = lower > *old_lower + scaled(gain_worth_while, *old_lower) || (isinf(*old_lower) && !isinf(lower));
    bool falls = upper < *old_upper - scaled(gain_worth_while, *old_upper) || (isinf(*old_upper) && !isinf(upper));
    if (!rises && !falls) return;
    if (!rises) lower = *old_lower;
    if (!falls) upper = *old_upper;
    if (lower > upper + scaled(slack, upper)) {
        contradict_row(p->to, row);
        return;
    }
    if (upper - lower <= scaled(same, upper)) lower = upper = rises ? lower : upper;
    *old_lower = lower;
    *old_upper = upper;
    p->changed_in[j] = p->round;
}

/* The sum without one of its terms: −∞ (∞) where another has no end. */
static double least_without(const activity *of, double least)
{
    if (of->without_least > (isinf(least) ? 1 : 0)) return -INFINITY;
    return isinf(least) ? of->least : of->least - least;
}

static double greatest_without(const activity *of, double greatest)
{
    if (of->without_greatest > (isinf(greatest) ? 1 : 0)) return INFINITY;
    return isinf(greatest) ? of->greatest : of->greatest - greatest;
}

static void propagate_row(propagation *p, size_t row, const activity *of)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        uint32_t j = knowledge->row_variable[t];
        double a = knowledge->row_coefficient[t], least, greatest;
        if (a == 0 || knowledge->lower[j] >= knowledge->upper[j]) continue;
        term_ends(knowledge, t, &least, &greatest);
        double lower = (knowledge->row_lower[row] - greatest_without(of, greatest)) / a;
        double upper = (knowledge->row_upper[row] - least_without(of, least)) / a;
        if (a < 0) swap(&lower, &upper);
        tighten(p, row, j, lower, upper);
    }
}

static bool has_news(const propagation *p, size_t row)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
        if (p->changed_in[knowledge->row_variable[t]] + 1 >= p->round) return true;
    return false;
}

/* A row that is implied now stays so: bounds only tighten. */
static void visit_row(propagation *p, size_t row)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    activity of = row_activity(knowledge, row);
    double least = of.without_least > 0 ? -INFINITY : of.least;
    double greatest = of.without_greatest > 0 ? INFINITY : of.greatest;
    double row_lower = knowledge->row_lower[row], row_upper = knowledge->row_upper[row];
    if (least > row_upper + scaled(slack, row_upper) || greatest < row_lower - scaled(slack, row_lower)) {
        contradict_row(p->to, row);
        return;
    }
    if (least >= row_lower - scaled(same, row_lower) && greatest <= row_upper + scaled(same, row_upper))
        p->to->row_is_open[row] = false;
    else
        propagate_row(p, row, &of);
}

static void propagate(propagation *p)
{
    const kk_knowledge *knowledge = &p->to->knowledge;
    bool again = true;
    for (p->round = 2; again && p->round < ROUNDS + 2; p->round++) {
        for (size_t i = 0; i < knowledge->row_count; i++)
            if (p->to->row_is_open[i] && has_news(p, i)) visit_row(p, i);
        again = memchr(p->changed_in, p->round, knowledge->variable_count) != NULL;
    }
}

static void check_bounds(kk_presolved *to)
{
    for (size_t j = 0; j < to->knowledge.variable_count; j++) {
        if (to->knowledge.lower[j] <= to->knowledge.upper[j]) continue;
        to->is_contradicted[j] = to->any_contradicted = true;
    }
}

static bool copy(double **to, const double *from, size_t count)
{
    *to = malloc((count + 1) * sizeof **to);
    if (*to != NULL && count > 0) memcpy(*to, from, count * sizeof **to);
    return *to != NULL;
}

kk_status kk_presolved_propagate(kk_presolved *to, kk_error *err)
{
    propagation p = {.to = to, .changed_in = malloc(to->knowledge.variable_count + 1)};
    if (p.changed_in == NULL) return kk_fail_memory(err);
    memset(p.changed_in, 1, to->knowledge.variable_count);
    propagate(&p);
    free(p.changed_in);
    return KK_OK;
}

kk_status kk_presolved_init(kk_presolved *to, const kk_knowledge *knowledge, kk_error *err)
{
    size_t variables = knowledge->variable_count, rows = knowledge->row_count;
    *to = (kk_presolved){
        .knowledge = *knowledge, .row_is_open = malloc(rows + 1), .is_contradicted = calloc(variables + 1, 1)};
    bool copied = copy(&to->knowledge.lower, knowledge->lower, variables);
    copied &= copy(&to->knowledge.upper, knowledge->upper, variables);
    copied &= copy(&to->knowledge.row_lower, knowledge->row_lower, rows);
    copied &= copy(&to->knowledge.row_upper, knowledge->row_upper, rows);
    if (!copied || to->row_is_open == NULL || to->is_contradicted == NULL) return kk_fail_memory(err);
    memset(to->row_is_open, true, rows);
    check_bounds(to);
    return kk_presolved_propagate(to, err);
}

void kk_presolved_clear(kk_presolved *presolved)
{
    free(presolved->knowledge.lower);
    free(presolved->knowledge.upper);
    free(presolved->knowledge.row_lower);
    free(presolved->knowledge.row_upper);
    free(presolved->row_is_open);
    free(presolved->is_contradicted);
    *presolved = (kk_presolved){0};
}
