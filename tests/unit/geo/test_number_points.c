/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiling.h"

#include "geo/number_points.h"

/* Whatever has the coordinates of its points, and goes up by one at most, is the numbering that is meant. */
static void check_numbers(const kk_areas *areas, int threads)
{
    kk_numbered made;
    size_t known = 0;
    assert_true(kk_number_points(areas, threads, &made));
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_polygons *shape = &areas->level[l].shape;
        for (size_t q = 0; q < shape->point_count; q++) {
            uint32_t number = made.number[l][q];
            if (number > known) fail_msg("%u after %zu", number, known);
            known += number == known;
            assert_true(made.xy[2 * (size_t)number] == shape->xy[2 * q]);
            assert_true(made.xy[2 * (size_t)number + 1] == shape->xy[2 * q + 1]);
        }
    }
    assert_int_equal(made.count, known);
    kk_numbered_clear(&made);
}

static int by_coordinates(const void *a, const void *b)
{
    const double *p = a, *q = b;
    if (p[0] != q[0]) return p[0] < q[0] ? -1 : 1;
    return (p[1] > q[1]) - (p[1] < q[1]);
}

static size_t count_different(const double *xy, size_t count)
{
    double *sorted = malloc(2 * count * sizeof *sorted);
    assert_non_null(sorted);
    memcpy(sorted, xy, 2 * count * sizeof *sorted);
    qsort(sorted, count, 2 * sizeof *sorted, by_coordinates);
    size_t different = count > 0;
    for (size_t i = 1; i < count; i++) different += by_coordinates(&sorted[2 * i - 2], &sorted[2 * i]) != 0;
    free(sorted);
    return different;
}

static void test_numbers_are_of_coordinates(void **state)
{
    (void)state;
    static const int threads[] = {1, 2, 3, 7, 100};
    for (size_t side = 1; side <= 16; side *= 2) {
        tiling *t = tiling_begin(side, side);
        for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) check_numbers(&t->areas, threads[i]);
        tiling_end(t);
    }
}

static void test_equal_points_have_one_number(void **state)
{
    (void)state;
    tiling *t = tiling_begin(12, 5);
    kk_numbered made;
    size_t most = 0;
    for (size_t l = 0; l < t->areas.level_count; l++) {
        const kk_polygons *shape = &t->areas.level[l].shape;
        size_t here = count_different(shape->xy, shape->point_count);
        most = here > most ? here : most;
    }
    assert_true(kk_number_points(&t->areas, 2, &made));
    assert_int_equal(count_different(made.xy, made.count), made.count);
    assert_int_equal(made.count, most); /* larger areas have no points but those of their parts */
    kk_numbered_clear(&made);
    tiling_end(t);
}

/* All in one column, in which no stripe has more than another, and a zero of either sign. */
static void test_points_above_each_other(void **state)
{
    (void)state;
    enum { POINTS = 10000 };
    static double xy[2 * POINTS];
    for (size_t q = 0; q < POINTS; q++) {
        xy[2 * q] = q % 2 == 0 ? 0.0 : -0.0;
        xy[2 * q + 1] = (double)(q * 7919 % 5000);
    }
    kk_areas areas = {.level_count = 1};
    areas.level[0].shape = (kk_polygons){.point_count = POINTS, .xy = xy};
    for (int threads = 1; threads < 5; threads++) check_numbers(&areas, threads);
}

static void test_no_points(void **state)
{
    (void)state;
    kk_areas none = {.level_count = 0}, empty = {.level_count = 2};
    check_numbers(&none, 2);
    check_numbers(&empty, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_of_coordinates),
        cmocka_unit_test(test_equal_points_have_one_number),
        cmocka_unit_test(test_points_above_each_other),
        cmocka_unit_test(test_no_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
