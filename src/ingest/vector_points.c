/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/vector_points.h"
#include "ingest/crs.h"
#include "ingest/encoding.h"
#include "ingest/vector.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_error.h>
#include <ogr_api.h>

/* Text of one column of the feature at hand: GDAL's own lives until the next column is asked for. */
typedef struct column_text {
    char *text;
    size_t capacity;
} column_text;

struct kk_vector_points {
    kk_config_source source; /* what the readers of vectors and coordinate systems need to know */
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH feature; /* at hand, or NULL */
    kk_crs crs;
    kk_arena names;
    const char **column;
    size_t column_count;
    column_text *texts; /* [column] */
};

static void list_layers(GDALDatasetH dataset, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset) && used + 80 < size; i++)
        used += (size_t)snprintf(text + used, 80, "%s'%.70s'", i == 0 ? "" : ", ",
                                 OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
}

static kk_status choose_layer(kk_vector_points *points, const char *name, kk_error *err)
{
    char names[400];
    int count = GDALDatasetGetLayerCount(points->dataset);
    if (name != NULL)
        points->layer = GDALDatasetGetLayerByName(points->dataset, name);
    else if (count == 1)
        points->layer = GDALDatasetGetLayer(points->dataset, 0);
    if (points->layer != NULL) return KK_OK;
    list_layers(points->dataset, names, sizeof names);
    if (name != NULL)
        return kk_fail_at(err, KK_ERR_PROJECT, points->source.mark, "%s has no layer '%s'; its layers: %s",
                          points->source.file.given, name, names);
    return kk_fail_at(err, KK_ERR_PROJECT, points->source.mark, "%s has %d layers: say which with `layer:` (%s)",
                      points->source.file.given, count, names);
}

static kk_status keep_names(kk_vector_points *points, kk_error *err)
{
    OGRFeatureDefnH columns = OGR_L_GetLayerDefn(points->layer);
    points->column_count = (size_t)OGR_FD_GetFieldCount(columns);
    points->column = kk_arena_alloc(&points->names, points->column_count, sizeof *points->column);
    points->texts = kk_arena_alloc(&points->names, points->column_count, sizeof *points->texts);
    if (points->column == NULL || points->texts == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < points->column_count; i++) {
        points->column[i] = kk_arena_copy(&points->names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(columns, (int)i)));
        if (points->column[i] == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

/* A wrong coordinate system shows at once; a single point that lies astray is for the caller to reject. */
static kk_status check_extent(const kk_vector_points *points, kk_error *err)
{
    OGREnvelope extent;
    if (OGR_L_GetExtent(points->layer, &extent, /* force */ 1) != OGRERR_NONE || !(extent.MinX <= extent.MaxX))
        return KK_OK;
    double middle[2] = {(extent.MinX + extent.MaxX) / 2, (extent.MinY + extent.MaxY) / 2};
    return kk_crs_to_rd(&points->crs, &points->source, "its middle", middle, 1, err);
}

static kk_status open_layer(kk_vector_points *points, const char *layer, kk_error *err)
{
    kk_status status = kk_vector_open(&points->source, &points->dataset, err);
    if (status == KK_OK) status = choose_layer(points, layer, err);
    if (status == KK_OK) status = keep_names(points, err);
    if (status == KK_OK) status = kk_crs_open(points->layer, &points->source, &points->crs, err);
    return status == KK_OK ? check_extent(points, err) : status;
}

kk_status kk_vector_points_open(const kk_config_csv *csv, const char *layer, kk_vector_points **out, kk_error *err)
{
    *out = NULL;
    kk_vector_points *points = calloc(1, sizeof *points);
    if (points == NULL) return kk_fail_memory(err);
    kk_arena_init(&points->names);
    points->source = (kk_config_source){.file = csv->file, .crs = csv->crs, .mark = csv->mark};
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    kk_status status = open_layer(points, layer, err);
    CPLPopErrorHandler();
    if (status == KK_OK)
        *out = points;
    else
        kk_vector_points_close(points);
    return status;
}

void kk_vector_points_close(kk_vector_points *points)
{
    if (points == NULL) return;
    if (points->feature != NULL) OGR_F_Destroy(points->feature);
    kk_crs_close(&points->crs);
    if (points->dataset != NULL) GDALClose(points->dataset);
    for (size_t i = 0; i < points->column_count && points->texts != NULL; i++) free(points->texts[i].text);
    kk_arena_clear(&points->names);
    free(points);
}

size_t kk_vector_points_columns(const kk_vector_points *points, const char ***names)
{
    *names = points->column;
    return points->column_count;
}

bool kk_vector_points_are_surfaces(const kk_vector_points *points)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_L_GetGeomType(points->layer));
    return OGR_GT_IsSubClassOf(type, wkbCurvePolygon) || OGR_GT_IsSubClassOf(type, wkbMultiSurface);
}

static void find_middle(const kk_vector_points *points, double xy[2])
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(points->feature);
    kk_error astray;
    OGREnvelope box;
    xy[0] = xy[1] = NAN;
    if (geometry == NULL || OGR_G_IsEmpty(geometry)) return;
    OGR_G_GetEnvelope(geometry, &box);
    double middle[2] = {(box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2};
    if (kk_crs_to_rd(&points->crs, &points->source, "", middle, 1, &astray) != KK_OK) return;
    xy[0] = middle[0];
    xy[1] = middle[1];
}

kk_status kk_vector_points_next(kk_vector_points *points, double xy[2], int64_t *id, bool *found, kk_error *err)
{
    kk_status status = KK_OK;
    if (points->feature != NULL) OGR_F_Destroy(points->feature);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    points->feature = OGR_L_GetNextFeature(points->layer);
    if (CPLGetLastErrorType() >= CE_Failure)
        status = kk_fail_at(err, KK_ERR_INPUT, points->source.mark, "%s, layer '%s': %s", points->source.file.given,
                            OGR_L_GetName(points->layer), CPLGetLastErrorMsg());
    *found = status == KK_OK && points->feature != NULL;
    if (*found) {
        find_middle(points, xy);
        *id = OGR_F_GetFID(points->feature);
    }
    CPLPopErrorHandler();
    return status;
}

const char *kk_vector_points_text(kk_vector_points *points, size_t column)
{
    int field = (int)column;
    bool given = OGR_F_IsFieldSetAndNotNull(points->feature, field);
    const char *text = given ? OGR_F_GetFieldAsString(points->feature, field) : "";
    kk_cell trimmed = kk_cell_trim((kk_cell){text, strlen(text)});
    column_text *kept = &points->texts[column];
    if (kk_grow(&kept->text, &kept->capacity, trimmed.length + 1, 1) != 0) return NULL;
    memcpy(kept->text, trimmed.text, trimmed.length);
    kept->text[trimmed.length] = '\0';
    return kept->text;
}
