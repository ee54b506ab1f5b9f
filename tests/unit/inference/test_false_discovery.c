/* SPDX-License-Identifier: EUPL-1.2 */
/* The false discovery rate against R's p.adjust, by hand, and in simulation. */
#include "unit/inference/pattern_map.h"

static kk_error err;

static double limit_of(const double *p, size_t count, double rate)
{
    double limit;
    assert_int_equal(kk_false_discovery_limit(p, count, rate, &limit, &err), KK_OK);
    return limit;
}

static size_t count_significant(const double *p, size_t count, double rate)
{
    size_t significant = 0;
    double limit = limit_of(p, count, rate);
    for (size_t i = 0; i < count; i++) significant += p[i] <= limit;
    return significant;
}

/* The example of Benjamini & Hochberg (1995): at 0.05 four of fifteen. */
static void test_published(void **state)
{
    (void)state;
    const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    assert_near(limit_of(p, 15, 0.05), 0.0095, 0);
    assert_int_equal(count_significant(p, 15, 0.05), 4);
}

static void test_r(void **state)
{
    (void)state;
    char line[80];
    double rate;
    unsigned significant, rows = 0;
    wijken *w = wijken_read();
    FILE *file = fopen("tests/reference/spdep/significant.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file) != NULL; rows++) {
        assert_int_equal(sscanf(line, "%lf,%u", &rate, &significant), 2);
        assert_int_equal(count_significant(w->p, WIJKEN, rate), significant);
    }
    assert_int_equal(rows, 7);
    fclose(file);
    wijken_free(w);
}

/* A later p that is low enough takes those before it with it. */
static void test_step_up(void **state)
{
    (void)state;
    const double p[] = {0.05, 0.04, 0.045}, one_high[] = {0.06, 0.04, 0.045};
    assert_near(limit_of(p, 3, 0.05), 0.05, 0);
    assert_near(limit_of(one_high, 3, 0.05), 0, 0);
}

static void test_monotone(void **state)
{
    (void)state;
    double p[500], before = 0;
    kk_random random;
    kk_random_init(&random, 4, 0);
    for (int i = 0; i < 500; i++) p[i] = pow(kk_random_uniform(&random), 2);
    for (double rate = 0.001; rate < 1; rate += 0.01) {
        double limit = limit_of(p, 500, rate);
        assert_true(limit >= before && limit <= rate);
        before = limit;
    }
    assert_true(before > 0);
}

static void test_missing(void **state)
{
    (void)state;
    const double p[] = {NAN, 0.02, NAN, 0.03, NAN}, none[] = {NAN, NAN};
    assert_near(limit_of(p, 5, 0.05), 0.03, 0);
    assert_near(limit_of(none, 2, 0.05), 0, 0);
    assert_near(limit_of(none, 0, 0.05), 0, 0);
}

/* Without a pattern at most one map in twenty shows any cluster, though each has hundreds of areas. */
static void test_null_maps(void **state)
{
    (void)state;
    enum { MAPS = 200, SIDE = 12, AREAS = SIDE * SIDE, PERMUTATIONS = 9999 };
    double value[AREAS], z[AREAS], statistic[AREAS], p[AREAS];
    uint8_t quadrant[AREAS];
    int with_clusters = 0, with_hot = 0;
    pattern_map map;
    pattern_map_of_lattice(&map, SIDE, SIDE);
    for (uint64_t seed = 0; seed < MAPS; seed++) {
        const kk_permutations permutations = {PERMUTATIONS, seed, 2};
        const kk_local_moran out = {statistic, p, quadrant};
        draw_normals(value, AREAS, seed, 6);
        assert_int_equal(kk_local_moran_make(value, &map.neighbours, &permutations, &out, &err), KK_OK);
        for (int i = 0; i < AREAS; i++) p[i] = fmin(1, 2 * p[i]);
        with_clusters += limit_of(p, AREAS, 0.05) > 0;
        assert_int_equal(kk_getis_ord_make(value, &map.neighbours, z, &err), KK_OK);
        for (int i = 0; i < AREAS; i++) p[i] = kk_significance_of_z(z[i]).two_sided;
        with_hot += limit_of(p, AREAS, 0.05) > 0;
    }
    double error = 3 * sqrt(0.05 * 0.95 / MAPS);
    assert_true(with_clusters / (double)MAPS <= 0.05 + error);
    assert_true(with_hot / (double)MAPS <= 0.05 + error);
    assert_true(with_clusters > 0);
    pattern_map_clear(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published), cmocka_unit_test(test_r),       cmocka_unit_test(test_step_up),
        cmocka_unit_test(test_monotone),  cmocka_unit_test(test_missing), cmocka_unit_test(test_null_maps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
