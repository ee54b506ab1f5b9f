/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Statistics over the map: what differs, and what merely fluctuates. The stage sees a release and nothing else, so that
 * whatever it makes tells no more than the release does: areas whose figure is withheld take no part, and their
 * statistics have the status of that figure.
 */
#ifndef KK_STATISTICS_H
#define KK_STATISTICS_H

#include "kk/neighbours.h"
#include "kk/release.h"

/* What a level looks like to the statistics. */
typedef struct kk_level_map {
    kk_neighbours neighbours; /* of all areas of the level; count 0 where nobody asked for them */
    double *centroid;         /* xy of each area; NULL likewise */
} kk_level_map;

/* Whether a statistic of the level, or the export, needs its neighbours; its centroids. */
bool kk_statistics_need_neighbours(const kk_config *config, const kk_level *level);
bool kk_statistics_need_centroids(const kk_config *config, const kk_level *level);

/*
 * Makes all that `statistics:` asks for, at every level and period of each base indicator. `map` has an item for each
 * level. In the arena; on `threads` threads, the same at any number. What cannot be told of an area (one area, no
 * neighbours) is not_applicable, what cannot be computed unknown.
 */
kk_status kk_statistics_make(const kk_config *config, const kk_release *release, const kk_level_map *map, int threads,
                             kk_arena *arena, kk_statistics *out, kk_error *err) KK_MUST_USE;

#endif
