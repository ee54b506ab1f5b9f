/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/utf8.h"
#include "ingest/crs.h"
#include "ingest/vector.h"
#include "ingest/water.h"
#include "kk/log.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ogr_api.h>

/* One layer while it is being read. */
typedef struct reader {
    const kk_vector_layer *layer;
    kk_vector_areas *areas;
    kk_crs crs;
    int code_field, name_field, water_field, year_field; /* −1: none */
    int rings_dropped;                                   /* of the area at hand */
    bool beyond_repair;                                  /* the area at hand */
    kk_error *err;
} reader;

void kk_vector_areas_clear(kk_vector_areas *areas)
{
    kk_shape_builder_clear(&areas->shapes);
    free(areas->code);
    free(areas->name);
    free(areas->water);
    kk_rejects_clear(&areas->rejects);
    kk_arena_clear(&areas->texts);
}

/* Blanks around a code or name are padding. */
static const char *trimmed_field(reader *in, OGRFeatureH feature, int field)
{
    const char *text =
        field < 0 || !OGR_F_IsFieldSetAndNotNull(feature, field) ? "" : OGR_F_GetFieldAsString(feature, field);
    while (isspace((unsigned char)*text)) text++;
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    return kk_arena_text(&in->areas->texts, text, length);
}

static kk_status add_ring(reader *in, OGRGeometryH ring)
{
    int points = OGR_G_GetPointCount(ring);
    if (points < 4) {
        in->rings_dropped++; /* it encloses nothing */
        return KK_OK;
    }
    if (kk_shape_add_ring(&in->areas->shapes) != 0) return kk_fail_memory(in->err);
    double *xy = kk_shape_add_points(&in->areas->shapes, (size_t)points);
    if (xy == NULL) return kk_fail_memory(in->err);
    OGR_G_GetPoints(ring, xy, 2 * sizeof *xy, xy + 1, 2 * sizeof *xy, NULL, 0);
    return KK_OK;
}

static kk_status add_polygon(reader *in, OGRGeometryH polygon)
{
    OGRGeometryH exterior = OGR_G_GetGeometryCount(polygon) == 0 ? NULL : OGR_G_GetGeometryRef(polygon, 0);
    if (exterior == NULL) return KK_OK;
    if (OGR_G_GetPointCount(exterior) < 4) {
        in->rings_dropped += OGR_G_GetGeometryCount(polygon);
        return KK_OK;
    }
    if (kk_shape_add_part(&in->areas->shapes) != 0) return kk_fail_memory(in->err);
    kk_status status = KK_OK;
    for (int i = 0; i < OGR_G_GetGeometryCount(polygon) && status == KK_OK; i++)
        status = add_ring(in, OGR_G_GetGeometryRef(polygon, i));
    return status;
}

/* Polygons at any depth of collections; points and lines among them enclose nothing. */
static kk_status add_geometry(reader *in, OGRGeometryH geometry)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbPolygon) return add_polygon(in, geometry);
    if (type != wkbMultiPolygon && type != wkbGeometryCollection) return KK_OK;
    kk_status status = KK_OK;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry) && status == KK_OK; i++)
        status = add_geometry(in, OGR_G_GetGeometryRef(geometry, i));
    return status;
}

static kk_status report(reader *in, kk_reject_kind kind, OGRFeatureH feature, const char *code, const char *reason)
{
    kk_reject line = {
        .kind = kind,
        .file = in->layer->source->file.given,
        .line = OGR_F_GetFID(feature),
        .column = kind == KK_REJECT_ROW ? in->layer->code : "geometry",
        .code = code,
        .reason = reason,
    };
    return kk_rejects_add(&in->areas->rejects, &line, in->err);
}

static kk_status report_empty(reader *in, OGRFeatureH feature, const char *code)
{
    const kk_polygons *shape = &in->areas->shapes.shape;
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (shape->part_begin[shape->count - 1] < shape->part_count) return KK_OK;
    bool never = geometry == NULL || OGR_G_IsEmpty(geometry);
    return report(in, KK_EMPTY, feature, code,
                  never               ? "the source has no geometry for this area"
                  : in->beyond_repair ? "the geometry is invalid beyond repair"
                                      : "nothing was left after the repair");
}

/* Adds the polygons of `geometry` to the area begun last, in RD. */
static kk_status add_in_rd(reader *in, OGRGeometryH geometry, const char *code)
{
    kk_shape_builder *shapes = &in->areas->shapes;
    size_t begin = shapes->shape.point_count;
    kk_status status = add_geometry(in, geometry);
    if (status != KK_OK) return status;
    if (kk_shape_seal(shapes) != 0) return kk_fail_memory(in->err);
    return kk_crs_to_rd(&in->crs, in->layer->source, code, shapes->shape.xy + 2 * begin,
                        shapes->shape.point_count - begin, in->err);
}

static double area_of_last_m2(const reader *in)
{
    const kk_polygons *shape = &in->areas->shapes.shape;
    return kk_polygons_area_m2(shape, shape->count - 1);
}

/* GEOS says why by way of GDAL's error messages. */
static bool is_valid(OGRGeometryH geometry, char *reason, size_t size)
{
    CPLErrorReset();
    bool valid = OGR_G_IsValid(geometry);
    snprintf(reason, size, "%s", valid ? "" : CPLGetLastErrorMsg());
    return valid;
}

/*
 * A shape that is to be projected is judged and repaired where it was drawn: what touches itself there may miss itself
 * by a rounding after projection, and would pass for valid with a sliver in it.
 */
static kk_status add_repaired(reader *in, OGRFeatureH feature, OGRGeometryH geometry, const char *code,
                              const char *fault)
{
    char *how[] = {"METHOD=STRUCTURE", NULL};
    kk_status status = add_in_rd(in, geometry, code);
    if (status != KK_OK) return status;
    double before = area_of_last_m2(in);
    kk_shape_empty_last(&in->areas->shapes);
    in->rings_dropped = 0; /* rings without ground are part of this repair */
    OGRGeometryH valid = OGR_G_MakeValidEx(geometry, how);
    in->beyond_repair = valid == NULL;
    if (in->beyond_repair) return KK_OK;
    status = add_in_rd(in, valid, code);
    OGR_G_DestroyGeometry(valid);
    char reason[400];
    snprintf(reason, sizeof reason, "%.200s; repaired, area %.1f m2 before, %.1f m2 after", fault, before,
             area_of_last_m2(in));
    return status == KK_OK ? report(in, KK_REPAIR, feature, code, reason) : status;
}

static kk_status add_linear(reader *in, OGRFeatureH feature, OGRGeometryH geometry, const char *code)
{
    char fault[300];
    if (in->crs.to_rd != NULL && !is_valid(geometry, fault, sizeof fault))
        return add_repaired(in, feature, geometry, code, fault);
    return add_in_rd(in, geometry, code);
}

static kk_status add_shape(reader *in, OGRFeatureH feature, const char *code)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (kk_shape_add_area(&in->areas->shapes) != 0) return kk_fail_memory(in->err);
    in->rings_dropped = 0;
    in->beyond_repair = false;
    if (geometry == NULL) return KK_OK;
    if (!OGR_G_HasCurveGeometry(geometry, TRUE)) return add_linear(in, feature, geometry, code);
    OGRGeometryH linear = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    if (linear == NULL) return kk_fail_memory(in->err);
    kk_status status = add_linear(in, feature, linear, code);
    OGR_G_DestroyGeometry(linear);
    return status;
}

static kk_status report_dropped_rings(reader *in, OGRFeatureH feature, const char *code)
{
    char reason[100];
    snprintf(reason, sizeof reason, "%d ring(s) of fewer than 4 points, which enclose nothing; left out",
             in->rings_dropped);
    return in->rings_dropped == 0 ? KK_OK : report(in, KK_REPAIR, feature, code, reason);
}

static kk_status find_water(reader *in, OGRFeatureH feature, const char *code, bool *water)
{
    const char *text = trimmed_field(in, feature, in->water_field);
    const kk_vector_layer *layer = in->layer;
    if (text == NULL) return kk_fail_memory(in->err);
    if (kk_water_parse(text, water)) return KK_OK;
    return kk_fail_at(in->err, KK_ERR_INPUT, layer->source->mark,
                      "%s: %s has '%.40s' in the column '%s', which tells land from water: expected NEE, JA or B (or "
                      "false, true, 0, 1, blank); `water:` in this source names another column",
                      layer->source->file.given, code, text, layer->water);
}

static kk_status add_area(reader *in, const char *code, const char *name, bool water)
{
    kk_vector_areas *areas = in->areas;
    if (kk_grow(&areas->code, &areas->code_capacity, areas->count + 1, sizeof *areas->code) != 0 ||
        kk_grow(&areas->name, &areas->name_capacity, areas->count + 1, sizeof *areas->name) != 0 ||
        kk_grow(&areas->water, &areas->water_capacity, areas->count + 1, sizeof *areas->water) != 0)
        return kk_fail_memory(in->err);
    areas->code[areas->count] = code;
    areas->name[areas->count] = *name == '\0' ? code : name;
    areas->water[areas->count] = water;
    areas->count++;
    return KK_OK;
}

static kk_status fail_encoding(const reader *in, OGRFeatureH feature)
{
    return kk_fail_at(
        in->err, KK_ERR_INPUT, in->layer->source->mark,
        "%s, layer '%s': the code or name of record %lld is not UTF-8; is the file in another encoding than it "
        "says (of a Shapefile in its .cpg)?",
        in->layer->source->file.given, in->layer->layer, (long long)OGR_F_GetFID(feature));
}

static kk_status add_feature(reader *in, OGRFeatureH feature)
{
    const char *code = trimmed_field(in, feature, in->code_field);
    const char *name = trimmed_field(in, feature, in->name_field);
    if (code == NULL || name == NULL) return kk_fail_memory(in->err);
    if (!kk_utf8_valid(code, strlen(code)) || !kk_utf8_valid(name, strlen(name))) return fail_encoding(in, feature);
    kk_level_kind kind;
    if (!kk_code_kind(code, &kind) || kind != in->layer->kind)
        return report(in, KK_REJECT_ROW, feature, code,
                      *code == '\0' ? "the area has no code"
                                    : "the code is not one of this level (GM0363, WK036300, BU03630000)");
    bool water;
    kk_status status = find_water(in, feature, code, &water);
    if (status == KK_OK) status = add_area(in, code, name, water);
    if (status == KK_OK) status = add_shape(in, feature, code);
    if (status == KK_OK) status = report_dropped_rings(in, feature, code);
    return status == KK_OK ? report_empty(in, feature, code) : status;
}

/* "jaar" holds 2024, "jaarstatcode" 2024BU03630000. */
static int year_of(OGRFeatureH feature, int field)
{
    if (field < 0 || !OGR_F_IsFieldSetAndNotNull(feature, field)) return 0;
    char digits[5] = "";
    snprintf(digits, sizeof digits, "%s", OGR_F_GetFieldAsString(feature, field));
    int year = atoi(digits);
    return year >= 1990 && year <= 2100 ? year : 0;
}

static kk_status take_year(reader *in, OGRFeatureH feature)
{
    const kk_vector_layer *layer = in->layer;
    int year = year_of(feature, in->year_field), *seen = &in->areas->year;
    if (*seen == 0) *seen = year;
    if (year == 0 || year == *seen) return KK_OK;
    return kk_fail_at(in->err, KK_ERR_INPUT, layer->source->mark,
                      "layer '%s' of %s has rows of %d and of %d, says its column '%s': boundaries must be of one year",
                      layer->layer, layer->source->file.given, *seen, year, layer->year);
}

static kk_status fail_reading(const reader *in)
{
    return kk_fail_at(in->err, KK_ERR_INPUT, in->layer->source->mark, "%s, layer '%s': %s",
                      in->layer->source->file.given, in->layer->layer, CPLGetLastErrorMsg());
}

/* What GDAL calls an error while it fetches a row ends the reading; what it says of a geometry after that does not. */
static kk_status read_features(reader *in, OGRLayerH layer)
{
    kk_status status = KK_OK;
    OGR_L_ResetReading(layer);
    while (status == KK_OK) {
        CPLErrorReset();
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        if (CPLGetLastErrorType() >= CE_Failure) status = fail_reading(in);
        if (feature == NULL) break;
        if (status == KK_OK) status = take_year(in, feature);
        if (status == KK_OK) status = add_feature(in, feature);
        OGR_F_Destroy(feature);
        if (status == KK_OK && kk_interrupted())
            status = kk_fail(in->err, KK_ERR_INTERRUPTED, "interrupted while reading areas");
    }
    if (status == KK_OK && kk_shape_seal(&in->areas->shapes) != 0) status = kk_fail_memory(in->err);
    return status;
}

/* code LIKE '__0034%' OR …: the four digits of the gemeente follow the two letters of the level. */
static kk_status keep_gemeenten(OGRLayerH layer, const char *code, const char *const gemeenten[], size_t count,
                                kk_error *err)
{
    if (count == 0) return KK_OK;
    kk_arena texts;
    kk_arena_init(&texts);
    char *filter = kk_arena_copy(&texts, "");
    for (size_t i = 0; i < count && filter != NULL; i++)
        filter =
            kk_arena_format(&texts, "%s%s\"%s\" LIKE '__%.4s%%'", filter, i == 0 ? "" : " OR ", code, gemeenten[i] + 2);
    kk_status status = KK_OK;
    if (filter == NULL)
        status = kk_fail_memory(err);
    else if (OGR_L_SetAttributeFilter(layer, filter) != OGRERR_NONE)
        status = kk_fail(err, KK_ERR_INTERNAL, "GDAL does not take the filter %.200s", filter);
    kk_arena_clear(&texts);
    return status;
}

/* A wrong coordinate system shows at once, before any row is looked at. */
static kk_status check_extent(reader *in, OGRLayerH layer)
{
    OGREnvelope extent;
    if (OGR_L_GetExtent(layer, &extent, /* force */ 0) != OGRERR_NONE || extent.MinX > extent.MaxX) return KK_OK;
    double middle[2] = {(extent.MinX + extent.MaxX) / 2, (extent.MinY + extent.MaxY) / 2};
    return kk_crs_to_rd(&in->crs, in->layer->source, "its middle", middle, 1, in->err);
}

static int field_index(OGRLayerH layer, const char *name)
{
    return *name == '\0' ? -1 : OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), name);
}

kk_status kk_vector_read(const kk_vector_layer *wanted, const char *const gemeenten[], size_t gemeente_count,
                         kk_vector_areas *areas, kk_error *err)
{
    *areas = (kk_vector_areas){0};
    kk_arena_init(&areas->texts);
    kk_shape_builder_init(&areas->shapes);
    kk_rejects_init(&areas->rejects, &areas->texts);
    GDALDatasetH dataset;
    kk_status status = kk_vector_open(wanted->source, &dataset, err);
    if (status != KK_OK) return status;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, wanted->layer);
    reader in = {.layer = wanted, .areas = areas, .err = err};
    if (layer == NULL) {
        status = kk_fail_at(err, KK_ERR_INPUT, wanted->source->mark, "%s changed while it was read",
                            wanted->source->file.given);
        goto done;
    }
    in.code_field = field_index(layer, wanted->code);
    in.name_field = field_index(layer, wanted->name);
    in.water_field = field_index(layer, wanted->water);
    in.year_field = field_index(layer, wanted->year);
    status = keep_gemeenten(layer, wanted->code, gemeenten, gemeente_count, err);
    if (status == KK_OK) status = kk_crs_open(layer, wanted->source, &in.crs, err);
    if (status == KK_OK) status = check_extent(&in, layer);
    if (status == KK_OK) status = read_features(&in, layer);
    kk_crs_close(&in.crs);
done:
    GDALClose(dataset);
    CPLPopErrorHandler();
    return status;
}
