/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/log.h"
#include "publish/geopackage_layer.h"

#include <cpl_string.h>
#include <stdio.h>
#include <stdlib.h>

/* GDAL writes no feature without a shape, and says nothing. */
static void tell_shapeless(const kk_level *level)
{
    size_t count = 0;
    for (size_t i = 0; i < level->count; i++) count += level->shape.part_begin[i] == level->shape.part_begin[i + 1];
    if (count > 0)
        kk_note("%s.fgb is without %zu areas that have no shape; other files have them", level->plural, count);
}

static OGRLayerH add_layer(kk_vector_file *file, const kk_level *level, const kk_map_columns *map)
{
    GDALDriverH driver = GDALGetDriverByName("FlatGeobuf");
    if (driver == NULL) {
        GDALAllRegister();
        driver = GDALGetDriverByName("FlatGeobuf");
    }
    if (driver == NULL || !kk_vector_file_reference(file)) return NULL;
    file->dataset = GDALCreate(driver, file->path, 0, 0, 0, GDT_Unknown, NULL);
    if (file->dataset == NULL) return NULL;
    char **options = CSLSetNameValue(NULL, "SPATIAL_INDEX", "YES");
    options = CSLSetNameValue(options, "TITLE", level->title);
    OGRLayerH layer = GDALDatasetCreateLayer(file->dataset, level->plural, file->rd_new, wkbMultiPolygon, options);
    CSLDestroy(options);
    return layer != NULL && kk_layer_add_fields(layer, map) ? layer : NULL;
}

static kk_status write_level(const kk_release *release, size_t index, const char *folder, kk_error *err)
{
    const kk_level *level = &kk_release_areas(release)->level[index];
    kk_vector_file file = {0};
    kk_map_columns map;
    kk_status status = kk_map_columns_select(release, index, &map, err);
    if (status != KK_OK) return status;
    if (asprintf(&file.path, "%s/%s.fgb", folder, level->plural) < 0) {
        free(map.columns);
        return kk_fail_memory(err);
    }
    tell_shapeless(level);
    CPLPushErrorHandlerEx(kk_vector_file_note, &file);
    OGRLayerH layer = add_layer(&file, level, &map);
    status = layer == NULL ? kk_vector_file_fail(&file, err) : kk_layer_write_areas(&file, layer, level, &map, err);
    /* On closing all is written. */
    if (file.dataset != NULL) GDALClose(file.dataset);
    if (status == KK_OK && file.reason[0] != '\0') status = kk_vector_file_fail(&file, err);
    CPLPopErrorHandler();
    kk_vector_file_clear(&file);
    free(map.columns);
    return status;
}

kk_status kk_write_flatgeobuf(const kk_release *release, const char *folder, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t level = 0; level < kk_release_areas(release)->level_count && status == KK_OK; level++)
        status = write_level(release, level, folder, err);
    return status;
}
