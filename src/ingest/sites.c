/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/sources.h"
#include "ingest/mapped_rows.h"
#include "ingest/sites_points.h"
#include "ingest/sites_travel.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

/* One file of places or homes while it is read. */
typedef struct site_reader {
    kk_mapped_rows rows;
    kk_locus_finder *find;
    const void *finder;
    kk_arena *arena;
    kk_rejects *rejects;
    kk_site_points *points;
    kk_site_types *types;   /* of places */
    const char *fixed_type; /* of all places of the file; NULL: a column */
    bool named;             /* homes: keep their ids */
    size_t missing;         /* homes without a figure */
} site_reader;

typedef kk_status row_taker(site_reader *in, kk_error *err);

static kk_status read_file(site_reader *in, row_taker *take, kk_error *err)
{
    kk_status status = KK_OK;
    bool found = true;
    while (status == KK_OK) {
        status = kk_mapped_rows_next(&in->rows, &found, err);
        if (status != KK_OK || !found) break;
        status = take(in, err);
    }
    return status;
}

static kk_status add_point(site_reader *in, kk_site_point *point, bool named, kk_error *err)
{
    point->id = named ? kk_mapped_rows_text(&in->rows, KK_FIELD_ID, in->arena) : "";
    if (point->id == NULL) return kk_fail_memory(err);
    in->rows.counts->rows_used++;
    return kk_site_points_add(in->points, point, err);
}

/* ---- places ---- */

static kk_status take_place(site_reader *in, kk_error *err)
{
    kk_location location;
    kk_site_point place = {.place = kk_mapped_rows_locate(&in->rows, in->find, in->finder, &location)};
    kk_cell type =
        in->fixed_type != NULL ? (kk_cell){in->fixed_type, strlen(in->fixed_type)} : in->rows.row.cell[KK_FIELD_TYPE];
    if (isnan(location.x))
        return kk_mapped_rows_reject(&in->rows, KK_FIELD_X,
                                     "a place needs coordinates in the Netherlands: it has no distance without", err);
    if (type.length == 0) return kk_mapped_rows_reject(&in->rows, KK_FIELD_TYPE, "a place without type", err);
    place.x = location.x;
    place.y = location.y;
    kk_status status = kk_site_types_take(in->types, type, in->rows.csv, in->arena, &place.type, err);
    if (status == KK_OK && !kk_mapped_rows_count(&in->rows, KK_FIELD_CAPACITY, &place.weight)) {
        place.weight = NAN;
        status = kk_mapped_rows_reject_cell(&in->rows, KK_FIELD_CAPACITY, "not a number; the capacity is unknown", err);
    }
    return status == KK_OK ? add_point(in, &place, true, err) : status;
}

static kk_status read_source(site_reader *in, const kk_config_place_source *source, kk_source_counts *counts,
                             kk_error *err)
{
    bool vector = kk_is_vector_name(source->csv.file.path);
    in->fixed_type = source->type;
    kk_status status = kk_mapped_rows_open(&source->csv, vector, source->layer, counts, in->rejects, &in->rows, err);
    if (status == KK_OK && in->fixed_type == NULL) status = kk_mapped_rows_need(&in->rows, KK_FIELD_TYPE, err);
    if (status == KK_OK && !vector) status = kk_mapped_rows_need(&in->rows, KK_FIELD_X, err);
    if (status == KK_OK && !vector) status = kk_mapped_rows_need(&in->rows, KK_FIELD_Y, err);
    if (status == KK_OK) status = read_file(in, take_place, err);
    kk_mapped_rows_close(&in->rows);
    return status;
}

static kk_status warn_of_doubles(const kk_points *places, kk_error *err)
{
    kk_site_ids ids;
    kk_status status = kk_site_ids_make(places, &ids, err);
    if (status != KK_OK) return status;
    size_t doubles = kk_site_ids_doubles(&ids);
    if (doubles > 0)
        kk_warn("%zu places have the id of another one; what refers to it means the first by type and area", doubles);
    kk_site_ids_clear(&ids);
    return KK_OK;
}

static kk_status read_places(const kk_config *config, site_reader *in, kk_sites *out, kk_error *err)
{
    kk_site_points points = {0};
    kk_site_types types = {.count = 0};
    in->points = &points;
    in->types = &types;
    kk_status status = KK_OK;
    for (size_t s = 0; s < config->place_count && status == KK_OK; s++)
        status = read_source(in, &config->places[s], &out->counts[s], err);
    if (status == KK_OK) {
        kk_site_types_sort(&types, &points);
        out->type_count = types.count;
        out->type = kk_arena_alloc(in->arena, types.count, sizeof *out->type);
        if (out->type == NULL) status = kk_fail_memory(err);
    }
    if (status == KK_OK) {
        memcpy(out->type, types.name, types.count * sizeof *out->type);
        status = kk_site_points_settle(&points, true, true, in->arena, &out->places, err);
    }
    kk_site_points_clear(&points);
    return status == KK_OK ? warn_of_doubles(&out->places, err) : status;
}

/* ---- homes ---- */

static kk_status take_home(site_reader *in, kk_error *err)
{
    kk_location location;
    kk_site_point home = {.place = kk_mapped_rows_locate(&in->rows, in->find, in->finder, &location), .weight = 1};
    home.x = location.x;
    home.y = location.y;
    if (isnan(home.x) && !kk_locus_is_area(home.place))
        return kk_mapped_rows_reject(&in->rows, KK_FIELD_X,
                                     "neither coordinates in the Netherlands nor an area of the project", err);
    if (kk_mapped_rows_have(&in->rows, KK_FIELD_COUNT_OF)) {
        if (!kk_mapped_rows_count(&in->rows, KK_FIELD_COUNT_OF, &home.weight))
            return kk_mapped_rows_reject(&in->rows, KK_FIELD_COUNT_OF, "not a number of youths", err);
        if (isnan(home.weight)) {
            in->missing++;
            home.weight = 0;
        }
    }
    return add_point(in, &home, in->named, err);
}

/* An address without a count is one; a square without would weigh as much as a tower block. */
static kk_status need_count(const site_reader *in, kk_error *err)
{
    bool surfaces = in->rows.vector != NULL && kk_vector_points_are_surfaces(in->rows.vector);
    return surfaces ? kk_mapped_rows_need(&in->rows, KK_FIELD_COUNT_OF, err) : KK_OK;
}

static kk_status read_homes(const kk_config *config, site_reader *in, kk_sites *out, kk_error *err)
{
    const kk_config_csv *csv = &config->homes.csv;
    kk_source_counts *counts = &out->counts[config->place_count];
    kk_site_points points = {0};
    in->points = &points;
    in->named = config->homes.travel.file.path != NULL;
    kk_status status = kk_mapped_rows_open(csv, kk_is_vector_name(csv->file.path), config->homes.layer, counts,
                                           in->rejects, &in->rows, err);
    if (status == KK_OK) status = need_count(in, err);
    if (status == KK_OK) status = read_file(in, take_home, err);
    kk_mapped_rows_close(&in->rows);
    if (status == KK_OK) status = kk_site_points_settle(&points, false, in->named, in->arena, &out->homes, err);
    kk_site_points_clear(&points);
    if (status == KK_OK && in->missing > 0)
        kk_warn("%s: the number of youths is missing in %zu of %lld rows and taken for 0 there (CBS keeps 1-4 persons "
                "secret)",
                csv->file.given, in->missing, (long long)counts->rows_used);
    return status;
}

/* ---- all ---- */

kk_status kk_sites_read(const kk_config *config, kk_locus_finder *find, const void *finder, kk_arena *arena,
                        kk_rejects *rejects, kk_sites *out, kk_error *err)
{
    *out = (kk_sites){.homes_by_area = config->homes.csv.file.path == NULL};
    out->counts = kk_arena_alloc(arena, config->place_count + 2, sizeof *out->counts);
    if (out->counts == NULL) return kk_fail_memory(err);
    site_reader in = {.find = find, .finder = finder, .arena = arena, .rejects = rejects};
    kk_status status = read_places(config, &in, out, err);
    if (status == KK_OK && !out->homes_by_area) status = read_homes(config, &in, out, err);
    if (status == KK_OK && config->homes.travel.file.path != NULL)
        status = kk_sites_travel_read(&config->homes.travel, find, finder, arena, rejects, out,
                                      &out->counts[config->place_count + 1], err);
    return status;
}
