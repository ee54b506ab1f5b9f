/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_roof.h"

static const kk_sheet_column columns[] = {
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "its name"},
    {"youths", KK_SHEET_NUMBER, "youths who live there"},
    {"together", KK_SHEET_NUMBER, "per cent of them with all kinds under one roof within the radius, now"},
    {"near_apart", KK_SHEET_NUMBER, "per cent with all kinds within the radius, not under one roof"},
    {"not_near", KK_SHEET_NUMBER, "per cent of the others"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

typedef struct roof_reach {
    double youths, together, near;
} roof_reach;

static void add_demand(const roof_work *of, size_t demand, roof_reach *reach)
{
    uint32_t near = 0;
    bool is_together = false;
    for (size_t r = 0; r < of->count; r++) {
        if ((double)of->distance[r * of->demand.count + demand] > of->work->config->guide.roof.radius_m) continue;
        near |= of->kinds[r];
        is_together = is_together || of->kinds[r] == of->wanted;
    }
    double youths = of->demand.youths[demand];
    reach->youths += youths;
    reach->together += is_together ? youths : 0;
    reach->near += near == of->wanted ? youths : 0;
}

static kk_status sum_level(const roof_work *of, uint32_t level, roof_reach **reach, size_t *rows, kk_error *err)
{
    const kk_areas *areas = of->work->areas;
    *reach = kk_arena_alloc(of->work->arena, areas->level[level].count, sizeof **reach);
    if (*reach == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < of->demand.count; d++) {
        ptrdiff_t area = kk_guide_area_around(areas, of->demand.level, of->demand.area[d], level);
        if (area >= 0) add_demand(of, d, &(*reach)[area]);
    }
    for (size_t i = 0; i < areas->level[level].count; i++) *rows += (*reach)[i].youths > 0;
    return KK_OK;
}

static void put_level(kk_sheet_cell **cell, const kk_level *level, const roof_reach *reach)
{
    for (size_t i = 0; i < level->count; i++) {
        if (!(reach[i].youths > 0)) continue;
        kk_cell_text(cell, level->name);
        kk_cell_text(cell, level->code[i]);
        kk_cell_text(cell, level->area_name[i]);
        kk_cell_number(cell, reach[i].youths);
        kk_cell_number(cell, 100 * reach[i].together / reach[i].youths);
        kk_cell_number(cell, 100 * (reach[i].near - reach[i].together) / reach[i].youths);
        kk_cell_number(cell, 100 * (reach[i].youths - reach[i].near) / reach[i].youths);
    }
}

kk_status roof_add_access(const roof_work *of, kk_error *err)
{
    static const kk_guide_sheet_form form = {"roof_access", "Help under one roof as it is now, area by area", columns,
                                             COLUMNS};
    const kk_areas *areas = of->work->areas;
    size_t rows = 0;
    roof_reach *reach[KK_LEVELS_MAX];
    kk_status status = KK_OK;
    for (uint32_t l = 0; l < areas->level_count && status == KK_OK; l++)
        status = sum_level(of, l, &reach[l], &rows, err);
    kk_sheet *sheet;
    if (status == KK_OK) status = kk_guide_sheet_add(of->work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t l = 0; l < areas->level_count; l++) put_level(&cell, &areas->level[l], reach[l]);
    return KK_OK;
}
