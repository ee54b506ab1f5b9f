/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/ages.h"
#include "project_text.h"

static void assert_ages(const char *text, int from, int to)
{
    kk_ages ages = {0};
    if (!kk_ages_parse(text, &ages)) fail_msg("'%s' is refused", text);
    assert_int_equal(ages.from, from);
    assert_int_equal(ages.to, to);
}

static void years_and_months_become_months(void **state)
{
    (void)state;
    assert_ages("0..4", 0, 48);
    assert_ages("18..23", 216, 276);
    assert_ages("0..27", 0, 324);
    assert_ages("-9m..24m", -9, 24);
    assert_ages("-9m..0", -9, 0);
    assert_ages("-9m..-6m", -9, -6);
    assert_ages("0..18m", 0, 18);
    assert_ages("6m..1", 6, 12);
    assert_ages("0m..324m", 0, 324);
    assert_ages("000..001", 0, 12);
    assert_ages("first_1000_days", -9, 24);
}

static void ages_end_after_they_begin_and_within_bounds(void **state)
{
    (void)state;
    const char *const wrong[] = {"4..0", "4..4", "12m..1", "-10m..0", "-1..4", "0..28", "0..325m", "999..999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kk_ages ages = {7, 9};
        if (kk_ages_parse(wrong[i], &ages)) fail_msg("'%s' is taken", wrong[i]);
        assert_int_equal(ages.from, 7);
        assert_int_equal(ages.to, 9);
    }
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"",         "4",     "..",     "0..",    "..4",      "0.4",        "0...4",  "0-4",
                                 "0..4y",    "0 ..4", " 0..4",  "0..4 ",  "0..+4",    "m..4",       "-..4",   "0..4m ",
                                 "0..1000m", "all",   "0..4.5", "0..4mm", "0..first", "first_1000", "0..4..8"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kk_ages ages;
        if (kk_ages_parse(wrong[i], &ages)) fail_msg("'%s' is taken", wrong[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_and_months_become_months),
        cmocka_unit_test(ages_end_after_they_begin_and_within_bounds),
        cmocka_unit_test(other_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
