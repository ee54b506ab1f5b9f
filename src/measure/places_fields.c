/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/places_fields.h"

#include <stdint.h>
#include <strings.h>

double kk_distance_unit(const kk_sites *sites)
{
    return sites->has_travel ? 1 : 1000;
}

static bool is_same(const kk_home_field *a, const kk_home_field *b)
{
    return a->is_access == b->is_access && strcasecmp(a->type, b->type) == 0 && (!a->is_access || a->limit == b->limit);
}

static size_t take_field(kk_home_fields *fields, const kk_home_field *wanted)
{
    size_t f = 0;
    while (f < fields->count && !is_same(&fields->item[f], wanted)) f++;
    if (f == fields->count) fields->item[fields->count++] = *wanted;
    return f;
}

kk_status kk_home_fields_make(const kk_config_table *table, const kk_sites *sites, size_t home_count, kk_arena *arena,
                              kk_home_fields *out, kk_error *err)
{
    *out = (kk_home_fields){0};
    out->item = kk_arena_alloc(arena, table->wanted_count, sizeof *out->item);
    out->of_column = kk_arena_alloc(arena, table->wanted_count, sizeof *out->of_column);
    if (out->item == NULL || out->of_column == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < table->wanted_count; c++) {
        const kk_measure *measure = &table->measures[c];
        bool is_access = measure->kind == KK_MEASURE_ACCESS;
        kk_home_field field = {.is_access = is_access, .type = measure->item};
        if (is_access) field.limit = measure->limit * kk_distance_unit(sites);
        bool needed = is_access || measure->kind == KK_MEASURE_DISTANCE || measure->kind == KK_MEASURE_WITHIN;
        out->of_column[c] = needed ? take_field(out, &field) : SIZE_MAX;
    }
    for (size_t f = 0; f < out->count; f++) {
        out->item[f].value = kk_arena_alloc(arena, home_count, sizeof *out->item[f].value);
        if (out->item[f].value == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

static kk_status compute(kk_home_field *field, const kk_sites *sites, const kk_homes *homes, int threads, kk_error *err)
{
    kk_reach reach;
    kk_status status = kk_reach_open(sites, homes, field->type, &reach, err);
    if (status != KK_OK) return status;
    field->place_count = reach.place_count;
    if (field->is_access) {
        status = kk_reach_access(&reach, field->limit, threads, field->value, err);
    } else {
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
        for (size_t home = 0; home < homes->count; home++) field->value[home] = kk_reach_nearest(&reach, home);
    }
    kk_reach_close(&reach);
    return status;
}

kk_status kk_home_fields_compute(kk_home_fields *fields, const kk_sites *sites, const kk_homes *homes, int threads,
                                 kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t f = 0; f < fields->count && status == KK_OK; f++)
        status = compute(&fields->item[f], sites, homes, threads, err);
    return status;
}
