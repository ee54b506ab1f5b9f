/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need_tally.h"
#include "guide/radix.h"
#include "kk/log.h"

#include <stdlib.h>

#include <omp.h>

enum { MOST_PAIRS = 200 };

/* ---- ranks ---- */

static need_border rank_areas(const need_set *set, need_room *room, uint32_t *rank)
{
    size_t count = set->ranked_count, worst = set->how->worst < count ? set->how->worst : count;
    need_border found = {0, 0};
    for (size_t k = 0; k < count; k++) room->item[k] = radix_item(~radix_key(room->level[set->ranked[k]]), (uint32_t)k);
    const uint64_t *sorted = radix_sort(room->item, room->sorted, count);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && sorted[next] >> 32 == sorted[first] >> 32;) next++;
        for (size_t k = first; k < next; k++) rank[(uint32_t)sorted[k]] = (uint32_t)(first + 1 + next);
        if (first < worst && worst <= next)
            found = (need_border){(uint32_t)(first + 1 + next), (double)(worst - first) / (double)(next - first)};
    }
    return found;
}

static need_border rank_draw(const need_set *set, const unsigned draw[KK_FACTORS], const uint16_t *bits,
                             need_room *room, uint32_t *rank)
{
    need_choice choice = need_choose(set, draw, bits, room);
    need_evaluate(set, &choice, room);
    return rank_areas(set, room, rank);
}

/* ---- draws ---- */

static void do_draw(need_tally *of, unsigned draw, need_room *room)
{
    const unsigned all[KK_FACTORS] = {draw, draw, draw, draw};
    of->border[draw] = rank_draw(&of->set, all, room->bits, room, of->rank + draw * of->set.ranked_count);
}

/* The draw, but for one factor. */
static void do_variant(need_tally *of, unsigned draw, kk_need_factor factor, need_room *room)
{
    size_t count = of->set.ranked_count;
    const uint32_t *rank = of->rank + draw * count;
    unsigned changed[KK_FACTORS] = {draw, draw, draw, draw};
    changed[factor] += of->pairs;
    rank_draw(&of->set, changed, factor == KK_FACTOR_FIGURES ? room->other_bits : room->bits, room, room->rank);
#pragma omp critical(need_apart)
    for (size_t k = 0; k < count; k++) {
        int64_t apart = (int64_t)rank[k] - (int64_t)room->rank[k];
        of->apart[factor * count + k] += (uint64_t)(apart * apart);
    }
}

static void do_figures_alone(need_tally *of, unsigned draw, need_room *room)
{
    const need_set *set = &of->set;
    const unsigned only[KK_FACTORS] = {NEED_AS_CHOSEN, NEED_AS_CHOSEN, NEED_AS_CHOSEN, draw};
    need_choice choice = need_choose(set, only, room->bits, room);
    need_evaluate(set, &choice, room);
    for (size_t k = 0; k < set->ranked_count; k++)
        of->index[draw * set->ranked_count + k] = need_index_of(choice.join, room->level[set->ranked[k]]);
}

static void do_group(need_tally *of, unsigned group, need_room *room)
{
    unsigned first = group * NEED_GROUP, last = first + NEED_GROUP, draws = of->set.how->draws;
    need_draw_bits(&of->set, group, room->bits);
    if (of->is_active[KK_FACTOR_FIGURES] && first < of->pairs)
        need_draw_bits(&of->set, group + of->pairs / NEED_GROUP, room->other_bits);
    for (unsigned draw = first; draw < last && draw < draws; draw++) {
        do_draw(of, draw, room);
        if (draw < of->alone) do_figures_alone(of, draw, room);
        for (int f = 0; f < KK_FACTORS && draw < of->pairs; f++)
            if (of->is_active[f]) do_variant(of, draw, (kk_need_factor)f, room);
    }
}

/* ---- all of it ---- */

static void find_active(need_tally *of)
{
    const kk_need_draws *how = of->set.how;
    of->is_active[KK_FACTOR_WEIGHTS] = how->weight_spread > 0;
    of->is_active[KK_FACTOR_SCALE] = how->scale_count > 1;
    of->is_active[KK_FACTOR_JOIN] = how->join_count > 1;
    for (size_t j = 0; j < of->set.areas->indicator_count; j++)
        of->is_active[KK_FACTOR_FIGURES] |= of->set.column[j].is_drawn;
    unsigned half = how->draws / 2 / NEED_GROUP * NEED_GROUP;
    of->pairs = half < MOST_PAIRS ? half : MOST_PAIRS;
    if (of->is_active[KK_FACTOR_FIGURES]) of->alone = how->draws < MOST_PAIRS ? how->draws : MOST_PAIRS;
}

static kk_status make_rooms(need_tally *of, kk_error *err)
{
    size_t count = of->set.ranked_count + 1;
    of->room = calloc((size_t)of->threads, sizeof *of->room);
    of->rank = malloc(of->set.how->draws * count * sizeof *of->rank);
    of->border = malloc(of->set.how->draws * sizeof *of->border);
    of->index = malloc((of->alone + 1) * count * sizeof *of->index);
    of->apart = calloc(KK_FACTORS * count, sizeof *of->apart);
    if (of->room == NULL || of->rank == NULL || of->border == NULL || of->index == NULL || of->apart == NULL)
        return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (int t = 0; t < of->threads && status == KK_OK; t++) status = need_room_init(&of->room[t], &of->set, err);
    return status;
}

static void clear_tally(need_tally *of)
{
    for (int t = 0; t < of->threads && of->room != NULL; t++) need_room_clear(&of->room[t]);
    free(of->room);
    free(of->rank);
    free(of->border);
    free(of->index);
    free(of->apart);
    need_set_clear(&of->set);
}

static void do_draws(need_tally *of)
{
    unsigned groups = (of->set.how->draws + NEED_GROUP - 1) / NEED_GROUP;
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
    for (unsigned group = 0; group < groups; group++)
        if (!kk_interrupted()) do_group(of, group, &of->room[omp_get_thread_num()]);
}

kk_status kk_need_draw(const kk_need_areas *areas, const uint64_t *id, const kk_need_draws *how,
                       const kk_need_spread *out, kk_error *err)
{
    need_tally all = {.threads = how->threads > 1 ? how->threads : 1};
    kk_status status = need_set_init(&all.set, areas, id, how, err);
    if (status != KK_OK) return status;
    find_active(&all);
    status = make_rooms(&all, err);
    if (status != KK_OK) goto done;
    do_draws(&all);
    if (kk_interrupted()) {
        status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while drawing ranks of the index of need");
        goto done;
    }
    need_tell(&all, out);
done:
    clear_tally(&all);
    return status;
}
