/* SPDX-License-Identifier: EUPL-1.2 */
/* Attacks by hand: what can be deduced is known from arithmetic. */
#include "unit/check.h"
#include "knowledge_text.h"

static world w;

static void expect(size_t demand, kk_verdict verdict, double lower, double upper)
{
    assert_int_equal(w.finding[demand].verdict, verdict);
    assert_near(w.finding[demand].lower, lower, 1e-6);
    assert_near(w.finding[demand].upper, upper, 1e-6);
}

static uint32_t hidden_count(double lower, double upper)
{
    uint32_t j = world_variable(&w, lower, upper, true);
    world_demand(&w, j, 5, 0);
    return j;
}

static bool is_met(double width, double share, double lower, double upper, bool is_whole)
{
    kk_demand demand = {0, width, share};
    return kk_demand_is_met(&demand, lower, upper, is_whole);
}

static void test_demand(void **state)
{
    (void)state;
    assert_true(is_met(5, 0, 1, 6, true));
    assert_false(is_met(5, 0, 1, 5.99, true));
    assert_false(is_met(5, 0, 0.5, 5.5, true)); /* the counts are 1 … 5 */
    assert_true(is_met(5, 0, 0.5, 5.5, false));
    assert_true(is_met(5, 0, 1 + 1e-9, 6 - 1e-9, true)); /* rounding of a program */
    assert_true(is_met(5, 0, 1, INFINITY, true));
    assert_true(is_met(5, 0, -INFINITY, 1, true));
    assert_true(is_met(0, 0.2, 800, 1000, false));
    assert_false(is_met(0, 0.2, 801, 1000, false));
    assert_true(is_met(0, 0.2, -INFINITY, INFINITY, false));
}

static void test_lone_cell_of_a_total_leaks(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t shown = world_variable(&w, 33, 33, true), hidden = hidden_count(1, 9);
    world_sum(&w, shown, hidden, 40);
    kk_attack_counts counts = world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 7, 7);
    assert_int_equal(counts.leaks, 1);
    assert_int_equal(counts.by_tables + counts.by_programs + counts.contradictions, 0);
}

static void test_pair_is_safe(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t a = hidden_count(1, 9), b = hidden_count(1, 9);
    world_sum(&w, a, b, 10);
    kk_attack_counts counts = world_attack(&w, NULL, 1);
    assert_int_equal(counts.by_tables + counts.by_programs, 2);
    assert_int_equal(counts.components, 1);
    assert_int_equal(counts.largest_component, 2);
    for (int d = 0; d < 2; d++) {
        assert_true(w.finding[d].lower >= 1 - 1e-9 && w.finding[d].upper <= 9 + 1e-9);
        assert_true(w.finding[d].upper - w.finding[d].lower >= 5);
    }
}

static void test_pair_of_a_small_total_leaks(void **state)
{
    (void)state;
    world_init(&w);
    world_sum(&w, hidden_count(1, 9), hidden_count(1, 9), 6);
    world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 1, 5);
    expect(1, KK_VERDICT_LEAK, 1, 5);
}

/* Hundepool et al. 2012, ch. 4: three hidden cells of which margins leave less than the bounds of each. */
static void test_two_ways(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t cell[2][3];
    for (int r = 0; r < 2; r++)
        for (int c = 0; c < 3; c++) cell[r][c] = hidden_count(0, 100);
    for (int c = 0; c < 3; c++) world_sum(&w, cell[0][c], cell[1][c], c == 0 ? 3 : 20);
    for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 3; c++) world_term(&w, 1, cell[r][c]);
        world_row(&w, r == 0 ? 2 : 41, r == 0 ? 2 : 41, true);
    }
    world_attack(&w, NULL, 1);
    for (size_t d = 0; d < 3; d++) expect(d, KK_VERDICT_LEAK, 0, 2);
    expect(3, KK_VERDICT_LEAK, 1, 3);
    expect(4, KK_VERDICT_LEAK, 18, 20);
}

static void test_part_bounds_its_whole(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t part = hidden_count(5, 9), whole = hidden_count(1, 9);
    world_attack(&w, NULL, 1);
    expect(whole, KK_VERDICT_PROGRAMS, 1, 9);
    world_at_most(&w, part, whole);
    world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 5, 9);
    expect(1, KK_VERDICT_LEAK, 5, 9);
}

/* x₁ + x₂ = 12 and y₁ + y₂ = 13 are safe by themselves; x ≤ y leaves y₁ = x₁ … x₁ + 1, no less free. But with y₁ at
   least 3 more than another hidden x₁ there is nothing left of x₂. */
static void test_links_between_components(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t x[2] = {hidden_count(1, 11), hidden_count(1, 11)}, y[2] = {hidden_count(1, 12), hidden_count(1, 12)};
    uint32_t z[2] = {hidden_count(0, 6), hidden_count(0, 20)};
    world_sum(&w, x[0], x[1], 12);
    world_sum(&w, y[0], y[1], 13);
    world_sum(&w, z[0], z[1], 20);
    world_at_most(&w, x[0], y[0]);
    world_at_most(&w, x[1], y[1]);
    kk_attack_counts counts = world_attack(&w, NULL, 1);
    assert_int_equal(counts.leaks, 0);
    assert_int_equal(counts.components, 3);
    world_at_most(&w, y[0], z[0]);
    world_term(&w, 1, y[1]);
    world_row(&w, -INFINITY, 10, false);
    world_attack(&w, NULL, 1);
    expect(2, KK_VERDICT_LEAK, 3, 6);
    expect(3, KK_VERDICT_LEAK, 7, 10);
    expect(0, KK_VERDICT_LEAK, 2, 6);
    expect(1, KK_VERDICT_LEAK, 6, 10);
    expect(4, KK_VERDICT_LEAK, 3, 6);
}

static void test_no_end(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t a = hidden_count(10, INFINITY), b = hidden_count(-INFINITY, INFINITY);
    world_demand(&w, b, 1e9, 0.5);
    world_term(&w, 1, a);
    world_term(&w, -1, b);
    world_row(&w, 3, 3, true);
    world_attack(&w, NULL, 1);
    for (int d = 0; d < 3; d++) assert_true(w.finding[d].verdict <= KK_VERDICT_PROGRAMS);
    assert_true(w.finding[2].lower >= 7 - 1e-6 && w.finding[2].upper >= 1e9);
}

static void test_amounts(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t a = world_variable(&w, 0, INFINITY, false), b = world_variable(&w, 900, INFINITY, false);
    world_demand(&w, a, 0, 0.2);
    world_demand(&w, b, 0, 0.2);
    world_sum(&w, a, b, 1000);
    world_attack(&w, NULL, 1);
    assert_true(w.finding[0].verdict <= KK_VERDICT_PROGRAMS);
    expect(1, KK_VERDICT_LEAK, 900, 1000);
}

/* A contradiction is of all that hangs together with it, and of nothing else. */
static void test_contradiction(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t a = hidden_count(1, 9), b = hidden_count(1, 9), c = hidden_count(1, 9), apart = hidden_count(1, 9);
    uint32_t crossed = hidden_count(3, 2);
    world_sum(&w, a, b, 10);
    world_sum(&w, a, b, 12);
    world_sum(&w, b, c, 10);
    (void)apart;
    (void)crossed;
    kk_attack_counts counts = world_attack(&w, NULL, 2);
    for (int d = 0; d < 3; d++) assert_int_equal(w.finding[d].verdict, KK_VERDICT_CONTRADICTION);
    assert_true(isnan(w.finding[0].lower) && isnan(w.finding[0].upper));
    expect(3, KK_VERDICT_PROGRAMS, 1, 9);
    assert_int_equal(w.finding[4].verdict, KK_VERDICT_CONTRADICTION);
    assert_int_equal(counts.contradictions, 4);
}

/* Bounds do not see it: a + b = b + c = c + a = 9 has one solution, and a + b + c = 14 none. */
static void test_contradiction_that_takes_a_program(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t v[3] = {hidden_count(1, 9), hidden_count(1, 9), hidden_count(1, 9)};
    for (int k = 0; k < 3; k++) world_sum(&w, v[k], v[(k + 1) % 3], 9);
    world_attack(&w, NULL, 1);
    for (size_t d = 0; d < 3; d++) expect(d, KK_VERDICT_LEAK, 4.5, 4.5);
    for (int k = 0; k < 3; k++) world_term(&w, 1, v[k]);
    world_row(&w, 14, 14, true);
    world_attack(&w, NULL, 1);
    for (int d = 0; d < 3; d++) assert_int_equal(w.finding[d].verdict, KK_VERDICT_CONTRADICTION);
}

static void test_a_variable_twice_in_a_row(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t a = hidden_count(1, 9), b = hidden_count(1, 9);
    world_term(&w, 1, a);
    world_term(&w, 1, b);
    world_term(&w, 1, a);
    world_row(&w, 14, 14, true);
    world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 2.5, 6.5);
    assert_true(w.finding[1].verdict <= KK_VERDICT_PROGRAMS);
}

/* Two ways to the same total, which differ in the last digit of a double. */
static void test_rounding_is_no_contradiction(void **state)
{
    (void)state;
    const double shown[] = {727452.75, 0.1, 0.2, 1e6 / 3};
    world_init(&w);
    uint32_t a = world_variable(&w, -INFINITY, INFINITY, false), b = world_variable(&w, -INFINITY, INFINITY, false);
    uint32_t all = world_variable(&w, 1727452.75, 1727452.75, false);
    world_demand(&w, a, 0, 0.2);
    for (int way = 0; way < 2; way++) {
        world_term(&w, 1, a);
        world_term(&w, 1, b);
        for (int k = 0; k < 4; k++) {
            double value = shown[way == 0 ? k : 3 - k];
            world_term(&w, 1, world_variable(&w, value, value, false));
        }
        world_term(&w, -1, all);
        world_row(&w, 0, 0, true);
    }
    world_attack(&w, NULL, 1);
    assert_true(w.finding[0].verdict <= KK_VERDICT_PROGRAMS);
    world_at_most(&w, b, all);
    world_at_most(&w, a, b);
    world_attack(&w, NULL, 1);
    assert_true(w.finding[0].verdict <= KK_VERDICT_PROGRAMS);
}

/* Of a sum of which only one term is asked, the others are slack; a helper without an end takes its rows with it. */
static void test_what_is_not_asked_keeps_its_range(void **state)
{
    (void)state;
    world_init(&w);
    uint32_t asked = hidden_count(1, 9), slack = world_variable(&w, 2, 4, true);
    uint32_t whole = world_variable(&w, 0, INFINITY, true), helper = world_variable(&w, 0, 3, true);
    world_sum(&w, asked, slack, 9);
    world_at_most(&w, asked, whole);
    world_at_most(&w, helper, whole);
    world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 5, 7);
    w.upper[whole] = 6;
    world_attack(&w, NULL, 1);
    expect(0, KK_VERDICT_LEAK, 5, 6);
}

static void test_nothing_asked(void **state)
{
    (void)state;
    world_init(&w);
    kk_attack_counts counts = world_attack(&w, NULL, 2);
    assert_int_equal(counts.components + counts.leaks + counts.programs, 0);
    world_sum(&w, world_variable(&w, 0, 9, true), world_variable(&w, 0, 9, true), 9);
    counts = world_attack(&w, NULL, 2);
    assert_int_equal(counts.components, 1);
    assert_int_equal(counts.programs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_demand),
        cmocka_unit_test(test_lone_cell_of_a_total_leaks),
        cmocka_unit_test(test_pair_is_safe),
        cmocka_unit_test(test_pair_of_a_small_total_leaks),
        cmocka_unit_test(test_two_ways),
        cmocka_unit_test(test_part_bounds_its_whole),
        cmocka_unit_test(test_links_between_components),
        cmocka_unit_test(test_no_end),
        cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_contradiction),
        cmocka_unit_test(test_contradiction_that_takes_a_program),
        cmocka_unit_test(test_a_variable_twice_in_a_row),
        cmocka_unit_test(test_rounding_is_no_contradiction),
        cmocka_unit_test(test_what_is_not_asked_keeps_its_range),
        cmocka_unit_test(test_nothing_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
