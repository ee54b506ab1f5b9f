/* SPDX-License-Identifier: EUPL-1.2 */
/* That counts, however small, are never further from the truth than the normal number that stands for them; and that
   rank sets of them therefore hold. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/ranks.h"

#include <gsl/gsl_cdf.h>
#include <stdbool.h>

/* ---- bounds ---- */

static double at_most(bool share, double x, double size, double p)
{
    if (x < 0) return 0;
    return share ? gsl_cdf_binomial_P((unsigned)x, p, (unsigned)size) : gsl_cdf_poisson_P((unsigned)x, size * p);
}

static kk_rank_score score_of(bool share, double x, double size)
{
    return share ? kk_rank_score_of_share(x, size) : kk_rank_score_of_rate(x, size);
}

/* That low − θ ≤ error · Z and θ − high ≤ −error · Z, with Z the least and the greatest that stand for this count. */
static void check_bounds(bool share, double x, double size, double p)
{
    kk_rank_score score = score_of(share, x, size);
    double truth = share ? asin(sqrt(p)) : sqrt(p), slip = 0.05 * score.error;
    double below = at_most(share, x - 1, size, p), reached = at_most(share, x, size, p);
    double least = below <= 0 ? -INFINITY : gsl_cdf_ugaussian_Pinv(below);
    double most = reached >= 1 ? INFINITY : gsl_cdf_ugaussian_Pinv(reached);
    if (least > -1.5 && least < 6) assert_true(score.low - truth <= score.error * least + slip);
    if (most < 1.5 && most > -6) assert_true(truth - score.high <= -score.error * most + slip);
    assert_true(score.low <= score.estimate && score.estimate <= score.high);
    assert_near(score.estimate, share ? asin(sqrt(x / size)) : sqrt(x / size), 1e-15);
    assert_near(score.error, 0.5 / sqrt(size), 1e-15);
}

static void counts_are_no_further_off_than_normal(void **state)
{
    (void)state;
    const double sizes[] = {1, 2, 7, 20, 60, 200, 1500};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (double p = 0.003; p < 1; p *= 1.7)
            for (double x = 0; x <= sizes[s] && x <= 60; x++) {
                check_bounds(true, x, sizes[s], p);
                check_bounds(true, sizes[s] - x, sizes[s], 1 - p);
                check_bounds(false, x, sizes[s], p);
            }
}

/* The bounds of a rate with exposure 1, from the quantiles of the gamma distribution on a grid of 0.02 (R, qgamma). */
static void bounds_are_as_by_quantiles(void **state)
{
    (void)state;
    const double expected[][2] = {{1, 0.830453}, {2, 1.294948}, {10, 3.109419}, {100, 9.983345}, {1000, 31.617506}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_near(kk_rank_score_of_rate(expected[i][0], 1).low, expected[i][1], 0.005);
}

static void bounds_know_their_ends(void **state)
{
    (void)state;
    kk_rank_score none = kk_rank_score_of_share(0, 30), all = kk_rank_score_of_share(30, 30);
    assert_true(isinf(none.low) && none.low < 0 && isfinite(none.high) && none.high > none.estimate + none.error);
    assert_true(isinf(all.high) && all.high > 0 && isfinite(all.low));
    for (double x = 1; x < 30; x++) {
        kk_rank_score score = kk_rank_score_of_share(x, 30), mirror = kk_rank_score_of_share(30 - x, 30);
        kk_rank_score before = kk_rank_score_of_share(x - 1, 30);
        assert_near(score.low, M_PI_2 - mirror.high, 1e-9);
        assert_near(score.centre, M_PI_2 - mirror.centre, 1e-12);
        assert_true(before.low < score.low && before.high < score.high && before.centre < score.centre);
    }
}

/* With many persons bounds and estimate come together; beyond what the distribution functions take too. */
static void many_are_normal(void **state)
{
    (void)state;
    double last = INFINITY;
    for (double persons = 100; persons < 1e10; persons *= 10) {
        kk_rank_score share = kk_rank_score_of_share(0.4 * persons, persons);
        kk_rank_score rate = kk_rank_score_of_rate(0.4 * persons, persons);
        double apart = (share.high - share.low) / share.error;
        assert_true(apart <= last + 1e-6 && apart > 0);
        assert_near(rate.estimate, sqrt(0.4), 1e-12);
        last = apart;
    }
    assert_true(last < 0.02);
}

/* ---- coverage ---- */

enum { AREAS = 40, RUNS = 200 };

typedef enum method { AS_COUNTS, AS_NORMAL } method;

/* All areas are truly the same, most are small: as hard as it can be. In how many runs all sets hold. */
static double coverage(bool share, method by, double p, bool simultaneous)
{
    double held = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        kk_rank_score areas[AREAS];
        kk_rank_set set[AREAS];
        kk_error err;
        for (size_t i = 0; i < AREAS; i++) {
            kk_random random;
            kk_random_init(&random, 5, (uint64_t)run * AREAS + i);
            double size = i < 4 ? 3000 : 20 + 5 * (double)i, x = 0;
            if (!share) x = kk_random_poisson(&random, p * size);
            for (double person = 0; share && person < size; person++) x += kk_random_uniform(&random) < p;
            double r = x / size;
            areas[i] =
                by == AS_COUNTS ? score_of(share, x, size) : (kk_rank_score){r, sqrt(r * (1 - r) / size), r, r, r};
        }
        kk_rank_options options = {0.95, simultaneous, true, 199, run, 1};
        assert_int_equal(kk_rank_sets(areas, AREAS, &options, set, &err), KK_OK);
        double together = 1, each = 0;
        for (size_t i = 0; i < AREAS; i++) {
            bool holds = set[i].lower == 1 && set[i].upper == AREAS;
            together = holds ? together : 0;
            each += holds;
        }
        held += simultaneous ? together : each / AREAS;
    }
    return held / RUNS;
}

/* At least the level less three Monte Carlo errors. The usual way does not reach it. */
static void sets_of_small_counts_hold(void **state)
{
    (void)state;
    const double least = 0.95 - 3 * sqrt(0.95 * 0.05 / RUNS);
    for (double p = 0.02; p < 0.25; p *= 6)
        for (int kind = 0; kind < 4; kind++) assert_true(coverage(kind % 2, AS_COUNTS, p, kind / 2) >= least);
    assert_true(coverage(true, AS_NORMAL, 0.02, true) < 0.8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_no_further_off_than_normal),
        cmocka_unit_test(bounds_are_as_by_quantiles),
        cmocka_unit_test(bounds_know_their_ends),
        cmocka_unit_test(many_are_normal),
        cmocka_unit_test(sets_of_small_counts_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
