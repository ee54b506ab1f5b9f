/* SPDX-License-Identifier: EUPL-1.2 */
/* allocation.csv. */
#include "guide/guide_divisions.h"

static const kk_sheet_column allocation_columns[] = {
    {"division", KK_SHEET_TEXT, "name of the division"},
    {"unit", KK_SHEET_TEXT, "euro or fte: of exact and of what is per youth"},
    {"need_as", KK_SHEET_TEXT, "what need is: value of an indicator, index, or ridit of the index"},
    {"principle", KK_SHEET_TEXT, "present, equal, proportional, proportionate, closing, levelling or welfare"},
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"youths", KK_SHEET_NUMBER, "number of youths"},
    {"need", KK_SHEET_NUMBER, "need per youth that it was divided by; an index or ridit of 0 to 100"},
    {"need_origin", KK_SHEET_TEXT, "own figure, or (in part) around: that of the area around"},
    {"present", KK_SHEET_EURO, "what there is now, euro"},
    {"present_fte", KK_SHEET_NUMBER, "what there is now, FTE"},
    {"present_origin", KK_SHEET_TEXT, "own figure; around: by youths of that of the area around; none: not known"},
    {"present_per_youth", KK_SHEET_NUMBER, "what there is now per youth"},
    {"floor", KK_SHEET_EURO, "least it may get, euro"},
    {"floor_fte", KK_SHEET_NUMBER, "least it may get, FTE"},
    {"ceiling", KK_SHEET_EURO, "most it may get, euro"},
    {"ceiling_fte", KK_SHEET_NUMBER, "most it may get, FTE"},
    {"exact", KK_SHEET_NUMBER, "amount before rounding"},
    {"amount", KK_SHEET_EURO, "amount, euro; all together the budget"},
    {"amount_fte", KK_SHEET_NUMBER, "amount, FTE; all together the budget"},
    {"per_youth", KK_SHEET_NUMBER, "amount per youth"},
    {"change", KK_SHEET_EURO, "amount less what there is now, euro"},
    {"change_fte", KK_SHEET_NUMBER, "amount less what there is now, FTE"},
    {"change_percent", KK_SHEET_NUMBER, "change in percent of what there is now"},
    {"gain_chance", KK_SHEET_NUMBER, "share of draws of need in which it gains; no change counts half"},
    {"certainty", KK_SHEET_TEXT, "gain from a chance of 0.95, loss up to 0.05, else uncertain; empty: not known"},
    {"status", KK_SHEET_TEXT, "divided, or why it takes no part: no_youths, youths_unknown, need_unknown"},
};
enum { ALLOCATION_COLUMNS = sizeof allocation_columns / sizeof *allocation_columns };

static const char *need_origin(const kk_guide_division *made, const kk_guide_index *index, size_t area)
{
    if (made->need_figures != NULL) return kk_guide_origin_name((kk_guide_origin)made->need_figures->origin[area]);
    for (size_t n = 0; n < index->areas.indicator_count; n++)
        if (index->figures[n].origin[area] == KK_ORIGIN_AROUND) return kk_guide_origin_name(KK_ORIGIN_AROUND);
    return kk_guide_origin_name(KK_ORIGIN_OWN);
}

static void put_need(kk_sheet_cell **cell, const division_work *of, size_t taker)
{
    const kk_guide_division *made = of->made;
    bool is_hidden = made->need_figures == NULL && kk_guide_hides_ranks(of->work->config, of->work->areas, made->level);
    kk_cell_number(cell, is_hidden ? NAN : made->need[taker] * of->per);
    kk_cell_text(cell, need_origin(made, kk_guide_index_at(of->work->out, made->level), made->area[taker]));
}

static void put_present(kk_sheet_cell **cell, const division_work *of, size_t taker)
{
    const kk_guide_division *made = of->made;
    int64_t present = division_present(made, taker);
    const kk_guide_figures *figures = made->present_figures;
    division_put_amount(cell, of, present);
    kk_cell_text(cell,
                 figures == NULL ? "" : kk_guide_origin_name((kk_guide_origin)figures->origin[made->area[taker]]));
    kk_cell_number(cell, present == KK_SHEET_EMPTY ? NAN : (double)present / of->units / made->youths[taker]);
    division_put_amount(cell, of, made->floor == NULL ? KK_SHEET_EMPTY : made->floor[taker]);
    division_put_amount(cell, of, made->ceiling == NULL ? KK_SHEET_EMPTY : made->ceiling[taker]);
}

static const char *certainty_of(double gain_chance)
{
    if (isnan(gain_chance)) return "";
    if (gain_chance >= division_certain) return "gain";
    return gain_chance <= 1 - division_certain ? "loss" : "uncertain";
}

static void put_share(kk_sheet_cell **cell, const division_work *of, const kk_guide_share *share, size_t taker)
{
    int64_t present = division_present(of->made, taker), units = share->units[taker];
    bool is_known = present != KK_SHEET_EMPTY;
    kk_cell_number(cell, share->exact[taker] / of->units);
    division_put_amount(cell, of, units);
    kk_cell_number(cell, (double)units / of->units / of->made->youths[taker]);
    division_put_amount(cell, of, is_known ? units - present : KK_SHEET_EMPTY);
    kk_cell_number(cell, is_known && present > 0 ? 100 * (double)(units - present) / (double)present : NAN);
    kk_cell_number(cell, share->gain_chance[taker]);
    kk_cell_text(cell, certainty_of(share->gain_chance[taker]));
    kk_cell_text(cell, "divided");
}

static const char *why_not(double youths)
{
    if (isnan(youths)) return "youths_unknown";
    return youths > 0 ? "need_unknown" : "no_youths";
}

/* `taker` moves on when this area is one. */
static void put_area(kk_sheet_cell *cell, const division_work *of, const kk_guide_share *share, size_t area,
                     size_t *taker)
{
    const kk_level *areas = &of->work->areas->level[of->made->level];
    kk_sheet_cell *last = &cell[ALLOCATION_COLUMNS - 1];
    division_put_names(&cell, of);
    kk_cell_text(&cell, kk_principle_name(share->principle));
    kk_cell_text(&cell, areas->name);
    kk_cell_text(&cell, areas->code[area]);
    kk_cell_text(&cell, areas->area_name[area]);
    kk_cell_number(&cell, of->youths.value[area]);
    if (*taker == of->made->count || of->made->area[*taker] != area) {
        last->text = why_not(of->youths.value[area]);
        return;
    }
    put_need(&cell, of, *taker);
    put_present(&cell, of, *taker);
    put_share(&cell, of, share, (*taker)++);
}

static size_t count_land(const kk_level *areas)
{
    size_t count = 0;
    for (size_t i = 0; i < areas->count; i++) count += !areas->water[i];
    return count;
}

static void put_division(kk_sheet_cell **cell, const division_work *of)
{
    const kk_guide_division *made = of->made;
    const kk_level *areas = &of->work->areas->level[made->level];
    for (size_t p = 0; p < made->config->principle_count; p++)
        for (size_t i = 0, taker = 0; i < areas->count; i++) {
            if (areas->water[i]) continue;
            put_area(*cell, of, &made->share[p], i, &taker);
            *cell += ALLOCATION_COLUMNS;
        }
}

kk_status division_add_allocation(kk_guide_work *work, const division_work *division, kk_error *err)
{
    static const kk_guide_sheet_form form = {"allocation", "means of each area by each division and principle",
                                             allocation_columns, ALLOCATION_COLUMNS};
    size_t rows = 0, count = work->out->division_count;
    for (size_t d = 0; d < count; d++)
        rows += division[d].made->config->principle_count * count_land(&work->areas->level[division[d].made->level]);
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t d = 0; d < count; d++) put_division(&cell, &division[d]);
    return KK_OK;
}
