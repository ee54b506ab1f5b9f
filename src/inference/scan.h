/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of the scan share. Low rates are scanned as high rates of what lies outside: then `count` is that of
 * the events outside the circle, and so is its mean.
 */
#ifndef KK_INFERENCE_SCAN_H
#define KK_INFERENCE_SCAN_H

#include "kk/scan.h"

typedef struct scan_model {
    kk_scan_areas areas;
    const kk_scan_rule *rule;
    double *share;  /* [area] of what is expected, sum 1 */
    double *events; /* [area] scaled so that their sum is whole */
    double total;   /* their sum: 1 … INT32_MAX − 1 */
} scan_model;

/* A circle around a centre up to an area; of areas equally far only the last ends one. */
typedef struct scan_window {
    uint32_t area;
    double distance2;    /* squared */
    double mean, spread; /* of the count by chance: mean, and standard deviation */
    double cap;          /* up to here and up to mean + √(steepness · LLR) spread no count has that LLR */
} scan_window;

/* Windows of one centre, ascending; `count` areas. */
typedef struct scan_list {
    scan_window *window;
    size_t count;
} scan_list;

/* An area as far from the centre as it is; room to sort them. */
typedef struct scan_distance {
    uint64_t key; /* bits of the squared distance, which order as it does */
    uint32_t area;
} scan_distance;

/* The windows around a centre that hold no area at `reach` (squared) or farther. `room` has 2 × count items. */
void scan_list_make(const scan_model *model, uint32_t centre, double reach, scan_distance *room, scan_list *out);

/* Whether a circle ends with this window: areas equally far enter together. */
bool scan_window_ends(const scan_window *window);

/* Both of a count above its mean: the LLR, and 2 or 1 so that LLR ≤ (count − mean)² / (steepness · spread²). */
double scan_llr(double count, double mean, double total);
double scan_steepness(const kk_scan_rule *rule);

/* Whether an LLR is higher than another, and whether a maximum reaches one, by more than rounding. */
bool scan_is_better(double llr, double other);
bool scan_is_reached(double llr, double maximum);

/* ---- by chance alone ---- */

enum { SCAN_LANES = 16 }; /* replicates that are scanned together */

typedef int32_t scan_lanes __attribute__((vector_size(4 * SCAN_LANES)));

/* The events of each replicate by area, negative where low rates are scanned: block b, area i at [b × areas + i]. */
typedef struct scan_replicates {
    scan_lanes *change;
    size_t blocks;
    int32_t total;
} scan_replicates;

/* Draws them; `change` is freed by the caller. */
kk_status scan_replicates_draw(const scan_model *model, scan_replicates *out, kk_error *err) KK_MUST_USE;

/* Raises maxima[SCAN_LANES], the highest LLR of each replicate of a block so far, to those in the windows. */
void scan_replicates_raise(const scan_model *model, const scan_replicates *replicates, size_t block,
                           const scan_list *list, double *maxima);

/* ---- searching ---- */

/* The best window around a centre; `areas` 0: none. */
typedef struct scan_best {
    uint32_t centre;
    size_t areas;
    double llr, distance2;
} scan_best;

/* The best window of every centre, and the maxima of the replicates, which begin at 0. */
kk_status scan_search(const scan_model *model, const scan_replicates *replicates, scan_best *best, double *maxima,
                      kk_error *err) KK_MUST_USE;

/* The best anew of every centre whose window holds an area at `reach` (squared) or farther. */
kk_status scan_search_again(const scan_model *model, const double *reach, scan_best *best, kk_error *err) KK_MUST_USE;

#endif
