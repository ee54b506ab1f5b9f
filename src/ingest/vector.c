/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/vector.h"
#include "ingest/input_file.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

/* Columns by which CBS eras are known; the case and the underscore differ between them (BU_CODE, buurtcode). */
static const struct era {
    kk_level_kind kind;
    const char *code[4], *name[4];
} eras[] = {
    /* A layer of buurten holds the codes of wijk and gemeente too, so the lowest level comes first. */
    {KK_LEVEL_BUURT, {"buurtcode", "bu_code"}, {"buurtnaam", "bu_naam"}},
    {KK_LEVEL_WIJK, {"wijkcode", "wk_code"}, {"wijknaam", "wk_naam"}},
    {KK_LEVEL_GEMEENTE, {"gemeentecode", "gm_code"}, {"gemeentenaam", "gm_naam"}},
};
static const char *const other_names[] = {"statnaam", "naam", "name", NULL};
static const char *const water_names[] = {"water", "h2o", NULL};
static const char *const year_names[] = {"jaar", "jaarstatcode", NULL};

static const char *find_column(OGRFeatureDefnH columns, const char *const names[])
{
    for (size_t n = 0; names[n] != NULL; n++)
        for (int i = 0; i < OGR_FD_GetFieldCount(columns); i++) {
            const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(columns, i));
            if (strcasecmp(name, names[n]) == 0) return name;
        }
    return NULL;
}

/* The column asked for in the project file, or an error with the nearest name. */
static kk_status require_column(OGRFeatureDefnH columns, const kk_config_source *source, const char *key,
                                const char *name, kk_error *err)
{
    enum { NAMES_MAX = 512 };
    const char *names[NAMES_MAX];
    int count = OGR_FD_GetFieldCount(columns);
    if (count > NAMES_MAX) count = NAMES_MAX;
    for (int i = 0; i < count; i++) {
        names[i] = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(columns, i));
        if (strcmp(names[i], name) == 0) return KK_OK;
    }
    const char *nearest = kk_nearest_name(name, names, count);
    return kk_fail_at(err, KK_ERR_PROJECT, source->mark, "`%s: %s`: %s has no column '%s' in layer '%s'%s%s%s", key,
                      name, source->file.given, name, OGR_FD_GetName(columns), nearest ? "; did you mean '" : "",
                      nearest ? nearest : "", nearest ? "'?" : "");
}

/* The level of the first codes in the column. */
static bool level_of_codes(OGRLayerH layer, const char *code, kk_level_kind *kind)
{
    int field = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), code);
    bool found = false;
    OGR_L_ResetReading(layer);
    for (int tries = 0; tries < 20 && !found; tries++) {
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        if (feature == NULL) break;
        char text[32];
        snprintf(text, sizeof text, "%s", OGR_F_GetFieldAsString(feature, field));
        text[strcspn(text, " ")] = '\0';
        found = kk_code_kind(text, kind);
        OGR_F_Destroy(feature);
    }
    OGR_L_ResetReading(layer);
    return found;
}

/* A mapped source (`code: statcode`): the columns are those it names. */
static kk_status recognise_mapped(OGRLayerH layer, kk_vector_layer *found, kk_error *err)
{
    const kk_config_source *source = found->source;
    OGRFeatureDefnH columns = OGR_L_GetLayerDefn(layer);
    kk_status status = require_column(columns, source, "code", source->code, err);
    if (status != KK_OK) return status;
    found->code = source->code;
    if (source->level != NULL ? kk_level_kind_parse(source->level, &found->kind)
                              : level_of_codes(layer, source->code, &found->kind))
        return KK_OK;
    return kk_fail_at(err, KK_ERR_INPUT, source->mark,
                      "the column '%s' of %s does not hold codes of gemeenten (GM0363), wijken (WK036300) or buurten "
                      "(BU03630000)",
                      source->code, source->file.given);
}

/* Returns whether the layer holds areas of a CBS era (of the level asked for, if any). */
static bool recognise_era(OGRFeatureDefnH columns, kk_vector_layer *found)
{
    const kk_config_source *source = found->source;
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        found->code = find_column(columns, eras[i].code);
        if (found->code == NULL) continue;
        found->name = find_column(columns, eras[i].name);
        found->kind = eras[i].kind;
        kk_level_kind wanted;
        return source->level == NULL || !kk_level_kind_parse(source->level, &wanted) || wanted == found->kind;
    }
    return false;
}

static kk_status recognise_others(OGRFeatureDefnH columns, kk_vector_layer *found, kk_error *err)
{
    const kk_config_source *source = found->source;
    kk_status status = KK_OK;
    if (source->name != NULL) status = require_column(columns, source, "name", source->name, err);
    if (status == KK_OK && source->water != NULL) status = require_column(columns, source, "water", source->water, err);
    if (status != KK_OK) return status;
    if (source->name != NULL) found->name = source->name;
    if (found->name == NULL) found->name = find_column(columns, other_names);
    found->water = source->water != NULL ? source->water : find_column(columns, water_names);
    found->year = find_column(columns, year_names);
    return KK_OK;
}

/* GDAL's names are borrowed from the dataset, which is closed after this. */
static bool keep_texts(kk_vector_layer *layer, kk_arena *arena)
{
    const char **texts[] = {&layer->layer, &layer->code, &layer->name, &layer->water, &layer->year};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = kk_arena_copy(arena, *texts[i] == NULL ? "" : *texts[i]);
        if (*texts[i] == NULL) return false;
    }
    return true;
}

static kk_status add_layer(OGRLayerH layer, const kk_config_source *source, kk_arena *arena, kk_vector_plan *plan,
                           kk_error *err)
{
    OGRFeatureDefnH columns = OGR_L_GetLayerDefn(layer);
    kk_vector_layer found = {.source = source, .layer = OGR_L_GetName(layer)};
    if (source->layer != NULL && strcmp(source->layer, found.layer) != 0) return KK_OK;
    if (source->code == NULL && !recognise_era(columns, &found)) return KK_OK;
    kk_status status = source->code == NULL ? KK_OK : recognise_mapped(layer, &found, err);
    if (status == KK_OK) status = recognise_others(columns, &found, err);
    if (status != KK_OK) return status;
    if (plan->count == KK_VECTOR_LAYERS_MAX)
        return kk_fail_at(err, KK_ERR_INPUT, source->mark, "more than %d layers of areas", KK_VECTOR_LAYERS_MAX);
    if (!keep_texts(&found, arena)) return kk_fail_memory(err);
    plan->layer[plan->count++] = found;
    return KK_OK;
}

static kk_status fail_no_layer(GDALDatasetH dataset, const kk_config_source *source, kk_error *err)
{
    char names[400] = "";
    size_t used = 0;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset) && used < sizeof names - 80; i++)
        used += (size_t)snprintf(names + used, 80, "%s'%.70s'", i == 0 ? "" : ", ",
                                 OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
    if (source->layer != NULL)
        return kk_fail_at(err, KK_ERR_PROJECT, source->mark, "%s has no layer '%s' with areas; its layers: %s",
                          source->file.given, source->layer, names);
    return kk_fail_at(err, KK_ERR_INPUT, source->mark,
                      "no layer of %s (%s) has a column buurtcode, wijkcode or gemeentecode; name it with `code:` (and "
                      "`level:`) in this source",
                      source->file.given, names);
}

kk_status kk_vector_open(const kk_config_source *source, GDALDatasetH *dataset, kk_error *err)
{
    const char *obstacle = kk_input_obstacle(source->file.path);
    if (obstacle != NULL)
        return kk_fail_at(err, KK_ERR_INPUT, source->mark, "cannot read %s: %s", source->file.given, obstacle);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    *dataset = GDALOpenEx(source->file.path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    CPLPopErrorHandler();
    if (*dataset != NULL) return KK_OK;
    const char *reason = CPLGetLastErrorMsg();
    return kk_fail_at(err, KK_ERR_INPUT, source->mark,
                      "%s is not a vector file that GDAL can read (GeoPackage, Shapefile, GeoJSON …)%s%s",
                      source->file.given, *reason == '\0' ? "" : ": ", reason);
}

kk_status kk_vector_find_layers(const kk_config_source *source, kk_arena *arena, kk_vector_plan *plan, kk_error *err)
{
    GDALDatasetH dataset;
    kk_status status = kk_vector_open(source, &dataset, err);
    if (status != KK_OK) return status;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    size_t before = plan->count;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset) && status == KK_OK; i++)
        status = add_layer(GDALDatasetGetLayer(dataset, i), source, arena, plan, err);
    if (status == KK_OK && plan->count == before) status = fail_no_layer(dataset, source, err);
    if (status == KK_OK) status = kk_vector_files_add(&plan->files, dataset, source, arena, err);
    GDALClose(dataset);
    CPLPopErrorHandler();
    return status;
}
