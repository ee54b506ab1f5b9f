/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/access.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- places of a type ---- */

bool kk_sites_have_type(const kk_sites *sites, const char *type)
{
    for (size_t t = 0; t < sites->type_count; t++)
        if (*type == '\0' || strcasecmp(sites->type[t], type) == 0) return true;
    return false;
}

bool kk_site_is_of_type(const kk_sites *sites, size_t place, const char *type)
{
    return *type == '\0' || strcasecmp(sites->type[sites->places.type[place]], type) == 0;
}

static kk_status make_index(kk_reach *reach, kk_error *err)
{
    double *xy = malloc((2 * reach->place_count + 1) * sizeof *xy);
    if (xy == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < reach->place_count; i++)
        memcpy(xy + 2 * i, reach->sites->places.xy + 2 * (size_t)reach->place[i], 2 * sizeof *xy);
    kk_status status = kk_nearest_new(xy, reach->place_count, &reach->index, err);
    free(xy);
    return status;
}

kk_status kk_reach_open(const kk_sites *sites, const kk_homes *homes, const char *type, kk_reach *out, kk_error *err)
{
    size_t count = sites->places.count;
    *out = (kk_reach){.sites = sites, .homes = homes};
    out->place = malloc((count + 1) * sizeof *out->place);
    out->chosen = calloc(count + 1, sizeof *out->chosen);
    kk_status status = out->place == NULL || out->chosen == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t j = 0; j < count && status == KK_OK; j++) {
        out->chosen[j] = kk_site_is_of_type(sites, j, type);
        if (out->chosen[j]) out->place[out->place_count++] = (uint32_t)j;
    }
    if (status == KK_OK && homes->trip_begin == NULL) status = make_index(out, err);
    if (status != KK_OK) kk_reach_close(out);
    return status;
}

void kk_reach_close(kk_reach *reach)
{
    free(reach->place);
    free(reach->chosen);
    kk_nearest_free(reach->index);
    *reach = (kk_reach){0};
}

/* ---- distances ---- */

double kk_reach_nearest(const kk_reach *reach, size_t home)
{
    const kk_homes *homes = reach->homes;
    double best = INFINITY;
    if (homes->trip_begin == NULL) {
        if (isnan(homes->xy[2 * home])) return NAN;
        return kk_nearest_find(reach->index, homes->xy[2 * home], homes->xy[2 * home + 1], &best) < 0 ? INFINITY : best;
    }
    const kk_travel *travel = &reach->sites->travel;
    for (size_t t = homes->trip_begin[home]; t < homes->trip_end[home]; t++)
        if (reach->chosen[travel->site[t]]) best = fmin(best, travel->minutes[t]);
    return best;
}

/* A home that looks at each place within the limit. */
typedef struct visit {
    const kk_reach *reach;
    void (*look)(struct visit *home, size_t place, double weight); /* weight: f of the distance */
    double limit;
    double youths;  /* step one: at the home */
    double *demand; /* step one: [place] youths */
    const double *ratio;
    double access; /* step two: places per youth */
} visit;

static void add_demand(visit *home, size_t place, double weight)
{
    home->demand[place] += home->youths * weight;
}

static void add_access(visit *home, size_t place, double weight)
{
    home->access += home->ratio[place] * weight;
}

static double decay(double distance, double limit)
{
    return 3 * distance <= limit ? 1 : 3 * distance <= 2 * limit ? 0.68 : distance <= limit ? 0.22 : 0;
}

static void look_near(size_t index, double distance_m, void *context)
{
    visit *home = context;
    home->look(home, home->reach->place[index], decay(distance_m, home->limit));
}

static void visit_places(visit *here, size_t home)
{
    const kk_homes *homes = here->reach->homes;
    const kk_travel *travel = &here->reach->sites->travel;
    if (homes->trip_begin == NULL) {
        const double *xy = homes->xy + 2 * home;
        kk_nearest_within(here->reach->index, xy[0], xy[1], here->limit, look_near, here);
        return;
    }
    for (size_t t = homes->trip_begin[home]; t < homes->trip_end[home]; t++)
        if (here->reach->chosen[travel->site[t]])
            here->look(here, travel->site[t], decay(travel->minutes[t], here->limit));
}

/* ---- E2SFCA ---- */

/* Homes are divided into so many parts whatever the number of threads, so that sums are made in one order. */
enum { PARTS = 64 };

/* Σ_k w_k f(d_kj) of each place, [part × places + place]; added up into the first part. */
static void sum_demand(const kk_reach *reach, double limit, int threads, double *demand)
{
    size_t places = reach->sites->places.count, homes = reach->homes->count;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (int part = 0; part < PARTS; part++) {
        visit here = {.reach = reach, .look = add_demand, .limit = limit, .demand = demand + (size_t)part * places};
        size_t end = homes * ((size_t)part + 1) / PARTS;
        for (size_t home = homes * (size_t)part / PARTS; home < end; home++) {
            here.youths = reach->homes->weight[home];
            if (here.youths > 0) visit_places(&here, home);
        }
    }
    for (size_t part = 1; part < PARTS; part++)
        for (size_t j = 0; j < places; j++) demand[j] += demand[part * places + j];
}

/* R_j in place of the demand; a place that no youth can reach is of use to nobody. */
static void divide_capacity(const kk_reach *reach, double *demand)
{
    for (size_t i = 0; i < reach->place_count; i++) {
        size_t j = reach->place[i];
        double capacity = isnan(reach->sites->places.weight[j]) ? 1 : reach->sites->places.weight[j];
        demand[j] = demand[j] > 0 ? capacity / demand[j] : 0;
    }
}

kk_status kk_reach_access(const kk_reach *reach, double limit, int threads, double *access, kk_error *err)
{
    double *demand = calloc(PARTS * reach->sites->places.count + 1, sizeof *demand);
    if (demand == NULL) return kk_fail_memory(err);
    sum_demand(reach, limit, threads, demand);
    divide_capacity(reach, demand);
    bool straight = reach->homes->trip_begin == NULL;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
    for (size_t home = 0; home < reach->homes->count; home++) {
        visit here = {.reach = reach, .look = add_access, .limit = limit, .ratio = demand};
        visit_places(&here, home);
        access[home] = straight && isnan(reach->homes->xy[2 * home]) ? NAN : here.access;
    }
    free(demand);
    return KK_OK;
}
