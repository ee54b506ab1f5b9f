/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/random.h"

#include <gsl/gsl_cdf.h>

/* ---- Philox 4×32-10: the known answers of Random123 (kat_vectors) ---- */

static void assert_block(kk_random random, const uint32_t expected[4])
{
    for (int i = 0; i < 4; i++) assert_int_equal(kk_random_next(&random), expected[i]);
}

static void known_answers(void **state)
{
    (void)state;
    const uint32_t zeros[] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    const uint32_t ones[] = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    const uint32_t pi[] = {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
    const uint32_t all = 0xffffffff;
    assert_block((kk_random){.used = 4}, zeros);
    assert_block((kk_random){{all, all}, {all, all, all, all}, {0}, 4}, ones);
    assert_block((kk_random){{0xa4093822, 0x299f31d0}, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0}, 4}, pi);
}

static void seed_and_stream_have_a_place_of_their_own(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 0x299f31d0a4093822, 0x0370734413198a2e);
    random.counter[0] = 0x243f6a88;
    random.counter[1] = 0x85a308d3;
    assert_int_equal(kk_random_next(&random), 0xd16cfe09);
}

static void the_counter_carries(void **state)
{
    (void)state;
    kk_random random = {.counter = {0xffffffff, 0, 7, 0}, .used = 4}, next = {.counter = {0, 1, 7, 0}, .used = 4};
    for (int i = 0; i < 4; i++) kk_random_next(&random);
    for (int i = 0; i < 8; i++) assert_int_equal(kk_random_next(&random), kk_random_next(&next));
}

/* ---- what is drawn ---- */

enum { DRAWS = 200000 };

typedef struct moments {
    double mean, variance, skewness;
} moments;

static moments moments_of(const double *x, size_t n)
{
    moments m = {0};
    double cubes = 0;
    for (size_t i = 0; i < n; i++) m.mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        m.variance += pow(x[i] - m.mean, 2) / (double)n;
        cubes += pow(x[i] - m.mean, 3) / (double)n;
    }
    m.skewness = cubes / pow(m.variance, 1.5);
    return m;
}

/* Within five standard errors; the fourth central moment over the squared variance is `kurtosis`. */
static void assert_moments(const double *x, double mean, double variance, double skewness, double kurtosis)
{
    moments m = moments_of(x, DRAWS);
    assert_near(m.mean, mean, 5 * sqrt(variance / DRAWS));
    assert_near(m.variance, variance, 5 * variance * sqrt((kurtosis - 1) / DRAWS));
    assert_near(m.skewness, skewness, 5 * sqrt(15.0 / DRAWS));
}

static void uniform_and_normal(void **state)
{
    (void)state;
    static double x[DRAWS];
    kk_random random;
    kk_random_init(&random, 1, 1);
    for (size_t i = 0; i < DRAWS; i++) {
        x[i] = kk_random_uniform(&random);
        assert_true(x[i] > 0 && x[i] < 1);
    }
    assert_moments(x, 0.5, 1.0 / 12, 0, 1.8);
    for (size_t i = 0; i < DRAWS; i++) x[i] = kk_random_normal(&random);
    assert_moments(x, 0, 1, 0, 3);
}

static void poisson_of_small_and_large_means(void **state)
{
    (void)state;
    static double x[DRAWS];
    const double mean[] = {0.2, 3, 12.5, 29.9, 30, 30.1, 75, 4000};
    for (uint64_t m = 0; m < 8; m++) {
        kk_random random;
        kk_random_init(&random, 5, m);
        for (size_t i = 0; i < DRAWS; i++) {
            x[i] = kk_random_poisson(&random, mean[m]);
            assert_true(x[i] >= 0 && x[i] == floor(x[i]));
        }
        assert_moments(x, mean[m], mean[m], 1 / sqrt(mean[m]), 3 + 1 / mean[m]);
    }
    kk_random random;
    kk_random_init(&random, 5, 9);
    for (int i = 0; i < 100; i++) assert_true(kk_random_poisson(&random, 0) == 0);
}

/* Both ways of drawing follow the distribution itself: χ² over its middle, each count by itself. */
static void poisson_has_the_right_shape(void **state)
{
    (void)state;
    const double mean[] = {29.5, 30.5};
    for (uint64_t m = 0; m < 2; m++) {
        double seen[61] = {0}, chi_squared = 0;
        kk_random random;
        kk_random_init(&random, 11, m);
        for (size_t i = 0; i < DRAWS; i++) {
            double k = kk_random_poisson(&random, mean[m]);
            if (k <= 60) seen[(int)k]++;
        }
        for (int k = 15; k <= 45; k++) {
            double expected = DRAWS * exp(-mean[m] + k * log(mean[m]) - lgamma(k + 1));
            chi_squared += pow(seen[k] - expected, 2) / expected;
        }
        assert_true(gsl_cdf_chisq_Q(chi_squared, 31) > 1e-4);
    }
}

/* Three goes into 2³² unevenly, 3·2³⁰ leaves a quarter: without a second try the lower half of it comes up too often.
 */
static void below_is_even(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 3, 0);
    const uint32_t large = 3u << 30;
    double thirds[3] = {0}, quarters[3] = {0};
    for (size_t i = 0; i < 3 * (DRAWS / 3); i++) {
        uint32_t small_draw = kk_random_below(&random, 3), large_draw = kk_random_below(&random, large);
        assert_true(small_draw < 3 && large_draw < large);
        thirds[small_draw]++;
        quarters[large_draw % 3]++;
        assert_int_equal(kk_random_below(&random, 1), 0);
    }
    for (int i = 0; i < 3; i++) {
        assert_near(thirds[i], DRAWS / 3, 5 * sqrt(DRAWS * 2.0 / 9));
        assert_near(quarters[i], DRAWS / 3, 5 * sqrt(DRAWS * 2.0 / 9));
    }
}

static void streams_and_seeds_do_not_resemble_each_other(void **state)
{
    (void)state;
    for (int which = 0; which < 3; which++) {
        kk_random a, b;
        double sum = 0;
        kk_random_init(&a, 1, 0);
        kk_random_init(&b, which == 0 ? 2 : 1, which == 0 ? 0 : which == 1 ? 1 : (uint64_t)1 << 32);
        for (size_t i = 0; i < DRAWS; i++) sum += (kk_random_uniform(&a) - 0.5) * (kk_random_uniform(&b) - 0.5) * 12;
        assert_near(sum / DRAWS, 0, 5 / sqrt(DRAWS));
    }
}

static void seed_of_text(void **state)
{
    (void)state;
    /* FNV-1a of "a" and "foobar", as its authors publish them. */
    assert_true(kk_random_seed(0, "a") == 0xaf63dc4c8601ec8c);
    assert_true(kk_random_seed(0, "foobar") == 0x85944171f73967e8);
    assert_true(kk_random_seed(1, "reach") != kk_random_seed(2, "reach"));
    assert_true(kk_random_seed(1, "reach") != kk_random_seed(1, "reacg"));
    assert_true(kk_random_seed(kk_random_seed(1, "wijk"), "2022") != kk_random_seed(kk_random_seed(1, "2022"), "wijk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(seed_and_stream_have_a_place_of_their_own),
        cmocka_unit_test(the_counter_carries),
        cmocka_unit_test(uniform_and_normal),
        cmocka_unit_test(poisson_of_small_and_large_means),
        cmocka_unit_test(poisson_has_the_right_shape),
        cmocka_unit_test(below_is_even),
        cmocka_unit_test(streams_and_seeds_do_not_resemble_each_other),
        cmocka_unit_test(seed_of_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
