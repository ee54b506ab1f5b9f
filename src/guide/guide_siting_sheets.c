/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_siting.h"

/* ---- siting.csv: the places ---- */

static const kk_sheet_column place_columns[] = {
    {"siting", KK_SHEET_TEXT, "name in the project"},
    {"place_id", KK_SHEET_TEXT, "the place, as in the project's file"},
    {"type", KK_SHEET_TEXT, "what it is"},
    {"x", KK_SHEET_NUMBER, "RD, m"},
    {"y", KK_SHEET_NUMBER, "RD, m"},
    {"was_present", KK_SHEET_FLAG, "whether help of this kind is there now"},
    {"is_open", KK_SHEET_FLAG, "whether it is there in the proposal"},
    {"is_new", KK_SHEET_FLAG, "whether the proposal opens it"},
    {"is_closed", KK_SHEET_FLAG, "whether the proposal closes it"},
    {"youths_served", KK_SHEET_NUMBER, "youths who go there in the proposal"},
    {"need_served", KK_SHEET_NUMBER, "the same, weighed by need; empty where ranks are hidden"},
    {"mean_distance", KK_SHEET_NUMBER, "m in a straight line, over these youths"},
};
enum { PLACE_COLUMNS = sizeof place_columns / sizeof *place_columns };

static bool is_told(const kk_guide_siting *made, size_t candidate)
{
    return made->is_present[candidate] || made->result.is_open[candidate];
}

static void put_place(kk_sheet_cell **cell, const kk_guide_siting *made, size_t candidate)
{
    const kk_guide_place *place = &made->place[made->candidate[candidate]];
    bool was_present = made->is_present[candidate], is_open = made->result.is_open[candidate];
    kk_cell_text(cell, made->config->name);
    kk_cell_text(cell, place->id);
    kk_cell_text(cell, place->type);
    kk_cell_number(cell, place->x);
    kk_cell_number(cell, place->y);
    kk_cell_whole(cell, was_present);
    kk_cell_whole(cell, is_open);
    kk_cell_whole(cell, is_open && !was_present);
    kk_cell_whole(cell, was_present && !is_open);
    kk_cell_number(cell, made->youths_served[candidate]);
    kk_cell_number(cell, made->need_served[candidate]);
    kk_cell_number(cell, made->mean_distance[candidate]);
}

static kk_status add_places(kk_guide_work *work, const siting_work *sitings, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"siting", "Places that are, and that are proposed", place_columns,
                                             PLACE_COLUMNS};
    size_t rows = 0;
    for (size_t s = 0; s < count; s++)
        for (size_t c = 0; c < sitings[s].made->candidate_count; c++) rows += is_told(sitings[s].made, c);
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t s = 0; s < count; s++)
        for (size_t c = 0; c < sitings[s].made->candidate_count; c++)
            if (is_told(sitings[s].made, c)) put_place(&cell, sitings[s].made, c);
    return KK_OK;
}

/* ---- siting_summary.csv ---- */

static const kk_sheet_column summary_columns[] = {
    {"siting", KK_SHEET_TEXT, "name in the project"},
    {"label_nl", KK_SHEET_TEXT, "in words"},
    {"goal", KK_SHEET_TEXT, "median, covering or removing"},
    {"places", KK_SHEET_WHOLE, "how many are opened, or closed"},
    {"present", KK_SHEET_WHOLE, "places now"},
    {"candidates", KK_SHEET_WHOLE, "other places that were considered"},
    {"level", KK_SHEET_TEXT, "the areas in whose middle youths are taken to live"},
    {"need", KK_SHEET_TEXT, "what youths are weighed by; empty: all alike"},
    {"youths", KK_SHEET_NUMBER, "youths who take part"},
    {"left_out", KK_SHEET_WHOLE, "land areas that take no part: how many youths live there is not known"},
    {"objective", KK_SHEET_NUMBER, "need x m, or need covered, of the proposal"},
    {"bound", KK_SHEET_NUMBER, "what no proposal can beat"},
    {"gap_percent", KK_SHEET_NUMBER, "how much better another could be at most"},
    {"is_optimal", KK_SHEET_FLAG, "nothing better exists"},
    {"unserved", KK_SHEET_NUMBER, "need for which there is no room or no place"},
    {"beyond", KK_SHEET_NUMBER, "m at which who is not served counts in the objective; empty for covering"},
    {"radius", KK_SHEET_NUMBER, "m"},
    {"within_before", KK_SHEET_NUMBER, "per cent of all youths within the radius of a place now"},
    {"within_after", KK_SHEET_NUMBER, "the same in the proposal"},
};
enum { SUMMARY_COLUMNS = sizeof summary_columns / sizeof *summary_columns };

static const char *need_name(const siting_work *of)
{
    ptrdiff_t need = of->made->config->need;
    const kk_config *config = of->work->config;
    return need == GUIDE_DEMAND_ALIKE ? "" : need == -1 ? config->guide.index.name : config->indicators[need].name;
}

static void put_summary(kk_sheet_cell **cell, const siting_work *of)
{
    const kk_guide_siting *made = of->made;
    const kk_siting_result *result = &made->result;
    siting_reach all = {0};
    size_t present = 0;
    for (size_t d = 0; d < of->demand.count; d++) siting_reach_add(&all, made, d);
    for (size_t c = 0; c < made->candidate_count; c++) present += made->is_present[c];
    kk_cell_text(cell, made->config->name);
    kk_cell_text(cell, made->config->label_nl);
    kk_cell_text(cell, kk_siting_goal_name(made->config->goal));
    kk_cell_whole(cell, made->config->places);
    kk_cell_whole(cell, (int64_t)present);
    kk_cell_whole(cell, (int64_t)(made->candidate_count - present));
    kk_cell_text(cell, of->work->areas->level[of->demand.level].name);
    kk_cell_text(cell, need_name(of));
    kk_cell_number(cell, all.youths);
    kk_cell_whole(cell, (int64_t)of->demand.left_out);
    kk_cell_number(cell, result->objective);
    kk_cell_number(cell, result->bound);
    kk_cell_number(cell, result->objective > 0 ? 100 * fabs(result->objective - result->bound) / result->objective : 0);
    kk_cell_whole(cell, result->is_optimal);
    kk_cell_number(cell, result->unserved);
    kk_cell_number(cell, made->config->goal == KK_SITING_COVERING ? NAN : of->beyond);
    kk_cell_number(cell, made->config->radius_m);
    kk_cell_number(cell, 100 * all.within_before / all.youths);
    kk_cell_number(cell, 100 * all.within_after / all.youths);
}

kk_status siting_add_sheets(kk_guide_work *work, const siting_work *sitings, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"siting_summary", "What each siting comes to, and how good it is",
                                             summary_columns, SUMMARY_COLUMNS};
    kk_sheet *sheet;
    kk_status status = add_places(work, sitings, count, err);
    if (status == KK_OK) status = siting_add_access(work, sitings, count, err);
    if (status == KK_OK) status = kk_guide_sheet_add(work, &form, count, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t s = 0; s < count; s++) put_summary(&cell, &sitings[s]);
    return KK_OK;
}
