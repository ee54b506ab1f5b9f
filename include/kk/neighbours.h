/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which areas are neighbours. Links go both ways, except those of the k nearest; nobody is a neighbour of itself.
 * Borders of gemeenten are no borders here. An area without neighbours is an island, and stays one.
 */
#ifndef KK_NEIGHBOURS_H
#define KK_NEIGHBOURS_H

#include "kk/areas.h"
#include "kk/config_statistics.h"
#include "kk/error.h"

/* The neighbours of area i are neighbour[begin[i]] … neighbour[begin[i + 1] − 1], ascending. */
typedef struct kk_neighbours {
    size_t count;
    uint32_t *begin;     /* count + 1 */
    uint32_t *neighbour; /* begin[count] */
} kk_neighbours;

/*
 * The neighbours of the land areas of a level (water has none and is none), by the rule of the project:
 *
 * - queen: boundaries that share a point; rook: that share a piece of an edge, longer than the tolerance. Two points
 * are the same when they are no further than `tolerance_m` apart, and a vertex within that distance of another's edge
 * is on it, so that T-junctions and boundaries that were drawn twice meet. All that spdep's poly2nb(snap = tolerance)
 *   links, which compares vertices alone, and what touches in the middle of an edge or crosses (exact: kk_orient). What
 *   lies within another without touching its boundary does not meet it;
 * - nearest: the k areas whose centroids are nearest, the lower index first where equally far;
 * - distance: every area whose centroid is within `distance_m`.
 *
 * In the arena; on `threads` threads, the same at any number. Cost: O(points log points).
 */
kk_status kk_neighbours_make(const kk_level *level, const kk_config_neighbours *rule, int threads, kk_arena *arena,
                             kk_neighbours *out, kk_error *err) KK_MUST_USE;

/*
 * The same of a part of the areas: those of chosen[0 … count − 1], ascending, which become 0 … count − 1. Links to
 * others are dropped.
 */
kk_status kk_neighbours_subset(const kk_neighbours *all, const uint32_t *chosen, size_t count, kk_arena *arena,
                               kk_neighbours *out, kk_error *err) KK_MUST_USE;

size_t kk_neighbours_islands(const kk_neighbours *neighbours);

/* Centroids (of the surface, holes taken off) of all areas of the level, xy[2i], xy[2i + 1]; NaN for an empty shape. */
void kk_level_centroids(const kk_level *level, double *xy);

#endif
