/* SPDX-License-Identifier: EUPL-1.2 */
/* How often intervals hold the truth where the counts scatter more than Poisson's (bench/coverage_expected.c: more). */
#include "unit/inference/regression_data.h"

enum { REPLICATES = 600, AREAS = 40, SHAPE = 4 };

typedef struct tally {
    double ratio, naive_ratio, rate, gap; /* shares of the intervals that hold */
} tally;

static int holds(kk_estimate estimate, double truth)
{
    return estimate.lower <= truth && truth <= estimate.upper;
}

/* As if the counts were Poisson's: the interval that robust errors are there to mend. */
static int poisson_holds(const sample *s, const kk_regression *fit, double truth)
{
    double information = 0, mean = 0, weights = 0;
    for (size_t i = 0; i < AREAS; i++) {
        weights += fit->rate[i] * s->exposure[i];
        mean += fit->rate[i] * s->exposure[i] * s->determinant[0][i];
    }
    for (size_t i = 0; i < AREAS; i++) {
        double off = s->determinant[0][i] - mean / weights;
        information += fit->rate[i] * s->exposure[i] * off * off;
    }
    double error = sqrt(fit->vif[0] / information);
    return fabs(fit->coefficient[1] / fit->sd[0] - truth) <= 1.96 * error;
}

static void add_replicate(const sample *s, const kk_regression *fit, const double *own, const double *expected,
                          tally *to)
{
    to->ratio += (double)holds(kk_regression_ratio(fit, 0, 1 / fit->sd[0]), exp(0.3)) / REPLICATES;
    to->naive_ratio += (double)poisson_holds(s, fit, 0.3) / REPLICATES;
    for (size_t i = 0; i < AREAS; i++) {
        kk_interval count = kk_poisson_interval(s->events[i]);
        kk_estimate observed = {s->events[i] / s->exposure[i], count.lower / s->exposure[i],
                                count.upper / s->exposure[i]};
        kk_estimate rate = kk_regression_rate(fit, i), gap = kk_estimate_difference(observed, rate);
        to->rate += (double)holds(rate, expected[i]) / (REPLICATES * AREAS);
        to->gap += (double)holds(gap, own[i] - expected[i]) / (REPLICATES * AREAS);
    }
}

static tally simulate(kk_regression_family family, int shape)
{
    static sample s;
    double own[AREAS], expected[AREAS];
    tally held = {0};
    for (uint64_t replicate = 0; replicate < REPLICATES; replicate++) {
        kk_arena arena;
        kk_arena_init(&arena);
        sample_draw(&s, AREAS, shape, 1000 + replicate, own, expected);
        kk_regression fit = fit_of(&s, family, &arena);
        assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
        add_replicate(&s, &fit, own, expected, &held);
        kk_arena_clear(&arena);
    }
    return held;
}

/* Three standard errors of the simulation of a share are 0.027; areas of one fit are not independent. */
static void check_held(tally held)
{
    assert_in_range(1000 * held.ratio, 923, 985);
    assert_in_range(1000 * held.rate, 935, 975);
    assert_in_range(1000 * held.gap, 950, 990);
}

static void test_scattered_counts(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    tally held = simulate(family, SHAPE);
    check_held(held);
    if (family == KK_QUASIPOISSON) assert_true(held.naive_ratio < 0.6);
}

static void test_poisson_counts(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    tally held = simulate(family, 0);
    check_held(held);
    assert_in_range(1000 * held.naive_ratio, 923, 977);
}

int main(void)
{
    static kk_regression_family families[] = {KK_QUASIPOISSON, KK_NEGATIVE_BINOMIAL};
#define BOTH(test)                                                                                                     \
    {#test " quasi-Poisson", test, NULL, NULL, &families[0]},                                                          \
    {                                                                                                                  \
#test " NB", test, NULL, NULL, &families[1]                                                                    \
    }
    const struct CMUnitTest tests[] = {BOTH(test_scattered_counts), BOTH(test_poisson_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
