/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/shape_builder.h"

#include <stdlib.h>
#include <string.h>

void kk_shape_builder_init(kk_shape_builder *builder)
{
    *builder = (kk_shape_builder){0};
}

void kk_shape_builder_clear(kk_shape_builder *builder)
{
    free(builder->shape.part_begin);
    free(builder->shape.ring_begin);
    free(builder->shape.point_begin);
    free(builder->shape.xy);
    kk_shape_builder_init(builder);
}

static int push(uint32_t **begins, size_t *capacity, size_t *count, size_t begin)
{
    if (begin > UINT32_MAX || kk_grow(begins, capacity, *count + 1, sizeof **begins) != 0) return -1;
    (*begins)[(*count)++] = (uint32_t)begin;
    return 0;
}

int kk_shape_add_area(kk_shape_builder *builder)
{
    kk_polygons *shape = &builder->shape;
    return push(&shape->part_begin, &builder->area_capacity, &shape->count, shape->part_count);
}

int kk_shape_add_part(kk_shape_builder *builder)
{
    kk_polygons *shape = &builder->shape;
    return push(&shape->ring_begin, &builder->part_capacity, &shape->part_count, shape->ring_count);
}

int kk_shape_add_ring(kk_shape_builder *builder)
{
    kk_polygons *shape = &builder->shape;
    return push(&shape->point_begin, &builder->ring_capacity, &shape->ring_count, shape->point_count);
}

double *kk_shape_add_points(kk_shape_builder *builder, size_t count)
{
    kk_polygons *shape = &builder->shape;
    if (kk_grow(&shape->xy, &builder->point_capacity, shape->point_count + count, 2 * sizeof(double)) != 0) return NULL;
    double *room = shape->xy + 2 * shape->point_count;
    shape->point_count += count;
    return room;
}

static int close_begins(uint32_t **begins, size_t *capacity, size_t count, size_t end)
{
    if (end > UINT32_MAX || kk_grow(begins, capacity, count + 1, sizeof **begins) != 0) return -1;
    (*begins)[count] = (uint32_t)end;
    return 0;
}

int kk_shape_seal(kk_shape_builder *builder)
{
    kk_polygons *shape = &builder->shape;
    if (close_begins(&shape->part_begin, &builder->area_capacity, shape->count, shape->part_count) != 0 ||
        close_begins(&shape->ring_begin, &builder->part_capacity, shape->part_count, shape->ring_count) != 0)
        return -1;
    return close_begins(&shape->point_begin, &builder->ring_capacity, shape->ring_count, shape->point_count);
}

void kk_shape_empty_last(kk_shape_builder *builder)
{
    kk_polygons *shape = &builder->shape;
    size_t part = shape->part_begin[shape->count - 1];
    if (part == shape->part_count) return;
    size_t ring = shape->ring_begin[part];
    if (ring < shape->ring_count) shape->point_count = shape->point_begin[ring];
    shape->ring_count = ring;
    shape->part_count = part;
}

int kk_shape_builder_move(kk_shape_builder *builder, kk_arena *arena, kk_polygons *out)
{
    *out = builder->shape;
    kk_shape_builder_init(builder);
    void *const items[] = {out->part_begin, out->ring_begin, out->point_begin, out->xy};
    int failed = 0;
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) failed |= kk_arena_keep(arena, items[i]);
    if (failed) *out = (kk_polygons){0};
    return failed;
}

static void count_shapes(const kk_shape_source *sources, size_t count, kk_polygons *total)
{
    for (size_t i = 0; i < count; i++) {
        const kk_polygons *from = sources[i].polygons;
        uint32_t part = from->part_begin[sources[i].area], part_end = from->part_begin[sources[i].area + 1];
        uint32_t ring = from->ring_begin[part], ring_end = from->ring_begin[part_end];
        total->count++;
        total->part_count += part_end - part;
        total->ring_count += ring_end - ring;
        total->point_count += from->point_begin[ring_end] - from->point_begin[ring];
    }
}

/* Appends one area but for its points; out's counts say how much is filled. */
static void copy_begins(const kk_polygons *from, size_t area, kk_polygons *out)
{
    out->part_begin[out->count++] = (uint32_t)out->part_count;
    for (uint32_t part = from->part_begin[area]; part < from->part_begin[area + 1]; part++) {
        out->ring_begin[out->part_count++] = (uint32_t)out->ring_count;
        for (uint32_t ring = from->ring_begin[part]; ring < from->ring_begin[part + 1]; ring++) {
            uint32_t begin = from->point_begin[ring], points = from->point_begin[ring + 1] - begin;
            out->point_begin[out->ring_count++] = (uint32_t)out->point_count;
            out->point_count += points;
        }
    }
}

static size_t first_point(const kk_polygons *shape, size_t area)
{
    return shape->point_begin[shape->ring_begin[shape->part_begin[area]]];
}

/* Points of an area follow each other. */
static void copy_points(const kk_shape_source *sources, size_t count, const kk_polygons *out)
{
#pragma omp parallel for schedule(static)
    for (size_t i = 0; i < count; i++) {
        const kk_polygons *from = sources[i].polygons;
        size_t begin = first_point(from, sources[i].area), to = first_point(out, i),
               points = first_point(out, i + 1) - to;
        if (points > 0) memcpy(out->xy + 2 * to, from->xy + 2 * begin, points * 2 * sizeof(double));
    }
}

int kk_shapes_gather(const kk_shape_source *sources, size_t count, kk_arena *arena, kk_polygons *out)
{
    kk_polygons total = {0};
    count_shapes(sources, count, &total);
    if (total.point_count > UINT32_MAX) return -1;
    /* `out` may be one of the sources, so it is set last. */
    kk_polygons made = {
        .part_begin = kk_arena_alloc(arena, total.count + 1, sizeof(uint32_t)),
        .ring_begin = kk_arena_alloc(arena, total.part_count + 1, sizeof(uint32_t)),
        .point_begin = kk_arena_alloc(arena, total.ring_count + 1, sizeof(uint32_t)),
        .xy = kk_arena_alloc(arena, total.point_count, 2 * sizeof(double)),
    };
    if (made.part_begin == NULL || made.ring_begin == NULL || made.point_begin == NULL || made.xy == NULL) return -1;
    for (size_t i = 0; i < count; i++) copy_begins(sources[i].polygons, sources[i].area, &made);
    made.part_begin[made.count] = (uint32_t)made.part_count;
    made.ring_begin[made.part_count] = (uint32_t)made.ring_count;
    made.point_begin[made.ring_count] = (uint32_t)made.point_count;
    copy_points(sources, count, &made);
    *out = made;
    return 0;
}
