/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Areas that occur many times in one period: the table has one more dimension (a form of care, sex, age …), which must
 * be chosen from. Finds that dimension, so that the message can name it.
 */
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/table_estimates.h"
#include "ingest/table_reader.h"

#include <stdlib.h>
#include <string.h>

enum { DISTINCT_MAX = 64, MANY = 10 /* per cent */ };

/* The different texts of one column in the rows of one area and period. */
typedef struct distinct {
    const char *text[DISTINCT_MAX];
    size_t count;
    bool numeric;
} distinct;

static kk_status add_text(kk_table_reader *in, distinct *texts, kk_cell cell)
{
    double number;
    for (size_t i = 0; i < texts->count; i++)
        if (kk_cell_equals(cell, texts->text[i])) return KK_OK;
    if (texts->count == DISTINCT_MAX) return KK_OK;
    texts->numeric = texts->numeric || cell.length == 0 || kk_cell_number(cell, &number);
    const char *copy = kk_arena_text(&in->scratch, cell.text, cell.length);
    if (copy == NULL) return kk_fail_memory(in->err);
    texts->text[texts->count++] = copy;
    return KK_OK;
}

static bool is_doubled(const kk_table_reader *in, const kk_cell *cells, size_t count)
{
    const kk_table_row *row = &in->data.row[in->doubled];
    kk_row_key key;
    if (kk_row_judge(in, cells, count, &key) != KK_ROW_USE) return false;
    if (strcmp(key.code, row->code) != 0 || strcmp(key.period, in->data.period[row->period]) != 0) return false;
    if (in->estimates != NULL) return kk_estimates_is_selected(in, cells, in->doubled_measure);
    /* In the long form other measures of the same area are no doubles. */
    if (in->key.measure < 0) return true;
    return kk_cell_equals(cells[in->key.measure], in->names.name[in->doubled_measure]);
}

/* Reads the file once more: the columns of all rows of the doubled area. */
static kk_status collect(kk_table_reader *in, distinct *columns, size_t *times)
{
    kk_status status = kk_rows_rewind(in->rows, in->err);
    for (*times = 0; status == KK_OK;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) break;
        if (!is_doubled(in, cells, count)) continue;
        (*times)++;
        for (size_t c = 0; c < count && status == KK_OK; c++) status = add_text(in, &columns[c], cells[c]);
    }
    return status;
}

static bool is_figure_column(const kk_table_reader *in, size_t column)
{
    for (size_t c = 0; c < in->columns.count && in->key.measure < 0; c++)
        for (size_t s = 0; s < in->columns.item[c].source_count; s++)
            if (in->columns.item[c].source[s] == column) return true;
    const char *name = in->header.name[column];
    bool measure_or_id = (in->statline && name[kk_name_base(name)] == '_') || kk_name_is(name, "id");
    return measure_or_id || (ptrdiff_t)column == in->key.value || (ptrdiff_t)column == in->key.attribute;
}

/* StatLine's keys may be numbers (3000 for one sex), but words are the likelier dimension; elsewhere numbers are
 * figures. */
static ptrdiff_t find_dimension(const kk_table_reader *in, const distinct *columns)
{
    ptrdiff_t found = -1;
    for (size_t c = 0; c < in->header.count; c++) {
        if (columns[c].count < 2 || (columns[c].numeric && !in->statline) || is_figure_column(in, c)) continue;
        bool better = found < 0 || columns[found].numeric > columns[c].numeric ||
                      (columns[found].numeric == columns[c].numeric && columns[found].count < columns[c].count);
        if (better) found = (ptrdiff_t)c;
    }
    return found;
}

static kk_status fail_forgotten(kk_table_reader *in, const char *dimension, size_t different, size_t times)
{
    const kk_table_row *row = &in->data.row[in->doubled];
    const char *code = kk_code_shown(in, row->code);
    bool named = in->header.shown;
    return kk_fail(in->err, KK_ERR_INPUT,
                   "%s: %s occurs %zu times in %s; %s%s%s has %zu different values: choose one with `where:` at the "
                   "table '%s'",
                   in->table->file.given, *code == '\0' ? "one area" : code, times, in->data.period[row->period],
                   named ? "the column '" : "another column", named ? dimension : "", named ? "'" : "", different,
                   in->table->name);
}

kk_status kk_table_check_doubles(kk_table_reader *in)
{
    if ((int64_t)in->doubles * 100 <= in->rows_used * MANY) return KK_OK;
    distinct *columns = calloc(in->header.count, sizeof *columns);
    if (columns == NULL) return kk_fail_memory(in->err);
    size_t times;
    kk_status status = collect(in, columns, &times);
    ptrdiff_t dimension = status == KK_OK ? find_dimension(in, columns) : -1;
    if (dimension >= 0) status = fail_forgotten(in, in->header.name[dimension], columns[dimension].count, times);
    free(columns);
    return status;
}
