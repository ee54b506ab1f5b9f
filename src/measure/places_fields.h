/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What measures need to know of every home: the distance to the nearest place of a type, or the accessibility within a
 * limit. Measures that need the same share it.
 */
#ifndef KK_PLACES_FIELDS_H
#define KK_PLACES_FIELDS_H

#include "measure/places_homes.h"

typedef struct kk_home_field {
    bool is_access;
    const char *type;
    double limit;       /* metres or minutes; of accessibility */
    size_t place_count; /* of the type */
    double *value;      /* [home] metres or minutes, or places per youth */
} kk_home_field;

typedef struct kk_home_fields {
    size_t count;
    kk_home_field *item;
    size_t *of_column; /* [wanted column]; SIZE_MAX: needs none */
} kk_home_fields;

/* Metres (or minutes) in a unit of `limit`, and of a distance as it is published: km (or minutes). */
double kk_distance_unit(const kk_sites *sites);

kk_status kk_home_fields_make(const kk_config_table *table, const kk_sites *sites, size_t home_count, kk_arena *arena,
                              kk_home_fields *out, kk_error *err) KK_MUST_USE;

/* Computes all for the weights of `homes`. */
kk_status kk_home_fields_compute(kk_home_fields *fields, const kk_sites *sites, const kk_homes *homes, int threads,
                                 kk_error *err) KK_MUST_USE;

#endif
