/* SPDX-License-Identifier: EUPL-1.2 */
#include "sites.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { tiles_across = 600, attempts_per_site = 14 };

typedef struct {
    box area;
    double tile_size;
    int columns;
    int rows;
    int *first_in_tile; /* site, or -1 */
    int *next_in_tile;  /* per site */
    point *sites;
    int count;
    int capacity;
} scatter;

static int tile_column(const scatter *s, double x)
{
    return (int)((x - s->area.min_x) / s->tile_size);
}

static int tile_row(const scatter *s, double y)
{
    return (int)((y - s->area.min_y) / s->tile_size);
}

static void scatter_init(scatter *s, box area)
{
    *s = (scatter){.area = area, .tile_size = (area.max_x - area.min_x) / tiles_across};
    s->columns = tile_column(s, area.max_x) + 1;
    s->rows = tile_row(s, area.max_y) + 1;
    size_t tiles = (size_t)s->columns * (size_t)s->rows;
    s->first_in_tile = allocate(tiles, sizeof *s->first_in_tile);
    for (size_t i = 0; i < tiles; i++) s->first_in_tile[i] = -1;
}

static void scatter_add(scatter *s, point site)
{
    if (s->count == s->capacity) {
        s->capacity = s->capacity > 0 ? 2 * s->capacity : 1024;
        s->sites = enlarge(s->sites, (size_t)s->capacity, sizeof *s->sites);
        s->next_in_tile = enlarge(s->next_in_tile, (size_t)s->capacity, sizeof *s->next_in_tile);
    }
    int *first = &s->first_in_tile[tile_row(s, site.y) * s->columns + tile_column(s, site.x)];
    s->sites[s->count] = site;
    s->next_in_tile[s->count] = *first;
    *first = s->count++;
}

static bool tile_has_site_within(const scatter *s, int column, int row, point p, double distance)
{
    for (int i = s->first_in_tile[row * s->columns + column]; i >= 0; i = s->next_in_tile[i]) {
        double dx = s->sites[i].x - p.x, dy = s->sites[i].y - p.y;
        if (dx * dx + dy * dy < distance * distance) return true;
    }
    return false;
}

static bool is_crowded(const scatter *s, point p, double distance)
{
    int reach = (int)ceil(distance / s->tile_size);
    int column = tile_column(s, p.x), row = tile_row(s, p.y);
    int last_column = column + reach < s->columns ? column + reach : s->columns - 1;
    int last_row = row + reach < s->rows ? row + reach : s->rows - 1;
    for (int r = row > reach ? row - reach : 0; r <= last_row; r++)
        for (int c = column > reach ? column - reach : 0; c <= last_column; c++)
            if (tile_has_site_within(s, c, r, p, distance)) return true;
    return false;
}

static point point_around(stream *random, point centre, double distance)
{
    for (;;) {
        double dx = stream_between(random, -2, 2), dy = stream_between(random, -2, 2);
        double squared = dx * dx + dy * dy;
        if (squared >= 1 && squared <= 4)
            return (point){round_mm(centre.x + dx * distance), round_mm(centre.y + dy * distance)};
    }
}

static bool box_holds(box area, point p)
{
    return p.x >= area.min_x && p.x <= area.max_x && p.y >= area.min_y && p.y <= area.max_y;
}

/* Bridson (2007), Fast Poisson disk sampling in arbitrary dimensions, with a spacing that varies. */
point *sites_scatter(box area, spacing_function *spacing, const void *context, uint64_t seed, int *count)
{
    scatter s;
    scatter_init(&s, area);
    stream random = stream_of(seed, 1);
    scatter_add(&s, (point){(area.min_x + area.max_x) / 2, (area.min_y + area.max_y) / 2});
    for (int parent = 0; parent < s.count; parent++) {
        double parent_spacing = spacing(context, s.sites[parent].x, s.sites[parent].y);
        for (int i = 0; i < attempts_per_site; i++) {
            point candidate = point_around(&random, s.sites[parent], parent_spacing);
            if (box_holds(area, candidate) && !is_crowded(&s, candidate, spacing(context, candidate.x, candidate.y)))
                scatter_add(&s, candidate);
        }
    }
    free(s.first_in_tile);
    free(s.next_in_tile);
    *count = s.count;
    return s.sites;
}
