/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/geo.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

/*
 * Areas that are projected together: those of one gemeente on every level, whose borders share their points, so that a
 * thread meets a point again while it still remembers it. An own area is a unit of itself.
 */
typedef struct unit {
    uint32_t begin[KK_LEVELS_MAX], end[KK_LEVELS_MAX]; /* areas of each level */
} unit;

typedef struct units {
    unit *items;
    size_t count, capacity;
} units;

/* The four digits of the gemeente in a code of CBS. */
static int by_gemeente(const char *a, const char *b)
{
    return strncmp(a + 2, b + 2, 4);
}

/* The first gemeente among the areas that are in no unit yet; NULL: none is left. */
static const char *next_gemeente(const kk_areas *areas, const uint32_t *done)
{
    const char *first = NULL;
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_level *level = &areas->level[l];
        if (level->kind == KK_LEVEL_OWN || done[l] == level->count) continue;
        if (first == NULL || by_gemeente(level->code[done[l]], first) < 0) first = level->code[done[l]];
    }
    return first;
}

static int add_gemeenten(const kk_areas *areas, units *made)
{
    uint32_t done[KK_LEVELS_MAX] = {0};
    for (const char *code; (code = next_gemeente(areas, done)) != NULL;) {
        if (kk_grow(&made->items, &made->capacity, made->count + 1, sizeof *made->items) != 0) return -1;
        unit *next = &made->items[made->count++];
        *next = (unit){0};
        for (size_t l = 0; l < areas->level_count; l++) {
            const kk_level *level = &areas->level[l];
            if (level->kind == KK_LEVEL_OWN) continue;
            next->begin[l] = done[l];
            while (done[l] < level->count && by_gemeente(level->code[done[l]], code) == 0) done[l]++;
            next->end[l] = done[l];
        }
    }
    return 0;
}

static int add_own_areas(const kk_areas *areas, units *made)
{
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_level *level = &areas->level[l];
        for (uint32_t i = 0; level->kind == KK_LEVEL_OWN && i < level->count; i++) {
            if (kk_grow(&made->items, &made->capacity, made->count + 1, sizeof *made->items) != 0) return -1;
            unit *next = &made->items[made->count++];
            *next = (unit){0};
            next->begin[l] = i;
            next->end[l] = i + 1;
        }
    }
    return 0;
}

static size_t first_point(const kk_polygons *shape, size_t area)
{
    return shape->point_begin[shape->ring_begin[shape->part_begin[area]]];
}

static kk_status project_points(kk_wgs84 *wgs84, const double *xy, size_t count, kk_micro_point *out, kk_error *err)
{
    enum { CHUNK = 512 };
    double lonlat[2 * CHUNK];
    for (size_t begin = 0; begin < count; begin += CHUNK) {
        size_t points = count - begin < CHUNK ? count - begin : CHUNK;
        kk_status status = kk_wgs84_lonlat(wgs84, xy + 2 * begin, points, lonlat, err);
        if (status != KK_OK) return status;
        for (size_t i = 0; i < points; i++)
            out[begin + i] =
                (kk_micro_point){(int32_t)lround(lonlat[2 * i] * 1e6), (int32_t)lround(lonlat[2 * i + 1] * 1e6)};
    }
    return KK_OK;
}

static kk_status project_unit(kk_wgs84 *wgs84, const kk_areas *areas, const unit *work, kk_projection *out,
                              kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
        const kk_polygons *shape = &areas->level[l].shape;
        if (work->begin[l] == work->end[l]) continue;
        size_t begin = first_point(shape, work->begin[l]), end = first_point(shape, work->end[l]);
        status = project_points(wgs84, shape->xy + 2 * begin, end - begin, out->level[l] + begin, err);
    }
    return status;
}

/* One thread's share. Which of two errors is told does not matter: both are of points that should not be there. */
static void project_units(const kk_areas *areas, const units *made, kk_projection *out, kk_error *err)
{
    kk_error own = {0};
    kk_wgs84 *wgs84 = NULL;
    kk_status status = kk_wgs84_open(&wgs84, &own);
#pragma omp for schedule(dynamic, 1)
    for (size_t u = 0; u < made->count; u++)
        if (status == KK_OK && !kk_interrupted()) status = project_unit(wgs84, areas, &made->items[u], out, &own);
    kk_wgs84_close(wgs84);
    if (status == KK_OK) return;
#pragma omp critical
    *err = own;
}

static int allocate(const kk_areas *areas, kk_projection *out)
{
    for (size_t l = 0; l < areas->level_count; l++) {
        out->level[l] = malloc((areas->level[l].shape.point_count + 1) * sizeof **out->level);
        if (out->level[l] == NULL) return -1;
    }
    return 0;
}

kk_status kk_projection_make(const kk_areas *areas, int threads, kk_projection *out, kk_error *err)
{
    *out = (kk_projection){0};
    units made = {0};
    kk_status status = KK_OK;
    if (allocate(areas, out) != 0 || add_gemeenten(areas, &made) != 0 || add_own_areas(areas, &made) != 0)
        status = kk_fail_memory(err);
    kk_error failure = {0};
    if (status == KK_OK) {
#pragma omp parallel num_threads(threads)
        project_units(areas, &made, out, &failure);
    }
    free(made.items);
    if (failure.status != KK_OK) *err = failure;
    if (status == KK_OK) status = failure.status;
    if (status == KK_OK && kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while projecting");
    return status;
}

void kk_projection_clear(kk_projection *projection)
{
    for (size_t l = 0; l < KK_LEVELS_MAX; l++) free(projection->level[l]);
    *projection = (kk_projection){0};
}
