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
    {"status", KK_SHEET_TEXT, "of the last figure, where there is none"},
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

/* The first (last) column with a figure of the area; NULL: none. */
static const kk_released_column *find_end(const goal_series *series, size_t area, bool last)
{
    for (size_t k = 0; k < series->count; k++) {
        const kk_released_column *column = &series->column[last ? series->count - 1 - k : k];
        if (kk_figure_has_value((kk_figure_status)column->status[area])) return column;
    }
    return NULL;
}

static kk_goal_figure figure_of(const kk_released_column *column, size_t area)
{
    return (kk_goal_figure){kk_period_middle(column->period),
                            {column->value[area], column->lower[area], column->upper[area]}};
}

/* Whether the figure is no worse than the target: then there was no way to go. */
static bool is_there(kk_direction direction, double figure, double target)
{
    return direction == KK_DIRECTION_NEED ? figure <= target : direction == KK_DIRECTION_STRENGTH && figure >= target;
}

static kk_goal_progress measure(const goal_series *series, kk_goal_figure baseline, kk_goal_figure now)
{
    kk_direction direction = series->column->indicator->direction;
    double target = series->goal->target;
    if (!is_there(direction, baseline.figure.value, target))
        return kk_goal_measure((kk_goal){target, series->goal->year + 1.0}, baseline, now);
    const kk_estimate none = {NAN, NAN, NAN};
    bool is_need = direction == KK_DIRECTION_NEED;
    double best = is_need ? now.figure.lower : now.figure.upper, worst = is_need ? now.figure.upper : now.figure.lower;
    kk_goal_status status = is_there(direction, worst, target)                 ? KK_GOAL_REACHED
                            : isnan(best) || is_there(direction, best, target) ? KK_GOAL_UNTOLD
                                                                               : KK_GOAL_OFF;
    return (kk_goal_progress){none, NAN, none, status};
}

/* ---- in words ---- */

static const char *tell(kk_guide_work *work, const goal_series *series, kk_goal_figure now, kk_goal_progress progress)
{
    const char *unit = *series->column->indicator->unit == '%' ? "%" : series->column->indicator->unit;
    const char *at = kk_words_figure(work->arena, now.figure.value, unit);
    const char *to = kk_words_figure(work->arena, series->goal->target, unit);
    if (at == NULL || to == NULL) return NULL;
    switch (progress.status) {
    case KK_GOAL_REACHED:
        return kk_arena_format(work->arena, "Gehaald: nu %s, het doel was %s.", at, to);
    case KK_GOAL_ON:
        return kk_arena_format(work->arena, "Op koers: nu %s, het doel is %s in %d.", at, to, series->goal->year);
    case KK_GOAL_OFF:
        return kk_arena_format(work->arena, "Loopt achter: nu %s, het doel is %s in %d.", at, to, series->goal->year);
    case KK_GOAL_UNTOLD:
        break;
    }
    bool is_first = isnan(progress.ahead.value) && !isnan(progress.needed);
    if (is_first)
        return kk_arena_format(work->arena,
                               "Nu %s; het doel is %s in %d. Er is nog geen eerder cijfer om mee te vergelijken.", at,
                               to, series->goal->year);
    return kk_arena_format(work->arena,
                           "Nu %s; het doel is %s in %d. Of dit op koers ligt is niet te zeggen: het verschil "
                           "kan toeval zijn.",
                           at, to, series->goal->year);
}

/* ---- rows ---- */

static void put_estimate(kk_sheet_cell **cell, kk_estimate estimate, double per)
{
    kk_cell_number(cell, estimate.value * per);
    kk_cell_number(cell, estimate.lower * per);
    kk_cell_number(cell, estimate.upper * per);
}

static kk_status put_area(kk_sheet_cell *cell, kk_guide_work *work, const goal_series *series, size_t area,
                          kk_error *err)
{
    const kk_level *level = &work->areas->level[series->level];
    const kk_released_column *first = find_end(series, area, false), *last = find_end(series, area, true);
    kk_sheet_cell *end = cell + COLUMNS;
    kk_cell_text(&cell, series->column->indicator->name);
    kk_cell_text(&cell, level->name);
    kk_cell_text(&cell, level->code[area]);
    kk_cell_text(&cell, level->area_name[area]);
    kk_cell_number(&cell, series->goal->target);
    kk_cell_whole(&cell, series->goal->year);
    if (first == NULL) {
        kk_figure_status status = (kk_figure_status)series->column[series->count - 1].status[area];
        end[-3].text = verdicts[KK_GOAL_UNTOLD];
        end[-2].text = kk_figure_status_name(status);
        end[-1].text = "Er is geen cijfer.";
        return KK_OK;
    }
    kk_goal_figure baseline = figure_of(first, area), now = figure_of(last, area);
    kk_goal_progress progress = measure(series, baseline, now);
    kk_cell_text(&cell, first->period);
    put_estimate(&cell, baseline.figure, 1);
    kk_cell_text(&cell, last->period);
    put_estimate(&cell, now.figure, 1);
    put_estimate(&cell, progress.share, 100);
    put_estimate(&cell, progress.ahead, 1);
    kk_cell_number(&cell, progress.needed);
    kk_cell_text(&cell, verdicts[progress.status]);
    kk_cell_text(&cell, kk_figure_status_name((kk_figure_status)last->status[area]));
    cell->text = tell(work, series, now, progress);
    return cell->text == NULL ? kk_fail_memory(err) : KK_OK;
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
