/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"
#include "core/wkb.h"

#include "kk/log.h"
#include "kk/publish.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ctype.h>
#include <errno.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPSG_RD_NEW = 28992, INTERRUPT_EVERY = 1000 };

/* Fields of every layer, before those of the indicators (four each). */
enum { FIELD_CODE, FIELD_NAME, FIELD_LEVEL, FIELD_PARENT, FIELD_WATER, FIELD_INDICATORS };

typedef struct geopackage {
    GDALDatasetH dataset;
    OGRSpatialReferenceH rd_new;
    char *path;
    kk_text buffer;
    char reason[300]; /* the first thing that GDAL said went wrong */
} geopackage;

const char *kk_gdal_version(void)
{
    return GDALVersionInfo("RELEASE_NAME");
}

/* Of "sqlite3_step(a long statement) failed:\n  disk I/O error" the end. */
static const char *last_words(const char *message)
{
    const char *words = message;
    for (const char *colon = message; (colon = strchr(colon, ':')) != NULL; colon++)
        if (isspace((unsigned char)colon[1]) != 0) words = colon + 1 + strspn(colon + 1, " \n");
    return words;
}

static void CPL_STDCALL note_error(CPLErr kind, CPLErrorNum number, const char *message)
{
    (void)number;
    geopackage *package = CPLGetErrorHandlerUserData();
    if (kind >= CE_Failure && package->reason[0] == '\0')
        snprintf(package->reason, sizeof package->reason, "%s", last_words(message));
}

/* For this thread only, so that readers elsewhere keep their settings. */
static void set_options(bool on)
{
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", on ? "OFF" : NULL);
    /* The time of writing would make every file another one. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", on ? "1970-01-01T00:00:00.000Z" : NULL);
}

static kk_status fail_writing(const geopackage *package, kk_error *err)
{
    const char *reason = package->reason[0] == '\0' ? "GDAL gives no reason" : package->reason;
    /* In the words of the other writers. */
    if (strstr(reason, "disk is full") != NULL) reason = strerror(ENOSPC);
    return kk_fail(err, KK_ERR_OUTPUT, "%s while writing %s", reason, package->path);
}

static bool open_package(geopackage *package)
{
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    if (driver == NULL) {
        GDALAllRegister();
        driver = GDALGetDriverByName("GPKG");
    }
    package->rd_new = OSRNewSpatialReference(NULL);
    if (driver == NULL || package->rd_new == NULL) return false;
    if (OSRImportFromEPSG(package->rd_new, EPSG_RD_NEW) != OGRERR_NONE) return false;
    OSRSetAxisMappingStrategy(package->rd_new, OAMS_TRADITIONAL_GIS_ORDER);
    package->dataset = GDALCreate(driver, package->path, 0, 0, 0, GDT_Unknown, NULL);
    return package->dataset != NULL;
}

static bool add_field(OGRLayerH layer, const char *name, OGRFieldType type)
{
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    if (field == NULL) return false;
    if (type == OFTInteger) OGR_Fld_SetSubType(field, OFSTBoolean);
    OGRErr result = OGR_L_CreateField(layer, field, FALSE);
    OGR_Fld_Destroy(field);
    return result == OGRERR_NONE;
}

static bool add_indicator_fields(OGRLayerH layer, const char *name)
{
    for (size_t i = 0; i < KK_INDICATOR_FIELDS; i++) {
        char *field = NULL;
        if (asprintf(&field, "%s%s", name, kk_indicator_field_suffix[i]) < 0) return false;
        bool added = add_field(layer, field, i == KK_INDICATOR_STATUS ? OFTString : OFTReal);
        free(field);
        if (!added) return false;
    }
    return true;
}

static bool add_fields(OGRLayerH layer, const kk_map_columns *map)
{
    bool ok = add_field(layer, "code", OFTString) && add_field(layer, "name", OFTString) &&
              add_field(layer, "level", OFTString) && add_field(layer, "parent", OFTString) &&
              add_field(layer, "water", OFTInteger);
    for (size_t i = 0; i < map->count && ok; i++) ok = add_indicator_fields(layer, map->columns[i]->indicator->name);
    return ok;
}

static OGRLayerH add_layer(geopackage *package, const kk_level *level, const kk_map_columns *map)
{
    char **options = NULL;
    options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    options = CSLSetNameValue(options, "IDENTIFIER", level->plural);
    options = CSLSetNameValue(options, "DESCRIPTION", level->title);
    OGRLayerH layer =
        GDALDatasetCreateLayer(package->dataset, level->plural, package->rd_new, wkbMultiPolygon, options);
    CSLDestroy(options);
    return layer != NULL && add_fields(layer, map) ? layer : NULL;
}

static void set_number(OGRFeatureH feature, int field, double number)
{
    if (isnan(number))
        OGR_F_SetFieldNull(feature, field);
    else
        OGR_F_SetFieldDouble(feature, field, number);
}

static void set_fields(OGRFeatureH feature, const kk_level *level, const kk_map_columns *map, size_t area)
{
    OGR_F_SetFieldString(feature, FIELD_CODE, level->code[area]);
    OGR_F_SetFieldString(feature, FIELD_NAME, level->area_name[area]);
    OGR_F_SetFieldString(feature, FIELD_LEVEL, level->name);
    if (level->parent != NULL && level->parent[area] != NULL)
        OGR_F_SetFieldString(feature, FIELD_PARENT, level->parent[area]);
    else
        OGR_F_SetFieldNull(feature, FIELD_PARENT);
    OGR_F_SetFieldInteger(feature, FIELD_WATER, level->water[area]);
    for (size_t i = 0; i < map->count; i++) {
        kk_published cell = kk_published_cell(map->columns[i], level, area);
        int field = FIELD_INDICATORS + KK_INDICATOR_FIELDS * (int)i;
        set_number(feature, field, cell.value);
        set_number(feature, field + 1, cell.lower);
        set_number(feature, field + 2, cell.upper);
        OGR_F_SetFieldString(feature, field + KK_INDICATOR_STATUS, cell.status);
    }
}

/* An empty shape is no geometry at all. */
static bool set_shape(geopackage *package, OGRFeatureH feature, const kk_polygons *polygons, size_t area)
{
    OGRGeometryH shape = NULL;
    if (polygons->part_begin[area] == polygons->part_begin[area + 1])
        return OGR_F_SetGeometryDirectly(feature, NULL) == OGRERR_NONE;
    size_t size = kk_wkb_size(polygons, area, 0);
    package->buffer.length = 0;
    char *bytes = size > INT32_MAX ? NULL : kk_text_reserve(&package->buffer, size);
    if (bytes == NULL) return false;
    kk_wkb_write(polygons, area, 0, (uint8_t *)bytes);
    OGRErr result = OGR_G_CreateFromWkb(bytes, NULL, &shape, (int)size);
    return result == OGRERR_NONE && OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE;
}

static kk_status write_areas(geopackage *package, OGRLayerH layer, const kk_level *level, const kk_map_columns *map,
                             kk_error *err)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (feature == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t area = 0; area < level->count && status == KK_OK; area++) {
        set_fields(feature, level, map, area);
        OGR_F_SetFID(feature, (GIntBig)area + 1);
        if (!set_shape(package, feature, &level->shape, area) || OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
            status = fail_writing(package, err);
        else if (area % INTERRUPT_EVERY == 0 && kk_interrupted())
            status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while writing %s", package->path);
    }
    OGR_F_Destroy(feature);
    return status;
}

static kk_status write_layer(geopackage *package, const kk_release *release, size_t index,
                             const kk_config_classes *classes, kk_error *err)
{
    const kk_level *level = &kk_release_areas(release)->level[index];
    kk_map_columns map;
    kk_status status = kk_map_columns_select(release, index, &map, err);
    if (status != KK_OK) return status;
    OGRLayerH layer = NULL;
    if (GDALDatasetStartTransaction(package->dataset, FALSE) == OGRERR_NONE) layer = add_layer(package, level, &map);
    status = layer == NULL ? fail_writing(package, err) : write_areas(package, layer, level, &map, err);
    if (status == KK_OK && !kk_geopackage_describe(package->dataset, level, &map, classes))
        status = fail_writing(package, err);
    if (status == KK_OK && GDALDatasetCommitTransaction(package->dataset) != OGRERR_NONE)
        status = fail_writing(package, err);
    free(map.columns);
    return status;
}

kk_status kk_write_geopackage(const kk_release *release, const kk_config_classes *classes, const char *folder,
                              kk_error *err)
{
    geopackage package = {0};
    if (asprintf(&package.path, "%s/kansenkompas.gpkg", folder) < 0) return kk_fail_memory(err);
    CPLPushErrorHandlerEx(note_error, &package);
    set_options(true);
    bool is_open = open_package(&package) && kk_geopackage_prepare(package.dataset);
    kk_status status = is_open ? KK_OK : fail_writing(&package, err);
    for (size_t level = 0; level < kk_release_areas(release)->level_count && status == KK_OK; level++)
        status = write_layer(&package, release, level, classes, err);
    if (package.dataset != NULL) GDALClose(package.dataset);
    /* Indices are made, and the last pages written, on closing. */
    if (status == KK_OK && package.reason[0] != '\0') status = fail_writing(&package, err);
    set_options(false);
    CPLPopErrorHandler();
    OSRDestroySpatialReference(package.rd_new);
    kk_text_clear(&package.buffer);
    free(package.path);
    return status;
}
