/* SPDX-License-Identifier: EUPL-1.2 */
/* Gi* against golden numbers, spdep and sums over all pairs. */
#include "unit/inference/pattern_map.h"

static kk_error err;

static void getis_ord(const double *value, const kk_neighbours *of, double *z)
{
    assert_int_equal(kk_getis_ord_make(value, of, z, &err), KK_OK);
}

enum { POINTS = 6 };

static void make_points(pattern_map *map)
{
    static const double x[] = {10, 20, 40, 15, 30, 30}, y[] = {10, 10, 10, 20, 20, 30};
    unsigned char link[POINTS * POINTS];
    for (int i = 0; i < POINTS * POINTS; i++) {
        int a = i / POINTS, b = i % POINTS;
        link[i] = a != b && hypot(x[a] - x[b], y[a] - y[b]) <= 15;
    }
    pattern_map_of_matrix(map, link, POINTS);
}

static const double points_value[POINTS] = {2, 3, 3.2, 5, 8, 7};

static void test_golden(void **state)
{
    (void)state;
    static const double expected[] = {-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331};
    double z[POINTS];
    pattern_map map;
    make_points(&map);
    getis_ord(points_value, &map.neighbours, z);
    for (int i = 0; i < POINTS; i++) assert_near(z[i], expected[i], 5e-9);
    pattern_map_clear(&map);
}

static void test_spdep(void **state)
{
    (void)state;
    static double z[WIJKEN];
    wijken *w = wijken_read();
    getis_ord(w->eb, &w->map.neighbours, z);
    for (size_t i = 0; i < WIJKEN; i++) assert_near(z[i], w->star[i], 2e-6 * fmax(1, fabs(w->star[i])));
    wijken_free(w);
}

/* As it is defined, with a weight of its own for each row: (Σwx − Wx̄)/(s√((nΣw² − W²)/(n − 1))). */
static double with_weight(const double *value, const kk_neighbours *of, size_t i, double weight)
{
    double n = (double)of->count, mean = 0, squares = 0, sum = weight * value[i];
    for (size_t j = 0; j < of->count; j++) {
        mean += value[j] / n;
        squares += value[j] * value[j] / n;
    }
    double links = of->begin[i + 1] - of->begin[i] + 1.0, all = weight * links, of_squares = weight * weight * links;
    for (uint32_t l = of->begin[i]; l < of->begin[i + 1]; l++) sum += weight * value[of->neighbour[l]];
    return (sum - all * mean) / (sqrt(squares - mean * mean) * sqrt((n * of_squares - all * all) / (n - 1)));
}

static void test_row_scaling(void **state)
{
    (void)state;
    double z[POINTS];
    pattern_map map;
    make_points(&map);
    getis_ord(points_value, &map.neighbours, z);
    for (size_t i = 0; i < POINTS; i++)
        for (double weight = 0.125; weight < 100; weight *= 3)
            assert_near(with_weight(points_value, &map.neighbours, i, weight), z[i], 1e-12);
    pattern_map_clear(&map);
}

static void test_affine_and_relabelling(void **state)
{
    (void)state;
    static double z[WIJKEN], other_z[WIJKEN], moved[WIJKEN];
    static uint32_t order[WIJKEN];
    pattern_map other;
    wijken *w = wijken_read();
    shuffle_order(order, WIJKEN, 2);
    pattern_map_relabel(&other, &w->map.neighbours, order);
    for (size_t i = 0; i < WIJKEN; i++) moved[i] = 5 - 300 * w->rate[order[i]];
    getis_ord(w->rate, &w->map.neighbours, z);
    getis_ord(moved, &other.neighbours, other_z);
    for (size_t i = 0; i < WIJKEN; i++) assert_near(other_z[i], -z[order[i]], 1e-9);
    pattern_map_clear(&other);
    wijken_free(w);
}

static void test_edges(void **state)
{
    (void)state;
    const unsigned char star[9] = {0, 1, 1, 1, 0, 0, 0, 0, 0};
    const double value[] = {1, 2, 6}, equal[] = {0.7, 0.7, 0.7};
    double z[3];
    pattern_map map, nothing;
    pattern_map_of_matrix(&map, star, 3);
    pattern_map_of_matrix(&nothing, star, 0);
    getis_ord(value, &map.neighbours, z);
    assert_true(isnan(z[0]));                     /* all are its neighbours */
    assert_near(z[2], 3 / sqrt(14 / 3.0), 1e-12); /* an island: its own score */
    getis_ord(equal, &map.neighbours, z);
    for (int i = 0; i < 3; i++) assert_true(isnan(z[i]));
    getis_ord(value, &nothing.neighbours, z);
    pattern_map_clear(&map);
    pattern_map_clear(&nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),      cmocka_unit_test(test_spdep),
        cmocka_unit_test(test_row_scaling), cmocka_unit_test(test_affine_and_relabelling),
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
