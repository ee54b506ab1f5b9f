/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/baseline.h"
#include "ingest/encoding.h"
#include "ingest/release_csv.h"
#include "kk/figure.h"
#include "kk/lists.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

enum { TEXT_MAX = 100 };

enum { LEVEL, CODE, PERIOD, INDICATOR, VALUE, STATUS, REQUIRED, LOWER = REQUIRED, UPPER, DENOMINATOR, COLUMNS };
static const char *const columns[] = {"level",  "code",  "period", "indicator",  "value",
                                      "status", "lower", "upper",  "denominator"};

typedef struct baseline_reader {
    const kk_baseline_choice *choice;
    const kk_level *level;
    kk_release_csv csv;
    char period[TEXT_MAX + 1]; /* of the figures so far; "" none yet */
    double *value, *lower, *upper, *denominator;
    size_t count, elsewhere; /* figures, and those of areas that are not of this project */
} baseline_reader;

static void copy_cell(kk_cell cell, char text[TEXT_MAX + 1])
{
    size_t length = cell.length > TEXT_MAX ? TEXT_MAX : cell.length;
    memcpy(text, cell.text, length);
    text[length] = '\0';
}

static void forget(baseline_reader *in)
{
    for (size_t i = 0; i < in->level->count; i++) in->value[i] = in->lower[i] = in->upper[i] = in->denominator[i] = NAN;
    in->count = in->elsewhere = 0;
}

static kk_status take_figure(baseline_reader *in, size_t area, kk_error *err)
{
    in->count++;
    kk_status status = kk_release_csv_number(&in->csv, VALUE, &in->value[area], err);
    if (status == KK_OK) status = kk_release_csv_number(&in->csv, LOWER, &in->lower[area], err);
    if (status == KK_OK) status = kk_release_csv_number(&in->csv, UPPER, &in->upper[area], err);
    return status == KK_OK ? kk_release_csv_number(&in->csv, DENOMINATOR, &in->denominator[area], err) : status;
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
    if (!kk_figure_has_value(status) || strcmp(period, in->period) < 0) return KK_OK;
    if (strcmp(period, in->period) > 0) {
        forget(in);
        memcpy(in->period, period, sizeof period);
    }
    ptrdiff_t area = kk_level_find(in->level, code);
    if (area >= 0) return take_figure(in, (size_t)area, err);
    in->elsewhere++;
    return KK_OK;
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

static bool name_files(const kk_config_file *folder, kk_arena *arena, kk_config_file file[KK_BASELINE_FILES])
{
    static const char *const names[KK_BASELINE_FILES] = {"indicators.csv", "targets.csv"};
    for (size_t k = 0; k < KK_BASELINE_FILES; k++) {
        file[k] = (kk_config_file){.given = kk_arena_format(arena, "%s/%s", folder->given, names[k]),
                                   .path = kk_arena_format(arena, "%s/%s", folder->path, names[k]),
                                   .mark = folder->mark};
        if (file[k].given == NULL || file[k].path == NULL) return false;
    }
    return true;
}

static kk_status open_and_read(baseline_reader *in, const char *path, kk_error *err)
{
    kk_status status = kk_release_csv_open(&in->csv, path, columns, COLUMNS, REQUIRED, err);
    if (status == KK_OK) status = read_figures(in, err);
    kk_release_csv_close(&in->csv);
    return status;
}

static kk_status check_figures(const baseline_reader *in, kk_error *err)
{
    const char *folder = in->choice->folder->given, *indicator = in->choice->indicator;
    if (in->count == 0)
        return kk_fail_at(err, KK_ERR_INPUT, in->choice->folder->mark,
                          "%s: its indicators.csv has no figures of '%s' for the %s of this project", folder, indicator,
                          in->level->plural);
    if (in->elsewhere > 0)
        kk_warn("%s: %zu figures of '%s' are of %s that this project has not; they take no part", folder, in->elsewhere,
                indicator, in->level->plural);
    return KK_OK;
}

static bool find_room(baseline_reader *in, kk_arena *arena)
{
    size_t count = in->level->count;
    in->value = kk_arena_alloc(arena, count, sizeof *in->value);
    in->lower = kk_arena_alloc(arena, count, sizeof *in->lower);
    in->upper = kk_arena_alloc(arena, count, sizeof *in->upper);
    in->denominator = kk_arena_alloc(arena, count, sizeof *in->denominator);
    return in->value && in->lower && in->upper && in->denominator;
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
    *out = (kk_baseline){.level = choice->level, .is_treated = is_treated};
    if (!find_room(&in, arena) || !name_files(choice->folder, arena, out->file)) return kk_fail_memory(err);
    forget(&in);
    status = open_and_read(&in, out->file[0].path, err);
    if (status == KK_OK) status = check_figures(&in, err);
    out->period = kk_arena_copy(arena, in.period);
    out->value = in.value;
    out->lower = in.lower;
    out->upper = in.upper;
    out->denominator = in.denominator;
    return status == KK_OK && out->period == NULL ? kk_fail_memory(err) : status;
}
