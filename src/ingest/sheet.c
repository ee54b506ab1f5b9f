/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/sheet.h"
#include "ingest/encoding.h"

#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

struct kk_sheet {
    const kk_config_file *file;
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH row; /* holds the text of `cells` */
    kk_cell *cells;
    size_t column_count;
};

bool kk_sheet_is(const unsigned char *bytes, size_t length)
{
    static const unsigned char zip[] = {'P', 'K', 3, 4}, compound[] = {0xD0, 0xCF, 0x11, 0xE0};
    if (length < 4) return false;
    if (memcmp(bytes, zip, 4) == 0 || memcmp(bytes, compound, 4) == 0) return true;
    /* An XLS of Excel 2 to 4 is no compound file: it begins with its BOF record. */
    return bytes[0] == 9 && bytes[1] <= 4 && (bytes[2] == 4 || bytes[2] == 6) && bytes[3] == 0;
}

/* The first row is ours to judge, and text keeps leading zeros: GDAL must guess neither header nor types. */
static GDALDatasetH open_as_text(const char *path)
{
    static const char *const settings[][2] = {
        {"OGR_XLSX_HEADERS", "DISABLE"},   {"OGR_XLSX_FIELD_TYPES", "STRING"}, {"OGR_XLS_HEADERS", "DISABLE"},
        {"OGR_XLS_FIELD_TYPES", "STRING"}, {"OGR_ODS_HEADERS", "DISABLE"},     {"OGR_ODS_FIELD_TYPES", "STRING"},
    };
    static const char *const drivers[] = {"XLSX", "ODS", "XLS", NULL};
    enum { SETTINGS = sizeof settings / sizeof *settings };
    for (size_t i = 0; i < SETTINGS; i++) CPLSetThreadLocalConfigOption(settings[i][0], settings[i][1]);
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    /* The layers are read when they are first asked for. */
    for (int i = 0; dataset != NULL && i < GDALDatasetGetLayerCount(dataset); i++)
        OGR_L_GetLayerDefn(GDALDatasetGetLayer(dataset, i));
    for (size_t i = 0; i < SETTINGS; i++) CPLSetThreadLocalConfigOption(settings[i][0], NULL);
    return dataset;
}

static kk_status fail_no_sheet(const kk_sheet *sheet, const char *name, kk_error *err)
{
    enum { NAMES_MAX = 64 };
    const char *names[NAMES_MAX];
    int count = GDALDatasetGetLayerCount(sheet->dataset);
    if (count > NAMES_MAX) count = NAMES_MAX;
    for (int i = 0; i < count; i++) names[i] = OGR_L_GetName(GDALDatasetGetLayer(sheet->dataset, i));
    const char *nearest = kk_nearest_name(name, names, count);
    if (nearest == NULL) nearest = names[0];
    return kk_fail_at(err, KK_ERR_PROJECT, sheet->file->mark, "%s has no sheet '%s'; did you mean '%s'?",
                      sheet->file->given, name, nearest);
}

static kk_status find_layer(kk_sheet *sheet, const char *name, kk_error *err)
{
    if (GDALDatasetGetLayerCount(sheet->dataset) == 0)
        return kk_fail_at(err, KK_ERR_INPUT, sheet->file->mark, "%s: holds no sheet", sheet->file->given);
    sheet->layer =
        name == NULL ? GDALDatasetGetLayer(sheet->dataset, 0) : GDALDatasetGetLayerByName(sheet->dataset, name);
    if (sheet->layer == NULL) return fail_no_sheet(sheet, name, err);
    sheet->column_count = (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(sheet->layer));
    sheet->cells = calloc(sheet->column_count + 1, sizeof *sheet->cells);
    return sheet->cells == NULL ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_sheet_open(const kk_config_file *file, const char *name, kk_sheet **out, kk_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) return kk_fail_memory(err);
    (*out)->file = file;
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    (*out)->dataset = open_as_text(file->path);
    CPLPopErrorHandler();
    kk_status status = KK_OK;
    if ((*out)->dataset == NULL)
        status = kk_fail_at(
            err, KK_ERR_INPUT, file->mark,
            "%s: is no spreadsheet that can be read (XLSX, XLS, ODS); a zip file must be unpacked first", file->given);
    if (status == KK_OK) status = find_layer(*out, name, err);
    if (status == KK_OK) return KK_OK;
    kk_sheet_close(*out);
    *out = NULL;
    return status;
}

void kk_sheet_close(kk_sheet *sheet)
{
    if (sheet == NULL) return;
    OGR_F_Destroy(sheet->row);
    if (sheet->dataset != NULL) GDALClose(sheet->dataset);
    free(sheet->cells);
    free(sheet);
}

void kk_sheet_rewind(kk_sheet *sheet)
{
    OGR_L_ResetReading(sheet->layer);
}

static bool take_cells(kk_sheet *sheet)
{
    bool blank = true;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *text = OGR_F_GetFieldAsString(sheet->row, (int)i);
        sheet->cells[i] = kk_cell_trim((kk_cell){text, strlen(text)});
        blank = blank && sheet->cells[i].length == 0;
    }
    return !blank;
}

kk_status kk_sheet_next(kk_sheet *sheet, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err)
{
    bool found = false;
    *cells = sheet->cells;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    while (!found) {
        OGR_F_Destroy(sheet->row);
        sheet->row = OGR_L_GetNextFeature(sheet->layer);
        if (sheet->row == NULL) break;
        found = take_cells(sheet);
        *line = OGR_F_GetFID(sheet->row);
    }
    CPLPopErrorHandler();
    *count = found ? sheet->column_count : 0;
    if (!found && CPLGetLastErrorType() >= CE_Failure)
        return kk_fail_at(err, KK_ERR_INPUT, sheet->file->mark, "%s: cannot be read: %s", sheet->file->given,
                          CPLGetLastErrorMsg());
    return KK_OK;
}
