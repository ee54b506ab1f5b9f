/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/scan.h"
#include "kk/random.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

#define KERNEL __attribute__((target_clones("avx512f", "avx2", "default")))

/* ---- drawing ---- */

/* The chances of the areas, summed from the first on. */
static void sum_shares(const scan_model *model, double *upto)
{
    double sum = 0;
    for (size_t i = 0; i < model->areas.count; i++) upto[i] = sum += model->share[i];
}

static size_t draw_area(kk_random *random, const double *upto, size_t count)
{
    double u = kk_random_uniform(random) * upto[count - 1];
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (upto[middle] > u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Poisson numbers, given their sum, fall as the events do; so nearly all can be drawn area by area, the rest one by
   one. Their sum is aimed so low that it is nearly always at most the total. Returns what is left. */
static int32_t draw_most(const scan_model *model, kk_random *random, int32_t total, int32_t *counts)
{
    double aim = total - 4 * sqrt(total);
    size_t areas = model->areas.count;
    if (aim < (double)areas) return total;
    double left;
    do {
        left = total;
        for (size_t i = 0; i < areas; i++) {
            double drawn = kk_random_poisson(random, aim * model->share[i]);
            counts[i] = (int32_t)drawn;
            left -= drawn;
        }
    } while (left < 0);
    return (int32_t)left;
}

static void draw_replicate(const scan_model *model, size_t replicate, const double *upto, int32_t total,
                           int32_t *counts)
{
    kk_random random;
    kk_random_init(&random, model->rule->seed, replicate);
    for (size_t i = 0; i < model->areas.count; i++) counts[i] = 0;
    int32_t left = draw_most(model, &random, total, counts);
    for (; left > 0; left--) counts[draw_area(&random, upto, model->areas.count)]++;
}

static void draw_block(const scan_model *model, const scan_replicates *out, size_t block, const double *upto,
                       int32_t *counts)
{
    size_t areas = model->areas.count;
    int32_t sign = model->rule->low ? -1 : 1;
    for (size_t lane = 0; lane < SCAN_LANES; lane++) {
        draw_replicate(model, block * SCAN_LANES + lane, upto, out->total, counts);
        for (size_t i = 0; i < areas; i++) out->change[block * areas + i][lane] = sign * counts[i];
    }
}

kk_status scan_replicates_draw(const scan_model *model, scan_replicates *out, kk_error *err)
{
    size_t areas = model->areas.count, blocks = (model->rule->replicates + SCAN_LANES - 1) / SCAN_LANES;
    size_t threads = (size_t)model->rule->threads;
    *out = (scan_replicates){
        .change = aligned_alloc(sizeof *out->change, blocks * areas * sizeof *out->change),
        .blocks = blocks,
        .total = (int32_t)model->total,
    };
    double *upto = malloc(areas * sizeof *upto);
    int32_t *counts = malloc(threads * areas * sizeof *counts);
    bool has_room = out->change != NULL && upto != NULL && counts != NULL;
    if (has_room) {
        sum_shares(model, upto);
#pragma omp parallel for num_threads(model->rule->threads) schedule(dynamic)
        for (size_t block = 0; block < blocks; block++)
            draw_block(model, out, block, upto, counts + (size_t)omp_get_thread_num() * areas);
    }
    free(upto);
    free(counts);
    return has_room ? KK_OK : kk_fail_memory(err);
}

/* ---- scanning ---- */

/* The maxima of a block: what a count has to pass, in standard deviations, to raise that of its lane, or any. */
typedef struct raising {
    double *maxima, passes[SCAN_LANES], least, steepness, total;
} raising;

/* Less than the maximum itself, so that what is passed over cannot be rounded to more: any order finds the same. */
static double to_pass(const raising *of, double maximum)
{
    return sqrt(of->steepness * maximum * (1 - 1e-9));
}

static double limit_of(const scan_window *window, double passes)
{
    double limit = window->mean + passes * window->spread;
    return limit < window->cap ? limit : window->cap;
}

static void find_least(raising *of)
{
    of->least = of->passes[0];
    for (size_t lane = 1; lane < SCAN_LANES; lane++)
        if (of->passes[lane] < of->least) of->least = of->passes[lane];
}

static void raise_lanes(raising *of, const scan_window *window, const scan_lanes *count)
{
    bool raised = false;
    for (size_t lane = 0; lane < SCAN_LANES; lane++) {
        double own = (*count)[lane];
        if (own <= limit_of(window, of->passes[lane])) continue;
        double llr = scan_llr(own, window->mean, of->total);
        if (llr <= of->maxima[lane]) continue;
        of->maxima[lane] = llr;
        of->passes[lane] = to_pass(of, llr);
        raised = true;
    }
    if (raised) find_least(of);
}

KERNEL static void raise_maxima(raising *of, const scan_list *list, const scan_lanes *change, int32_t start)
{
    scan_lanes count = start - (scan_lanes){0};
    for (const scan_window *window = list->window, *end = window + list->count; window < end; window++) {
        count += change[window->area];
        scan_lanes above = count > (int32_t)limit_of(window, of->least);
        int32_t any = 0;
        for (size_t lane = 0; lane < SCAN_LANES; lane++) any |= above[lane];
        if (any) raise_lanes(of, window, &count);
    }
}

void scan_replicates_raise(const scan_model *model, const scan_replicates *replicates, size_t block,
                           const scan_list *list, double *maxima)
{
    raising of = {.maxima = maxima, .steepness = scan_steepness(model->rule), .total = model->total};
    for (size_t lane = 0; lane < SCAN_LANES; lane++) of.passes[lane] = to_pass(&of, maxima[lane]);
    find_least(&of);
    int32_t start = model->rule->low ? replicates->total : 0;
    raise_maxima(&of, list, replicates->change + block * model->areas.count, start);
}
