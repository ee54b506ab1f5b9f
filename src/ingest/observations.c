/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The long form: one observation a row (StatLine v4: Id;Measure;ValueAttribute;Value;WijkenEnBuurten;Perioden). Each
 * measure is a column, asked for by its code or, where MeasureCodes.csv lies beside the file, by its title.
 */
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/table_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- which measures ---- */

/* Observations of an area or of a measure follow each other. */
uint32_t kk_measure_find(const kk_names *names, kk_cell code, uint32_t last)
{
    for (size_t i = 0; i < names->count; i++) {
        size_t at = (last + i) % names->count;
        if (kk_cell_equals(code, names->name[at])) return (uint32_t)at;
    }
    return KK_NOT_A_MEASURE;
}

static kk_status add_measure(kk_table_reader *in, kk_names *names, kk_cell code)
{
    if (names->count == KK_MEASURES_MAX)
        return kk_fail_at(in->err, KK_ERR_PROJECT, in->table->mark,
                          "%s: the column '%s' has more than %d different values, so it holds no measures",
                          in->table->file.given, in->header.name[in->key.measure], KK_MEASURES_MAX);
    names->name[names->count] = kk_arena_text(&in->scratch, code.text, code.length);
    if (names->name[names->count] == NULL) return kk_fail_memory(in->err);
    names->count++;
    return KK_OK;
}

kk_status kk_measures_collect(kk_table_reader *in, bool shown, kk_names *names)
{
    uint32_t last = 0;
    *names = (kk_names){.name = kk_arena_alloc(&in->scratch, KK_MEASURES_MAX, sizeof *names->name), .shown = shown};
    if (names->name == NULL) return kk_fail_memory(in->err);
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status != KK_OK) return status;
        if (count == 0) break;
        if (count != in->header.count) continue;
        uint32_t measure = kk_measure_find(names, cells[in->key.measure], last);
        if (measure != KK_NOT_A_MEASURE)
            last = measure;
        else
            status = add_measure(in, names, cells[in->key.measure]);
        if (status != KK_OK) return status;
    }
    return kk_rows_rewind(in->rows, in->err);
}

/* ---- their titles ---- */

static ptrdiff_t header_index(const kk_rows *rows, const char *name)
{
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    for (size_t i = 0; i < count; i++)
        if (kk_cell_equals(header[i], name)) return (ptrdiff_t)i;
    return -1;
}

static kk_status read_titles(kk_table_reader *in, kk_rows *rows)
{
    ptrdiff_t code = header_index(rows, "Identifier"), title = header_index(rows, "Title");
    if (code < 0 || title < 0) return KK_OK;
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(rows, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) return status;
        if ((size_t)code >= count || (size_t)title >= count || cells[title].length == 0) continue;
        uint32_t measure = kk_measure_find(&in->names, cells[code], 0);
        if (measure == KK_NOT_A_MEASURE) continue;
        in->names.title[measure] = kk_arena_text(&in->scratch, cells[title].text, cells[title].length);
        if (in->names.title[measure] == NULL) return kk_fail_memory(in->err);
    }
}

static kk_status find_titles(kk_table_reader *in)
{
    const char *path = in->table->file.path, *slash = path == NULL ? NULL : strrchr(path, '/');
    if (slash == NULL) return KK_OK;
    kk_config_file file = {.given = "MeasureCodes.csv", .mark = in->table->file.mark};
    file.path = kk_arena_format(in->arena, "%.*s/MeasureCodes.csv", (int)(slash - path), path);
    if (file.path == NULL) return kk_fail_memory(in->err);
    if (access(file.path, R_OK) != 0) return KK_OK;
    in->companion = file.path;
    kk_rows *rows;
    kk_status status = kk_rows_open(&file, NULL, &rows, in->err);
    if (status != KK_OK) return status;
    status = read_titles(in, rows);
    kk_rows_close(rows);
    return status;
}

/* Measures are cells: of a table that is not public they are not shown. */
kk_status kk_measures_find(kk_table_reader *in)
{
    kk_status status = kk_measures_collect(in, in->table->is_public, &in->names);
    if (status != KK_OK) return status;
    in->names.title = kk_arena_alloc(&in->scratch, KK_MEASURES_MAX, sizeof *in->names.title);
    return in->names.title == NULL ? kk_fail_memory(in->err) : find_titles(in);
}

/* ---- observations ---- */

/* A title may stand for several measures ("Totaal"), each under another heading. */
static kk_status refuse_ambiguous(kk_table_reader *in)
{
    for (size_t c = 0; c < in->columns.count; c++) {
        const kk_column *column = &in->columns.item[c];
        if (column->source_count < 2 || !column->asked) continue;
        if (!in->names.shown)
            return kk_fail_at(in->err, KK_ERR_PROJECT, column->mark,
                              "'%s' is ambiguous in %s: %zu measures are called so; name one by its code", column->name,
                              in->table->file.given, column->source_count);
        return kk_fail_at(in->err, KK_ERR_PROJECT, column->mark,
                          "'%s' is ambiguous in %s: the measures %s and %s are called so; name one by its code",
                          column->name, in->table->file.given, in->names.name[column->source[0]],
                          in->names.name[column->source[1]]);
    }
    return KK_OK;
}

static bool is_used(const kk_table_reader *in, uint32_t measure)
{
    for (size_t c = 0; c < in->columns.count; c++)
        if (in->columns.item[c].source[0] == measure) return true;
    return false;
}

static uint8_t observation_status(const kk_table_reader *in, kk_cell_kind kind, kk_figure figure, const kk_cell *cells)
{
    if (kind == KK_CELL_BAD) return KK_STATUS_REJECTED;
    if (kind == KK_CELL_FIGURE && kk_figure_has_value(figure.status)) return (uint8_t)figure.status;
    kk_cell attribute = in->key.attribute < 0 ? (kk_cell){"", 0} : cells[in->key.attribute];
    if (attribute.length > 0 && !kk_cell_equals(attribute, "None")) return (uint8_t)kk_attribute_status(attribute);
    return kind == KK_CELL_BLANK ? KK_STATUS_BLANK : (uint8_t)figure.status;
}

static bool is_seen(const kk_table_reader *in, uint32_t row, uint32_t measure)
{
    for (size_t c = 0; c < in->columns.count; c++)
        if (in->columns.item[c].source[0] == measure)
            return in->data.status[row * in->data.column_count + c] != KK_STATUS_UNSEEN;
    return false;
}

static kk_status refuse_double(kk_table_reader *in, kk_row_key *key, uint32_t row, uint32_t measure, int64_t line)
{
    if (in->doubles == 0) in->doubled_measure = measure;
    snprintf(key->reason, sizeof key->reason, "the area occurs more than once in %s for the measure %.80s", key->period,
             in->names.name[measure]);
    return kk_row_turn_away_double(in, key, row, line);
}

static kk_status take_observation(kk_table_reader *in, kk_row_key *key, uint32_t measure, const kk_cell *cells,
                                  int64_t line)
{
    uint32_t row;
    bool added;
    kk_status status = kk_table_rows_take(&in->data, key->code, key->period, line, &row, &added, in->err);
    if (status != KK_OK) return status;
    if (is_seen(in, row, measure)) return refuse_double(in, key, row, measure, line);
    kk_figure figure;
    kk_cell value = cells[in->key.value];
    kk_cell_kind kind = kk_cell_figure(value, &figure);
    uint8_t figure_status = observation_status(in, kind, figure, cells);
    uint32_t *holder = &in->data.source[in->data.row[row].period * in->data.column_count];
    for (size_t c = 0; c < in->columns.count; c++) {
        if (in->columns.item[c].source[0] != measure) continue;
        kk_table_rows_set(&in->data, row, c, figure.value, figure_status);
        holder[c] = measure;
    }
    in->rows_used++;
    in->data.row[row].source_rows++;
    return kind == KK_CELL_BAD ? kk_cell_reject(in, in->names.name[measure], key->code, value, line) : KK_OK;
}

static kk_status take_row(kk_table_reader *in, const kk_cell *cells, size_t count, int64_t line, uint32_t *last)
{
    kk_row_key key;
    kk_row_verdict verdict = kk_row_judge(in, cells, count, &key);
    if (verdict != KK_ROW_USE) return kk_row_turn_away(in, verdict, &key, line);
    *last = kk_measure_find(&in->names, cells[in->key.measure], *last);
    if (!is_used(in, *last)) return kk_row_turn_away(in, KK_ROW_FILTER, &key, line);
    return take_observation(in, &key, *last, cells, line);
}

kk_status kk_measures_read(kk_table_reader *in, kk_measure_row *take)
{
    uint32_t last = 0;
    kk_status status = KK_OK;
    while (status == KK_OK) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) break;
        in->rows_read++;
        status = take(in, cells, count, line, &last);
    }
    return status;
}

kk_status kk_table_read_long(kk_table_reader *in)
{
    kk_status status = refuse_ambiguous(in);
    return status == KK_OK ? kk_measures_read(in, take_row) : status;
}
