/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/probe.h"

#include <math.h>

enum { STALLS_MAX = 6, PUSHES_MAX = 200 };

/* ---- loading ---- */

static void load_columns(kk_tableau *to, const kk_region *region, const double *table)
{
    for (size_t k = 0; k < region->column_count; k++) {
        double lower, upper;
        kk_region_room_of_column(region, k, table, &lower, &upper);
        kk_tableau_set_column(to, k, lower, upper, fabs(table[region->column[k]]));
    }
}

static void load_row(kk_tableau *to, const kk_region *region, kk_region_view view, size_t i, const double *table)
{
    const kk_part *part = region->part;
    uint32_t row = region->row[i];
    double lower, upper;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t place = region->place_of_column[part->row_column[t]];
        if (place != 0) kk_tableau_set_term(to, i, place - 1, part->row_coefficient[t]);
    }
    kk_region_room_of_row(region, view, i, table, &lower, &upper);
    kk_tableau_set_row(to, i, lower, upper);
}

kk_status kk_probe_load(kk_tableau *tableau, const kk_region *region, kk_region_view view, const double *table,
                        kk_error *err)
{
    kk_status status = kk_tableau_begin(tableau, region->column_count, region->row_count, err);
    if (status != KK_OK) return status;
    load_columns(tableau, region, table);
    for (size_t i = 0; i < region->row_count; i++) load_row(tableau, region, view, i, table);
    kk_tableau_ready(tableau);
    return KK_OK;
}

/* ---- pushing ---- */

static bool note(kk_probe *probe)
{
    kk_search *search = &probe->search;
    const kk_region *region = &search->region;
    const kk_part *part = search->part;
    for (size_t k = 0; k < region->column_count; k++) {
        uint32_t j = region->column[k];
        double value = search->base[j] + kk_tableau_difference(&probe->tableau, k);
        value = value > part->lower[j] ? value : part->lower[j];
        search->table[j] = value < part->upper[j] ? value : part->upper[j];
    }
    for (size_t k = 0; k < region->row_count; k++)
        if (!kk_part_row_holds(part, region->row[k], search->table, KK_HOLDS)) return false;
    for (size_t k = 0; k < region->column_count; k++) {
        uint32_t j = region->column[k];
        double value = search->table[j];
        if (value < search->low[j]) search->low[j] = value;
        if (value > search->high[j]) search->high[j] = value;
    }
    return true;
}

bool kk_probe_push(kk_probe *probe, size_t place, const kk_target *target, int way)
{
    kk_search *search = &probe->search;
    size_t stalls = 0;
    for (int pushes = 0; pushes < PUSHES_MAX && !kk_search_is_done(search, target); pushes++) {
        double before = kk_tableau_difference(&probe->tableau, place);
        kk_tableau_move move = kk_tableau_push(&probe->tableau, place, way, stalls > STALLS_MAX);
        if (move == KK_TABLEAU_RAY && way > 0) search->high[target->column] = INFINITY;
        if (move == KK_TABLEAU_RAY && way < 0) search->low[target->column] = -INFINITY;
        if (move != KK_TABLEAU_MOVED) return true;
        bool moved = kk_tableau_difference(&probe->tableau, place) != before;
        stalls = moved ? 0 : stalls + 1;
        if (moved && !note(probe)) return false;
    }
    return true;
}

bool kk_probe_limit(kk_probe *probe, size_t place, int way, double *limit)
{
    kk_tableau_move move = KK_TABLEAU_MOVED;
    size_t stalls = 0;
    for (int pushes = 0; pushes < PUSHES_MAX && move == KK_TABLEAU_MOVED; pushes++) {
        double before = kk_tableau_difference(&probe->tableau, place);
        move = kk_tableau_push(&probe->tableau, place, way, stalls > STALLS_MAX);
        stalls = kk_tableau_difference(&probe->tableau, place) != before ? 0 : stalls + 1;
    }
    probe->search.programs++;
    *limit = probe->search.base[probe->search.region.column[place]] + kk_tableau_limit(&probe->tableau, place, way);
    return move == KK_TABLEAU_END;
}
