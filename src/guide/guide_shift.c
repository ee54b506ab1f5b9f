/* SPDX-License-Identifier: EUPL-1.2 */
/* Beweging naar de voorkant, for every area with figures of its own of both. */
#include "guide/work.h"

static const double euro_max = 1e13; /* the kernel's 10¹⁵ cents */

typedef struct shifting {
    kk_guide_work *work;
    const kk_config_shift *config;
    const kk_level *areas;
    uint32_t level;
    kk_guide_figures front_figures, back_figures;
    size_t count, land; /* areas that take part, and that could */
    uint32_t *area;     /* [count] */
    kk_shift_path path; /* [year × count] */
} shifting;

/* ---- what there is ---- */

static bool takes_part(const shifting *of, size_t area)
{
    return !of->areas->water[area] && !isnan(of->front_figures.value[area]) && !isnan(of->back_figures.value[area]);
}

static kk_status check_figures(const shifting *of, const kk_guide_figures *figures, kk_error *err)
{
    for (size_t i = 0; i < of->areas->count; i++)
        if (figures->value[i] < 0 || figures->value[i] > euro_max)
            return kk_fail_at(err, KK_ERR_PROJECT, of->config->mark,
                              "shift: '%s' of %s %s is below 0 or above 10^13; it must be an amount",
                              figures->indicator->name, of->areas->name, of->areas->code[i]);
    return KK_OK;
}

static kk_status take_figures(shifting *of, kk_error *err)
{
    kk_status status = kk_guide_amounts_take(of->work, of->config->front, of->level, &of->front_figures, err);
    if (status == KK_OK) status = kk_guide_amounts_take(of->work, of->config->back, of->level, &of->back_figures, err);
    if (status == KK_OK) status = check_figures(of, &of->front_figures, err);
    if (status == KK_OK) status = check_figures(of, &of->back_figures, err);
    for (size_t i = 0; i < of->areas->count && status == KK_OK; i++) {
        of->land += !of->areas->water[i];
        of->count += takes_part(of, i);
    }
    if (status != KK_OK || of->count > 0) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, of->config->mark,
                      "shift: no %s has figures of both '%s' and '%s'; choose another level", of->areas->name,
                      of->front_figures.indicator->name, of->back_figures.indicator->name);
}

static kk_status make_path(shifting *of, kk_error *err)
{
    kk_arena *arena = of->work->arena;
    size_t cells = (of->config->rule.years + (size_t)1) * of->count;
    int64_t *front = kk_arena_alloc(arena, of->count, sizeof *front);
    int64_t *back = kk_arena_alloc(arena, of->count, sizeof *back);
    of->area = kk_arena_alloc(arena, of->count, sizeof *of->area);
    of->path = (kk_shift_path){
        .front = kk_arena_alloc(arena, cells, sizeof(int64_t)),
        .back = kk_arena_alloc(arena, cells, sizeof(int64_t)),
        .freed = kk_arena_alloc(arena, cells, sizeof(int64_t)),
    };
    if (!front || !back || !of->area || !of->path.front || !of->path.back || !of->path.freed)
        return kk_fail_memory(err);
    size_t k = 0;
    for (uint32_t i = 0; i < of->areas->count; i++) {
        if (!takes_part(of, i)) continue;
        front[k] = llround(100 * of->front_figures.value[i]);
        back[k] = llround(100 * of->back_figures.value[i]);
        of->area[k++] = i;
    }
    kk_shift(front, back, of->count, &of->config->rule, &of->path);
    return KK_OK;
}

/* ---- the sheet ---- */

static const kk_sheet_column columns[] = {
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area; empty: all areas that take part together"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"year", KK_SHEET_WHOLE, "0 is the present"},
    {"front", KK_SHEET_EURO, "spent on prevention"},
    {"back", KK_SHEET_EURO, "spent on stay and indicated help"},
    {"freed", KK_SHEET_EURO, "no longer asked of back, if the assumed return holds; not spent again"},
    {"status", KK_SHEET_TEXT, "moved, total, or why it takes no part: front_unknown, back_unknown"},
    {"returns", KK_SHEET_NUMBER, "assumption: so many euro less asked of back a year for each euro more in front"},
    {"delay_years", KK_SHEET_WHOLE, "assumption: so many years later"},
    {"source_nl", KK_SHEET_TEXT, "source of the assumption"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

typedef struct shift_row {
    const char *code, *name, *status;
    int64_t year, front, back, freed;
} shift_row;

static void put_row(kk_sheet_cell **cell, const shifting *of, const shift_row *row)
{
    kk_cell_text(cell, of->areas->name);
    kk_cell_text(cell, row->code);
    kk_cell_text(cell, row->name);
    kk_cell_whole(cell, row->year);
    kk_cell_whole(cell, row->front);
    kk_cell_whole(cell, row->back);
    kk_cell_whole(cell, row->freed);
    kk_cell_text(cell, row->status);
    kk_cell_number(cell, of->config->rule.returns);
    kk_cell_whole(cell, of->config->rule.delay_years);
    kk_cell_text(cell, of->config->source_nl);
}

static void put_years(kk_sheet_cell **cell, const shifting *of, size_t taker)
{
    uint32_t area = of->area[taker];
    for (size_t year = 0; year <= of->config->rule.years; year++) {
        size_t at = year * of->count + taker;
        put_row(cell, of,
                &(shift_row){of->areas->code[area], of->areas->area_name[area], "moved", (int64_t)year,
                             of->path.front[at], of->path.back[at], of->path.freed[at]});
    }
}

static void put_others(kk_sheet_cell **cell, const shifting *of)
{
    for (size_t i = 0; i < of->areas->count; i++) {
        if (of->areas->water[i] || takes_part(of, i)) continue;
        const char *status = isnan(of->front_figures.value[i]) ? "front_unknown" : "back_unknown";
        put_row(cell, of,
                &(shift_row){of->areas->code[i], of->areas->area_name[i], status, KK_SHEET_EMPTY, KK_SHEET_EMPTY,
                             KK_SHEET_EMPTY, KK_SHEET_EMPTY});
    }
}

static void put_totals(kk_sheet_cell **cell, const shifting *of)
{
    for (size_t year = 0; year <= of->config->rule.years; year++) {
        shift_row all = {.code = "", .name = "", .status = "total", .year = (int64_t)year};
        for (size_t at = year * of->count; at < (year + 1) * of->count; at++) {
            all.front += of->path.front[at];
            all.back += of->path.back[at];
            all.freed += of->path.freed[at];
        }
        put_row(cell, of, &all);
    }
}

static kk_status add_sheet(const shifting *of, kk_error *err)
{
    static const kk_guide_sheet_form form = {"shift",
                                             "beweging naar de voorkant: from stay and indicated help to "
                                             "prevention, year by year",
                                             columns, COLUMNS};
    size_t rows = (of->count + 1) * (of->config->rule.years + (size_t)1) + of->land - of->count;
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(of->work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t k = 0; k < of->count; k++) put_years(&cell, of, k);
    put_others(&cell, of);
    put_totals(&cell, of);
    return KK_OK;
}

kk_status kk_guide_make_shift(kk_guide_work *work, kk_error *err)
{
    const kk_config_shift *config = &work->config->guide.shift;
    ptrdiff_t level = kk_guide_level(work, config->level);
    if (level < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "shift: this project has no areas of level '%s'; name another under `level`", config->level);
    shifting of = {.work = work, .config = config, .areas = &work->areas->level[level], .level = (uint32_t)level};
    kk_status status = take_figures(&of, err);
    if (status == KK_OK) status = make_path(&of, err);
    return status == KK_OK ? add_sheet(&of, err) : status;
}
