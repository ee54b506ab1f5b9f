/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/evaluate.h"
#include "kk/indicators.h"

#include <math.h>

static kk_figure combine(kk_figure a, kk_op op, kk_figure b)
{
    kk_figure_status status = kk_figure_status_combine(a.status, b.status);
    if (!kk_figure_has_value(status)) return kk_figure_missing(status);
    switch (op) {
    case KK_OP_ADD:
        return (kk_figure){a.value + b.value, KK_FIGURE_OK};
    case KK_OP_SUBTRACT:
        return (kk_figure){a.value - b.value, KK_FIGURE_OK};
    case KK_OP_MULTIPLY:
        return (kk_figure){a.value * b.value, KK_FIGURE_OK};
    case KK_OP_DIVIDE:
        if (b.value == 0) return kk_figure_missing(KK_FIGURE_NO_POPULATION);
        return (kk_figure){a.value / b.value, KK_FIGURE_OK};
    case KK_OP_NUMBER:
    case KK_OP_COLUMN:
    case KK_OP_NEGATE:
        break;
    }
    return kk_figure_missing(KK_FIGURE_UNKNOWN);
}

static kk_figure figure_at(const kk_evaluation *evaluation, const kk_term *term, size_t i)
{
    const kk_joined_block *block = evaluation->block[term->table];
    size_t at = i * block->column_count + term->column;
    return (kk_figure){block->value[at], block->status[at]};
}

/* config has checked that the terms form one value and fit the stack. */
static kk_figure evaluate(const kk_evaluation *evaluation, const kk_expression *expression, size_t i)
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
            stack[depth++] = figure_at(evaluation, term, i);
            break;
        case KK_OP_NEGATE:
            stack[depth - 1].value = -stack[depth - 1].value;
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

kk_fraction kk_evaluate_area(const kk_evaluation *evaluation, size_t i)
{
    return (kk_fraction){
        .numerator = evaluate(evaluation, &evaluation->indicator->numerator, i),
        .denominator = evaluate(evaluation, &evaluation->indicator->denominator, i),
    };
}

static bool has_row(const kk_evaluation *evaluation, const kk_expression *expression, size_t i)
{
    for (size_t t = 0; t < expression->count; t++)
        if (expression->terms[t].op == KK_OP_COLUMN &&
            figure_at(evaluation, &expression->terms[t], i).status != KK_FIGURE_ABSENT)
            return true;
    return false;
}

bool kk_evaluate_has_row(const kk_evaluation *evaluation, size_t i)
{
    return has_row(evaluation, &evaluation->indicator->numerator, i) ||
           has_row(evaluation, &evaluation->indicator->denominator, i);
}

/* Nobody at all, until a member says otherwise. */
kk_fraction kk_fraction_sum_init(void)
{
    kk_figure nobody = {0, KK_FIGURE_NO_POPULATION};
    return (kk_fraction){nobody, nobody};
}

static void add(kk_figure *sum, kk_figure member)
{
    if (member.status == KK_FIGURE_NO_POPULATION) return;
    bool first = sum->status == KK_FIGURE_NO_POPULATION;
    kk_figure_status status = first ? member.status : kk_figure_status_combine(sum->status, member.status);
    if (kk_figure_has_value(status))
        *sum = (kk_figure){(first ? 0 : sum->value) + member.value, KK_FIGURE_OK};
    else
        *sum = kk_figure_missing(status);
}

void kk_fraction_sum_add(const kk_config_indicator *indicator, kk_fraction *sum, const kk_fraction *member)
{
    kk_figure numerator = member->numerator;
    if (indicator->kind == KK_VALUE)
        numerator = indicator->denominator.count == 0 ? kk_figure_missing(KK_FIGURE_NOT_APPLICABLE)
                                                      : combine(numerator, KK_OP_MULTIPLY, member->denominator);
    /* A member where nobody lives adds to neither side, or the parts would not be of the same people. */
    bool nobody = numerator.status == KK_FIGURE_NO_POPULATION || member->denominator.status == KK_FIGURE_NO_POPULATION;
    if (nobody && indicator->denominator.count > 0) return;
    add(&sum->numerator, numerator);
    add(&sum->denominator, member->denominator);
}

kk_fraction kk_fraction_sum_finish(const kk_config_indicator *indicator, const kk_fraction *sum)
{
    kk_fraction whole = *sum;
    if (whole.numerator.status == KK_FIGURE_NO_POPULATION) whole.numerator.value = NAN;
    if (whole.denominator.status == KK_FIGURE_NO_POPULATION) whole.denominator.value = NAN;
    if (indicator->kind == KK_VALUE && indicator->denominator.count > 0)
        whole.numerator = combine(whole.numerator, KK_OP_DIVIDE, whole.denominator);
    return whole;
}

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

kk_result kk_result_of(const kk_config_indicator *indicator, const kk_fraction *fraction)
{
    kk_figure numerator = fraction->numerator, denominator = fraction->denominator;
    if (indicator->kind == KK_VALUE) return (kk_result){numerator, NAN, NAN};
    kk_figure_status status = kk_figure_status_combine(numerator.status, denominator.status);
    if (!kk_figure_has_value(status)) return missing(status);
    if (denominator.value == 0) return missing(KK_FIGURE_NO_POPULATION);
    bool counts = indicator->kind == KK_SHARE || indicator->kind == KK_RATE;
    if (counts && (numerator.value < 0 || denominator.value < 0)) return missing(KK_FIGURE_UNKNOWN);
    if (indicator->kind == KK_SHARE) return share_of(numerator.value, denominator.value);
    if (indicator->kind == KK_RATE) return rate_of(numerator.value, denominator.value);
    return (kk_result){{numerator.value / denominator.value, KK_FIGURE_OK}, NAN, NAN};
}
