/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/probe.h"

#include <math.h>

enum { STALLS_MAX = 6, PUSHES_MAX = 200 };

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
