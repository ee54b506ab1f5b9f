/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

static const double low[] = {10, 20};
static const double wijken[] = {11, -1, NAN, 14, -1, 16, 0};

static void of_a_release(guide_fixture *f, kk_guide_figures *figures)
{
    guide_add(f, POVERTY, GEMEENTE, low, 0);
    guide_add(f, POVERTY, WIJK, wijken, 2);
    guide_release(f);
    kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .arena = &f->arena};
    assert_int_equal(kk_guide_figures_take(&work, POVERTY, WIJK, figures, &f->err), KK_OK);
}

static void test_a_withheld_figure_is_that_of_the_area_around(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(6);
    kk_guide_figures figures;
    of_a_release(f, &figures);
    assert_near(figures.value[0], 11, 0);
    assert_int_equal(figures.origin[0], KK_ORIGIN_OWN);
    assert_string_equal(figures.from[0], "WK000100");
    assert_near(figures.error[0], 2 / 1.959963984540054, 1e-12);
    assert_near(figures.value[1], 10, 0);
    assert_near(figures.value[4], 20, 0);
    assert_int_equal(figures.origin[4], KK_ORIGIN_AROUND);
    assert_string_equal(figures.from[4], "GM0002");
    assert_int_equal(figures.status[4], KK_FIGURE_SECRET);
    /* It need not be like its gemeente: own figures are 11, 14 and 16. */
    assert_near(figures.error[4],
                sqrt(((11 - 41.0 / 3) * (11 - 41.0 / 3) + (14 - 41.0 / 3) * (14 - 41.0 / 3) +
                      (16 - 41.0 / 3) * (16 - 41.0 / 3)) /
                     2),
                1e-12);
    assert_near(figures.upper[4] - figures.lower[4], 2 * 1.959963984540054 * figures.error[4], 1e-12);
    guide_end(f);
}

static void test_an_unknown_figure_stays_unknown(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(6);
    kk_guide_figures figures;
    of_a_release(f, &figures);
    for (size_t i = 2; i < 7; i += 4) {
        assert_true(isnan(figures.value[i]));
        assert_int_equal(figures.origin[i], KK_ORIGIN_NONE);
        assert_string_equal(figures.from[i], "");
    }
    guide_end(f);
}

static void test_an_indicator_without_figures(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(6);
    kk_guide_figures figures;
    guide_add(f, POVERTY, GEMEENTE, low, 0);
    guide_release(f);
    kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .arena = &f->arena};
    assert_int_equal(kk_guide_figures_take(&work, POVERTY, WIJK, &figures, &f->err), KK_OK);
    assert_null(figures.period);
    assert_true(isnan(figures.value[0]));
    guide_end(f);
}

/* So that who computes again from the files finds the same, and nobody more digits than they have. */
static void test_figures_are_those_that_are_published(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(2);
    kk_guide_figures shares, amounts;
    guide_add(f, POVERTY, WIJK, (const double[]){100.0 / 3, 0.001234567, 0}, 1.0 / 7);
    guide_release(f);
    kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .arena = &f->arena};
    assert_int_equal(kk_guide_figures_take(&work, POVERTY, WIJK, &shares, &f->err), KK_OK);
    assert_int_equal(kk_guide_amounts_take(&work, POVERTY, WIJK, &amounts, &f->err), KK_OK);
    assert_true(shares.value[0] == 33.333333 && amounts.value[0] == 33.333333);
    assert_true(shares.value[1] == 0.00123457);
    assert_near(shares.error[0], (33.47619 - 33.190476) / (2 * 1.959963984540054), 1e-12);
    assert_string_equal(shares.source, "proef");
    guide_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_withheld_figure_is_that_of_the_area_around),
        cmocka_unit_test(test_an_unknown_figure_stays_unknown),
        cmocka_unit_test(test_an_indicator_without_figures),
        cmocka_unit_test(test_figures_are_those_that_are_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
