/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include <unistd.h>

static const kk_sheet_column columns[] = {
    {"code", KK_SHEET_TEXT, ""},   {"rank", KK_SHEET_WHOLE, ""},  {"need", KK_SHEET_NUMBER, ""},
    {"amount", KK_SHEET_EURO, ""}, {"chosen", KK_SHEET_FLAG, ""},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void write_sheets(fixture *f, kk_sheet *sheet, size_t count)
{
    kk_guidance guidance = {.sheet_count = count, .sheet = sheet};
    const kk_release *guided;
    assert_int_equal(kk_release_add_guidance(f->release, &guidance, &f->arena, &guided, &f->err), KK_OK);
    assert_int_equal(kk_write_sheets_csv(guided, f->folder, &f->err), KK_OK);
}

static void each_kind_is_written_as_people_read_it(void **state)
{
    kk_sheet_cell cell[] = {
        {.text = "T, \"1\""}, {.whole = -7},   {.number = 2.0 / 3}, {.whole = 1234567890123456},
        {.whole = 1},         {.text = "T2"},  {.whole = 0},        {.number = 1e-7},
        {.whole = -5},        {.whole = 0},    {.text = "T3"},      {.whole = 12},
        {.number = 100},      {.whole = 1060}, {.whole = 1},
    };
    kk_sheet sheet = {"need", "", columns, COLUMNS, 3, cell};
    write_sheets(*state, &sheet, 1);
    assert_string_equal(read_file(*state, "need.csv"), "code,rank,need,amount,chosen\n"
                                                       "\"T, \"\"1\"\"\",-7,0.6666666667,12345678901234.56,true\n"
                                                       "T2,0,1e-07,-0.05,false\n"
                                                       "T3,12,100,10.60,true\n");
}

static void what_is_missing_is_empty_and_not_nil(void **state)
{
    kk_sheet_cell cell[] = {
        {.text = ""},
        {.whole = KK_SHEET_EMPTY},
        {.number = NAN},
        {.whole = KK_SHEET_EMPTY},
        {.whole = KK_SHEET_EMPTY},
        {.text = NULL},
        {.whole = 0},
        {.number = INFINITY},
        {.whole = 0},
        {.whole = 0},
    };
    kk_sheet sheet = {"need", "", columns, COLUMNS, 2, cell};
    write_sheets(*state, &sheet, 1);
    assert_string_equal(read_file(*state, "need.csv"), "code,rank,need,amount,chosen\n,,,,\n,0,,0.00,false\n");
}

static void each_sheet_has_a_file(void **state)
{
    kk_sheet_cell cell[] = {{.text = "a"}};
    kk_sheet sheet[] = {{"goals", "", columns, 1, 1, cell}, {"targets", "", columns, 2, 0, cell}};
    write_sheets(*state, sheet, 2);
    assert_string_equal(read_file(*state, "goals.csv"), "code\na\n");
    assert_string_equal(read_file(*state, "targets.csv"), "code,rank\n");
}

static void a_release_without_sheets_has_no_file(void **state)
{
    fixture *f = *state;
    write_sheets(f, NULL, 0);
    assert_int_equal(rmdir(f->folder), 0);
    assert_non_null(mkdtemp(strcpy(f->folder, "/tmp/kk-sheets-XXXXXX")));
}

static void a_folder_that_is_not_there(void **state)
{
    fixture *f = *state;
    kk_sheet_cell cell[] = {{.text = "a"}};
    kk_sheet sheet = {"goals", "", columns, 1, 1, cell};
    kk_guidance guidance = {.sheet_count = 1, .sheet = &sheet};
    const kk_release *guided;
    assert_int_equal(kk_release_add_guidance(f->release, &guidance, &f->arena, &guided, &f->err), KK_OK);
    assert_int_equal(kk_write_sheets_csv(guided, "/nonexistent", &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "goals.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_kind_is_written_as_people_read_it, begin, end),
        cmocka_unit_test_setup_teardown(what_is_missing_is_empty_and_not_nil, begin, end),
        cmocka_unit_test_setup_teardown(each_sheet_has_a_file, begin, end),
        cmocka_unit_test_setup_teardown(a_release_without_sheets_has_no_file, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
