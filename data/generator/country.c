/* SPDX-License-Identifier: EUPL-1.2 */
#include "country.h"

#include "apportion.h"
#include "failure.h"
#include "outline.h"
#include "plane.h"
#include "random.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

enum { total_persons = 17880000, total_wijken = 3310, total_buurten = 14560 };
enum { candidates_per_centre = 40 };
enum { kilometre = 1000, columns = 285, rows = 333 };

static const double town_spacing = 270, country_side_spacing = 1000, shore_spacing = 520;
static const double lake_spacing = 2500, sea_spacing = 3500;
static const float spacing_gradient = 0.3f;
static const double town_growth = 0.22;
static const double town_square_metres_per_buurt = 210000;

/* The great cities; they lie at outline_cities. */
static const int persons_of_cities[outline_city_count] = {921000, 664000, 363000, 243000, 238000,
                                                          187000, 161000, 120000, 118000};

static bool is_well_on_land(uint64_t seed, point p)
{
    const double far = 2500;
    const point around[] = {p, {p.x - far, p.y}, {p.x + far, p.y}, {p.x, p.y - far}, {p.x, p.y + far}};
    for (size_t i = 0; i < sizeof around / sizeof around[0]; i++)
        if (outline_terrain(seed, around[i]) != TERRAIN_LAND) return false;
    return true;
}

static point draw_land_point(stream *random, uint64_t seed)
{
    for (;;) {
        point p = {stream_between(random, outline_box.min_x, outline_box.max_x),
                   stream_between(random, outline_box.min_y, outline_box.max_y)};
        if (is_well_on_land(seed, p)) return p;
    }
}

/* Gemeenten lie closer together where it is urban. */
static double elbow_room(const gemeente_plan *gemeenten, int count, point p)
{
    double least = INFINITY;
    for (int i = 0; i < count; i++) {
        double distance = distance_between(gemeenten[i].centre, p);
        least = distance < least ? distance : least;
    }
    return least / (1 - 0.55 * outline_urbanity(p));
}

/* Mitchell (1991): of several candidates the one farthest from what is there. */
static point best_candidate(const gemeente_plan *gemeenten, int count, stream *random, uint64_t seed)
{
    point best = {0, 0};
    double most = -1;
    for (int i = 0; i < candidates_per_centre; i++) {
        point candidate = draw_land_point(random, seed);
        double room = elbow_room(gemeenten, count, candidate);
        if (room > most) {
            most = room;
            best = candidate;
        }
    }
    return best;
}

static void place_centres(gemeente_plan *gemeenten, uint64_t seed)
{
    stream random = stream_of(seed, 11);
    for (int i = 0; i < wadden_island_count; i++) gemeenten[i].centre = wadden_islands[i];
    for (int i = 0; i < outline_city_count; i++) gemeenten[wadden_island_count + i].centre = outline_cities[i];
    for (int i = wadden_island_count + outline_city_count; i < gemeente_count; i++)
        gemeenten[i].centre = best_candidate(gemeenten, i, &random, seed);
}

static void share_out_persons(gemeente_plan *gemeenten, uint64_t seed)
{
    enum { first_town = wadden_island_count + outline_city_count };
    double weights[gemeente_count];
    int persons[gemeente_count];
    int left = total_persons;
    stream random = stream_of(seed, 12);
    for (int i = 0; i < first_town; i++) {
        bool is_island = i < wadden_island_count;
        gemeenten[i].persons =
            is_island ? 1000 + stream_below(&random, 5000) : persons_of_cities[i - wadden_island_count];
        left -= gemeenten[i].persons;
    }
    for (int i = first_town; i < gemeente_count; i++)
        weights[i] = exponential(0.6 * stream_normal(&random) + 0.9 * outline_urbanity(gemeenten[i].centre));
    apportion(left, 2000, &weights[first_town], gemeente_count - first_town, &persons[first_town]);
    for (int i = first_town; i < gemeente_count; i++) gemeenten[i].persons = persons[i];
}

static void share_out_areas(gemeente_plan *gemeenten)
{
    double weights[gemeente_count];
    int buurten[gemeente_count], wijken[gemeente_count];
    for (int i = 0; i < gemeente_count; i++) weights[i] = sqrt(gemeenten[i].persons * sqrt(gemeenten[i].persons));
    apportion(total_buurten, 4, weights, gemeente_count, buurten);
    apportion(total_wijken, 1, weights, gemeente_count, wijken);
    for (int i = 0; i < gemeente_count; i++) {
        gemeenten[i].buurten = buurten[i];
        gemeenten[i].wijken = wijken[i];
        gemeenten[i].town_radius = sqrt(town_square_metres_per_buurt * buurten[i] / 3.14159265);
        gemeenten[i].speed = sqrt(sqrt(buurten[i] / 40.0));
    }
}

typedef enum { HAS_LAND = 1, HAS_WATER = 2, HAS_SEA = 4 } surroundings;

static unsigned surroundings_at(const terrain *kinds, int column, int row, int reach)
{
    unsigned found = 0;
    for (int r = row - reach; r <= row + reach; r++)
        for (int c = column - reach; c <= column + reach; c++) {
            bool is_on_map = r >= 0 && r < rows && c >= 0 && c < columns;
            terrain kind = is_on_map ? kinds[r * columns + c] : TERRAIN_OUTSIDE;
            found |= kind == TERRAIN_LAND ? HAS_LAND : kind == TERRAIN_OUTSIDE ? HAS_SEA : HAS_WATER;
        }
    return found;
}

static double spacing_of_towns(const gemeente_plan *gemeenten, point p)
{
    double least = country_side_spacing;
    for (int i = 0; i < gemeente_count; i++) {
        double outside = distance_between(gemeenten[i].centre, p) - gemeenten[i].town_radius;
        double spacing = outside < 0 ? town_spacing : town_spacing + town_growth * outside;
        least = spacing < least ? spacing : least;
    }
    return least;
}

static double spacing_at(const country_plan *plan, const terrain *kinds, int column, int row, point p)
{
    enum { beyond_the_shore = 4, on_the_shore = 1 };
    unsigned wide = surroundings_at(kinds, column, row, beyond_the_shore);
    if (wide == HAS_SEA) return sea_spacing;
    if (!(wide & HAS_LAND)) return lake_spacing;
    double spacing = spacing_of_towns(plan->gemeenten, p);
    unsigned close = surroundings_at(kinds, column, row, on_the_shore);
    bool is_shore = (close & HAS_LAND) && close != HAS_LAND;
    return is_shore && spacing > shore_spacing ? shore_spacing : spacing;
}

static point middle_of(int column, int row)
{
    return (point){outline_box.min_x + (column + 0.5) * kilometre, outline_box.min_y + (row + 0.5) * kilometre};
}

static void limit_to_neighbour(float *spacing, int at, int neighbour)
{
    float most = spacing[neighbour] + spacing_gradient * kilometre;
    spacing[at] = spacing[at] < most ? spacing[at] : most;
}

/* Sites are tried round earlier ones, and would never get from small cells to suddenly large ones. */
static void smooth(float *spacing)
{
    for (int i = columns; i < columns * rows; i++) {
        limit_to_neighbour(spacing, i, i - 1);
        limit_to_neighbour(spacing, i, i - columns);
    }
    for (int i = columns * (rows - 1) - 1; i >= 0; i--) {
        limit_to_neighbour(spacing, i, i + 1);
        limit_to_neighbour(spacing, i, i + columns);
    }
}

static void survey(country_plan *plan, uint64_t seed)
{
    terrain *kinds = allocate((size_t)columns * rows, sizeof *kinds);
    for (int i = 0; i < columns * rows; i++) kinds[i] = outline_terrain(seed, middle_of(i % columns, i / columns));
    plan->spacing = allocate((size_t)columns * rows, sizeof *plan->spacing);
    for (int i = 0; i < columns * rows; i++)
        plan->spacing[i] =
            (float)spacing_at(plan, kinds, i % columns, i / columns, middle_of(i % columns, i / columns));
    smooth(plan->spacing);
    free(kinds);
}

void country_plan_init(country_plan *plan, uint64_t seed)
{
    *plan = (country_plan){0};
    place_centres(plan->gemeenten, seed);
    share_out_persons(plan->gemeenten, seed);
    share_out_areas(plan->gemeenten);
    survey(plan, seed);
}

void country_plan_clear(country_plan *plan)
{
    free(plan->spacing);
    *plan = (country_plan){0};
}

double country_spacing(const void *plan, double x, double y)
{
    int column = (int)((x - outline_box.min_x) / kilometre), row = (int)((y - outline_box.min_y) / kilometre);
    column = column < columns ? column : columns - 1;
    row = row < rows ? row : rows - 1;
    return (double)((const country_plan *)plan)->spacing[row * columns + column];
}
