/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/ranks.h"

#include <gsl/gsl_cdf.h>

enum { MOST = 600 };

static const kk_rank_options usual = {.draws = 500, .seed = 3, .threads = 1};

static void chances(const kk_rank_score *areas, size_t count, size_t worst, kk_rank_options options, double *chance)
{
    kk_error err;
    assert_int_equal(kk_rank_chances(areas, count, worst, &options, chance, &err), KK_OK);
}

static void normal_areas(kk_rank_score *areas, size_t count)
{
    for (size_t i = 0; i < count; i++)
        areas[i] = (kk_rank_score){.estimate = (double)(i * i % 17), .error = 1 + (double)(i % 3)};
}

static void two_are_as_by_the_normal_distribution(void **state)
{
    (void)state;
    double chance[2];
    const kk_rank_score areas[] = {{.estimate = 10, .error = 3}, {.estimate = 12, .error = 4}};
    kk_rank_options options = usual;
    options.draws = 100000;
    chances(areas, 2, 1, options, chance);
    assert_near(chance[1], gsl_cdf_ugaussian_P(2.0 / 5), 0.005);
}

static void they_share_the_places(void **state)
{
    (void)state;
    kk_rank_score areas[50];
    normal_areas(areas, 50);
    for (size_t worst = 0; worst <= 50; worst += 7) {
        double chance[50], sum = 0;
        chances(areas, 50, worst, usual, chance);
        for (size_t i = 0; i < 50; i++) {
            assert_true(chance[i] >= 0 && chance[i] <= 1);
            sum += chance[i];
        }
        assert_near(sum, (double)worst, 1e-9);
    }
}

static void equals_have_equal_chances(void **state)
{
    (void)state;
    double chance[5];
    kk_rank_score areas[5] = {{.estimate = 9}, {.estimate = 7}, {.estimate = 7}, {.estimate = 1}, {.estimate = 7}};
    const double exact[] = {1, 2.0 / 3, 2.0 / 3, 0, 2.0 / 3};
    chances(areas, 5, 3, usual, chance);
    for (size_t i = 0; i < 5; i++) assert_near(chance[i], exact[i], 1e-12);
    for (size_t i = 0; i < 5; i++) areas[i] = (kk_rank_score){.estimate = 7, .error = 2};
    chances(areas, 5, 3, usual, chance);
    for (size_t i = 0; i < 5; i++) assert_near(chance[i], 0.6, 1e-12);
    chances(areas, 5, 5, usual, chance);
    for (size_t i = 0; i < 5; i++) assert_true(chance[i] == 1);
    chances(areas, 5, 9, usual, chance);
    for (size_t i = 0; i < 5; i++) assert_true(chance[i] == 1);
}

static void order_unit_and_threads_change_nothing(void **state)
{
    (void)state;
    static kk_rank_score areas[MOST], other[MOST];
    static double chance[MOST], changed[MOST];
    normal_areas(areas, MOST);
    for (size_t i = 0; i < MOST; i++) {
        kk_rank_score a = areas[i];
        other[i * 37 % MOST] = (kk_rank_score){.estimate = 8 * a.estimate, .error = 8 * a.error};
    }
    kk_rank_options options = usual;
    chances(areas, MOST, 40, options, chance);
    options.threads = 3;
    chances(other, MOST, 40, options, changed);
    for (size_t i = 0; i < MOST; i++) assert_true(chance[i] == changed[i * 37 % MOST]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_are_as_by_the_normal_distribution),
        cmocka_unit_test(they_share_the_places),
        cmocka_unit_test(equals_have_equal_chances),
        cmocka_unit_test(order_unit_and_threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
