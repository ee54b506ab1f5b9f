/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places and homes while they are read: in order of the file, of several files; then sorted by content.
 */
#ifndef KK_SITES_POINTS_H
#define KK_SITES_POINTS_H

#include "kk/intake.h"

typedef struct kk_site_point {
    double x, y, weight;
    uint32_t type;
    kk_locus place;
    const char *id; /* "" none */
} kk_site_point;

typedef struct kk_site_points {
    kk_site_point *item; /* malloc'ed */
    size_t count, capacity;
} kk_site_points;

void kk_site_points_clear(kk_site_points *points);
kk_status kk_site_points_add(kk_site_points *points, const kk_site_point *point, kk_error *err) KK_MUST_USE;

/*
 * Sorts the points by type, area, coordinates, weight and id, so that the order of rows and files makes no difference,
 * and copies them to `out`; types only with `typed`, ids only with `named`.
 */
kk_status kk_site_points_settle(kk_site_points *points, bool typed, bool named, kk_arena *arena, kk_points *out,
                                kk_error *err) KK_MUST_USE;

enum { KK_SITE_TYPES_MAX = 1000 };

/* Types of places in small letters, numbered as they are met. */
typedef struct kk_site_types {
    const char *name[KK_SITE_TYPES_MAX];
    size_t count;
} kk_site_types;

/* The number of a type. Errors: KK_ERR_INPUT at `csv` when there are too many to be types. */
kk_status kk_site_types_take(kk_site_types *types, kk_cell text, const kk_config_csv *csv, kk_arena *arena,
                             uint32_t *type, kk_error *err) KK_MUST_USE;
/* Puts the names in ascending order and renumbers the points. */
void kk_site_types_sort(kk_site_types *types, kk_site_points *points);

/* Points by id, for the files that refer to them. */
typedef struct kk_site_ids {
    uint32_t *order; /* malloc'ed: those with an id, by id, then index */
    size_t count;
    const kk_points *points;
} kk_site_ids;

kk_status kk_site_ids_make(const kk_points *points, kk_site_ids *out, kk_error *err) KK_MUST_USE;
void kk_site_ids_clear(kk_site_ids *ids);
/* Index of the (first) point with this id, or −1. */
ptrdiff_t kk_site_ids_find(const kk_site_ids *ids, kk_cell id);
/* How many points have the id of another one before them. */
size_t kk_site_ids_doubles(const kk_site_ids *ids);

#endif
