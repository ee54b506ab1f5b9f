/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/collective_tasks.h"
#include "kk/log.h"
#include "kk/measure.h"
#include "measure/collective_lines.h"
#include "measure/seen.h"
#include "measure/sheet.h"

#include <string.h>

/* ---- what is asked ---- */

static kk_status check_task(const kk_tasks *tasks, const kk_config_column *column, const char *task, kk_error *err)
{
    if (*task == '\0' || kk_tasks_find(tasks, task) >= 0) return KK_OK;
    const char *nearest = kk_nearest_name(task, tasks->name, (int)tasks->count);
    return kk_fail_at(err, KK_ERR_PROJECT, column->mark, "unknown task '%s'%s%s%s", task,
                      nearest ? "; did you mean '" : "; docs/places.md lists them", nearest ? nearest : "",
                      nearest ? "'?" : "");
}

static kk_status check_tasks(const kk_config_table *table, kk_arena *arena, kk_error *err)
{
    kk_tasks tasks;
    kk_status status = kk_tasks_load(arena, &tasks, err);
    for (size_t c = 0; c < table->wanted_count && status == KK_OK; c++)
        if (table->measures[c].kind == KK_MEASURE_BUDGET_CENTS)
            status = check_task(&tasks, &table->wanted[c], table->measures[c].item, err);
    return status;
}

/* A programme of which nothing is known is more likely a slip than one without places. */
static void warn_of_programmes(const kk_config_table *table, const kk_words *programmes)
{
    for (size_t c = 0; c < table->wanted_count; c++) {
        const char *name = table->measures[c].item;
        kk_mark mark = table->wanted[c].mark;
        bool of_programme =
            table->measures[c].kind == KK_MEASURE_PLACES_OFFERED || table->measures[c].kind == KK_MEASURE_ATTENDANCE;
        if (!of_programme || *name == '\0' || kk_words_find(programmes, name) >= 0) continue;
        const char *nearest = kk_nearest_name(name, programmes->word, (int)programmes->count);
        kk_warn("%s:%u:%u: no activity or budget is of the programme '%s'%s%s%s",
                mark.file == NULL ? "project" : mark.file, mark.line, mark.column, name,
                nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
}

/* ---- the table ---- */

static kk_status set_guards(const kk_collective_lines *lines, kk_arena *arena, kk_table *out, kk_error *err)
{
    size_t wanted = lines->wanted->wanted_count;
    out->guard = kk_arena_alloc(arena, out->column_count, sizeof *out->guard);
    if (out->guard == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < wanted; c++) {
        out->guard[c] = (uint32_t)kk_collective_persons(lines, c);
        out->guard[out->guard[c]] = out->guard[c];
    }
    return KK_OK;
}

/* Of which areas there are lines of money, and activities, in a period. */
typedef struct delivered {
    bool *money, *activities;
} delivered;

/* A key takes the sum of an own area to the gemeenten that it is made of. */
static void see_line(const kk_budget_line *line, const kk_geography *geography, bool *seen)
{
    size_t level = kk_locus_level(line->place), own = kk_geography_slot(geography, line->place);
    kk_seen_mark(geography, own, seen);
    if (*line->key == '\0' || geography->areas->level[level].kind != KK_LEVEL_OWN) return;
    for (size_t slot = 0; slot < geography->slot_count; slot++)
        if (geography->within[level][slot] == own) kk_seen_mark(geography, slot, seen);
}

static void see_period(const kk_collective *collective, const kk_geography *geography, size_t period, delivered *seen)
{
    memset(seen->money, 0, geography->slot_count * sizeof *seen->money);
    memset(seen->activities, 0, geography->slot_count * sizeof *seen->activities);
    for (size_t i = 0; i < collective->budget_count; i++)
        if (collective->budget[i].period == period) see_line(&collective->budget[i], geography, seen->money);
    for (size_t i = 0; i < collective->activity_count; i++)
        if (collective->activity[i].period == period)
            kk_seen_mark(geography, kk_geography_slot(geography, collective->activity[i].place), seen->activities);
    kk_seen_spread(geography, seen->money);
    kk_seen_spread(geography, seen->activities);
}

static kk_figure figure_of(const kk_collective_lines *in, const delivered *seen, size_t level, size_t area,
                           size_t column)
{
    size_t slot = in->geography->first[level] + area;
    kk_measure_kind kind = in->wanted->measures[column].kind;
    bool of_schools = kind == KK_MEASURE_SCHOOLS || kind == KK_MEASURE_SCHOOL_ORGANISATIONS;
    if (of_schools && in->collective->school_count == 0) return kk_figure_missing(KK_FIGURE_NOT_APPLICABLE);
    kk_figure figure = kk_collective_sums_figure(&in->sums, level, area, column);
    bool known = kind == KK_MEASURE_SCHOOLS        ? true
                 : kind == KK_MEASURE_BUDGET_CENTS ? seen->money[slot]
                 : kind == KK_MEASURE_PROGRAMMES   ? seen->activities[slot] || figure.value > 0 /* paid for there */
                                                   : seen->activities[slot];
    return known ? figure : kk_figure_missing(KK_FIGURE_ABSENT);
}

static kk_figure persons_of(const kk_collective_lines *in, size_t level, size_t area, size_t column)
{
    int64_t persons = kk_collective_sums_total(&in->sums, level, area, kk_collective_persons(in, column));
    return (kk_figure){(double)persons / KK_KEY_UNIT, KK_FIGURE_OK};
}

static void fill_period(const kk_collective_lines *in, const delivered *seen, size_t period, const kk_sheet *out)
{
    const kk_geography *geography = in->geography;
    for (size_t l = 0; l < geography->areas->level_count; l++)
        for (size_t area = 0; area < geography->areas->level[l].count; area++) {
            size_t slot = geography->first[l] + area;
            for (size_t c = 0; c < in->wanted->wanted_count; c++) {
                kk_sheet_put(out, slot, period, c, figure_of(in, seen, l, area, c));
                kk_sheet_put(out, slot, period, kk_collective_persons(in, c), persons_of(in, l, area, c));
            }
        }
}

static kk_status fill(kk_collective_lines *in, kk_arena *arena, const kk_sheet *out, kk_error *err)
{
    size_t slots = in->geography->slot_count;
    delivered seen = {kk_arena_alloc(arena, slots, sizeof(bool)), kk_arena_alloc(arena, slots, sizeof(bool))};
    if (seen.money == NULL || seen.activities == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t period = 0; period < out->table->period_count && status == KK_OK; period++) {
        status = kk_collective_lines_add(in, period, err);
        if (status != KK_OK) break;
        see_period(in->collective, in->geography, period, &seen);
        fill_period(in, &seen, period, out);
    }
    return status;
}

kk_status kk_measure_collective(const kk_config *config, const kk_config_table *table, const kk_collective *collective,
                                const kk_population *population, const kk_areas *areas, kk_arena *arena, kk_table *out,
                                kk_error *err)
{
    kk_geography geography;
    kk_sheet sheet;
    kk_collective_lines lines = {
        .config = config, .wanted = table, .collective = collective, .population = population, .geography = &geography};
    kk_status status = check_tasks(table, arena, err);
    if (status == KK_OK) status = kk_geography_make(areas, arena, &geography, err);
    if (status == KK_OK)
        status = kk_sheet_make(table, 2 * table->wanted_count, &geography, config->records.period,
                               config->records.period_count, arena, out, &sheet, err);
    if (status == KK_OK) status = set_guards(&lines, arena, out, err);
    if (status == KK_OK) status = kk_collective_lines_init(&lines, arena, err);
    if (status == KK_OK) {
        warn_of_programmes(table, &lines.programmes);
        status = fill(&lines, arena, &sheet, err);
    }
    kk_collective_lines_clear(&lines);
    return status;
}
