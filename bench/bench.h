/* SPDX-License-Identifier: EUPL-1.2 */
/* What the programs here have in common: the clock, the memory, areas to work on. */
#ifndef KK_BENCH_H
#define KK_BENCH_H

#include "kk/ingest.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static inline double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* `name=seconds`; the next step begins here. */
static inline void print_step(const char *name, double *since)
{
    double now = now_seconds();
    printf("%s=%.4f\n", name, now - *since);
    *since = now;
}

/* The most memory that the process had, in kB. */
static inline long peak_kb(void)
{
    struct rusage used = {0};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

/* The areas of a file, of the layer with that name; NULL: of its only one. */
static inline kk_status read_areas(const char *file, const char *layer, kk_arena *arena, kk_areas *areas, kk_error *err)
{
    const kk_mark mark = {"bench", 1, 1};
    kk_config_source source = {.file = {file, file, mark}, .layer = layer, .mark = mark};
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = mark}};
    kk_rejects rejects;
    kk_rejects_init(&rejects, arena);
    kk_status status = kk_areas_read(&config, arena, &rejects, areas, err);
    kk_rejects_clear(&rejects);
    return status;
}

#endif
