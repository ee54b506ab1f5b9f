/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The boundaries of all levels as arcs that are shared: what lies between two neighbours is there once, so that
 * whatever is done to it, they never part; and a wijk is bounded by arcs of its buurten.
 */
#ifndef KK_TOPOLOGY_H
#define KK_TOPOLOGY_H

#include "kk/areas.h"
#include "kk/error.h"

/* The rings of a level's shapes, in their order: ring r has the pieces piece[begin[r]] … piece[begin[r + 1] − 1], each
   2 × arc, + 1 where the arc is walked backwards. Together they close. */
typedef struct kk_ring_arcs {
    size_t ring_count, piece_count;
    uint32_t *begin; /* ring_count + 1 */
    uint32_t *piece;
} kk_ring_arcs;

/*
 * Vertices: points that differ in their coordinates. A junction is a vertex at which boundaries meet: not all that pass
 * through it have the same vertices before and after it. Arc a has the vertices vertex[begin[a]] …
 * vertex[begin[a + 1] − 1], ends included: both are junctions, or the arc is a ring by itself and they are the same.
 * No vertex between the ends of an arc is in another arc.
 */
typedef struct kk_topology {
    size_t vertex_count, arc_count;
    double *xy;       /* 2 × vertex_count */
    uint32_t *begin;  /* arc_count + 1 */
    uint32_t *vertex; /* begin[arc_count] */
    size_t level_count;
    kk_ring_arcs level[KK_LEVELS_MAX];
} kk_topology;

/*
 * Of all levels. Vertices, arcs and their directions depend on the areas and their order alone, not on the number of
 * threads. To be cleared, also after a failure. Errors: KK_ERR_INTERNAL (memory, 2³¹ points or more). Cost: O(points).
 */
kk_status kk_topology_make(const kk_areas *areas, int threads, kk_topology *out, kk_error *err) KK_MUST_USE;
void kk_topology_clear(kk_topology *topology);

/* ---- less detail ---- */

typedef enum kk_simplify_method {
    KK_SIMPLIFY_VISVALINGAM, /* importance: effective area, m² (Visvalingam and Whyatt 1993), times 1 − 0.7 cos of the
                                angle, so that sharp corners go first (Bloch, mapshaper) */
    KK_SIMPLIFY_PEUCKER      /* distance, m (Douglas and Peucker 1973; at most that of what it is part of) */
} kk_simplify_method;

/* A further demand: called when all below holds, again and again until it asks for nothing. Asks for places in
   topology.vertex that must stay, malloc'ed for the caller. */
typedef kk_status kk_simplify_check(void *context, const bool *is_kept, const double *importance, uint32_t **place,
                                    size_t *count, kk_error *err);

typedef struct kk_simplify_options {
    kk_simplify_method method;
    double share;    /* of the vertices that are no junctions so many stay, 0 … 1; NaN: by detail */
    double detail_m; /* PEUCKER: vertices within this distance go; VISVALINGAM: of an importance below its square */
    int threads;
    const double *importance; /* as kk_topology_weigh has made it; NULL: made here */
    kk_simplify_check *check; /* NULL: none */
    void *context;            /* … its own */
} kk_simplify_options;

/* Of every place in topology.vertex how much it matters, ∞ at the ends of arcs; the caller frees it. Errors as below.
 */
kk_status kk_topology_weigh(const kk_topology *topology, kk_simplify_method method, int threads, double **importance,
                            kk_error *err) KK_MUST_USE;

typedef struct kk_simplified {
    bool *is_kept;               /* [place in topology.vertex] */
    size_t removable, kept;      /* vertices that are no junctions, and how many of them stay */
    size_t restored;             /* of these so many because lines would have met otherwise */
    double largest_displacement; /* m, of a vertex that went from the line that took its place */
} kk_simplified;

/*
 * Leaves out the vertices of least importance, then puts back, most important first, what validity needs: afterwards no
 * vertex that stayed lies between an old line and the new one that takes its place (nor on the new one), and no two new
 * lines are the same. By counting crossings, lines that did not cross then still do not, every vertex and island stays
 * on its side of every line, and so shapes stay valid, neighbours meet, levels nest and no area vanishes — if all that
 * held before. The same at any number of threads. To be cleared, also after a failure. Errors: KK_ERR_INTERNAL
 * (memory), KK_ERR_INTERRUPTED. Cost: O(vertices log (vertices of an arc)).
 */
kk_status kk_topology_simplify(const kk_topology *topology, const kk_simplify_options *options, kk_simplified *out,
                               kk_error *err) KK_MUST_USE;
void kk_simplified_clear(kk_simplified *simplified);

/*
 * The shapes of a level with the vertices that stayed (NULL: all), in the arena; parts and rings as in `like`, from
 * which the topology was made, but for parts whose outline is made of arcs that are gone (`is_gone`, NULL: none). Rings
 * may begin at another vertex. `vertex` (NULL: not asked for): of each point its vertex, in the arena. O(points).
 */
kk_status kk_topology_shapes(const kk_topology *topology, const kk_simplified *simplified, const bool *is_gone,
                             size_t level, const kk_polygons *like, kk_arena *arena, kk_polygons *out,
                             uint32_t **vertex, kk_error *err) KK_MUST_USE;

#endif
