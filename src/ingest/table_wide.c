/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cell.h"
#include "ingest/table_reader.h"

#include <math.h>
#include <stdio.h>

/* The one cell that a column has in a row, out of the header columns that feed it. */
typedef struct choice {
    uint32_t name;
    kk_cell_kind kind;
    kk_figure figure;
    kk_cell cell;
} choice;

/* What has a say: a symbol for "unknown" is often what another tool wrote for a blank. */
static bool holds_value(kk_cell_kind kind)
{
    return kind == KK_CELL_FIGURE || kind == KK_CELL_BAD;
}

static kk_status fail_ambiguous(kk_table_reader *in, const kk_column *column, uint32_t a, uint32_t b, uint32_t period)
{
    bool shown = in->names.shown;
    return kk_fail_at(in->err, KK_ERR_PROJECT, column->mark,
                      "'%s' is ambiguous in %s: %s and %s both hold values in %s; name one in full", column->name,
                      in->table->file.given, shown ? in->names.name[a] : "a column called so",
                      shown ? in->names.name[b] : "another", in->data.period[period]);
}

/* Chooses the cell, and sees to it that all values of a period come from one column of the file. */
static kk_status choose(kk_table_reader *in, size_t c, uint32_t period, const kk_cell *cells, choice *out)
{
    const kk_column *column = &in->columns.item[c];
    uint32_t *holder = &in->data.source[period * in->data.column_count + c];
    *out = (choice){.name = KK_NO_SOURCE, .kind = KK_CELL_BLANK, .figure = {NAN, KK_FIGURE_UNKNOWN}};
    for (size_t s = 0; s < column->source_count; s++) {
        choice met = {.name = column->source[s], .cell = cells[column->source[s]]};
        met.kind = kk_cell_figure(met.cell, &met.figure);
        if (holds_value(met.kind)) {
            if (*holder == KK_NO_SOURCE) *holder = met.name;
            if (*holder != met.name && column->asked) return fail_ambiguous(in, column, *holder, met.name, period);
        }
        bool better = holds_value(met.kind) ? *holder == met.name : out->kind == KK_CELL_BLANK;
        if (better) *out = met;
    }
    return KK_OK;
}

static kk_status take_cell(kk_table_reader *in, size_t c, uint32_t row, const kk_cell *cells, int64_t line)
{
    choice chosen;
    kk_status status = choose(in, c, in->data.row[row].period, cells, &chosen);
    if (status != KK_OK) return status;
    uint8_t figure_status = chosen.kind == KK_CELL_BLANK ? KK_STATUS_BLANK
                            : chosen.kind == KK_CELL_BAD ? KK_STATUS_REJECTED
                                                         : (uint8_t)chosen.figure.status;
    kk_table_rows_set(&in->data, row, c, chosen.figure.value, figure_status);
    if (chosen.kind != KK_CELL_BAD || c >= in->columns.kept_count) return KK_OK;
    return kk_cell_reject(in, in->names.name[chosen.name], in->data.row[row].code, chosen.cell, line);
}

static kk_status take_row(kk_table_reader *in, kk_row_key *key, const kk_cell *cells, int64_t line)
{
    uint32_t row;
    bool added;
    kk_status status = kk_table_rows_take(&in->data, key->code, key->period, line, &row, &added, in->err);
    if (status != KK_OK) return status;
    if (!added) {
        snprintf(key->reason, sizeof key->reason, "the area occurs more than once in %s: on line %lld and here",
                 key->period, (long long)in->data.row[row].line);
        return kk_row_turn_away_double(in, key, row, line);
    }
    in->rows_used++;
    in->data.row[row].source_rows = 1;
    for (size_t c = 0; c < in->columns.count && status == KK_OK; c++) status = take_cell(in, c, row, cells, line);
    return status;
}

kk_status kk_table_read_wide(kk_table_reader *in)
{
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_row_key key;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) return status;
        in->rows_read++;
        kk_row_verdict verdict = kk_row_judge(in, cells, count, &key);
        status = verdict == KK_ROW_USE ? take_row(in, &key, cells, line) : kk_row_turn_away(in, verdict, &key, line);
        if (status != KK_OK) return status;
    }
}
