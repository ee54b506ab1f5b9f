/* SPDX-License-Identifier: EUPL-1.2 */
/* Spatial pattern as columns and rows of a map. */
#include "unit/statistics/map_fixture.h"

enum { WIJKEN = 60, REACH = 4, HIGH = 20, HIGH_END = 32, SECRET = 50, ISLAND = 59 };

/* Neighbours are the four on each side; the last wijk has none. */
static void link_widely(map_fixture *f)
{
    kk_neighbours *n = &f->map[WIJK].neighbours;
    uint32_t links = 0;
    n->neighbour = made_room(&f->arena, (WIJKEN + 1) * 2 * REACH, sizeof *n->neighbour);
    for (uint32_t i = 0; i < n->count; i++) {
        for (uint32_t j = i < REACH ? 0 : i - REACH; j <= i + REACH && j < ISLAND && i < ISLAND; j++)
            if (j != i) n->neighbour[links++] = j;
        n->begin[i + 1] = links;
    }
}

/* Of 1,000 persons in each wijk 200 in a stretch of wijken, else some 50; one is secret. */
static map_fixture *map_with_stretch(void)
{
    map_fixture *f = map_begin(WIJKEN);
    double events[WIJKEN], persons[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        events[i] = (i >= HIGH && i < HIGH_END ? 200.0 : 50.0) + (double)(i * 7 % 11);
        persons[i] = 1000;
    }
    events[SECRET] = -1;
    link_widely(f);
    f->choice.pattern.given = true;
    f->choice.pattern.permutations = 9999;
    f->choice.pattern.fdr = 0.05;
    add_column(f, BASE, "2022", events, persons);
    return f;
}

static const kk_statistic_part parts[] = {KK_STATISTIC_CLUSTER, KK_STATISTIC_CLUSTER_P, KK_STATISTIC_HOTSPOT,
                                          KK_STATISTIC_HOTSPOT_Z};

static void test_stretch(void **state)
{
    (void)state;
    map_fixture *f = map_with_stretch();
    map_statistics(f, 2);
    const kk_released_column *cluster = column_of(f, KK_STATISTIC_CLUSTER, "2022");
    const kk_released_column *hotspot = column_of(f, KK_STATISTIC_HOTSPOT, "2022");
    const kk_released_column *p = column_of(f, KK_STATISTIC_CLUSTER_P, "2022");
    for (size_t i = HIGH + 2; i < HIGH_END - 2; i++) {
        assert_near(cluster->value[i], 1, 0);
        assert_near(hotspot->value[i], 1, 0);
        assert_true(p->value[i] > 0 && p->value[i] < 0.01);
    }
    assert_near(cluster->value[45], 0, 0);
    assert_near(hotspot->value[45], 0, 0);
    assert_true(column_of(f, KK_STATISTIC_HOTSPOT_Z, "2022")->value[HIGH + 6] > 4);
    map_end(f);
}

/* An island is in no cluster and not outside one; what is secret stays so, and water what it is. */
static void test_statuses(void **state)
{
    (void)state;
    map_fixture *f = map_with_stretch();
    map_statistics(f, 1);
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
        const kk_released_column *column = column_of(f, parts[part], "2022");
        for (size_t i = 0; i <= WIJKEN; i++) {
            bool shown = i != SECRET && i != ISLAND && i != WIJKEN;
            kk_figure_status hidden = i == SECRET ? KK_FIGURE_SECRET : KK_FIGURE_NOT_APPLICABLE;
            assert_int_equal(column->status[i], shown ? KK_FIGURE_OK : hidden);
            assert_int_equal(isfinite(column->value[i]) != 0, shown);
            assert_true(isnan(column->lower[i]) && isnan(column->upper[i]));
        }
    }
    map_end(f);
}

static size_t count_value(const kk_released_column *column, double value)
{
    size_t found = 0;
    for (size_t i = 0; i <= WIJKEN; i++) found += column->value[i] == value;
    return found;
}

static void test_rows(void **state)
{
    (void)state;
    map_fixture *f = map_with_stretch();
    map_statistics(f, 2);
    const kk_released_column *cluster = column_of(f, KK_STATISTIC_CLUSTER, "2022");
    const kk_released_column *hotspot = column_of(f, KK_STATISTIC_HOTSPOT, "2022");
    assert_near(row_of(f, "clusters", "high_high")->value, (double)count_value(cluster, 1), 0);
    assert_near(row_of(f, "clusters", "low_low")->value, (double)count_value(cluster, 2), 0);
    assert_near(row_of(f, "clusters", "low_high")->value, (double)count_value(cluster, 3), 0);
    assert_near(row_of(f, "clusters", "high_low")->value, (double)count_value(cluster, 4), 0);
    assert_near(row_of(f, "hotspots", "hot")->value, (double)count_value(hotspot, 1), 0);
    assert_near(row_of(f, "hotspots", "cold")->value, (double)count_value(hotspot, -1), 0);
    assert_null(row_of(f, "clusters", "not_significant"));
    assert_contains(row_of(f, "clusters", "high_high")->note, "two-sided p at most 0.");
    assert_int_equal(row_of(f, "clusters", "high_high")->areas, WIJKEN - 2);
    assert_near(row_of(f, "islands", "")->value, 1, 0);
    map_end(f);
}

/* Both conventions of n, both weights, and the standardised rate. */
static void test_moran_rows(void **state)
{
    (void)state;
    map_fixture *f = map_with_stretch();
    map_statistics(f, 1);
    const kk_statistic_row *all = row_of(f, "moran", ""), *some = row_of(f, "moran", "with_neighbours");
    assert_int_equal(all->areas, WIJKEN - 1);
    assert_int_equal(some->areas, WIJKEN - 2);
    assert_near(some->value, all->value * (WIJKEN - 2) / (WIJKEN - 1), 1e-12);
    assert_near(all->p, 2 / 1000.0, 1e-15);
    assert_contains(all->note, "999 permutations, two-sided p (one-sided, greater: 0.001)");
    assert_contains(some->note, "as spdep does");
    assert_true(isnan(some->p));
    assert_near(row_of(f, "moran_expected", "")->value, -1.0 / (WIJKEN - 2), 1e-15);
    assert_near(row_of(f, "moran_expected", "with_neighbours")->value, -1.0 / (WIJKEN - 3), 1e-15);
    const kk_statistic_row *z = row_of(f, "moran_z", "binary");
    double off = row_of(f, "moran", "binary")->value - row_of(f, "moran_expected", "binary")->value;
    assert_near(z->value, off / sqrt(row_of(f, "moran_variance", "binary")->value), 1e-12);
    assert_near(z->p, erfc(z->value / sqrt(2)), 1e-15);
    assert_near(row_of(f, "moran_eb", "")->value, all->value,
                1e-9); /* with as many persons everywhere it is the same */
    map_end(f);
}

/* The figures that are shown as significant are those whose p is low enough for the rate that was chosen. */
static void test_discovery_rate(void **state)
{
    (void)state;
    size_t before = 0;
    static const double rates[] = {0.0001, 0.01, 0.05, 0.3, 1};
    for (int r = 0; r < 5; r++) {
        map_fixture *f = map_with_stretch();
        f->choice.pattern.fdr = rates[r];
        map_statistics(f, 1);
        const kk_released_column *cluster = column_of(f, KK_STATISTIC_CLUSTER, "2022");
        const kk_released_column *p = column_of(f, KK_STATISTIC_CLUSTER_P, "2022");
        size_t found = WIJKEN - 2 - count_value(cluster, 0);
        for (size_t i = 0; i < WIJKEN; i++)
            if (cluster->value[i] > 0) assert_true(p->value[i] <= (double)found * rates[r] / (WIJKEN - 2) + 1e-12);
        assert_true(found >= before && (r > 0 || found == 0));
        before = found;
        map_end(f);
    }
    assert_int_equal(before, WIJKEN - 2);
}

/* Of 58 areas 24 must have the smallest p of 99 permutations, 0.02; of 9,999 fewer than one. */
static void test_few_permutations(void **state)
{
    (void)state;
    map_fixture *f = map_with_stretch();
    f->choice.pattern.permutations = 99;
    map_statistics(f, 1);
    assert_near(row_of(f, "clusters", "high_high")->value, 0, 0);
    assert_contains(row_of(f, "clusters", "high_high")->note,
                    "none passes, at a false discovery rate of 0.05; 99 permutations make no p below 0.02, which "
                    "passes only where 24 areas have it: take more");
    assert_null(strstr(row_of(f, "hotspots", "hot")->note, "permutations"));
    map_end(f);
    f = map_with_stretch();
    map_statistics(f, 1);
    assert_null(strstr(row_of(f, "clusters", "high_high")->note, "permutations"));
    map_end(f);
}

static void test_threads(void **state)
{
    (void)state;
    map_fixture *one = map_with_stretch(), *more = map_with_stretch();
    map_statistics(one, 1);
    map_statistics(more, 5);
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
        assert_memory_equal(column_of(one, parts[part], "2022")->value, column_of(more, parts[part], "2022")->value,
                            (WIJKEN + 1) * sizeof(double));
    assert_int_equal(one->statistics.row_count, more->statistics.row_count);
    for (size_t r = 0; r < one->statistics.row_count; r++)
        assert_memory_equal(&one->statistics.row[r].value, &more->statistics.row[r].value, 4 * sizeof(double));
    map_end(one);
    map_end(more);
}

/* A figure without counts is taken as it is, and has no standardised rate. */
static void test_values(void **state)
{
    (void)state;
    map_fixture *f = map_begin(WIJKEN);
    double value[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) value[i] = (i < 30 ? 10.0 : 90.0) + (double)(i % 3);
    f->indicators[BASE].kind = KK_VALUE;
    f->choice.pattern.given = true;
    f->choice.pattern.permutations = 99;
    f->choice.pattern.fdr = 0.05;
    add_column(f, BASE, "2022", value, NULL);
    map_statistics(f, 1);
    assert_true(row_of(f, "moran", "")->value > 0.8);
    assert_null(row_of(f, "moran_eb", NULL));
    assert_true(column_of(f, KK_STATISTIC_HOTSPOT_Z, "2022")->value[10] < 0);
    map_end(f);
}

static void test_all_the_same(void **state)
{
    (void)state;
    map_fixture *f = map_begin(10);
    double events[10], persons[10];
    for (size_t i = 0; i < 10; i++) {
        events[i] = 20;
        persons[i] = 200;
    }
    f->choice.pattern.given = true;
    f->choice.pattern.permutations = 99;
    f->choice.pattern.fdr = 0.05;
    add_column(f, BASE, "2022", events, persons);
    map_statistics(f, 1);
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
        for (size_t i = 0; i < 10; i++)
            assert_int_equal(column_of(f, parts[part], "2022")->status[i], KK_FIGURE_UNKNOWN);
    assert_true(isnan(row_of(f, "moran", "")->value) && isnan(row_of(f, "moran", "")->p));
    assert_contains(row_of(f, "moran", "")->note, "undefined");
    assert_null(row_of(f, "moran_z", ""));
    assert_near(row_of(f, "clusters", "high_high")->value, 0, 0);
    assert_contains(row_of(f, "clusters", "high_high")->note, "none passes");
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stretch),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_moran_rows),
        cmocka_unit_test(test_discovery_rate),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_few_permutations),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
