/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_GEO_MERGE_H
#define KK_GEO_MERGE_H

#include "kk/neighbours.h"

/*
 * Which areas go together: joined[i] is the lowest index of the areas that area i is merged with (its own where it
 * stays alone). `persons` of each area, ≥ 0; water stays alone. Areas of one parent stand behind each other.
 */
kk_status kk_merge_neighbours(const kk_level *level, const kk_neighbours *neighbours, const double *persons,
                              double until, uint32_t *joined, kk_error *err) KK_MUST_USE;

/* The land areas of areas->level[from], joined, as a level without a shape, in the arena. */
kk_status kk_merge_level(const kk_areas *areas, size_t from, const uint32_t *joined, kk_arena *arena, kk_level *to,
                         kk_error *err) KK_MUST_USE;

#endif
