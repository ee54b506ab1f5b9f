/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The homes that distances are measured from: addresses or squares as they were read, or a point in each area with its
 * inhabitants of 0–22 years in the period.
 */
#ifndef KK_PLACES_HOMES_H
#define KK_PLACES_HOMES_H

#include "measure/access.h"
#include "measure/geography.h"

typedef struct kk_dwellings {
    kk_homes homes;                  /* weight: of the period at hand */
    uint32_t *slot;                  /* [home] the finest area that is known of it; KK_NO_SLOT outside all */
    size_t weight_count;             /* 1: the same in all periods; otherwise one for each */
    double **weight;                 /* [period][home] */
    size_t level;                    /* of homes by area: the level of those areas */
    const kk_population *population; /* of homes by area; NULL otherwise */
    const kk_geography *geography;
} kk_dwellings;

/*
 * A home without coordinates is put at a point in its area. Homes by area are of the finest level of which the
 * population tells anything; areas whose figure is missing have none, and are left out of the sums above them, with a
 * warning. In the arena.
 */
kk_status kk_dwellings_make(const kk_config *config, const kk_sites *sites, const kk_population *population,
                            const kk_geography *geography, int threads, kk_arena *arena, kk_dwellings *out,
                            kk_error *err) KK_MUST_USE;

#endif
