/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_roof.h"

/* Places no further apart than this are one roof: one building with two ids. */
static const double roof_m = 25;
enum { PAIRS_MAX = 100000000 };

static const kk_sheet_column columns[] = {
    {"move", KK_SHEET_WHOLE, "0: as it is now; n: after the n-th move, and those before it"},
    {"kind", KK_SHEET_TEXT, "the kind of help that moves in"},
    {"at", KK_SHEET_TEXT, "the place where it moves in"},
    {"x", KK_SHEET_NUMBER, "RD, m"},
    {"y", KK_SHEET_NUMBER, "RD, m"},
    {"from", KK_SHEET_TEXT, "the place that it leaves; empty: a new one"},
    {"together", KK_SHEET_NUMBER, "per cent of youths with all kinds under one roof within the radius"},
    {"near_apart", KK_SHEET_NUMBER, "per cent with all kinds within the radius, not under one roof; now only"},
    {"not_near", KK_SHEET_NUMBER, "per cent of the others; now only"},
    {"kinds", KK_SHEET_TEXT, "the kinds that ought to be together"},
    {"radius", KK_SHEET_NUMBER, "m"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- roofs ---- */

static void put_under_roof(roof_work *of, uint32_t place, uint32_t kind)
{
    const kk_guide_place *all = of->work->sources->place;
    for (size_t r = 0; r < of->count; r++) {
        const kk_guide_place *roof = &all[of->place[r]];
        if (hypot(roof->x - all[place].x, roof->y - all[place].y) > roof_m) continue;
        of->kinds[r] |= kind;
        return;
    }
    of->place[of->count] = place;
    of->kinds[of->count++] = kind;
}

static kk_status find_roofs(roof_work *of, kk_error *err)
{
    kk_guide_work *work = of->work;
    size_t most = work->sources->place_count;
    uint32_t *list = kk_arena_alloc(work->arena, most, sizeof *list);
    of->place = kk_arena_alloc(work->arena, most, sizeof *of->place);
    of->kinds = kk_arena_alloc(work->arena, most, sizeof *of->kinds);
    if (!list || !of->place || !of->kinds) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t k = 0; k < work->config->guide.roof.kind_count && status == KK_OK; k++) {
        const char *kind = work->config->guide.roof.kinds[k];
        status = guide_places_need(work->sources, kind, work->config->guide.roof.mark, err);
        size_t count = guide_places_of(work->sources, kind, list);
        for (size_t i = 0; i < count; i++) put_under_roof(of, list[i], (uint32_t)1 << k);
        of->wanted |= (uint32_t)1 << k;
    }
    return status;
}

/* ---- moves ---- */

static kk_status find_moves(roof_work *of, kk_error *err)
{
    kk_guide_work *work = of->work;
    size_t pairs = of->count * of->demand.count;
    if (pairs > PAIRS_MAX)
        return kk_fail_at(err, KK_ERR_PROJECT, work->config->guide.roof.mark,
                          "%zu places and %zu areas are too many to weigh against each other; choose a coarser 'level'",
                          of->count, of->demand.count);
    of->distance = kk_arena_alloc(work->arena, pairs, sizeof *of->distance);
    of->move = kk_arena_alloc(work->arena, work->config->guide.roof.moves, sizeof *of->move);
    if (of->distance == NULL || of->move == NULL) return kk_fail_memory(err);
    guide_demand_distances(&of->demand, work->sources->place, of->place, of->count, of->distance);
    kk_roof_task task = {
        .demand_count = of->demand.count,
        .place_count = of->count,
        .weight = of->demand.weight,
        .distance = of->distance,
        .kinds = of->kinds,
        .wanted = of->wanted,
        .radius = work->config->guide.roof.radius_m,
        .moves = work->config->guide.roof.moves,
    };
    return kk_roof_find(&task, of->share, of->move, &of->move_count, err);
}

/* ---- roof.csv ---- */

static const char *list_kinds(kk_guide_work *work)
{
    const char *list = "";
    for (size_t k = 0; k < work->config->guide.roof.kind_count && list != NULL; k++)
        list = kk_arena_format(work->arena, "%s%s%s", list, k > 0 ? ", " : "", work->config->guide.roof.kinds[k]);
    return list;
}

static const char *kind_name(const kk_guide_work *work, uint32_t kind)
{
    size_t k = 0;
    while (kind >> (k + 1) != 0) k++;
    return work->config->guide.roof.kinds[k];
}

static void put_now(kk_sheet_cell **cell, const roof_work *of)
{
    kk_cell_whole(cell, 0);
    *cell += 5;
    for (size_t s = 0; s < 3; s++) kk_cell_number(cell, 100 * of->share[s]);
}

static void put_move(kk_sheet_cell **cell, const roof_work *of, size_t m)
{
    const kk_roof_move *move = &of->move[m];
    const kk_guide_place *all = of->work->sources->place, *at = &all[of->place[move->place]];
    kk_cell_whole(cell, (int64_t)m + 1);
    kk_cell_text(cell, kind_name(of->work, move->kind));
    kk_cell_text(cell, at->id);
    kk_cell_number(cell, at->x);
    kk_cell_number(cell, at->y);
    kk_cell_text(cell, move->from == UINT32_MAX ? "" : all[of->place[move->from]].id);
    kk_cell_number(cell, 100 * move->share_after);
    *cell += 2;
}

static kk_status add_sheet(const roof_work *of, kk_error *err)
{
    static const kk_guide_sheet_form form = {"roof", "Help under one roof, and the moves that bring more together",
                                             columns, COLUMNS};
    const char *kinds = list_kinds(of->work);
    kk_sheet *sheet;
    kk_status status =
        kinds == NULL ? kk_fail_memory(err) : kk_guide_sheet_add(of->work, &form, of->move_count + 1, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t row = 0; row <= of->move_count; row++) {
        if (row == 0)
            put_now(&cell, of);
        else
            put_move(&cell, of, row - 1);
        kk_cell_text(&cell, kinds);
        kk_cell_number(&cell, of->work->config->guide.roof.radius_m);
    }
    return KK_OK;
}

kk_status kk_guide_make_roof(kk_guide_work *work, kk_error *err)
{
    roof_work of = {.work = work};
    guide_demand_choice choice = {work->config->guide.roof.level, GUIDE_DEMAND_ALIKE, work->config->guide.roof.mark};
    kk_status status = guide_demand_make(work, &choice, &of.demand, err);
    if (status == KK_OK) status = find_roofs(&of, err);
    if (status == KK_OK) status = find_moves(&of, err);
    if (status == KK_OK) status = add_sheet(&of, err);
    return status == KK_OK ? roof_add_access(&of, err) : status;
}
