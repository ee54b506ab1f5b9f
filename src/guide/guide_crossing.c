/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_crossing.h"
#include "guide/guide_index.h"

/* So small a part of the largest value is rounding. */
static const double rounding = 1e-9;

/* ---- sides ---- */

static crossing_side side_of(const crossing_axis *axis, size_t area, double least)
{
    double value = axis->value[area];
    if (isnan(value) || isnan(axis->mean)) return SIDE_UNKNOWN;
    bool has_interval = !isnan(axis->lower[area]) && !isnan(axis->upper[area]);
    double lower = has_interval ? axis->lower[area] : value, upper = has_interval ? axis->upper[area] : value;
    if (lower - axis->mean > least) return axis->is_turned ? SIDE_LOW : SIDE_HIGH;
    if (axis->mean - upper > least) return axis->is_turned ? SIDE_HIGH : SIDE_LOW;
    return SIDE_UNCLEAR;
}

static kk_status find_sides(kk_guide_work *work, const kk_guide_index *index, crossing_axis *axis, kk_error *err)
{
    axis->side = kk_arena_alloc(work->arena, index->count, sizeof *axis->side);
    if (axis->side == NULL) return kk_fail_memory(err);
    double largest = 0;
    for (size_t i = 0; i < index->count; i++) largest = fmax(largest, fabs(axis->value[i]));
    axis->mean = kk_index_mean(index, axis->value);
    for (size_t i = 0; i < index->count; i++) axis->side[i] = (uint8_t)side_of(axis, i, rounding * largest);
    return KK_OK;
}

/* ---- axes ---- */

static kk_status take_need(kk_guide_work *work, const kk_guide_index *index, crossing_axis *axis, kk_error *err)
{
    double *lower = kk_arena_alloc(work->arena, index->count, sizeof *lower);
    double *upper = kk_arena_alloc(work->arena, index->count, sizeof *upper);
    if (lower == NULL || upper == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < index->count; i++) kk_index_interval(index, i, &lower[i], &upper[i]);
    *axis = (crossing_axis){.value = index->scores.index, .lower = lower, .upper = upper};
    return find_sides(work, index, axis, err);
}

static kk_status take_other(kk_guide_work *work, const kk_guide_index *index, ptrdiff_t indicator, crossing_axis *axis,
                            kk_error *err)
{
    *axis = (crossing_axis){.figures = NULL};
    if (indicator < 0) return KK_OK;
    const kk_config_indicator *of = &work->config->indicators[indicator];
    kk_guide_figures *figures = kk_arena_alloc(work->arena, 1, sizeof *figures);
    if (figures == NULL) return kk_fail_memory(err);
    kk_status status = kk_guide_figures_take(work, (uint32_t)indicator, index->level, figures, err);
    if (status != KK_OK || figures->period == NULL) return status;
    *axis = (crossing_axis){
        .figures = figures,
        .value = figures->value,
        .lower = figures->lower,
        .upper = figures->upper,
        .is_turned = of->axis == KK_AXIS_SUPPLY && of->direction == KK_DIRECTION_NEED,
    };
    return find_sides(work, index, axis, err);
}

/* ---- columns ---- */

double kk_crossing_category(const kk_crossing *crossing, const crossing_axis *other, size_t area)
{
    crossing_side need = (crossing_side)crossing->need.side[area];
    crossing_side side = other->figures == NULL ? SIDE_UNKNOWN : (crossing_side)other->side[area];
    if (need == SIDE_UNKNOWN || side == SIDE_UNKNOWN) return NAN;
    if (need == SIDE_UNCLEAR || side == SIDE_UNCLEAR) return 0;
    return 1 + 2 * (need == SIDE_HIGH) + (side == SIDE_HIGH);
}

static kk_status add_column(kk_guide_work *work, const kk_crossing *crossing, const crossing_axis *other,
                            uint32_t indicator, kk_error *err)
{
    if (other->figures == NULL) return KK_OK;
    kk_guide_column column;
    kk_status status =
        kk_guide_column_add(work, indicator, crossing->index->level, other->figures->period, &column, err);
    for (size_t i = 0; i < crossing->index->count && status == KK_OK; i++)
        kk_guide_column_set(&column, i, kk_crossing_category(crossing, other, i), NAN, NAN);
    return status;
}

/* ---- levels ---- */

static kk_status make_level(kk_guide_work *work, const kk_guide_index *index, kk_crossing *crossing, kk_error *err)
{
    const kk_config_crossing *config = &work->config->guide.crossing;
    crossing->index = index;
    kk_status status = take_need(work, index, &crossing->need, err);
    if (status == KK_OK) status = take_other(work, index, config->use, &crossing->use, err);
    if (status == KK_OK) status = take_other(work, index, config->supply, &crossing->supply, err);
    if (status == KK_OK) status = add_column(work, crossing, &crossing->use, config->use_indicator, err);
    return status == KK_OK ? add_column(work, crossing, &crossing->supply, config->supply_indicator, err) : status;
}

static kk_status check_figures(const kk_guide_work *work, ptrdiff_t indicator, bool is_known, kk_error *err)
{
    if (indicator < 0 || is_known) return KK_OK;
    return kk_fail_at(err, KK_ERR_INPUT, work->config->guide.crossing.mark,
                      "'%s' has no figures at any level of the index '%s', so need cannot be set beside it; add a "
                      "level where it has to 'levels' of the index, or take another indicator",
                      work->config->indicators[indicator].name, work->config->guide.index.name);
}

kk_status kk_guide_make_crossing(kk_guide_work *work, kk_error *err)
{
    const kk_config_crossing *config = &work->config->guide.crossing;
    size_t count = work->out->index_count;
    bool has_use = false, has_supply = false;
    kk_crossing *crossing = kk_arena_alloc(work->arena, count, sizeof *crossing);
    if (crossing == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t x = 0; x < count && status == KK_OK; x++) {
        status = make_level(work, &work->out->index[x], &crossing[x], err);
        has_use |= crossing[x].use.figures != NULL;
        has_supply |= crossing[x].supply.figures != NULL;
    }
    if (status == KK_OK) status = check_figures(work, config->use, has_use, err);
    if (status == KK_OK) status = check_figures(work, config->supply, has_supply, err);
    return status == KK_OK ? kk_crossing_add_sheet(work, crossing, count, err) : status;
}
