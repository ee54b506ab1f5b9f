/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/random.h"
#include "tiles/clip.h"

#include <math.h>

static void add(kk_grid_polygon *polygon, const int32_t *xy, size_t count)
{
    for (size_t i = 0; i < count; i++) assert_true(kk_grid_add(polygon, (kk_grid_point){xy[2 * i], xy[2 * i + 1]}));
    assert_true(kk_grid_end_ring(polygon));
}

static int64_t area2(const kk_grid_polygon *polygon)
{
    int64_t sum = 0;
    for (size_t r = 0; r < polygon->ring_count; r++)
        sum += kk_ring_area2(&polygon->point[polygon->begin[r]], polygon->begin[r + 1] - polygon->begin[r]);
    return sum;
}

static kk_grid_polygon cut(const kk_grid_polygon *in, bool along_x, int32_t at, bool low)
{
    kk_grid_polygon out = {0};
    kk_cut_room *room = kk_cut_room_new();
    assert_true(kk_grid_cut(in, along_x, at, low, room, &out));
    kk_cut_room_free(room);
    for (size_t i = 0; i < out.end; i++) {
        int32_t v = along_x ? out.point[i].x : out.point[i].y;
        assert_true(low ? v <= at : v >= at);
    }
    return out;
}

/* A U that the line parts into its two legs and the foot. */
static void test_a_cut_parts_rings(void **state)
{
    (void)state;
    static const int32_t u[] = {0, 0, 30, 0, 30, 30, 20, 30, 20, 10, 10, 10, 10, 30, 0, 30};
    kk_grid_polygon in = {0};
    add(&in, u, 8);
    assert_int_equal(area2(&in), 2 * 700);
    kk_grid_polygon legs = cut(&in, false, 20, false), foot = cut(&in, false, 20, true);
    assert_int_equal(legs.ring_count, 2);
    assert_int_equal(area2(&legs), 2 * 200);
    for (size_t r = 0; r < 2; r++)
        assert_int_equal(kk_ring_area2(&legs.point[legs.begin[r]], legs.begin[r + 1] - legs.begin[r]), 2 * 100);
    assert_int_equal(foot.ring_count, 1);
    assert_int_equal(area2(&foot), 2 * 500);
    kk_grid_clear(&in);
    kk_grid_clear(&legs);
    kk_grid_clear(&foot);
}

/* Through a hole: each half has a bay and no hole; beside it the hole stays. */
static void test_a_hole_is_cut_too(void **state)
{
    (void)state;
    static const int32_t square[] = {0, 0, 100, 0, 100, 100, 0, 100}, hole[] = {40, 40, 40, 60, 60, 60, 60, 40};
    kk_grid_polygon in = {0};
    add(&in, square, 4);
    add(&in, hole, 4);
    assert_int_equal(area2(&in), 2 * 9600);
    kk_grid_polygon half = cut(&in, true, 50, true), most = cut(&in, true, 80, true), none = cut(&in, true, -5, true);
    assert_int_equal(half.ring_count, 1);
    assert_int_equal(area2(&half), 2 * 4800);
    assert_int_equal(most.ring_count, 2);
    assert_int_equal(area2(&most), 2 * 7600);
    assert_int_equal(none.ring_count, 0);
    kk_grid_clear(&in);
    kk_grid_clear(&half);
    kk_grid_clear(&most);
    kk_grid_clear(&none);
}

static void test_what_touches_the_line_alone_is_nothing(void **state)
{
    (void)state;
    static const int32_t triangle[] = {50, 0, 100, 50, 50, 100};
    kk_grid_polygon in = {0};
    add(&in, triangle, 3);
    kk_grid_polygon left = cut(&in, true, 50, true), right = cut(&in, true, 50, false);
    assert_int_equal(left.ring_count, 0);
    assert_int_equal(area2(&right), area2(&in));
    kk_grid_clear(&in);
    kk_grid_clear(&left);
    kk_grid_clear(&right);
}

/* Star-shaped polygons with a hole, cut again and again: both sides together are as large as before, but for rounding
   of half a unit where an edge crosses. */
static void test_both_sides_make_the_whole(void **state)
{
    (void)state;
    enum { CORNERS = 60 };
    for (uint64_t seed = 1; seed <= 500; seed++) {
        kk_random random;
        kk_random_init(&random, seed, 0);
        kk_grid_polygon in = {0};
        for (int hole = 0; hole < 2; hole++) {
            int32_t xy[2 * CORNERS];
            for (size_t i = 0; i < CORNERS; i++) {
                double angle = 2 * M_PI * (double)(hole ? CORNERS - 1 - i : i) / CORNERS;
                double far = (hole ? 300 : 2000) + (hole ? 600 : 2000) * kk_random_uniform(&random);
                xy[2 * i] = (int32_t)lround(5000 + far * cos(angle));
                xy[2 * i + 1] = (int32_t)lround(5000 + far * sin(angle));
            }
            add(&in, xy, CORNERS);
        }
        bool along_x = seed % 2 == 0;
        int32_t at = (int32_t)(2000 + 6000 * kk_random_uniform(&random));
        kk_grid_polygon low = cut(&in, along_x, at, true), high = cut(&in, along_x, at, false);
        int64_t lost = area2(&in) - area2(&low) - area2(&high);
        assert_true(llabs(lost) <= 8 * 4000);
        for (size_t r = 0; r < low.ring_count; r++)
            assert_true(kk_ring_area2(&low.point[low.begin[r]], low.begin[r + 1] - low.begin[r]) != 0);
        kk_grid_clear(&in);
        kk_grid_clear(&low);
        kk_grid_clear(&high);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cut_parts_rings),
        cmocka_unit_test(test_a_hole_is_cut_too),
        cmocka_unit_test(test_what_touches_the_line_alone_is_nothing),
        cmocka_unit_test(test_both_sides_make_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
