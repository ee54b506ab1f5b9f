/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"

static const kk_sheet_column columns[] = {
    {"list", KK_SHEET_TEXT, "name of the list in the project file"},
    {"within_code", KK_SHEET_TEXT, "area whose list it is; empty: there is one list for all"},
    {"n", KK_SHEET_WHOLE, "number of areas inside: those on the list first, then the others by rank"},
    {"level", KK_SHEET_TEXT, "level of the n-th area"},
    {"code", KK_SHEET_TEXT, "code of the n-th area; empty where ranks are hidden"},
    {"name", KK_SHEET_TEXT, "name of the n-th area"},
    {"is_chosen", KK_SHEET_FLAG, "whether the n-th area is on the list"},
    {"in_need_reached", KK_SHEET_NUMBER, "of all youths in need the share that lives inside, 0 to 1"},
    {"in_need_inside", KK_SHEET_NUMBER, "of the youths inside the share that is in need, 0 to 1"},
    {"youths_reached", KK_SHEET_NUMBER, "of all youths the share that lives inside, 0 to 1"},
    {"in_need_elsewhere", KK_SHEET_NUMBER, "youths in need who live in the other areas"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The order of areas, and step by step the youths of each, tell ranks: then only the list as a whole is told of. Where
   all is water there is no list. */
static bool is_told(const guide_list *list, size_t group, size_t n)
{
    if (guide_group_size(list, group) == 0) return false;
    return !list->hides_ranks || n == 0 || n == list->chosen[group];
}

static void write_row(const guide_list *list, size_t group, size_t n, const kk_reach *reach, kk_sheet_cell **cell)
{
    bool is_named = n > 0 && !list->hides_ranks;
    size_t area = is_named ? list->area[list->begin[group] + n - 1] : 0;
    kk_cell_text(cell, list->config->name);
    kk_cell_text(cell, guide_group_code(list, group));
    kk_cell_whole(cell, (int64_t)n);
    kk_cell_text(cell, list->areas->name);
    kk_cell_text(cell, is_named ? list->areas->code[area] : "");
    kk_cell_text(cell, is_named ? list->areas->area_name[area] : "");
    kk_cell_whole(cell, is_named ? list->target[area].is_chosen : KK_SHEET_EMPTY);
    kk_cell_number(cell, reach->reached);
    kk_cell_number(cell, reach->in_need);
    kk_cell_number(cell, reach->youths);
    kk_cell_number(cell, reach->elsewhere);
}

static kk_status write_curve(kk_guide_work *work, const guide_list *list, size_t group, kk_sheet_cell **cell,
                             kk_error *err)
{
    size_t count = guide_group_size(list, group);
    kk_reach *curve = kk_arena_alloc(work->arena, count + 1, sizeof *curve);
    if (curve == NULL) return kk_fail_memory(err);
    kk_reach_curve(list->area + list->begin[group], count, list->targets->index->youths, list->in_need, curve);
    for (size_t n = 0; n <= count; n++)
        if (is_told(list, group, n)) write_row(list, group, n, &curve[n], cell);
    return KK_OK;
}

static size_t count_rows(const guide_list *list)
{
    size_t rows = 0;
    for (size_t g = 0; g < list->group_count; g++)
        for (size_t n = 0; n <= guide_group_size(list, g); n++) rows += is_told(list, g, n);
    return rows;
}

kk_status guide_reach_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"reach", "how many of the youths in need live inside the first n areas",
                                             columns, COLUMNS};
    size_t rows = 0;
    for (size_t t = 0; t < count; t++) rows += count_rows(&list[t]);
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t t = 0; t < count; t++)
        for (size_t g = 0; g < list[t].group_count && status == KK_OK; g++)
            status = write_curve(work, &list[t], g, &cell, err);
    return status;
}
