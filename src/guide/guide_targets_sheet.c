/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"

static const kk_sheet_column columns[] = {
    {"list", KK_SHEET_TEXT, "name of the list in the project file"},
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"within_code", KK_SHEET_TEXT, "area whose list it is; empty: there is one list for all"},
    {"class", KK_SHEET_TEXT, "certainly, possibly or no: whether it is among the first, from its rank set"},
    {"class_nl", KK_SHEET_TEXT, "zeker, mogelijk of niet"},
    {"is_chosen", KK_SHEET_FLAG, "whether it is on the list"},
    {"was_kept", KK_SHEET_FLAG, "on the list only because it was on the earlier one and may still belong there"},
    {"rank", KK_SHEET_WHOLE, "1 has most need; empty where ranks are hidden"},
    {"rank_lower", KK_SHEET_WHOLE, "best rank that it may have; empty by threshold"},
    {"rank_upper", KK_SHEET_WHOLE, "worst rank that it may have; empty by threshold"},
    {"index", KK_SHEET_NUMBER, "index of need"},
    {"margin", KK_SHEET_NUMBER, "change of the index that brings it on or off the list; empty: none does"},
    {"margin_nl", KK_SHEET_TEXT, "the same in a Dutch sentence"},
    {"margin_indicator", KK_SHEET_TEXT, "indicator that would have to change least for it, in standard deviations"},
    {"margin_change", KK_SHEET_NUMBER, "change of that indicator, in its published unit"},
    {"today", KK_SHEET_FLAG, "whether it is on the list of today; empty: there is none"},
    {"today_class", KK_SHEET_TEXT, "missing, unsupported, alike, both, neither or unknown"},
    {"youths", KK_SHEET_NUMBER, "youths who live there"},
    {"youths_in_need", KK_SHEET_NUMBER, "youths times the share in need"},
    {"in_need_status", KK_SHEET_TEXT, "status of its own figure of the share in need"},
    {"in_need_origin", KK_SHEET_TEXT, "own, around (of the area around) or none"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *class_name(kk_target_class class)
{
    static const char *const names[] = {"", "no", "possibly", "certainly"};
    return names[class];
}

static const char *class_nl(kk_target_class class)
{
    static const char *const names[] = {"", "niet", "mogelijk", "zeker"};
    return names[class];
}

static const char *place_name(kk_list_place place)
{
    static const char *const names[] = {"neither", "both", "missing", "unsupported", "alike", "unknown"};
    return names[place];
}

static int64_t told_rank(uint32_t rank)
{
    return rank > 0 ? rank : KK_SHEET_EMPTY;
}

static void write_area(const guide_list *list, size_t area, kk_sheet_cell **cell)
{
    uint32_t group = list->group[area];
    const kk_target *target = &list->target[area];
    kk_cell_text(cell, list->config->name);
    kk_cell_text(cell, list->areas->name);
    kk_cell_text(cell, list->areas->code[area]);
    kk_cell_text(cell, list->areas->area_name[area]);
    kk_cell_text(cell, group == UINT32_MAX ? "" : guide_group_code(list, group));
    kk_cell_text(cell, class_name(target->class));
    kk_cell_text(cell, class_nl(target->class));
    kk_cell_whole(cell, target->is_chosen);
    kk_cell_whole(cell, target->was_kept);
}

static kk_status write_need(kk_guide_work *work, const guide_list *list, size_t area, kk_sheet_cell **cell,
                            kk_error *err)
{
    enum { CELLS = 8 };
    const kk_target *target = &list->target[area];
    const guide_change *change = &list->change[area];
    if (list->hides_ranks) {
        *cell += CELLS;
        return KK_OK;
    }
    const char *sentence = guide_margin_nl(target, change, work->arena);
    if (sentence == NULL) return kk_fail_memory(err);
    kk_cell_whole(cell, told_rank(target->set.rank));
    kk_cell_whole(cell, told_rank(target->set.lower));
    kk_cell_whole(cell, told_rank(target->set.upper));
    kk_cell_number(cell, list->targets->index->scores.index[area]);
    kk_cell_number(cell, isfinite(target->margin) ? target->margin : NAN);
    kk_cell_text(cell, sentence);
    kk_cell_text(cell, change->indicator == NULL ? "" : change->indicator->name);
    kk_cell_number(cell, change->indicator == NULL ? NAN : change->by);
    return KK_OK;
}

static void write_rest(const guide_list *list, size_t area, kk_sheet_cell **cell)
{
    const kk_guide_targets *targets = list->targets;
    const kk_list_place *place = targets->place;
    kk_cell_whole(cell, place == NULL ? KK_SHEET_EMPTY : list->known->today[area]);
    kk_cell_text(cell, place == NULL ? "" : place_name(place[area]));
    kk_cell_number(cell, targets->index->youths[area]);
    kk_cell_number(cell, list->in_need[area]);
    kk_cell_text(cell, kk_figure_status_name((kk_figure_status)targets->in_need->status[area]));
    kk_cell_text(cell, kk_guide_origin_name((kk_guide_origin)targets->in_need->origin[area]));
}

static kk_status write_list(kk_guide_work *work, const guide_list *list, kk_sheet_cell **cell, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < list->areas->count && status == KK_OK; i++) {
        if (list->areas->water[i]) continue;
        write_area(list, i, cell);
        status = write_need(work, list, i, cell, err);
        if (status == KK_OK) write_rest(list, i, cell);
    }
    return status;
}

kk_status guide_targets_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"targets", "lists of target areas, with how certain each area is", columns,
                                             COLUMNS};
    size_t rows = 0;
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < list[t].areas->count; i++) rows += !list[t].areas->water[i];
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t t = 0; t < count && status == KK_OK; t++) status = write_list(work, &list[t], &cell, err);
    return status;
}
