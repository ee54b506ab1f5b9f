/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/wiped.h"

#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

enum { AT = 32, LENGTH = 64 };

/* How many letters S memory that was given back still holds, from byte AT on: the first ones are the allocator's. */
static size_t left_at(uintptr_t address)
{
    char seen[LENGTH];
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    assert_true(memory >= 0);
    ssize_t got = pread(memory, seen, sizeof seen, (off_t)(address + AT));
    close(memory);
    size_t count = 0;
    for (ssize_t i = 0; i < got; i++) count += seen[i] == 'S';
    return count;
}

static void test_growing(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t capacity = 0;
    assert_int_equal(kk_wiped_grow(&bytes, &capacity, AT + LENGTH), 0);
    assert_true(capacity >= AT + LENGTH);
    memset(bytes, 'S', AT + LENGTH);
    char *first = bytes;
    uintptr_t old = (uintptr_t)bytes;
    assert_int_equal(left_at(old), LENGTH);
    assert_int_equal(kk_wiped_grow(&bytes, &capacity, capacity), 0);
    assert_ptr_equal(bytes, first);
    assert_int_equal(kk_wiped_grow(&bytes, &capacity, 100000), 0);
    for (size_t i = 0; i < AT + LENGTH; i++) assert_int_equal(bytes[i], 'S');
    assert_int_equal(left_at(old), 0);
    kk_wiped_free(bytes);
}

static void test_freeing(void **state)
{
    (void)state;
    char *bytes = kk_wiped_realloc(NULL, 200);
    assert_non_null(bytes);
    memset(bytes, 'S', 200);
    uintptr_t old = (uintptr_t)bytes;
    kk_wiped_free(bytes);
    assert_int_equal(left_at(old), 0);
    kk_wiped_free(NULL);
}

static void test_more_than_there_is(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t capacity = 0;
    assert_int_equal(kk_wiped_grow(&bytes, &capacity, 10), 0);
    char *first = bytes;
    assert_int_equal(kk_wiped_grow(&bytes, &capacity, SIZE_MAX - 1), -1);
    assert_ptr_equal(bytes, first);
    kk_wiped_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growing),
        cmocka_unit_test(test_freeing),
        cmocka_unit_test(test_more_than_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
