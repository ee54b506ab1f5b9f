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

/* `cohort` stays the caller's and must outlive the cube; `wanted` is copied. KK_ERR_PROJECT where the cells of a block
   of outcomes would not fit in the memory of the machine. */
kk_status kk_cube_new(const kk_cohort *cohort, kk_estimate_rule rule, double threshold, const kk_wanted *wanted,
                      size_t wanted_count, int threads, kk_cube **out, kk_error *err) KK_MUST_USE;
void kk_cube_free(kk_cube *cube); /* wipes what is of persons; safe on NULL */
const kk_cells *kk_cube_cells(const kk_cube *cube);

/* The estimates of block `block` < kk_cohort_blocks; valid until the next call. */
kk_status kk_cube_estimate(kk_cube *cube, size_t block, kk_estimates *out, kk_error *err) KK_MUST_USE;

/* The moments of wanted[i] in the regions of `type`, once its block was estimated; n = 0 where nobody is. */
const kk_moment *kk_cube_moments(const kk_cube *cube, size_t i, size_t type);

/* Forgets the moments of the cells of `estimates` that are marked hidden, so that nothing is made of them. */
void kk_cube_withhold(kk_cube *cube, const kk_estimates *estimates);

/* ---- what is made of chosen cells: `estimates: maps:`, and the reliability of every outcome ---- */

/* What kk_chosen_make needs of the cube: "all" of outcome o is wanted[o]; behind these come the groups of maps. */
typedef struct kk_choice {
    const kk_config_estimates *config;
    kk_wanted *wanted;
    size_t count;
    size_t *group, *versus; /* [map] where it is among the wanted; versus: where the map has one */
} kk_choice;

/*
 * In the arena. KK_ERR_PROJECT for a group that is not there (names of groups that were found in the cohort are not
 * told), or a `versus` that shares persons with its group. Of two region types with one level the first makes the maps,
 * with a warning.
 */
kk_status kk_chosen_wanted(const kk_config *config, const kk_estimate_frame *frame, kk_arena *arena, kk_choice *out,
                           kk_error *err) KK_MUST_USE;

/* A map in the regions of a type: cells as they may be told; n = 0 with NaN where the rule hides the group, or one of
   both of a difference (its n is the smaller of both). */
typedef struct kk_map_values {
    const kk_config_estimate_map *map;
    size_t type;
    kk_estimate_cell *estimate, *shrunk, *difference; /* [region]; difference NULL without versus */
} kk_map_values;

typedef struct kk_reliability {
    size_t outcome, type;
    kk_shrinkage shrinkage; /* of the estimates of all persons */
} kk_reliability;

typedef struct kk_chosen {
    const kk_estimate_frame *frame;
    kk_map_values *map; /* by map, then region type (the land's type is not among them) */
    size_t map_count;
    kk_reliability *reliability; /* by outcome, then region type */
    size_t reliability_count;
} kk_chosen;

/*
 * All of it is made of estimates that the rule shows, and of these alone, so that nothing in it tells of a hidden one:
 * neither what is shrunk nor the reliability changes with it. The price is a bias where many are hidden: of a rare
 * outcome regions with few who have it are missing, the mean that others are shrunk to is too high and the spread too
 * small.
 *
 * Sampling variances of small regions are pooled: v_i = leverage_i · s², with s² = Σ rss / Σ df over the shown regions
 * of the type, so that a wijk in which by chance all are alike is not taken for certain. A region without a larger
 * region (KK_NO_REGION) is shrunk to the land. Shrunk intervals are θ ± 1.96 √posterior variance.
 */
kk_status kk_chosen_make(const kk_choice *choice, const kk_cube *cube, kk_arena *arena, kk_chosen *out,
                         kk_error *err) KK_MUST_USE;

#endif
