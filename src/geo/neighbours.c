/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/neighbours.h"

#include "geo/contiguity.h"
#include "geo/proximity.h"

#include <stdlib.h>

static kk_status find_links(kk_links *links, const kk_level *level, const kk_config_neighbours *rule, int threads,
                            kk_error *err)
{
    if (rule->rule == KK_NEIGHBOURS_NEAREST || rule->rule == KK_NEIGHBOURS_DISTANCE)
        return kk_links_near(links, level, rule, threads, err);
    return kk_links_contiguous(links, level, rule, threads, err);
}

kk_status kk_neighbours_make(const kk_level *level, const kk_config_neighbours *rule, int threads, kk_arena *arena,
                             kk_neighbours *out, kk_error *err)
{
    kk_links links = {0};
    kk_status status = find_links(&links, level, rule, threads, err);
    if (status == KK_OK) status = kk_links_gather(&links, level->count, arena, out, err);
    kk_links_clear(&links);
    return status;
}

static void link_chosen(kk_links *links, const kk_neighbours *all, const uint32_t *chosen, size_t count,
                        const uint32_t *place)
{
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = all->begin[chosen[i]]; k < all->begin[chosen[i] + 1]; k++) {
            uint32_t to = place[all->neighbour[k]];
            if (to > 0) kk_links_add(links, i, to - 1);
        }
    }
}

kk_status kk_neighbours_subset(const kk_neighbours *all, const uint32_t *chosen, size_t count, kk_arena *arena,
                               kk_neighbours *out, kk_error *err)
{
    uint32_t *place = calloc(all->count + 1, sizeof *place); /* 1 + that among the chosen, 0: not chosen */
    if (place == NULL) return kk_fail_memory(err);
    kk_links links = {0};
    for (uint32_t i = 0; i < count; i++) place[chosen[i]] = i + 1;
    link_chosen(&links, all, chosen, count, place);
    kk_status status = kk_links_gather(&links, count, arena, out, err);
    kk_links_clear(&links);
    free(place);
    return status;
}

size_t kk_neighbours_islands(const kk_neighbours *neighbours)
{
    size_t islands = 0;
    for (size_t i = 0; i < neighbours->count; i++) islands += neighbours->begin[i + 1] == neighbours->begin[i];
    return islands;
}
