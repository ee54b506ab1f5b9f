/* SPDX-License-Identifier: EUPL-1.2 */
/* The index of places against comparing with every one: scattered, clustered, on a grid (ties), double, few, none. */
#include "unit/check.h"

#include "kk/locate.h"

#include <stdbool.h>

enum { QUERIES = 2000 };

/* Numbers that are the same in every run. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

static kk_nearest *index_of(const double *xy, size_t count)
{
    kk_nearest *index;
    kk_error err;
    assert_int_equal(kk_nearest_new(xy, count, &index, &err), KK_OK);
    return index;
}

static ptrdiff_t compare_all(const double *xy, size_t count, double x, double y, double *distance)
{
    ptrdiff_t found = -1;
    double best = INFINITY;
    for (size_t i = 0; i < count; i++) {
        double dx = xy[2 * i] - x, dy = xy[2 * i + 1] - y;
        if (!(dx * dx + dy * dy < best)) continue;
        best = dx * dx + dy * dy;
        found = (ptrdiff_t)i;
    }
    *distance = sqrt(best);
    return found;
}

typedef struct found_points {
    size_t count, index[5000];
    double farthest;
} found_points;

static void take(size_t index, double distance, void *context)
{
    found_points *found = context;
    assert_true(found->count < sizeof found->index / sizeof *found->index);
    found->index[found->count++] = index;
    found->farthest = fmax(found->farthest, distance);
}

static int by_size(const void *a, const void *b)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    return (left > right) - (left < right);
}

static void check_within(const kk_nearest *index, const double *xy, size_t count, double x, double y, double radius)
{
    static found_points found;
    found.count = 0;
    found.farthest = 0;
    kk_nearest_within(index, x, y, radius, take, &found);
    assert_true(found.farthest <= radius);
    qsort(found.index, found.count, sizeof *found.index, by_size);
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        double dx = xy[2 * i] - x, dy = xy[2 * i + 1] - y;
        if (dx * dx + dy * dy > radius * radius) continue;
        assert_true(next < found.count);
        assert_int_equal(found.index[next++], i);
    }
    assert_int_equal(next, found.count);
}

/* Every query has one answer: index and distance as comparing with all gives, to the bit. */
static void check_points(const double *xy, size_t count, const double *queries, size_t query_count)
{
    kk_nearest *index = index_of(xy, count);
    for (size_t q = 0; q < query_count; q++) {
        double x = queries[2 * q], y = queries[2 * q + 1], distance, expected;
        ptrdiff_t best = compare_all(xy, count, x, y, &expected);
        assert_int_equal(kk_nearest_find(index, x, y, &distance), best);
        assert_true(distance == expected);
        if (q % 20 == 0) check_within(index, xy, count, x, y, expected * (1 + (double)(q % 5)));
    }
    kk_nearest_free(index);
}

static void test_scattered_points(void **state)
{
    (void)state;
    static double xy[2 * 3000], queries[2 * QUERIES];
    uint64_t seed = 7;
    for (size_t i = 0; i < sizeof xy / sizeof *xy; i++) xy[i] = draw(&seed) * 100000;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) queries[i] = draw(&seed) * 140000 - 20000;
    for (size_t count = 1; count < 40; count++) check_points(xy, count, queries, 100);
    check_points(xy, 3000, queries, QUERIES);
}

static void test_towns(void **state)
{
    (void)state;
    static double xy[2 * 3000], queries[2 * QUERIES];
    uint64_t seed = 11;
    for (size_t i = 0; i < 3000; i++) {
        double town = floor(draw(&seed) * draw(&seed) * 20) * 9000;
        xy[2 * i] = town + draw(&seed) * 300;
        xy[2 * i + 1] = 2 * town + draw(&seed) * 300;
    }
    for (size_t i = 0; i < 2 * QUERIES; i++) queries[i] = draw(&seed) * 180000;
    check_points(xy, 3000, queries, QUERIES);
    check_points(xy, 3000, xy, QUERIES);
}

/* Of a point in the middle of four the lowest index is the answer, wherever the tree put it. */
static void test_ties_go_to_the_lowest_index(void **state)
{
    (void)state;
    static double xy[2 * 1600], queries[2 * QUERIES];
    for (size_t i = 0; i < 1600; i++) {
        size_t shuffled = i * 641 % 1600;
        xy[2 * i] = (double)(shuffled % 40) * 2;
        xy[2 * i + 1] = (double)(shuffled / 40) * 2;
    }
    for (size_t q = 0; q < QUERIES; q++) {
        queries[2 * q] = (double)(q % 81);
        queries[2 * q + 1] = (double)(q * 7 % 81);
    }
    check_points(xy, 1600, queries, QUERIES);
}

static void test_many_points_in_one_place(void **state)
{
    (void)state;
    static double xy[2 * 500];
    double distance;
    for (size_t i = 0; i < 500; i++) {
        xy[2 * i] = i < 20 ? 5 : 100;
        xy[2 * i + 1] = 100;
    }
    kk_nearest *index = index_of(xy, 500);
    assert_int_equal(kk_nearest_find(index, 100, 103, &distance), 20);
    assert_true(distance == 3);
    assert_int_equal(kk_nearest_find(index, 0, 100, &distance), 0);
    check_within(index, xy, 500, 100, 100, 0);
    check_within(index, xy, 500, 5, 100, 95);
    check_within(index, xy, 500, 5, 100, 94.999999);
    kk_nearest_free(index);
}

static void test_none_and_points_that_are_none(void **state)
{
    (void)state;
    double distance, xy[] = {NAN, 1, INFINITY, 2, 3, 4, 3, NAN};
    kk_nearest *index = index_of(xy, 0);
    assert_int_equal(kk_nearest_find(index, 1, 1, &distance), -1);
    assert_true(isnan(distance));
    check_within(index, xy, 0, 1, 1, 1e9);
    kk_nearest_free(index);
    index = index_of(xy, 4);
    assert_int_equal(kk_nearest_find(index, 0, 0, &distance), 2);
    assert_true(distance == 5);
    assert_int_equal(kk_nearest_find(index, NAN, 0, &distance), -1);
    assert_true(isnan(distance));
    kk_nearest_free(index);
    double none[2 * 50];
    for (size_t i = 0; i < 100; i++) none[i] = NAN;
    index = index_of(none, 50);
    assert_int_equal(kk_nearest_find(index, 0, 0, &distance), -1);
    kk_nearest_free(index);
    kk_nearest_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scattered_points),
        cmocka_unit_test(test_towns),
        cmocka_unit_test(test_ties_go_to_the_lowest_index),
        cmocka_unit_test(test_many_points_in_one_place),
        cmocka_unit_test(test_none_and_points_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
