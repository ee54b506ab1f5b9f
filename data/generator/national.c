/* SPDX-License-Identifier: EUPL-1.2 */
#include "national.h"

#include "apportion.h"
#include "country.h"
#include "division.h"
#include "failure.h"
#include "grow.h"
#include "names.h"
#include "outline.h"
#include "plane.h"
#include "random.h"
#include "sites.h"
#include "tee.h"

#include <stdio.h>
#include <stdlib.h>

enum { tee_count = 400, unmatched_buurten = 8 };
enum { most_numbered_wijken = 98, code_size = 32 };

static const curve_style border_style = {.vertex_distance = 26, .most_points = 70};
static const double mean_care_share = 0.1004, mean_youth_share = 0.2487;

typedef struct {
    territory *t;
    const mesh *m;
    const country_plan *plan;
    const division *d;
    uint64_t seed;
    int *numbers;       /* per gemeente: the four digits of its code */
    int *town_distance; /* per buurt: metres from the town's centre to one of its cells */
    double *effects;    /* per wijk: its own share of the care, in logarithms */
} building;

static int *draw_numbers(uint64_t seed)
{
    int *numbers = allocate(gemeente_count, sizeof *numbers);
    int number = 2;
    for (int i = 0; i < gemeente_count; i++) {
        number += 1 + (int)(hash_of(seed, (uint64_t)i) % 10);
        number += number == 998; /* abroad, to CBS */
        numbers[i] = number;
    }
    return numbers;
}

static double gemeente_effect(const building *b, int gemeente)
{
    stream random = stream_of(b->seed + 21, (uint64_t)gemeente);
    return 0.12 * stream_normal(&random);
}

static void add_gemeenten(building *b)
{
    for (int i = 0; i < gemeente_count; i++) {
        char code[code_size];
        snprintf(code, sizeof code, "GM%04d", b->numbers[i]);
        area *gemeente = territory_add(b->t, LEVEL_GEMEENTE, no_label, code);
        name_gemeente(gemeente->name, sizeof gemeente->name, i, b->seed);
        gemeente->inhabitants = (profile){.persons = b->plan->gemeenten[i].persons / 1000,
                                          .youth_share = 0.08,
                                          .care_share = 0.12,
                                          .need_share = 0.14,
                                          .hardship = 1.5};
    }
}

static bool uses_letters(const building *b, int gemeente)
{
    return b->plan->gemeenten[gemeente].wijken > most_numbered_wijken || hash_of(b->seed, (uint64_t)gemeente) % 50 == 0;
}

static void wijk_number(char number[code_size], const building *b, int gemeente, int index)
{
    if (uses_letters(b, gemeente))
        snprintf(number, code_size, "%c%c", 'A' + index / 26, 'A' + index % 26);
    else
        snprintf(number, code_size, "%02d", index);
}

static int draw_indelingswijziging(uint64_t seed, const char *code)
{
    uint64_t choice = hash_of_code(seed + 22, code) % 100;
    return choice < 2 ? 3 : choice < 6 ? 2 : 1;
}

static void add_wijken(building *b)
{
    for (int i = 0, index = 0; i < b->d->wijk_count; i++) {
        int gemeente = b->d->gemeente_of_wijk[i];
        index = i > 0 && b->d->gemeente_of_wijk[i - 1] == gemeente ? index + 1 : 0;
        char number[code_size], code[code_size];
        wijk_number(number, b, gemeente, index);
        snprintf(code, sizeof code, "WK%04d%.2s", b->numbers[gemeente], number);
        area *wijk = territory_add(b->t, LEVEL_WIJK, gemeente, code);
        name_wijk(wijk->name, sizeof wijk->name, number, hash_of_code(b->seed, code));
        wijk->indelingswijziging = draw_indelingswijziging(b->seed, code);
        stream random = stream_of(b->seed + 23, (uint64_t)i);
        b->effects[i] = 0.21 * stream_normal(&random);
    }
}

/* The code of a buurt is that of its wijk and a number in it. */
static area *add_buurt(territory *t, int wijk, int number, uint64_t seed)
{
    char code[code_size];
    snprintf(code, sizeof code, "BU%.6s%02d", t->levels[LEVEL_WIJK].items[wijk].code + 2, number);
    area *buurt = territory_add(t, LEVEL_BUURT, wijk, code);
    name_buurt(buurt->name, sizeof buurt->name, hash_of_code(seed, code));
    buurt->indelingswijziging = draw_indelingswijziging(seed, code);
    return buurt;
}

static profile draw_profile(const building *b, int buurt)
{
    int wijk = b->d->wijk_of_buurt[buurt], gemeente = b->d->gemeente_of_wijk[wijk];
    const gemeente_plan *plan = &b->plan->gemeenten[gemeente];
    stream random = stream_of(b->seed + 24, (uint64_t)buurt);
    double own = 0.09 * stream_normal(&random);
    double effect = gemeente_effect(b, gemeente) + b->effects[wijk] + own;
    double distance = b->town_distance[buurt] / plan->town_radius;
    double size = plan->buurten / (plan->buurten + 60.0);
    double youth_share = mean_youth_share * (1 + 0.12 * stream_normal(&random));
    double hardship = effect / 0.26 + 0.6 * stream_normal(&random);
    return (profile){
        .youth_share = youth_share < 0.1 ? 0.1 : youth_share,
        .care_share = mean_care_share * exponential(effect),
        .need_share = mean_care_share * exponential(0.2 * hardship),
        .hardship = hardship,
        .urbanity = distance < 1 ? 0.35 + 0.6 * size : 0.35 / distance,
    };
}

static void add_buurten(building *b)
{
    int *next_number = allocate((size_t)b->d->wijk_count, sizeof *next_number);
    for (int i = 0; i < b->d->wijk_count; i++) next_number[i] = uses_letters(b, b->d->gemeente_of_wijk[i]) ? 1 : 0;
    for (int i = 0; i < b->d->buurt_count; i++) {
        int wijk = b->d->wijk_of_buurt[i];
        profile inhabitants = draw_profile(b, i);
        add_buurt(b->t, wijk, next_number[wijk]++, b->seed)->inhabitants = inhabitants;
    }
    free(next_number);
}

/* Town buurten hold more people; about three in a hundred are woods, docks and business parks without any. */
static double crowd_of(const building *b, int buurt)
{
    stream random = stream_of(b->seed + 25, (uint64_t)buurt);
    if (stream_chance(&random, 0.032)) return 0;
    double urbanity = b->t->levels[LEVEL_BUURT].items[buurt].inhabitants.urbanity;
    return (0.1 + urbanity) * exponential(0.6 * stream_normal(&random));
}

static int *gemeenten_of_buurten(const division *d)
{
    int *gemeenten = allocate((size_t)d->buurt_count, sizeof *gemeenten);
    for (int i = 0; i < d->buurt_count; i++) gemeenten[i] = d->gemeente_of_wijk[d->wijk_of_buurt[i]];
    return gemeenten;
}

static void settle_gemeente(building *b, const cell_groups *buurten, int gemeente)
{
    int first = buurten->first[gemeente], count = buurten->first[gemeente + 1] - first;
    double *weights = allocate((size_t)count, sizeof *weights);
    int *persons = allocate((size_t)count, sizeof *persons);
    for (int i = 0; i < count; i++) weights[i] = crowd_of(b, buurten->cells[first + i]);
    apportion(b->plan->gemeenten[gemeente].persons, 0, weights, count, persons);
    for (int i = 0; i < count; i++)
        b->t->levels[LEVEL_BUURT].items[buurten->cells[first + i]].inhabitants.persons = persons[i];
    free(weights);
    free(persons);
}

static void settle(building *b)
{
    int *gemeenten = gemeenten_of_buurten(b->d);
    cell_groups buurten;
    cell_groups_init(&buurten, gemeenten, b->d->buurt_count, gemeente_count);
    for (int i = 0; i < gemeente_count; i++) settle_gemeente(b, &buurten, i);
    cell_groups_clear(&buurten);
    free(gemeenten);
}

/* The water twin of a gemeente and its wijk 99; returns the wijk. */
static int add_water_of_gemeente(territory *t, int gemeente)
{
    area land = t->levels[LEVEL_GEMEENTE].items[gemeente];
    int twin = t->levels[LEVEL_GEMEENTE].count;
    area *water = territory_add(t, LEVEL_GEMEENTE, no_label, land.code);
    area_set_name(water, land.name);
    water->is_water = true;
    char code[code_size];
    snprintf(code, sizeof code, "WK%.4s99", land.code + 2);
    area *wijk = territory_add(t, LEVEL_WIJK, twin, code);
    area_set_name(wijk, "Water");
    wijk->is_water = true;
    return t->levels[LEVEL_WIJK].count - 1;
}

static int add_water_buurt(territory *t, int wijk, terrain kind)
{
    char code[code_size];
    int number = kind == TERRAIN_LAKE ? 97 : 98;
    snprintf(code, sizeof code, "BU%.6s%02d", t->levels[LEVEL_WIJK].items[wijk].code + 2, number);
    area *buurt = territory_add(t, LEVEL_BUURT, wijk, code);
    area_set_name(buurt, kind == TERRAIN_LAKE ? "Grote binnenwateren" : "Open water");
    buurt->is_water = true;
    return t->levels[LEVEL_BUURT].count - 1;
}

/* A gemeente has at most one buurt of lakes and one of open water, however many pieces they are in. */
static void add_waters(building *b)
{
    int wijk_of_gemeente[gemeente_count], lake_of_gemeente[gemeente_count], open_of_gemeente[gemeente_count];
    for (int i = 0; i < gemeente_count; i++) wijk_of_gemeente[i] = lake_of_gemeente[i] = open_of_gemeente[i] = no_label;
    for (int i = 0; i < b->m->cell_count; i++) {
        terrain kind = b->d->kinds[i];
        if (kind != TERRAIN_LAKE && kind != TERRAIN_OPEN_WATER) continue;
        int gemeente = b->d->gemeente_of_cell[i];
        int *buurt = kind == TERRAIN_LAKE ? &lake_of_gemeente[gemeente] : &open_of_gemeente[gemeente];
        if (wijk_of_gemeente[gemeente] == no_label) wijk_of_gemeente[gemeente] = add_water_of_gemeente(b->t, gemeente);
        if (*buurt == no_label) *buurt = add_water_buurt(b->t, wijk_of_gemeente[gemeente], kind);
        b->t->buurt_of_cell[i] = *buurt;
    }
}

/* Some buurten have figures and no place on the map, as many others a place and no figures. */
static void add_unmatched_buurten(building *b)
{
    int step = b->d->wijk_count / unmatched_buurten;
    for (int i = 0; i < unmatched_buurten; i++) {
        area *vanished = add_buurt(b->t, i * step, 95, b->seed);
        vanished->is_missing_on_map = true;
        vanished->inhabitants = (profile){.persons = 15 * i, .youth_share = 0.2, .care_share = 0.1, .need_share = 0.1};
        b->t->levels[LEVEL_BUURT].items[(i + 1) * (b->d->buurt_count / (unmatched_buurten + 2))].is_missing_in_kwb =
            true;
    }
}

static int *measure_town_distances(const mesh *m, const country_plan *plan, const division *d)
{
    int *distances = allocate((size_t)d->buurt_count, sizeof *distances);
    for (int i = 0; i < m->cell_count; i++)
        if (d->buurt_of_cell[i] != no_label)
            distances[d->buurt_of_cell[i]] =
                (int)distance_between(m->sites[i], plan->gemeenten[d->gemeente_of_cell[i]].centre);
    return distances;
}

static void add_areas(territory *t, const country_plan *plan, const division *d, uint64_t seed)
{
    building b = {.t = t, .m = &t->mesh, .plan = plan, .d = d, .seed = seed};
    b.numbers = draw_numbers(seed);
    b.town_distance = measure_town_distances(b.m, plan, d);
    b.effects = allocate((size_t)d->wijk_count, sizeof *b.effects);
    add_gemeenten(&b);
    add_wijken(&b);
    add_buurten(&b);
    settle(&b);
    add_waters(&b);
    add_unmatched_buurten(&b);
    free(b.numbers);
    free(b.town_distance);
    free(b.effects);
}

static void divide(territory *t, const country_plan *plan, uint64_t seed)
{
    division d;
    division_init(&d, &t->mesh, plan, seed);
    t->buurt_of_cell = allocate((size_t)t->mesh.cell_count, sizeof *t->buurt_of_cell);
    for (int i = 0; i < t->mesh.cell_count; i++) t->buurt_of_cell[i] = d.buurt_of_cell[i];
    add_areas(t, plan, &d, seed);
    division_clear(&d);
}

void national_build(territory *t, uint64_t seed)
{
    country_plan plan;
    country_plan_init(&plan, seed);
    int count;
    point *sites = sites_scatter(outline_box, country_spacing, &plan, seed, &count);
    *t = (territory){0};
    mesh_init(&t->mesh, sites, count);
    divide(t, &plan, seed);
    country_plan_clear(&plan);
    curve_style style = border_style;
    style.seed = seed;
    curves_init(&t->curves, &t->mesh, t->buurt_of_cell, style);
    t->tee_cells = tees_make(&t->mesh, &t->curves, t->buurt_of_cell, tee_count, seed + 5);
    territory_populate(t, seed);
}
