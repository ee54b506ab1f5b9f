/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/figure.h"
#include "kk/random.h"
#include "statistics/sample.h"

#include <math.h>
#include <string.h>

static bool has_counts(const kk_config_indicator *indicator)
{
    return indicator->kind == KK_SHARE || indicator->kind == KK_RATE;
}

/* A source that says "none at all" need not say of how many; then there is no rate to make a statistic of. */
static bool is_usable(const kk_released_column *column, uint32_t area)
{
    if (!kk_figure_has_value((kk_figure_status)column->status[area]) || !isfinite(column->value[area])) return false;
    return !has_counts(column->indicator) || (column->numerator[area] >= 0 && column->denominator[area] > 0);
}

static bool room_for(kk_sample *sample, size_t count, kk_arena *arena)
{
    sample->area = kk_arena_alloc(arena, count, sizeof *sample->area);
    sample->value = kk_arena_alloc(arena, count, sizeof *sample->value);
    sample->lower = kk_arena_alloc(arena, count, sizeof *sample->lower);
    sample->upper = kk_arena_alloc(arena, count, sizeof *sample->upper);
    if (sample->area == NULL || sample->value == NULL || sample->lower == NULL || sample->upper == NULL) return false;
    if (!has_counts(sample->indicator)) return true;
    sample->events = kk_arena_alloc(arena, count, sizeof *sample->events);
    sample->exposure = kk_arena_alloc(arena, count, sizeof *sample->exposure);
    return sample->events != NULL && sample->exposure != NULL;
}

static void add_area(kk_sample *sample, uint32_t area)
{
    const kk_released_column *column = sample->column;
    double per = sample->indicator->per;
    size_t i = sample->count++;
    sample->area[i] = area;
    sample->value[i] = column->value[area] / per;
    sample->lower[i] = column->lower[area] / per;
    sample->upper[i] = column->upper[area] / per;
    if (sample->events == NULL) return;
    sample->events[i] = column->numerator[area];
    sample->exposure[i] = column->denominator[area];
    sample->value[i] = sample->events[i] / sample->exposure[i];
}

kk_status kk_sample_make(kk_statistics_work *work, const kk_config_statistic *choice, const kk_released_column *column,
                         kk_sample *out, kk_error *err)
{
    const kk_level *level = &work->areas->level[column->level];
    uint64_t seed = kk_random_seed(work->config->statistics.seed, column->indicator->name);
    *out = (kk_sample){
        .choice = choice,
        .indicator = column->indicator,
        .column = column,
        .level = level,
        .seed = kk_random_seed(kk_random_seed(seed, level->name), column->period),
    };
    if (!room_for(out, level->count, work->arena)) return kk_fail_memory(err);
    for (uint32_t area = 0; area < level->count; area++)
        if (!level->water[area] && is_usable(column, area)) add_area(out, area);
    return KK_OK;
}

/* ---- what a sample has beside it ---- */

const kk_released_column *kk_statistics_column(const kk_statistics_work *work, uint32_t level, uint32_t indicator,
                                               const char *period)
{
    const kk_released_column *column, *found = NULL;
    size_t count = kk_release_columns(work->release, &column);
    for (const kk_released_column *end = column + count; column < end; column++) {
        if (column->level != level || column->indicator != &work->config->indicators[indicator]) continue;
        if (strcmp(column->period, period) <= 0) found = column;
    }
    return found;
}

const double *kk_sample_other(kk_statistics_work *work, const kk_sample *sample, uint32_t indicator,
                              const kk_released_column **column)
{
    *column = kk_statistics_column(work, sample->column->level, indicator, sample->column->period);
    if (*column == NULL) return NULL;
    double *value = kk_arena_alloc(work->arena, sample->count, sizeof *value);
    for (size_t i = 0; i < sample->count && value != NULL; i++) {
        bool usable = kk_figure_has_value((kk_figure_status)(*column)->status[sample->area[i]]);
        value[i] = usable ? (*column)->value[sample->area[i]] / (*column)->indicator->per : NAN;
    }
    return value;
}

kk_rate_family kk_sample_family(const kk_sample *sample)
{
    for (size_t i = 0; i < sample->count; i++)
        if (sample->events[i] > sample->exposure[i]) return KK_RATE_POISSON;
    return sample->indicator->kind == KK_SHARE ? KK_RATE_BINOMIAL : KK_RATE_POISSON;
}

kk_status kk_sample_neighbours(kk_statistics_work *work, const kk_sample *sample, kk_neighbours *out, kk_error *err)
{
    const kk_neighbours *all = &work->map[sample->column->level].neighbours;
    return kk_neighbours_subset(all, sample->area, sample->count, work->arena, out, err);
}

double *kk_sample_centroids(kk_statistics_work *work, const kk_sample *sample)
{
    const double *all = work->map[sample->column->level].centroid;
    double *xy = kk_arena_alloc(work->arena, sample->count, 2 * sizeof *xy);
    for (size_t i = 0; i < sample->count && xy != NULL; i++) {
        xy[2 * i] = all[2 * (size_t)sample->area[i]];
        xy[2 * i + 1] = all[2 * (size_t)sample->area[i] + 1];
    }
    return xy;
}
