/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/proximity.h"

#include "kk/locate.h"

#include <math.h>
#include <stdlib.h>

typedef struct search {
    const kk_nearest *tree;
    const double *xy;
    size_t centre;    /* whose neighbours are sought */
    size_t available; /* others that have a place */
    kk_links links;
    struct candidate *candidate; /* found this time */
    size_t found, capacity;
} search;

typedef struct candidate {
    double squared;
    size_t area;
} candidate;

static void take(size_t area, double distance_m, void *context)
{
    (void)distance_m;
    search *here = context;
    if (area == here->centre || here->links.failed) return;
    if (kk_grow(&here->candidate, &here->capacity, here->found + 1, sizeof *here->candidate) != 0) {
        here->links.failed = true;
        return;
    }
    double dx = here->xy[2 * area] - here->xy[2 * here->centre];
    double dy = here->xy[2 * area + 1] - here->xy[2 * here->centre + 1];
    here->candidate[here->found++] = (candidate){dx * dx + dy * dy, area};
}

static void look_within(search *here, double radius)
{
    here->found = 0;
    kk_nearest_within(here->tree, here->xy[2 * here->centre], here->xy[2 * here->centre + 1], radius, take, here);
}

static int by_distance(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->squared != y->squared) return x->squared < y->squared ? -1 : 1;
    return (x->area > y->area) - (x->area < y->area);
}

/* What lies within a radius is all there is within it, so once there are enough the nearest are among them. */
static void keep_nearest(search *here, unsigned nearest, double *radius)
{
    size_t wanted = here->available < nearest ? here->available : nearest;
    look_within(here, *radius);
    for (; here->found < wanted && !here->links.failed; look_within(here, *radius)) *radius *= 2;
    if (here->found > 0) qsort(here->candidate, here->found, sizeof *here->candidate, by_distance);
    if (here->found > 4 * wanted) *radius /= 2;
    here->found = here->found < wanted ? here->found : wanted;
}

static void link_range(search *here, size_t begin, size_t end, const kk_config_neighbours *rule)
{
    double radius = 1000;
    for (size_t i = begin; i < end && !here->links.failed; i++) {
        here->centre = i;
        if (isnan(here->xy[2 * i])) continue;
        if (rule->rule == KK_NEIGHBOURS_NEAREST)
            keep_nearest(here, rule->nearest, &radius);
        else
            look_within(here, rule->distance_m);
        for (size_t k = 0; k < here->found; k++)
            kk_links_add(&here->links, (uint32_t)i, (uint32_t)here->candidate[k].area);
    }
    free(here->candidate);
}

static double *land_centroids(const kk_level *level, size_t *available)
{
    double *xy = malloc((level->count + 1) * 2 * sizeof *xy);
    if (xy == NULL) return NULL;
    kk_level_centroids(level, xy);
    size_t places = 0;
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) xy[2 * i] = NAN;
        if (!isnan(xy[2 * i])) places++;
    }
    *available = places > 0 ? places - 1 : 0;
    return xy;
}

kk_status kk_links_near(kk_links *links, const kk_level *level, const kk_config_neighbours *rule, int threads,
                        kk_error *err)
{
    size_t available = 0;
    kk_nearest *tree = NULL;
    kk_status status = KK_OK;
    double *xy = land_centroids(level, &available);
    search *searches = calloc((size_t)threads, sizeof *searches);
    if (xy == NULL || searches == NULL)
        status = kk_fail_memory(err);
    else
        status = kk_nearest_new(xy, level->count, &tree, err);
    if (status != KK_OK) goto done;
#pragma omp parallel for num_threads(threads) schedule(static) default(shared)
    for (int t = 0; t < threads; t++) {
        searches[t] = (search){.tree = tree, .xy = xy, .available = available};
        link_range(&searches[t], level->count * (size_t)t / (size_t)threads,
                   level->count * (size_t)(t + 1) / (size_t)threads, rule);
    }
    for (int t = 0; t < threads; t++) kk_links_append(links, &searches[t].links);
done:
    for (int t = 0; searches != NULL && t < threads; t++) kk_links_clear(&searches[t].links);
    free(searches);
    kk_nearest_free(tree);
    free(xy);
    return status;
}
