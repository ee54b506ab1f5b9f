/* SPDX-License-Identifier: EUPL-1.2 */
#include "example.h"

#include "apportion.h"
#include "failure.h"
#include "grow.h"
#include "kompasdam.h"
#include "plane.h"
#include "random.h"
#include "sites.h"
#include "table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { persons_without_address = 137 };
enum { land_gemeente, water_gemeente };
enum { water_wijk = kompasdam_wijk_count };

static const curve_style border_style = {.vertex_distance = 13, .most_points = 40};

typedef struct {
    const char *code;
    int wijk;
    const char *name;
    int persons;
} vanished_buurt;

/* Still in the figures, no longer on the map. */
static const vanished_buurt vanished_buurten[] = {
    {"BU19990109", 1, "Zeesluis", 45},
    {"BU19990809", 8, "Wilgenoord-Oost", 0},
};

static int buurt_count_of(const kompasdam_wijk *wijk)
{
    int count = 0;
    while (count < most_buurten_in_wijk && wijk->buurten[count] != NULL) count++;
    return count;
}

static int first_buurt_of(int wijk)
{
    int first = 0;
    for (int i = 0; i < wijk; i++) first += buurt_count_of(&kompasdam_wijken[i]);
    return first;
}

static void add_gemeente(territory *t)
{
    area_set_name(territory_add(t, LEVEL_GEMEENTE, no_label, kompasdam_code), kompasdam_name);
    area *water = territory_add(t, LEVEL_GEMEENTE, no_label, kompasdam_code);
    area_set_name(water, kompasdam_name);
    water->is_water = true;
    t->levels[LEVEL_GEMEENTE].items[land_gemeente].inhabitants = (profile){.persons = persons_without_address,
                                                                           .youth_share = 0.08,
                                                                           .care_share = 0.12,
                                                                           .need_share = 0.14,
                                                                           .hardship = 1.5};
}

static area *add_buurt(territory *t, int wijk, const char *code, const char *name)
{
    area *buurt = territory_add(t, LEVEL_BUURT, wijk, code);
    area_set_name(buurt, name);
    buurt->is_missing_in_kwb = strcmp(code, kompasdam_buurt_not_in_kwb) == 0;
    return buurt;
}

static profile profile_of(const kompasdam_wijk *wijk, stream *random)
{
    double need_share = wijk->care_share / wijk->supply;
    double hardship = (need_share - 0.105) / 0.035 + 0.25 * stream_normal(random);
    return (profile){
        .youth_share = wijk->youth_share * stream_between(random, 0.9, 1.1),
        .care_share = wijk->care_share * stream_between(random, 0.92, 1.08),
        .need_share = need_share,
        .hardship = hardship,
        .urbanity = wijk->urbanity,
    };
}

static void share_out_persons(area *buurten, int count, int persons, stream *random)
{
    double weights[most_buurten_in_wijk];
    int parts[most_buurten_in_wijk];
    for (int i = 0; i < count; i++) {
        bool is_uninhabited = strcmp(buurten[i].code, kompasdam_uninhabited_buurt) == 0;
        weights[i] = is_uninhabited ? 0 : exponential(0.4 * stream_normal(random));
    }
    apportion(persons, 0, weights, count, parts);
    for (int i = 0; i < count; i++) buurten[i].inhabitants.persons = parts[i];
}

static void add_wijk(territory *t, int index, uint64_t seed)
{
    const kompasdam_wijk *wijk = &kompasdam_wijken[index];
    stream random = stream_of(seed, (uint64_t)index);
    char code[32];
    snprintf(code, sizeof code, "WK1999%s", wijk->code);
    area_set_name(territory_add(t, LEVEL_WIJK, land_gemeente, code), wijk->name);
    int count = buurt_count_of(wijk), first = t->levels[LEVEL_BUURT].count;
    int lowest = isalpha((unsigned char)wijk->code[0]) ? 1 : 0;
    for (int i = 0; i < count; i++) {
        snprintf(code, sizeof code, "BU1999%s%02d", wijk->code, lowest + i);
        add_buurt(t, index, code, wijk->buurten[i])->inhabitants = profile_of(wijk, &random);
    }
    share_out_persons(&t->levels[LEVEL_BUURT].items[first], count, wijk->persons, &random);
}

static void add_water(territory *t)
{
    area *wijk = territory_add(t, LEVEL_WIJK, water_gemeente, "WK199999");
    area_set_name(wijk, "Water Kompasdam");
    wijk->is_water = true;
    add_buurt(t, water_wijk, "BU19999997", "Grote binnenwateren Kompasdam")->is_water = true;
    add_buurt(t, water_wijk, "BU19999998", "Open water Kompasdam")->is_water = true;
}

static void add_vanished_buurten(territory *t)
{
    for (size_t i = 0; i < sizeof vanished_buurten / sizeof vanished_buurten[0]; i++) {
        const vanished_buurt *v = &vanished_buurten[i];
        area *buurt = add_buurt(t, v->wijk, v->code, v->name);
        buurt->is_missing_on_map = true;
        buurt->inhabitants = (profile){.persons = v->persons, .youth_share = 0.2, .care_share = 0.1, .need_share = 0.1};
    }
}

static void add_areas(territory *t, uint64_t seed)
{
    add_gemeente(t);
    for (int i = 0; i < kompasdam_wijk_count; i++) add_wijk(t, i, seed);
    add_water(t);
    add_vanished_buurten(t);
    t->levels[LEVEL_WIJK].items[3].indelingswijziging = 2;
    t->levels[LEVEL_WIJK].items[10].indelingswijziging = 3;
}

static point on_map(point local)
{
    return (point){kompasdam_centre.x + local.x, kompasdam_centre.y + local.y};
}

/* Land cells get label 0, others none. */
static int *land_zones(const mesh *m, uint64_t seed)
{
    int *zones = allocate((size_t)m->cell_count, sizeof *zones);
    for (int i = 0; i < m->cell_count; i++)
        zones[i] = kompasdam_terrain(seed, m->sites[i]) == TERRAIN_LAND ? 0 : no_label;
    return zones;
}

static int *grow_wijken(const mesh *m, uint64_t seed)
{
    int *land = land_zones(m, seed);
    int *wijken = allocate((size_t)m->cell_count, sizeof *wijken);
    for (int i = 0; i < m->cell_count; i++) wijken[i] = no_label;
    for (int w = 0; w < kompasdam_wijk_count; w++) wijken[mesh_nearest_cell(m, on_map(kompasdam_wijken[w].seed))] = w;
    grow_labels(m, land, wijken, NULL, STEP_DISTANCE, seed);
    for (int i = 0; i < m->cell_count; i++)
        if (land[i] == no_label) wijken[i] = no_label;
    free(land);
    return wijken;
}

/* The cells of a disc leave their wijk's zone, so that nothing grows over them. */
static void place_disc(territory *t, const kompasdam_disc *disc, int *zones, const int *wijken)
{
    for (int i = 0; i < t->mesh.cell_count; i++)
        if (wijken[i] != no_label && distance_between(t->mesh.sites[i], on_map(disc->centre)) < disc->radius) {
            t->buurt_of_cell[i] = first_buurt_of(disc->wijk) + disc->buurt;
            zones[i] = no_label;
        }
}

static bool has_disc(int wijk, int buurt)
{
    for (int i = 0; i < kompasdam_disc_count; i++)
        if (kompasdam_discs[i].wijk == wijk && kompasdam_discs[i].buurt == buurt) return true;
    return false;
}

static void seed_buurten(territory *t, int wijk, const int *zones, const cell_groups *groups, uint64_t seed)
{
    int grown[most_buurten_in_wijk], count = 0;
    for (int i = 0; i < buurt_count_of(&kompasdam_wijken[wijk]); i++)
        if (!has_disc(wijk, i)) grown[count++] = first_buurt_of(wijk) + i;
    int seeds[most_buurten_in_wijk];
    if (choose_seeds(&t->mesh, zones, groups, wijk, count, seed, seeds) < count)
        fail("wijk %s has too few cells for its buurten", kompasdam_wijken[wijk].code);
    for (int i = 0; i < count; i++) t->buurt_of_cell[seeds[i]] = grown[i];
}

static void label_water(territory *t, uint64_t seed)
{
    int lake = first_buurt_of(kompasdam_wijk_count), open_water = lake + 1;
    for (int i = 0; i < t->mesh.cell_count; i++) {
        terrain kind = kompasdam_terrain(seed, t->mesh.sites[i]);
        if (kind == TERRAIN_LAKE)
            t->buurt_of_cell[i] = lake;
        else if (kind == TERRAIN_OPEN_WATER)
            t->buurt_of_cell[i] = open_water;
    }
}

static void label_cells(territory *t, uint64_t seed)
{
    size_t cells = (size_t)t->mesh.cell_count;
    int *wijken = grow_wijken(&t->mesh, seed);
    int *zones = allocate(cells, sizeof *zones);
    memcpy(zones, wijken, cells * sizeof *zones);
    t->buurt_of_cell = allocate(cells, sizeof *t->buurt_of_cell);
    for (size_t i = 0; i < cells; i++) t->buurt_of_cell[i] = no_label;
    for (int i = 0; i < kompasdam_disc_count; i++) place_disc(t, &kompasdam_discs[i], zones, wijken);
    cell_groups groups;
    cell_groups_init(&groups, zones, t->mesh.cell_count, kompasdam_wijk_count);
    for (int w = 0; w < kompasdam_wijk_count; w++) seed_buurten(t, w, zones, &groups, seed);
    grow_labels(&t->mesh, zones, t->buurt_of_cell, NULL, STEP_CELL, seed + 1);
    label_water(t, seed);
    cell_groups_clear(&groups);
    free(zones);
    free(wijken);
}

void example_build(territory *t, uint64_t seed)
{
    int count;
    point *sites = sites_scatter(kompasdam_box, kompasdam_spacing, &seed, seed, &count);
    *t = (territory){0};
    mesh_init(&t->mesh, sites, count);
    add_areas(t, seed);
    label_cells(t, seed);
    curve_style style = border_style;
    style.seed = seed;
    curves_init(&t->curves, &t->mesh, t->buurt_of_cell, style);
    territory_populate(t, seed);
}

static int number_of_wijkteam(const char *wijkteam)
{
    int number = 1;
    for (int i = 0; strcmp(kompasdam_wijken[i].wijkteam, wijkteam) != 0; i++)
        if (strcmp(kompasdam_wijken[i].wijkteam, kompasdam_wijken[i + 1].wijkteam) != 0) number++;
    return number;
}

void example_write_wijkteams(const territory *t, const char *directory)
{
    table csv = table_open(directory, "wijkteams.csv", ENCODING_UTF8);
    table_print(&csv, "code;group;name\n");
    for (int i = 0; i < t->levels[LEVEL_BUURT].count; i++) {
        const area *buurt = &t->levels[LEVEL_BUURT].items[i];
        if (buurt->is_water || buurt->is_missing_on_map || strcmp(buurt->code, kompasdam_buurt_in_no_wijkteam) == 0)
            continue;
        const char *wijkteam = kompasdam_wijken[buurt->parent].wijkteam;
        table_print(&csv, "%s;WT%d;%s\n", buurt->code, number_of_wijkteam(wijkteam), wijkteam);
    }
    table_close(&csv);
}
