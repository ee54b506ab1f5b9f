/* SPDX-License-Identifier: EUPL-1.2 */
/* access.csv: how near help is, area by area, at each level. */
#include "guide/guide_siting.h"

#include <stdlib.h>

static const kk_sheet_column access_columns[] = {
    {"siting", KK_SHEET_TEXT, "name in the project"},
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "its name"},
    {"youths", KK_SHEET_NUMBER, "youths who live there"},
    {"distance_before", KK_SHEET_NUMBER, "m to the nearest place now, mean over these youths"},
    {"distance_after", KK_SHEET_NUMBER, "m to the place that serves them in the proposal"},
    {"within_before", KK_SHEET_NUMBER, "per cent of these youths within the radius of a place now"},
    {"within_after", KK_SHEET_NUMBER, "the same in the proposal"},
    {"change", KK_SHEET_NUMBER, "m further, mean over these youths; below 0: nearer"},
    {"served_by", KK_SHEET_TEXT, "the place to which most of them go in the proposal"},
    {"need_origin", KK_SHEET_TEXT,
     "of the level where youths are taken to live: where their need comes from (own, around: "
     "withheld, none: the mean of all others); empty: all youths count alike"},
};
enum { ACCESS_COLUMNS = sizeof access_columns / sizeof *access_columns };

/* ---- sums ---- */

void siting_reach_add(siting_reach *reach, const kk_guide_siting *made, size_t demand)
{
    double youths = made->youths[demand], before = (double)made->before[demand], after = (double)made->after[demand];
    reach->youths += youths;
    reach->before += youths * before;
    reach->after += youths * after;
    reach->within_before += before <= made->config->radius_m ? youths : 0;
    reach->within_after += after <= made->config->radius_m ? youths : 0;
}

/* The areas of one level. */
typedef struct access_sums {
    siting_reach *reach;
    uint32_t *served_by; /* candidate */
} access_sums;

typedef struct trip {
    size_t area;
    uint32_t to; /* candidate */
    double youths;
} trip;

static int by_area_and_place(const void *a, const void *b)
{
    const trip *x = a, *y = b;
    if (x->area != y->area) return x->area < y->area ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return x->youths < y->youths ? -1 : x->youths > y->youths;
}

static void find_most(trip *trips, size_t count, uint32_t *served_by)
{
    qsort(trips, count, sizeof *trips, by_area_and_place);
    double most = 0;
    for (size_t first = 0, next; first < count; first = next) {
        double youths = 0;
        for (next = first; next < count && trips[next].area == trips[first].area && trips[next].to == trips[first].to;
             next++)
            youths += trips[next].youths;
        if (first == 0 || trips[first].area != trips[first - 1].area) most = 0;
        if (trips[first].to == UINT32_MAX || youths <= most) continue;
        most = youths;
        served_by[trips[first].area] = trips[first].to;
    }
}

static kk_status sum_level(const siting_work *of, uint32_t level, access_sums *out, kk_error *err)
{
    const kk_areas *areas = of->work->areas;
    size_t count = areas->level[level].count, trip_count = 0;
    out->reach = kk_arena_alloc(of->work->arena, count, sizeof *out->reach);
    out->served_by = kk_arena_alloc(of->work->arena, count, sizeof *out->served_by);
    trip *trips = kk_arena_alloc(of->work->arena, of->demand.count, sizeof *trips);
    if (!out->reach || !out->served_by || !trips) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) out->served_by[i] = UINT32_MAX;
    for (size_t d = 0; d < of->demand.count; d++) {
        ptrdiff_t area = kk_guide_area_around(areas, of->demand.level, of->demand.area[d], level);
        if (area < 0) continue;
        siting_reach_add(&out->reach[area], of->made, d);
        trips[trip_count++] = (trip){(size_t)area, of->made->result.serves[d], of->demand.youths[d]};
    }
    if (trip_count > 0) find_most(trips, trip_count, out->served_by);
    return KK_OK;
}

/* ---- rows ---- */

static double mean_metres(double sum, double youths)
{
    return isfinite(sum) ? sum / youths : NAN;
}

static void put_area(kk_sheet_cell **cell, const siting_work *of, const kk_level *level, size_t area,
                     const access_sums *sums)
{
    const kk_guide_siting *made = of->made;
    const siting_reach *reach = &sums->reach[area];
    uint32_t by = sums->served_by[area];
    double before = mean_metres(reach->before, reach->youths), after = mean_metres(reach->after, reach->youths);
    kk_cell_text(cell, made->config->name);
    kk_cell_text(cell, level->name);
    kk_cell_text(cell, level->code[area]);
    kk_cell_text(cell, level->area_name[area]);
    kk_cell_number(cell, reach->youths);
    kk_cell_number(cell, before);
    kk_cell_number(cell, after);
    kk_cell_number(cell, 100 * reach->within_before / reach->youths);
    kk_cell_number(cell, 100 * reach->within_after / reach->youths);
    kk_cell_number(cell, after - before);
    kk_cell_text(cell, by == UINT32_MAX ? "" : made->place[made->candidate[by]].id);
}

static void put_level(kk_sheet_cell **cell, const siting_work *of, uint32_t level, const access_sums *sums)
{
    const kk_level *areas = &of->work->areas->level[level];
    const uint8_t *origin = level == of->demand.level ? of->demand.need_origin : NULL;
    for (size_t i = 0, d = 0; i < areas->count; i++) {
        if (!(sums->reach[i].youths > 0)) continue;
        put_area(cell, of, areas, i, sums);
        kk_cell_text(cell, origin == NULL ? "" : kk_guide_origin_name((kk_guide_origin)origin[d++]));
    }
}

kk_status siting_add_access(kk_guide_work *work, const siting_work *sitings, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"access", "How near help is now and in the proposal", access_columns,
                                             ACCESS_COLUMNS};
    size_t rows = 0, levels = work->areas->level_count;
    access_sums *sums = kk_arena_alloc(work->arena, count * levels, sizeof *sums);
    kk_status status = sums == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t i = 0; i < count * levels && status == KK_OK; i++) {
        status = sum_level(&sitings[i / levels], (uint32_t)(i % levels), &sums[i], err);
        for (size_t a = 0; a < work->areas->level[i % levels].count && status == KK_OK; a++)
            rows += sums[i].reach[a].youths > 0;
    }
    kk_sheet *sheet;
    if (status == KK_OK) status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t i = 0; i < count * levels; i++)
        put_level(&cell, &sitings[i / levels], (uint32_t)(i % levels), &sums[i]);
    return KK_OK;
}
