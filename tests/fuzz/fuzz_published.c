/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An indicator read back from an output folder for `kansenkompas map`: any bytes as its indicators.csv give a map with
 * a status that there is for each area and no figure that is infinite, or an error of input.
 */
#include "memory_file.h"

#include "kk/figure.h"
#include "kk/published_map.h"

#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_area(OGRLayerH layer, const char *code, int at)
{
    char text[200];
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH shape = NULL;
    snprintf(text, sizeof text, "MULTIPOLYGON(((%d 0,%d 0,%d 9,%d 9,%d 0)))", at, at + 9, at + 9, at, at);
    char *wkt = text;
    require(OGR_G_CreateFromWkt(&wkt, NULL, &shape) == OGRERR_NONE);
    OGR_F_SetFieldString(feature, 0, code);
    OGR_F_SetFieldString(feature, 1, "Een wijk");
    OGR_F_SetFieldString(feature, 2, "GM0001");
    OGR_F_SetFieldInteger(feature, 3, at > 9);
    require(OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE);
    require(OGR_L_CreateFeature(layer, feature) == OGRERR_NONE);
    OGR_F_Destroy(feature);
}

static void make_areas(const char *folder)
{
    static const char *const fields[] = {"code", "name", "parent", "water"};
    char path[128];
    snprintf(path, sizeof path, "%s/kansenkompas.gpkg", folder);
    GDALAllRegister();
    GDALDatasetH file = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    require(file != NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(file, "wijken", NULL, wkbMultiPolygon, NULL);
    for (int i = 0; i < 4; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(fields[i], i == 3 ? OFTInteger : OFTString);
        require(OGR_L_CreateField(layer, field, TRUE) == OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
    add_area(layer, "WK000101", 0);
    add_area(layer, "WK000102", 9);
    add_area(layer, "WK000103", 18);
    GDALClose(file);
}

static const char *folder_of(void)
{
    static char folder[64];
    if (*folder == '\0') {
        snprintf(folder, sizeof folder, "/dev/shm/kk-fuzz-XXXXXX");
        require(mkdtemp(folder) != NULL);
        make_areas(folder);
    }
    return folder;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *folder = folder_of();
    char path[128];
    snprintf(path, sizeof path, "%s/indicators.csv", folder);
    FILE *out = fopen(path, "wb");
    require(out != NULL && fwrite(data, 1, size, out) == size && fclose(out) == 0);
    kk_published_choice choice = {
        .folder = folder, .layer = "wijken", .level = "wijk", .indicator = "reach", .until = "2023"};
    if (size % 2 == 1) choice.period = "2022";
    kk_arena arena;
    kk_arena_init(&arena);
    kk_published_map map;
    kk_error err = {0};
    kk_status status = kk_published_map_read(&choice, &arena, &map, &err);
    require(status == KK_OK || (status == KK_ERR_INPUT && err.message[0] != '\0'));
    for (size_t i = 0; status == KK_OK && i < map.level.count; i++) {
        require(kk_figure_status_name((kk_figure_status)map.status[i]) != NULL);
        require(!isinf(map.value[i]) && !isinf(map.lower[i]) && !isinf(map.upper[i]));
    }
    kk_arena_clear(&arena);
    return 0;
}
