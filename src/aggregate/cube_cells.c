/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube.h"

#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

static bool make_program(kk_cube *cube, kk_programmer *programmer, const kk_cube_region *region)
{
    const kk_ordered *ordered = &cube->ordered[region->type];
    size_t begin = ordered->first[region->region];
    return kk_program_make(programmer, ordered, begin, begin + region->persons, &cube->program[region->number]) == 0;
}

static bool make_programs(kk_cube *cube)
{
    bool failed = false;
    size_t regions = kk_cube_regions(cube);
#pragma omp parallel num_threads(cube->threads) reduction(|| : failed)
    {
        kk_programmer programmer = {
            .cohort = cube->cohort, .plan = &cube->plan, .at = cube->at, .at_place = cube->at_place};
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < regions; i++)
            if (!failed && !kk_interrupted()) failed = !make_program(cube, &programmer, &cube->region[i]);
        kk_programmer_clear(&programmer);
    }
    return !failed;
}

/* Where the cells of each region begin; programs keep what is computed, cells what it is of. */
static int make_cells(kk_cube *cube)
{
    const kk_estimate_frame *frame = &cube->cohort->frame;
    size_t count = 0, *first = calloc(kk_cube_regions(cube) + frame->type_count + 1, sizeof *first);
    cube->cells_first = first;
    if (first == NULL) return -1;
    for (size_t t = 0; t < frame->type_count; t++) {
        cube->cells.first[t] = first;
        for (size_t number = cube->type_begin[t]; number < cube->type_begin[t + 1]; number++) {
            *first++ = count;
            count += cube->program[number].cell_count;
        }
        *first++ = count;
    }
    cube->cells_combination = malloc((count + 1) * sizeof *cube->cells_combination);
    cube->cells.combination = cube->cells_combination;
    cube->cells.count = count;
    return cube->cells_combination == NULL ? -1 : 0;
}

static void move_combinations(kk_cube *cube)
{
    uint16_t *to = cube->cells_combination;
    for (size_t number = 0; number < kk_cube_regions(cube); number++) {
        kk_program *program = &cube->program[number];
        memcpy(to, program->combination, program->cell_count * sizeof *to);
        to += program->cell_count;
        free(program->combination);
        program->combination = NULL;
    }
}

static void find_largest(kk_cube *cube)
{
    for (size_t number = 0; number < kk_cube_regions(cube); number++) {
        const kk_program *program = &cube->program[number];
        size_t moments = program->leaf_count + program->pair_count;
        if (moments > cube->moments_max) cube->moments_max = moments;
        if (program->fit_count > cube->fits_max) cube->fits_max = program->fit_count;
    }
}

kk_status kk_cube_make_programs(kk_cube *cube, kk_error *err)
{
    bool made = make_programs(cube);
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while planning the estimates");
    if (!made || make_cells(cube) != 0) return kk_fail_memory(err);
    move_combinations(cube);
    find_largest(cube);
    return KK_OK;
}
