/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers for the points of all levels: the same number for the same coordinates, in the order in which they are first
 * met, level by level.
 */
#ifndef KK_GEO_NUMBER_POINTS_H
#define KK_GEO_NUMBER_POINTS_H

#include "kk/areas.h"

typedef struct kk_numbered {
    uint32_t *number[KK_LEVELS_MAX]; /* [level][point] */
    double *xy;                      /* 2 × count */
    size_t count;
} kk_numbered;

/* Of finite points, the same at any number of threads. False when memory runs out or there are 2³¹ points or more; to
   be cleared then too. O(points). */
bool kk_number_points(const kk_areas *areas, int threads, kk_numbered *out);
void kk_numbered_clear(kk_numbered *numbered);

#endif
