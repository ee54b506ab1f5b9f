/* SPDX-License-Identifier: EUPL-1.2 */
/* The truth that bench/guide_truth.c counts by: areas with the need that the generator knows, and who is worst off. */
#ifndef BENCH_GUIDE_TRUTH_H
#define BENCH_GUIDE_TRUTH_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { AREAS_MOST = 20000 };

static const double WORST_OFF = 0.2, HARDSHIP_OF_NEED = 5, CENTS_PER_YOUTH = 10000;

typedef struct world {
    size_t count, k;
    double blur;
    double *youths, *need, *use;
    double *hardship, *worst_off; /* worst_off: part of the area's youths that is in the worst-off fifth */
    double *ones;
    uint64_t *id;
    int64_t *present;
    int64_t budget;
} world;

static inline void *room(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (memory == NULL) exit(EXIT_FAILURE);
    return memory;
}

static inline void world_read(world *w, const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) exit(EXIT_FAILURE);
    while (w->count < AREAS_MOST &&
           fscanf(file, "%lf;%lf;%lf", &w->youths[w->count], &w->need[w->count], &w->use[w->count]) == 3)
        w->count++;
    fclose(file);
    if (w->count == 0) exit(EXIT_FAILURE);
}

static inline size_t areas_with_more(const world *w, size_t i)
{
    size_t more = 0;
    for (size_t j = 0; j < w->count; j++) more += w->need[j] > w->need[i];
    return more;
}

static inline void find_worst_off(world *w, double all_youths)
{
    for (size_t i = 0; i < w->count; i++) {
        double worse = 0;
        for (size_t j = 0; j < w->count; j++)
            if (w->need[j] > w->need[i] || (w->need[j] == w->need[i] && j < i)) worse += w->youths[j];
        w->worst_off[i] = fmin(fmax((WORST_OFF * all_youths - worse) / w->youths[i], 0), 1);
    }
}

/* Means of today follow use. */
static inline void world_complete(world *w)
{
    double youths = 0, in_need = 0, users = 0;
    for (size_t i = 0; i < w->count; i++) {
        youths += w->youths[i];
        in_need += w->youths[i] * w->need[i];
        users += w->youths[i] * w->use[i];
    }
    w->budget = (int64_t)(CENTS_PER_YOUTH * youths);
    w->k = (size_t)round(WORST_OFF * (double)w->count);
    for (size_t i = 0; i < w->count; i++) {
        w->hardship[i] = HARDSHIP_OF_NEED * log(w->need[i] / (in_need / youths));
        w->present[i] = (int64_t)((double)w->budget * w->youths[i] * w->use[i] / users);
        w->ones[i] = 1;
        w->id[i] = i;
    }
    find_worst_off(w, youths);
}

static inline void world_open(world *w, const char *path)
{
    double **part[] = {&w->youths, &w->need, &w->use, &w->hardship, &w->worst_off, &w->ones};
    for (size_t p = 0; p < sizeof part / sizeof *part; p++) *part[p] = room(AREAS_MOST, sizeof **part[p]);
    w->id = room(AREAS_MOST, sizeof *w->id);
    w->present = room(AREAS_MOST, sizeof *w->present);
    world_read(w, path);
    world_complete(w);
}

#endif
