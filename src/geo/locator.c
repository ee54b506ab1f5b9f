/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/locator.h"

#include <math.h>
#include <stdlib.h>

enum { BLOCK_POINTS = 4096 };

/* Farther out, products of differences could overflow. */
static const double far_m = 1e100;

/* ---- making ---- */

static kk_status measure_box(const kk_level *level, kk_locator *locator, kk_error *err)
{
    const kk_polygons *shape = &level->shape;
    locator->low = (kk_point){INFINITY, INFINITY};
    locator->high = (kk_point){-INFINITY, -INFINITY};
    for (size_t q = 0; q < shape->point_count; q++) {
        kk_point p = kk_shape_point(shape, q);
        if (!(fabs(p.x) <= far_m && fabs(p.y) <= far_m))
            return kk_fail(err, KK_ERR_INPUT,
                           "a boundary of the %s has a point at %g %g; points are in metres of RD New (EPSG:28992)",
                           level->plural, p.x, p.y);
        if (p.x < locator->low.x) locator->low.x = p.x;
        if (p.y < locator->low.y) locator->low.y = p.y;
        if (p.x > locator->high.x) locator->high.x = p.x;
        if (p.y > locator->high.y) locator->high.y = p.y;
    }
    return KK_OK;
}

/* So large that the box and a unit around it fit, and that no rounding comes near to a unit. */
static double unit_of(double low, double high)
{
    double units = (double)((1 << KK_UNIT_BITS) - 4), rounding = DBL_EPSILON * fmax(fabs(low), fabs(high));
    return fmax(fmax((high - low) / units, 32 * rounding), 1e-60);
}

kk_status kk_locator_new(const kk_level *level, int threads, kk_locator **out, kk_error *err)
{
    *out = NULL;
    kk_locator *locator = calloc(1, sizeof *locator);
    if (locator == NULL) return kk_fail_memory(err);
    locator->shape = &level->shape;
    kk_status status = measure_box(level, locator, err);
    if (status == KK_OK && level->shape.point_count > 0) {
        kk_point low = locator->low, high = locator->high;
        locator->unit = (kk_point){unit_of(low.x, high.x), unit_of(low.y, high.y)};
        locator->units_a_metre = (kk_point){1 / locator->unit.x, 1 / locator->unit.y};
        locator->origin = (kk_point){low.x - locator->unit.x, low.y - locator->unit.y};
        status = kk_locator_divide(locator, threads, err);
    }
    if (status == KK_OK)
        *out = locator;
    else
        kk_locator_free(locator);
    return status;
}

void kk_locator_free(kk_locator *locator)
{
    if (locator == NULL) return;
    for (int c = 0; c < KK_CELL_COUNT; c++) {
        free(locator->tree[c].cell);
        free(locator->tree[c].run);
    }
    free(locator);
}

/* ---- finding ---- */

static bool is_between(double a, double b, double value)
{
    return (a <= value && value <= b) || (b <= value && value <= a);
}

/* Walks from p level, then plumb to the reference; turns `inside` at every edge on the way. True: p is on an edge. */
static bool walk(const kk_polygons *shape, const kk_run *run, kk_point p, kk_point reference, bool *inside)
{
    kk_point bend = {reference.x, p.y};
    kk_point a, b = kk_shape_point(shape, run->first);
    for (uint32_t q = run->first; q < run->first + run->edges; q++) {
        a = b;
        b = kk_shape_point(shape, q + 1);
        if (is_between(a.y, b.y, p.y) && is_between(a.x, b.x, p.x) && kk_orient(a, b, p) == 0) return true;
        bool level = (a.y > p.y) != (b.y > p.y), plumb = (a.x > bend.x) != (b.x > bend.x);
        if (!level && !plumb) continue;
        bool at_bend = kk_is_left(a, b, bend);
        if (level) *inside ^= kk_is_left(a, b, p) != at_bend;
        if (plumb) *inside ^= kk_is_left(a, b, reference) != at_bend;
    }
    return false;
}

/* The first area of the runs that covers p. */
static int32_t first_cover(const kk_polygons *shape, const kk_run *run, kk_point p, kk_point reference)
{
    for (bool done = false; !done;) {
        uint32_t area = run->area;
        bool inside = run->inside;
        do {
            if (walk(shape, run, p, reference, &inside)) return (int32_t)area;
            done = run->last;
            run++;
        } while (!done && run->area == area);
        if (inside) return (int32_t)area;
    }
    return -1;
}

int32_t kk_locate(const kk_locator *locator, double x, double y)
{
    kk_point p = {x, y};
    if (!(x >= locator->low.x && x <= locator->high.x && y >= locator->low.y && y <= locator->high.y)) return -1;
    kk_units at = kk_units_of(locator, p);
    int shift = KK_TOP_SHIFT;
    const kk_cell_tree *tree = &locator->tree[kk_cell_of(at, shift)];
    uint32_t word = tree->root;
    while ((word & KK_CELL_KIND) == KK_CELL_CELLS) {
        shift -= KK_CELL_BITS;
        word = tree->cell[(word & KK_CELL_VALUE) + kk_cell_of(at, shift)];
    }
    if ((word & KK_CELL_KIND) == KK_CELL_AREA) return (int32_t)(word & KK_CELL_VALUE) - 1;
    kk_point reference = kk_point_of(locator, at.x >> shift << shift, at.y >> shift << shift);
    return first_cover(locator->shape, &tree->run[word & KK_CELL_VALUE], p, reference);
}

void kk_locate_all(const kk_locator *locator, const double *xy, size_t count, int threads, int32_t *area)
{
#pragma omp parallel for num_threads(threads) schedule(dynamic, BLOCK_POINTS)
    for (size_t i = 0; i < count; i++) area[i] = kk_locate(locator, xy[2 * i], xy[2 * i + 1]);
}
