/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Grows a kk_polygons area by area, part by part, ring by ring. Memory is malloc'ed; kk_shape_builder_move hands it to
 * an arena as it is, kk_shapes_gather copies areas, in the order asked for.
 *
 * Usage: add_area, add_part, add_ring, add_points (any number of times each), in that nesting. 0 is success, −1 out of
 * memory.
 */
#ifndef KK_SHAPE_BUILDER_H
#define KK_SHAPE_BUILDER_H

#include "kk/areas.h"
#include "kk/error.h"

typedef struct kk_shape_builder {
    kk_polygons shape; /* begin arrays hold the begins only; the closing entry is written by kk_shape_seal */
    size_t area_capacity, part_capacity, ring_capacity, point_capacity;
} kk_shape_builder;

void kk_shape_builder_init(kk_shape_builder *builder);
void kk_shape_builder_clear(kk_shape_builder *builder);

int kk_shape_add_area(kk_shape_builder *builder) KK_MUST_USE;
int kk_shape_add_part(kk_shape_builder *builder) KK_MUST_USE;
int kk_shape_add_ring(kk_shape_builder *builder) KK_MUST_USE;
/* Room for `count` points of the ring, to be filled by the caller; NULL when out of memory. */
double *kk_shape_add_points(kk_shape_builder *builder, size_t count);

/* Writes the closing entries of the begin arrays, so that `builder->shape` is a whole kk_polygons. More may be added
 * after. */
int kk_shape_seal(kk_shape_builder *builder) KK_MUST_USE;

/* Takes the parts of the last area away again; the area itself stays, empty. */
void kk_shape_empty_last(kk_shape_builder *builder);

/* The areas, sealed, from now on in the arena; the builder is then empty. */
int kk_shape_builder_move(kk_shape_builder *builder, kk_arena *arena, kk_polygons *out) KK_MUST_USE;

/* Where the shape of one area comes from. */
typedef struct kk_shape_source {
    const kk_polygons *polygons;
    size_t area;
} kk_shape_source;

/* Copies the areas of `sources` into `out`, in their order; arrays in the arena. `out` may be one of the sources. 0, or
 * −1 when out of memory. */
int kk_shapes_gather(const kk_shape_source *sources, size_t count, kk_arena *arena, kk_polygons *out) KK_MUST_USE;

#endif
