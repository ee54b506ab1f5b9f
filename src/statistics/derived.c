/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/figure.h"
#include "statistics/work.h"

#include <math.h>
#include <string.h>

/* Makes room for one more of `count` items in the arena, which the room is doubled in. */
static bool make_room(kk_arena *arena, void **items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) return true;
    size_t next = *capacity == 0 ? 64 : 2 * *capacity;
    void *grown = kk_arena_alloc(arena, next, size);
    if (grown == NULL) return false;
    if (count > 0) memcpy(grown, *items, count * size);
    *items = grown;
    *capacity = next;
    return true;
}

static const kk_config_indicator *find_part(const kk_config *config, const kk_config_indicator *base,
                                            kk_statistic_part part)
{
    for (size_t i = 0; i < config->indicator_count; i++) {
        const kk_config_indicator *indicator = &config->indicators[i];
        if (indicator->statistic == part && &config->indicators[indicator->base_indicator] == base) return indicator;
    }
    return NULL;
}

static double *missing_figures(kk_arena *arena, size_t count)
{
    double *figures = kk_arena_alloc(arena, count, sizeof *figures);
    for (size_t i = 0; i < count && figures != NULL; i++) figures[i] = NAN;
    return figures;
}

static bool fill(kk_derived *out, const kk_sample *sample, kk_arena *arena)
{
    size_t count = sample->level->count;
    out->value = missing_figures(arena, count);
    out->lower = missing_figures(arena, count);
    out->upper = missing_figures(arena, count);
    out->numerator = missing_figures(arena, count);
    out->denominator = missing_figures(arena, count);
    out->status = kk_arena_alloc(arena, count, 1);
    if (out->value == NULL || out->lower == NULL || out->upper == NULL || out->numerator == NULL ||
        out->denominator == NULL || out->status == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        uint8_t base = sample->column->status[i];
        out->status[i] = kk_figure_has_value((kk_figure_status)base) ? KK_FIGURE_UNKNOWN : base;
    }
    return true;
}

static bool add_column(kk_statistics_work *work, const kk_sample *sample, const kk_derived *derived)
{
    kk_statistics *out = work->out;
    void *columns = out->column;
    if (!make_room(work->arena, &columns, out->column_count, &work->column_capacity, sizeof *out->column)) return false;
    out->column = columns;
    out->column[out->column_count++] = (kk_released_column){
        .indicator = derived->indicator,
        .level = sample->column->level,
        .period = sample->column->period,
        .source = sample->column->source,
        .value = derived->value,
        .lower = derived->lower,
        .upper = derived->upper,
        .numerator = derived->numerator,
        .denominator = derived->denominator,
        .status = derived->status,
    };
    return true;
}

kk_status kk_derived_add(kk_statistics_work *work, const kk_sample *sample, kk_statistic_part part, kk_derived *out,
                         kk_error *err)
{
    *out = (kk_derived){.indicator = find_part(work->config, sample->indicator, part)};
    if (out->indicator == NULL)
        return kk_fail(err, KK_ERR_INTERNAL, "no indicator '%s%s'", sample->indicator->name, kk_statistic_ending(part));
    return fill(out, sample, work->arena) && add_column(work, sample, out) ? KK_OK : kk_fail_memory(err);
}

void kk_derived_set(const kk_derived *derived, uint32_t area, kk_estimate estimate)
{
    if (!isfinite(estimate.value)) return;
    double per = derived->indicator->per;
    bool bounded = isfinite(estimate.lower) && isfinite(estimate.upper);
    derived->value[area] = estimate.value * per;
    derived->lower[area] = bounded ? estimate.lower * per : NAN;
    derived->upper[area] = bounded ? estimate.upper * per : NAN;
    derived->status[area] = KK_FIGURE_OK;
}

void kk_derived_refuse(const kk_derived *derived, uint32_t area, kk_figure_status status)
{
    derived->value[area] = derived->lower[area] = derived->upper[area] = NAN;
    derived->status[area] = (uint8_t)status;
}

kk_status kk_statistics_add_row(kk_statistics_work *work, const kk_sample *sample, kk_statistic_row row, kk_error *err)
{
    kk_statistics *out = work->out;
    void *rows = out->row;
    if (!make_room(work->arena, &rows, out->row_count, &work->row_capacity, sizeof *out->row))
        return kk_fail_memory(err);
    out->row = rows;
    row.indicator = sample->indicator;
    row.level = sample->column->level;
    row.period = sample->column->period;
    out->row[out->row_count++] = row;
    return KK_OK;
}
