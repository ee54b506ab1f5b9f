/* SPDX-License-Identifier: EUPL-1.2 */
#include "division.h"

#include "apportion.h"
#include "failure.h"
#include "grow.h"
#include "outline.h"
#include "plane.h"
#include "random.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { most_enclaves = 200, one_in_enclaves = 3, one_in_exclaves = 4, exclave_step = 6 };

static int *new_labels(const mesh *m)
{
    int *labels = allocate((size_t)m->cell_count, sizeof *labels);
    for (int i = 0; i < m->cell_count; i++) labels[i] = no_label;
    return labels;
}

static int nearest_free_land(const division *d, const mesh *m, point p)
{
    int nearest = no_label;
    double least = INFINITY;
    for (int i = 0; i < m->cell_count; i++) {
        double distance = distance_between(m->sites[i], p);
        if (d->kinds[i] == TERRAIN_LAND && d->gemeente_of_cell[i] == no_label && distance < least) {
            least = distance;
            nearest = i;
        }
    }
    if (nearest == no_label) fail("no land is left for a gemeente");
    return nearest;
}

/* First the land is divided, then every gemeente goes out on the water before its shore. */
static void divide_gemeenten(division *d, const mesh *m, const country_plan *plan, uint64_t seed)
{
    double speeds[gemeente_count];
    int *zones = new_labels(m);
    d->gemeente_of_cell = new_labels(m);
    for (int i = 0; i < gemeente_count; i++) {
        d->gemeente_of_cell[nearest_free_land(d, m, plan->gemeenten[i].centre)] = i;
        speeds[i] = plan->gemeenten[i].speed;
    }
    for (int i = 0; i < m->cell_count; i++) zones[i] = d->kinds[i] == TERRAIN_LAND ? 0 : no_label;
    grow_labels(m, zones, d->gemeente_of_cell, speeds, STEP_DISTANCE, seed);
    for (int i = 0; i < m->cell_count; i++) zones[i] = d->kinds[i] != TERRAIN_OUTSIDE ? 0 : no_label;
    grow_labels(m, zones, d->gemeente_of_cell, NULL, STEP_DISTANCE, seed + 1);
    free(zones);
}

static int size_of(const cell_groups *groups, int label)
{
    return groups->first[label + 1] - groups->first[label];
}

/* Divides each zone in as many parts as wanted, or one a cell where it has too few. The parts are numbered zone
 * by zone; returns how many there are and, per part, its zone. */
static int divide_zones(const mesh *m, const int *zones, const cell_groups *groups, const int *wanted, int zone_count,
                        int *labels, int **zone_of_part, uint64_t seed)
{
    int most = 0;
    for (int zone = 0; zone < zone_count; zone++) most += wanted[zone];
    *zone_of_part = allocate((size_t)most, sizeof **zone_of_part);
    int *seeds = allocate((size_t)most, sizeof *seeds);
    int count = 0;
    for (int zone = 0; zone < zone_count; zone++) {
        int found = choose_seeds(m, zones, groups, zone, wanted[zone], seed, &seeds[count]);
        for (int end = count + found; count < end; count++) {
            labels[seeds[count]] = count;
            (*zone_of_part)[count] = zone;
        }
    }
    free(seeds);
    grow_labels(m, zones, labels, NULL, STEP_CELL, seed);
    return count;
}

static void divide_wijken(division *d, const mesh *m, const int *land_gemeenten, const country_plan *plan,
                          uint64_t seed)
{
    int wanted[gemeente_count];
    for (int i = 0; i < gemeente_count; i++) wanted[i] = plan->gemeenten[i].wijken;
    cell_groups groups;
    cell_groups_init(&groups, land_gemeenten, m->cell_count, gemeente_count);
    d->wijk_of_cell = new_labels(m);
    d->wijk_count =
        divide_zones(m, land_gemeenten, &groups, wanted, gemeente_count, d->wijk_of_cell, &d->gemeente_of_wijk, seed);
    cell_groups_clear(&groups);
}

/* The buurten of a gemeente go to its wijken by their numbers of cells. */
static int *buurten_wanted(const division *d, const cell_groups *groups, const country_plan *plan)
{
    int *wanted = allocate((size_t)d->wijk_count, sizeof *wanted);
    double *weights = allocate((size_t)d->wijk_count, sizeof *weights);
    for (int i = 0; i < d->wijk_count; i++) weights[i] = size_of(groups, i);
    for (int first = 0, end; first < d->wijk_count; first = end) {
        int gemeente = d->gemeente_of_wijk[first];
        for (end = first; end < d->wijk_count && d->gemeente_of_wijk[end] == gemeente;) end++;
        int buurten = plan->gemeenten[gemeente].buurten;
        apportion(buurten > end - first ? buurten : end - first, 1, &weights[first], end - first, &wanted[first]);
    }
    free(weights);
    return wanted;
}

static void divide_buurten(division *d, const mesh *m, const country_plan *plan, uint64_t seed)
{
    cell_groups groups;
    cell_groups_init(&groups, d->wijk_of_cell, m->cell_count, d->wijk_count);
    int *wanted = buurten_wanted(d, &groups, plan);
    d->buurt_of_cell = new_labels(m);
    d->buurt_count =
        divide_zones(m, d->wijk_of_cell, &groups, wanted, d->wijk_count, d->buurt_of_cell, &d->wijk_of_buurt, seed);
    cell_groups_clear(&groups);
    free(wanted);
}

static bool lies_inside_its_buurt(const division *d, const mesh *m, int cell)
{
    for (int i = m->first_neighbour[cell]; i < m->first_neighbour[cell + 1]; i++)
        if (d->buurt_of_cell[m->neighbours[i]] != d->buurt_of_cell[cell]) return false;
    return d->buurt_of_cell[cell] != no_label;
}

static int gemeente_of_buurt(const division *d, int buurt)
{
    return d->gemeente_of_wijk[d->wijk_of_buurt[buurt]];
}

/* A buurt elsewhere in the gemeente, or no_label. */
static int another_buurt(const division *d, int buurt)
{
    int other = buurt + exclave_step;
    bool is_near = other < d->buurt_count && gemeente_of_buurt(d, other) == gemeente_of_buurt(d, buurt);
    return is_near ? other : no_label;
}

static void give_away(division *d, int cell, int buurt)
{
    d->buurt_of_cell[cell] = buurt;
    d->wijk_of_cell[cell] = d->wijk_of_buurt[buurt];
}

/* Hamlets in the middle of a buurt become buurten of their own, or second parts of another one. */
static void cut_out_enclaves(division *d, const mesh *m, uint64_t seed)
{
    size_t most = (size_t)d->buurt_count + most_enclaves;
    d->wijk_of_buurt = enlarge(d->wijk_of_buurt, most, sizeof *d->wijk_of_buurt);
    for (int i = 0, count = 0; i < m->cell_count && count < most_enclaves; i++) {
        uint64_t choice = hash_of(seed, (uint64_t)i);
        if (choice % one_in_enclaves != 0 || !lies_inside_its_buurt(d, m, i)) continue;
        int other = choice / one_in_enclaves % one_in_exclaves == 0 ? another_buurt(d, d->buurt_of_cell[i]) : no_label;
        if (other == no_label) {
            other = d->buurt_count++;
            d->wijk_of_buurt[other] = d->wijk_of_cell[i];
        }
        give_away(d, i, other);
        count++;
    }
}

void division_init(division *d, const mesh *m, const country_plan *plan, uint64_t seed)
{
    *d = (division){.kinds = allocate((size_t)m->cell_count, sizeof *d->kinds)};
    for (int i = 0; i < m->cell_count; i++) d->kinds[i] = outline_terrain(seed, m->sites[i]);
    divide_gemeenten(d, m, plan, seed);
    int *land_gemeenten = new_labels(m);
    for (int i = 0; i < m->cell_count; i++)
        land_gemeenten[i] = d->kinds[i] == TERRAIN_LAND ? d->gemeente_of_cell[i] : no_label;
    divide_wijken(d, m, land_gemeenten, plan, seed + 2);
    free(land_gemeenten);
    divide_buurten(d, m, plan, seed + 3);
    cut_out_enclaves(d, m, seed + 4);
}

void division_clear(division *d)
{
    free(d->kinds);
    free(d->gemeente_of_cell);
    free(d->wijk_of_cell);
    free(d->buurt_of_cell);
    free(d->gemeente_of_wijk);
    free(d->wijk_of_buurt);
    *d = (division){0};
}
