/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this stage share that read the release and add to the guide. Each (guide_TOPIC.c) has one topic and
 * a function that make.c calls where the project asks for it; the arithmetic is in the kernels.
 */
#ifndef KK_GUIDE_WORK_H
#define KK_GUIDE_WORK_H

#include "kk/figure.h"
#include "kk/guide.h"

#include <math.h>

typedef struct kk_guide_work {
    const kk_config *config;
    const kk_guide_sources *sources;
    const kk_release *release; /* that of the sources */
    const kk_areas *areas;
    int threads;
    kk_arena *arena;
    kk_guide *out;
    size_t column_capacity, sheet_capacity;
} kk_guide_work;

/* ---- what is read ---- */

/* The level of that name, or that of the index; −1: this project has no such areas. */
ptrdiff_t kk_guide_level(const kk_guide_work *work, const char *name);

/* Figures of the indicator (an index in the project) at the level. In the arena. */
kk_status kk_guide_figures_take(kk_guide_work *work, uint32_t indicator, uint32_t level, kk_guide_figures *out,
                                kk_error *err) KK_MUST_USE;

/* A figure of the indicator as published, with its 95% interval: of a percentage that is taken as published, without
   one, that of a share of so many persons, ± 1.96 √(p (1 − p) / n). Bounds are NaN where nothing tells them. */
kk_estimate kk_guide_estimate(const kk_config_indicator *indicator, kk_estimate published, double persons);
kk_estimate kk_guide_released(const kk_released_column *column, size_t area);

/* The standard error: half the interval / 1.96. */
double kk_guide_error(kk_estimate figure);

/* Numbers of persons, or amounts: of an indicator of kind value its value, of any other its numerator. A part has not
   what its whole has: the area around stands in for none, and errors are NaN. In the arena. */
kk_status kk_guide_amounts_take(kk_guide_work *work, uint32_t indicator, uint32_t level, kk_guide_figures *out,
                                kk_error *err) KK_MUST_USE;

/* The area of another level that an area lies in (buurt in wijk in gemeente; member of an own area), or −1. */
ptrdiff_t kk_guide_area_around(const kk_areas *areas, uint32_t level, size_t area, uint32_t other);

/* NULL where there is no index at that level. */
const kk_guide_index *kk_guide_index_at(const kk_guide *guide, uint32_t level);

/* ---- what is added ---- */

/* A column to fill in, by area of the level: at first no figure, unknown. */
typedef struct kk_guide_column {
    const kk_config_indicator *indicator;
    double *value, *lower, *upper;
    uint8_t *status;
} kk_guide_column;
kk_status kk_guide_column_add(kk_guide_work *work, uint32_t indicator, uint32_t level, const char *period,
                              kk_guide_column *out, kk_error *err) KK_MUST_USE;
/* In published units. A NaN value leaves it unknown; an interval has both bounds or none. */
void kk_guide_column_set(const kk_guide_column *column, size_t area, double value, double lower, double upper);

/* A sheet with all its rows, whose cells are to be filled in: at first empty. */
typedef struct kk_guide_sheet_form {
    const char *name, *meaning;
    const kk_sheet_column *column; /* must live as long as the guide */
    size_t column_count;
} kk_guide_sheet_form;
kk_status kk_guide_sheet_add(kk_guide_work *work, const kk_guide_sheet_form *form, size_t rows, kk_sheet **out,
                             kk_error *err) KK_MUST_USE;

/* The cells of a row are filled in from left to right. */
static inline void kk_cell_text(kk_sheet_cell **cell, const char *text)
{
    (*cell)++->text = text;
}
static inline void kk_cell_whole(kk_sheet_cell **cell, int64_t whole)
{
    (*cell)++->whole = whole;
}
static inline void kk_cell_number(kk_sheet_cell **cell, double number)
{
    (*cell)++->number = number;
}

/* ---- the topics, in this order ---- */

kk_status kk_guide_make_index(kk_guide_work *work, kk_error *err) KK_MUST_USE;      /* need.csv */
kk_status kk_guide_make_crossing(kk_guide_work *work, kk_error *err) KK_MUST_USE;   /* crossing.csv */
kk_status kk_guide_make_targets(kk_guide_work *work, kk_error *err) KK_MUST_USE;    /* targets, reach, peers */
kk_status kk_guide_make_goals(kk_guide_work *work, kk_error *err) KK_MUST_USE;      /* goals.csv */
kk_status kk_guide_make_evaluation(kk_guide_work *work, kk_error *err) KK_MUST_USE; /* evaluation.csv */
kk_status kk_guide_make_divisions(kk_guide_work *work, kk_error *err) KK_MUST_USE; /* allocation, scenarios, frontier */
kk_status kk_guide_make_shift(kk_guide_work *work, kk_error *err) KK_MUST_USE;     /* shift.csv */
kk_status kk_guide_make_siting(kk_guide_work *work, kk_error *err) KK_MUST_USE;    /* siting, access, siting_summary */
kk_status kk_guide_make_roof(kk_guide_work *work, kk_error *err) KK_MUST_USE;      /* roof, roof_access */

#endif
