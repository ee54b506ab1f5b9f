/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_cells.h"

#include <math.h>

static const kk_interval anything = {-INFINITY, INFINITY};

static kk_interval both(kk_interval a, kk_interval b)
{
    return (kk_interval){fmax(a.lower, b.lower), fmin(a.upper, b.upper)};
}

static const kk_publication_column *column_of(const kk_cell *cell)
{
    return &cell->index->publication->column[cell->column];
}

kk_cell kk_cell_of(const kk_system_index *index, size_t column, size_t area, bool is_gate)
{
    return (kk_cell){index, column, area, is_gate && !index->publication->column[column].is_earlier};
}

kk_figure_status kk_cell_status(const kk_cell *cell)
{
    return column_of(cell)->status[cell->area];
}

bool kk_status_had_value(kk_figure_status status)
{
    switch (status) {
    case KK_FIGURE_OK:
    case KK_FIGURE_NIL:
    case KK_FIGURE_SUPPRESSED:
    case KK_FIGURE_SUPPRESSED_BASE:
    case KK_FIGURE_SUPPRESSED_COUNT:
    case KK_FIGURE_SUPPRESSED_REST:
    case KK_FIGURE_SUPPRESSED_PERSONS:
    case KK_FIGURE_SUPPRESSED_GROUP:
    case KK_FIGURE_SUPPRESSED_DOMINANCE:
    case KK_FIGURE_SUPPRESSED_SECONDARY:
        return true;
    default:
        return false;
    }
}

/* ---- what a status says ---- */

static double minimum_of(const kk_cell *cell)
{
    return column_of(cell)->is_earlier ? column_of(cell)->earlier_minimum : cell->index->publication->rules.minimum;
}

static kk_interval few(const kk_cell *cell)
{
    double minimum = minimum_of(cell);
    return minimum > 1 ? (kk_interval){1, minimum - 1} : anything;
}

/* What is hidden for others' sake was not few itself. Nothing of that is certain where counts are rounded. */
static void claim_enough(const kk_cell *cell, bool is_part, kk_interval base, kk_cell_range *range)
{
    double minimum = minimum_of(cell);
    const kk_kind *denominator = kk_denominator_of_column(cell->index, cell->column);
    bool is_rounded = kk_rounding_of_column(cell->index, cell->column) > 0;
    if (minimum <= 1 || is_rounded || denominator == NULL) return;
    const kk_interval enough = {minimum, INFINITY};
    if (!denominator->is_public) {
        range->denominator = both(range->denominator, enough);
        return;
    }
    range->numerator = both(range->numerator, enough);
    if (is_part) range->numerator.upper = fmin(range->numerator.upper, base.upper - minimum);
}

kk_cell_range kk_cell_claims(const kk_cell *cell, kk_figure_status status, kk_interval base)
{
    const kk_publication_rules *rules = &cell->index->publication->rules;
    const kk_kind *denominator = kk_denominator_of_column(cell->index, cell->column);
    kk_indicator_kind kind = kk_indicator_of_column(cell->index, cell->column)->kind;
    bool is_part = kind == KK_SHARE || kind == KK_ONE_IN;
    bool counts = is_part || kind == KK_RATE;
    kk_cell_range range = {anything, anything, anything};
    if (counts && kk_status_had_value(status)) {
        range.numerator.lower = range.denominator.lower = 0;
        if (is_part) range.numerator.upper = base.upper;
        if (is_part) range.rest.lower = 0;
    }
    if (status == KK_FIGURE_SUPPRESSED_COUNT) range.numerator = both(range.numerator, few(cell));
    if (status == KK_FIGURE_SUPPRESSED_BASE) {
        range.denominator = both(range.denominator, few(cell));
        if (is_part) range.numerator.upper = fmin(range.numerator.upper, range.denominator.upper);
    }
    if (status == KK_FIGURE_SUPPRESSED_REST) {
        range.rest = both(range.rest, few(cell));
        range.numerator =
            both(range.numerator, (kk_interval){base.lower - range.rest.upper, base.upper - range.rest.lower});
    }
    if (status == KK_FIGURE_SUPPRESSED_GROUP && rules->group <= 1 && base.lower > 0)
        range.numerator.lower = fmax(range.numerator.lower, rules->group * base.lower);
    if (status == KK_FIGURE_SUPPRESSED_SECONDARY && counts) claim_enough(cell, is_part, base, &range);
    if (status == KK_FIGURE_NO_POPULATION && kind != KK_ESTIMATE && denominator != NULL && !denominator->is_public)
        range.denominator = (kk_interval){0, 0};
    return range;
}

/* ---- what the numbers say ---- */

double kk_number_told(const kk_cell *cell, const double *number)
{
    kk_figure_status status = kk_cell_status(cell);
    if (status == KK_FIGURE_PARENT || (cell->is_raw && !kk_figure_has_value(status))) return NAN;
    return number[cell->area];
}

kk_interval kk_before_rounding(double published)
{
    double size = fabs(published);
    double unit = size >= 0.1 ? 1e-6 : size > 0 ? pow(10, floor(log10(size)) - 5) : 0;
    double slack = unit / 2 + 1e-12 * size;
    return (kk_interval){published - slack, published + slack};
}

static kk_interval scaled(kk_interval range, double factor)
{
    return (kk_interval){range.lower * factor, range.upper * factor};
}

static kk_interval inverse(kk_interval range, double factor)
{
    return (kk_interval){factor / range.upper, range.lower > 0 ? factor / range.lower : INFINITY};
}

/* Before counts were rounded to the base. */
static kk_interval before_base(const kk_cell *cell, const kk_kind *kind, kk_interval told)
{
    double rounding = kk_rounding_of_column(cell->index, cell->column);
    double slack = rounding > 0 && kind->is_count && !kind->is_public ? rounding - 1 : 0;
    return (kk_interval){told.lower - slack, told.upper + slack};
}

/* Of a share with its interval, and nothing else. */
static kk_interval told_base(const kk_cell *cell)
{
    const kk_publication_column *column = column_of(cell);
    const kk_publication_indicator *indicator = kk_indicator_of_column(cell->index, cell->column);
    kk_interval value = kk_before_rounding(kk_number_told(cell, column->value));
    kk_interval lower = kk_before_rounding(kk_number_told(cell, column->lower));
    kk_interval upper = kk_before_rounding(kk_number_told(cell, column->upper));
    if (isnan(value.lower) || isnan(lower.lower) || isnan(upper.lower)) return anything;
    if (indicator->kind == KK_SHARE)
        return kk_wilson_base(scaled(value, 1 / indicator->per), scaled(lower, 1 / indicator->per),
                              scaled(upper, 1 / indicator->per));
    if (indicator->kind == KK_ONE_IN)
        return kk_wilson_base(inverse(value, indicator->per), inverse(upper, indicator->per),
                              inverse(lower, indicator->per));
    return anything;
}

kk_cell_range kk_cell_told(const kk_cell *cell)
{
    const kk_publication_column *column = column_of(cell);
    const kk_publication_indicator *indicator = kk_indicator_of_column(cell->index, cell->column);
    const kk_kind *numerator = kk_numerator_of_column(cell->index, cell->column);
    const kk_kind *denominator = kk_denominator_of_column(cell->index, cell->column);
    bool is_rounded = kk_rounding_of_column(cell->index, cell->column) > 0;
    kk_cell_range range = {anything, anything, anything};
    double value = kk_number_told(cell, column->value);
    double count = kk_number_told(cell, column->numerator), base = kk_number_told(cell, column->denominator);
    if (numerator != NULL && !isnan(count))
        range.numerator = before_base(cell, numerator, (kk_interval){count, count});
    else if (numerator != NULL && indicator->kind == KK_VALUE && !isnan(value))
        range.numerator = before_base(cell, numerator, scaled(kk_before_rounding(value), 1 / indicator->per));
    if (denominator != NULL && !isnan(base))
        range.denominator = before_base(cell, denominator, (kk_interval){base, base});
    else if (denominator != NULL && !is_rounded)
        range.denominator = told_base(cell);
    return range;
}
