/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sums over homes and places by area: of the columns that are wanted, and of the youths behind them.
 */
#ifndef KK_PLACES_SUMS_H
#define KK_PLACES_SUMS_H

#include "measure/places_fields.h"

typedef struct kk_places_sums {
    const kk_config *config;
    const kk_config_table *wanted;
    const kk_sites *sites;
    const kk_dwellings *dwellings;
    const kk_home_fields *fields;
    size_t column_count; /* the wanted ones, then the youths */
    double *own;         /* [slot × column] of homes and places of which no finer area is known */
    double *sum;         /* [slot × column] of all in the area */
    bool *seen;          /* [slot] in a gemeente with homes; of own areas: all members are */
} kk_places_sums;

/* In the arena. Borrows everything. */
kk_status kk_places_sums_make(kk_places_sums *sums, kk_arena *arena, kk_error *err) KK_MUST_USE;

/* Adds up homes with the weights of a period; in one order, whatever the number of threads. */
void kk_places_sums_add(kk_places_sums *sums, const double *weight);

/*
 * A figure of an area. Without youths it is absent (a gemeente without homes), has the status of the population, or
 * there is no population; unknown where a home reaches no place; not applicable where the type has no places at all.
 */
kk_figure kk_places_sums_figure(const kk_places_sums *sums, size_t period, size_t level, size_t area, size_t column);

#endif
