/* SPDX-License-Identifier: EUPL-1.2 */
/* A level of shapes made by hand, and where a point is in it by a slow, exact way: every edge, in 113 bits. */
#ifndef KK_TESTS_LOCATE_LEVEL_H
#define KK_TESTS_LOCATE_LEVEL_H

#include "unit/check.h"

#include "core/shape_builder.h"
#include "kk/locate.h"

typedef struct made_level {
    kk_shape_builder shape;
    kk_level level;
    kk_locator *locator;
} made_level;

static inline void add_area(made_level *made)
{
    assert_int_equal(kk_shape_add_area(&made->shape), 0);
}

/* A ring of the part begun last; closes it. */
static inline void add_ring(made_level *made, const double *xy, size_t count)
{
    assert_int_equal(kk_shape_add_ring(&made->shape), 0);
    double *room = kk_shape_add_points(&made->shape, count + 1);
    assert_non_null(room);
    memcpy(room, xy, 2 * count * sizeof *xy);
    memcpy(room + 2 * count, xy, 2 * sizeof *xy);
}

/* A part of the area begun last. */
static inline void add_part(made_level *made, const double *xy, size_t count)
{
    assert_int_equal(kk_shape_add_part(&made->shape), 0);
    add_ring(made, xy, count);
}

static inline void add_box(made_level *made, double west, double south, double east, double north)
{
    add_part(made, (double[]){west, south, east, south, east, north, west, north}, 4);
}

static inline void add_hole(made_level *made, double west, double south, double east, double north)
{
    add_ring(made, (double[]){west, south, west, north, east, north, east, south}, 4);
}

static inline void finish_level(made_level *made, int threads)
{
    kk_error err = {0};
    assert_int_equal(kk_shape_seal(&made->shape), 0);
    made->level.plural = "buurten";
    made->level.shape = made->shape.shape;
    made->level.count = made->shape.shape.count;
    kk_locator_free(made->locator);
    if (kk_locator_new(&made->level, threads, &made->locator, &err) != KK_OK) fail_msg("%s", err.message);
}

static inline void clear_level(made_level *made)
{
    kk_locator_free(made->locator);
    kk_shape_builder_clear(&made->shape);
    *made = (made_level){0};
}

/* Twice the signed area of a, b, p: exact for coordinates of 2^17 … 2^20, and for small multiples of 2^-35. */
static inline __float128 slow_area(const double *a, const double *b, double x, double y)
{
    return ((__float128)a[0] - x) * ((__float128)b[1] - y) - ((__float128)a[1] - y) * ((__float128)b[0] - x);
}

static inline bool slow_is_between(double a, double b, double value)
{
    return fmin(a, b) <= value && value <= fmax(a, b);
}

/* Whether area i covers the point, its boundary included. */
static inline bool slow_covers(const kk_polygons *shape, size_t i, double x, double y)
{
    bool inside = false;
    uint32_t begin = shape->ring_begin[shape->part_begin[i]], end = shape->ring_begin[shape->part_begin[i + 1]];
    for (uint32_t r = begin; r < end; r++) {
        for (uint32_t q = shape->point_begin[r]; q + 1 < shape->point_begin[r + 1]; q++) {
            const double *a = shape->xy + 2 * (size_t)q, *b = a + 2;
            if ((a[1] > y) == (b[1] > y) && a[1] != y && b[1] != y) continue;
            __float128 area = slow_area(a, b, x, y);
            if (area == 0 && slow_is_between(a[0], b[0], x) && slow_is_between(a[1], b[1], y)) return true;
            if ((a[1] > y) != (b[1] > y) && (area > 0) == (b[1] > a[1])) inside = !inside;
        }
    }
    return inside;
}

static inline int32_t slow_locate(const kk_level *level, double x, double y)
{
    for (size_t i = 0; i < level->count; i++)
        if (slow_covers(&level->shape, i, x, y)) return (int32_t)i;
    return -1;
}

static inline void check_located(const made_level *made, double x, double y)
{
    int32_t expected = slow_locate(&made->level, x, y), actual = kk_locate(made->locator, x, y);
    if (actual != expected) fail_msg("(%.17g, %.17g) is in %d, not in %d", x, y, expected, actual);
}

/* The point and the eight doubles around it. */
static inline void check_around(const made_level *made, double x, double y)
{
    const double xs[] = {nextafter(x, -INFINITY), x, nextafter(x, INFINITY)};
    const double ys[] = {nextafter(y, -INFINITY), y, nextafter(y, INFINITY)};
    for (int i = 0; i < 9; i++) check_located(made, xs[i % 3], ys[i / 3]);
}

/* Every corner of every boundary, and the middles and two other points of its edges. */
static inline void check_boundaries(const made_level *made)
{
    const kk_polygons *shape = &made->level.shape;
    for (size_t q = 0; q + 1 < shape->point_count; q++) {
        const double *a = shape->xy + 2 * q, *b = a + 2;
        check_around(made, a[0], a[1]);
        check_around(made, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
        check_around(made, a[0] + (b[0] - a[0]) / 3, a[1] + (b[1] - a[1]) / 3);
        check_around(made, a[0] + (b[0] - a[0]) * 0.9, a[1] + (b[1] - a[1]) * 0.9);
    }
}

/* A sequence that is the same on every machine: xorshift64*. In [0, 1). */
static inline double next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * 0x2545F4914F6CDD1D) >> 11) * 0x1p-53;
}

#endif
