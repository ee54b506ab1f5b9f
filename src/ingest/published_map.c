/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/published_map.h"
#include "core/period.h"
#include "core/shape_builder.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "kk/figure.h"

#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <stdlib.h>
#include <string.h>

/* ---- shapes ---- */

static int add_ring(OGRGeometryH ring, kk_shape_builder *builder)
{
    int count = OGR_G_GetPointCount(ring);
    if (kk_shape_add_ring(builder) != 0) return -1;
    double *xy = kk_shape_add_points(builder, (size_t)count);
    if (xy == NULL) return -1;
    OGR_G_GetPoints(ring, xy, 2 * sizeof *xy, xy + 1, 2 * sizeof *xy, NULL, 0);
    return 0;
}

/* The polygons of any geometry, in the area begun last. */
static int add_geometry(OGRGeometryH geometry, kk_shape_builder *builder)
{
    if (geometry == NULL || OGR_G_IsEmpty(geometry)) return 0;
    bool is_polygon = wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPolygon;
    if (is_polygon && kk_shape_add_part(builder) != 0) return -1;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); i++) {
        OGRGeometryH inner = OGR_G_GetGeometryRef(geometry, i);
        if ((is_polygon ? add_ring(inner, builder) : add_geometry(inner, builder)) != 0) return -1;
    }
    return 0;
}

typedef struct reading {
    const kk_published_choice *choice;
    kk_arena *arena;
    kk_published_map *out;
    kk_shape_builder builder;
    int code, name, parent, water; /* fields */
    size_t capacity;
} reading;

static bool is_wanted(const kk_published_choice *choice, const char *code)
{
    size_t length = choice->within != NULL ? strlen(choice->within) : 0;
    if (length < 3) return true;
    return strlen(code) >= length && strncmp(code + 2, choice->within + 2, length - 2) == 0;
}

static bool add_feature(reading *work, OGRFeatureH feature)
{
    const char *code = OGR_F_GetFieldAsString(feature, work->code);
    if (!is_wanted(work->choice, code)) return true;
    kk_level *level = &work->out->level;
    size_t i = level->count++;
    const char *parent = OGR_F_GetFieldAsString(feature, work->parent);
    level->code[i] = kk_arena_copy(work->arena, code);
    level->area_name[i] = kk_arena_copy(work->arena, OGR_F_GetFieldAsString(feature, work->name));
    level->parent[i] = *parent != '\0' ? kk_arena_copy(work->arena, parent) : NULL;
    level->water[i] = OGR_F_GetFieldAsInteger(feature, work->water) != 0;
    return level->code[i] != NULL && level->area_name[i] != NULL && kk_shape_add_area(&work->builder) == 0 &&
           add_geometry(OGR_F_GetGeometryRef(feature), &work->builder) == 0;
}

static bool allocate(reading *work, size_t count)
{
    kk_level *level = &work->out->level;
    level->code = kk_arena_alloc(work->arena, count, sizeof *level->code);
    level->area_name = kk_arena_alloc(work->arena, count, sizeof *level->area_name);
    level->parent = kk_arena_alloc(work->arena, count, sizeof *level->parent);
    level->water = kk_arena_alloc(work->arena, count, sizeof *level->water);
    return level->code != NULL && level->area_name != NULL && level->parent != NULL && level->water != NULL;
}

static kk_status read_features(reading *work, OGRLayerH layer, kk_error *err)
{
    OGRFeatureDefnH fields = OGR_L_GetLayerDefn(layer);
    work->code = OGR_FD_GetFieldIndex(fields, "code");
    work->name = OGR_FD_GetFieldIndex(fields, "name");
    work->parent = OGR_FD_GetFieldIndex(fields, "parent");
    work->water = OGR_FD_GetFieldIndex(fields, "water");
    if (work->code < 0 || work->name < 0 || work->parent < 0 || work->water < 0)
        return kk_fail(err, KK_ERR_INPUT, "%s/kansenkompas.gpkg was not written by kansenkompas", work->choice->folder);
    bool is_fine = allocate(work, (size_t)OGR_L_GetFeatureCount(layer, 1));
    for (OGRFeatureH feature; is_fine && (feature = OGR_L_GetNextFeature(layer)) != NULL; OGR_F_Destroy(feature))
        is_fine = add_feature(work, feature);
    kk_shape_source *sources = calloc(work->out->level.count + 1, sizeof *sources);
    is_fine = is_fine && sources != NULL && kk_shape_seal(&work->builder) == 0;
    for (size_t i = 0; is_fine && i < work->out->level.count; i++)
        sources[i] = (kk_shape_source){&work->builder.shape, i};
    is_fine = is_fine && kk_shapes_gather(sources, work->out->level.count, work->arena, &work->out->level.shape) == 0;
    free(sources);
    return is_fine ? KK_OK : kk_fail_memory(err);
}

static kk_status read_shapes(reading *work, kk_error *err)
{
    const kk_published_choice *choice = work->choice;
    char *path = kk_arena_format(work->arena, "%s/kansenkompas.gpkg", choice->folder);
    if (path == NULL) return kk_fail_memory(err);
    GDALAllRegister();
    const char *const drivers[] = {"GPKG", NULL};
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (file == NULL) return kk_fail(err, KK_ERR_INPUT, "%s cannot be read; `kansenkompas run` makes it", path);
    char *by_code = kk_arena_format(work->arena, "SELECT * FROM \"%s\" ORDER BY code, water", choice->layer);
    OGRLayerH layer = GDALDatasetGetLayerByName(file, choice->layer);
    OGRLayerH sorted = layer != NULL && by_code != NULL ? GDALDatasetExecuteSQL(file, by_code, NULL, NULL) : NULL;
    kk_status status = KK_OK;
    if (sorted == NULL)
        status = kk_fail(err, KK_ERR_INPUT, "%s has no layer '%.60s'", path, choice->layer);
    else
        status = read_features(work, sorted, err);
    if (sorted != NULL) GDALDatasetReleaseResultSet(file, sorted);
    GDALClose(file);
    if (status == KK_OK && work->out->level.count == 0)
        status = kk_fail(err, KK_ERR_INPUT, "no area of %s lies in '%.60s'", choice->layer, choice->within);
    return status;
}

/* ---- figures ---- */

enum {
    LEVEL,
    CODE,
    NAME,
    PERIOD,
    INDICATOR,
    VALUE,
    LOWER,
    UPPER,
    NUMERATOR,
    DENOMINATOR,
    STATUS,
    UNIT,
    SOURCE,
    COLUMNS
};

static bool is_text(const kk_cell *cell, const char *text)
{
    return strlen(text) == cell->length && memcmp(cell->text, text, cell->length) == 0;
}

static bool is_row(const kk_published_choice *choice, const kk_cell *cells, size_t count)
{
    return count >= COLUMNS && is_text(&cells[LEVEL], choice->level) && is_text(&cells[INDICATOR], choice->indicator);
}

/* The texts of a row. */
typedef struct row {
    char *text[COLUMNS], *room;
    size_t capacity;
} row;

static bool copy_row(const kk_cell *cells, row *to)
{
    size_t need = COLUMNS;
    for (int c = 0; c < COLUMNS; c++) need += cells[c].length;
    if (kk_grow(&to->room, &to->capacity, need, 1) != 0) return false;
    char *at = to->room;
    for (int c = 0; c < COLUMNS; c++) {
        to->text[c] = at;
        memcpy(at, cells[c].text, cells[c].length);
        at += cells[c].length;
        *at++ = '\0';
    }
    return true;
}

/* The first pass: which period; the second: its figures. */
typedef kk_status visit_row(reading *work, const row *of, kk_error *err);

static kk_status visit_rows(reading *work, visit_row *visit, kk_error *err)
{
    char *path = kk_arena_format(work->arena, "%s/indicators.csv", work->choice->folder);
    if (path == NULL) return kk_fail_memory(err);
    kk_config_file file = {path, path, {path, 0, 0}};
    kk_csv *csv;
    kk_status status = kk_csv_open(&file, &csv, err);
    if (status != KK_OK) return status;
    const kk_cell *cells;
    size_t count = 1;
    int64_t line;
    row copy = {.capacity = 0};
    while (status == KK_OK && count > 0) {
        status = kk_csv_next(csv, &cells, &count, &line, err);
        if (status != KK_OK || !is_row(work->choice, cells, count)) continue;
        status = copy_row(cells, &copy) ? visit(work, &copy, err) : kk_fail_memory(err);
    }
    free(copy.room);
    kk_csv_close(csv);
    return status;
}

static kk_status find_period(reading *work, const row *of, kk_error *err)
{
    const char *period = of->text[PERIOD], *asked = work->choice->period, *until = work->choice->until;
    kk_published_map *out = work->out;
    if (asked != NULL ? strcmp(period, asked) != 0 : kk_period_last_month(period) > kk_period_last_month(until))
        return KK_OK;
    if (out->period != NULL && !kk_period_is_later(period, out->period, until)) return KK_OK;
    if (asked == NULL && *of->text[VALUE] == '\0') return KK_OK; /* a period with a figure */
    out->period = kk_arena_copy(work->arena, period);
    out->source = kk_arena_copy(work->arena, of->text[SOURCE]);
    out->unit = kk_arena_copy(work->arena, of->text[UNIT]);
    return out->period != NULL && out->source != NULL && out->unit != NULL ? KK_OK : kk_fail_memory(err);
}

/* An empty text is no number. */
static kk_status take_number(const reading *work, const char *text, double *number, kk_error *err)
{
    *number = NAN;
    if (*text == '\0' || kk_cell_number((kk_cell){text, strlen(text)}, number)) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT, "%s/indicators.csv: '%.40s' is no number; `kansenkompas run` writes it anew",
                   work->choice->folder, text);
}

static kk_status take_figure(reading *work, const row *of, kk_error *err)
{
    kk_published_map *out = work->out;
    if (strcmp(of->text[PERIOD], out->period) != 0) return KK_OK;
    ptrdiff_t at = kk_level_find(&out->level, of->text[CODE]);
    if (at < 0) return KK_OK;
    kk_figure_status status = KK_FIGURE_UNKNOWN;
    (void)kk_figure_status_parse(of->text[STATUS], &status);
    out->status[at] = (uint8_t)status;
    kk_status found = take_number(work, of->text[VALUE], &out->value[at], err);
    if (found == KK_OK) found = take_number(work, of->text[LOWER], &out->lower[at], err);
    return found == KK_OK ? take_number(work, of->text[UPPER], &out->upper[at], err) : found;
}

static kk_status read_figures(reading *work, kk_error *err)
{
    kk_published_map *out = work->out;
    const kk_published_choice *choice = work->choice;
    kk_status status = visit_rows(work, find_period, err);
    if (status == KK_OK && out->period == NULL)
        return kk_fail(err, KK_ERR_INPUT, "%s/indicators.csv has no figures of '%.60s' for %s%s%s", choice->folder,
                       choice->indicator, choice->level, choice->period != NULL ? " in " : "",
                       choice->period != NULL ? choice->period : "");
    size_t count = out->level.count;
    out->value = kk_arena_alloc(work->arena, count, sizeof *out->value);
    out->lower = kk_arena_alloc(work->arena, count, sizeof *out->lower);
    out->upper = kk_arena_alloc(work->arena, count, sizeof *out->upper);
    out->status = kk_arena_alloc(work->arena, count, sizeof *out->status);
    if (out->value == NULL || out->lower == NULL || out->upper == NULL || out->status == NULL)
        return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        out->value[i] = out->lower[i] = out->upper[i] = NAN;
        out->status[i] = out->level.water[i] ? KK_FIGURE_NOT_APPLICABLE : KK_FIGURE_ABSENT;
    }
    return status == KK_OK ? visit_rows(work, take_figure, err) : status;
}

kk_status kk_published_map_read(const kk_published_choice *choice, kk_arena *arena, kk_published_map *out,
                                kk_error *err)
{
    *out = (kk_published_map){.level = {.name = choice->level, .plural = choice->layer}};
    reading work = {.choice = choice, .arena = arena, .out = out};
    kk_shape_builder_init(&work.builder);
    kk_status status = read_shapes(&work, err);
    if (status == KK_OK) status = read_figures(&work, err);
    kk_shape_builder_clear(&work.builder);
    return status;
}
