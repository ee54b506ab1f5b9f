/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

#include "kk/publish.h"
#include "publish/geopackage_layer.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *kk_gdal_version(void)
{
    return GDALVersionInfo("RELEASE_NAME");
}

/* For this thread only, so that readers elsewhere keep their settings. */
static void set_options(bool on)
{
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", on ? "OFF" : NULL);
    /* The time of writing would make every file another one. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", on ? "1970-01-01T00:00:00.000Z" : NULL);
}

static bool open_package(kk_vector_file *package)
{
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    if (driver == NULL) {
        GDALAllRegister();
        driver = GDALGetDriverByName("GPKG");
    }
    if (driver == NULL || !kk_vector_file_reference(package)) return false;
    package->dataset = GDALCreate(driver, package->path, 0, 0, 0, GDT_Unknown, NULL);
    return package->dataset != NULL;
}

static OGRLayerH add_layer(kk_vector_file *package, const kk_level *level, const kk_map_columns *map)
{
    char **options = NULL;
    options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    options = CSLSetNameValue(options, "IDENTIFIER", level->plural);
    options = CSLSetNameValue(options, "DESCRIPTION", level->title);
    OGRLayerH layer =
        GDALDatasetCreateLayer(package->dataset, level->plural, package->rd_new, wkbMultiPolygon, options);
    CSLDestroy(options);
    return layer != NULL && kk_layer_add_fields(layer, map) ? layer : NULL;
}

static kk_status write_layer(kk_vector_file *package, const kk_release *release, size_t index,
                             const kk_config_classes *classes, kk_error *err)
{
    const kk_level *level = &kk_release_areas(release)->level[index];
    kk_map_columns map;
    kk_status status = kk_map_columns_select(release, index, &map, err);
    if (status != KK_OK) return status;
    OGRLayerH layer = NULL;
    if (GDALDatasetStartTransaction(package->dataset, FALSE) == OGRERR_NONE) layer = add_layer(package, level, &map);
    status = layer == NULL ? kk_vector_file_fail(package, err) : kk_layer_write_areas(package, layer, level, &map, err);
    if (status == KK_OK && !kk_geopackage_describe(package->dataset, level, &map, classes))
        status = kk_vector_file_fail(package, err);
    if (status == KK_OK && GDALDatasetCommitTransaction(package->dataset) != OGRERR_NONE)
        status = kk_vector_file_fail(package, err);
    free(map.columns);
    return status;
}

kk_status kk_write_geopackage(const kk_release *release, const kk_config_classes *classes, const char *folder,
                              kk_error *err)
{
    kk_vector_file package = {0};
    if (asprintf(&package.path, "%s/kansenkompas.gpkg", folder) < 0) return kk_fail_memory(err);
    CPLPushErrorHandlerEx(kk_vector_file_note, &package);
    set_options(true);
    bool is_open = open_package(&package) && kk_geopackage_prepare(package.dataset);
    kk_status status = is_open ? KK_OK : kk_vector_file_fail(&package, err);
    for (size_t level = 0; level < kk_release_areas(release)->level_count && status == KK_OK; level++)
        status = write_layer(&package, release, level, classes, err);
    if (package.dataset != NULL) GDALClose(package.dataset);
    /* Indices are made, and the last pages written, on closing. */
    if (status == KK_OK && package.reason[0] != '\0') status = kk_vector_file_fail(&package, err);
    set_options(false);
    CPLPopErrorHandler();
    kk_vector_file_clear(&package);
    return status;
}
