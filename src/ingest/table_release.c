/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A release as input: the indicators.csv of a run of the engine, of another organisation mostly (docs/outputs.md). Each
 * indicator is a column by its name; its numerator, denominator and bounds are columns too, `name_numerator` and so on.
 * A figure that was withheld there is withheld here: statuses are taken word for word.
 */
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/table_reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool find_header(const kk_names *header, const char *name, uint32_t *index)
{
    for (*index = 0; *index < header->count; (*index)++)
        if (strcmp(header->name[*index], name) == 0) return true;
    return false;
}

void kk_table_release_recognise(kk_table_reader *in)
{
    static const char *const parts[KK_RELEASE_PARTS] = {"value", "numerator", "denominator", "lower", "upper"};
    kk_release_header found = {0};
    uint32_t level, period;
    bool all = find_header(&in->header, "level", &level) && find_header(&in->header, "code", &found.code) &&
               find_header(&in->header, "period", &period) && find_header(&in->header, "indicator", &found.indicator) &&
               find_header(&in->header, "status", &found.status);
    for (int part = 0; part < KK_RELEASE_PARTS && all; part++)
        all = find_header(&in->header, parts[part], &found.part[part]);
    found.found = all && in->table->measure == NULL && in->table->value == NULL;
    if (found.found) in->release = found;
}

/* ---- names ---- */

kk_status kk_table_release_names(kk_table_reader *in)
{
    static const char *const suffixes[KK_RELEASE_PARTS] = {"", "_numerator", "_denominator", "_lower", "_upper"};
    kk_status status = kk_measures_collect(in, in->table->is_public || in->header.shown, &in->indicators);
    if (status != KK_OK) return status;
    size_t count = in->indicators.count * KK_RELEASE_PARTS;
    in->names =
        (kk_names){.name = kk_arena_alloc(&in->scratch, count, sizeof *in->names.name), .shown = in->indicators.shown};
    if (in->names.name == NULL) return kk_fail_memory(in->err);
    for (; in->names.count < count; in->names.count++) {
        const char *indicator = in->indicators.name[in->names.count / KK_RELEASE_PARTS];
        const char *suffix = suffixes[in->names.count % KK_RELEASE_PARTS];
        in->names.name[in->names.count] = kk_arena_format(&in->scratch, "%s%s", indicator, suffix);
        if (in->names.name[in->names.count] == NULL) return kk_fail_memory(in->err);
    }
    return KK_OK;
}

/* ---- rows ---- */

static bool parse_status(kk_cell cell, kk_figure_status *status)
{
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        *status = (kk_figure_status)s;
        if (kk_cell_equals(cell, kk_figure_status_name(*status))) return true;
    }
    return false;
}

/* The figure of one part of a row; false when its cell is at odds with the status, or is no number. */
static bool part_figure(kk_cell cell, kk_figure_status status, kk_release_part part, kk_figure *figure)
{
    bool given = cell.length > 0, has_value = kk_figure_has_value(status);
    *figure = kk_figure_missing(part == KK_RELEASE_VALUE || !has_value ? status : KK_FIGURE_NOT_APPLICABLE);
    if (part == KK_RELEASE_VALUE && given != has_value) return false;
    if (!given) return true;
    figure->status = part == KK_RELEASE_VALUE ? status : KK_FIGURE_OK;
    return kk_cell_number(cell, &figure->value);
}

static kk_status set_part(kk_table_reader *in, uint32_t row, uint32_t name, const kk_cell *cells, kk_release_part part,
                          int64_t line)
{
    kk_figure_status status;
    kk_figure figure;
    kk_cell cell = cells[in->release.part[part]], word = cells[in->release.status];
    bool known = parse_status(word, &status), good = known && part_figure(cell, status, part, &figure);
    bool withheld = known && !kk_figure_has_value(status);
    uint32_t *holder = &in->data.source[in->data.row[row].period * in->data.column_count];
    for (size_t c = 0; c < in->columns.count; c++) {
        if (in->columns.item[c].source[0] != name) continue;
        kk_table_rows_set(&in->data, row, c, good ? figure.value : NAN,
                          good       ? (uint8_t)figure.status
                          : withheld ? (uint8_t)status
                                     : KK_STATUS_REJECTED);
        holder[c] = name;
    }
    if (good) return KK_OK;
    kk_reject reject = {
        .kind = KK_REJECT_CELL,
        .line = line,
        .column = in->names.shown ? in->names.name[name] : "",
        .code = in->data.row[row].code,
        .reason = known ? "the figure does not fit its status" : "no status of a release (ok, nil, suppressed …)",
    };
    return kk_table_report(in, &reject, known ? cell : word);
}

static bool is_wanted(const kk_table_reader *in, uint32_t name)
{
    for (size_t c = 0; c < in->columns.count; c++)
        if (in->columns.item[c].source[0] == name) return true;
    return false;
}

static bool any_is_seen(const kk_table_reader *in, uint32_t row, uint32_t first)
{
    for (size_t c = 0; c < in->columns.count; c++) {
        uint32_t name = in->columns.item[c].source[0];
        if (name < first || name >= first + KK_RELEASE_PARTS) continue;
        if (in->data.status[row * in->data.column_count + c] != KK_STATUS_UNSEEN) return true;
    }
    return false;
}

static kk_status take_indicator(kk_table_reader *in, kk_row_key *key, uint32_t first, const kk_cell *cells,
                                int64_t line)
{
    uint32_t row;
    bool added;
    kk_status status = kk_table_rows_take(&in->data, key->code, key->period, line, &row, &added, in->err);
    if (status != KK_OK) return status;
    if (any_is_seen(in, row, first)) {
        if (in->doubles == 0) in->doubled_measure = first;
        snprintf(key->reason, sizeof key->reason, "the area occurs more than once in %s for one indicator",
                 key->period);
        return kk_row_turn_away_double(in, key, row, line);
    }
    in->rows_used++;
    in->data.row[row].source_rows++;
    for (uint32_t part = 0; part < KK_RELEASE_PARTS && status == KK_OK; part++)
        if (is_wanted(in, first + part)) status = set_part(in, row, first + part, cells, (kk_release_part)part, line);
    return status;
}

static kk_status take_row(kk_table_reader *in, const kk_cell *cells, size_t count, int64_t line, uint32_t *last)
{
    kk_row_key key;
    bool wanted = false;
    kk_row_verdict verdict = kk_row_judge(in, cells, count, &key);
    if (verdict != KK_ROW_USE) return kk_row_turn_away(in, verdict, &key, line);
    *last = kk_measure_find(&in->indicators, cells[in->release.indicator], *last);
    uint32_t first = *last * KK_RELEASE_PARTS;
    for (uint32_t part = 0; part < KK_RELEASE_PARTS; part++) wanted = wanted || is_wanted(in, first + part);
    return wanted ? take_indicator(in, &key, first, cells, line) : kk_row_turn_away(in, KK_ROW_FILTER, &key, line);
}

/* A column may stand for one name only: "x_lower" may be an indicator, and the bound of "x". */
static kk_status refuse_ambiguous(kk_table_reader *in)
{
    for (size_t c = 0; c < in->columns.count; c++) {
        const kk_column *column = &in->columns.item[c];
        if (column->asked && column->source_count > 1)
            return kk_fail_at(in->err, KK_ERR_PROJECT, column->mark,
                              "'%s' is ambiguous in %s: %zu indicators, or parts of them, are called so", column->name,
                              in->table->file.given, column->source_count);
    }
    return KK_OK;
}

kk_status kk_table_read_release(kk_table_reader *in)
{
    kk_status status = refuse_ambiguous(in);
    return status == KK_OK ? kk_measures_read(in, take_row) : status;
}

void kk_table_release_settle(kk_table_reader *in)
{
    for (size_t i = 0; i < in->data.count * in->data.column_count; i++) {
        uint8_t *status = &in->data.status[i];
        if (*status == KK_STATUS_UNSEEN) *status = KK_FIGURE_ABSENT;
        if (*status == KK_STATUS_REJECTED) *status = KK_FIGURE_UNKNOWN;
    }
}
