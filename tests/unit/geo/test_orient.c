/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "geo/orient.h"

static int sign_of(__float128 value)
{
    return (value > 0) - (value < 0);
}

/* Shewchuk's picture: doubles around (0.5, 0.5) against a line, as whole multiples of 2^-53. */
static void points_an_ulp_from_a_line(void **state)
{
    (void)state;
    const kk_point a = {12, 12}, b = {24, 24};
    for (int i = -40; i <= 40; i++)
        for (int j = -40; j <= 40; j++) {
            kk_point c = {0.5 + i * 0x1p-53, 0.5 + j * 0x1p-53};
            __float128 dx = (__float128)c.x, dy = (__float128)c.y;
            int expected = sign_of((12 - dx) * (24 - dy) - (12 - dy) * (24 - dx));
            assert_int_equal(kk_orient(a, b, c), expected);
            assert_int_equal(kk_orient_exact(a, b, c), expected);
            assert_int_equal(kk_orient(b, a, c), -expected);
            assert_int_equal(kk_orient(c, a, b), expected);
        }
}

/* A line of which no multiple of the slope is a double: nothing on it but its ends. */
static void points_near_a_line_of_rd(void **state)
{
    (void)state;
    const kk_point a = {155000.123, 463000.457}, b = {155987.651, 463311.119};
    int on = 0;
    for (int i = 0; i <= 1000; i++) {
        double t = i / 1000.0;
        kk_point c = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        __float128 exact =
            ((__float128)a.x - c.x) * ((__float128)b.y - c.y) - ((__float128)a.y - c.y) * ((__float128)b.x - c.x);
        assert_int_equal(kk_orient(a, b, c), sign_of(exact));
        on += kk_orient(a, b, c) == 0;
    }
    assert_true(on >= 2);
    assert_int_equal(kk_orient(a, b, a), 0);
    assert_int_equal(kk_orient(a, b, b), 0);
}

/* Far apart in magnitude: what is lost in the difference decides. */
static void nothing_is_lost_in_a_difference(void **state)
{
    (void)state;
    assert_int_equal(kk_orient((kk_point){0, 0}, (kk_point){1e30, 1e30}, (kk_point){1e-30, 2e-30}), 1);
    assert_int_equal(kk_orient((kk_point){0, 0}, (kk_point){1e30, 1e30}, (kk_point){2e-30, 1e-30}), -1);
    assert_int_equal(kk_orient((kk_point){-1e20, -1e20}, (kk_point){1e20, 1e20}, (kk_point){1e-20, 0}), -1);
    assert_int_equal(kk_orient((kk_point){-1e20, -1e20}, (kk_point){1e20, 1e20}, (kk_point){1e-20, 1e-20}), 0);
    assert_int_equal(kk_orient((kk_point){1, 1}, (kk_point){1, 1}, (kk_point){5, 7}), 0);
}

/* On a line a point counts as moved up, and far less to the right. */
static void a_point_on_a_line_is_moved(void **state)
{
    (void)state;
    const kk_point o = {0, 0}, east = {2, 0}, north = {0, 2}, slope = {2, 2}, steep = {2, 8};
    assert_true(kk_is_left(o, east, (kk_point){1, 0}));
    assert_false(kk_is_left(east, o, (kk_point){1, 0}));
    assert_false(kk_is_left(o, north, (kk_point){0, 1}));
    assert_true(kk_is_left(north, o, (kk_point){0, 1}));
    assert_true(kk_is_left(o, slope, (kk_point){1, 1}));
    assert_true(kk_is_left(o, steep, (kk_point){1, 4}));
    assert_false(kk_is_left(steep, o, (kk_point){1, 4}));
    assert_true(kk_is_left(o, slope, (kk_point){1, 1.5}));
    assert_false(kk_is_left(o, slope, (kk_point){1, 0.5}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_an_ulp_from_a_line),
        cmocka_unit_test(points_near_a_line_of_rd),
        cmocka_unit_test(nothing_is_lost_in_a_difference),
        cmocka_unit_test(a_point_on_a_line_is_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
