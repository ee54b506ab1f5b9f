/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/jenks.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct breaks {
    const double *sum, *squares; /* of the first i values, less their mean */
    const double *before;        /* least cost of the first i values in one class less */
    double *now;
    uint32_t *from; /* where the last class of the first i values begins */
} breaks;

static double cost_of(const breaks *work, size_t from, size_t to)
{
    double sum = work->sum[to] - work->sum[from];
    double cost = work->squares[to] - work->squares[from] - sum * sum / (double)(to - from);
    return cost > 0 ? cost : 0;
}

/* Of the first `low` … `high` values, when their last class begins between `least` and `most`. */
static void divide(const breaks *work, size_t low, size_t high, size_t least, size_t most)
{
    if (low > high) return;
    size_t middle = (low + high) / 2, best = least;
    work->now[middle] = INFINITY;
    for (size_t from = least; from <= most && from < middle; from++) {
        double cost = work->before[from] + cost_of(work, from, middle);
        if (cost >= work->now[middle]) continue;
        work->now[middle] = cost;
        best = from;
    }
    work->from[middle] = (uint32_t)best;
    if (middle > low) divide(work, low, middle - 1, least, best);
    divide(work, middle + 1, high, best, most);
}

static void add_up(const double *values, size_t count, double *sum, double *squares)
{
    double mean = 0;
    for (size_t i = 0; i < count; i++) mean += (values[i] - mean) / (double)(i + 1);
    sum[0] = squares[0] = 0;
    for (size_t i = 0; i < count; i++) {
        double off = values[i] - mean;
        sum[i + 1] = sum[i] + off;
        squares[i + 1] = squares[i] + off * off;
    }
}

/* Row k of `from`: with k + 1 classes; the costs of row 0 stand in `before`, which is used up. */
static void fill_rows(breaks *work, size_t count, size_t classes, double *before, double *now, uint32_t *from)
{
    for (size_t k = 1; k < classes; k++) {
        work->before = before;
        work->now = now;
        work->from = &from[k * (count + 1)];
        for (size_t i = 0; i <= k; i++) {
            now[i] = i < k ? INFINITY : 0;
            work->from[i] = (uint32_t)(i > 0 ? i - 1 : 0);
        }
        divide(work, k + 1, count, k, count - 1);
        double *swap = before;
        before = now;
        now = swap;
    }
}

bool kk_jenks(const double *values, size_t count, int classes, size_t *first)
{
    size_t width = count + 1, used = (size_t)classes < count ? (size_t)classes : count;
    double *room = malloc(4 * width * sizeof *room);
    uint32_t *from = calloc(used * width + 1, sizeof *from);
    bool is_fine = room != NULL && from != NULL;
    if (is_fine) {
        breaks work = {.sum = room, .squares = room + width};
        add_up(values, count, room, room + width);
        room[2 * width] = 0;
        for (size_t i = 1; i <= count; i++) room[2 * width + i] = cost_of(&work, 0, i);
        fill_rows(&work, count, used, room + 2 * width, room + 3 * width, from);
        for (size_t k = (size_t)classes; k-- > used;) first[k] = count;
        for (size_t k = used, end = count; k-- > 0;) end = first[k] = from[k * width + end];
    }
    free(room);
    free(from);
    return is_fine;
}
