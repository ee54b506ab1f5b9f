/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The cube: from a cohort to an estimate for every outcome × subgroup × region, in one pass over the persons.
 *
 * For each region and block of KK_LANES outcomes the moments of every combination of classes that has persons are
 * accumulated, then rolled up to groups dimension by dimension by merging, and each cell is finished in O(1).
 * The result is the same at any number of threads.
 */
#ifndef KK_ESTIMATES_H
#define KK_ESTIMATES_H

#include "kk/cohort.h"
#include "kk/error.h"
#include "kk/moments.h"
#include "kk/shrinkage.h"

/* The cells that have persons, whatever the outcome: those of region r of type t are first[t][r] … first[t][r + 1] − 1,
   with ascending combinations; regions of a type lie behind each other, then types. */
typedef struct kk_cells {
    size_t count;
    const size_t *first[KK_REGION_TYPES_MAX]; /* [type][region], one more than there are regions */
    const uint16_t *combination;              /* [cell] */
} kk_cells;

/* The estimates of a block of outcomes: raw, `hidden` is a mark. */
typedef struct kk_estimates {
    const kk_estimate_frame *frame;
    const kk_cells *cells;
    size_t first_outcome, outcome_count; /* ≤ KK_LANES */
    kk_estimate_cell *cell[KK_LANES];    /* [outcome of the block][cell] */
} kk_estimates;

/* An outcome × subgroup whose moments are kept, in every region. */
typedef struct kk_wanted {
    size_t outcome, combination;
} kk_wanted;

typedef struct kk_cube kk_cube;

/* `cohort` stays the caller's and must outlive the cube; `wanted` is copied. */
kk_status kk_cube_new(const kk_cohort *cohort, kk_estimate_rule rule, double threshold, const kk_wanted *wanted,
                      size_t wanted_count, int threads, kk_cube **out, kk_error *err) KK_MUST_USE;
void kk_cube_free(kk_cube *cube); /* safe on NULL */
const kk_cells *kk_cube_cells(const kk_cube *cube);

/* The estimates of block `block` < kk_cohort_blocks; valid until the next call. */
kk_status kk_cube_estimate(kk_cube *cube, size_t block, kk_estimates *out, kk_error *err) KK_MUST_USE;

/* The moments of wanted[i] in the regions of `type`, once its block was estimated; n = 0 where nobody is. */
const kk_moment *kk_cube_moments(const kk_cube *cube, size_t i, size_t type);

/* ---- what is made of chosen cells: `estimates: maps:`, and the reliability of every outcome ---- */

typedef struct kk_map_values {
    const kk_config_estimate_map *map;
    size_t type;
    /* by region of the type */
    kk_prediction *estimate, *shrunk, *difference; /* shrunk: est, lower, upper, se; difference NULL without versus */
    double *n, *versus_n;
    bool *hidden, *versus_hidden;
    kk_shrinkage shrinkage;
} kk_map_values;

typedef struct kk_reliability {
    size_t outcome, type;
    bool hidden;            /* by the rule of the project, all regions of the type together */
    kk_shrinkage shrinkage; /* of the estimates of all persons */
} kk_reliability;

typedef struct kk_chosen {
    const kk_estimate_frame *frame;
    kk_map_values *map; /* by map, then region type (the land's type is not among them) */
    size_t map_count;
    kk_reliability *reliability; /* by outcome, then region type */
    size_t reliability_count;
} kk_chosen;

/* What kk_chosen_make needs of the cube: "all" of every outcome, and both groups of every map. In the arena. Errors:
   KK_ERR_PROJECT for a group that is not there, or a `versus` that shares persons with its group. */
kk_status kk_chosen_wanted(const kk_config *config, const kk_estimate_frame *frame, kk_arena *arena, kk_wanted **out,
                           size_t *count, kk_error *err) KK_MUST_USE;

/*
 * Sampling variances of small regions are pooled: v_i = leverage_i · s², with s² = Σ rss / Σ df over the regions of the
 * type, so that a wijk in which by chance nobody has the outcome is not taken for certain. Shrunk intervals are
 * θ ± 1.96 √posterior variance, and are hidden where the estimate itself is.
 */
kk_status kk_chosen_make(const kk_config *config, const kk_estimate_frame *frame, const kk_cube *cube, bool is_weighted,
                         kk_arena *arena, kk_chosen *out, kk_error *err) KK_MUST_USE;

#endif
