/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/vertices.h"

#include <stdlib.h>
#include <string.h>

bool kk_vertices_init(kk_vertices *vertices, size_t points)
{
    size_t slots = 16;
    while (3 * slots < 4 * points) slots *= 2;
    *vertices = (kk_vertices){
        .xy = malloc((2 * points + 1) * sizeof *vertices->xy),
        .slot = calloc(slots, sizeof *vertices->slot),
        .mask = slots - 1,
    };
    return vertices->xy != NULL && vertices->slot != NULL;
}

void kk_vertices_clear(kk_vertices *vertices)
{
    free(vertices->xy);
    free(vertices->slot);
    *vertices = (kk_vertices){0};
}

static size_t hash(double x, double y)
{
    uint64_t a, b;
    memcpy(&a, &x, sizeof a);
    memcpy(&b, &y, sizeof b);
    a = (a ^ (b << 32 | b >> 32)) * 0x9E3779B97F4A7C15u;
    a = (a ^ a >> 32) * 0xD6E8FEB86659FD93u;
    return (size_t)(a ^ a >> 32);
}

uint32_t kk_vertices_number(kk_vertices *vertices, double x, double y)
{
    x += 0.0; /* −0 is 0 */
    y += 0.0;
    size_t at = hash(x, y) & vertices->mask;
    for (; vertices->slot[at] != 0; at = (at + 1) & vertices->mask) {
        const double *there = &vertices->xy[2 * (size_t)(vertices->slot[at] - 1)];
        if (there[0] == x && there[1] == y) return vertices->slot[at] - 1;
    }
    vertices->xy[2 * vertices->count] = x;
    vertices->xy[2 * vertices->count + 1] = y;
    vertices->slot[at] = (uint32_t)++vertices->count;
    return vertices->slot[at] - 1;
}
