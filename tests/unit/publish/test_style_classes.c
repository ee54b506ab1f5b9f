/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "publish/style_classes.h"

static void check_bounds(kk_style_classes found, size_t count, const double *bounds)
{
    assert_int_equal(found.count, count);
    for (size_t k = 0; count > 0 && k <= count; k++) assert_true(found.bound[k] == bounds[k]);
}

static void quantiles_have_each_bound_once(void **state)
{
    (void)state;
    check_bounds(kk_style_quantiles((double[]){6, 1, 5, 2, 4, 3}, 6), 5, (const double[]){1, 2, 3, 4, 5, 6});
    check_bounds(kk_style_quantiles((double[]){0, 0, 0, 0, 0, 0, 0, 0, 0, 3}, 10), 1, (const double[]){0, 3});
    check_bounds(kk_style_quantiles((double[]){2}, 1), 1, (const double[]){2, 2});
    check_bounds(kk_style_quantiles(NULL, 0), 0, NULL);
}

/* Sizes 1 to 6: the 20% quantile is the second, the 60% quantile the fourth. */
static void what_differs_has_the_same_classes_on_both_sides(void **state)
{
    (void)state;
    const double bounds[] = {-6, -4, -2, 2, 4, 6};
    check_bounds(kk_style_around_zero((double[]){0, 6, -1, 5, -2, 4, -3, 0}, 8), 5, bounds);
    check_bounds(kk_style_around_zero((double[]){-6, 1, -5, 2, -4, 3}, 6), 5, bounds);
}

static void few_sizes_have_classes_of_equal_widths(void **state)
{
    (void)state;
    const double bounds[] = {-10, -6, -2, 2, 6, 10}, unit[] = {-1, -0.6, -0.2, 0.2, 0.6, 1};
    check_bounds(kk_style_around_zero((double[]){0, -10, 0}, 3), 5, bounds);
    check_bounds(kk_style_around_zero((double[]){10, -10, 10, -10, 10, 10, 10}, 7), 5, bounds);
    for (int k = 0; k < 6; k++) assert_true(fabs(kk_style_around_zero((double[]){0, 0}, 2).bound[k] - unit[k]) < 1e-15);
    check_bounds(kk_style_around_zero(NULL, 0), 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_have_each_bound_once),
        cmocka_unit_test(what_differs_has_the_same_classes_on_both_sides),
        cmocka_unit_test(few_sizes_have_classes_of_equal_widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
