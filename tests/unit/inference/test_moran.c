/* SPDX-License-Identifier: EUPL-1.2 */
/* Moran's I against spdep, against sums over all pairs, and by its properties. */
#include "unit/inference/pattern_map.h"

static kk_error err;

static kk_moran moran_of(const double *value, const kk_neighbours *of, kk_weighting weighting, kk_moran_count count)
{
    kk_moran out;
    assert_int_equal(kk_moran_make(value, of, weighting, count, &out, &err), KK_OK);
    return out;
}

static kk_significance permute(const double *value, const kk_neighbours *of, unsigned count, uint64_t seed, int threads)
{
    kk_significance out;
    const kk_permutations permutations = {count, seed, threads};
    assert_int_equal(kk_moran_permute(value, of, KK_WEIGHTS_ROW, &permutations, &out, &err), KK_OK);
    return out;
}

/* ---- golden numbers and spdep ---- */

static void test_golden(void **state)
{
    (void)state;
    wijken *w = wijken_read();
    kk_moran spdep = moran_of(w->rate, &w->map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED);
    assert_int_equal(spdep.n, 3310);
    assert_near(spdep.value, 0.145064915, 5e-10);
    assert_near(spdep.randomised_variance, 0.000115166616, 5e-13);
    kk_moran all = moran_of(w->rate, &w->map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_ALL);
    assert_int_equal(all.n, 3312);
    assert_near(all.value, 0.145152568, 5e-10);
    assert_int_equal(w->map.neighbours.begin[WIJKEN], 18890);
    for (size_t i = 0; i < WIJKEN; i++) {
        bool island = strcmp(w->code[i], "WK006000") == 0 || strcmp(w->code[i], "WK008800") == 0;
        assert_int_equal(w->map.neighbours.begin[i] == w->map.neighbours.begin[i + 1], island);
    }
    wijken_free(w);
}

static void check_row(const wijken *w, const char *line)
{
    char measure[8];
    int all, binary, randomised;
    double value, expected, variance, z;
    int cells = sscanf(line, "%d,%d,%d,%7[a-z],%lf,%lf,%lf,%lf", &all, &binary, &randomised, measure, &value, &expected,
                       &variance, &z);
    assert_int_equal(cells, 8);
    kk_moran out =
        moran_of(strcmp(measure, "eb") == 0 ? w->eb : w->rate, &w->map.neighbours,
                 binary ? KK_WEIGHTS_BINARY : KK_WEIGHTS_ROW, all ? KK_MORAN_OF_ALL : KK_MORAN_OF_NEIGHBOURED);
    double rounding = strcmp(measure, "eb") == 0 ? 1e-6 : 1e-11; /* the file has seven digits of a standardised rate */
    assert_near(out.value, value, rounding);
    assert_near(out.expected, expected, 1e-16);
    assert_near(randomised ? out.randomised_variance : out.normal_variance, variance, rounding * variance);
    assert_near(randomised ? out.randomised_z : out.normal_z, z, 100 * rounding * z);
}

static void test_spdep(void **state)
{
    (void)state;
    char line[200];
    int rows = 0;
    wijken *w = wijken_read();
    FILE *file = fopen("tests/reference/spdep/moran.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file) != NULL; rows++) check_row(w, line);
    assert_int_equal(rows, 16);
    fclose(file);
    wijken_free(w);
}

static void test_rates(void **state)
{
    (void)state;
    double z[WIJKEN];
    wijken *w = wijken_read();
    kk_rate_standardise(w->events, w->exposure, WIJKEN, z);
    for (size_t i = 0; i < WIJKEN; i++) assert_near(z[i], w->eb[i], 6e-7 * fmax(1, fabs(w->eb[i])));
    wijken_free(w);
}

/* Where rates differ no more than by chance, A is below 0, and large areas have v = A + m/b < 0: v = m/b. */
static void test_rates_without_differences(void **state)
{
    (void)state;
    const double events[] = {10, 20, 1000}, exposure[] = {100, 200, 10000}, none[] = {0, 0, 0};
    double z[3];
    kk_rate_standardise(events, exposure, 3, z);
    for (int i = 0; i < 3; i++) assert_near(z[i], 0, 1e-12);
    const double uneven[] = {9, 21, 1000};
    kk_rate_standardise(uneven, exposure, 3, z);
    double mean = 1030 / 10300.0, between = (100 * .01 * .01 + 200 * .005 * .005) / 10300 - mean * 3 / 10300;
    assert_true(between < 0 && between + mean / 100 > 0 && between + mean / 10000 < 0);
    assert_near(z[0], -0.01 / sqrt(between + mean / 100), 1e-12);
    assert_near(z[2], 0, 1e-12);
    kk_rate_standardise(none, exposure, 3, z);
    for (int i = 0; i < 3; i++) assert_true(isnan(z[i]));
}

/* ---- sums over all pairs, one-way links too ---- */

enum { SMALL = 11 };

/* The moments as they are defined, of any weights. */
static void check_by_definition(const double *x, const pattern_map *map, kk_weighting weighting)
{
    double w[SMALL][SMALL] = {0}, n = SMALL, mean = 0, m2 = 0, m4 = 0, s0 = 0, s1 = 0, s2 = 0, products = 0;
    const kk_neighbours *of = &map->neighbours;
    for (size_t i = 0; i < SMALL; i++)
        for (uint32_t l = of->begin[i]; l < of->begin[i + 1]; l++)
            w[i][of->neighbour[l]] = weighting == KK_WEIGHTS_ROW ? 1.0 / (of->begin[i + 1] - of->begin[i]) : 1;
    for (size_t i = 0; i < SMALL; i++) mean += x[i] / n;
    for (size_t i = 0; i < SMALL; i++) {
        double both = 0;
        m2 += pow(x[i] - mean, 2) / n;
        m4 += pow(x[i] - mean, 4) / n;
        for (size_t j = 0; j < SMALL; j++) {
            s0 += w[i][j];
            s1 += pow(w[i][j] + w[j][i], 2) / 2;
            both += w[i][j] + w[j][i];
            products += w[i][j] * (x[i] - mean) * (x[j] - mean);
        }
        s2 += both * both;
    }
    double e = -1 / (n - 1), b = m4 / (m2 * m2);
    double randomised = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0);
    randomised -= b * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
    kk_moran out = moran_of(x, of, weighting, KK_MORAN_OF_ALL);
    assert_near(out.value, products / s0 / m2, 1e-12);
    assert_near(out.expected, e, 1e-15);
    assert_near(out.randomised_variance, randomised / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - e * e, 1e-12);
    assert_near(out.normal_variance, (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - e * e, 1e-12);
    assert_near(out.randomised_z, (out.value - e) / sqrt(out.randomised_variance), 1e-12);
}

static void make_one_way(pattern_map *map, uint64_t seed)
{
    unsigned char link[SMALL * SMALL] = {0};
    kk_random random;
    kk_random_init(&random, seed, 1);
    for (uint32_t i = 0; i < SMALL; i++)
        for (uint32_t j = 0; j < SMALL; j++) link[i * SMALL + j] = i != j && i != 3 && kk_random_uniform(&random) < 0.3;
    pattern_map_of_matrix(map, link, SMALL);
}

static void test_definition(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        pattern_map map;
        double x[SMALL];
        make_one_way(&map, seed);
        draw_normals(x, SMALL, seed, 0);
        check_by_definition(x, &map, KK_WEIGHTS_ROW);
        check_by_definition(x, &map, KK_WEIGHTS_BINARY);
        pattern_map_clear(&map);
    }
}

/* The moments under randomisation are those over all orders of the values. */
static double exact_variance(double *x, const kk_neighbours *of, size_t from, double *sum, double *squares, size_t n)
{
    if (from == n) {
        double value = moran_of(x, of, KK_WEIGHTS_ROW, KK_MORAN_OF_ALL).value;
        *sum += value;
        *squares += value * value;
        return 1;
    }
    double orders = 0;
    for (size_t i = from; i < n; i++) {
        double kept = x[from];
        x[from] = x[i];
        x[i] = kept;
        orders += exact_variance(x, of, from + 1, sum, squares, n);
        x[i] = x[from];
        x[from] = kept;
    }
    return orders;
}

static void test_all_orders(void **state)
{
    (void)state;
    double x[] = {1, 4, 9, 2, 30, 7}, sum = 0, squares = 0;
    pattern_map map;
    pattern_map_of_lattice(&map, 3, 2);
    kk_moran out = moran_of(x, &map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_ALL);
    double orders = exact_variance(x, &map.neighbours, 0, &sum, &squares, 6);
    assert_near(orders, 720, 0);
    assert_near(sum / orders, out.expected, 1e-12);
    assert_near(squares / orders - pow(sum / orders, 2), out.randomised_variance, 1e-12);
    pattern_map_clear(&map);
}

/* ---- properties ---- */

static void test_relabelling_and_affine(void **state)
{
    (void)state;
    static uint32_t order[WIJKEN];
    static double moved[WIJKEN], affine[WIJKEN];
    pattern_map other;
    wijken *w = wijken_read();
    shuffle_order(order, WIJKEN, 5);
    pattern_map_relabel(&other, &w->map.neighbours, order);
    for (size_t i = 0; i < WIJKEN; i++) {
        moved[i] = w->rate[order[i]];
        affine[i] = 1000 - 12.5 * w->rate[i];
    }
    kk_moran here = moran_of(w->rate, &w->map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED);
    kk_moran there = moran_of(moved, &other.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED);
    kk_moran scaled = moran_of(affine, &w->map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED);
    assert_near(there.value, here.value, 1e-12);
    assert_near(there.randomised_variance, here.randomised_variance, 1e-15);
    assert_near(scaled.value, here.value, 1e-11);
    assert_near(scaled.randomised_variance, here.randomised_variance, 1e-14);
    pattern_map_clear(&other);
    wijken_free(w);
}

static void test_chessboard(void **state)
{
    (void)state;
    double x[64];
    pattern_map map;
    pattern_map_of_lattice(&map, 8, 8);
    for (int i = 0; i < 64; i++) x[i] = (i / 8 + i % 8) % 2;
    assert_near(moran_of(x, &map.neighbours, KK_WEIGHTS_BINARY, KK_MORAN_OF_ALL).value, -1, 1e-12);
    kk_significance apart = permute(x, &map.neighbours, 199, 1, 1);
    assert_near(apart.greater, 1, 0);
    assert_near(apart.two_sided, 2 / 200.0, 1e-15);
    for (int i = 0; i < 64; i++) x[i] = i / 8;
    kk_significance alike = permute(x, &map.neighbours, 199, 1, 1);
    assert_near(alike.greater, 1 / 200.0, 1e-15);
    assert_near(alike.two_sided, 2 / 200.0, 1e-15);
    pattern_map_clear(&map);
}

static void test_permutation_against_moments(void **state)
{
    (void)state;
    double x[400];
    pattern_map map;
    pattern_map_of_lattice(&map, 20, 20);
    for (uint64_t seed = 0; seed < 5; seed++) {
        draw_normals(x, 400, seed, 2);
        kk_significance by_z =
            kk_significance_of_z(moran_of(x, &map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_ALL).randomised_z);
        kk_significance drawn = permute(x, &map.neighbours, 1999, seed, 2);
        assert_near(drawn.greater, by_z.greater, 0.04);
        assert_near(drawn.two_sided, by_z.two_sided, 0.08);
        kk_significance again = permute(x, &map.neighbours, 1999, seed, 1);
        assert_memory_equal(&again, &drawn, sizeof drawn);
    }
    pattern_map_clear(&map);
}

/* Without a pattern p ≤ α has a chance of α. */
static void test_permutation_level(void **state)
{
    (void)state;
    enum { MAPS = 1000, AREAS = 25 };
    double x[AREAS];
    int below = 0, greater_below = 0;
    pattern_map map;
    pattern_map_of_lattice(&map, 5, 5);
    for (uint64_t seed = 0; seed < MAPS; seed++) {
        draw_normals(x, AREAS, seed, 3);
        kk_significance p = permute(x, &map.neighbours, 99, seed, 1);
        below += p.two_sided <= 0.1;
        greater_below += p.greater <= 0.1;
    }
    assert_near(below / (double)MAPS, 0.1, 0.03);
    assert_near(greater_below / (double)MAPS, 0.1, 0.03);
    pattern_map_clear(&map);
}

static void test_normal(void **state)
{
    (void)state;
    kk_significance up = kk_significance_of_z(1.959963984540054), down = kk_significance_of_z(-1.959963984540054);
    assert_near(up.greater, 0.025, 1e-14);
    assert_near(up.two_sided, 0.05, 1e-14);
    assert_near(down.greater, 0.975, 1e-14);
    assert_near(down.two_sided, 0.05, 1e-14);
    assert_true(isnan(kk_significance_of_z(NAN).two_sided));
}

/* ---- edges ---- */

static void check_undefined(const double *x, const kk_neighbours *of)
{
    kk_moran out = moran_of(x, of, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED);
    kk_significance p = permute(x, of, 9, 1, 2);
    assert_true(isnan(out.value) && isnan(out.randomised_variance) && isnan(out.normal_z));
    assert_true(isnan(p.greater) && isnan(p.two_sided));
}

static void test_undefined(void **state)
{
    (void)state;
    const double equal[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, x[] = {1, 2, 3, 4, 5, 6};
    const unsigned char none[36] = {0};
    pattern_map lattice, islands, one, nothing;
    pattern_map_of_lattice(&lattice, 3, 2);
    pattern_map_of_matrix(&islands, none, 6);
    pattern_map_of_matrix(&one, none, 1);
    pattern_map_of_matrix(&nothing, none, 0);
    check_undefined(equal, &lattice.neighbours);
    check_undefined(x, &islands.neighbours);
    check_undefined(x, &one.neighbours);
    check_undefined(x, &nothing.neighbours);
    pattern_map_clear(&lattice);
    pattern_map_clear(&islands);
    pattern_map_clear(&one);
    pattern_map_clear(&nothing);
}

static void test_three_areas(void **state)
{
    (void)state;
    const double x[] = {1, 2, 4};
    pattern_map map;
    pattern_map_of_lattice(&map, 3, 1);
    kk_moran out = moran_of(x, &map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_ALL);
    assert_true(isfinite(out.value));
    assert_true(isnan(out.randomised_variance) && isnan(out.randomised_z));
    pattern_map_clear(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_spdep),
        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_rates_without_differences),
        cmocka_unit_test(test_definition),
        cmocka_unit_test(test_all_orders),
        cmocka_unit_test(test_relabelling_and_affine),
        cmocka_unit_test(test_chessboard),
        cmocka_unit_test(test_permutation_against_moments),
        cmocka_unit_test(test_permutation_level),
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_three_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
