/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_words.h"
#include "kk/evaluation.h"
#include "statistics/time.h"

#include <string.h>

static const kk_sheet_column columns[] = {
    {"indicator", KK_SHEET_TEXT, "what is to be reached"},
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "its name"},
    {"target", KK_SHEET_NUMBER, "the figure that is to be reached"},
    {"target_year", KK_SHEET_WHOLE, "by the end of this year"},
    {"baseline_period", KK_SHEET_TEXT, "the first period with a figure"},
    {"baseline", KK_SHEET_NUMBER, "the figure then"},
    {"baseline_lower", KK_SHEET_NUMBER, "lower bound of its 95% interval"},
    {"baseline_upper", KK_SHEET_NUMBER, "upper bound"},
    {"now_period", KK_SHEET_TEXT, "the last period with a figure"},
    {"now", KK_SHEET_NUMBER, "the figure now"},
    {"now_lower", KK_SHEET_NUMBER, "lower bound of its 95% interval"},
    {"now_upper", KK_SHEET_NUMBER, "upper bound"},
    {"share", KK_SHEET_NUMBER,
     "per cent of the way that is behind; empty: chance alone could explain that there was a way to go"},
    {"share_lower", KK_SHEET_NUMBER, "lower bound of its 95% interval"},
    {"share_upper", KK_SHEET_NUMBER, "upper bound"},
    {"ahead", KK_SHEET_NUMBER, "ahead of (below 0: behind) the straight line to the target, in the figure's unit"},
    {"ahead_lower", KK_SHEET_NUMBER, "lower bound of its 95% interval"},
    {"ahead_upper", KK_SHEET_NUMBER, "upper bound"},
    {"needed_per_year", KK_SHEET_NUMBER, "change a year that is still needed"},
    {"verdict", KK_SHEET_TEXT, "reached, on (course), off, or untold: chance could explain either"},
    {"status", KK_SHEET_TEXT, "of the figure of the last period there is: why `now` is older, or missing"},
    {"text_nl", KK_SHEET_TEXT, "the same in a sentence"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *const verdicts[] = {"untold", "reached", "on", "off"};

/* The columns of a goal's indicator at its level, by period. */
typedef struct goal_series {
    const kk_config_goal *goal;
    const kk_released_column *column;
    size_t count;
    uint32_t level;
} goal_series;

static goal_series find_series(const kk_guide_work *work, const kk_config_goal *goal)
{
    const kk_released_column *all;
    size_t count = kk_release_columns(work->release, &all);
    ptrdiff_t level = kk_guide_level(work, goal->level);
    goal_series found = {.goal = goal, .level = (uint32_t)level};
    for (size_t c = 0; c < count && level >= 0; c++) {
        if (all[c].level != found.level || all[c].indicator != &work->config->indicators[goal->indicator]) continue;
        if (found.count++ == 0) found.column = &all[c];
    }
    return found;
}

static bool has_figure(const kk_released_column *column, size_t area)
{
    return kk_figure_has_value((kk_figure_status)column->status[area]);
}

/* The last column with a figure of the area; NULL: none. */
static const kk_released_column *find_last(const goal_series *series, size_t area)
{
    for (size_t k = series->count; k-- > 0;)
        if (has_figure(&series->column[k], area)) return &series->column[k];
    return NULL;
}

/* The first that compares with the last, which does itself. */
static const kk_released_column *find_first(const goal_series *series, size_t area, const kk_released_column *last)
{
    const kk_released_column *column = series->column;
    while (!has_figure(column, area) || !kk_periods_compare(column->period, last->period)) column++;
    return column;
}

/* ---- where an area stands ---- */

typedef struct standing {
    const goal_series *series;
    const kk_released_column *first, *last;
    kk_goal_figure baseline, now;
    bool was_there, is_past; /* the target was met at the baseline; the goal's year is over */
    kk_goal_progress progress;
} standing;

static kk_goal_figure figure_of(const kk_released_column *column, size_t area)
{
    return (kk_goal_figure){kk_period_middle(column->period), kk_guide_released(column, area)};
}

/* Whether the figure is no worse than the target. */
static bool is_there(const standing *area, double figure)
{
    kk_direction direction = area->first->indicator->direction;
    double target = area->series->goal->target;
    return direction == KK_DIRECTION_NEED ? figure <= target : direction == KK_DIRECTION_STRENGTH && figure >= target;
}

/* Without a way to go: whether it still is where it was. */
static kk_goal_progress measure_there(const standing *area)
{
    const kk_estimate none = {NAN, NAN, NAN}, now = area->now.figure;
    bool is_need = area->first->indicator->direction == KK_DIRECTION_NEED;
    double best = is_need ? now.lower : now.upper, worst = is_need ? now.upper : now.lower;
    kk_goal_status status = is_there(area, worst)                 ? KK_GOAL_REACHED
                            : isnan(best) || is_there(area, best) ? KK_GOAL_UNTOLD
                                                                  : KK_GOAL_OFF;
    return (kk_goal_progress){none, NAN, none, status};
}

static standing measure(const goal_series *series, size_t area, const kk_released_column *last)
{
    const kk_goal goal = {series->goal->target, series->goal->year + 1.0};
    standing out = {.series = series, .first = find_first(series, area, last), .last = last};
    out.baseline = figure_of(out.first, area);
    out.now = figure_of(last, area);
    out.was_there = is_there(&out, out.baseline.figure.value);
    out.is_past = out.now.year >= goal.year;
    out.progress = out.was_there ? measure_there(&out) : kk_goal_measure(goal, out.baseline, out.now);
    return out;
}

/* ---- in words ---- */

static const char *why_untold(const standing *area)
{
    if (isnan(area->now.figure.lower) || isnan(area->baseline.figure.lower))
        return "is niet te zeggen: hoe zeker de cijfers zijn, is niet bekend";
    if (area->first == area->last && !area->was_there)
        return "is nog niet te zeggen: er is geen eerder cijfer om mee te vergelijken";
    return "is niet te zeggen: het verschil kan toeval zijn";
}

static const char *verdict_nl(const standing *area)
{
    switch (area->progress.status) {
    case KK_GOAL_REACHED:
        return "Gehaald";
    case KK_GOAL_ON:
        return "Op koers";
    case KK_GOAL_OFF:
        return area->was_there ? "Niet meer gehaald" : area->is_past ? "Niet gehaald" : "Loopt achter";
    default:
        return NULL;
    }
}

static const char *tell(kk_arena *arena, const standing *area)
{
    const kk_config_goal *goal = area->series->goal;
    const char *unit = *area->first->indicator->unit == '%' ? "%" : area->first->indicator->unit;
    const char *at = kk_words_figure(arena, area->now.figure.value, unit);
    const char *to = kk_words_figure(arena, goal->target, unit);
    if (at == NULL || to == NULL) return NULL;
    const char *verdict = verdict_nl(area), *is = area->is_past ? "was" : "is";
    if (verdict != NULL)
        return kk_arena_format(arena, "%s: nu %s, het doel %s %s in %d.", verdict, at, is, to, goal->year);
    const char *what = area->was_there || area->is_past ? "het doel is gehaald," : "dit op koers ligt,";
    return kk_arena_format(arena, "Nu %s; het doel %s %s in %d. Of %s %s.", at, is, to, goal->year, what,
                           why_untold(area));
}

/* ---- rows ---- */

static void put_estimate(kk_sheet_cell **cell, kk_estimate estimate, double per)
{
    kk_cell_number(cell, estimate.value * per);
    kk_cell_number(cell, estimate.lower * per);
    kk_cell_number(cell, estimate.upper * per);
}

static void put_standing(kk_sheet_cell **cell, const standing *area)
{
    const kk_goal_progress *progress = &area->progress;
    kk_cell_text(cell, area->first->period);
    put_estimate(cell, area->baseline.figure, 1);
    kk_cell_text(cell, area->last->period);
    put_estimate(cell, area->now.figure, 1);
    put_estimate(cell, progress->share, 100);
    put_estimate(cell, progress->ahead, 1);
    kk_cell_number(cell, progress->needed);
}

static kk_status put_area(kk_sheet_cell *cell, kk_guide_work *work, const goal_series *series, size_t area,
                          kk_error *err)
{
    const kk_level *level = &work->areas->level[series->level];
    const kk_released_column *last = find_last(series, area), *latest = &series->column[series->count - 1];
    kk_sheet_cell *verdict = cell + COLUMNS - 3;
    kk_cell_text(&cell, series->column->indicator->name);
    kk_cell_text(&cell, level->name);
    kk_cell_text(&cell, level->code[area]);
    kk_cell_text(&cell, level->area_name[area]);
    kk_cell_number(&cell, series->goal->target);
    kk_cell_whole(&cell, series->goal->year);
    standing found = {.progress.status = KK_GOAL_UNTOLD};
    if (last != NULL) {
        found = measure(series, area, last);
        put_standing(&cell, &found);
    }
    const char *text = last == NULL ? "Er is geen cijfer." : tell(work->arena, &found);
    kk_cell_text(&verdict, verdicts[found.progress.status]);
    kk_cell_text(&verdict, kk_figure_status_name((kk_figure_status)latest->status[area]));
    kk_cell_text(&verdict, text);
    return text == NULL ? kk_fail_memory(err) : KK_OK;
}

static size_t count_land(const kk_level *level)
{
    size_t land = 0;
    for (size_t i = 0; i < level->count; i++) land += !level->water[i];
    return land;
}

static kk_status put_goal(kk_guide_work *work, const goal_series *series, kk_sheet_cell **cell, kk_error *err)
{
    const kk_level *level = &work->areas->level[series->level];
    kk_status status = KK_OK;
    for (size_t i = 0; i < level->count && status == KK_OK; i++) {
        if (level->water[i]) continue;
        status = put_area(*cell, work, series, i, err);
        *cell += COLUMNS;
    }
    return status;
}

kk_status kk_guide_make_goals(kk_guide_work *work, kk_error *err)
{
    static const kk_guide_sheet_form form = {"goals", "How far goals are", columns, COLUMNS};
    const kk_config_guide *config = &work->config->guide;
    size_t rows = 0;
    for (size_t g = 0; g < config->goal_count; g++) {
        goal_series series = find_series(work, &config->goal[g]);
        if (series.count == 0)
            return kk_fail_at(err, KK_ERR_PROJECT, config->goal[g].mark,
                              "'%s' has no figures at the level '%s', so that a goal for it cannot be followed",
                              work->config->indicators[config->goal[g].indicator].name, config->goal[g].level);
        rows += count_land(&work->areas->level[series.level]);
    }
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t g = 0; g < config->goal_count && status == KK_OK; g++) {
        goal_series series = find_series(work, &config->goal[g]);
        status = put_goal(work, &series, &cell, err);
    }
    return status;
}
