/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube.h"

#include "ingest/wiped.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool same_at(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static int find_values(kk_cube *cube)
{
    const kk_estimate_frame *frame = &cube->cohort->frame;
    size_t first[KK_GROUPS_MAX * KK_DIMENSIONS_MAX], distinct = 0;
    cube->at = malloc(frame->combination_count * sizeof *cube->at);
    cube->at_place = malloc(frame->combination_count * sizeof *cube->at_place);
    if (cube->at == NULL || cube->at_place == NULL) return -1;
    for (size_t c = 0; c < frame->combination_count; c++) {
        size_t i = 0;
        cube->at[c] = kk_combination_at(frame, c);
        while (i < distinct && !same_at(cube->at[first[i]], cube->at[c])) i++;
        if (i == distinct) first[distinct++] = c;
        cube->at_place[c] = (uint16_t)first[i];
    }
    return 0;
}

static int make_t_table(kk_cube *cube)
{
    cube->t = malloc(KK_LANE_T_COUNT * sizeof *cube->t);
    if (cube->t == NULL) return -1;
    for (size_t df = 0; df < KK_LANE_T_COUNT; df++) cube->t[df] = kk_t_quantile((double)df);
    return 0;
}

static int more_persons_first(const void *left, const void *right)
{
    const kk_cube_region *a = left, *b = right;
    if (a->persons != b->persons) return a->persons > b->persons ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* The longest first, so that no thread is left alone with a long one. */
static int list_regions(kk_cube *cube)
{
    const kk_estimate_frame *frame = &cube->cohort->frame;
    for (size_t t = 0; t < frame->type_count; t++) cube->type_begin[t + 1] = cube->type_begin[t] + frame->type[t].count;
    size_t regions = kk_cube_regions(cube);
    cube->region = malloc((regions + 1) * sizeof *cube->region);
    cube->program = calloc(regions + 1, sizeof *cube->program);
    if (cube->region == NULL || cube->program == NULL) return -1;
    for (size_t t = 0; t < frame->type_count; t++)
        for (size_t r = 0; r < frame->type[t].count; r++) {
            size_t number = cube->type_begin[t] + r;
            size_t persons = cube->ordered[t].first[r + 1] - cube->ordered[t].first[r];
            cube->region[number] = (kk_cube_region){t, r, number, persons};
        }
    qsort(cube->region, regions, sizeof *cube->region, more_persons_first);
    return 0;
}

kk_status kk_cube_foresee(size_t cells, size_t outcomes, double memory, kk_error *err)
{
    static const double GB = 1e9;
    double needed = (double)cells * (double)outcomes * (double)sizeof(kk_estimate_cell);
    if (needed <= memory) return KK_OK;
    return kk_fail(
        err, KK_ERR_PROJECT,
        "estimates of %zu subgroups × regions need %.1f GB of memory, and this machine has %.1f; leave out a "
        "dimension or a region type",
        cells, needed / GB, memory / GB);
}

static size_t outcomes_at_a_time(const kk_cube *cube)
{
    size_t outcomes = cube->cohort->frame.outcome_count;
    return outcomes < KK_LANES ? outcomes : KK_LANES;
}

static double physical_memory(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? (double)pages * (double)page : INFINITY;
}

static int allocate_results(kk_cube *cube, const kk_wanted *wanted)
{
    cube->wanted = malloc((cube->wanted_count + 1) * sizeof *cube->wanted);
    cube->moment = calloc(cube->wanted_count * kk_cube_regions(cube) + 1, sizeof *cube->moment);
    cube->cell = malloc((outcomes_at_a_time(cube) * cube->cells.count + 1) * sizeof *cube->cell);
    if (cube->wanted == NULL || cube->moment == NULL || cube->cell == NULL) return -1;
    if (cube->wanted_count > 0) memcpy(cube->wanted, wanted, cube->wanted_count * sizeof *wanted);
    return 0;
}

kk_status kk_cube_new(const kk_cohort *cohort, kk_estimate_rule rule, double threshold, const kk_wanted *wanted,
                      size_t wanted_count, int threads, kk_cube **out, kk_error *err)
{
    kk_cube *cube = calloc(1, sizeof *cube);
    if (cube == NULL) return kk_fail_memory(err);
    cube->cohort = cohort, cube->rule = rule, cube->threshold = threshold;
    cube->wanted_count = wanted_count, cube->threads = threads;
    kk_status status = kk_plan_make(&cohort->frame, &cube->plan, err);
    if (status == KK_OK && (find_values(cube) != 0 || make_t_table(cube) != 0)) status = kk_fail_memory(err);
    if (status == KK_OK) status = kk_order_by_region(cohort, cube->plan.dimension, threads, cube->ordered, err);
    if (status == KK_OK && list_regions(cube) != 0) status = kk_fail_memory(err);
    if (status == KK_OK) status = kk_cube_make_programs(cube, err);
    if (status == KK_OK) status = kk_cube_foresee(cube->cells.count, outcomes_at_a_time(cube), physical_memory(), err);
    if (status == KK_OK && allocate_results(cube, wanted) != 0) status = kk_fail_memory(err);
    if (status == KK_OK)
        *out = cube;
    else
        kk_cube_free(cube);
    return status;
}

void kk_cube_free(kk_cube *cube)
{
    if (cube == NULL) return;
    for (size_t number = 0; cube->program != NULL && number < kk_cube_regions(cube); number++)
        kk_program_clear(&cube->program[number]);
    for (size_t t = 0; t < cube->cohort->frame.type_count; t++) kk_ordered_clear(&cube->ordered[t]);
    kk_plan_clear(&cube->plan);
    free(cube->at);
    free(cube->at_place);
    free(cube->t);
    free(cube->region);
    free(cube->program);
    free(cube->cells_first);
    free(cube->cells_combination);
    free(cube->wanted);
    kk_wiped_free(cube->moment);
    kk_wiped_free(cube->cell);
    free(cube);
}

const kk_cells *kk_cube_cells(const kk_cube *cube)
{
    return &cube->cells;
}

const kk_moment *kk_cube_moments(const kk_cube *cube, size_t i, size_t type)
{
    return cube->moment + i * kk_cube_regions(cube) + cube->type_begin[type];
}
