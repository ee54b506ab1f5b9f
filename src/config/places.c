/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/people.h"
#include "config/sources.h"

#include <stdio.h>

static kk_status check_layer(kk_builder *builder, const char *at, const char *layer, const kk_config_csv *csv,
                             kk_error *err)
{
    if (!layer || !csv->file.path || kk_is_vector_name(csv->file.path)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "%s.layer", at).mark,
                      "a CSV has no layers; leave 'layer' out");
}

/* ---- places ---- */

static kk_status check_type(kk_builder *builder, const char *at, const kk_config_place_source *place, kk_error *err)
{
    if (!place->type || !place->csv.column[KK_FIELD_TYPE]) return KK_OK;
    return kk_fail_at(
        err, KK_ERR_PROJECT, kk_document_place(builder->document, "%s.type", at).mark,
        "'type' is that of all places in the file, and columns has 'type' as well; leave one of them out");
}

static kk_status build_place(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_place_source *raw = &builder->raw->people.places[index];
    kk_config_place_source *to = &builder->config->places[index];
    char at[40];
    snprintf(at, sizeof at, "places[%zu]", index);
    bool is_vector = kk_is_vector_name(raw->csv.file);
    *to = (kk_config_place_source){.layer = raw->layer, .type = raw->type};
    to->csv = (kk_config_csv){.is_public = true, .crs = is_vector ? NULL : kk_crs_name(0)};
    kk_status status = kk_build_csv(builder, &raw->csv, at, &to->csv, err);
    if (!status) status = check_layer(builder, at, raw->layer, &to->csv, err);
    if (!status) status = check_type(builder, at, to, err);
    return status ? status : kk_build_locating(builder, &raw->csv, at, KK_KNOWN_ALL, &to->csv, err);
}

static kk_status build_places(kk_builder *builder, kk_error *err)
{
    kk_config *config = builder->config;
    size_t count = builder->raw->people.places_count;
    config->place_count = count;
    config->places = kk_arena_alloc(builder->arena, count, sizeof *config->places);
    if (!config->places) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) status = build_place(builder, i, err);
    if (status) return status;
    return kk_check_names_differ(builder, "places", config->places, sizeof *config->places, count, err);
}

/* ---- homes ---- */

/* What tells how to read a file says nothing without one. */
static kk_status check_home_keys(kk_builder *builder, const kk_raw_homes *raw, kk_error *err)
{
    const kk_raw_csv *csv = &raw->csv;
    const char *key = raw->layer          ? "layer"
                      : csv->source       ? "source"
                      : csv->is_public    ? "public"
                      : csv->crs          ? "crs"
                      : csv->locate_count ? "locate"
                                          : NULL;
    for (int f = 0; f < KK_FIELD_COUNT && !key; f++) key = csv->columns.header[f] ? "columns" : NULL;
    if (csv->file || !key) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "homes.%s", key).mark,
                      "'%s' is about a file of homes; add 'file: …' or leave it out", key);
}

static kk_status build_home_file(kk_builder *builder, kk_error *err)
{
    const kk_raw_homes *raw = builder->raw->people.homes;
    kk_config *config = builder->config;
    kk_config_csv *csv = &config->homes.csv;
    bool is_vector = raw->csv.file && kk_is_vector_name(raw->csv.file);
    *csv = (kk_config_csv){.name = "homes", .is_public = !raw->csv.file, .crs = is_vector ? NULL : kk_crs_name(0)};
    kk_status status = check_home_keys(builder, raw, err);
    if (!status) status = kk_build_csv(builder, &raw->csv, "homes", csv, err);
    if (status) return status;
    config->homes.layer = raw->layer;
    if (!raw->csv.file) return KK_OK;
    status = check_layer(builder, "homes", raw->layer, csv, err);
    return status ? status : kk_build_locating(builder, &raw->csv, "homes", KK_KNOWN_ALL, csv, err);
}

static kk_status build_travel(kk_builder *builder, kk_error *err)
{
    const kk_raw_csv *raw = builder->raw->people.homes->travel;
    kk_config_csv *travel = &builder->config->homes.travel;
    if (!raw) return KK_OK;
    *travel =
        (kk_config_csv){.name = "travel", .is_public = builder->config->homes.csv.is_public, .crs = kk_crs_name(0)};
    return kk_build_csv(builder, raw, "homes.travel", travel, err);
}

static kk_status build_homes(kk_builder *builder, kk_error *err)
{
    const kk_raw_homes *raw = builder->raw->people.homes;
    kk_config *config = builder->config;
    if (!raw) return KK_OK;
    kk_mark mark = kk_document_place(builder->document, "homes").mark;
    config->homes.given = true;
    if (!raw->csv.file && !raw->travel) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "homes needs a 'file', or 'travel'; without homes the youths of an area live in its middle");
    }
    if (config->place_count == 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "homes are there to be near to places; add 'places: …'");
    }
    kk_status status = build_home_file(builder, err);
    return status ? status : build_travel(builder, err);
}

kk_status kk_build_places(kk_builder *builder, kk_error *err)
{
    kk_status status = build_places(builder, err);
    return status ? status : build_homes(builder, err);
}
