/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage_layer.h"

#include "core/wkb.h"
#include "kk/log.h"
#include "publish/geopackage.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPSG_RD_NEW = 28992, INTERRUPT_EVERY = 1000 };

/* Fields of every layer, before those of the indicators (four each). */
enum { FIELD_CODE, FIELD_NAME, FIELD_LEVEL, FIELD_PARENT, FIELD_WATER, FIELD_INDICATORS };

/* Of "sqlite3_step(a long statement) failed:\n  disk I/O error" the end. */
static const char *last_words(const char *message)
{
    const char *words = message;
    for (const char *colon = message; (colon = strchr(colon, ':')) != NULL; colon++)
        if (isspace((unsigned char)colon[1]) != 0) words = colon + 1 + strspn(colon + 1, " \n");
    return words;
}

void CPL_STDCALL kk_vector_file_note(CPLErr kind, CPLErrorNum number, const char *message)
{
    (void)number;
    kk_vector_file *file = CPLGetErrorHandlerUserData();
    if (kind >= CE_Failure && file->reason[0] == '\0')
        snprintf(file->reason, sizeof file->reason, "%s", last_words(message));
}

kk_status kk_vector_file_fail(const kk_vector_file *file, kk_error *err)
{
    const char *reason = file->reason[0] == '\0' ? "GDAL gives no reason" : file->reason;
    /* In the words of the other writers. */
    if (strstr(reason, "disk is full") != NULL) reason = strerror(ENOSPC);
    return kk_fail(err, KK_ERR_OUTPUT, "%s while writing %s", reason, file->path);
}

void kk_vector_file_clear(kk_vector_file *file)
{
    OSRDestroySpatialReference(file->rd_new);
    kk_text_clear(&file->buffer);
    free(file->path);
}

bool kk_vector_file_reference(kk_vector_file *file)
{
    file->rd_new = OSRNewSpatialReference(NULL);
    if (file->rd_new == NULL || OSRImportFromEPSG(file->rd_new, EPSG_RD_NEW) != OGRERR_NONE) return false;
    OSRSetAxisMappingStrategy(file->rd_new, OAMS_TRADITIONAL_GIS_ORDER);
    return true;
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

bool kk_layer_add_fields(OGRLayerH layer, const kk_map_columns *map)
{
    bool ok = add_field(layer, "code", OFTString) && add_field(layer, "name", OFTString) &&
              add_field(layer, "level", OFTString) && add_field(layer, "parent", OFTString) &&
              add_field(layer, "water", OFTInteger);
    for (size_t i = 0; i < map->count && ok; i++) ok = add_indicator_fields(layer, map->columns[i]->indicator->name);
    return ok;
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
static bool set_shape(kk_vector_file *file, OGRFeatureH feature, const kk_polygons *polygons, size_t area)
{
    OGRGeometryH shape = NULL;
    if (polygons->part_begin[area] == polygons->part_begin[area + 1])
        return OGR_F_SetGeometryDirectly(feature, NULL) == OGRERR_NONE;
    size_t size = kk_wkb_size(polygons, area, 0);
    file->buffer.length = 0;
    char *bytes = size > INT32_MAX ? NULL : kk_text_reserve(&file->buffer, size);
    if (bytes == NULL) return false;
    kk_wkb_write(polygons, area, 0, (uint8_t *)bytes);
    OGRErr result = OGR_G_CreateFromWkb(bytes, NULL, &shape, (int)size);
    return result == OGRERR_NONE && OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE;
}

kk_status kk_layer_write_areas(kk_vector_file *file, OGRLayerH layer, const kk_level *level, const kk_map_columns *map,
                               kk_error *err)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (feature == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t area = 0; area < level->count && status == KK_OK; area++) {
        set_fields(feature, level, map, area);
        OGR_F_SetFID(feature, (GIntBig)area + 1);
        if (!set_shape(file, feature, &level->shape, area) || OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
            status = kk_vector_file_fail(file, err);
        else if (area % INTERRUPT_EVERY == 0 && kk_interrupted())
            status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while writing %s", file->path);
    }
    OGR_F_Destroy(feature);
    return status;
}
