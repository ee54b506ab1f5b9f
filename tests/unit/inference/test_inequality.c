/* SPDX-License-Identifier: EUPL-1.2 */
/* Against formulas written out in R (tests/reference/inequality), identities, and properties that define the indices.
 */
#include "unit/check.h"

#include "kk/inequality.h"
#include "kk/random.h"

enum { AREAS_MAX = 400 };

typedef struct world {
    kk_inequality_areas areas;
    kk_inequality_rule rule;
    double value[AREAS_MAX], weight[AREAS_MAX], rank[AREAS_MAX];
    uint32_t group[AREAS_MAX];
    kk_inequality_estimate out[KK_INEQUALITIES];
} world;

static void open_world(world *w)
{
    *w = (world){.rule = {.replicates = 19, .chance = KK_CHANCE_UNKNOWN, .seed = 1, .threads = 1}};
    w->areas = (kk_inequality_areas){0, w->value, w->weight, w->rank, w->group, 6, true};
}

static void add(world *w, double value, double weight, double rank, uint32_t group)
{
    size_t i = w->areas.count++;
    w->value[i] = value;
    w->weight[i] = weight;
    w->rank[i] = rank;
    w->group[i] = group;
}

static double run(world *w, kk_inequality index)
{
    kk_error err;
    assert_int_equal(kk_inequality_make(&w->areas, &w->rule, w->out, &err), KK_OK);
    return w->out[index].value;
}

/* Areas whose rates are spread by a factor 1 ± spread, and unequal weights. */
static void scatter(world *w, uint64_t seed, size_t count, double spread)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    open_world(w);
    w->areas.group_count = 8;
    for (uint32_t i = 0; i < count; i++) {
        double value = 0.1 * (1 + spread * (2 * kk_random_uniform(&random) - 1));
        add(w, value, 200 + rint(2000 * kk_random_uniform(&random)), kk_random_normal(&random), i % 8);
    }
}

/* ---- R ---- */

static void read_areas(world *w, const char *set)
{
    char line[200], name[20];
    double value, weight, rank;
    unsigned group;
    FILE *file = fopen("tests/reference/inequality/areas.csv", "r");
    assert_non_null(file);
    open_world(w);
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "%19[^,],%lf,%lf,%lf,%u", name, &value, &weight, &rank, &group) == 5 && strcmp(name, set) == 0)
            add(w, value, weight, rank, group);
    fclose(file);
}

static void test_as_in_r(void **state)
{
    (void)state;
    static world w;
    char line[200], name[20], before[20] = "";
    unsigned index;
    double value;
    int checked = 0;
    FILE *file = fopen("tests/reference/inequality/indices.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%19[^,],%u,%*[^,],%lf", name, &index, &value) != 3) continue;
        if (strcmp(name, before) != 0) {
            read_areas(&w, name);
            run(&w, KK_GINI);
            memcpy(before, name, sizeof before);
        }
        assert_true(index < KK_INEQUALITIES);
        if (isnan(value))
            assert_true(isnan(w.out[index].value));
        else
            assert_near(w.out[index].value, value, 1e-12);
        checked++;
    }
    fclose(file);
    assert_int_equal(checked, 4 * KK_INEQUALITIES);
}

/* ---- identities ---- */

static void test_theil_adds_up(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 2, 100, 0.9);
    double theil = run(&w, KK_THEIL);
    assert_true(w.out[KK_THEIL_BETWEEN].value > 0 && w.out[KK_THEIL_WITHIN].value > 0);
    assert_near(w.out[KK_THEIL_BETWEEN].value + w.out[KK_THEIL_WITHIN].value, theil, 1e-15);
    for (size_t i = 0; i < w.areas.count; i++) w.group[i] = 3;
    run(&w, KK_THEIL);
    assert_near(w.out[KK_THEIL_BETWEEN].value, 0, 0);
    assert_near(w.out[KK_THEIL_WITHIN].value, theil, 1e-15);
}

static void test_ranked_by_itself_is_gini(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 3, 80, 0.8);
    memcpy(w.rank, w.value, sizeof w.rank);
    double gini = run(&w, KK_GINI);
    assert_near(w.out[KK_CONCENTRATION].value, gini, 1e-14);
    for (size_t i = 0; i < w.areas.count; i++) w.rank[i] = -w.value[i];
    assert_near(run(&w, KK_CONCENTRATION), -gini, 1e-14);
}

/* On a line of the ridit the slope is that of the line. */
static void test_slope_of_a_line(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    for (uint32_t i = 0; i < 50; i++) add(&w, 0.02 + 0.1 * (i + 0.5) / 50, 10, i, 0);
    assert_near(run(&w, KK_SLOPE), 0.1, 1e-14);
    assert_near(w.out[KK_RELATIVE_SLOPE].value, 0.12 / 0.02, 1e-12);
}

/* Two areas: half the people, each unit of value with one of them. */
static void test_by_hand(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    add(&w, 0, 50, 1, 0);
    add(&w, 0.2, 50, 2, 1);
    assert_near(run(&w, KK_GINI), 0.5, 1e-15);
    assert_near(w.out[KK_THEIL].value, log(2), 1e-15);
    assert_near(w.out[KK_ATKINSON_HALF].value, 0.5, 1e-15);
    assert_near(w.out[KK_CONCENTRATION].value, 0.5, 1e-15);
    assert_near(w.out[KK_ERREYGERS].value, 0.2, 1e-15);
    assert_near(w.out[KK_WAGSTAFF].value, 0.5 / 0.9, 1e-15);
    assert_near(w.out[KK_SLOPE].value, 0.4, 1e-15);
    assert_true(isnan(w.out[KK_ATKINSON_ONE].value));
    assert_true(isnan(w.out[KK_PALMA].value));
    assert_true(isnan(w.out[KK_RELATIVE_SLOPE].value));
}

/* ---- properties ---- */

static void check_same(const world *a, const world *b)
{
    for (int k = 0; k < KK_INEQUALITIES; k++) assert_near(a->out[k].value, b->out[k].value, 1e-13);
}

static void test_order_does_not_matter(void **state)
{
    (void)state;
    static world w, turned;
    scatter(&w, 4, 90, 0.8);
    run(&w, KK_GINI);
    open_world(&turned);
    turned.areas.group_count = 8;
    for (size_t i = w.areas.count; i-- > 0;) add(&turned, w.value[i], w.weight[i], w.rank[i], 7 - w.group[i]);
    run(&turned, KK_GINI);
    check_same(&w, &turned);
}

/* Weights ten times as large; every area as two halves (replication invariance). */
static void test_weights_are_relative(void **state)
{
    (void)state;
    static world w, halved;
    scatter(&w, 5, 90, 0.8);
    run(&w, KK_GINI);
    open_world(&halved);
    halved.areas.group_count = 8;
    for (size_t i = 0; i < w.areas.count; i++)
        for (int half = 0; half < 2; half++) add(&halved, w.value[i], w.weight[i] * 5, w.rank[i], w.group[i]);
    run(&halved, KK_GINI);
    check_same(&w, &halved);
}

static void test_unit_does_not_matter(void **state)
{
    (void)state;
    static world w, per_mille;
    scatter(&w, 6, 90, 0.8);
    w.areas.is_share = false;
    run(&w, KK_GINI);
    per_mille = w;
    per_mille.areas = w.areas;
    per_mille.areas.value = per_mille.value;
    for (size_t i = 0; i < w.areas.count; i++) per_mille.value[i] *= 1000;
    run(&per_mille, KK_GINI);
    for (int k = 0; k < KK_INEQUALITIES; k++) {
        if (k == KK_ERREYGERS || k == KK_WAGSTAFF) {
            assert_true(isnan(per_mille.out[k].value)); /* nothing bounds it */
            continue;
        }
        double times = k == KK_SLOPE ? 1000 : 1;
        assert_near(per_mille.out[k].value, times * w.out[k].value, 1e-12 * times);
        assert_near(per_mille.out[k].lower, times * w.out[k].lower, 1e-10 * times);
    }
}

/* What one with much gives to one with less makes it more equal (Pigou–Dalton). */
static void test_transfer(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 7, 60, 0.9);
    for (size_t i = 0; i < w.areas.count; i++) w.weight[i] = 100;
    run(&w, KK_GINI);
    double before[KK_INEQUALITIES];
    for (int k = 0; k < KK_INEQUALITIES; k++) before[k] = w.out[k].value;
    size_t most = 0, least = 0;
    for (size_t i = 0; i < w.areas.count; i++) {
        if (w.value[i] > w.value[most]) most = i;
        if (w.value[i] < w.value[least]) least = i;
    }
    w.value[most] -= 0.01;
    w.value[least] += 0.01;
    run(&w, KK_GINI);
    const kk_inequality falls[] = {KK_GINI, KK_THEIL, KK_ATKINSON_HALF, KK_ATKINSON_ONE, KK_PALMA};
    for (size_t k = 0; k < sizeof falls / sizeof *falls; k++)
        assert_true(w.out[falls[k]].value < before[falls[k]] - 1e-6);
}

static void test_same_at_any_number_of_threads(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 8, 120, 0.5);
    w.rule.replicates = 99;
    w.rule.chance = KK_CHANCE_BINOMIAL;
    run(&w, KK_GINI);
    kk_inequality_estimate one[KK_INEQUALITIES];
    memcpy(one, w.out, sizeof one);
    for (w.rule.threads = 2; w.rule.threads < 5; w.rule.threads++) {
        run(&w, KK_GINI);
        assert_memory_equal(one, w.out, sizeof one);
    }
}

/* ---- edges ---- */

static void check_undefined(world *w)
{
    run(w, KK_GINI);
    for (int k = 0; k < KK_INEQUALITIES; k++) {
        assert_true(isnan(w->out[k].value) && isnan(w->out[k].lower) && isnan(w->out[k].upper));
        assert_true(isnan(w->out[k].chance) && isnan(w->out[k].p));
    }
}

static void test_undefined(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    w.rule.chance = KK_CHANCE_POISSON;
    check_undefined(&w);
    add(&w, 0.2, 100, 1, 0);
    check_undefined(&w);
    add(&w, -0.1, 100, 2, 0);
    check_undefined(&w);
    w.value[0] = w.value[1] = 0;
    check_undefined(&w);
}

static void test_equal(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    for (uint32_t i = 0; i < 30; i++) add(&w, 0.07, 100 + 13 * i, i, i % 6);
    run(&w, KK_GINI);
    for (int k = 0; k < KK_INEQUALITIES; k++) {
        double equal = k == KK_PALMA ? 0.25 : k == KK_RELATIVE_SLOPE ? 1 : 0;
        assert_near(w.out[k].value, equal, 1e-14);
    }
    assert_true(isnan(w.out[KK_GINI].lower));
}

static void test_nothing_ranked_or_grouped(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 9, 40, 0.5);
    for (size_t i = 0; i < w.areas.count; i++) w.rank[i] = 3;
    assert_true(isnan(run(&w, KK_CONCENTRATION)) && isnan(w.out[KK_SLOPE].value));
    w.areas.rank = NULL;
    w.areas.group = NULL;
    w.areas.group_count = 0;
    assert_true(run(&w, KK_THEIL) > 0);
    assert_true(isnan(w.out[KK_CONCENTRATION].value) && isnan(w.out[KK_THEIL_WITHIN].value));
}

/* An area without a rank takes part in all but what is ranked. */
static void test_area_without_rank(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 10, 40, 0.5);
    double concentration = run(&w, KK_CONCENTRATION), gini = w.out[KK_GINI].value;
    add(&w, 0.4, 3000, NAN, 2);
    assert_near(run(&w, KK_CONCENTRATION), concentration, 1e-15);
    assert_true(w.out[KK_GINI].value > gini + 0.01);
}

/* Resampling areas alone would spread the means of groups of two; that of groups does not. */
static void test_interval_of_groups(void **state)
{
    (void)state;
    static world w;
    open_world(&w);
    kk_random random;
    kk_random_init(&random, 12, 0);
    w.areas.group_count = 60;
    w.rule.replicates = 399;
    for (uint32_t g = 0; g < 60; g++) {
        double mean = exp(0.3 * kk_random_normal(&random));
        for (int i = 0; i < 2; i++) add(&w, 0.1 * mean * exp(0.3 * kk_random_normal(&random)), 100, 0, g);
    }
    run(&w, KK_THEIL);
    for (int k = KK_THEIL_BETWEEN; k <= KK_THEIL_WITHIN; k++) {
        assert_true(w.out[k].lower < 0.95 * w.out[k].value && 1.05 * w.out[k].value < w.out[k].upper);
        assert_true(w.out[k].upper < 2 * w.out[k].value);
    }
    w.areas.group_count = 1;
    for (size_t i = 0; i < w.areas.count; i++) w.group[i] = 0;
    run(&w, KK_THEIL);
    assert_true(isnan(w.out[KK_THEIL_WITHIN].lower)); /* one group tells nothing of others */
}

/* However few and unequal the areas: no end of an interval is more than an index can be. */
static void test_interval_is_possible(void **state)
{
    (void)state;
    static world w;
    kk_random random;
    kk_random_init(&random, 13, 0);
    for (int times = 0; times < 50; times++) {
        open_world(&w);
        w.areas.group_count = 8;
        w.rule.replicates = 99;
        for (uint32_t i = 0; i < 8; i++)
            add(&w, exp(2 * kk_random_normal(&random)), exp(2 * kk_random_normal(&random)), i, i);
        run(&w, KK_GINI);
        double persons = 0, least = INFINITY;
        for (size_t i = 0; i < 8; i++) {
            persons += w.weight[i];
            least = fmin(least, w.weight[i]);
        }
        const kk_inequality below_one[] = {KK_GINI, KK_ATKINSON_HALF, KK_ATKINSON_ONE};
        for (int k = 0; k < 3; k++) {
            assert_true(w.out[below_one[k]].upper <= 1);
            assert_true(w.out[below_one[k]].lower >= 0);
        }
        assert_true(w.out[KK_THEIL].upper <= log(persons / least) + 1e-12);
        assert_true(w.out[KK_THEIL_BETWEEN].upper <= log(persons / least) + 1e-12);
    }
}

static void test_few_areas_have_no_interval(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 14, 16, 0.5);
    run(&w, KK_GINI);
    for (int k = 0; k < KK_INEQUALITIES; k++)
        if (k < KK_ERREYGERS) assert_true(isfinite(w.out[k].lower) && isfinite(w.out[k].upper));
    for (size_t i = 0; i < 9; i++) w.rank[i] = NAN;
    run(&w, KK_GINI);
    assert_true(isfinite(w.out[KK_CONCENTRATION].value) && isnan(w.out[KK_CONCENTRATION].lower));
    assert_true(w.out[KK_GINI].lower > 0);
    w.areas.count = 7;
    w.areas.group_count = 7;
    run(&w, KK_GINI);
    assert_true(w.out[KK_GINI].value > 0 && isnan(w.out[KK_GINI].lower) && isnan(w.out[KK_GINI].upper));
    assert_true(w.out[KK_THEIL_BETWEEN].value > 0 && isnan(w.out[KK_THEIL_BETWEEN].lower));
}

/* With a zero in most resamples one index has an interval and another has none. */
static void test_interval_of_what_is_seldom_defined(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 11, 40, 0.5);
    w.value[0] = 0;
    w.rule.replicates = 99;
    run(&w, KK_GINI);
    assert_true(w.out[KK_GINI].lower < w.out[KK_GINI].value && w.out[KK_GINI].value < w.out[KK_GINI].upper);
    assert_true(isnan(w.out[KK_ATKINSON_ONE].value) && isnan(w.out[KK_ATKINSON_ONE].lower));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_in_r),
        cmocka_unit_test(test_theil_adds_up),
        cmocka_unit_test(test_ranked_by_itself_is_gini),
        cmocka_unit_test(test_slope_of_a_line),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_order_does_not_matter),
        cmocka_unit_test(test_weights_are_relative),
        cmocka_unit_test(test_unit_does_not_matter),
        cmocka_unit_test(test_transfer),
        cmocka_unit_test(test_same_at_any_number_of_threads),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_nothing_ranked_or_grouped),
        cmocka_unit_test(test_area_without_rank),
        cmocka_unit_test(test_interval_of_groups),
        cmocka_unit_test(test_interval_is_possible),
        cmocka_unit_test(test_few_areas_have_no_interval),
        cmocka_unit_test(test_interval_of_what_is_seldom_defined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
