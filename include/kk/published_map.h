/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An indicator read back from an output folder: shapes of kansenkompas.gpkg, figures of indicators.csv.
 */
#ifndef KK_PUBLISHED_MAP_H
#define KK_PUBLISHED_MAP_H

#include "kk/areas.h"
#include "kk/error.h"

typedef struct kk_published_map {
    kk_level level;                /* code, area_name, parent, water, shape; by code */
    double *value, *lower, *upper; /* NaN where there is none */
    uint8_t *status;               /* kk_figure_status; absent where there is no row */
    const char *period, *source, *unit;
} kk_published_map;

/* What is wanted: the layer (`wijken`), its level (`wijk`); `period` NULL: the latest up to `until`. */
typedef struct kk_published_choice {
    const char *folder, *layer, *level, *indicator, *period, *until;
    const char *within; /* only areas whose code, or that of the area around, begins with the digits of this one
                           (GM0034: WK0034…, BU0034…); NULL: all */
} kk_published_choice;

/* All in the arena. Errors: KK_ERR_INPUT: no folder, layer, figure or area of that name; what would be right. */
kk_status kk_published_map_read(const kk_published_choice *choice, kk_arena *arena, kk_published_map *out,
                                kk_error *err) KK_MUST_USE;

#endif
