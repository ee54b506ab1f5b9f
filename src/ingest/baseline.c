/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/baseline.h"
#include "ingest/encoding.h"
#include "ingest/release_csv.h"
#include "kk/figure.h"
#include "kk/lists.h"

#include <math.h>
#include <string.h>

/* Half of a 95% interval in standard errors. */
static const double z95 = 1.959963984540054;
enum { TEXT_MAX = 100 };

enum { LEVEL, CODE, PERIOD, INDICATOR, VALUE, LOWER, UPPER, STATUS, COLUMNS };
static const char *const columns[] = {"level", "code", "period", "indicator", "value", "lower", "upper", "status"};

typedef struct baseline_reader {
    const kk_baseline_choice *choice;
    const kk_level *level;
    kk_release_csv csv;
    char period[TEXT_MAX + 1]; /* of the figures so far; "" none yet */
    double *value, *error;
    size_t count; /* figures with an interval */
} baseline_reader;

static void copy_cell(kk_cell cell, char text[TEXT_MAX + 1])
{
    size_t length = cell.length > TEXT_MAX ? TEXT_MAX : cell.length;
    memcpy(text, cell.text, length);
    text[length] = '\0';
}

static void forget(baseline_reader *in)
{
    for (size_t i = 0; i < in->level->count; i++) in->value[i] = in->error[i] = NAN;
    in->count = 0;
}

static kk_status take_figure(baseline_reader *in, size_t area, kk_error *err)
{
    double value, lower, upper;
    kk_status status = kk_release_csv_number(&in->csv, VALUE, &value, err);
    if (status == KK_OK) status = kk_release_csv_number(&in->csv, LOWER, &lower, err);
    if (status == KK_OK) status = kk_release_csv_number(&in->csv, UPPER, &upper, err);
    if (status != KK_OK) return status;
    in->value[area] = value;
    in->error[area] = (upper - lower) / (2 * z95);
    if (!isnan(in->error[area])) in->count++;
    return KK_OK;
}

/* A row of the indicator at the level: figures of a later period take the place of those of an earlier one. */
static kk_status take_row(baseline_reader *in, kk_error *err)
{
    char period[TEXT_MAX + 1], code[TEXT_MAX + 1], word[TEXT_MAX + 1];
    kk_figure_status status;
    copy_cell(kk_release_csv_cell(&in->csv, PERIOD), period);
    copy_cell(kk_release_csv_cell(&in->csv, CODE), code);
    copy_cell(kk_release_csv_cell(&in->csv, STATUS), word);
    if (!kk_figure_status_parse(word, &status)) return kk_release_csv_fail(&in->csv, STATUS, "is no status", err);
    ptrdiff_t area = kk_level_find(in->level, code);
    if (area < 0 || !kk_figure_has_value(status) || strcmp(period, in->period) < 0) return KK_OK;
    if (strcmp(period, in->period) > 0) {
        forget(in);
        memcpy(in->period, period, sizeof period);
    }
    return take_figure(in, (size_t)area, err);
}

static kk_status read_figures(baseline_reader *in, kk_error *err)
{
    for (;;) {
        bool more;
        kk_status status = kk_release_csv_next(&in->csv, &more, err);
        if (status != KK_OK || !more) return status;
        if (!kk_cell_equals(kk_release_csv_cell(&in->csv, INDICATOR), in->choice->indicator)) continue;
        if (!kk_cell_equals(kk_release_csv_cell(&in->csv, LEVEL), in->level->name)) continue;
        status = take_row(in, err);
        if (status != KK_OK) return status;
    }
}

static kk_status open_and_read(baseline_reader *in, kk_arena *arena, kk_error *err)
{
    const char *path = kk_arena_format(arena, "%s/indicators.csv", in->choice->folder->path);
    if (path == NULL) return kk_fail_memory(err);
    kk_status status = kk_release_csv_open(&in->csv, path, columns, COLUMNS, COLUMNS, err);
    if (status == KK_OK) status = read_figures(in, err);
    kk_release_csv_close(&in->csv);
    if (status != KK_OK || in->count > 0) return status;
    return kk_fail_at(err, KK_ERR_INPUT, in->choice->folder->mark,
                      "%s: its indicators.csv has no figures with an interval of '%s' at the level '%s'; without them "
                      "nobody can say what was chance",
                      in->choice->folder->given, in->choice->indicator, in->level->name);
}

kk_status kk_baseline_read(const kk_baseline_choice *choice, const kk_areas *areas, kk_arena *arena, kk_baseline *out,
                           kk_error *err)
{
    baseline_reader in = {.choice = choice, .level = &areas->level[choice->level]};
    bool *is_treated;
    kk_status status =
        kk_list_read_earlier(choice->folder, choice->list, areas, choice->level, arena, &is_treated, err);
    if (status != KK_OK) return status;
    if (is_treated == NULL)
        return kk_fail_at(err, KK_ERR_INPUT, choice->folder->mark,
                          "%s: its boundaries are of another year, so that its areas cannot be compared with these",
                          choice->folder->given);
    in.value = kk_arena_alloc(arena, in.level->count, sizeof *in.value);
    in.error = kk_arena_alloc(arena, in.level->count, sizeof *in.error);
    if (in.value == NULL || in.error == NULL) return kk_fail_memory(err);
    forget(&in);
    status = open_and_read(&in, arena, err);
    if (status != KK_OK) return status;
    *out = (kk_baseline){choice->level, kk_arena_copy(arena, in.period), in.value, in.error, is_treated};
    return out->period == NULL ? kk_fail_memory(err) : KK_OK;
}
