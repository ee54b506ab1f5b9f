/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Did it work? And do we get there? Pure kernels over released figures of areas.
 */
#ifndef KK_EVALUATION_H
#define KK_EVALUATION_H

#include "kk/error.h"
#include "kk/indicators.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- did it work ---- */

/* Figures of areas, in one unit, with the sampling variances of them; NaN: none. Baseline and later ones are of
   different persons, or hardly the same. */
typedef struct kk_evaluation_areas {
    size_t count;
    const double *baseline, *baseline_variance;
    const double *later, *later_variance;
    const double *trend; /* slope before the baseline, to compare with areas of the same; NULL: not used */
    const bool *is_treated;
} kk_evaluation_areas;

typedef struct kk_evaluation_options {
    unsigned matches;    /* areas to compare each treated one with, ≥ 1; 3 as a rule */
    double caliper;      /* at most so far off, in standard deviations; 0.25 as a rule */
    bool more_is_better; /* more of the figure */
} kk_evaluation_options;

typedef enum kk_evaluation_verdict { KK_EFFECT_UNCLEAR, KK_EFFECT_BETTER, KK_EFFECT_WORSE } kk_evaluation_verdict;

typedef enum kk_evaluation_reason {
    KK_UNCLEAR_NOT,      /* better or worse */
    KK_UNCLEAR_FEW,      /* fewer than KK_EVALUATION_TREATED treated areas, or KK_EVALUATION_OTHERS others */
    KK_UNCLEAR_NO_MATCH, /* for most treated areas there is none like them */
    KK_UNCLEAR_ZERO      /* an interval includes 0, or they lie on different sides of it */
} kk_evaluation_reason;

enum { KK_EVALUATION_TREATED = 5, KK_EVALUATION_OTHERS = 20 };

typedef struct kk_evaluation {
    double change;     /* of treated areas, mean of later − baseline: what a naive eye sees */
    double regression; /* of that, to be expected as the baseline was partly chance: regression to the mean */
    double common;     /* of that, what changed everywhere: mean change of the others from their shrunken baseline */
    kk_estimate beyond_expected; /* change − regression − common, with its 95% interval */
    kk_estimate beyond_matches;  /* against the areas most like each; over `matched` */
    size_t treated, others;      /* with both figures */
    size_t treated_missing;      /* without */
    size_t matched;              /* treated areas with others like them */
    kk_evaluation_verdict verdict;
    kk_evaluation_reason reason;
} kk_evaluation;

/*
 * The effect of being on a list that was made of the baseline, as mean change beyond what is to be expected.
 *   y0 ~ N(θ, v0), θ ~ N(μ, τ²): kk_shrink over all areas with a baseline; posterior mean m, variance p = w v0,
 *   w = τ²/(τ² + v0). y1 ~ N(θ + δ + u + effect, v1), u ~ N(0, σ²) the change of areas among each other.
 * However areas were chosen, if by y0, the posterior stays what it is (Rubin 1976), so without effect d = y1 − m has
 * mean δ, for the worst-off too. Both effects are contrasts Σ c d with Σ c = 0 and Σ c = 1 over treated areas:
 *   beyond_expected  the others have c = −1/others (James and Stein's shrinkage against regression to the mean: Efron
 *                    and Morris 1975; Barnett, van der Pols and Dobson 2005)
 *   beyond_matches   to each treated area, the `matches` others nearest in m (and `trend`), in standard deviations of
 *                    these, with replacement, within the caliper: a difference in differences from shrunken baselines,
 *                    which is Abadie and Imbens's (2011) matching with bias correction, the bias known
 * Variance: Σ c² (p + v1 + σ²) (the sum over reuse of matches as in Abadie and Imbens 2006), σ² by moments from the
 * others, clamped at 0; and for not knowing τ² and μ, by the delta method:
 *   (Σ c ∂m/∂τ²)² · 2/Σ(τ² + v0)⁻² + (Σ c ∂m/∂μ)² / Σ(τ² + v0)⁻¹.
 * Interval: t with others − 1 degrees of freedom. The verdict is given only where both intervals lie on one side of 0.
 * Undefined (NaN): all where no area is treated; effects with fewer than 2 others; beyond_matches without any match.
 * Neighbouring areas whose errors go together, and children of both periods, are not in the model. Cost: O(count ·
 * steps + treated · others · matches). Error: memory.
 */
kk_status kk_evaluate(const kk_evaluation_areas *areas, const kk_evaluation_options *options, kk_evaluation *out,
                      kk_error *err) KK_MUST_USE;

/* ---- goals ---- */

typedef struct kk_goal {
    double target, year; /* year: decimal, when it is to be reached */
} kk_goal;

/* A figure and its moment. */
typedef struct kk_goal_figure {
    double year;
    kk_estimate figure;
} kk_goal_figure;

typedef enum kk_goal_status {
    KK_GOAL_UNTOLD,  /* cannot be told: chance could explain either, or a figure lacks */
    KK_GOAL_REACHED, /* the whole interval is at or beyond the target */
    KK_GOAL_ON,      /* on course: at or ahead of the straight line from baseline to target */
    KK_GOAL_OFF      /* behind it */
} kk_goal_status;

typedef struct kk_goal_progress {
    kk_estimate share; /* of the way from baseline to target; > 1 beyond, < 0 the wrong way */
    double needed;     /* change a year from now on; NaN once the year has come */
    kk_estimate ahead; /* of the line, in units of the figure; < 0: behind */
    kk_goal_status status;
} kk_goal_progress;

/*
 * Where the figure `now` stands between `baseline` and the goal. The line at time t is b + f (target − b), f = (t −
 * t_b) / (t_goal − t_b), 0 … 1. Intervals by kk_difference of `now` and of the line, whose interval is that of the
 * baseline, times 1 − f; so a baseline that was partly chance does not make progress. For `share` the length of the
 * way, target − b, is taken as it was set. A target equal to the baseline is no way to go: nothing can be told. O(1).
 */
kk_goal_progress kk_goal_measure(kk_goal goal, kk_goal_figure baseline, kk_goal_figure now);

#endif
