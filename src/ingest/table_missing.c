/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a cell without a figure means, once the whole table is read:
 *   nobody lives in the area                         no_population
 *   the column is blank in every row of the period   not_published
 *   a blank in a StatLine table                      secret where people live; unknown where that is not known
 *   a blank elsewhere                                not_applicable
 *   no observation in the long form                  absent
 */
#include "ingest/table_reader.h"

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

/* An area whose population is withheld has inhabitants; one for which none is given has not. */
static inhabitants inhabitants_of(const kk_table_rows *rows, size_t row, ptrdiff_t population)
{
    size_t at = row * rows->column_count + (size_t)population;
    uint8_t status = rows->status[at];
    if (has_value(status)) return rows->value[at] > 0 ? SOMEBODY : NOBODY;
    if (status == KK_FIGURE_SECRET) return SOMEBODY;
    return is_blank(status) || status == KK_FIGURE_UNKNOWN || status == KK_FIGURE_NOT_APPLICABLE ? NOBODY : NOT_KNOWN;
}

static uint8_t meaning(const kk_table_reader *in, uint8_t status, inhabitants people, bool column_filled)
{
    if (status == KK_STATUS_REJECTED) return KK_FIGURE_UNKNOWN;
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
    overview seen;
    if (columns == 0) return KK_OK;
    kk_status status = look_over(in, &seen);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t period = rows->row[i].period;
        inhabitants people = seen.told[period] ? inhabitants_of(rows, i, in->columns.population) : NOT_KNOWN;
        for (size_t c = 0; c < columns; c++) {
            uint8_t *cell = &rows->status[i * columns + c];
            if (!has_value(*cell)) *cell = meaning(in, *cell, people, seen.filled[period * columns + c]);
        }
    }
    return KK_OK;
}
