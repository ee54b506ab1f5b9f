/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/mapped_rows.h"
#include "core/netherlands.h"
#include "ingest/cell.h"
#include "ingest/named_columns.h"
#include "ingest/record_location.h"
#include "ingest/table_columns.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

#define COUNT_MAX 1e9 /* a sum of them stays exact */

/* ---- columns ---- */

static kk_status keep_header(kk_mapped_rows *rows, kk_error *err)
{
    const kk_cell *cells = NULL;
    const char **names = NULL;
    size_t count =
        rows->table != NULL ? kk_rows_header(rows->table, &cells) : kk_vector_points_columns(rows->vector, &names);
    rows->header = kk_arena_alloc(&rows->texts, count, sizeof *rows->header);
    if (rows->header == NULL) return kk_fail_memory(err);
    for (; rows->header_count < count; rows->header_count++) {
        size_t i = rows->header_count;
        rows->header[i] = names != NULL ? names[i] : kk_arena_text(&rows->texts, cells[i].text, cells[i].length);
        if (rows->header[i] == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

static kk_status find_column(kk_mapped_rows *rows, const kk_names *names, kk_csv_field field, kk_error *err)
{
    const kk_config_csv *csv = rows->csv;
    rows->column[field] = -1;
    if (csv->column[field] != NULL) {
        uint32_t index;
        kk_status status =
            kk_names_require(names, csv->column[field], csv->column_mark[field], csv->file.given, &index, err);
        if (status == KK_OK) rows->column[field] = (ptrdiff_t)index;
        return status;
    }
    for (size_t i = 0; i < names->count && rows->column[field] < 0; i++)
        if (kk_name_is(names->name[i], kk_csv_field_name(field))) rows->column[field] = (ptrdiff_t)i;
    return KK_OK;
}

static kk_status find_columns(kk_mapped_rows *rows, kk_error *err)
{
    kk_names names = {.count = rows->header_count, .name = rows->header};
    names.shown = rows->csv->is_public || kk_names_look_right(&names);
    kk_status status = KK_OK;
    for (int f = 0; f < KK_FIELD_COUNT && status == KK_OK; f++)
        status = find_column(rows, &names, (kk_csv_field)f, err);
    for (size_t i = 0; i < rows->header_count && !names.shown; i++) rows->header[i] = "";
    return status;
}

kk_status kk_mapped_rows_open(const kk_config_csv *csv, bool vector, const char *layer, kk_source_counts *counts,
                              kk_rejects *rejects, kk_mapped_rows *out, kk_error *err)
{
    *out = (kk_mapped_rows){.csv = csv, .counts = counts, .rejects = rejects};
    kk_arena_init(&out->texts);
    kk_status status = vector ? kk_vector_points_open(csv, layer, &out->vector, err)
                              : kk_rows_open(&csv->file, NULL, &out->table, err);
    if (status == KK_OK) status = keep_header(out, err);
    return status == KK_OK ? find_columns(out, err) : status;
}

void kk_mapped_rows_close(kk_mapped_rows *rows)
{
    if (rows->table != NULL) kk_rows_close(rows->table);
    kk_vector_points_close(rows->vector);
    kk_arena_clear(&rows->texts);
    *rows = (kk_mapped_rows){0};
}

bool kk_mapped_rows_have(const kk_mapped_rows *rows, kk_csv_field field)
{
    return rows->column[field] >= 0;
}

kk_status kk_mapped_rows_need(const kk_mapped_rows *rows, kk_csv_field field, kk_error *err)
{
    const char *key = kk_csv_field_name(field);
    if (kk_mapped_rows_have(rows, field)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, rows->csv->mark,
                      "%s has no column '%s'; name the one that holds it: `columns: {%s: …}`", rows->csv->file.given,
                      key, key);
}

/* ---- rows ---- */

static kk_status reject_width(kk_mapped_rows *rows, kk_error *err)
{
    kk_reject line = {
        .kind = KK_REJECT_ROW, .file = rows->csv->file.given, .line = rows->row.line, .reason = KK_WRONG_WIDTH};
    rows->counts->rows_read++;
    rows->counts->rows_rejected++;
    return kk_rejects_add(rows->rejects, &line, err);
}

/* The next row that is as wide as the header. */
static kk_status next_of_table(kk_mapped_rows *rows, bool *found, kk_error *err)
{
    const kk_cell *cells;
    size_t count;
    kk_status status = kk_rows_next(rows->table, &cells, &count, &rows->row.line, err);
    while (status == KK_OK && count > 0 && count != rows->header_count) {
        status = reject_width(rows, err);
        if (status == KK_OK) status = kk_rows_next(rows->table, &cells, &count, &rows->row.line, err);
    }
    *found = status == KK_OK && count > 0;
    for (int f = 0; f < KK_FIELD_COUNT && *found; f++)
        rows->row.cell[f] = rows->column[f] >= 0 ? cells[rows->column[f]] : (kk_cell){"", 0};
    return status;
}

static kk_status next_of_vector(kk_mapped_rows *rows, bool *found, kk_error *err)
{
    kk_status status = kk_vector_points_next(rows->vector, rows->xy, &rows->row.line, found, err);
    for (int f = 0; f < KK_FIELD_COUNT && status == KK_OK && *found; f++) {
        const char *text = rows->column[f] < 0 ? "" : kk_vector_points_text(rows->vector, (size_t)rows->column[f]);
        if (text == NULL) return kk_fail_memory(err);
        rows->row.cell[f] = (kk_cell){text, strlen(text)};
    }
    return status;
}

kk_status kk_mapped_rows_next(kk_mapped_rows *rows, bool *found, kk_error *err)
{
    kk_status status = rows->table != NULL ? next_of_table(rows, found, err) : next_of_vector(rows, found, err);
    if (status != KK_OK || !*found) return status;
    rows->counts->rows_read++;
    return kk_interrupted() ? kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while reading %s", rows->csv->file.given)
                            : KK_OK;
}

static kk_status report(kk_mapped_rows *rows, kk_reject_kind kind, kk_csv_field field, const char *reason,
                        kk_error *err)
{
    enum { SHOWN = 80 };
    kk_cell cell = rows->row.cell[field];
    char value[SHOWN + 1] = "";
    if (rows->csv->is_public && cell.length <= SHOWN) memcpy(value, cell.text, cell.length);
    kk_reject line = {
        .kind = kind,
        .file = rows->csv->file.given,
        .line = rows->row.line,
        .column = rows->column[field] < 0 ? "" : rows->header[rows->column[field]],
        .value = value,
        .reason = reason,
    };
    return kk_rejects_add(rows->rejects, &line, err);
}

kk_status kk_mapped_rows_reject(kk_mapped_rows *rows, kk_csv_field field, const char *reason, kk_error *err)
{
    rows->counts->rows_rejected++;
    return report(rows, KK_REJECT_ROW, field, reason, err);
}

kk_status kk_mapped_rows_reject_cell(kk_mapped_rows *rows, kk_csv_field field, const char *reason, kk_error *err)
{
    return report(rows, KK_REJECT_CELL, field, reason, err);
}

const char *kk_mapped_rows_text(const kk_mapped_rows *rows, kk_csv_field field, kk_arena *arena)
{
    kk_cell cell = rows->row.cell[field];
    return kk_arena_text(arena, cell.text, cell.length);
}

bool kk_mapped_rows_count(const kk_mapped_rows *rows, kk_csv_field field, double *number)
{
    kk_figure figure;
    *number = NAN;
    if (kk_cell_figure(rows->row.cell[field], &figure) == KK_CELL_BAD) return false;
    *number = figure.value;
    return !(figure.value < 0 || figure.value > COUNT_MAX);
}

/* ---- where ---- */

/* The order of locating where the project gives none: area, postcode, point, as far as the file has them. */
static void complete_order(const kk_mapped_rows *rows, kk_config_csv *how)
{
    static const kk_csv_field fields[KK_LOCATINGS] = {KK_FIELD_AREA, KK_FIELD_POSTCODE, KK_FIELD_X};
    if (how->by_count > 0) return;
    for (int way = 0; way < KK_LOCATINGS; way++)
        if (rows->vector != NULL ? way == KK_BY_POINT : kk_mapped_rows_have(rows, fields[way]))
            how->by[how->by_count++] = (kk_locating)way;
}

kk_locus kk_mapped_rows_locate(const kk_mapped_rows *rows, kk_locus_finder *find, const void *finder,
                               kk_location *location)
{
    kk_config_csv how = *rows->csv;
    complete_order(rows, &how);
    kk_location_parse(rows->row.cell, location);
    if (rows->vector != NULL) {
        how.crs = "EPSG:28992";
        location->x = rows->xy[0];
        location->y = rows->xy[1];
    }
    kk_locus place = find == NULL ? (kk_locus)KK_NOWHERE_GIVEN : find(finder, &how, location);
    if (!kk_box_holds(&kk_netherlands_rd, location->x, location->y)) location->x = location->y = NAN;
    return place;
}
