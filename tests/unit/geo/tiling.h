/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A tiling to simplify: side × side buurten with ragged borders that neighbours share point by point, an island buurt
 * in a hole of every seventh, and wijken of two by two of them.
 */
#ifndef KK_TESTS_TILING_H
#define KK_TESTS_TILING_H

#include "unit/check.h"
#include "unit/made_areas.h"

#include "core/shape_builder.h"
#include "geo/geos_shapes.h"
#include "kk/geo.h"
#include "kk/random.h"
#include "kk/topology.h"

enum { TILES_MAX = 16, STEPS = 32 };

typedef struct tiling {
    kk_arena arena;
    kk_areas areas; /* buurten alone, or wijken and buurten */
    kk_shape_builder builder;
    size_t side;
    double corner[TILES_MAX + 1][TILES_MAX + 1][2];
    double border[2][TILES_MAX + 1][TILES_MAX + 1][STEPS + 1][2]; /* to the right, upward, from each corner */
    kk_error err;
} tiling;

/* Halves an edge again and again, each middle off it by up to a tenth of its length. */
static inline void tiling_break(double (*point)[2], size_t from, size_t to, kk_random *random)
{
    if (to - from < 2) return;
    size_t middle = (from + to) / 2;
    double dx = point[to][0] - point[from][0], dy = point[to][1] - point[from][1];
    double off = 0.2 * (kk_random_uniform(random) - 0.5);
    point[middle][0] = (point[from][0] + point[to][0]) / 2 - off * dy;
    point[middle][1] = (point[from][1] + point[to][1]) / 2 + off * dx;
    tiling_break(point, from, middle, random);
    tiling_break(point, middle, to, random);
}

static inline void tiling_draw(tiling *t, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i <= t->side; i++)
        for (size_t j = 0; j <= t->side; j++) {
            t->corner[i][j][0] = 100000 + 1000 * ((double)i + 0.4 * (kk_random_uniform(&random) - 0.5));
            t->corner[i][j][1] = 400000 + 1000 * ((double)j + 0.4 * (kk_random_uniform(&random) - 0.5));
        }
    for (int up = 0; up < 2; up++)
        for (size_t i = 0; i + !up <= t->side; i++)
            for (size_t j = 0; j + (size_t)up <= t->side; j++) {
                double(*line)[2] = t->border[up][i][j];
                memcpy(line[0], t->corner[i][j], sizeof line[0]);
                memcpy(line[STEPS], t->corner[i + !up][j + (size_t)up], sizeof line[0]);
                tiling_break(line, 0, STEPS, &random);
            }
}

static inline void tiling_add_border(double **to, double (*line)[2], bool backwards)
{
    for (size_t k = 0; k < STEPS; k++, *to += 2) memcpy(*to, line[backwards ? STEPS - k : k], 2 * sizeof(double));
}

static inline void tiling_add_outline(tiling *t, size_t i, size_t j)
{
    assert_int_equal(kk_shape_add_ring(&t->builder), 0);
    double *room = kk_shape_add_points(&t->builder, 4 * STEPS + 1), *to = room;
    tiling_add_border(&to, t->border[0][i][j], false);
    tiling_add_border(&to, t->border[1][i + 1][j], false);
    tiling_add_border(&to, t->border[0][i][j + 1], true);
    tiling_add_border(&to, t->border[1][i][j], true);
    memcpy(to, room, 2 * sizeof *to);
}

/* An island of some vertices in the middle of a buurt, as a hole the other way round. */
static inline void tiling_add_island(tiling *t, size_t i, size_t j, bool is_hole)
{
    enum { CORNERS = 9 };
    double x = 0, y = 0;
    for (size_t c = 0; c < 4; c++) {
        x += t->corner[i + c % 2][j + c / 2][0] / 4;
        y += t->corner[i + c % 2][j + c / 2][1] / 4;
    }
    assert_int_equal(kk_shape_add_ring(&t->builder), 0);
    double *room = kk_shape_add_points(&t->builder, CORNERS + 1);
    for (size_t k = 0; k <= CORNERS; k++) {
        size_t corner = (is_hole ? CORNERS - k : k) % CORNERS;
        double angle = 2 * M_PI * (double)corner / CORNERS, far = 40 + 10 * (double)(corner % 3);
        room[2 * k] = x + far * cos(angle);
        room[2 * k + 1] = y + far * sin(angle);
    }
}

static inline bool tiling_has_island(size_t i, size_t j)
{
    return (3 * i + j) % 7 == 0;
}

/* Buurt k of wijk (i, j); `island` in the hole of the buurt. */
static inline void tiling_add_buurten(tiling *t, size_t wi, size_t wj)
{
    for (size_t k = 0; k < 4; k++) {
        size_t i = 2 * wi + k % 2, j = 2 * wj + k / 2;
        assert_int_equal(kk_shape_add_area(&t->builder), 0);
        assert_int_equal(kk_shape_add_part(&t->builder), 0);
        tiling_add_outline(t, i, j);
        if (tiling_has_island(i, j)) tiling_add_island(t, i, j, true);
    }
    for (size_t k = 0; k < 4; k++) {
        size_t i = 2 * wi + k % 2, j = 2 * wj + k / 2;
        if (!tiling_has_island(i, j)) continue;
        assert_int_equal(kk_shape_add_area(&t->builder), 0);
        assert_int_equal(kk_shape_add_part(&t->builder), 0);
        tiling_add_island(t, i, j, false);
    }
}

/* `side` is even. */
static inline tiling *tiling_begin(size_t side, uint64_t seed)
{
    tiling *t = calloc(1, sizeof *t);
    assert_non_null(t);
    kk_arena_init(&t->arena);
    kk_shape_builder_init(&t->builder);
    t->side = side;
    tiling_draw(t, seed);
    size_t first[TILES_MAX * TILES_MAX / 4 + 1], wijken = 0;
    for (size_t wi = 0; wi < side / 2; wi++)
        for (size_t wj = 0; wj < side / 2; wj++) {
            first[wijken++] = t->builder.shape.count;
            tiling_add_buurten(t, wi, wj);
        }
    assert_int_equal(kk_shape_seal(&t->builder), 0);
    first[wijken] = t->builder.shape.count;
    kk_level *buurt = made_level(&t->areas, KK_LEVEL_BUURT, t->builder.shape.count, &t->arena);
    buurt->shape = t->builder.shape;
    for (size_t w = 0, k = 0; w < wijken; w++) {
        const char *wijk = kk_arena_format(&t->arena, "WK0001%02zu", w);
        for (k = first[w]; k < first[w + 1]; k++) {
            buurt->code[k] = kk_arena_format(&t->arena, "BU0001%02zu%02zu", w, k - first[w]);
            buurt->area_name[k] = buurt->code[k];
            buurt->parent[k] = wijk;
        }
    }
    if (kk_areas_complete(&t->areas, 1, &t->arena, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    return t;
}

static inline void tiling_end(tiling *t)
{
    kk_shape_builder_clear(&t->builder);
    kk_arena_clear(&t->arena);
    free(t);
}

/* ---- what must hold of a level ---- */

static inline GEOSGeometry *tiling_shape(GEOSContextHandle_t geos, const kk_polygons *shape, size_t area)
{
    GEOSGeometry *made = kk_geos_from_area(geos, shape, area);
    assert_non_null(made);
    return made;
}

/* Every area is valid and not empty, no two overlap, and together they are as large as what they cover. */
static inline void tiling_check(const kk_polygons *shape)
{
    GEOSContextHandle_t geos = kk_geos_begin();
    GEOSGeometry **each = calloc(shape->count, sizeof *each);
    assert_non_null(each);
    double sum = 0, covered;
    for (size_t i = 0; i < shape->count; i++) {
        double area;
        each[i] = tiling_shape(geos, shape, i);
        if (GEOSisValid_r(geos, each[i]) != 1) fail_msg("area %zu: %s", i, GEOSisValidReason_r(geos, each[i]));
        assert_int_equal(GEOSArea_r(geos, each[i], &area), 1);
        assert_true(area > 0);
        sum += area;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, each, (unsigned)shape->count);
    GEOSGeometry *whole = GEOSUnaryUnion_r(geos, all);
    assert_non_null(whole);
    assert_int_equal(GEOSArea_r(geos, whole, &covered), 1);
    /* 1 cm² between two neighbours; a gap would be a hole of the whole. */
    assert_near(sum, covered, 1e-4);
    assert_int_equal(GEOSGetNumGeometries_r(geos, whole), 1);
    const GEOSGeometry *land = GEOSGetGeometryN_r(geos, whole, 0);
    assert_int_equal(GEOSGetNumInteriorRings_r(geos, land), 0);
    GEOSGeom_destroy_r(geos, whole);
    GEOSGeom_destroy_r(geos, all);
    free(each);
    GEOS_finish_r(geos);
}

static inline double perimeter_m(const kk_polygons *shape, size_t area)
{
    double length = 0;
    for (uint32_t part = shape->part_begin[area]; part < shape->part_begin[area + 1]; part++)
        for (uint32_t r = shape->ring_begin[part]; r < shape->ring_begin[part + 1]; r++)
            for (uint32_t q = shape->point_begin[r]; q + 1 < shape->point_begin[r + 1]; q++)
                length += hypot(shape->xy[2 * q + 2] - shape->xy[2 * q], shape->xy[2 * q + 3] - shape->xy[2 * q + 1]);
    return length;
}

/* No area changes by more than a strip along its border as wide as the largest displacement. */
static inline void check_change(const kk_polygons *before, const kk_polygons *after, double displacement_m)
{
    for (size_t i = 0; i < before->count; i++) {
        double change = fabs(kk_polygons_area_m2(after, i) - kk_polygons_area_m2(before, i));
        assert_true(change <= perimeter_m(before, i) * displacement_m + 1e-3);
    }
}

#endif
