/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "kk/measure.h"
#include "measure/places_sums.h"
#include "measure/sheet.h"

#include <math.h>
#include <strings.h>

/* Columns behind the wanted ones, to guard them: how many youths, and that a figure is of nobody. */
enum { YOUTHS, NOBODY, EXTRAS };

/* ---- what is asked ---- */

static bool asked_before(const kk_config_table *table, size_t column)
{
    for (size_t c = 0; c < column; c++)
        if (strcasecmp(table->measures[c].item, table->measures[column].item) == 0) return true;
    return false;
}

static void warn_of_types(const kk_config_table *table, const kk_sites *sites)
{
    for (size_t c = 0; c < table->wanted_count; c++) {
        const char *type = table->measures[c].item;
        kk_mark mark = table->wanted[c].mark;
        if (*type == '\0' || kk_sites_have_type(sites, type) || asked_before(table, c)) continue;
        const char *nearest = kk_nearest_name(type, sites->type, (int)sites->type_count);
        kk_warn("%s:%u:%u: there are no places of type '%s'%s%s%s", mark.file == NULL ? "project" : mark.file,
                mark.line, mark.column, type, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                nearest ? "'?" : "");
    }
}

static void warn_of_capacity(const kk_sites *sites, const kk_home_field *field)
{
    size_t unknown = 0, count = 0;
    for (size_t j = 0; j < sites->places.count; j++) {
        if (!kk_site_is_of_type(sites, j, field->type)) continue;
        count++;
        if (isnan(sites->places.weight[j])) unknown++;
    }
    if (unknown > 0)
        kk_warn("access to places%s%s: %zu of %zu have no capacity and count as one each",
                *field->type == '\0' ? "" : " of type ", field->type, unknown, count);
}

static bool needs_homes(const kk_config_table *table)
{
    for (size_t c = 0; c < table->wanted_count; c++)
        if (table->measures[c].kind != KK_MEASURE_PLACE_COUNT) return true;
    return false;
}

/* ---- the table ---- */

/* A number of youths guards itself. */
static kk_status set_guards(const kk_config_table *table, kk_arena *arena, kk_table *out, kk_error *err)
{
    out->guard = kk_arena_alloc(arena, out->column_count, sizeof *out->guard);
    if (out->guard == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < out->column_count; c++) {
        kk_measure_kind kind = c < table->wanted_count ? table->measures[c].kind : KK_MEASURE_HOMES;
        bool is_count = kind == KK_MEASURE_HOMES || kind == KK_MEASURE_WITHIN;
        size_t behind = kind == KK_MEASURE_PLACE_COUNT ? NOBODY : YOUTHS;
        out->guard[c] = (uint32_t)(is_count ? c : table->wanted_count + behind);
    }
    return KK_OK;
}

static void fill_period(const kk_places_sums *sums, size_t period, const kk_sheet *out)
{
    const kk_geography *geography = sums->dwellings->geography;
    for (size_t l = 0; l < geography->areas->level_count; l++)
        for (size_t area = 0; area < geography->areas->level[l].count; area++) {
            size_t slot = geography->first[l] + area;
            for (size_t c = 0; c < sums->column_count; c++)
                kk_sheet_put(out, slot, period, c, kk_places_sums_figure(sums, period, l, area, c));
            kk_sheet_put(out, slot, period, sums->wanted->wanted_count + NOBODY, (kk_figure){0, KK_FIGURE_OK});
        }
}

/* Weights that are the same in all periods are added up once. */
static kk_status fill(kk_places_sums *sums, kk_dwellings *dwellings, kk_home_fields *fields, int threads,
                      const kk_sheet *out, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t period = 0; period < out->table->period_count && status == KK_OK; period++) {
        if (period < dwellings->weight_count) {
            dwellings->homes.weight = dwellings->weight[period];
            status = kk_home_fields_compute(fields, sums->sites, &dwellings->homes, threads, err);
            if (status == KK_OK) kk_places_sums_add(sums, dwellings->homes.weight);
        }
        fill_period(sums, period, out);
    }
    return status;
}

kk_status kk_measure_places(const kk_config *config, const kk_config_table *table, const kk_sites *sites,
                            const kk_population *population, const kk_areas *areas, int threads, kk_arena *arena,
                            kk_table *out, kk_error *err)
{
    double *no_weights = NULL;
    kk_geography geography;
    kk_dwellings dwellings = {.weight_count = 1, .weight = &no_weights, .geography = &geography};
    kk_home_fields fields;
    kk_sheet sheet;
    kk_status status = kk_geography_make(areas, arena, &geography, err);
    if (status == KK_OK && needs_homes(table))
        status = kk_dwellings_make(config, sites, population, &geography, threads, arena, &dwellings, err);
    if (status == KK_OK) status = kk_home_fields_make(table, sites, dwellings.homes.count, arena, &fields, err);
    if (status != KK_OK) return status;
    kk_places_sums sums = {
        .config = config, .wanted = table, .sites = sites, .dwellings = &dwellings, .fields = &fields};
    status = kk_places_sums_make(&sums, arena, err);
    if (status == KK_OK)
        status = kk_sheet_make(table, table->wanted_count + EXTRAS, &geography, config->records.period,
                               config->records.period_count, arena, out, &sheet, err);
    if (status == KK_OK) status = set_guards(table, arena, out, err);
    if (status != KK_OK) return status;
    warn_of_types(table, sites);
    for (size_t f = 0; f < fields.count; f++)
        if (fields.item[f].is_access) warn_of_capacity(sites, &fields.item[f]);
    return fill(&sums, &dwellings, &fields, threads, &sheet, err);
}
