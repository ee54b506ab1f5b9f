/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/links.h"

#include <stdlib.h>

void kk_links_clear(kk_links *links)
{
    free(links->link);
    *links = (kk_links){0};
}

void kk_links_add(kk_links *links, uint32_t from, uint32_t to)
{
    if (kk_grow(&links->link, &links->capacity, links->count + 1, sizeof *links->link) != 0) {
        links->failed = true;
        return;
    }
    links->link[links->count++] = (uint64_t)from << 32 | to;
}

void kk_links_append(kk_links *links, const kk_links *other)
{
    for (size_t i = 0; i < other->count; i++)
        kk_links_add(links, (uint32_t)(other->link[i] >> 32), (uint32_t)other->link[i]);
    links->failed |= other->failed;
}

static int by_areas(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void sort_once_each(kk_links *links)
{
    size_t kept = 0;
    if (links->count > 0) qsort(links->link, links->count, sizeof *links->link, by_areas);
    for (size_t i = 0; i < links->count; i++)
        if (kept == 0 || links->link[kept - 1] != links->link[i]) links->link[kept++] = links->link[i];
    links->count = kept;
}

kk_status kk_links_gather(kk_links *links, size_t count, kk_arena *arena, kk_neighbours *out, kk_error *err)
{
    *out = (kk_neighbours){0};
    if (links->failed) return kk_fail_memory(err);
    sort_once_each(links);
    out->begin = kk_arena_alloc(arena, count + 1, sizeof *out->begin);
    out->neighbour = kk_arena_alloc(arena, links->count, sizeof *out->neighbour);
    if (out->begin == NULL || out->neighbour == NULL) return kk_fail_memory(err);
    out->count = count;
    for (size_t i = 0; i < links->count; i++) {
        out->begin[(links->link[i] >> 32) + 1]++;
        out->neighbour[i] = (uint32_t)links->link[i];
    }
    for (size_t i = 0; i < count; i++) out->begin[i + 1] += out->begin[i];
    return KK_OK;
}
