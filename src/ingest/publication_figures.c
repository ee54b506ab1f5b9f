/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVEL,
    CODE,
    PERIOD,
    INDICATOR,
    VALUE,
    STATUS,
    REQUIRED,
    LOWER = REQUIRED,
    UPPER,
    NUMERATOR,
    DENOMINATOR,
    HIDDEN_BY,
    COLUMNS
};
static const char *const names[] = {"level", "code",  "period",    "indicator",   "value",    "status",
                                    "lower", "upper", "numerator", "denominator", "hidden_by"};

enum { UNREAD = KK_FIGURE_STATUS_COUNT }; /* of a cell without a row so far */

/* Columns are found by level and indicator; those of several periods hang together. */
typedef struct figures {
    kk_publication_reader *reader;
    kk_release_csv csv;
    kk_publication_column *column;
    size_t count, capacity;
    size_t *next; /* [column] the one of another period, SIZE_MAX none */
    size_t next_capacity;
    size_t *first; /* [level × indicators + indicator] */
} figures;

static bool equals(kk_cell cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(text, cell.text, cell.length) == 0;
}

static kk_status new_column(figures *f, uint32_t level, uint32_t indicator, kk_publication_column *out, kk_error *err)
{
    kk_arena *arena = f->reader->arena;
    size_t areas = f->reader->out->level[level].count;
    double *room = kk_arena_alloc(arena, 5 * areas, sizeof *room);
    uint8_t *status = kk_arena_alloc(arena, areas, 1);
    if (room == NULL || status == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < 5 * areas; i++) room[i] = NAN;
    memset(status, UNREAD, areas);
    *out = (kk_publication_column){.indicator = indicator,
                                   .level = level,
                                   .value = room,
                                   .lower = room + areas,
                                   .upper = room + 2 * areas,
                                   .numerator = room + 3 * areas,
                                   .denominator = room + 4 * areas,
                                   .status = status};
    return kk_publication_word(f->reader, kk_release_csv_cell(&f->csv, PERIOD), &out->period, err);
}

static kk_status find_column(figures *f, uint32_t level, uint32_t indicator, size_t *out, kk_error *err)
{
    size_t *at = &f->first[level * f->reader->out->indicator_count + indicator];
    kk_cell period = kk_release_csv_cell(&f->csv, PERIOD);
    for (size_t c = *at; c != SIZE_MAX; c = f->next[c]) {
        *out = c;
        if (equals(period, f->column[c].period)) return KK_OK;
    }
    if (kk_grow(&f->column, &f->capacity, f->count + 1, sizeof *f->column) != 0 ||
        kk_grow(&f->next, &f->next_capacity, f->count + 1, sizeof *f->next) != 0)
        return kk_fail_memory(err);
    f->next[f->count] = *at;
    *at = *out = f->count;
    return new_column(f, level, indicator, &f->column[f->count++], err);
}

/* What `parent` shows is a figure of another area; what hid that of this one stands beside it. */
static kk_status forget_parent(const kk_release_csv *csv, kk_publication_column *column, uint32_t area, kk_error *err)
{
    kk_figure_status hidden_by = KK_FIGURE_PARENT;
    column->value[area] = column->lower[area] = column->upper[area] = NAN;
    if (kk_release_csv_cell(csv, HIDDEN_BY).length > 0 &&
        kk_publication_row_status(csv, HIDDEN_BY, &hidden_by, err) != KK_OK)
        return err->status;
    column->status[area] = (uint8_t)hidden_by;
    return KK_OK;
}

static kk_status read_cell(const kk_release_csv *csv, kk_publication_column *column, uint32_t area, kk_error *err)
{
    kk_figure_status figure_status = KK_FIGURE_OK;
    if (column->status[area] != UNREAD)
        return kk_release_csv_fail(csv, CODE, "has this indicator and period twice", err);
    kk_status status = kk_publication_row_status(csv, STATUS, &figure_status, err);
    if (status == KK_OK) status = kk_release_csv_number(csv, VALUE, &column->value[area], err);
    if (status == KK_OK) status = kk_release_csv_number(csv, LOWER, &column->lower[area], err);
    if (status == KK_OK) status = kk_release_csv_number(csv, UPPER, &column->upper[area], err);
    if (status == KK_OK) status = kk_release_csv_number(csv, NUMERATOR, &column->numerator[area], err);
    if (status == KK_OK) status = kk_release_csv_number(csv, DENOMINATOR, &column->denominator[area], err);
    if (status == KK_OK && kk_figure_has_value(figure_status) && isnan(column->value[area]))
        status = kk_release_csv_fail(csv, VALUE, "is empty, but the status says that there is a figure", err);
    column->status[area] = (uint8_t)figure_status;
    if (status == KK_OK && figure_status == KK_FIGURE_PARENT) status = forget_parent(csv, column, area, err);
    return status;
}

static kk_status read_row(figures *f, kk_error *err)
{
    const kk_publication *out = f->reader->out;
    uint32_t indicator = kk_cohort_texts_find(&f->reader->indicators, kk_release_csv_cell(&f->csv, INDICATOR));
    uint32_t level, area;
    size_t column = 0;
    if (indicator == KK_NO_TEXT)
        return kk_release_csv_fail(&f->csv, INDICATOR, "is not among the `indicators` of disclosure.json", err);
    if (indicator >= out->indicator_count) return KK_OK;
    kk_status status = kk_publication_row_level(f->reader, &f->csv, LEVEL, &level, err);
    if (status == KK_OK) status = kk_publication_row_area(f->reader, &f->csv, CODE, level, &area, err);
    if (status == KK_OK) status = find_column(f, level, indicator, &column, err);
    return status == KK_OK ? read_cell(&f->csv, &f->column[column], area, err) : status;
}

static kk_status read_rows(figures *f, kk_error *err)
{
    size_t slots = f->reader->out->level_count * f->reader->out->indicator_count;
    f->first = malloc((slots + 1) * sizeof *f->first);
    if (f->first == NULL) return kk_fail_memory(err);
    memset(f->first, 0xff, (slots + 1) * sizeof *f->first);
    bool more = true;
    kk_status status = KK_OK;
    while (status == KK_OK && (status = kk_release_csv_next(&f->csv, &more, err)) == KK_OK && more)
        status = read_row(f, err);
    return status;
}

static kk_status keep_columns(figures *f, kk_error *err)
{
    kk_publication *out = f->reader->out;
    out->column_count = f->count;
    out->column = kk_arena_alloc(f->reader->arena, f->count, sizeof *out->column);
    if (out->column == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < f->count; c++) {
        out->column[c] = f->column[c];
        for (size_t i = 0; i < out->level[f->column[c].level].count; i++)
            if (f->column[c].status[i] == UNREAD) f->column[c].status[i] = KK_FIGURE_ABSENT;
    }
    return KK_OK;
}

kk_status kk_publication_read_figures(kk_publication_reader *reader, kk_error *err)
{
    const char *path = kk_publication_path(reader, "indicators.csv");
    if (path == NULL) return kk_fail_memory(err);
    figures f = {.reader = reader};
    kk_status status = kk_release_csv_open(&f.csv, path, names, COLUMNS, REQUIRED, err);
    if (status == KK_OK) status = read_rows(&f, err);
    if (status == KK_OK) status = keep_columns(&f, err);
    kk_release_csv_close(&f.csv);
    free(f.column);
    free(f.next);
    free(f.first);
    return status;
}
