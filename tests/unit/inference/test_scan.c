/* SPDX-License-Identifier: EUPL-1.2 */
/* Against brute force in R (tests/reference/scan), a published example, and properties. */
#include "unit/inference/scan_world.h"

/* ---- the formula, and R ---- */

static void test_golden_llr(void **state)
{
    (void)state;
    assert_near(kk_scan_llr(106, 62.13, 552, false), 14.782064, 5e-7);
    assert_near(kk_scan_llr(552 - 106, 552 - 62.13, 552, true), 14.782064, 5e-7);
    assert_true(kk_scan_llr(62, 62.13, 552, false) == 0);
    assert_true(kk_scan_llr(106, 62.13, 552, true) == 0);
    assert_near(kk_scan_llr(10, 2, 10, false), 10 * log(5), 1e-12);
    assert_near(kk_scan_llr(0, 2, 10, true), 10 * log(10.0 / 8), 1e-12);
}

static void read_areas(world *w, const char *set)
{
    char line[200], name[20];
    double x, y, events, expected;
    FILE *file = fopen("tests/reference/scan/areas.csv", "r");
    assert_non_null(file);
    w->areas.count = 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "%19[^,],%lf,%lf,%lf,%lf", name, &x, &y, &events, &expected) == 5 && strcmp(name, set) == 0)
            add(w, x, y, events, expected);
    fclose(file);
}

static void check_cluster(world *w, const char *line, int at, size_t number)
{
    double areas, radius, observed, expected, risk, llr;
    int read = 0;
    assert_int_equal(
        sscanf(line + at, "%lf,%lf,%lf,%lf,%lf,%lf,%n", &areas, &radius, &observed, &expected, &risk, &llr, &read), 6);
    const kk_scan_cluster *found = &w->out.cluster[number - 1];
    assert_near((double)found->areas, areas, 0);
    assert_near(found->radius, radius, 1e-8);
    assert_near(found->observed, observed, 0);
    assert_near(found->expected, expected, 1e-9);
    assert_near(found->relative_risk, risk, 1e-10);
    assert_near(found->llr, llr, 1e-9);
    const char *members = line + at + read;
    char *after;
    for (size_t area = 0, next = strtoul(members, &after, 10); area < w->areas.count; area++) {
        assert_int_equal(w->out.number[area] == number, next == area + 1);
        if (next == area + 1) next = strtoul(after, &after, 10);
    }
}

static void test_brute_force_in_r(void **state)
{
    world *w = *state;
    char line[2000], name[20];
    int low, at = 0, checked = 0;
    size_t number;
    FILE *file = fopen("tests/reference/scan/clusters.csv", "r");
    assert_non_null(file);
    w->rule.significance = 1;
    while (fgets(line, sizeof line, file) != NULL) {
        double largest;
        if (sscanf(line, "%19[^,],%d,%lf,%zu,%n", name, &low, &largest, &number, &at) != 4) continue;
        if (number == 1) {
            read_areas(w, name);
            w->rule.low = low;
            w->rule.largest = largest;
            run(w);
        }
        assert_true(number <= w->out.count);
        check_cluster(w, line, at, number);
        checked++;
    }
    fclose(file);
    assert_true(checked >= 30);
}

/* Kulldorff (1997): Bladen, Columbus, Hoke, Robeson and Scotland, p = 0.001 with 999 replicates. */
static void test_published_example(void **state)
{
    world *w = *state;
    read_areas(w, "sids");
    w->rule.replicates = 999;
    run(w);
    assert_int_equal(w->areas.count, 100);
    assert_int_equal(w->out.cluster[0].areas, 5);
    assert_near(w->out.cluster[0].p, 0.001, 0);
    assert_int_equal(w->out.cluster[1].areas, 3);
}

/* ---- where there is something ---- */

static void test_secondary_clusters(void **state)
{
    world *w = *state;
    for (int i = 0; i < 200; i++) add(w, i % 20, i / 20, i % 20 < 2 ? 30 : i % 20 > 17 && i / 20 < 5 ? 22 : 10, 100);
    w->rule.threads = 2;
    run(w);
    assert_true(w->out.count >= 2);
    size_t areas[AREAS_MAX] = {0};
    for (size_t i = 0; i < w->areas.count; i++) areas[w->out.number[i]]++;
    for (size_t k = 0; k < w->out.count; k++) {
        assert_int_equal(areas[k + 1], w->out.cluster[k].areas);
        assert_true(w->out.cluster[k].p <= 0.05);
        assert_true(k == 0 || w->out.cluster[k].llr <= w->out.cluster[k - 1].llr * (1 + 1e-8));
        assert_true(w->out.cluster[k].relative_risk > 1);
    }
}

static void test_not_significant_is_not_numbered(void **state)
{
    world *w = *state;
    scatter(w, 3, 100, 0.02, 1);
    run(w);
    assert_int_equal(w->out.count, 1);
    assert_true(w->out.cluster[0].p > 0.05);
    for (size_t i = 0; i < w->areas.count; i++) assert_int_equal(w->out.number[i], 0);
}

/* ---- properties ---- */

static void check_same_clusters(const kk_scan *a, const kk_scan *b, double larger)
{
    assert_int_equal(a->count, b->count);
    for (size_t k = 0; k < a->count; k++) {
        assert_int_equal(a->cluster[k].areas, b->cluster[k].areas);
        assert_near(a->cluster[k].llr, b->cluster[k].llr, 1e-9);
        assert_near(a->cluster[k].radius * larger, b->cluster[k].radius, 1e-7);
        assert_near(a->cluster[k].expected, b->cluster[k].expected, 1e-9);
    }
}

/* To the last bit; not by memory, as there is nothing between the members that is told. */
static void check_equal(const kk_scan_cluster *a, const kk_scan_cluster *b)
{
    assert_int_equal(a->centre, b->centre);
    assert_int_equal(a->areas, b->areas);
    const double of_a[] = {a->radius, a->observed, a->expected, a->relative_risk, a->llr, a->p};
    const double of_b[] = {b->radius, b->observed, b->expected, b->relative_risk, b->llr, b->p};
    assert_memory_equal(of_a, of_b, sizeof of_a);
}

static void test_same_at_any_number_of_threads(void **state)
{
    world *w = *state;
    scatter(w, 5, 250, 0.05, 1.4);
    run(w);
    kk_scan one = w->out;
    assert_true(one.count > 0);
    for (int threads = 2; threads <= 5; threads++) {
        w->rule.threads = threads;
        run(w);
        assert_int_equal(w->out.count, one.count);
        for (size_t k = 0; k < one.count; k++) check_equal(&w->out.cluster[k], &one.cluster[k]);
        assert_memory_equal(w->out.number, one.number, w->areas.count * sizeof *one.number);
    }
}

/* Which circles are there depends on the map alone; significance 1 shows all of them, since p is by chance. */
static void test_scale_and_place_do_not_matter(void **state)
{
    world *w = *state;
    w->rule.significance = 1;
    scatter(w, 6, 150, 0.05, 1.4);
    run(w);
    kk_scan before = w->out;
    for (size_t i = 0; i < w->areas.count; i++) {
        w->xy[2 * i] = 8 * w->xy[2 * i] + 16;
        w->xy[2 * i + 1] = 8 * w->xy[2 * i + 1] - 4;
        w->expected[i] *= 0.001;
    }
    run(w);
    check_same_clusters(&before, &w->out, 8);
}

static void test_order_does_not_matter(void **state)
{
    world *w = *state;
    w->rule.significance = 1;
    scatter(w, 7, 150, 0.05, 1.4);
    run(w);
    kk_scan before = w->out;
    world *turned = NULL;
    assert_int_equal(begin((void **)&turned), 0);
    for (size_t i = w->areas.count; i-- > 0;) add(turned, w->xy[2 * i], w->xy[2 * i + 1], w->events[i], w->expected[i]);
    turned->rule = w->rule;
    run(turned);
    check_same_clusters(&before, &turned->out, 1);
    for (size_t i = 0; i < w->areas.count; i++)
        assert_int_equal(before.number[i], turned->out.number[w->areas.count - 1 - i]);
    end((void **)&turned);
}

static void test_fractions_of_events(void **state)
{
    world *w = *state;
    scatter(w, 8, 100, 0.05, 2);
    for (size_t i = 0; i < w->areas.count; i++) w->events[i] += 0.3;
    run(w);
    double total = 0;
    for (size_t i = 0; i < w->areas.count; i++) total += w->events[i];
    const kk_scan_cluster *first = &w->out.cluster[0];
    assert_near(first->llr, kk_scan_llr(first->observed, first->expected, total, false), 0.02);
    assert_near(first->p, 0.01, 0);
}

/* ---- edges ---- */

static void check_none(world *w)
{
    run(w);
    assert_int_equal(w->out.count, 0);
    for (size_t i = 0; i < w->areas.count; i++) assert_int_equal(w->out.number[i], 0);
}

static void test_nothing_to_find(void **state)
{
    world *w = *state;
    check_none(w);
    add(w, 0, 0, 5, 10);
    check_none(w);
    add(w, 1, 0, 10, 20);
    check_none(w); /* the same rate everywhere */
    w->events[0] = w->events[1] = 0;
    check_none(w);
    w->events[0] = 5;
    w->expected[0] = w->expected[1] = 0;
    check_none(w);
}

/* Equally far enter together: no circle holds the one with all the events and not the nine in the same place. */
static void test_areas_in_one_place(void **state)
{
    world *w = *state;
    for (int i = 0; i < 20; i++) add(w, i % 2, 0, i == 0 ? 40 : 2, 10);
    run(w);
    assert_int_equal(w->out.cluster[0].areas, 10);
    assert_near(w->out.cluster[0].radius, 0, 0);
    assert_near(w->out.cluster[0].observed, 58, 0);
    assert_int_equal(w->out.count, 1);
}

static void test_area_without_centroid(void **state)
{
    world *w = *state;
    scatter(w, 9, 80, 0.05, 3);
    w->xy[2 * 4] = w->xy[2 * 4 + 1] = NAN;
    run(w);
    assert_true(w->out.count >= 1);
    assert_int_equal(w->out.number[4], 0);
}

static void test_all_events_in_one_area(void **state)
{
    world *w = *state;
    for (int i = 0; i < 30; i++) add(w, i, 0, i == 11 ? 50 : 0, 10);
    run(w);
    assert_int_equal(w->out.cluster[0].areas, 1);
    assert_int_equal(w->out.cluster[0].centre, 11);
    assert_true(isinf(w->out.cluster[0].relative_risk));
    assert_near(w->out.cluster[0].llr, 50 * log(30), 1e-9);
    assert_int_equal(w->out.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_llr),
        TEST(test_brute_force_in_r),
        TEST(test_published_example),
        TEST(test_secondary_clusters),
        TEST(test_not_significant_is_not_numbered),
        TEST(test_same_at_any_number_of_threads),
        TEST(test_scale_and_place_do_not_matter),
        TEST(test_order_does_not_matter),
        TEST(test_fractions_of_events),
        TEST(test_nothing_to_find),
        TEST(test_areas_in_one_place),
        TEST(test_area_without_centroid),
        TEST(test_all_events_in_one_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
