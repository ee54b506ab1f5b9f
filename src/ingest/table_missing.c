/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a cell without a figure means, once the whole table is read. Rules from the top, the first that holds:
 *   the source says secret or not published          that
 *   nobody lives in the area                         no_population
 *   a reason that the source gives                   that
 *   the column is blank in every row of the period   not_published
 *   no observation in the long form                  absent
 *   a blank in a StatLine table                      secret where people live; unknown where that is not known
 *   a blank elsewhere                                not_applicable
 *
 * Nobody lives where the population is 0, or is left blank or `.` and no count of the row says otherwise. A population
 * that is withheld, cannot be read or (long form) was not observed says nothing.
 */
#include "ingest/table_reader.h"

/* CBS rounds counts to fives, each by itself: 5 households may stand beside 0 inhabitants. */
enum { ROUNDED_TO = 5 };

/* What is known of the people in an area. */
typedef enum inhabitants { NOT_KNOWN, NOBODY, SOMEBODY } inhabitants;

static bool is_blank(uint8_t status)
{
    return status == KK_STATUS_BLANK || status == KK_STATUS_UNSEEN;
}

static bool has_value(uint8_t status)
{
    return kk_figure_has_value((kk_figure_status)status);
}

/* ---- columns that count people, or what goes with people ---- */

static void mark_terms(const kk_expression *expression, uint32_t table, bool *counts)
{
    for (size_t t = 0; t < expression->count; t++)
        if (expression->terms[t].op == KK_OP_COLUMN && expression->terms[t].table == table)
            counts[expression->terms[t].column] = true;
}

/* What shares, rates and checked percentages are made of; a mean or value may be of anything, such as hectares. */
static bool *find_counts(kk_table_reader *in)
{
    bool *counts = kk_arena_alloc(&in->scratch, in->columns.count, sizeof *counts);
    uint32_t table = (uint32_t)(in->table - in->config->tables);
    for (size_t i = 0; counts != NULL && i < in->config->indicator_count; i++) {
        const kk_config_indicator *indicator = &in->config->indicators[i];
        if (indicator->kind != KK_SHARE && indicator->kind != KK_RATE) continue;
        mark_terms(&indicator->numerator, table, counts);
        mark_terms(&indicator->denominator, table, counts);
    }
    for (size_t i = 0; counts != NULL && i < in->check_count; i++) {
        counts[in->checks[i].count] = true;
        mark_terms(&in->checks[i].base, table, counts);
    }
    return counts;
}

static bool counts_anyone(const kk_table_rows *rows, size_t row, const bool *counts)
{
    for (size_t c = 0; c < rows->column_count; c++)
        if (counts[c] && rows->value[row * rows->column_count + c] > ROUNDED_TO) return true;
    return false;
}

static inhabitants inhabitants_of(const kk_table_rows *rows, size_t row, ptrdiff_t population, const bool *counts)
{
    size_t at = row * rows->column_count + (size_t)population;
    uint8_t status = rows->status[at];
    if (has_value(status)) return rows->value[at] == 0 ? NOBODY : rows->value[at] > 0 ? SOMEBODY : NOT_KNOWN;
    if (status == KK_FIGURE_SECRET || counts_anyone(rows, row, counts)) return SOMEBODY;
    bool given_none = status == KK_STATUS_BLANK || status == KK_FIGURE_UNKNOWN || status == KK_FIGURE_NOT_APPLICABLE;
    return given_none ? NOBODY : NOT_KNOWN;
}

static uint8_t meaning(const kk_table_reader *in, uint8_t status, inhabitants people, bool column_filled)
{
    if (status == KK_STATUS_REJECTED) return KK_FIGURE_UNKNOWN;
    if (status == KK_FIGURE_SECRET || status == KK_FIGURE_NOT_PUBLISHED) return status;
    if (people == NOBODY) return KK_FIGURE_NO_POPULATION;
    if (!is_blank(status)) return status;
    if (!column_filled) return KK_FIGURE_NOT_PUBLISHED;
    if (status == KK_STATUS_UNSEEN) return KK_FIGURE_ABSENT;
    if (!in->statline) return KK_FIGURE_NOT_APPLICABLE;
    return people == SOMEBODY ? KK_FIGURE_SECRET : KK_FIGURE_UNKNOWN;
}

/* By period: whether a column holds anything, and the population any number. Without one it tells nothing. */
typedef struct overview {
    bool *filled; /* [period × column_count + column] */
    bool *told;   /* [period] */
} overview;

static kk_status look_over(kk_table_reader *in, overview *seen)
{
    const kk_table_rows *rows = &in->data;
    size_t columns = rows->column_count;
    seen->filled = kk_arena_alloc(&in->scratch, rows->period_count * columns, sizeof *seen->filled);
    seen->told = kk_arena_alloc(&in->scratch, rows->period_count, sizeof *seen->told);
    if (seen->filled == NULL || seen->told == NULL) return kk_fail_memory(in->err);
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t period = rows->row[i].period;
        const uint8_t *status = rows->status + i * columns;
        for (size_t c = 0; c < columns; c++)
            if (!is_blank(status[c])) seen->filled[period * columns + c] = true;
        if (in->columns.population >= 0 && has_value(status[in->columns.population])) seen->told[period] = true;
    }
    return KK_OK;
}

kk_status kk_table_resolve_missing(kk_table_reader *in)
{
    kk_table_rows *rows = &in->data;
    size_t columns = rows->column_count;
    overview seen = {0};
    if (columns == 0) return KK_OK;
    const bool *counts = find_counts(in);
    kk_status status = counts == NULL ? kk_fail_memory(in->err) : look_over(in, &seen);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t period = rows->row[i].period;
        inhabitants people = seen.told[period] ? inhabitants_of(rows, i, in->columns.population, counts) : NOT_KNOWN;
        for (size_t c = 0; c < columns; c++) {
            uint8_t *cell = &rows->status[i * columns + c];
            if (!has_value(*cell)) *cell = meaning(in, *cell, people, seen.filled[period * columns + c]);
        }
    }
    return KK_OK;
}
