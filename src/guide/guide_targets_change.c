/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"
#include "guide/need.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

/* Halvings of the way from the area's own figure to the most extreme one; and what equal scores may differ by. */
enum { STEPS = 40 };
static const double rounding = 1e-11;

/* One indicator that is changed, with all others as they are. */
typedef struct shifter {
    const kk_guide_index *index;
    const kk_target *target;
    size_t indicator;
    double least, most; /* figures of it */
    need_ruler ruler;
    kk_need_room room;
    double *below;
    kk_need_scores scores;
} shifter;

static double *doubles(kk_arena *arena, size_t count)
{
    return kk_arena_alloc(arena, count, sizeof(double));
}

static bool open_shifter(kk_arena *arena, shifter *with)
{
    const kk_need_areas *areas = &with->index->areas;
    size_t count = areas->count, indicators = areas->indicator_count;
    with->below = doubles(arena, count + 1);
    with->room =
        (kk_need_room){doubles(arena, count), doubles(arena, count), kk_arena_alloc(arena, count, sizeof(uint32_t)),
                       kk_arena_alloc(arena, count, sizeof(uint32_t))};
    with->scores = (kk_need_scores){.scaled = doubles(arena, indicators * count),
                                    .mean = with->index->scores.mean,
                                    .theme = doubles(arena, areas->theme_count * count),
                                    .index = doubles(arena, count)};
    if (!with->below || !with->room.value || !with->room.weight || !with->room.area || !with->room.order ||
        !with->scores.scaled || !with->scores.theme || !with->scores.index)
        return false;
    memcpy(with->scores.scaled, with->index->scores.scaled, indicators * count * sizeof(double));
    return true;
}

static void start_shifter(shifter *with)
{
    const kk_need_areas *areas = &with->index->areas;
    const kk_need_indicator *indicator = &areas->indicator[with->indicator];
    with->ruler = need_ruler_make(areas, indicator, &with->room, with->below);
    with->least = INFINITY;
    with->most = -INFINITY;
    for (size_t i = 0; i < areas->count; i++) {
        with->least = fmin(with->least, indicator->value[i]);
        with->most = fmax(with->most, indicator->value[i]);
    }
}

static double index_with(const shifter *with, size_t area, double figure)
{
    const kk_need_areas *areas = &with->index->areas;
    with->scores.scaled[with->indicator * areas->count + area] = need_ruler_read(&with->ruler, area, figure);
    need_join(areas, &with->scores, area);
    return with->scores.index[area];
}

static bool is_enough(const shifter *with, size_t area, double figure, double start)
{
    const kk_target *target = &with->target[area];
    double rise = index_with(with, area, figure) - start;
    return (target->is_chosen ? -rise : rise) > target->margin + rounding;
}

/* What the indicator would have to change; NaN: no figure that another area has will do. */
static double find_change(const shifter *with, size_t area)
{
    const kk_need_indicator *indicator = &with->index->areas.indicator[with->indicator];
    const kk_target *target = &with->target[area];
    double own = indicator->value[area], too_little = own;
    if (target->class == KK_TARGET_NONE || isinf(target->margin) || isnan(own)) return NAN;
    double start = index_with(with, area, own);
    double enough = target->is_chosen == indicator->is_strength ? with->most : with->least;
    if (!is_enough(with, area, enough, start)) return NAN;
    for (int step = 0; step < STEPS; step++) {
        double figure = too_little + (enough - too_little) / 2;
        *(is_enough(with, area, figure, start) ? &enough : &too_little) = figure;
    }
    return enough - own;
}

static bool find_changes(shifter *with, double *by)
{
    kk_arena arena;
    kk_arena_init(&arena);
    bool ready = open_shifter(&arena, with);
    if (ready) start_shifter(with);
    for (size_t i = 0; ready && i < with->index->count && !kk_interrupted(); i++) by[i] = find_change(with, i);
    kk_arena_clear(&arena);
    return ready;
}

/* ---- the least of all indicators ---- */

static double spread_of(const double *value, size_t count)
{
    double sum = 0, squares = 0, known = 0;
    for (size_t i = 0; i < count; i++) {
        sum += isnan(value[i]) ? 0 : value[i];
        known += !isnan(value[i]);
    }
    for (size_t i = 0; i < count; i++)
        squares += isnan(value[i]) ? 0 : (value[i] - sum / known) * (value[i] - sum / known);
    return sqrt(squares / known);
}

static void choose_least(const kk_guide_index *index, const double *by, const double *spread, size_t area,
                         guide_change *change)
{
    double least = INFINITY;
    *change = (guide_change){NULL, NAN};
    for (size_t j = 0; j < index->areas.indicator_count; j++) {
        double here = by[j * index->count + area], deviations = fabs(here) / spread[j];
        if (!(deviations < least)) continue;
        least = deviations;
        *change = (guide_change){index->figures[j].indicator, here};
    }
}

kk_status guide_changes_find(const kk_guide_index *index, const kk_target *target, int threads, guide_change *change,
                             kk_error *err)
{
    size_t indicators = index->areas.indicator_count, count = index->count;
    double *by = calloc(indicators * count + 1, sizeof *by), *spread = calloc(indicators + 1, sizeof *spread);
    bool failed = by == NULL || spread == NULL;
    if (failed) goto done;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) reduction(|| : failed)
    for (size_t j = 0; j < indicators; j++) {
        shifter with = {.index = index, .target = target, .indicator = j};
        failed = failed || !find_changes(&with, by + j * count);
        spread[j] = spread_of(index->areas.indicator[j].value, count);
    }
    for (size_t i = 0; i < count && !failed; i++) choose_least(index, by, spread, i, &change[i]);
done:
    free(by);
    free(spread);
    if (failed) return kk_fail_memory(err);
    return kk_interrupted() ? kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while weighing what moves areas") : KK_OK;
}
