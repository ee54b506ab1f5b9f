/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/table_estimates.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- figures ---- */

/* A row kept for a cell that was hidden holds blanks or NA. */
static bool is_withheld(kk_cell cell)
{
    kk_figure figure;
    kk_cell_kind kind = kk_cell_figure(cell, &figure);
    return kind == KK_CELL_BLANK || kind == KK_CELL_UNKNOWN ||
           (kind == KK_CELL_FIGURE && figure.status == KK_FIGURE_SECRET && cell.text[0] == 'x');
}

/* A number; of a bound also nothing, where the interval is undefined. Estimates may be below −99990, so that the marks
   of CBS are none here. */
static bool read_number(kk_cell cell, bool may_lack, kk_figure *out)
{
    *out = (kk_figure){NAN, KK_FIGURE_NOT_APPLICABLE};
    if (may_lack && is_withheld(cell)) return true;
    out->status = KK_FIGURE_OK;
    return kk_cell_number(cell, &out->value);
}

/* The fewest persons that a row tells of: of a share those who have the outcome, or all the others. Any estimate from 0
   to 1 may be a share. */
static double persons_behind(double n, double est)
{
    double fewest = fmin(est * n, n - est * n);
    return fewest > 0 ? fewest : n;
}

/* The figures of a row; what is wrong with them, and in which, or NULL. */
static const char *read_figures(const struct kk_estimates_reader *estimates, const kk_cell *cells,
                                kk_figure figure[KK_SELECTED_COLUMNS], kk_published_figure *at)
{
    static const char *const no_number[KK_PUBLISHED_FIGURES] = {"the estimate is no number", "the bound is no number",
                                                                "the bound is no number", "n is no number"};
    if (is_withheld(cells[estimates->figure[KK_PUBLISHED_EST]])) {
        for (int c = 0; c < KK_SELECTED_COLUMNS; c++) figure[c] = kk_figure_missing(KK_FIGURE_SECRET);
        return NULL;
    }
    for (int f = 0; f < KK_PUBLISHED_FIGURES; f++) {
        *at = (kk_published_figure)f;
        bool may_lack = f == KK_PUBLISHED_LWR || f == KK_PUBLISHED_UPR;
        if (!read_number(cells[estimates->figure[f]], may_lack, &figure[f])) return no_number[f];
    }
    double n = figure[KK_PUBLISHED_N].value;
    if (n < 0 || n != floor(n)) return "n is no whole number of persons";
    figure[KK_SELECTED_GUARD] = (kk_figure){persons_behind(n, figure[KK_PUBLISHED_EST].value), KK_FIGURE_OK};
    *at = KK_PUBLISHED_LWR;
    bool crossed = figure[KK_PUBLISHED_LWR].value > figure[KK_PUBLISHED_UPR].value;
    return crossed ? "the lower bound is above the upper one" : NULL;
}

/* ---- cells of the table ---- */

static uint8_t *status_at(kk_table_reader *in, uint32_t row, uint32_t column)
{
    return &in->data.status[row * in->data.column_count + column];
}

static bool is_seen(kk_table_reader *in, uint32_t row, const kk_selected *selected)
{
    for (int c = 0; c < KK_SELECTED_COLUMNS; c++) {
        if (selected->column[c] == KK_NO_COLUMN) continue;
        uint8_t status = *status_at(in, row, selected->column[c]);
        if (status != KK_STATUS_UNSEEN && status != KK_STATUS_BLANK) return true;
    }
    return false;
}

/* Notes that the file has the outcome for this area: what is not there of it was withheld. */
static void mark_outcome(kk_table_reader *in, uint32_t row)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    for (size_t s = 0; s < estimates->selected_count; s++) {
        const kk_selected *selected = &estimates->selected[s];
        if (selected->word[0] != estimates->here[0]) continue;
        for (int c = 0; c < KK_SELECTED_COLUMNS; c++) {
            if (selected->column[c] == KK_NO_COLUMN) continue;
            uint8_t *status = status_at(in, row, selected->column[c]);
            if (*status == KK_STATUS_UNSEEN) *status = KK_STATUS_BLANK;
        }
    }
}

static void set_figures(kk_table_reader *in, uint32_t row, const kk_selected *selected,
                        const kk_figure figure[KK_SELECTED_COLUMNS], bool good)
{
    for (int c = 0; c < KK_SELECTED_COLUMNS; c++) {
        if (selected->column[c] == KK_NO_COLUMN) continue;
        kk_table_rows_set(&in->data, row, selected->column[c], good ? figure[c].value : NAN,
                          good ? (uint8_t)figure[c].status : KK_STATUS_REJECTED);
    }
}

/* ---- rows ---- */

static kk_status take_estimate(kk_table_reader *in, kk_row_key *key, uint32_t row, uint32_t index, const kk_cell *cells,
                               int64_t line)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    const kk_selected *selected = &estimates->selected[index];
    if (is_seen(in, row, selected)) {
        if (in->doubles == 0) in->doubled_measure = index;
        snprintf(key->reason, sizeof key->reason, "the area occurs more than once in %s for one outcome and subgroup",
                 key->period);
        return kk_row_turn_away_double(in, key, row, line);
    }
    kk_figure figure[KK_SELECTED_COLUMNS];
    kk_published_figure at;
    const char *flaw = read_figures(estimates, cells, figure, &at);
    set_figures(in, row, selected, figure, flaw == NULL);
    if (flaw == NULL) {
        in->rows_used++;
        in->data.row[row].source_rows++;
        return KK_OK;
    }
    snprintf(key->reason, sizeof key->reason, "%s", flaw);
    key->column = in->header.name[estimates->figure[at]];
    key->value = cells[estimates->figure[at]];
    return kk_row_turn_away(in, KK_ROW_REJECT, key, line);
}

/* The selection of the words at hand, or `selected_count`. */
static uint32_t find_selected(const struct kk_estimates_reader *estimates)
{
    size_t bytes = estimates->choices_count * sizeof *estimates->here;
    uint32_t s = 0;
    while (s < estimates->selected_count && memcmp(estimates->selected[s].word, estimates->here, bytes) != 0) s++;
    return s;
}

/* Every area gets a row of the table: that the file tells of it makes what lacks withheld, not absent. */
static kk_status take_row(kk_table_reader *in, const kk_cell *cells, size_t count, int64_t line, uint32_t *last)
{
    kk_row_key key;
    uint32_t row;
    bool added;
    (void)last;
    kk_status status = count == in->header.count ? kk_choices_find(in, cells) : KK_OK;
    if (status != KK_OK) return status;
    kk_row_verdict verdict = kk_row_judge(in, cells, count, &key);
    if (verdict != KK_ROW_USE) return kk_row_turn_away(in, verdict, &key, line);
    status = kk_table_rows_take(&in->data, key.code, key.period, line, &row, &added, in->err);
    if (status != KK_OK) return status;
    mark_outcome(in, row);
    uint32_t index = find_selected(in->estimates);
    return index < in->estimates->selected_count ? take_estimate(in, &key, row, index, cells, line)
                                                 : kk_row_turn_away(in, KK_ROW_FILTER, &key, line);
}

/* The texts of a column that is chosen from, where they may be shown. */
static kk_status fail_word(kk_table_reader *in, const kk_choices *choices, uint32_t word, kk_mark mark)
{
    const char **met = kk_arena_alloc(&in->scratch, choices->names.count, sizeof *met);
    if (met == NULL) return kk_fail_memory(in->err);
    size_t count = 0;
    for (size_t i = 0; i < choices->names.count && in->table->is_public; i++)
        if (choices->met[i]) met[count++] = choices->names.name[i];
    const char *asked = choices->names.name[word];
    return kk_fail_at(in->err, KK_ERR_PROJECT, mark, "%s has no %s '%.60s'%s", in->table->file.given,
                      in->header.name[choices->column], asked, kk_hint_for(asked, met, count).text);
}

/* A group that is misspelled would look as if it was withheld everywhere. */
static kk_status check_choices(kk_table_reader *in)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    for (size_t s = 0; s < estimates->selected_count && in->rows_read > 0; s++) {
        const kk_selected *selected = &estimates->selected[s];
        for (size_t w = 0; w < estimates->choices_count; w++)
            if (!estimates->choices[w].met[selected->word[w]])
                return fail_word(in, &estimates->choices[w], selected->word[w], selected->mark);
    }
    return KK_OK;
}

kk_status kk_estimates_read(kk_table_reader *in)
{
    kk_status status = kk_measures_read(in, take_row);
    return status == KK_OK ? check_choices(in) : status;
}

/* ---- the whole ---- */

enum { LEVEL_KINDS = KK_LEVEL_OWN + 1 };

/* By period, kind of level and column: whether the file has the outcome there. Own levels are taken as one. */
static bool *told_at(bool *told, const kk_table_rows *rows, size_t row)
{
    kk_level_kind kind;
    if (!kk_code_kind(rows->row[row].code, &kind)) kind = KK_LEVEL_OWN;
    return told + (rows->row[row].period * LEVEL_KINDS + (size_t)kind) * rows->column_count;
}

kk_status kk_estimates_settle(kk_table_reader *in)
{
    kk_table_rows *rows = &in->data;
    size_t columns = rows->column_count;
    bool *told = kk_arena_alloc(&in->scratch, rows->period_count * LEVEL_KINDS * columns, sizeof *told);
    if (told == NULL) return kk_fail_memory(in->err);
    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < columns; c++)
            if (rows->status[i * columns + c] != KK_STATUS_UNSEEN) told_at(told, rows, i)[c] = true;
    for (size_t i = 0; i < rows->count; i++) {
        const bool *here = told_at(told, rows, i);
        for (size_t c = 0; c < columns; c++) {
            uint8_t *status = &rows->status[i * columns + c];
            if (*status == KK_STATUS_REJECTED) *status = KK_FIGURE_UNKNOWN;
            if (*status == KK_STATUS_UNSEEN || *status == KK_STATUS_BLANK)
                *status = here[c] ? KK_FIGURE_SECRET : KK_FIGURE_ABSENT;
        }
    }
    return KK_OK;
}

kk_status kk_estimates_set_guards(const kk_table_reader *in, kk_table *table)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    if (in->table->is_public) return KK_OK;
    table->guard = kk_arena_alloc(in->arena, table->column_count, sizeof *table->guard);
    if (table->guard == NULL) return kk_fail_memory(in->err);
    for (size_t s = 0; s < estimates->selected_count; s++) {
        const uint32_t *column = estimates->selected[s].column;
        for (int c = 0; c < KK_SELECTED_COLUMNS; c++)
            if (column[c] != KK_NO_COLUMN)
                table->guard[column[c]] = c == KK_PUBLISHED_N ? column[c] : column[KK_SELECTED_GUARD];
    }
    return KK_OK;
}
