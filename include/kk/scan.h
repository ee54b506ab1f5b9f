/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Clusters in circles: Kulldorff's (1997) spatial scan statistic with a Poisson model, purely spatial.
 *
 * A window is a circle around a centroid that holds every area whose centroid is in it (areas equally far enter
 * together) and at most a share of what is expected. With c events of C, and E expected of C (scaled to their sum):
 *   LLR = c ln(c/E) + (C − c) ln((C − c)/(C − E))   where c > E (of low rates: c < E), else 0    (Kulldorff 1997, eq.
 * 9) The most likely cluster is the window with the highest. By chance alone the C events fall on the areas in
 * proportion to what is expected of each; in R replicates of that, of which M reach the LLR, p = (M + 1)/(R + 1). Since
 * it is the maximum over all windows that is compared, p is right for the map as a whole.
 */
#ifndef KK_SCAN_H
#define KK_SCAN_H

#include "kk/arena.h"
#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_scan_areas {
    size_t count;
    const double *xy;       /* centroids, xy[2i], xy[2i + 1] */
    const double *events;   /* ≥ 0; need not be whole */
    const double *expected; /* ≥ 0: persons, or expected counts; any scale */
} kk_scan_areas;

typedef struct kk_scan_rule {
    double largest;      /* share of the expected in a window at most: 0 < … ≤ 0.5 */
    bool low;            /* low rates instead of high ones */
    unsigned replicates; /* ≥ 1 */
    double significance; /* clusters are numbered as long as p is at most this */
    uint64_t seed;
    int threads;
} kk_scan_rule;

typedef struct kk_scan_cluster {
    uint32_t centre;
    double radius; /* distance to the farthest of its areas, in the unit of xy */
    size_t areas;
    double observed, expected; /* events */
    double relative_risk; /* rate inside over rate outside: (c/E) / ((C − c)/(C − E)); ∞ with no event outside */
    double llr, p;
} kk_scan_cluster;

typedef struct kk_scan {
    size_t count;             /* of clusters: the most likely one whatever its p, then those with p ≤ significance */
    kk_scan_cluster *cluster; /* most likely first; none shares an area with one before it */
    uint32_t *number;         /* [area] 1 … of the cluster it is in, 0 in none whose p ≤ significance */
} kk_scan;

/*
 * Secondary clusters are the best windows among those that share no area with more likely ones; their p is against the
 * same maxima, so it errs to the safe side. Of windows with the same LLR the smallest circle counts. With fewer than
 * two areas, no events, nothing expected or no window with an LLR above 0 there is no cluster. In the arena; the same
 * at any number of threads. Cost: O(n² (log n + replicates/16)); memory O(threads · 32 n + n · replicates).
 */
kk_status kk_scan_make(const kk_scan_areas *areas, const kk_scan_rule *rule, kk_arena *arena, kk_scan *out,
                       kk_error *err) KK_MUST_USE;

/* The log-likelihood ratio of a window, of high rates or low ones: c = 106, E = 62.13, C = 552 → 14.782064. */
double kk_scan_llr(double observed, double expected, double total, bool low);

#endif
