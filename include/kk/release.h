/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The release: the table of what may be published, as writers and reader views see it. They accept nothing else, so a
 * table that has not passed the gate (kk/disclosure.h) cannot be published: it does not compile.
 */
#ifndef KK_RELEASE_H
#define KK_RELEASE_H

#include "kk/areas.h"
#include "kk/config.h"
#include "kk/estimate_frame.h"

#include <stdint.h>

/* Released columns: one indicator, level and period. `value`, `lower`, `upper` are × per (published units). */
typedef struct kk_released_column {
    const kk_config_indicator *indicator;
    uint32_t level; /* index in areas */
    const char *period;
    /* Of this indicator and level the period that maps show: the latest with a figure that ends no later than the
       project's (without any figure the latest such). None when all periods end later, or it is not on_map. */
    bool shown_on_map;
    const char *source;
    const double *value, *lower, *upper, *numerator, *denominator; /* NaN where there is none; count of the level */
    const uint8_t *status;                                         /* kk_figure_status */
} kk_released_column;

/* Only kk_release_make (kk/disclosure.h) makes one. */
typedef struct kk_release kk_release;

const kk_areas *kk_release_areas(const kk_release *release);
/* Ordered by level, indicator (as in the project file), period. */
size_t kk_release_columns(const kk_release *release, const kk_released_column **columns);
/* Cells withheld by the gate. */
size_t kk_release_withheld(const kk_release *release);

/* ---- estimates ---- */

/* How much of the differences between the regions that are shown is signal, for everyone together (kk_shrinkage). */
typedef struct kk_released_reliability {
    const char *outcome, *region_type;
    size_t regions;                            /* ≥ 2 */
    double mean, within, between, reliability; /* NaN where undefined */
    const char *flag; /* "high" from a reliability of 0.8, "moderate" from 0.5, else "low"; "" where undefined */
} kk_released_reliability;

/* By outcome, then region type, where two regions or more are shown; none where the project has no estimates. */
size_t kk_release_reliability(const kk_release *release, const kk_released_reliability **rows);

/* A block of released estimates: what the rule hides is not in it. Only kk_release_estimates (kk/disclosure.h) makes
   one. Cells as in kk/estimates.h: those of region r of type t are first[t][r] … first[t][r + 1] − 1. */
typedef struct kk_released_estimates kk_released_estimates;

typedef struct kk_released_outcome {
    const kk_estimate_frame *frame;
    size_t outcome;
    const size_t *const *first;
    const uint16_t *combination;
    const kk_estimate_cell *cell; /* n = 0: not released */
} kk_released_outcome;

size_t kk_released_outcomes(const kk_released_estimates *estimates);
kk_released_outcome kk_released_outcome_at(const kk_released_estimates *estimates, size_t index);

#endif
