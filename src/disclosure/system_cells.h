/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What single cells tell of the variables that they show or hide: the numbers, and what the status says.
 */
#ifndef KK_DISCLOSURE_SYSTEM_CELLS_H
#define KK_DISCLOSURE_SYSTEM_CELLS_H

#include "disclosure/system_index.h"
#include "kk/indicators.h"

/* One cell. */
typedef struct kk_cell {
    const kk_system_index *index;
    size_t column, area;
    bool is_raw; /* in the gate: the numbers of what is hidden are there, and are not told */
} kk_cell;

/* In the gate the cells of the release that is made are raw, those of earlier ones are not. */
kk_cell kk_cell_of(const kk_system_index *index, size_t column, size_t area, bool is_gate);

/* What is known of the parts of a cell. ±INFINITY: nothing. */
typedef struct kk_cell_range {
    kk_interval numerator, denominator, rest;
} kk_cell_range;

kk_figure_status kk_cell_status(const kk_cell *cell);

/* Whether a figure was there before rules applied: those of its parts too, and a share was within 0 … 1. */
bool kk_status_had_value(kk_figure_status status);

/* What a cell of that status tells (disclosure/system.h), where `base` is known of a public denominator. */
kk_cell_range kk_cell_claims(const kk_cell *cell, kk_figure_status status, kk_interval base);

/* What the numbers of the cell tell: numerator and denominator, or what value and interval leave open of them. */
kk_cell_range kk_cell_told(const kk_cell *cell);

/* Whether a number is told; NaN: none. `number` is one of the arrays of the column. */
double kk_number_told(const kk_cell *cell, const double *number);

/* The bounds within which a published figure was before it was rounded (docs/outputs.md, "Figures and statuses"). */
kk_interval kk_before_rounding(double published);

/*
 * The n for which a share within `share` may have Wilson bounds within `lower` and `upper`: with more persons both
 * bounds come nearer to the share. By bisection, to 1e-12 of n, outward. 0 … INFINITY: nothing follows.
 */
kk_interval kk_wilson_base(kk_interval share, kk_interval lower, kk_interval upper);

#endif
