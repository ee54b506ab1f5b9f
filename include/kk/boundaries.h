/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The boundaries of all levels, closed and with shared arcs, at any detail: what maps for people are made of.
 * Neighbours never part, levels nest, no area vanishes; shapes are valid in RD and with six decimals of longitude and
 * latitude.
 */
#ifndef KK_BOUNDARIES_H
#define KK_BOUNDARIES_H

#include "kk/config_output.h"
#include "kk/geo.h"
#include "kk/topology.h"

/* What was between areas and is no longer. */
typedef struct kk_closing {
    size_t gaps, overlaps; /* pieces of land that were nobody's and became somebody's, or were of several */
    double gap_m2, overlap_m2;
    size_t reshaped; /* areas made of others that have over 5% less or more land than their own shape had: what they are
                        made of does not cover them, or goes beyond */
} kk_closing;

typedef struct kk_boundaries {
    kk_areas areas; /* those given; their shapes closed where asked for */
    kk_topology topology;
    kk_micro_point *degrees; /* of each vertex that a detail has kept, of all where they were known; NULL until
                                kk_boundaries_project */
    bool *is_projected;      /* [vertex] has its degrees; NULL: all have */
    kk_wgs84 **wgs84;        /* a handle for each thread; NULL until it projects */
    size_t wgs84_count;
    size_t points_before; /* of the shapes that were given, all levels together */
    kk_closing closing;
    double *importance[2]; /* of each place, by kk_simplify_method; NULL until it is asked for */
} kk_boundaries;

/*
 * With `snap_m` > 0 the finest areas (those that no smaller ones make up) are drawn anew on a grid: gaps between them
 * that are no wider than snap_m (twice the area over the perimeter) go to the neighbour with the longest common border,
 * overlaps to one of their owners, and larger areas become the union of their parts. Shapes are in the arena. To be
 * cleared, also after a failure. Errors: KK_ERR_INPUT (what cannot be closed), KK_ERR_INTERNAL, KK_ERR_INTERRUPTED.
 * Cost: O(points); with snap_m O(points log points), some 3 µs a point.
 */
kk_status kk_boundaries_make(const kk_areas *areas, double snap_m, int threads, kk_arena *arena, kk_boundaries *out,
                             kk_error *err) KK_MUST_USE;
void kk_boundaries_clear(kk_boundaries *boundaries);

/*
 * From here on vertices have their longitude and latitude: those of `known`, of the same areas where they were not
 * closed; with NULL each is projected when a detail first keeps it. Errors: KK_ERR_INTERNAL (memory).
 */
kk_status kk_boundaries_project(kk_boundaries *boundaries, const kk_projection *known, kk_error *err) KK_MUST_USE;

/* ---- less detail ---- */

typedef struct kk_detail {
    kk_simplified simplified;
    bool *is_gone;           /* [arc] of an island that is left out; NULL: none is */
    size_t islands, settled; /* left out; of simplified.restored those that are because lines met once rounded */
    size_t points;           /* of all levels' shapes */
} kk_detail;

/*
 * `asked` NULL: everything stays. After kk_boundaries_project it is valid with rounded coordinates too; before, in RD
 * alone. To be cleared, also after a failure. Errors and cost: as of kk_topology_simplify.
 */
kk_status kk_boundaries_simplify(kk_boundaries *boundaries, const kk_config_detail *asked, int threads, kk_detail *out,
                                 kk_error *err) KK_MUST_USE;
void kk_detail_clear(kk_detail *detail);

/* Every vertex gets its degrees, every place its importance by VISVALINGAM: what tiles need. After
   kk_boundaries_project. Errors: KK_ERR_INTERNAL, KK_ERR_INTERRUPTED. */
kk_status kk_boundaries_prepare_tiles(kk_boundaries *boundaries, int threads, kk_error *err) KK_MUST_USE;

/* The shapes of a level, in the arena; with `projected` the degrees of their points too. O(points). */
kk_status kk_boundaries_shapes(const kk_boundaries *boundaries, const kk_detail *detail, size_t level, kk_arena *arena,
                               kk_polygons *shape, kk_micro_point **projected, kk_error *err) KK_MUST_USE;

#endif
