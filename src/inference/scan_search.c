/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/scan.h"
#include "kk/log.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { CENTRES = 32 }; /* whose windows are kept at a time, so that events of a block are read once for all of them */

/* So much higher, as a share, is as high: the same areas around two centres are added up in another order. */
static const double same_llr = 1e-9;

/* A count that is as far above its mean is on it. */
static const double rounding = 1e-12;

double scan_llr(double count, double mean, double total)
{
    if (!(count > mean * (1 + rounding))) return 0;
    double inside = count * log(count / mean);
    return count < total ? inside + (total - count) * log((total - count) / (total - mean)) : inside;
}

/*
 * With p = count/total and q = mean/total, LLR/total = ∫ (p − t)/(t(1 − t)) dt from q to p. High rates: q ≤ 1/2 and up
 * to p = 1 − q no t(1 − t) is below q(1 − q). Low rates: q ≥ 1/2, and LLR/total ≤ ln(1 + χ²) ≤ χ².
 */
double scan_steepness(const kk_scan_rule *rule)
{
    return rule->low ? 1 : 2;
}

bool scan_is_better(double llr, double other)
{
    return llr > other * (1 + same_llr);
}

bool scan_is_reached(double llr, double maximum)
{
    return maximum >= llr * (1 - same_llr);
}

static void find_best(const scan_model *model, uint32_t centre, const scan_list *list, scan_best *out)
{
    *out = (scan_best){.centre = centre};
    double inside = 0;
    for (size_t i = 0; i < list->count; i++) {
        const scan_window *window = &list->window[i];
        inside += model->events[window->area];
        if (!scan_window_ends(window)) continue;
        double llr = scan_llr(model->rule->low ? model->total - inside : inside, window->mean, model->total);
        if (!scan_is_better(llr, out->llr)) continue;
        out->llr = llr;
        out->distance2 = window->distance2;
        out->areas = i + 1;
    }
}

/* ---- room of a thread ---- */

typedef struct search_room {
    scan_window *window; /* CENTRES lists */
    scan_distance *distance;
    double *maxima; /* [replicate] */
} search_room;

static void free_room(search_room *room)
{
    free(room->window);
    free(room->distance);
    free(room->maxima);
}

static bool make_room(const scan_model *model, const scan_replicates *replicates, search_room *room)
{
    size_t areas = model->areas.count;
    room->window = calloc(CENTRES * areas, sizeof *room->window);
    room->distance = malloc(2 * areas * sizeof *room->distance);
    room->maxima = calloc(replicates->blocks * SCAN_LANES, sizeof *room->maxima);
    return room->window != NULL && room->distance != NULL && room->maxima != NULL;
}

/* ---- all windows ---- */

static void search_centres(const scan_model *model, const scan_replicates *replicates, size_t first, search_room *room,
                           scan_best *best)
{
    size_t count = model->areas.count - first;
    if (count > CENTRES) count = CENTRES;
    scan_list list[CENTRES];
    for (size_t i = 0; i < count; i++) {
        uint32_t centre = (uint32_t)(first + i);
        list[i].window = room->window + i * model->areas.count;
        scan_list_make(model, centre, INFINITY, room->distance, &list[i]);
        find_best(model, centre, &list[i], &best[centre]);
    }
    for (size_t block = 0; block < replicates->blocks; block++)
        for (size_t i = 0; i < count; i++)
            scan_replicates_raise(model, replicates, block, &list[i], room->maxima + block * SCAN_LANES);
}

static void merge_maxima(const search_room *room, size_t count, double *maxima)
{
    for (size_t r = 0; r < count; r++)
        if (room->maxima[r] > maxima[r]) maxima[r] = room->maxima[r];
}

kk_status scan_search(const scan_model *model, const scan_replicates *replicates, scan_best *best, double *maxima,
                      kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(model->rule->threads)
    {
        search_room room = {0};
        bool ready = make_room(model, replicates, &room);
#pragma omp for schedule(dynamic)
        for (size_t first = 0; first < model->areas.count; first += CENTRES)
            if (ready && !kk_interrupted()) search_centres(model, replicates, first, &room, best);
#pragma omp critical
        {
            if (ready) merge_maxima(&room, model->rule->replicates, maxima);
            failed = failed || !ready;
        }
        free_room(&room);
    }
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while scanning for clusters");
    return failed ? kk_fail_memory(err) : KK_OK;
}

/* ---- what more likely clusters have left ---- */

kk_status scan_search_again(const scan_model *model, const double *reach, scan_best *best, kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(model->rule->threads)
    {
        search_room room = {0};
        const scan_replicates none = {0};
        bool ready = make_room(model, &none, &room);
        scan_list list = {.window = room.window};
#pragma omp for schedule(dynamic)
        for (size_t i = 0; i < model->areas.count; i++) {
            if (!ready || best[i].areas == 0 || best[i].distance2 < reach[i]) continue;
            scan_list_make(model, (uint32_t)i, reach[i], room.distance, &list);
            find_best(model, (uint32_t)i, &list, &best[i]);
        }
#pragma omp atomic
        failed |= !ready;
        free_room(&room);
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}
