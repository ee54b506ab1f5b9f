/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/places_sums.h"
#include "measure/key_counts.h"
#include "measure/seen.h"

#include <math.h>
#include <string.h>

/* ---- sums ---- */

static double contribution(const kk_places_sums *in, size_t column, size_t home, double youths)
{
    const kk_measure *measure = &in->wanted->measures[column];
    double unit = kk_distance_unit(in->sites);
    size_t field = in->fields->of_column[column];
    double value = field == SIZE_MAX ? 0 : in->fields->item[field].value[home];
    bool squared = measure->part == KK_PART_SQUARES;
    if (measure->kind == KK_MEASURE_PLACE_COUNT) return 0;
    if (measure->part == KK_PART_PERSONS || measure->kind == KK_MEASURE_HOMES) return youths;
    if (measure->kind == KK_MEASURE_DISTANCE) value /= unit;
    if (measure->kind == KK_MEASURE_WITHIN) value = isnan(value) ? NAN : value <= measure->limit * unit;
    return youths * (squared ? value * value : value);
}

static void add_homes(kk_places_sums *in, const double *weight)
{
    for (size_t home = 0; home < in->dwellings->homes.count; home++) {
        if (in->dwellings->slot[home] == KK_NO_SLOT || !(weight[home] > 0)) continue;
        double *own = in->own + in->dwellings->slot[home] * in->column_count;
        for (size_t c = 0; c < in->wanted->wanted_count; c++) own[c] += contribution(in, c, home, weight[home]);
        own[in->wanted->wanted_count] += weight[home];
    }
}

static void add_places(kk_places_sums *in)
{
    const kk_points *places = &in->sites->places;
    for (size_t c = 0; c < in->wanted->wanted_count; c++) {
        const kk_measure *measure = &in->wanted->measures[c];
        if (measure->kind != KK_MEASURE_PLACE_COUNT || measure->part == KK_PART_PERSONS) continue;
        for (size_t j = 0; j < places->count; j++) {
            if (!kk_locus_is_area(places->place[j])) continue;
            if (!kk_site_is_of_type(in->sites, j, measure->item)) continue;
            in->own[kk_geography_slot(in->dwellings->geography, places->place[j]) * in->column_count + c] += 1;
        }
    }
}

static void roll_up(kk_places_sums *in)
{
    const kk_geography *geography = in->dwellings->geography;
    for (size_t l = 0; l < geography->areas->level_count; l++)
        for (size_t slot = 0; slot < geography->slot_count; slot++) {
            uint32_t within = geography->within[l][slot];
            if (within == KK_NO_SLOT) continue;
            const double *own = in->own + slot * in->column_count;
            double *sum = in->sum + within * in->column_count;
            for (size_t c = 0; c < in->column_count; c++) sum[c] += own[c];
        }
}

void kk_places_sums_add(kk_places_sums *in, const double *weight)
{
    size_t bytes = in->dwellings->geography->slot_count * in->column_count * sizeof *in->own;
    memset(in->own, 0, bytes);
    memset(in->sum, 0, bytes);
    add_homes(in, weight);
    add_places(in);
    roll_up(in);
}

/* ---- statuses ---- */

/* Why there are no youths in an area. */
static kk_figure_status status_of_empty(const kk_places_sums *in, size_t period, size_t level, size_t area)
{
    const kk_population *population = in->dwellings->population;
    if (population == NULL) return KK_FIGURE_NO_POPULATION;
    ptrdiff_t p = kk_population_period(population, in->config->records.period[period].name);
    if (p < 0) return KK_FIGURE_ABSENT;
    const kk_population_cell *cell = &population->level[level][p][area];
    if (!kk_figure_has_value((kk_figure_status)cell->status)) return (kk_figure_status)cell->status;
    return isnan(kk_youths_of(cell)) ? KK_FIGURE_ABSENT : KK_FIGURE_NO_POPULATION;
}

/* The status of figures about youths in an area. */
static kk_figure_status status_of_area(const kk_places_sums *in, size_t period, size_t level, size_t area)
{
    size_t slot = in->dwellings->geography->first[level] + area;
    if (!in->seen[slot]) return KK_FIGURE_ABSENT;
    if (in->sum[slot * in->column_count + in->wanted->wanted_count] > 0) return KK_FIGURE_OK;
    return status_of_empty(in, period, level, area);
}

kk_figure kk_places_sums_figure(const kk_places_sums *in, size_t period, size_t level, size_t area, size_t column)
{
    double sum = in->sum[(in->dwellings->geography->first[level] + area) * in->column_count + column];
    const kk_measure *measure = column < in->wanted->wanted_count ? &in->wanted->measures[column] : NULL;
    if (measure != NULL && measure->kind != KK_MEASURE_HOMES && !kk_sites_have_type(in->sites, measure->item))
        return kk_figure_missing(KK_FIGURE_NOT_APPLICABLE);
    if (measure != NULL && measure->kind == KK_MEASURE_PLACE_COUNT) return (kk_figure){sum, KK_FIGURE_OK};
    kk_figure_status youths = status_of_area(in, period, level, area);
    if (youths != KK_FIGURE_OK) return kk_figure_missing(youths);
    return isfinite(sum) ? (kk_figure){sum, KK_FIGURE_OK} : kk_figure_missing(KK_FIGURE_UNKNOWN);
}

kk_status kk_places_sums_make(kk_places_sums *sums, kk_arena *arena, kk_error *err)
{
    size_t slots = sums->dwellings->geography->slot_count;
    sums->column_count = sums->wanted->wanted_count + 1;
    sums->own = kk_arena_alloc(arena, slots * sums->column_count, sizeof *sums->own);
    sums->sum = kk_arena_alloc(arena, slots * sums->column_count, sizeof *sums->sum);
    sums->seen = kk_arena_alloc(arena, slots, sizeof *sums->seen);
    if (sums->own == NULL || sums->sum == NULL || sums->seen == NULL) return kk_fail_memory(err);
    for (size_t home = 0; home < sums->dwellings->homes.count; home++)
        if (sums->dwellings->slot[home] != KK_NO_SLOT)
            kk_seen_mark(sums->dwellings->geography, sums->dwellings->slot[home], sums->seen);
    kk_seen_spread(sums->dwellings->geography, sums->seen);
    return KK_OK;
}
