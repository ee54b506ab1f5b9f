/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/places_homes.h"
#include "kk/figure.h"
#include "kk/log.h"
#include "measure/key_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- population ---- */

static bool level_is_known(const kk_population *population, const kk_areas *areas, size_t level)
{
    for (size_t p = 0; p < population->period_count; p++)
        for (size_t i = 0; i < areas->level[level].count; i++)
            if (!isnan(kk_youths_of(&population->level[level][p][i]))) return true;
    return false;
}

static bool find_level(const kk_population *population, const kk_areas *areas, size_t *level)
{
    for (size_t l = areas->level_count; l-- > 0;) {
        if (areas->level[l].kind == KK_LEVEL_OWN || !level_is_known(population, areas, l)) continue;
        *level = l;
        return true;
    }
    return false;
}

/* ---- where ---- */

/* Puts homes of which only the area is known at a point in it. What fails is told for the first of them. */
static kk_status place_unknown(const kk_geography *geography, const kk_locus *place, size_t count, int threads,
                               double *xy, kk_error *err)
{
    size_t first = count; /* that failed */
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
    for (size_t i = 0; i < count; i++) {
        kk_error failure;
        if (!isnan(xy[2 * i]) || !kk_locus_is_area(place[i])) continue;
        const kk_level *level = &geography->areas->level[kk_locus_level(place[i])];
        if (kk_polygons_inner_point(&level->shape, kk_locus_area(place[i]), xy + 2 * i, &failure) == KK_OK) continue;
#pragma omp critical
        if (i < first) {
            first = i;
            *err = failure;
        }
    }
    return first == count ? KK_OK : err->status;
}

static kk_status make_room(size_t count, size_t weight_count, kk_arena *arena, double **xy, kk_dwellings *out,
                           kk_error *err)
{
    *xy = kk_arena_alloc(arena, 2 * count, sizeof **xy);
    out->slot = kk_arena_alloc(arena, count, sizeof *out->slot);
    out->weight = kk_arena_alloc(arena, weight_count, sizeof *out->weight);
    if (*xy == NULL || out->slot == NULL || out->weight == NULL) return kk_fail_memory(err);
    out->homes.count = count;
    out->homes.xy = *xy;
    out->weight_count = weight_count;
    return KK_OK;
}

/* ---- addresses and squares ---- */

static kk_status take_points(const kk_points *points, int threads, kk_arena *arena, kk_dwellings *out, kk_error *err)
{
    double *xy;
    kk_status status = make_room(points->count, 1, arena, &xy, out, err);
    if (status != KK_OK) return status;
    out->weight[0] = points->weight;
    memcpy(xy, points->xy, 2 * points->count * sizeof *xy);
    for (size_t i = 0; i < points->count; i++)
        out->slot[i] = kk_locus_is_area(points->place[i])
                           ? (uint32_t)kk_geography_slot(out->geography, points->place[i])
                           : KK_NO_SLOT;
    return place_unknown(out->geography, points->place, points->count, threads, xy, err);
}

/* ---- homes by area ---- */

/* Youths of each area in one period; how many figures are missing. */
static size_t weigh_areas(const kk_dwellings *dwellings, ptrdiff_t period, const kk_locus *place, double *weight)
{
    size_t missing = 0;
    for (size_t i = 0; i < dwellings->homes.count; i++) {
        if (period >= 0)
            weight[i] = kk_youths_of(&dwellings->population->level[dwellings->level][period][kk_locus_area(place[i])]);
        if (period < 0 || isnan(weight[i])) {
            weight[i] = 0;
            missing++;
        }
    }
    return missing;
}

static kk_status weigh_periods(const kk_config *config, const kk_locus *place, kk_arena *arena, kk_dwellings *out,
                               kk_error *err)
{
    const kk_level *level = &out->geography->areas->level[out->level];
    for (size_t p = 0; p < out->weight_count; p++) {
        const char *name = config->records.period[p].name;
        out->weight[p] = kk_arena_alloc(arena, out->homes.count, sizeof **out->weight);
        if (out->weight[p] == NULL) return kk_fail_memory(err);
        size_t missing = weigh_areas(out, kk_population_period(out->population, name), place, out->weight[p]);
        if (missing > 0)
            kk_warn("%s: the number of youths is missing in %zu of %zu %s; distances leave them out", name, missing,
                    out->homes.count, level->plural);
    }
    return KK_OK;
}

/* Land with a shape. */
static bool is_home(const kk_level *level, size_t area)
{
    return !level->water[area] && level->shape.part_begin[area] < level->shape.part_begin[area + 1];
}

static kk_status take_areas(const kk_config *config, int threads, kk_arena *arena, kk_dwellings *out, kk_error *err)
{
    const kk_level *level = &out->geography->areas->level[out->level];
    kk_locus *place = kk_arena_alloc(arena, level->count, sizeof *place);
    double *xy;
    size_t count = 0;
    if (place == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < level->count; i++)
        if (is_home(level, i)) place[count++] = kk_locus_of(out->level, i);
    kk_status status = make_room(count, config->records.period_count, arena, &xy, out, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < count; i++) {
        xy[2 * i] = xy[2 * i + 1] = NAN;
        out->slot[i] = (uint32_t)kk_geography_slot(out->geography, place[i]);
    }
    status = place_unknown(out->geography, place, count, threads, xy, err);
    return status == KK_OK ? weigh_periods(config, place, arena, out, err) : status;
}

/* ---- travel times ---- */

/* The trips of `home`, which is a number in kk_travel.home. */
static void find_trips(const kk_travel *travel, uint32_t home, size_t *begin, size_t *end)
{
    size_t low = 0, high = travel->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (travel->home[middle] < home)
            low = middle + 1;
        else
            high = middle;
    }
    for (*begin = *end = low; *end < travel->count && travel->home[*end] == home; (*end)++) continue;
}

/* The trips of the finest area with any in which the slot lies. */
static void find_trips_of_slot(const kk_geography *geography, const kk_travel *travel, uint32_t slot, size_t *begin,
                               size_t *end)
{
    *begin = *end = 0;
    for (size_t l = geography->areas->level_count; l-- > 0 && *begin == *end;) {
        uint32_t within = slot == KK_NO_SLOT ? KK_NO_SLOT : geography->within[l][slot];
        if (within == KK_NO_SLOT || geography->areas->level[l].kind == KK_LEVEL_OWN) continue;
        find_trips(travel, kk_locus_of(l, within - geography->first[l]), begin, end);
    }
}

static kk_status take_trips(const kk_travel *travel, kk_arena *arena, kk_dwellings *out, kk_error *err)
{
    size_t count = out->homes.count;
    size_t *begin = kk_arena_alloc(arena, count, sizeof *begin), *end = kk_arena_alloc(arena, count, sizeof *end);
    if (begin == NULL || end == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (travel->by_area)
            find_trips_of_slot(out->geography, travel, out->slot[i], &begin[i], &end[i]);
        else
            find_trips(travel, (uint32_t)i, &begin[i], &end[i]);
    }
    out->homes.trip_begin = begin;
    out->homes.trip_end = end;
    return KK_OK;
}

kk_status kk_dwellings_make(const kk_config *config, const kk_sites *sites, const kk_population *population,
                            const kk_geography *geography, int threads, kk_arena *arena, kk_dwellings *out,
                            kk_error *err)
{
    *out = (kk_dwellings){.geography = geography};
    kk_status status;
    if (!sites->homes_by_area) {
        status = take_points(&sites->homes, threads, arena, out, err);
    } else {
        if (!find_level(population, geography->areas, &out->level))
            return kk_fail(err, KK_ERR_PROJECT,
                           "places need to know where youths live: add `homes:`, or `population:` for the youths of "
                           "each area");
        out->population = population;
        status = take_areas(config, threads, arena, out, err);
    }
    if (status == KK_OK && sites->has_travel) status = take_trips(&sites->travel, arena, out, err);
    return status;
}
