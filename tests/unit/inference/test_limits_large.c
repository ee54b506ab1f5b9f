/* SPDX-License-Identifier: EUPL-1.2 */
/* Control limits of counts beyond what sums can follow: euros, cents, a whole country. */
#include "unit/check.h"

#include "kk/change.h"

#include <stdbool.h>

static void assert_normal(double target, double exposure, bool is_share)
{
    kk_funnel limits = kk_funnel_limits(target, exposure, is_share);
    double error = sqrt(target * (is_share ? 1 - target : 1) / exposure);
    assert_near(limits.lower_95, target - 1.959963984540054 * error, 1e-12 * target);
    assert_near(limits.upper_998, target + 3.090232306167813 * error, 1e-12 * target);
}

static void test_limits_of_large_counts(void **state)
{
    (void)state;
    assert_normal(1200, 1000, false);
    assert_normal(0.3, 3e17, true);
    assert_normal(1e-12, 3e17, true);
    assert_normal(5e9, 1e9, false);
}

/* Where the way of computing changes, the limits do not jump: less than a fiftieth of their distance to the target. */
static void test_limits_do_not_jump(void **state)
{
    (void)state;
    const struct {
        double target, exposure;
        bool is_share;
    } borders[] = {{1, 1e5, false}, {0.5, 4e5, true}, {1e-4, 1e8, true}};
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        double target = borders[i].target, exposure = borders[i].exposure;
        kk_funnel below = kk_funnel_limits(target, exposure * (1 - 1e-9), borders[i].is_share);
        kk_funnel above = kk_funnel_limits(target, exposure * (1 + 1e-9), borders[i].is_share);
        assert_near(below.lower_998, above.lower_998, (target - above.lower_998) / 50);
        assert_near(below.upper_95, above.upper_95, (above.upper_95 - target) / 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits_of_large_counts),
        cmocka_unit_test(test_limits_do_not_jump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
