/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"
#include "guide/sort.h"

#include <stdlib.h>

static const kk_sheet_column columns[] = {
    {"list", KK_SHEET_TEXT, "name of the list in the project file"},
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of an area that is not on the list"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"within_code", KK_SHEET_TEXT, "area whose list it is; empty: there is one list for all"},
    {"youths_in_need", KK_SHEET_NUMBER, "youths times the share in need; most first"},
    {"in_need_origin", KK_SHEET_TEXT, "origin of the share: own, around (of the area around) or none"},
    {"share_of_all", KK_SHEET_NUMBER, "of all youths in need, those on the list too, 0 to 1"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void write_row(const guide_list *list, size_t area, double all, kk_sheet_cell **cell)
{
    kk_cell_text(cell, list->config->name);
    kk_cell_text(cell, list->areas->name);
    kk_cell_text(cell, list->areas->code[area]);
    kk_cell_text(cell, list->areas->area_name[area]);
    kk_cell_text(cell, guide_group_code(list, list->group[area]));
    kk_cell_number(cell, list->in_need[area]);
    kk_cell_text(cell, kk_guide_origin_name((kk_guide_origin)list->targets->in_need->origin[area]));
    kk_cell_number(cell, all > 0 ? list->in_need[area] / all : NAN);
}

static int by_index(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

static double sum_in_need(const guide_list *list, size_t group)
{
    double sum = 0;
    for (size_t a = list->begin[group]; a < list->begin[group + 1]; a++)
        if (!isnan(list->in_need[list->area[a]])) sum += list->in_need[list->area[a]];
    return sum;
}

static size_t others_in(const guide_list *list, size_t group)
{
    return guide_group_size(list, group) - list->chosen[group];
}

/* Equal ones by code: in the list's own order they would tell ranks. */
static kk_status write_others(kk_guide_work *work, const guide_list *list, size_t group, kk_sheet_cell **cell,
                              kk_error *err)
{
    size_t count = others_in(list, group);
    uint32_t *area = kk_arena_alloc(work->arena, count, sizeof *area);
    uint32_t *order = kk_arena_alloc(work->arena, count, sizeof *order);
    double *key = kk_arena_alloc(work->arena, count, sizeof *key);
    if (area == NULL || order == NULL || key == NULL) return kk_fail_memory(err);
    for (size_t a = 0; a < count; a++) area[a] = list->area[list->begin[group] + list->chosen[group] + a];
    qsort(area, count, sizeof *area, by_index);
    for (size_t a = 0; a < count; a++) key[a] = isnan(list->in_need[area[a]]) ? INFINITY : -list->in_need[area[a]];
    guide_sort(key, order, count);
    double all = sum_in_need(list, group);
    for (size_t a = 0; a < count; a++) write_row(list, area[order[a]], all, cell);
    return KK_OK;
}

kk_status guide_elsewhere_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"elsewhere", "where the youths in need live who are not on the list",
                                             columns, COLUMNS};
    size_t rows = 0;
    for (size_t t = 0; t < count; t++)
        for (size_t g = 0; g < list[t].group_count; g++) rows += others_in(&list[t], g);
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t t = 0; t < count; t++)
        for (size_t g = 0; g < list[t].group_count && status == KK_OK; g++)
            status = write_others(work, &list[t], g, &cell, err);
    return status;
}
