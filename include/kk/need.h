/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The index of need: indicators, in themes, made into one number for each area, with what contributed to it. Pure,
 * freestanding kernel on the caller's buffers (a browser runs the same): no allocation, no libm but kk/elementary.h.
 *
 * Each indicator is brought to one scale, turned so that more is more need, and averaged by weight within its theme;
 * themes are averaged by weight to the index (OECD and JRC 2008, Handbook on Constructing Composite Indicators, steps
 * 5–6).
 *
 * An indicator without spread (all areas equal, or no youths in any area with a value) tells no areas apart: all score
 * the average of it, and it contributes 0.
 */
#ifndef KK_NEED_H
#define KK_NEED_H

#include "kk/guide_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_need_indicator {
    const double *value; /* [area]; NaN: none */
    uint32_t theme;
    double weight;    /* within the theme, > 0; of any sum */
    bool is_strength; /* more is less need */
} kk_need_indicator;

typedef struct kk_need_areas {
    size_t count, indicator_count, theme_count;
    const kk_need_indicator *indicator;
    const double *theme_weight; /* [theme] > 0; of any sum */
    const double *youths;       /* [area] ≥ 0; 0: takes no part in means and ridits, and gets a score by them */
    kk_need_rule rule;
} kk_need_areas;

/* The caller's; NaN where there is none. */
typedef struct kk_need_scores {
    double *scaled;       /* [indicator × area], turned; NaN of a missing value, also under KK_GAP_AVERAGE */
    double *mean;         /* [indicator]: of `scaled`, weighted by youths; OUTRANKING: 0 */
    double *theme;        /* [theme × area] */
    double *index;        /* [area] */
    double *contribution; /* [indicator × area]: of what the index is above (below) that of the average, the part of
                             this indicator: weight · (s − mean), which sums to index − average; GEOMETRIC: weight ·
                             (ln g − ln g of the mean), which sums to ln index − ln average. Under KK_GAP_LEAVE the
                             weights are those of the area, and so is the average that they sum to. A missing value:
                             NaN, under KK_GAP_AVERAGE 0 */
    double *average;      /* [1]: the index where every indicator is at its mean, by all weights but those of what no
                             area has (which count under KK_GAP_AVERAGE); OUTRANKING: 0 */
} kk_need_scores;

/* Room to work in, each [area]. */
typedef struct kk_need_room {
    double *value, *weight;
    uint32_t *area, *order;
} kk_need_room;

/* Cost: O(indicators · areas · log areas). The order of areas shows in nothing but the order of sums (compensated). */
void kk_need_score(const kk_need_areas *areas, const kk_need_room *room, const kk_need_scores *out);

#endif
