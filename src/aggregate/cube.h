/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cube holds; kk/estimates.h tells what it does. */
#ifndef KK_CUBE_H
#define KK_CUBE_H

#include "aggregate/cube_program.h"

#include "kk/estimates.h"

typedef struct kk_cube_region {
    size_t type, region;
    size_t number; /* among the regions of all types */
    size_t persons;
} kk_cube_region;

struct kk_cube {
    const kk_cohort *cohort;
    kk_estimate_rule rule;
    double threshold;
    int threads;
    kk_plan plan;
    double *at;         /* [combination] value of the predictor; NaN: the mean */
    uint16_t *at_place; /* [combination] the first combination with the same */
    double *t;          /* kk_t_quantile of 0 … */
    kk_ordered ordered[KK_REGION_TYPES_MAX];
    size_t type_begin[KK_REGION_TYPES_MAX + 1]; /* number of the first region of a type */
    kk_cube_region *region;                     /* those with most persons first */
    kk_program *program;                        /* [number] */
    size_t moments_max, fits_max;               /* of a program */
    kk_cells cells;
    size_t *cells_first;         /* all of cells.first */
    uint16_t *cells_combination; /* cells.combination */
    kk_wanted *wanted;
    size_t wanted_count;
    kk_moment *moment;      /* [wanted][number] */
    kk_estimate_cell *cell; /* [outcome of the block][cell] */
};

/* Makes the programs of all regions, and from them the cells. */
kk_status kk_cube_make_programs(kk_cube *cube, kk_error *err) KK_MUST_USE;

/* KK_ERR_PROJECT when that many cells of a block of outcomes do not fit in `memory` bytes. */
kk_status kk_cube_foresee(size_t cells, size_t outcomes, double memory, kk_error *err) KK_MUST_USE;

/* The rule for estimates of an outcome. */
static inline kk_hiding kk_cube_hiding(const kk_cube *cube, size_t outcome)
{
    return (kk_hiding){.rule = cube->rule,
                       .threshold = cube->threshold,
                       .is_binary = cube->cohort->frame.outcome[outcome].is_binary,
                       .is_weighted = cube->cohort->weight != NULL};
}

static inline size_t kk_cube_regions(const kk_cube *cube)
{
    return cube->type_begin[cube->cohort->frame.type_count];
}

#endif
