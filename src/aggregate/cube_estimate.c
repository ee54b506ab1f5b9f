/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube.h"

#include "ingest/wiped.h"
#include "kk/log.h"

#include <stdlib.h>

/* A block of outcomes at work. */
typedef struct block_work {
    kk_cube *cube;
    size_t block, outcome_count;
    kk_lane_kind kind;
} block_work;

/* Room of one thread. */
typedef struct scratch {
    kk_moment_lanes *moments;
    kk_estimate_cell *fitted; /* [fit][lane] */
} scratch;

static block_work work_of(kk_cube *cube, size_t block)
{
    const kk_cohort *cohort = cube->cohort;
    size_t first = block * KK_LANES, left = cohort->frame.outcome_count - first;
    block_work work = {.cube = cube, .block = block, .outcome_count = left < KK_LANES ? left : KK_LANES};
    work.kind =
        (kk_lane_kind){.has_predictor = cohort->predictor != NULL, .hiding = kk_cube_hiding(cube, first), .t = cube->t};
    for (size_t l = 0; l < work.outcome_count; l++) {
        const kk_framed_outcome *outcome = &cohort->frame.outcome[first + l];
        work.kind.is_binary[l] = outcome->is_binary;
        work.kind.is_whole[l] = outcome->is_binary || outcome->is_whole;
    }
    return work;
}

static void gather(const block_work *work, const kk_cube_region *region, const kk_program *program,
                   kk_moment_lanes *moments)
{
    const kk_ordered *ordered = &work->cube->ordered[region->type];
    kk_lane_persons persons = {kk_cohort_block(work->cube->cohort, work->block), ordered->person, ordered->x,
                               ordered->weight};
    size_t first = ordered->first[region->region], begin = first;
    for (size_t leaf = 0; leaf < program->leaf_count; leaf++) {
        size_t end = first + program->leaf_end[leaf];
        kk_lanes_gather(&persons, begin, end, &moments[leaf]);
        begin = end;
    }
}

static int compare_combination(const void *left, const void *right)
{
    return (int)*(const uint16_t *)left - (int)*(const uint16_t *)right;
}

/* The moments of a combination in a region; NULL where nobody is in it. */
static const kk_moment_lanes *find_moments(const kk_program *program, const uint16_t *combination, size_t wanted,
                                           const kk_moment_lanes *moments)
{
    uint16_t key = (uint16_t)wanted;
    const uint16_t *found = bsearch(&key, combination, program->cell_count, sizeof key, compare_combination);
    return found == NULL ? NULL : &moments[program->fit[program->cell_fit[found - combination]].moments];
}

static void keep_wanted(const block_work *work, const kk_cube_region *region, const kk_program *program,
                        const kk_moment_lanes *moments)
{
    kk_cube *cube = work->cube;
    const uint16_t *combination = cube->cells.combination + cube->cells.first[region->type][region->region];
    for (size_t i = 0; i < cube->wanted_count; i++) {
        const kk_wanted *wanted = &cube->wanted[i];
        if (wanted->outcome / KK_LANES != work->block) continue;
        const kk_moment_lanes *found = find_moments(program, combination, wanted->combination, moments);
        if (found == NULL) continue;
        cube->moment[i * kk_cube_regions(cube) + region->number] =
            kk_lanes_moment(&work->kind, found, wanted->outcome % KK_LANES);
    }
}

static void spread(const block_work *work, const kk_cube_region *region, const kk_program *program,
                   const kk_estimate_cell *fitted)
{
    const kk_cube *cube = work->cube;
    for (size_t l = 0; l < work->outcome_count; l++) {
        kk_estimate_cell *cell = cube->cell + l * cube->cells.count + cube->cells.first[region->type][region->region];
        for (size_t i = 0; i < program->cell_count; i++) cell[i] = fitted[(size_t)program->cell_fit[i] * KK_LANES + l];
    }
}

static void estimate_region(const block_work *work, const kk_cube_region *region, const scratch *room)
{
    const kk_program *program = &work->cube->program[region->number];
    gather(work, region, program, room->moments);
    kk_lanes_merge(&work->kind, program->pair, program->pair_count, program->leaf_count, room->moments);
    kk_lanes_fit(&work->kind, room->moments, program->fit, program->fit_count, room->fitted);
    spread(work, region, program, room->fitted);
    keep_wanted(work, region, program, room->moments);
}

static bool estimate_regions(const block_work *work)
{
    const kk_cube *cube = work->cube;
    size_t regions = kk_cube_regions(cube);
    bool failed = false;
#pragma omp parallel num_threads(cube->threads) reduction(|| : failed)
    {
        scratch room = {aligned_alloc(64, (cube->moments_max + 1) * sizeof *room.moments),
                        malloc((cube->fits_max + 1) * KK_LANES * sizeof *room.fitted)};
        failed = room.moments == NULL || room.fitted == NULL;
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < regions; i++)
            if (!failed && !kk_interrupted()) estimate_region(work, &cube->region[i], &room);
        kk_wiped_free(room.moments);
        kk_wiped_free(room.fitted);
    }
    return !failed;
}

kk_status kk_cube_estimate(kk_cube *cube, size_t block, kk_estimates *out, kk_error *err)
{
    block_work work = work_of(cube, block);
    if (!estimate_regions(&work)) return kk_fail_memory(err);
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while estimating");
    *out = (kk_estimates){.frame = &cube->cohort->frame,
                          .cells = &cube->cells,
                          .first_outcome = block * KK_LANES,
                          .outcome_count = work.outcome_count};
    for (size_t l = 0; l < work.outcome_count; l++) out->cell[l] = cube->cell + l * cube->cells.count;
    return KK_OK;
}

/* ---- what is not to be told ---- */

static bool is_hidden(const kk_estimates *estimates, size_t lane, size_t type, size_t region, size_t combination)
{
    const kk_cells *cells = estimates->cells;
    size_t first = cells->first[type][region], count = cells->first[type][region + 1] - first;
    uint16_t key = (uint16_t)combination;
    const uint16_t *found = bsearch(&key, cells->combination + first, count, sizeof key, compare_combination);
    return found == NULL || estimates->cell[lane][found - cells->combination].hidden;
}

void kk_cube_withhold(kk_cube *cube, const kk_estimates *estimates)
{
    for (size_t i = 0; i < cube->wanted_count; i++) {
        const kk_wanted *wanted = &cube->wanted[i];
        size_t lane = wanted->outcome - estimates->first_outcome;
        if (wanted->outcome < estimates->first_outcome || lane >= estimates->outcome_count) continue;
        for (size_t r = 0; r < kk_cube_regions(cube); r++) {
            const kk_cube_region *region = &cube->region[r];
            if (is_hidden(estimates, lane, region->type, region->region, wanted->combination))
                cube->moment[i * kk_cube_regions(cube) + region->number] = (kk_moment){0};
        }
    }
}
