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

typedef struct kk_shrinkage {
    double mean, mean_variance; /* μ */
    double within, between;     /* τ², ω² */
    double reliability; /* signal share of the variance: (τ² + ω²) / (τ² + ω² + mean v); NaN for < 2 regions, and where
                           nothing varies */
    size_t regions; /* with an estimate */
} kk_shrinkage;

/*
 * `estimate[i]`, `variance[i]` ≥ 0 of `count` regions; not finite in either: no estimate (its posterior is its parent's
 * distribution with τ² added). `parent[i]` < parent_count; NULL: one level (τ² only, all in the land; parent_count 0).
 * Gives posterior means and variances of regions and, where not NULL, of parents. `scratch` has room for
 * 4 · parent_count + 4 doubles. Variances all 0: nothing is shrunk. No region with an estimate: all NaN.
 * Cost: O(count · steps), steps < 100.
 */
kk_shrinkage kk_shrink(const double *estimate, const double *variance, const uint32_t *parent, size_t count,
                       size_t parent_count, double *posterior, double *posterior_variance, double *parent_posterior,
                       double *parent_variance, double *scratch);

#endif
