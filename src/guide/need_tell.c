/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need_tally.h"
#include "guide/radix.h"

#include <math.h>

#include <omp.h>

static double rank_at(const uint64_t *sorted, unsigned draws, double share)
{
    double place = ceil(share * draws - 1e-9);
    return (double)(sorted[place < 1 ? 0 : (size_t)place - 1] >> 32) / 2;
}

static void tell_ranks(const need_tally *of, size_t k, need_room *room, const kk_need_spread *out)
{
    unsigned draws = of->set.how->draws;
    uint32_t area = of->set.from[of->set.ranked[k]];
    double worst = 0;
    for (unsigned draw = 0; draw < draws; draw++) {
        uint32_t rank = of->rank[draw * of->set.ranked_count + k];
        room->item[draw] = radix_item(rank, 0);
        if (rank <= of->border[draw].rank) worst += rank < of->border[draw].rank ? 1 : of->border[draw].share;
    }
    const uint64_t *sorted = radix_sort(room->item, room->sorted, draws);
    out->rank_lower[area] = rank_at(sorted, draws, 0.05);
    out->rank_median[area] = rank_at(sorted, draws, 0.5);
    out->rank_upper[area] = rank_at(sorted, draws, 0.95);
    out->worst_chance[area] = worst / draws;
}

static void tell_factors(const need_tally *of, size_t k, const kk_need_spread *out)
{
    size_t count = of->set.ranked_count;
    double whole = 0;
    for (unsigned draw = 0; draw < of->pairs; draw++) {
        double apart = (double)of->rank[draw * count + k] - (double)of->rank[(draw + of->pairs) * count + k];
        whole += apart * apart;
    }
    for (size_t f = 0; f < KK_FACTORS && whole > 0; f++)
        out->due_to[f * of->set.areas->count + of->set.from[of->set.ranked[k]]] =
            fmin((double)of->apart[f * count + k] / whole, 1);
}

static double error_of(const need_tally *of, size_t k)
{
    size_t count = of->set.ranked_count;
    double mean = 0, square = 0;
    for (unsigned draw = 0; draw < of->alone; draw++) mean += (double)of->index[draw * count + k] / of->alone;
    for (unsigned draw = 0; draw < of->alone; draw++) {
        double apart = (double)of->index[draw * count + k] - mean;
        square += apart * apart;
    }
    return of->alone > 1 ? sqrt(square / (of->alone - 1)) : 0;
}

static void tell_nothing(const kk_need_areas *areas, const kk_need_spread *out)
{
    for (size_t i = 0; i < areas->count; i++)
        out->rank_lower[i] = out->rank_median[i] = out->rank_upper[i] = out->worst_chance[i] = out->error[i] = NAN;
    for (size_t i = 0; i < KK_FACTORS * areas->count; i++) out->due_to[i] = NAN;
}

void need_tell(const need_tally *of, const kk_need_spread *out)
{
    tell_nothing(of->set.areas, out);
#pragma omp parallel num_threads(of->threads)
    {
        need_room *room = &of->room[omp_get_thread_num()];
#pragma omp for schedule(static)
        for (size_t k = 0; k < of->set.ranked_count; k++) {
            tell_ranks(of, k, room, out);
            tell_factors(of, k, out);
            out->error[of->set.from[of->set.ranked[k]]] = error_of(of, k);
        }
    }
}
