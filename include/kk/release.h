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
#include "kk/publication.h"
#include "kk/sheet.h"

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
    const uint8_t *hidden_by; /* of a cell `parent` the status that it had; NULL: no cell is */
} kk_released_column;

/* Only kk_release_make (kk/disclosure.h) makes one. */
typedef struct kk_release kk_release;

const kk_areas *kk_release_areas(const kk_release *release);
/* Ordered by level, indicator (as in the project file), period. */
size_t kk_release_columns(const kk_release *release, const kk_released_column **columns);
/* Cells withheld by the gate. */
size_t kk_release_withheld(const kk_release *release);
/* The share of what secondary suppression costs that a better choice could save at most, in whole percents, upward: 0
   is the optimum; NaN: not asked for. Not the cost itself, since weights tell of the figures that were hidden. */
double kk_release_gap(const kk_release *release);
/* The columns that are not public as an attacker sees them, and what they know besides (kk/publication.h). */
const kk_publication *kk_release_publication(const kk_release *release);

/* The release with the figure of the area around in what is withheld, for `fallback: parent` (disclosure/fallback.h):
   the last step, so that nothing is computed from it. In the arena. */
kk_status kk_release_show_parents(const kk_release *release, kk_arena *arena, const kk_release **out,
                                  kk_error *err) KK_MUST_USE;

/* ---- what the stage statistics adds ---- */

/* A figure of a whole map, or of the areas that lie in one area of a larger level. NaN: none. */
typedef struct kk_statistic_row {
    const kk_config_indicator *indicator; /* of which it is */
    uint32_t level;                       /* of the areas that it is about */
    const char *period;
    const char *within_code, *within_name; /* the larger area; "" all of the project */
    const char *statistic;                 /* "moran", "gini", "coefficient" … */
    const char *term;                      /* of what: a characteristic, the number of a cluster, an area; "" none */
    double value, lower, upper, p;
    size_t areas;     /* on so many areas it rests */
    const char *note; /* one sentence for whoever reads it, "" none */
} kk_statistic_row;

/* Figures that were made of a release and of nothing else, so that they tell nothing that it does not. */
typedef struct kk_statistics {
    size_t column_count, row_count;
    kk_released_column *column; /* in any order; indicator->statistic is not KK_STATISTIC_NONE */
    kk_statistic_row *row;      /* in the order of the outputs */
} kk_statistics;

/*
 * The release with the statistics among its columns, behind their base, and without internal indicators. They are shown
 * on the map for the period for which their base is. `release` stays as it is. In the arena.
 */
kk_status kk_release_extend(const kk_release *release, const kk_config *config, const kk_statistics *statistics,
                            kk_arena *arena, const kk_release **out, kk_error *err) KK_MUST_USE;

/* Level by level, indicator by indicator; of a release without statistics none. */
size_t kk_release_statistics(const kk_release *release, const kk_statistic_row **rows);

/* ---- what the stage guide adds ---- */

/* What a choice of areas, a division of means and places for help rest on, made of a release and of nothing else. */
typedef struct kk_guidance {
    size_t column_count, sheet_count;
    kk_released_column *column; /* by level, then indicator; indicator->statistic is one of KK_GUIDE_… */
    kk_sheet *sheet;            /* by name, none twice */
} kk_guidance;

/* The release with these columns behind those of their level, shown on the map where the indicator is on_map, and with
 * these sheets. `release` stays as it is. In the arena. */
kk_status kk_release_add_guidance(const kk_release *release, const kk_guidance *guidance, kk_arena *arena,
                                  const kk_release **out, kk_error *err) KK_MUST_USE;

/* None where the project has no guide. */
size_t kk_release_sheets(const kk_release *release, const kk_sheet **sheets);

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
