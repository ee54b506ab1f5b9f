/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Estimates of small regions, shrunk to the larger region they lie in. Pure kernel.
 *
 * The hierarchical normal model (Fay & Herriot 1979; two levels as in Ghosh & Rao 1994):
 *   y_i | θ_i ~ N(θ_i, v_i)      region i (wijk), sampling variance v_i taken as known
 *   θ_i | μ_g ~ N(μ_g, τ²)       its parent g (gemeente)
 *   μ_g       ~ N(μ, ω²)         the land
 * τ² and ω² by Paule & Mandel's (1982) equations, first within parents, then between them; clamped at 0. Given these,
 * the posterior of every θ_i and μ_g is exact (a tree of normals: up, then down), μ with a flat prior.
 */
#ifndef KK_SHRINKAGE_H
#define KK_SHRINKAGE_H

#include <stddef.h>
#include <stdint.h>

/* What is shrunk. An estimate or variance that is not finite: no estimate. Variances are 0 or ≥ 1e-100. */
typedef struct kk_shrinkable {
    const double *estimate, *variance; /* [region] */
    const uint32_t *parent;            /* [region] < parent_count; NULL: one level (τ² only, all in the land) */
    size_t count, parent_count;        /* without parents 0 */
} kk_shrinkable;

/* The posterior of every region, and room to work in. */
typedef struct kk_shrunk {
    double *mean, *variance; /* [region] */
    double *scratch;         /* KK_SHRINK_SCRATCH(parent_count) */
} kk_shrunk;

#define KK_SHRINK_SCRATCH(parent_count) (4 * (parent_count) + 2)

typedef struct kk_shrinkage {
    double mean;            /* μ */
    double within, between; /* τ², ω² */
    double reliability; /* signal share of the variance: (τ² + ω²) / (τ² + ω² + mean v); NaN for < 2 regions, and where
                           nothing varies */
    size_t regions; /* with an estimate */
} kk_shrinkage;

/*
 * A region without an estimate gets its parent's distribution with τ² added; one whose variance is 0 stays as it is,
 * with variance 0. No region with an estimate: all NaN. Cost: O(count · steps), steps < 100.
 */
kk_shrinkage kk_shrink(const kk_shrinkable *regions, const kk_shrunk *out);

#endif
