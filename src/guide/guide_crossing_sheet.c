/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_crossing.h"
#include "guide/guide_index.h"

/* ---- columns ---- */

static const kk_sheet_column columns[] = {
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"need", KK_SHEET_NUMBER, "index of need; left out where ranks are hidden"},
    {"need_lower", KK_SHEET_NUMBER, "lower bound of its 95% interval; empty: none, the index is compared as it is"},
    {"need_upper", KK_SHEET_NUMBER, "upper bound of its 95% interval"},
    {"need_mean", KK_SHEET_NUMBER, "mean of the index over all youths of the level"},
    {"need_around", KK_SHEET_WHOLE, "how many figures of the index are those of the area around"},
    {"need_class", KK_SHEET_TEXT, "high, low or unclear: on which side of the mean the whole interval lies"},
    {"use", KK_SHEET_NUMBER, "the figure on use"},
    {"use_lower", KK_SHEET_NUMBER, "lower bound of its interval; empty: none, the figure is compared as it is"},
    {"use_upper", KK_SHEET_NUMBER, "upper bound of its interval"},
    {"use_mean", KK_SHEET_NUMBER, "mean of the figures over all youths of the level"},
    {"use_status", KK_SHEET_TEXT, "status of the area's own figure"},
    {"use_origin", KK_SHEET_TEXT, "own, around (that of the area around, its own being withheld) or none"},
    {"use_from_code", KK_SHEET_TEXT, "code of the area whose figure it is"},
    {"use_class", KK_SHEET_TEXT, "high, low or unclear"},
    {"supply", KK_SHEET_NUMBER, "the figure on supply"},
    {"supply_lower", KK_SHEET_NUMBER, "lower bound of its interval; empty: none, the figure is compared as it is"},
    {"supply_upper", KK_SHEET_NUMBER, "upper bound of its interval"},
    {"supply_mean", KK_SHEET_NUMBER, "mean of the figures over all youths of the level"},
    {"supply_status", KK_SHEET_TEXT, "status of the area's own figure"},
    {"supply_origin", KK_SHEET_TEXT, "own, around (that of the area around, its own being withheld) or none"},
    {"supply_from_code", KK_SHEET_TEXT, "code of the area whose figure it is"},
    {"supply_class", KK_SHEET_TEXT, "high (much supply), low (little) or unclear; a long distance is little supply"},
    {"crossing_use", KK_SHEET_TEXT, "class of need, then of use; unclear when either is"},
    {"crossing_supply", KK_SHEET_TEXT, "class of need, then of supply; unclear when either is"},
    {"words_nl", KK_SHEET_TEXT, "the same in Dutch"},
    {"because_nl", KK_SHEET_TEXT, "why indicators of use and supply are in the index, in the project's words"},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const kk_guide_sheet_form form = {"crossing", "need beside use and supply in each area", columns, COLUMNS};

/* ---- cells ---- */

static const char *side_word(uint8_t side)
{
    static const char *const words[] = {
        [SIDE_UNKNOWN] = "", [SIDE_UNCLEAR] = "unclear", [SIDE_LOW] = "low", [SIDE_HIGH] = "high"};
    return words[side];
}

static const char *category_word(kk_statistic_part part, double category)
{
    size_t count;
    const kk_category *list = kk_statistic_categories(part, &count);
    for (size_t c = 0; c < count; c++)
        if (list[c].code == category) return list[c].word;
    return "";
}

static void fill_values(kk_sheet_cell **cell, const crossing_axis *axis, size_t area)
{
    kk_cell_number(cell, axis->value[area]);
    kk_cell_number(cell, axis->lower[area]);
    kk_cell_number(cell, axis->upper[area]);
    kk_cell_number(cell, axis->mean);
}

static void fill_need(kk_sheet_cell **cell, const kk_crossing *crossing, size_t area, bool hides)
{
    const kk_guide_index *index = crossing->index;
    enum { VALUES = 4 };
    int64_t around = 0;
    for (size_t n = 0; n < index->areas.indicator_count; n++)
        around += index->figures[n].origin[area] == KK_ORIGIN_AROUND;
    if (hides)
        *cell += VALUES;
    else
        fill_values(cell, &crossing->need, area);
    kk_cell_whole(cell, around);
    kk_cell_text(cell, side_word(crossing->need.side[area]));
}

static void fill_other(kk_sheet_cell **cell, const crossing_axis *axis, size_t area)
{
    enum { CELLS = 8 };
    if (axis->figures == NULL) {
        *cell += CELLS;
        return;
    }
    fill_values(cell, axis, area);
    kk_cell_text(cell, kk_figure_status_name((kk_figure_status)axis->figures->status[area]));
    kk_cell_text(cell, kk_guide_origin_name((kk_guide_origin)axis->figures->origin[area]));
    kk_cell_text(cell, axis->figures->from[area]);
    kk_cell_text(cell, side_word(axis->side[area]));
}

/* ---- rows ---- */

static void fill_row(kk_sheet_cell *cell, const kk_level *level, const kk_crossing *crossing, size_t area, bool hides)
{
    kk_cell_text(&cell, level->name);
    kk_cell_text(&cell, level->code[area]);
    kk_cell_text(&cell, level->area_name[area]);
    fill_need(&cell, crossing, area, hides);
    fill_other(&cell, &crossing->use, area);
    fill_other(&cell, &crossing->supply, area);
    kk_cell_text(&cell, category_word(KK_GUIDE_CROSSING_USE, kk_crossing_category(crossing, &crossing->use, area)));
    kk_cell_text(&cell,
                 category_word(KK_GUIDE_CROSSING_SUPPLY, kk_crossing_category(crossing, &crossing->supply, area)));
}

static kk_status fill_level(const kk_guide_work *work, const kk_crossing *crossing, const char *because,
                            kk_sheet_cell **row, kk_error *err)
{
    const kk_level *level = &work->areas->level[crossing->index->level];
    bool hides = kk_guide_hides_ranks(work->config, work->areas, crossing->index->level);
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) continue;
        const char *words = kk_crossing_tell(work->arena, crossing, i);
        if (words == NULL) return kk_fail_memory(err);
        fill_row(*row, level, crossing, i, hides);
        (*row)[COLUMNS - 2].text = words;
        (*row)[COLUMNS - 1].text = because;
        *row += COLUMNS;
    }
    return KK_OK;
}

static size_t count_rows(const kk_guide_work *work, const kk_crossing *crossing, size_t count)
{
    size_t rows = 0;
    for (size_t x = 0; x < count; x++) {
        const kk_level *level = &work->areas->level[crossing[x].index->level];
        for (size_t i = 0; i < level->count; i++) rows += level->water[i] ? 0 : 1;
    }
    return rows;
}

kk_status kk_crossing_add_sheet(kk_guide_work *work, const kk_crossing *crossing, size_t count, kk_error *err)
{
    kk_sheet *sheet;
    const char *because = kk_index_because(work);
    if (because == NULL) return kk_fail_memory(err);
    kk_status status = kk_guide_sheet_add(work, &form, count_rows(work, crossing, count), &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *row = sheet->cell;
    for (size_t x = 0; x < count && status == KK_OK; x++) status = fill_level(work, &crossing[x], because, &row, err);
    return status;
}
