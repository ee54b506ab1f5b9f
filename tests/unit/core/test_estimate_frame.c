/* SPDX-License-Identifier: EUPL-1.2 */
/* Combinations of groups: their number, which exclude each other, where the estimate is made. */
#include "unit/check.h"

#include "kk/estimate_frame.h"

/* Windows A = 0–0.2 and B = 0.15–0.35 with persons in A, both and B; C with persons of its own. */
static double income_at[] = {NAN, 0.1, 0.25, 0.5};
static uint64_t income_bits[] = {1, 1 | 2, 1 | 2 | 4, 1 | 4, 1 | 8};
/* "has migration" is Suriname or Turkey. */
static double migration_at[] = {NAN, NAN, NAN, NAN};
static uint64_t migration_bits[] = {1, 1 | 2 | 8, 1 | 4 | 8};
static double sex_at[] = {NAN, NAN, NAN};
static uint64_t sex_bits[] = {1 | 2, 1 | 4};

static kk_dimension dimensions[] = {
    {.group_count = 4, .at = income_at, .class_count = 5, .group_bits = income_bits},
    {.group_count = 3, .at = sex_at, .class_count = 2, .group_bits = sex_bits},
    {.group_count = 4, .at = migration_at, .class_count = 3, .group_bits = migration_bits},
};
static const kk_estimate_frame frame = {.dimension_count = 3, .dimension = dimensions, .combination_count = 48};

static size_t combination(size_t income, size_t sex, size_t migration)
{
    return kk_combination_of(&frame, (size_t[]){income, sex, migration});
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(combination(0, 0, 0), 0);
    assert_int_equal(combination(0, 0, 3), 3);
    assert_int_equal(combination(0, 1, 0), 4);
    assert_int_equal(combination(1, 0, 0), 12);
    assert_int_equal(combination(3, 2, 3), 47);
}

static void test_there_and_back(void **state)
{
    (void)state;
    for (size_t c = 0; c < frame.combination_count; c++) {
        size_t groups[3];
        for (size_t d = 0; d < 3; d++) {
            groups[d] = kk_combination_group(&frame, c, d);
            assert_true(groups[d] < dimensions[d].group_count);
        }
        assert_int_equal(kk_combination_of(&frame, groups), c);
    }
}

static void test_no_dimensions(void **state)
{
    (void)state;
    kk_estimate_frame bare = {.combination_count = 1};
    assert_int_equal(kk_combination_of(&bare, NULL), 0);
    assert_false(kk_combinations_exclude(&bare, 0, 0));
    assert_true(isnan(kk_combination_at(&bare, 0)));
}

static void test_exclusion(void **state)
{
    (void)state;
    assert_false(kk_combinations_exclude(&frame, combination(1, 0, 0), combination(2, 0, 0)));
    assert_true(kk_combinations_exclude(&frame, combination(1, 0, 0), combination(3, 0, 0)));
    assert_true(kk_combinations_exclude(&frame, combination(0, 1, 0), combination(0, 2, 0)));
    assert_true(kk_combinations_exclude(&frame, combination(1, 1, 0), combination(2, 2, 0)));
    assert_false(kk_combinations_exclude(&frame, combination(0, 0, 1), combination(0, 0, 3)));
    assert_true(kk_combinations_exclude(&frame, combination(0, 0, 1), combination(0, 0, 2)));
    assert_false(kk_combinations_exclude(&frame, 0, combination(3, 2, 3)));
}

static void test_exclusion_is_mutual(void **state)
{
    (void)state;
    for (size_t a = 0; a < frame.combination_count; a++) {
        assert_false(kk_combinations_exclude(&frame, a, a));
        for (size_t b = 0; b < a; b++)
            assert_int_equal(kk_combinations_exclude(&frame, a, b), kk_combinations_exclude(&frame, b, a));
    }
}

static void test_where_estimates_are_made(void **state)
{
    (void)state;
    assert_true(isnan(kk_combination_at(&frame, 0)));
    assert_true(isnan(kk_combination_at(&frame, combination(0, 2, 3))));
    assert_true(kk_combination_at(&frame, combination(1, 0, 0)) == 0.1);
    assert_true(kk_combination_at(&frame, combination(3, 2, 1)) == 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_no_dimensions),
        cmocka_unit_test(test_exclusion),
        cmocka_unit_test(test_exclusion_is_mutual),
        cmocka_unit_test(test_where_estimates_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
