/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/table_columns.h"

static void test_base(void **state)
{
    (void)state;
    assert_int_equal(kk_name_base("Koopwoningen_47"), strlen("Koopwoningen"));
    assert_int_equal(kk_name_base("a_00_14"), strlen("a_00"));
    assert_int_equal(kk_name_base("a_inw"), strlen("a_inw"));
    assert_int_equal(kk_name_base("abc12"), strlen("abc12"));
    assert_int_equal(kk_name_base("abc_"), strlen("abc_"));
    assert_int_equal(kk_name_base("_12"), strlen("_12"));
    assert_int_equal(kk_name_base("12"), 2);
    assert_int_equal(kk_name_base(""), 0);
}

static void test_recognised_names(void **state)
{
    (void)state;
    assert_true(kk_name_is("AANT_INW", "aantinw"));
    assert_true(kk_name_is("AantalInwoners_5", "aantalinwoners"));
    assert_true(kk_name_is("Aantal inwoners", "aantalinwoners"));
    assert_true(kk_name_is("Regio's", "regios"));
    assert_false(kk_name_is("AantalInwonersOverig", "aantalinwoners"));
    assert_false(kk_name_is("Aantal", "aantalinwoners"));
    assert_false(kk_name_is("", "a"));
    assert_true(kk_name_begins("IndelingswijzigingWijkenEnBuurten_4", "indelingswijziging"));
    assert_false(kk_name_begins("Indeling", "indelingswijziging"));
}

static void test_match(void **state)
{
    (void)state;
    const char *name[] = {"A_47", "B", "A_41", "A", "B_1", "C_2"};
    const char *title[] = {NULL, NULL, NULL, NULL, "Totaal", "Totaal"};
    kk_names names = {6, name, NULL, true};
    uint32_t source[6];
    assert_int_equal(kk_names_match(&names, "A", source), 1);
    assert_int_equal(source[0], 3);
    assert_int_equal(kk_names_match(&names, " A_41 ", source), 1);
    assert_int_equal(source[0], 2);
    assert_int_equal(kk_names_match(&names, "C", source), 1);
    assert_int_equal(source[0], 5);
    assert_int_equal(kk_names_match(&names, "Totaal", source), 0);
    assert_int_equal(kk_names_match(&names, "a", source), 0);
    assert_int_equal(kk_names_match(&names, "", source), 0);
    names.title = title;
    assert_int_equal(kk_names_match(&names, "Totaal", source), 2);
    assert_int_equal(source[1], 5);
    names.count = 3;
    names.name[3] = "Z";
    assert_int_equal(kk_names_match(&names, "A", source), 2);
    assert_int_equal(source[0], 0);
    assert_int_equal(source[1], 2);
}

static void test_list(void **state)
{
    (void)state;
    const char *name[] = {"eerste", "tweede", "derde"};
    kk_names names = {3, name, NULL, true};
    char text[40];
    kk_names_list(&names, text, sizeof text);
    assert_string_equal(text, "eerste, tweede, derde");
    kk_names_list(&names, text, 30);
    assert_string_equal(text, "eerste, tweede, …");
    kk_names_list(&names, text, 10);
    assert_string_equal(text, "…");
    names.count = 0;
    kk_names_list(&names, text, sizeof text);
    assert_string_equal(text, "");
}

static void test_names_look_right(void **state)
{
    (void)state;
    const char *header[] = {"code", "_a", "A_00_14", "aantal2"};
    assert_true(kk_names_look_right(&(kk_names){4, header, NULL, false}));
    const char *const cells[] = {"123456782",   "20090314",  "1325AB",     "",
                                 "Jan Janssen", "J-Janssen", "Zo\xc3\xab", "a_name_of_more_than_forty_characters_long"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        header[2] = cells[i];
        assert_false(kk_names_look_right(&(kk_names){4, header, NULL, false}));
    }
}

static void test_names_that_may_not_be_shown(void **state)
{
    (void)state;
    const char *name[] = {"Janssen", "123456782"};
    kk_names names = {2, name, NULL, false};
    char text[100];
    uint32_t index;
    kk_error err;
    kk_names_list(&names, text, sizeof text);
    assert_string_equal(text, "2 columns (not named here, as the table is not public)");
    assert_int_equal(kk_names_require(&names, "Jansen", (kk_mark){"p.yaml", 1, 2}, "f.csv", &index, &err),
                     KK_ERR_PROJECT);
    assert_string_equal(err.message, "p.yaml:1:2: f.csv has no column 'Jansen'; it has 2 columns (not named here, as "
                                     "the table is not public)");
    assert_int_equal(kk_names_require(&names, "Janssen", (kk_mark){"p.yaml", 1, 2}, "f.csv", &index, &err), KK_OK);
}

static void test_helpers(void **state)
{
    (void)state;
    const char *name[] = {"a_1", "b_2", "b_3"};
    kk_names names = {3, name, NULL, true};
    kk_config_column wanted[] = {{"b", {"p", 1, 1}}};
    kk_config_table config = {.wanted = wanted, .wanted_count = 1};
    kk_arena arena;
    kk_columns columns = {0};
    kk_error err;
    ptrdiff_t index;
    kk_arena_init(&arena);
    assert_int_equal(kk_columns_choose(&config, &names, &arena, &columns, &err), KK_OK);
    assert_int_equal(columns.count, 1);
    assert_int_equal(kk_columns_add_helper(&columns, &names, "b", &arena, &index, &err), KK_OK);
    assert_int_equal(index, 0);
    assert_int_equal(kk_columns_add_helper(&columns, &names, "b_2", &arena, &index, &err), KK_OK);
    assert_int_equal(index, 1);
    assert_int_equal(kk_columns_add_helper(&columns, &names, "c", &arena, &index, &err), KK_OK);
    assert_int_equal(index, -1);
    assert_int_equal(columns.count, 2);
    assert_int_equal(columns.kept_count, 1);
    kk_columns_clear(&columns);
    kk_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base),
        cmocka_unit_test(test_recognised_names),
        cmocka_unit_test(test_match),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_helpers),
        cmocka_unit_test(test_names_look_right),
        cmocka_unit_test(test_names_that_may_not_be_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
