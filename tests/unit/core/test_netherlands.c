/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "core/netherlands.h"

static void test_where_the_netherlands_are(void **state)
{
    (void)state;
    assert_true(kk_box_holds(&kk_netherlands_rd, 155000, 463000)); /* Amersfoort */
    assert_true(kk_box_holds(&kk_netherlands_degrees, 5.3872, 52.1552));
    assert_false(kk_box_holds(&kk_netherlands_rd, 463000, 155000));
    assert_false(kk_box_holds(&kk_netherlands_rd, 5.3872, 52.1552));
    assert_false(kk_box_holds(&kk_netherlands_degrees, 52.1552, 5.3872));
    assert_false(kk_box_holds(&kk_netherlands_degrees, 155000, 463000));
    assert_true(kk_box_holds(&kk_netherlands_rd, 0, 300000) && kk_box_holds(&kk_netherlands_rd, 300000, 630000));
    assert_false(kk_box_holds(&kk_netherlands_rd, -0.001, 400000) || kk_box_holds(&kk_netherlands_rd, 1e5, 630000.001));
    assert_false(kk_box_holds(&kk_netherlands_rd, NAN, 463000) || kk_box_holds(&kk_netherlands_rd, 155000, NAN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_where_the_netherlands_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
