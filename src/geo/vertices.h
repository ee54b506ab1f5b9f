/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers for points: the same number for the same coordinates, in the order in which they are first met.
 */
#ifndef KK_GEO_VERTICES_H
#define KK_GEO_VERTICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_vertices {
    double *xy; /* 2 × count */
    size_t count;
    uint32_t *slot; /* hash table: number + 1, 0 empty */
    size_t mask;
} kk_vertices;

/* For at most so many points. False when memory runs out; to be cleared then too. */
bool kk_vertices_init(kk_vertices *vertices, size_t points);
void kk_vertices_clear(kk_vertices *vertices);
uint32_t kk_vertices_number(kk_vertices *vertices, double x, double y);

#endif
