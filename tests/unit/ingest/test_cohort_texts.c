/* SPDX-License-Identifier: EUPL-1.2 */
/* Distinct texts and their numbers. */
#include "unit/check.h"

#include "ingest/cohort_texts.h"

static kk_cell cell(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static uint32_t add(kk_cohort_texts *texts, kk_cell text)
{
    kk_error err;
    uint32_t number;
    assert_int_equal(kk_cohort_texts_add(texts, text, &number, &err), KK_OK);
    return number;
}

static void test_empty(void **state)
{
    (void)state;
    kk_cohort_texts texts = {0};
    assert_int_equal(kk_cohort_texts_find(&texts, cell("a")), KK_NO_TEXT);
    kk_cohort_texts_clear(&texts);
}

static void test_add_and_find(void **state)
{
    (void)state;
    kk_cohort_texts texts = {0};
    assert_int_equal(add(&texts, cell("Men")), 0);
    assert_int_equal(add(&texts, cell("Women")), 1);
    assert_int_equal(add(&texts, cell("Men")), 0);
    assert_int_equal(add(&texts, cell("")), 2);
    assert_int_equal(add(&texts, (kk_cell){"a\0b", 3}), 3);
    assert_int_equal(texts.count, 4);
    assert_int_equal(kk_cohort_texts_find(&texts, cell("Women")), 1);
    assert_int_equal(kk_cohort_texts_find(&texts, cell("")), 2);
    assert_int_equal(kk_cohort_texts_find(&texts, cell("a")), KK_NO_TEXT);
    assert_int_equal(kk_cohort_texts_find(&texts, (kk_cell){"a\0b", 3}), 3);
    assert_int_equal(kk_cohort_texts_find(&texts, cell("men")), KK_NO_TEXT);
    assert_int_equal(kk_cohort_texts_get(&texts, 1).length, 5);
    assert_memory_equal(kk_cohort_texts_get(&texts, 1).text, "Women", 5);
    kk_cohort_texts_clear(&texts);
    assert_int_equal(texts.count, 0);
}

/* The table widens many times, and keeps all. */
static void test_many(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    kk_cohort_texts texts = {0};
    char text[16];
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "WK%06u", i);
        assert_int_equal(add(&texts, cell(text)), i);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "WK%06u", i);
        assert_int_equal(kk_cohort_texts_find(&texts, cell(text)), i);
        assert_memory_equal(kk_cohort_texts_get(&texts, i).text, text, 8);
    }
    assert_int_equal(kk_cohort_texts_find(&texts, cell("WK020000")), KK_NO_TEXT);
    assert_true(texts.slot_count >= 2 * COUNT);
    kk_cohort_texts_clear(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_add_and_find),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
