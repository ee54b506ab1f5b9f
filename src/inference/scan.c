/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/scan.h"

#include <math.h>
#include <stdlib.h>

double kk_scan_llr(double observed, double expected, double total, bool low)
{
    return low ? scan_llr(total - observed, total - expected, total) : scan_llr(observed, expected, total);
}

/* ---- what is scanned ---- */

static double sum_of(const double *x, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += x[i];
    return sum;
}

/* False where there is nothing to scan. */
static bool fill_model(scan_model *model)
{
    const kk_scan_areas *areas = &model->areas;
    double events = sum_of(areas->events, areas->count), expected = sum_of(areas->expected, areas->count);
    model->total = rint(events);
    if (!(areas->count > 1 && expected > 0 && model->total >= 1 && model->total < INT32_MAX)) return false;
    for (size_t i = 0; i < areas->count; i++) {
        model->share[i] = areas->expected[i] / expected;
        model->events[i] = areas->events[i] * (model->total / events);
    }
    return true;
}

/* ---- from the best windows to clusters ---- */

typedef struct choosing {
    const scan_model *model;
    scan_best *best; /* [centre] */
    double *reach;   /* [centre] squared distance to the nearest area of a cluster */
    const double *maxima;
    scan_list list; /* of one centre */
    scan_distance *room;
} choosing;

static bool comes_before(const scan_best *a, const scan_best *b)
{
    if (scan_is_better(a->llr, b->llr)) return true;
    return !scan_is_better(b->llr, a->llr) && a->distance2 < b->distance2;
}

static const scan_best *most_likely(const choosing *of)
{
    const scan_best *found = &of->best[0];
    for (size_t i = 1; i < of->model->areas.count; i++)
        if (comes_before(&of->best[i], found)) found = &of->best[i];
    return found;
}

static double p_of(const choosing *of, double llr)
{
    size_t reached = 0, replicates = of->model->rule->replicates;
    for (size_t r = 0; r < replicates; r++) reached += scan_is_reached(llr, of->maxima[r]);
    return (double)(reached + 1) / (double)(replicates + 1);
}

/* `list` begins with the areas of the window. */
static kk_scan_cluster describe(const choosing *of, const scan_best *window)
{
    const kk_scan_areas *areas = &of->model->areas;
    double events = sum_of(areas->events, areas->count);
    kk_scan_cluster out = {
        .centre = window->centre,
        .radius = sqrt(window->distance2),
        .areas = window->areas,
        .llr = window->llr,
        .p = p_of(of, window->llr),
    };
    for (size_t i = 0; i < window->areas; i++) {
        out.observed += areas->events[of->list.window[i].area];
        out.expected += events * of->model->share[of->list.window[i].area];
    }
    double outside = events - out.observed;
    out.relative_risk = out.observed / out.expected / (outside / (events - out.expected));
    return out;
}

static void shorten_reach(const choosing *of, uint32_t taken)
{
    const double *xy = of->model->areas.xy;
    for (size_t i = 0; i < of->model->areas.count; i++) {
        double dx = xy[2 * taken] - xy[2 * i], dy = xy[2 * taken + 1] - xy[2 * i + 1], distance2 = dx * dx + dy * dy;
        if (distance2 < of->reach[i]) of->reach[i] = distance2;
    }
}

static void number_areas(const choosing *of, const kk_scan_cluster *cluster, uint32_t number, kk_scan *out)
{
    for (size_t i = 0; i < cluster->areas; i++) {
        uint32_t area = of->list.window[i].area;
        out->number[area] = number;
        shorten_reach(of, area);
    }
}

/* Adds clusters until one is not significant; of those only the very first is kept. */
static kk_status choose_clusters(choosing *of, kk_scan *out, kk_error *err)
{
    kk_status status = KK_OK;
    while (status == KK_OK) {
        scan_best found = *most_likely(of);
        if (found.areas == 0) break;
        scan_list_make(of->model, found.centre, of->reach[found.centre], of->room, &of->list);
        kk_scan_cluster cluster = describe(of, &found);
        bool is_numbered = cluster.p <= of->model->rule->significance;
        if (is_numbered || out->count == 0) out->cluster[out->count++] = cluster;
        if (!is_numbered) break;
        number_areas(of, &cluster, (uint32_t)out->count, out);
        status = scan_search_again(of->model, of->reach, of->best, err);
    }
    return status;
}

/* ---- together ---- */

static bool make_room(choosing *of, size_t areas)
{
    of->best = calloc(areas, sizeof *of->best);
    of->reach = malloc(areas * sizeof *of->reach);
    of->list.window = malloc(areas * sizeof *of->list.window);
    of->room = malloc(2 * areas * sizeof *of->room);
    for (size_t i = 0; i < areas && of->reach != NULL; i++) of->reach[i] = INFINITY;
    return of->best != NULL && of->reach != NULL && of->list.window != NULL && of->room != NULL;
}

static void free_room(choosing *of)
{
    free(of->best);
    free(of->reach);
    free(of->list.window);
    free(of->room);
}

static kk_status scan(const scan_model *model, double *maxima, kk_scan *out, kk_error *err)
{
    choosing of = {.model = model, .maxima = maxima};
    scan_replicates replicates = {0};
    kk_status status = make_room(&of, model->areas.count) ? KK_OK : kk_fail_memory(err);
    if (status == KK_OK) status = scan_replicates_draw(model, &replicates, err);
    if (status == KK_OK) status = scan_search(model, &replicates, of.best, maxima, err);
    if (status == KK_OK) status = choose_clusters(&of, out, err);
    free(replicates.change);
    free_room(&of);
    return status;
}

kk_status kk_scan_make(const kk_scan_areas *areas, const kk_scan_rule *rule, kk_arena *arena, kk_scan *out,
                       kk_error *err)
{
    *out = (kk_scan){
        .cluster = kk_arena_alloc(arena, areas->count, sizeof *out->cluster),
        .number = kk_arena_alloc(arena, areas->count, sizeof *out->number),
    };
    if (out->cluster == NULL || out->number == NULL) return kk_fail_memory(err);
    double *work = calloc(2 * areas->count + rule->replicates + 1, sizeof *work);
    if (work == NULL) return kk_fail_memory(err);
    scan_model model = {.areas = *areas, .rule = rule, .share = work, .events = work + areas->count};
    kk_status status = fill_model(&model) ? scan(&model, work + 2 * areas->count, out, err) : KK_OK;
    free(work);
    return status;
}
