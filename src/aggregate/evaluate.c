/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/evaluate.h"
#include "aggregate/dominance.h"
#include "aggregate/persons.h"
#include "kk/indicators.h"

#include <math.h>

static kk_figure calculated(double value)
{
    return isfinite(value) ? (kk_figure){value, KK_FIGURE_OK} : kk_figure_missing(KK_FIGURE_UNKNOWN);
}

static kk_figure combine(kk_figure a, kk_op op, kk_figure b)
{
    kk_figure_status status = kk_figure_status_combine(a.status, b.status);
    if (!kk_figure_has_value(status)) return kk_figure_missing(status);
    switch (op) {
    case KK_OP_ADD:
        return calculated(a.value + b.value);
    case KK_OP_SUBTRACT:
        return calculated(a.value - b.value);
    case KK_OP_MULTIPLY:
        return calculated(a.value * b.value);
    case KK_OP_DIVIDE:
        return b.value == 0 ? kk_figure_missing(KK_FIGURE_NO_POPULATION) : calculated(a.value / b.value);
    case KK_OP_NUMBER:
    case KK_OP_COLUMN:
    case KK_OP_NEGATE:
    case KK_OP_ROUND:
        break;
    }
    return kk_figure_missing(KK_FIGURE_UNKNOWN);
}

kk_figure kk_figure_at(const kk_evaluation *here, const kk_term *term, size_t i)
{
    const kk_joined_block *block = here->block[term->table];
    size_t at = i * block->column_count + term->column;
    return (kk_figure){block->value[at], block->status[at]};
}

/* config has checked that the terms form one value and fit the stack. */
static kk_figure evaluate(const kk_evaluation *here, const kk_expression *expression, size_t i)
{
    kk_figure stack[KK_EXPRESSION_DEPTH_MAX];
    size_t depth = 0;
    for (size_t t = 0; t < expression->count; t++) {
        const kk_term *term = &expression->terms[t];
        switch (term->op) {
        case KK_OP_NUMBER:
            stack[depth++] = (kk_figure){term->number, KK_FIGURE_OK};
            break;
        case KK_OP_COLUMN:
            stack[depth++] = kk_figure_at(here, term, i);
            break;
        case KK_OP_NEGATE:
            stack[depth - 1].value = -stack[depth - 1].value;
            break;
        case KK_OP_ROUND:
            stack[depth - 1].value = nearbyint(stack[depth - 1].value);
            break;
        case KK_OP_ADD:
        case KK_OP_SUBTRACT:
        case KK_OP_MULTIPLY:
        case KK_OP_DIVIDE:
            depth--;
            stack[depth - 1] = combine(stack[depth - 1], term->op, stack[depth]);
            break;
        }
    }
    return depth == 0 ? kk_figure_missing(KK_FIGURE_NOT_APPLICABLE) : stack[0];
}

/* ---- an area ---- */

kk_fraction kk_evaluate_area(const kk_evaluation *here, size_t i)
{
    const kk_config_indicator *indicator = here->indicator;
    kk_fraction out = {
        .numerator = evaluate(here, &indicator->numerator, i),
        .denominator = evaluate(here, &indicator->denominator, i),
        .squares = evaluate(here, &indicator->squares, i),
        .lower = evaluate(here, &indicator->lower, i),
        .upper = evaluate(here, &indicator->upper, i),
    };
    out.small_count = kk_shows_few_persons(here, i, NULL) ||
                      (indicator->kind == KK_ESTIMATE && kk_estimate_shows_few_persons(here, &out));
    out.dominated = kk_is_dominated(here, i);
    return out;
}

/* ---- own areas ---- */

/* Adds a member to a sum that begins as `nobody`. */
static void add(kk_figure *sum, kk_figure member)
{
    if (member.status == KK_FIGURE_NO_POPULATION) return;
    *sum = sum->status == KK_FIGURE_NO_POPULATION ? combine((kk_figure){0, KK_FIGURE_OK}, KK_OP_ADD, member)
                                                  : combine(*sum, KK_OP_ADD, member);
}

static void add_member(const kk_config_indicator *indicator, kk_fraction *sum, const kk_fraction *member)
{
    kk_figure numerator = member->numerator;
    bool has_base = indicator->denominator.count > 0;
    if (indicator->kind == KK_VALUE)
        numerator = has_base ? combine(numerator, KK_OP_MULTIPLY, member->denominator)
                             : kk_figure_missing(KK_FIGURE_NOT_APPLICABLE);
    /* A member where nobody lives adds to neither side, or the parts would not be of the same people. */
    bool nobody = numerator.status == KK_FIGURE_NO_POPULATION || member->denominator.status == KK_FIGURE_NO_POPULATION;
    if (nobody && has_base) return;
    add(&sum->numerator, numerator);
    add(&sum->denominator, member->denominator);
    add(&sum->squares, member->squares);
}

static kk_fraction add_members(const kk_members *members)
{
    const kk_config_indicator *indicator = members->at.indicator;
    const kk_figure nobody = kk_figure_missing(KK_FIGURE_NO_POPULATION);
    kk_fraction sum = {.numerator = nobody, .denominator = nobody, .squares = nobody, .lower = nobody, .upper = nobody};
    for (size_t m = 0; m < members->count; m++) {
        if (members->water[members->index[m]]) continue;
        kk_fraction member = kk_evaluate_area(&members->at, members->index[m]);
        add_member(indicator, &sum, &member);
    }
    if (indicator->kind == KK_VALUE && indicator->denominator.count > 0)
        sum.numerator = combine(sum.numerator, KK_OP_DIVIDE, sum.denominator);
    return sum;
}

/* Whether every table of the expression has a row for area `i`. An expression without columns needs none. */
static bool has_own_rows(const kk_evaluation *here, const kk_expression *expression, size_t i)
{
    for (size_t t = 0; t < expression->count; t++)
        if (expression->terms[t].op == KK_OP_COLUMN &&
            kk_figure_at(here, &expression->terms[t], i).status == KK_FIGURE_ABSENT)
            return false;
    return true;
}

kk_fraction kk_evaluate_own_area(const kk_evaluation *here, size_t i, const kk_members *members)
{
    const kk_expression *numerator = &here->indicator->numerator, *denominator = &here->indicator->denominator;
    bool own_numerator = has_own_rows(here, numerator, i), own_denominator = has_own_rows(here, denominator, i);
    bool own_squares = has_own_rows(here, &here->indicator->squares, i);
    kk_fraction own = kk_evaluate_area(here, i);
    if (here->indicator->kind == KK_ESTIMATE) return own;
    kk_fraction sum = own_numerator && own_denominator && own_squares ? own : add_members(members);
    if (!own_numerator) own.numerator = sum.numerator;
    if (!own_denominator) own.denominator = sum.denominator;
    if (!own_squares) own.squares = sum.squares;
    own.small_count = kk_shows_few_persons(here, i, members);
    return own;
}

/* ---- the result ---- */

static kk_result missing(kk_figure_status status)
{
    return (kk_result){kk_figure_missing(status), NAN, NAN};
}

static kk_result share_of(double numerator, double denominator)
{
    if (numerator > denominator) return missing(KK_FIGURE_UNKNOWN);
    kk_interval interval = kk_wilson(numerator, denominator);
    return (kk_result){{numerator / denominator, KK_FIGURE_OK}, interval.lower, interval.upper};
}

static kk_result rate_of(double numerator, double denominator)
{
    kk_interval interval = kk_poisson_interval(numerator);
    return (kk_result){
        {numerator / denominator, KK_FIGURE_OK}, interval.lower / denominator, interval.upper / denominator};
}

static kk_result one_in_of(double numerator, double denominator)
{
    if (numerator == 0) return missing(KK_FIGURE_NOT_APPLICABLE);
    kk_result share = share_of(numerator, denominator);
    if (!kk_figure_has_value(share.value.status)) return share;
    return (kk_result){{denominator / numerator, KK_FIGURE_OK}, 1 / share.upper, 1 / share.lower};
}

/* Without squares no interval. */
static kk_result mean_of(double sum, double n, kk_figure squares)
{
    kk_interval interval = kk_mean_interval(sum, squares.value, n);
    return (kk_result){{sum / n, KK_FIGURE_OK}, interval.lower, interval.upper};
}

kk_result kk_result_of(const kk_config_indicator *indicator, const kk_fraction *fraction)
{
    kk_figure numerator = fraction->numerator, denominator = fraction->denominator;
    if (indicator->kind == KK_VALUE) return (kk_result){numerator, NAN, NAN};
    if (indicator->kind == KK_ESTIMATE)
        return kk_figure_has_value(numerator.status)
                   ? (kk_result){numerator, fraction->lower.value, fraction->upper.value}
                   : missing(numerator.status);
    kk_figure_status status = kk_figure_status_combine(numerator.status, denominator.status);
    if (!kk_figure_has_value(status)) return missing(status);
    if (denominator.value == 0) return missing(KK_FIGURE_NO_POPULATION);
    bool counts = indicator->kind == KK_SHARE || indicator->kind == KK_RATE || indicator->kind == KK_ONE_IN;
    if (counts && (numerator.value < 0 || denominator.value < 0)) return missing(KK_FIGURE_UNKNOWN);
    if (indicator->kind == KK_SHARE) return share_of(numerator.value, denominator.value);
    if (indicator->kind == KK_RATE) return rate_of(numerator.value, denominator.value);
    if (indicator->kind == KK_ONE_IN) return one_in_of(numerator.value, denominator.value);
    if (indicator->kind == KK_MEAN) return mean_of(numerator.value, denominator.value, fraction->squares);
    return (kk_result){{numerator.value / denominator.value, KK_FIGURE_OK}, NAN, NAN};
}
