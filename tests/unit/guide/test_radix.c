/* SPDX-License-Identifier: EUPL-1.2 */
/* Against qsort, on keys that use all, some and none of the digits. */
#include "unit/check.h"

#include "guide/radix.h"
#include "kk/random.h"

enum { MOST = 500 };

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void test_sort(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 1, 1);
    for (unsigned shift = 0; shift < 32; shift++) {
        for (size_t count = 0; count < MOST; count = 3 * count + 1) {
            uint64_t item[MOST], room[MOST], expected[MOST];
            for (size_t i = 0; i < count; i++) /* a second number in order: equal keys keep theirs */
                item[i] = expected[i] = radix_item(kk_random_next(&random) >> shift, (uint32_t)i);
            qsort(expected, count, sizeof *expected, compare);
            const uint64_t *sorted = radix_sort(item, room, count);
            assert_true(count == 0 || memcmp(sorted, expected, count * sizeof *expected) == 0);
        }
    }
}

static void test_keys(void **state)
{
    (void)state;
    const float ascending[] = {-INFINITY, -3e38f, -1, -1e-45f, 0, 1e-45f, 1, 1.0000001f, 3e38f, INFINITY};
    for (size_t i = 1; i < sizeof ascending / sizeof *ascending; i++)
        assert_true(radix_key(ascending[i - 1]) < radix_key(ascending[i]));
    assert_int_equal(radix_key(-0.0f), radix_key(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sort), cmocka_unit_test(test_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
