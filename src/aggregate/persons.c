/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/persons.h"

#include <math.h>
#include <string.h>

/* 1–9, and what lies between for figures that are not whole. */
static bool is_small(double count)
{
    double size = fabs(count);
    return size > 0 && size < 10;
}

/* The figure of a column for an own area: its own, or what its members add up to. */
static kk_figure own_figure(const kk_evaluation *here, const kk_term *term, size_t i, const kk_members *members)
{
    kk_figure own = kk_figure_at(here, term, i), sum = {0, KK_FIGURE_OK};
    if (members == NULL || own.status != KK_FIGURE_ABSENT) return own;
    for (size_t m = 0; m < members->count; m++) {
        kk_figure member = kk_figure_at(&members->at, term, members->index[m]);
        if (!members->water[members->index[m]] && kk_figure_has_value(member.status)) sum.value += member.value;
    }
    return sum;
}

/* Persons behind a column of a table that is not public; NaN where none can be told, or need not. */
static double persons_behind(const kk_evaluation *here, const kk_term *term, size_t i, const kk_members *members)
{
    if (term->op != KK_OP_COLUMN || here->tables[term->table].is_public) return NAN;
    const uint32_t *guard = here->block[term->table]->guard;
    kk_term persons = *term;
    if (guard != NULL) persons.column = guard[term->column];
    kk_figure figure = own_figure(here, &persons, i, members);
    return kk_figure_has_value(figure.status) ? figure.value : NAN;
}

/* ---- what one measure selects beyond another ---- */

static const kk_measure *measure_of(const kk_evaluation *here, const kk_term *term)
{
    const kk_config_table *table = &here->tables[term->table];
    return term->op == KK_OP_COLUMN && table->measures != NULL ? &table->measures[term->column] : NULL;
}

static bool has_ages(const kk_measure *of, const kk_measure *other)
{
    if (of->all_ages || other->all_ages) return of->all_ages;
    return of->ages.from <= other->ages.from && of->ages.to >= other->ages.to;
}

/* Whether `of` selects all that `other` does, of the same measure. */
static bool contains(const kk_measure *of, const kk_measure *other)
{
    bool same_limit = of->limit == other->limit || (isnan(of->limit) && isnan(other->limit));
    return of->kind == other->kind && of->part == other->part && same_limit && has_ages(of, other) &&
           (of->forms & other->forms) == other->forms && (of->referrers & other->referrers) == other->referrers &&
           (of->sex == KK_SEX_UNKNOWN || of->sex == other->sex) &&
           (*of->item == '\0' || strcmp(of->item, other->item) == 0);
}

static bool difference_is_small(const kk_evaluation *here, const kk_term *of, const kk_term *other, size_t i,
                                const kk_members *members)
{
    const kk_measure *larger = measure_of(here, of), *smaller = measure_of(here, other);
    if (larger == NULL || smaller == NULL || of->table != other->table || !contains(larger, smaller)) return false;
    return is_small(persons_behind(here, of, i, members) - persons_behind(here, other, i, members));
}

/* ---- a cell ---- */

/* The terms of numerator and denominator as one row. */
static const kk_term *term_of(const kk_config_indicator *indicator, size_t t)
{
    size_t first = indicator->numerator.count;
    return t < first ? &indicator->numerator.terms[t] : &indicator->denominator.terms[t - first];
}

bool kk_shows_few_persons(const kk_evaluation *here, size_t i, const kk_members *members)
{
    const kk_config_indicator *indicator = here->indicator;
    size_t count = indicator->numerator.count + indicator->denominator.count;
    for (size_t t = 0; t < count; t++) {
        const kk_term *term = term_of(indicator, t);
        if (is_small(persons_behind(here, term, i, members))) return true;
        for (size_t u = 0; u < count; u++)
            if (difference_is_small(here, term, term_of(indicator, u), i, members)) return true;
    }
    return false;
}

bool kk_estimate_shows_few_persons(const kk_evaluation *here, const kk_fraction *estimate)
{
    const kk_measure *measure = measure_of(here, here->indicator->numerator.terms);
    if (measure == NULL) return false;
    kk_measure_kind kind = measure->kind;
    if (kind != KK_MEASURE_WAIT_STARTED && kind != KK_MEASURE_WAIT_LEFT && kind != KK_MEASURE_RETURNED) return false;
    double base = estimate->denominator.value, persons = estimate->numerator.value * base;
    return is_small(persons) || is_small(base - persons);
}
