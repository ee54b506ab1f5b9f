/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/persons.h"
#include "aggregate/trace.h"
#include "config/measure.h"

#include <math.h>

/* The area at hand. */
typedef struct cell {
    const kk_evaluation *here;
    size_t area;
    const kk_members *members; /* of an own area, or NULL */
} cell;

/* ---- columns ---- */

/* The figure of a column for an own area: its own, or what its members add up to. */
static kk_figure figure_of(const cell *at, const kk_term *term)
{
    const kk_members *members = at->members;
    kk_figure own = kk_figure_at(at->here, term, at->area), sum = {0, KK_FIGURE_OK};
    if (members == NULL || own.status != KK_FIGURE_ABSENT) return own;
    for (size_t m = 0; m < members->count; m++) {
        kk_figure member = kk_figure_at(&members->at, term, members->index[m]);
        if (!members->water[members->index[m]] && kk_figure_has_value(member.status)) sum.value += member.value;
    }
    return sum;
}

static double value_of(const cell *at, const kk_term *term)
{
    kk_figure figure = figure_of(at, term);
    return kk_figure_has_value(figure.status) ? figure.value : NAN;
}

static const kk_measure *measure_of(const kk_evaluation *here, const kk_term *term)
{
    const kk_config_table *table = &here->tables[term->table];
    return term->op == KK_OP_COLUMN && table->measures != NULL ? &table->measures[term->column] : NULL;
}

static kk_trace_kind kind_of(const kk_config_table *table, bool is_own_guard, double persons)
{
    if (is_own_guard) return KK_TRACE_COUNT;
    if (table->is_public || persons == 0) return KK_TRACE_KNOWN;
    return table->kind == KK_TABLE_RECORDS ? KK_TRACE_SUM : KK_TRACE_OTHER;
}

static kk_trace trace_column(const cell *at, const kk_term *term)
{
    const kk_config_table *table = &at->here->tables[term->table];
    const kk_measure *measure = measure_of(at->here, term);
    const uint32_t *guard = at->here->block[term->table]->guard;
    kk_term behind = *term;
    if (guard != NULL) behind.column = guard[term->column];
    double persons = value_of(at, &behind);
    kk_trace trace = {
        .kind = kind_of(table, behind.column == term->column, persons),
        .is_private = !table->is_public,
        .is_selected = measure != NULL,
        .factor = 1,
        .value = value_of(at, term),
        .least = persons,
        .most = persons,
    };
    if (measure != NULL) trace.selected = *measure;
    return trace;
}

/* ---- expressions ---- */

static kk_trace trace_expression(const cell *at, const kk_expression *expression, kk_few *few)
{
    kk_trace stack[KK_EXPRESSION_DEPTH_MAX];
    size_t depth = 0;
    stack[0] = (kk_trace){.factor = 0};
    for (size_t t = 0; t < expression->count; t++) {
        const kk_term *term = &expression->terms[t];
        switch (term->op) {
        case KK_OP_NUMBER:
            stack[depth++] = (kk_trace){.factor = term->number};
            break;
        case KK_OP_COLUMN:
            stack[depth++] = trace_column(at, term);
            break;
        case KK_OP_NEGATE:
            stack[depth - 1].factor = -stack[depth - 1].factor;
            break;
        case KK_OP_ROUND: /* tells no more of anyone than what is rounded */
            if (stack[depth - 1].kind == KK_TRACE_NUMBER) stack[depth - 1].factor = nearbyint(stack[depth - 1].factor);
            break;
        case KK_OP_ADD:
        case KK_OP_SUBTRACT:
        case KK_OP_MULTIPLY:
        case KK_OP_DIVIDE:
            depth--;
            stack[depth - 1] = kk_trace_combine(&stack[depth - 1], term->op, &stack[depth], few);
            break;
        }
    }
    return stack[0];
}

static bool parts_show_few(const cell *at)
{
    const kk_config_indicator *indicator = at->here->indicator;
    kk_few few = {.minimum = at->here->rules->minimum};
    kk_trace numerator = trace_expression(at, &indicator->numerator, &few);
    kk_trace denominator = trace_expression(at, &indicator->denominator, &few);
    return few.show || kk_trace_shows_few_beyond(&numerator, &denominator, few.minimum) ||
           kk_trace_shows_few_beyond(&denominator, &numerator, few.minimum);
}

/* ---- terms by themselves ---- */

/* The terms of numerator and denominator as one row. */
static const kk_term *term_of(const kk_config_indicator *indicator, size_t t)
{
    size_t first = indicator->numerator.count;
    return t < first ? &indicator->numerator.terms[t] : &indicator->denominator.terms[t - first];
}

static bool shows_few_beyond(const cell *at, const kk_term *term, const kk_term *other)
{
    const kk_measure *whole = measure_of(at->here, term), *part = measure_of(at->here, other);
    if (whole == NULL || part == NULL || whole == part || term->table != other->table) return false;
    if (!kk_measure_contains(whole, part)) return false;
    kk_trace a = trace_column(at, term), b = trace_column(at, other);
    return kk_trace_shows_few_beyond(&a, &b, at->here->rules->minimum);
}

/* Whatever an expression makes of them. `any` tells whether there is a term of a table that is not public. */
static bool terms_show_few(const cell *at, bool *any)
{
    const kk_config_indicator *indicator = at->here->indicator;
    size_t count = indicator->numerator.count + indicator->denominator.count;
    *any = false;
    for (size_t t = 0; t < count; t++) {
        const kk_term *term = term_of(indicator, t);
        if (term->op != KK_OP_COLUMN || at->here->tables[term->table].is_public) continue;
        *any = true;
        if (kk_persons_are_few(trace_column(at, term).least, at->here->rules->minimum)) return true;
        for (size_t u = 0; u < count; u++)
            if (shows_few_beyond(at, term, term_of(indicator, u))) return true;
    }
    return false;
}

/* ---- a cell ---- */

bool kk_shows_few_persons(const kk_evaluation *here, size_t i, const kk_members *members)
{
    const cell at = {here, i, members};
    bool any;
    return terms_show_few(&at, &any) || (any && parts_show_few(&at));
}

bool kk_estimate_shows_few_persons(const kk_evaluation *here, const kk_fraction *estimate)
{
    const kk_measure *measure = measure_of(here, here->indicator->numerator.terms);
    if (measure == NULL) return false;
    kk_measure_kind kind = measure->kind;
    if (kind != KK_MEASURE_WAIT_STARTED && kind != KK_MEASURE_WAIT_LEFT && kind != KK_MEASURE_RETURNED) return false;
    double base = estimate->denominator.value, persons = estimate->numerator.value * base;
    return kk_persons_are_few(persons, here->rules->minimum) ||
           kk_persons_are_few(base - persons, here->rules->minimum);
}
