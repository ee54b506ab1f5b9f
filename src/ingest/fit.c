/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/period.h"
#include "kk/ingest.h"
#include "kk/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GEMEENTEN = 10000, BOUNDARY_CHANGED = 3 };

typedef struct fitting {
    kk_table *table;
    const kk_areas *areas;
    kk_rejects *rejects;
    bool *refused; /* [row] */
    kk_error *err;
} fitting;

/* How the codes of a period and the areas of a level meet, within the gemeenten that both know. */
typedef struct meeting {
    size_t codes, codes_met, areas, areas_met;
} meeting;

/* The number in GM0034, WK003401, BU00340101. */
static size_t gemeente_of(const char *code)
{
    size_t number = 0;
    for (int i = 2; i < 6; i++) number = number * 10 + (size_t)(code[i] - '0');
    return number;
}

static bool is_of(const char *code, kk_level_kind wanted)
{
    kk_level_kind kind;
    return kk_code_kind(code, &kind) && kind == wanted;
}

static bool in_period(const fitting *fit, size_t row, uint32_t period, kk_level_kind kind)
{
    return fit->table->row_period[row] == period && is_of(fit->table->code[row], kind);
}

/* Water has no figures to miss; `met` says which areas have a row. */
static kk_status meet(const fitting *fit, const kk_level *level, uint32_t period, meeting *out)
{
    const kk_table *table = fit->table;
    bool in_table[GEMEENTEN] = {false}, in_areas[GEMEENTEN] = {false};
    bool *met = calloc(level->count + 1, sizeof *met);
    if (met == NULL) return kk_fail_memory(fit->err);
    *out = (meeting){0};
    for (size_t a = 0; a < level->count; a++)
        if (is_of(level->code[a], level->kind)) in_areas[gemeente_of(level->code[a])] = true;
    for (size_t i = 0; i < table->row_count; i++) {
        if (!in_period(fit, i, period, level->kind)) continue;
        size_t gemeente = gemeente_of(table->code[i]);
        in_table[gemeente] = true;
        if (!in_areas[gemeente]) continue;
        ptrdiff_t area = kk_level_find(level, table->code[i]);
        out->codes++;
        out->codes_met += area >= 0;
        if (area >= 0) met[area] = true;
    }
    for (size_t a = 0; a < level->count; a++) {
        if (level->water[a] || !is_of(level->code[a], level->kind) || !in_table[gemeente_of(level->code[a])]) continue;
        out->areas++;
        out->areas_met += met[a];
    }
    free(met);
    return KK_OK;
}

static bool falls_short(size_t part, size_t whole, double share)
{
    return (double)part < share * (double)whole;
}

static void tell_reason(const fitting *fit, const kk_level *level, uint32_t period, const meeting *met, bool few_codes,
                        char *reason, size_t size)
{
    char boundaries[40] = "among the areas";
    const char *name = fit->table->period[period];
    if (fit->areas->vintage > 0)
        snprintf(boundaries, sizeof boundaries, "on the boundaries of %d", fit->areas->vintage);
    if (few_codes)
        snprintf(reason, size,
                 "%s, %s: only %zu of the %zu codes are %s (and %zu areas there have no figure): the figures are of "
                 "other areas; the rows are refused",
                 name, level->name, met->codes_met, met->codes, boundaries, met->areas - met->areas_met);
    else
        snprintf(reason, size,
                 "%s, %s: %zu of the %zu codes are %s, but %zu of the %zu areas of these gemeenten have no row: either "
                 "the areas were others then, or the table covers few areas (then lower its `minimum_match:`); the "
                 "rows are refused",
                 name, level->name, met->codes_met, met->codes, boundaries, met->areas - met->areas_met, met->areas);
}

static kk_status refuse_level(const fitting *fit, const kk_level *level, uint32_t period, const char *reason)
{
    for (size_t i = 0; i < fit->table->row_count; i++)
        if (in_period(fit, i, period, level->kind)) fit->refused[i] = true;
    const char *file = fit->table->config->file.given;
    kk_warn("%s: %s", file, reason);
    kk_reject reject = {.kind = KK_REJECT_LEVEL, .file = file, .reason = reason};
    return kk_rejects_add(fit->rejects, &reject, fit->err);
}

static kk_status fit_level(const fitting *fit, const kk_level *level, uint32_t period)
{
    double least = fit->table->config->minimum_match;
    meeting met;
    kk_status status = meet(fit, level, period, &met);
    if (status != KK_OK) return status;
    bool few_codes = falls_short(met.codes_met, met.codes, least);
    if (!few_codes && (met.codes == 0 || !falls_short(met.areas_met, met.areas, least))) return KK_OK;
    char reason[500];
    tell_reason(fit, level, period, &met, few_codes, reason, sizeof reason);
    return refuse_level(fit, level, period, reason);
}

static int by_code(const void *a, const void *b, void *codes)
{
    const char *const *code = codes;
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    int order = strcmp(code[x], code[y]);
    return order != 0 ? order : x < y ? -1 : x > y;
}

/* The year in which the area of a row changed, between its period and the boundaries; 0 when it did not. `same` holds
   the rows of that area. */
static int year_of_change(const fitting *fit, const size_t *same, size_t count, size_t row)
{
    const kk_table *table = fit->table;
    int year = kk_period_year(table->period[table->row_period[row]]), vintage = fit->areas->vintage;
    int first = year < vintage ? year : vintage, last = year < vintage ? vintage : year;
    for (size_t i = 0; i < count; i++) {
        int changed = kk_period_year(table->period[table->row_period[same[i]]]);
        double change = table->value[same[i] * table->column_count + (size_t)table->boundary_change];
        if (change == BOUNDARY_CHANGED && changed > first && changed <= last) return changed;
    }
    return 0;
}

static kk_status refuse_row(const fitting *fit, size_t row, int changed)
{
    const kk_table *table = fit->table;
    char reason[200];
    snprintf(reason, sizeof reason,
             "the boundary of the area changed in %d, between these figures of %s and the boundaries of %d", changed,
             table->period[table->row_period[row]], fit->areas->vintage);
    fit->refused[row] = true;
    kk_reject reject = {.kind = KK_REJECT_ROW,
                        .file = table->config->file.given,
                        .line = table->line[row],
                        .code = table->code[row],
                        .reason = reason};
    return kk_rejects_add(fit->rejects, &reject, fit->err);
}

/* Marks in `changed` the year in which the area of each row became another. */
static kk_status find_changes(const fitting *fit, int *changed)
{
    size_t count = fit->table->row_count;
    size_t *order = calloc(count + 1, sizeof *order);
    if (order == NULL) return kk_fail_memory(fit->err);
    for (size_t i = 0; i < count; i++) order[i] = i;
    qsort_r(order, count, sizeof *order, by_code, (void *)(uintptr_t)fit->table->code);
    for (size_t first = 0, next; first < count; first = next) {
        const char *code = fit->table->code[order[first]];
        for (next = first; next < count && strcmp(fit->table->code[order[next]], code) == 0;) next++;
        if (!is_of(code, KK_LEVEL_WIJK) && !is_of(code, KK_LEVEL_BUURT)) continue;
        for (size_t i = first; i < next; i++)
            changed[order[i]] = year_of_change(fit, order + first, next - first, order[i]);
    }
    free(order);
    return KK_OK;
}

static kk_status fit_rows(const fitting *fit)
{
    const kk_table *table = fit->table;
    if (table->boundary_change < 0 || fit->areas->vintage == 0) return KK_OK;
    int *changed = calloc(table->row_count + 1, sizeof *changed);
    if (changed == NULL) return kk_fail_memory(fit->err);
    size_t refused = 0;
    kk_status status = find_changes(fit, changed);
    for (size_t i = 0; i < table->row_count && status == KK_OK; i++) {
        if (changed[i] == 0 || fit->refused[i]) continue;
        status = refuse_row(fit, i, changed[i]);
        refused++;
    }
    if (refused > 0)
        kk_warn("%s: %zu rows are of areas whose boundary changed between their period and %d; they are refused",
                table->config->file.given, refused, fit->areas->vintage);
    free(changed);
    return status;
}

/* Leaves the codes of refused rows behind the others: the table had these areas, which coverage is to tell. */
static void swap_codes(kk_table *table, size_t a, size_t b)
{
    const char *code = table->code[a];
    uint32_t period = table->row_period[a];
    table->code[a] = table->code[b];
    table->row_period[a] = table->row_period[b];
    table->code[b] = code;
    table->row_period[b] = period;
}

static void drop_refused(const fitting *fit)
{
    kk_table *table = fit->table;
    size_t kept = 0, columns = table->column_count;
    for (size_t i = 0; i < table->row_count; i++) {
        if (fit->refused[i]) {
            table->rows_used -= table->source_rows[i];
            table->rows_rejected += table->source_rows[i];
            continue;
        }
        swap_codes(table, i, kept);
        table->line[kept] = table->line[i];
        table->source_rows[kept] = table->source_rows[i];
        memmove(table->value + kept * columns, table->value + i * columns, columns * sizeof *table->value);
        memmove(table->status + kept * columns, table->status + i * columns, columns);
        kept++;
    }
    table->refused_count = table->row_count - kept;
    table->row_count = kept;
}

/* ---- codes of a table that is not public ---- */

static bool is_known(const kk_areas *areas, const char *code)
{
    kk_level_kind kind;
    if (kk_code_kind(code, &kind)) return true;
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == KK_LEVEL_OWN && kk_level_find(&areas->level[l], code) >= 0) return true;
    return false;
}

/*
 * Where `code:` names a wrong column its cells are anything: names, postcodes, numbers of persons. They leave the table
 * before anyone can name them, and leave no trace but their lines.
 */
static kk_status drop_strangers(const fitting *fit)
{
    kk_table *table = fit->table;
    const char *file = table->config->file.given;
    size_t strangers = 0;
    kk_status status = KK_OK;
    for (size_t i = 0; i < table->row_count && status == KK_OK; i++) {
        fit->refused[i] = !table->config->is_public && !is_known(fit->areas, table->code[i]);
        if (!fit->refused[i]) continue;
        kk_reject reject = {.kind = KK_REJECT_ROW,
                            .file = file,
                            .line = table->line[i],
                            .reason = "the code is neither of CBS nor of an own area"};
        status = kk_rejects_add(fit->rejects, &reject, fit->err);
        strangers++;
    }
    if (strangers > 0)
        kk_warn("%s: the code of %zu rows is neither of CBS nor of an own area; they are rejected", file, strangers);
    drop_refused(fit);
    table->refused_count = 0;
    memset(fit->refused, 0, table->row_count * sizeof *fit->refused);
    return status;
}

kk_status kk_table_fit(kk_table *table, const kk_areas *areas, kk_rejects *rejects, kk_error *err)
{
    fitting fit = {.table = table, .areas = areas, .rejects = rejects, .err = err};
    fit.refused = calloc(table->row_count + 1, sizeof *fit.refused);
    if (fit.refused == NULL) return kk_fail_memory(err);
    kk_status status = drop_strangers(&fit);
    for (uint32_t period = 0; period < table->period_count; period++)
        for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
            bool below = areas->level[l].kind == KK_LEVEL_WIJK || areas->level[l].kind == KK_LEVEL_BUURT;
            if (below) status = fit_level(&fit, &areas->level[l], period);
        }
    if (status == KK_OK) status = fit_rows(&fit);
    if (status == KK_OK) drop_refused(&fit);
    free(fit.refused);
    return status;
}
