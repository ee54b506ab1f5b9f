/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * estimates PROJECT THREADS CELLS.csv — the estimates of a project in memory: nothing is released, nothing written but
 * the cells of every 500th region, for comparison, in the columns of estimates.csv. Areas are not read.
 *
 * Prints `name=value` a line: seconds to read the cohort, to lay out the cells (`layout`) and to estimate all of them
 * (`estimate`; `block` is the slowest block), the numbers of persons, regions, combinations, cells × outcomes, and of
 * those that the rule shows; and `memory`, the MB/s at which all threads count the missing outcomes.
 */
#include "bench.h"
#include "kk/estimates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { REGIONS_APART = 500 };

typedef struct timing {
    double estimate, block;
    size_t shown;
} timing;

static void write_head(const kk_estimate_frame *frame, FILE *csv)
{
    fputs("outcome", csv);
    for (size_t d = 0; d < frame->dimension_count; d++) fprintf(csv, ",%s_group", frame->dimension[d].name);
    fputs(",region_type,region_id,n,est,lwr,upr\n", csv);
}

static void write_cell(const kk_estimates *block, size_t lane, size_t cell, const char *type, const char *region,
                       FILE *csv)
{
    const kk_estimate_frame *frame = block->frame;
    const kk_estimate_cell *made = &block->cell[lane][cell];
    if (made->n == 0) return;
    fputs(frame->outcome[block->first_outcome + lane].name, csv);
    for (size_t d = 0; d < frame->dimension_count; d++) {
        size_t group = kk_combination_group(frame, block->cells->combination[cell], d);
        fprintf(csv, ",%s", frame->dimension[d].group[group]);
    }
    fprintf(csv, ",%s,%s,%d,%.17g,%.17g,%.17g\n", type, region, (int)made->n, made->est, made->lower, made->upper);
}

static void write_cells(const kk_estimates *block, size_t lane, FILE *csv)
{
    for (size_t t = 0; t < block->frame->type_count; t++) {
        const kk_region_type *type = &block->frame->type[t];
        for (size_t r = 0; r < type->count; r += REGIONS_APART)
            for (size_t cell = block->cells->first[t][r]; cell < block->cells->first[t][r + 1]; cell++)
                write_cell(block, lane, cell, type->name, type->id[r], csv);
    }
}

static size_t count_shown(const kk_estimates *block, size_t lane)
{
    size_t shown = 0;
    for (size_t cell = 0; cell < block->cells->count; cell++) {
        const kk_estimate_cell *made = &block->cell[lane][cell];
        shown += !made->hidden;
    }
    return shown;
}

static kk_status estimate_blocks(kk_cube *cube, size_t blocks, FILE *csv, timing *took, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t b = 0; b < blocks && status == KK_OK; b++) {
        kk_estimates block;
        double begun = now_seconds();
        status = kk_cube_estimate(cube, b, &block, err);
        double seconds = now_seconds() - begun;
        took->estimate += seconds;
        took->block = fmax(took->block, seconds);
        for (size_t lane = 0; status == KK_OK && lane < block.outcome_count; lane++) {
            took->shown += count_shown(&block, lane);
            write_cells(&block, lane, csv);
        }
    }
    return status;
}

static void print_sizes(const kk_cohort *cohort, const kk_cells *cells, size_t shown)
{
    const kk_estimate_frame *frame = &cohort->frame;
    size_t regions = 0;
    for (size_t t = 0; t < frame->type_count; t++) regions += frame->type[t].count;
    printf("persons=%zu\nregions=%zu\ntypes=%zu\ncombinations=%zu\noutcomes=%zu\ncells=%zu\nshown=%zu\n",
           cohort->person_count, regions, frame->type_count, frame->combination_count, frame->outcome_count,
           cells->count * frame->outcome_count, shown);
}

static kk_status estimate_all(const kk_config *config, const kk_cohort *cohort, int threads, FILE *csv, kk_error *err)
{
    timing took = {0};
    kk_cube *cube;
    double begun = now_seconds();
    kk_status status =
        kk_cube_new(cohort, config->estimates.rule, config->estimates.threshold, NULL, 0, threads, &cube, err);
    if (status != KK_OK) return status;
    printf("layout=%.4f\n", now_seconds() - begun);
    write_head(&cohort->frame, csv);
    status = estimate_blocks(cube, kk_cohort_blocks(cohort), csv, &took, err);
    printf("estimate=%.4f\nblock=%.4f\n", took.estimate, took.block);
    if (status == KK_OK) print_sizes(cohort, kk_cube_cells(cube), took.shown);
    kk_cube_free(cube);
    return status;
}

static void print_memory_speed(const kk_cohort *cohort, int threads)
{
    size_t count = kk_cohort_blocks(cohort) * cohort->person_count * KK_LANES, missing = 0;
    double best = INFINITY;
    for (int turn = 0; turn < 3; turn++) {
        missing = 0;
        double begun = now_seconds();
#pragma omp parallel for simd reduction(+ : missing) num_threads(threads)
        for (size_t i = 0; i < count; i++) missing += isnan(cohort->outcome[i]) != 0;
        best = fmin(best, now_seconds() - begun);
    }
    printf("memory=%.0f\nmissing=%zu\n", (double)count * sizeof(double) / best / 1e6, missing);
}

static kk_status measure(const kk_config *config, int threads, FILE *csv, kk_arena *arena, kk_error *err)
{
    kk_areas areas = {0};
    kk_cohort cohort = {0};
    kk_rejects rejects;
    kk_rejects_init(&rejects, arena);
    double begun = now_seconds();
    kk_status status = kk_cohort_read(config, &areas, NULL, NULL, threads, arena, &rejects, &cohort, err);
    printf("read=%.4f\n", now_seconds() - begun);
    if (status == KK_OK) status = estimate_all(config, &cohort, threads, csv, err);
    if (status == KK_OK) print_memory_speed(&cohort, threads);
    kk_cohort_clear(&cohort);
    kk_rejects_clear(&rejects);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: estimates PROJECT THREADS CELLS.csv\n", stderr);
        return EXIT_FAILURE;
    }
    kk_error err = {.message = "cannot write the cells"};
    kk_config *config = NULL;
    kk_arena arena;
    kk_arena_init(&arena);
    FILE *csv = fopen(argv[3], "w");
    kk_status status = csv == NULL ? KK_ERR_OUTPUT : kk_config_load(argv[1], &config, &err);
    if (status == KK_OK) status = measure(config, atoi(argv[2]), csv, &arena, &err);
    if (csv != NULL && fclose(csv) != 0 && status == KK_OK) status = KK_ERR_OUTPUT;
    if (status != KK_OK) fprintf(stderr, "estimates: %s\n", err.message);
    kk_arena_clear(&arena);
    kk_config_free(config);
    return (int)status;
}
