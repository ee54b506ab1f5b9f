/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ranks with uncertainty: confidence sets for the ranks of areas, and the chance of being among the k highest
 * (Mogstad, Romano, Shaikh and Wilhelm 2024, Inference for Ranks, Review of Economic Studies 91). Rank 1 is the highest
 * score. Pure kernels.
 */
#ifndef KK_RANKS_H
#define KK_RANKS_H

#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What is ranked: a score with a known standard error, independent of the others. `low` ≤ estimate ≤ `high` are what it
 * is taken for where it is compared as the higher, and as the lower, of two; both are the estimate where that is
 * normal.
 */
typedef struct kk_rank_score {
    double estimate, error; /* finite, error ≥ 0 */
    double low, high;       /* low may be −∞, high +∞ */
    double centre;          /* the estimate with less bias: what a posterior is made of; ranks do without it */
} kk_rank_score;

/*
 * Scores of events among persons (binomial, 0 ≤ events ≤ persons) and of events by exposure (Poisson, events ≥ 0), both
 * > 0. A rate of 0 has no standard error, so scores are on a scale where all have one that does not depend on the rate:
 *   share: arcsin √p, error 1/(2√n), centre arcsin √((x + 3/8)/(n + 3/4)) (Anscombe 1948)
 *   rate:  √r,        error 1/(2√b), centre √((x + 3/8)/b)
 * On it a count is only roughly normal, and far from it in the tails that decide. So with Φ⁻¹(P(X ≤ x; θ)) as the
 * normal number that stands for a count x when the truth is θ,
 *   high = sup over θ of θ + error · Φ⁻¹(P(X ≤ x; θ)),  low = inf over θ of θ + error · Φ⁻¹(P(X < x; θ)),
 * over those θ for which that number is from −6 to 2 (high) and from −2 to 6 (low). Then low − θ and θ − high are never
 * above error · Z and − error · Z of one standard normal Z, except where Z lies beyond these bounds and decides
 * nothing: rank sets hold for counts however small. Found in steps of a quarter of the error. Above 100,000 events (and
 * others) the bounds are those of 100,000 in units of the error, which are wider. 0 events: low −∞; all of them: high
 * +∞. Cost: some 100 distribution functions.
 */
kk_rank_score kk_rank_score_of_share(double events, double persons);
kk_rank_score kk_rank_score_of_rate(double events, double exposure);

typedef struct kk_rank_options {
    double confidence; /* 0.5 < … < 1 */
    bool simultaneous; /* all sets hold together with that confidence; else each does by itself */
    bool stepdown;
    unsigned draws; /* R ≥ 1, 1000 as a rule */
    uint64_t seed;
    int threads;
} kk_rank_options;

/* 1 … count. Of equal estimates `rank` is the first place. lower ≤ rank ≤ upper. */
typedef struct kk_rank_set {
    uint32_t rank, lower, upper;
} kk_rank_set;

/*
 * i is significantly higher than j where low_i − high_j > c √(error_i² + error_j²). lower = 1 + number significantly
 * higher, upper = count − number significantly lower. c is the ⌈(R + 1) · confidence⌉-th smallest, over R draws of
 * independent Z ~ N(0, error²), of the maximum of (Z_i − Z_j) / √(error_i² + error_j²) over all ordered pairs
 * (simultaneous), or over those with area i in them (an own c for each i); so also with few draws the confidence is no
 * less than asked. With R too small for the confidence c is infinite, and all sets are 1 … count. Stepdown (Romano and
 * Wolf 2005) leaves out pairs found significant, and repeats until no more are. Two areas without error differ where
 * their estimates do; without any error nothing is drawn.
 * The same at any number of threads and for any order of the areas, and on another unit but for rounding. Cost: for
 * each draw about count · log count, for marginal sets a few tens more for each area; memory count · R (1 −
 * confidence).
 */
kk_status kk_rank_sets(const kk_rank_score *areas, size_t count, const kk_rank_options *options, kk_rank_set *out,
                       kk_error *err) KK_MUST_USE;

/*
 * The chance of being among the `worst` highest, when these are independent normals with the estimate as their mean (of
 * a posterior, as a rule; low and high play no part): the share of draws in which it is, where equal values share the
 * places that are left. Sums to `worst`; 1 for all where worst ≥ count. Same at any number of threads, in any order.
 * Cost: draws · count · log count.
 */
kk_status kk_rank_chances(const kk_rank_score *areas, size_t count, size_t worst, const kk_rank_options *options,
                          double *chance, kk_error *err) KK_MUST_USE;

#endif
