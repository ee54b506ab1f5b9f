/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "inference/rank_draw.h"

#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>

typedef struct lottery {
    const kk_rank_options *options;
    int threads;
    size_t count, worst;
    uint32_t *order;
    kk_rank_score *areas; /* in that order */
    double *value;        /* [RANK_BLOCK][count] */
    double *sorted;       /* the same, each draw ascending */
    double *won;          /* [area] draws */
} lottery;

static double part_of_draw(const lottery *of, unsigned draw, double value)
{
    const double *sorted = of->sorted + draw * of->count;
    double last = sorted[of->count - of->worst];
    if (value != last) return value > last;
    size_t equal = 0, higher = 0;
    for (size_t k = of->count; k > 0 && sorted[k - 1] >= last; k--) {
        higher += sorted[k - 1] > last;
        equal += sorted[k - 1] == last;
    }
    return (double)(of->worst - higher) / (double)equal;
}

static void draw_block(lottery *of, unsigned first, unsigned draws)
{
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
    for (unsigned draw = 0; draw < draws; draw++) {
        double *value = of->value + draw * of->count, *sorted = of->sorted + draw * of->count;
        rank_draw(of->options->seed, first + draw, of->count, value);
        for (size_t i = 0; i < of->count; i++) value[i] = of->areas[i].estimate + of->areas[i].error * value[i];
        memcpy(sorted, value, of->count * sizeof *sorted);
        gsl_sort(sorted, 1, of->count);
    }
#pragma omp parallel for schedule(static) num_threads(of->threads)
    for (size_t i = 0; i < of->count; i++)
        for (unsigned draw = 0; draw < draws; draw++)
            of->won[i] += part_of_draw(of, draw, of->value[draw * of->count + i]);
}

/* What is equal has an equal chance, and not that of its own draws. */
static void level_equals(lottery *of)
{
    for (size_t i = 0, end; i < of->count; i = end) {
        double sum = 0;
        for (end = i; end < of->count && of->areas[end].estimate == of->areas[i].estimate &&
                      of->areas[end].error == of->areas[i].error;)
            sum += of->won[end++];
        for (size_t k = i; k < end; k++) of->won[k] = sum / (double)(end - i);
    }
}

static bool lottery_open(lottery *of, const kk_rank_score *areas)
{
    of->order = calloc(of->count, sizeof *of->order);
    of->areas = calloc(of->count, sizeof *of->areas);
    of->value = calloc(RANK_BLOCK * of->count, sizeof *of->value);
    of->sorted = calloc(RANK_BLOCK * of->count, sizeof *of->sorted);
    of->won = calloc(of->count, sizeof *of->won);
    if (of->order == NULL || of->areas == NULL || of->value == NULL || of->sorted == NULL || of->won == NULL)
        return false;
    rank_order(areas, of->count, of->order);
    for (size_t i = 0; i < of->count; i++) of->areas[i] = areas[of->order[i]];
    return true;
}

static void lottery_close(lottery *of)
{
    free(of->order);
    free(of->areas);
    free(of->value);
    free(of->sorted);
    free(of->won);
}

kk_status kk_rank_chances(const kk_rank_score *areas, size_t count, size_t worst, const kk_rank_options *options,
                          double *chance, kk_error *err)
{
    if (worst == 0 || worst >= count) {
        for (size_t i = 0; i < count; i++) chance[i] = worst > 0;
        return KK_OK;
    }
    lottery of = {.options = options, .count = count, .worst = worst, .threads = rank_threads(options, count)};
    bool opened = lottery_open(&of, areas);
    for (unsigned first = 0; opened && first < options->draws && !kk_interrupted(); first += RANK_BLOCK) {
        unsigned left = options->draws - first;
        draw_block(&of, first, left < RANK_BLOCK ? left : RANK_BLOCK);
    }
    if (opened) level_equals(&of);
    for (size_t i = 0; opened && i < count; i++) chance[of.order[i]] = of.won[i] / options->draws;
    lottery_close(&of);
    return opened ? KK_OK : kk_fail_memory(err);
}
