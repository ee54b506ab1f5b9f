/* SPDX-License-Identifier: EUPL-1.2 */
/* The solver for any concave objective: one with a known answer, one that is straight, and levels far apart. */
#include "guide/allocate.h"
#include "kk/random.h"
#include "unit/check.h"

enum { AREAS = 50 };

static double square_of(const void *context, size_t area, double level)
{
    const double *c = context;
    return c[area] * c[area] * level * level;
}

/* max Σ c √a: a ∝ c². */
static void test_square_roots(void **state)
{
    (void)state;
    kk_random random;
    double c[AREAS], exact[AREAS], sum = 0;
    kk_random_init(&random, 5, 0);
    for (int i = 0; i < AREAS; i++) {
        c[i] = pow(10, 6 * kk_random_uniform(&random));
        sum += c[i] * c[i];
    }
    kk_allocation_bounds bounds = {.count = AREAS, .budget = 1000000000};
    assert_true(allocate_solve(&(allocate_problem){square_of, c, 0, 1e-30}, &bounds, exact));
    for (int i = 0; i < AREAS; i++) assert_near(exact[i], 1e9 * c[i] * c[i] / sum, 1e-6);
    assert_true(allocate_solve(&(allocate_problem){square_of, c, 0, 1e30}, &bounds, exact));
    for (int i = 0; i < AREAS; i++) assert_near(exact[i], 1e9 * c[i] * c[i] / sum, 1e-6);
}

/* All or nothing: f = c a, of which 1/c is the level from which on everything is wanted. */
static double all_or_nothing(const void *context, size_t area, double level)
{
    const double *c = context;
    return level * c[area] >= 1 ? INFINITY : 0;
}

/* The best three are filled to 10, the fourth gets what is left; two that are alike share. */
static void test_straight(void **state)
{
    (void)state;
    const double c[] = {5, 3, 9, 1, 7}, twins[] = {4, 2, 2};
    const int64_t floor[] = {0, 0, 0, 1, 0}, ceiling[] = {10, 10, 10, 10, 10};
    double exact[5];
    kk_allocation_bounds bounds = {.count = 5, .floor = floor, .ceiling = ceiling, .budget = 35};
    assert_true(allocate_solve(&(allocate_problem){all_or_nothing, c, 0, 1}, &bounds, exact));
    const double expected[] = {10, 4, 10, 1, 10};
    for (int i = 0; i < 5; i++) assert_near(exact[i], expected[i], 1e-9);
    bounds = (kk_allocation_bounds){.count = 3, .ceiling = ceiling, .budget = 16};
    assert_true(allocate_solve(&(allocate_problem){all_or_nothing, twins, 0, 1}, &bounds, exact));
    for (int i = 0; i < 3; i++) assert_near(exact[i], i == 0 ? 10 : 3, 1e-9);
}

/* Who wants nothing at any level. */
static void test_not_enough_wanted(void **state)
{
    (void)state;
    const double c[] = {1, 0, 0};
    double exact[3];
    kk_allocation_bounds bounds = {.count = 3, .ceiling = (int64_t[]){9, 99, 99}, .budget = 10};
    assert_false(allocate_solve(&(allocate_problem){square_of, c, 0, 1}, &bounds, exact));
    bounds.budget = 9;
    assert_true(allocate_solve(&(allocate_problem){square_of, c, 0, 1}, &bounds, exact));
    assert_near(exact[0], 9, 1e-9);
}

/* Exact amounts that are off are rounded to the budget all the same, within bounds. */
static void test_round(void **state)
{
    (void)state;
    double key[4];
    uint32_t order[4];
    int64_t units[4];
    const int64_t ceiling[] = {3, 3, 100, 1};
    kk_allocation_bounds bounds = {.count = 4, .ceiling = ceiling, .budget = 20};
    allocate_round((double[]){2.9, 3, 4.2, 0.5}, &bounds, &(kk_allocation_room){key, order}, units);
    const int64_t expected[] = {3, 3, 13, 1};
    for (int i = 0; i < 4; i++) assert_int_equal(units[i], expected[i]);
    bounds.budget = 7;
    allocate_round((double[]){2.9, 3, 4.2, 0.5}, &bounds, &(kk_allocation_room){key, order}, units);
    assert_int_equal(units[0] + units[1] + units[2] + units[3], 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_square_roots),
        cmocka_unit_test(test_straight),
        cmocka_unit_test(test_not_enough_wanted),
        cmocka_unit_test(test_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
