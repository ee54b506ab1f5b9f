/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/merge.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = UINT32_MAX };

/* The areas begin … end − 1, all of one parent. A cluster goes by the lowest index of its areas. */
typedef struct siblings {
    const kk_neighbours *neighbours;
    const bool *water;
    uint32_t begin, end;
    double until;
    uint32_t *joined; /* [area] its cluster */
    double *persons;  /* [cluster] */
    bool *alone;      /* [cluster] borders on no other */
} siblings;

static bool is_cluster(const siblings *at, uint32_t i)
{
    return at->joined[i] == i && !at->water[i];
}

static uint32_t find_smallest(const siblings *at)
{
    uint32_t smallest = NONE;
    for (uint32_t i = at->begin; i < at->end; i++) {
        if (!is_cluster(at, i) || at->alone[i] || at->persons[i] >= at->until) continue;
        if (smallest == NONE || at->persons[i] < at->persons[smallest]) smallest = i;
    }
    return smallest;
}

static uint32_t smaller_of(const siblings *at, uint32_t a, uint32_t b)
{
    if (a == NONE || b == NONE) return a == NONE ? b : a;
    if (at->persons[a] != at->persons[b]) return at->persons[a] < at->persons[b] ? a : b;
    return a < b ? a : b;
}

static uint32_t find_partner(const siblings *at, uint32_t cluster)
{
    uint32_t partner = NONE;
    for (uint32_t i = at->begin; i < at->end; i++) {
        if (at->joined[i] != cluster) continue;
        for (uint32_t k = at->neighbours->begin[i]; k < at->neighbours->begin[i + 1]; k++) {
            uint32_t other = at->neighbours->neighbour[k];
            if (other < at->begin || other >= at->end || at->joined[other] == cluster) continue;
            partner = smaller_of(at, partner, at->joined[other]);
        }
    }
    return partner;
}

static void join(siblings *at, uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    at->persons[low] += at->persons[high];
    for (uint32_t i = at->begin; i < at->end; i++)
        if (at->joined[i] == high) at->joined[i] = low;
}

static void merge_siblings(siblings *at)
{
    for (uint32_t small = find_smallest(at); small != NONE; small = find_smallest(at)) {
        uint32_t partner = find_partner(at, small);
        if (partner == NONE)
            at->alone[small] = true;
        else
            join(at, small, partner);
    }
}

static bool have_one_parent(const kk_level *level, size_t a, size_t b)
{
    return level->parent[a] != NULL && level->parent[b] != NULL && strcmp(level->parent[a], level->parent[b]) == 0;
}

kk_status kk_merge_neighbours(const kk_level *level, const kk_neighbours *neighbours, const double *persons,
                              double until, uint32_t *joined, kk_error *err)
{
    siblings at = {
        .neighbours = neighbours,
        .water = level->water,
        .until = until,
        .joined = joined,
        .persons = calloc(level->count + 1, sizeof *at.persons),
        .alone = calloc(level->count + 1, sizeof *at.alone),
    };
    kk_status status = at.persons == NULL || at.alone == NULL ? kk_fail_memory(err) : KK_OK;
    for (uint32_t i = 0; i < level->count && status == KK_OK; i++) {
        joined[i] = i;
        at.persons[i] = persons[i];
    }
    for (size_t begin = 0, end; begin < level->count && status == KK_OK; begin = end) {
        for (end = begin + 1; end < level->count && have_one_parent(level, begin, end);) end++;
        at.begin = (uint32_t)begin;
        at.end = (uint32_t)end;
        merge_siblings(&at);
    }
    free(at.persons);
    free(at.alone);
    return status;
}
