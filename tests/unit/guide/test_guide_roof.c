/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/siting_fixture.h"

static const double youths[] = {100, 300, 0, 0, 100, 0, 0};
static const kk_guide_place places[] = {
    {500, 450500, NAN, "a", "cb"},  {510, 450500, NAN, "b", "team"},  /* one building in wijk 0 */
    {1500, 450500, NAN, "c", "cb"}, {1800, 450500, NAN, "d", "team"}, /* 300 m apart in wijk 1 */
    {4500, 450500, NAN, "e", "cb"},
};
static const char *const kinds[] = {"cb", "team"};

static guide_fixture *with(const char *const *names)
{
    guide_fixture *f = siting_begin(6);
    f->config.guide.roof.given = true;
    f->config.guide.roof.level = "wijk";
    f->config.guide.roof.kinds = (const char **)(uintptr_t)names;
    f->config.guide.roof.kind_count = 2;
    f->config.guide.roof.radius_m = 400;
    f->config.guide.roof.moves = 2;
    f->sources.place = places;
    f->sources.place_count = sizeof places / sizeof *places;
    guide_add(f, YOUTHS, WIJK, youths, 0);
    return f;
}

static void test_shares_and_moves(void **state)
{
    (void)state;
    guide_fixture *f = with(kinds);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "roof");
    assert_int_equal(sheet->row_count, 3);
    assert_near(guide_cell(sheet, 0, "together").number, 20, 1e-9);
    assert_near(guide_cell(sheet, 0, "near_apart").number, 60, 1e-9);
    assert_near(guide_cell(sheet, 0, "not_near").number, 20, 1e-9);
    /* Most is won where 300 live: the team comes from down the street, as nobody loses it. */
    assert_string_equal(guide_cell(sheet, 1, "kind").text, "team");
    assert_string_equal(guide_cell(sheet, 1, "at").text, "c");
    assert_string_equal(guide_cell(sheet, 1, "from").text, "d");
    assert_near(guide_cell(sheet, 1, "together").number, 80, 1e-9);
    assert_string_equal(guide_cell(sheet, 2, "at").text, "e");
    assert_string_equal(guide_cell(sheet, 2, "from").text, "");
    assert_near(guide_cell(sheet, 2, "together").number, 100, 1e-9);
    assert_true(isnan(guide_cell(sheet, 2, "near_apart").number));
    assert_string_equal(guide_cell(sheet, 2, "kinds").text, "cb, team");
    guide_end(f);
}

static void test_each_wijk_has_its_shares(void **state)
{
    (void)state;
    static const double shares[][3] = {{100, 0, 0}, {0, 100, 0}, {0, 0, 100}};
    static const char *const codes[] = {"WK000100", "WK000101", "WK000204"};
    static const char *const names[] = {"together", "near_apart", "not_near"};
    guide_fixture *f = with(kinds);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "roof_access");
    assert_int_equal(sheet->row_count, 2 + 3); /* not where nobody lives */
    for (size_t w = 0; w < 3; w++)
        for (size_t n = 0; n < 3; n++)
            assert_near(guide_cell(sheet, siting_row_of(sheet, codes[w]), names[n]).number, shares[w][n], 1e-9);
    size_t gemeente = siting_row_of(sheet, "GM0001");
    assert_near(guide_cell(sheet, gemeente, "youths").number, 400, 1e-9);
    assert_near(guide_cell(sheet, gemeente, "together").number, 25, 1e-9);
    assert_near(guide_cell(sheet, gemeente, "near_apart").number, 75, 1e-9);
    guide_end(f);
}

static void test_a_kind_that_is_nowhere_is_told(void **state)
{
    (void)state;
    static const char *const unknown[] = {"cb", "jgz"};
    guide_fixture *f = with(unknown);
    assert_int_equal(siting_try(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "there is no place of the type 'jgz'; there are: cb, team");
    guide_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares_and_moves),
        cmocka_unit_test(test_each_wijk_has_its_shares),
        cmocka_unit_test(test_a_kind_that_is_nowhere_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
