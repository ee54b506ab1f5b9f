/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/collective_lines.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- order and names ---- */

static int compare_groups(const kk_activity *a, const kk_activity *b)
{
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    int order = strcmp(a->group, b->group);
    if (order == 0) order = strcasecmp(a->programme, b->programme);
    if (order == 0) order = strcasecmp(a->organisation, b->organisation);
    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_group(const void *a, const void *b)
{
    const kk_activity *left = *(const kk_activity *const *)a, *right = *(const kk_activity *const *)b;
    int order = compare_groups(left, right);
    return order != 0 ? order : (left->capacity < right->capacity) - (left->capacity > right->capacity);
}

static kk_status sort_activities(kk_collective_lines *lines, kk_arena *arena, kk_error *err)
{
    const kk_collective *collective = lines->collective;
    lines->activity = kk_arena_alloc(arena, collective->activity_count, sizeof *lines->activity);
    if (lines->activity == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < collective->activity_count; i++) lines->activity[i] = &collective->activity[i];
    if (collective->activity_count > 0)
        qsort(lines->activity, collective->activity_count, sizeof *lines->activity, by_group);
    return KK_OK;
}

static kk_status collect_words(kk_collective_lines *lines, kk_arena *arena, kk_error *err)
{
    const kk_collective *collective = lines->collective;
    size_t activities = collective->activity_count;
    kk_status status = kk_words_new(activities + collective->budget_count, arena, &lines->programmes, err);
    if (status == KK_OK) status = kk_words_new(activities, arena, &lines->organisations, err);
    if (status == KK_OK) status = kk_words_new(activities, arena, &lines->schools, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < activities; i++) {
        kk_words_add(&lines->programmes, collective->activity[i].programme);
        kk_words_add(&lines->organisations, collective->activity[i].organisation);
        kk_words_add(&lines->schools, collective->activity[i].school);
    }
    for (size_t i = 0; i < collective->budget_count; i++)
        kk_words_add(&lines->programmes, collective->budget[i].programme);
    kk_words_sort(&lines->programmes);
    kk_words_sort(&lines->organisations);
    kk_words_sort(&lines->schools);
    return KK_OK;
}

kk_status kk_collective_lines_init(kk_collective_lines *lines, kk_arena *arena, kk_error *err)
{
    size_t columns = 2 * lines->wanted->wanted_count;
    kk_status status = kk_collective_sums_init(&lines->sums, lines->geography, columns, arena, err);
    if (status == KK_OK) status = kk_shares_new(lines->geography->slot_count, arena, &lines->shares, err);
    if (status == KK_OK) status = collect_words(lines, arena, err);
    return status == KK_OK ? sort_activities(lines, arena, err) : status;
}

void kk_collective_lines_clear(kk_collective_lines *lines)
{
    kk_collective_sums_clear(&lines->sums);
}

size_t kk_collective_persons(const kk_collective_lines *lines, size_t column)
{
    return lines->wanted->wanted_count + column;
}

/* ---- selection ---- */

/* The programme that a measure asks for; of all, those of the project's list where it has one. */
static bool has_programme(const kk_collective_lines *lines, const kk_measure *measure, const char *programme)
{
    if (*measure->item != '\0') return strcasecmp(measure->item, programme) == 0;
    for (size_t i = 0; i < lines->config->programme_count; i++)
        if (strcasecmp(lines->config->programmes[i], programme) == 0) return true;
    return lines->config->programme_count == 0;
}

static bool has_task(const kk_measure *measure, const kk_budget_line *line)
{
    if (*measure->item == '\0') return true;
    if (strcasecmp(measure->item, "front") == 0) return line->front;
    if (strcasecmp(measure->item, "back") == 0) return !line->front;
    return strcasecmp(measure->item, line->task) == 0;
}

static kk_status add_programme(kk_collective_lines *lines, size_t column, kk_locus place, const char *programme,
                               kk_error *err)
{
    if (*programme == '\0' || !has_programme(lines, &lines->wanted->measures[column], programme)) return KK_OK;
    return kk_collective_sums_add_once(&lines->sums, kk_geography_slot(lines->geography, place), column,
                                       (uint32_t)kk_words_find(&lines->programmes, programme), 0, err);
}

/* ---- money ---- */

/* From amounts that came by a key who knows the whole can tell the persons of an area. */
static void add_persons_of_key(kk_collective_lines *lines, size_t column)
{
    const kk_shares *shares = &lines->shares;
    if (shares->at_own_level || lines->config->population.csv.is_public) return;
    for (size_t i = 0; i < shares->count; i++)
        if (shares->weight[i] > 0)
            kk_collective_sums_least(&lines->sums, shares->slot[i], kk_collective_persons(lines, column),
                                     (int64_t)shares->weight[i]);
}

static kk_status add_budget_line(kk_collective_lines *lines, const kk_budget_line *line, kk_error *err)
{
    const kk_shares *shares = &lines->shares;
    kk_status status = KK_OK;
    for (size_t c = 0; c < lines->wanted->wanted_count && status == KK_OK; c++) {
        const kk_measure *measure = &lines->wanted->measures[c];
        if (measure->kind == KK_MEASURE_PROGRAMMES) status = add_programme(lines, c, line->place, line->programme, err);
        if (measure->kind != KK_MEASURE_BUDGET_CENTS || !has_task(measure, line)) continue;
        for (size_t i = 0; i < shares->count; i++)
            kk_collective_sums_add(&lines->sums, shares->slot[i], c, shares->cents[i], false);
        add_persons_of_key(lines, c);
    }
    return status;
}

static void warn_of_shares(const char *period, size_t undivided, size_t without_figure)
{
    if (undivided > 0)
        kk_warn("budgets of %s: %zu amounts have a key, but no population below their area tells it; they count at "
                "their own level and above only",
                period, undivided);
    if (without_figure > 0)
        kk_warn("budgets of %s: of %zu amounts some areas get nothing, because their population is missing", period,
                without_figure);
}

static kk_status add_budgets(kk_collective_lines *lines, size_t period, kk_error *err)
{
    const char *name = lines->config->records.period[period].name;
    size_t undivided = 0, without_figure = 0;
    for (size_t i = 0; i < lines->collective->budget_count; i++) {
        const kk_budget_line *line = &lines->collective->budget[i];
        if (line->period != period) continue;
        kk_status status = kk_shares_find(line, name, lines->population, lines->geography, &lines->shares, err);
        if (status == KK_OK) status = add_budget_line(lines, line, err);
        if (status != KK_OK) return status;
        undivided += lines->shares.at_own_level && *line->key != '\0';
        without_figure += lines->shares.missing > 0;
    }
    warn_of_shares(name, undivided, without_figure);
    return KK_OK;
}

/* ---- activities ---- */

static kk_status add_at_school(kk_collective_lines *lines, size_t column, const kk_activity *activity, kk_error *err)
{
    ptrdiff_t school = kk_words_find(&lines->schools, activity->school);
    ptrdiff_t organisation = kk_words_find(&lines->organisations, activity->organisation);
    if (school < 0 || organisation < 0) return KK_OK;
    return kk_collective_sums_add_once(&lines->sums, kk_geography_slot(lines->geography, activity->place), column,
                                       (uint32_t)school, (uint32_t)organisation, err);
}

/* Whether activity `i` is one of the same group as that before it, or, of no group, one just like it. */
static bool is_alike(const kk_collective_lines *lines, size_t i)
{
    bool both = i > 0 && i < lines->collective->activity_count;
    return both && compare_groups(lines->activity[i - 1], lines->activity[i]) == 0;
}

/* The same persons may come to all meetings: those of the fullest one. */
static void add_persons_of_group(kk_collective_lines *lines, size_t column, size_t first)
{
    int64_t most = lines->activity[first]->attendance;
    for (size_t i = first + 1; is_alike(lines, i); i++)
        if (lines->activity[i]->attendance > most) most = lines->activity[i]->attendance;
    size_t slot = kk_geography_slot(lines->geography, lines->activity[first]->place);
    if (most > 0)
        kk_collective_sums_add(&lines->sums, slot, kk_collective_persons(lines, column), most * KK_KEY_UNIT, false);
}

static kk_status add_activity(kk_collective_lines *lines, size_t column, size_t i, kk_error *err)
{
    const kk_measure *measure = &lines->wanted->measures[column];
    const kk_activity *activity = lines->activity[i];
    bool first = !is_alike(lines, i);
    size_t slot = kk_geography_slot(lines->geography, activity->place);
    switch (measure->kind) {
    case KK_MEASURE_PROGRAMMES:
        if (*activity->programme != '\0' && has_programme(lines, measure, activity->programme))
            kk_collective_sums_add(&lines->sums, slot, column, 0, false);
        return add_programme(lines, column, activity->place, activity->programme, err);
    case KK_MEASURE_PLACES_OFFERED:
        if ((first || *activity->group == '\0') && has_programme(lines, measure, activity->programme))
            kk_collective_sums_add(&lines->sums, slot, column, activity->capacity, activity->capacity < 0);
        return KK_OK;
    case KK_MEASURE_ATTENDANCE:
        if (!has_programme(lines, measure, activity->programme)) return KK_OK;
        kk_collective_sums_add(&lines->sums, slot, column, activity->attendance, activity->attendance < 0);
        if (first) add_persons_of_group(lines, column, i);
        return KK_OK;
    case KK_MEASURE_SCHOOL_ORGANISATIONS:
        return add_at_school(lines, column, activity, err);
    default:
        return KK_OK;
    }
}

/* Meetings of one group offer its places once; a meeting without a group is one by itself. */
static kk_status add_activities(kk_collective_lines *lines, size_t period, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < lines->collective->activity_count && status == KK_OK; i++) {
        if (lines->activity[i]->period != period) continue;
        for (size_t c = 0; c < lines->wanted->wanted_count && status == KK_OK; c++)
            status = add_activity(lines, c, i, err);
    }
    return status;
}

static void add_schools(kk_collective_lines *lines)
{
    const kk_collective *collective = lines->collective;
    for (size_t c = 0; c < lines->wanted->wanted_count; c++)
        for (size_t i = 0; i < collective->school_count && lines->wanted->measures[c].kind == KK_MEASURE_SCHOOLS; i++)
            if (kk_locus_is_area(collective->school[i]))
                kk_collective_sums_add(&lines->sums, kk_geography_slot(lines->geography, collective->school[i]), c, 1,
                                       false);
}

kk_status kk_collective_lines_add(kk_collective_lines *lines, size_t period, kk_error *err)
{
    kk_collective_sums_reset(&lines->sums);
    kk_status status = add_budgets(lines, period, err);
    if (status == KK_OK) status = add_activities(lines, period, err);
    if (status != KK_OK) return status;
    add_schools(lines);
    kk_collective_sums_finish(&lines->sums);
    return KK_OK;
}
