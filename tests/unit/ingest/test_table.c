/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows, columns, codes and periods of tables with one row for each area. */
#include "table_text.h"

/* ---- columns ---- */

static void test_plain_table(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "b a");
    table_read(&t, "code;name;a;b\nGM0001;Een;5;7,4\nWK000101;Twee;6;.\n");
    assert_int_equal(t.result.row_count, 2);
    assert_int_equal(t.result.column_count, 2);
    assert_string_equal(t.result.column[0], "b");
    assert_string_equal(t.result.code[1], "WK000101");
    assert_int_equal(t.result.line[1], 3);
    assert_int_equal(t.result.source_rows[1], 1);
    assert_int_equal(t.result.period_count, 1);
    assert_string_equal(t.result.period[0], "2024");
    assert_int_equal(t.result.population, -1);
    assert_int_equal(t.result.boundary_change, -1);
    assert_true(figure_of(&t, "GM0001", 0).value == 7.4);
    assert_true(figure_of(&t, "GM0001", 1).value == 5);
    assert_string_equal(status_of(&t, "WK000101", 0), "unknown");
    assert_int_equal(t.result.rows_used, 2);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

static void test_no_rows_and_no_columns(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "code;a\n");
    assert_int_equal(t.result.row_count, 0);
    assert_int_equal(t.result.period_count, 0);
    table_clear(&t);
    table_init(&t, "");
    table_read(&t, "code;a\nGM0001;1\n");
    assert_int_equal(t.result.row_count, 1);
    assert_int_equal(t.result.column_count, 0);
    table_clear(&t);
}

static void test_unknown_column(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a a_innw");
    table_fails(&t, "code;a;a_inw\nGM0001;1;2\n", KK_ERR_PROJECT,
                "project.yaml:21:7: figures.csv has no column 'a_innw'; did you mean 'a_inw'?");
    table_clear(&t);
    table_init(&t, "Koopwonigen");
    table_fails(&t, "code;Koopwoningen_47\nGM0001;1\n", KK_ERR_PROJECT, "did you mean 'Koopwoningen");
    table_clear(&t);
    table_init(&t, "zzzzzz");
    table_fails(&t, "code;a;b\nGM0001;1;2\n", KK_ERR_PROJECT, "has no column 'zzzzzz'; it has code, a, b");
    table_clear(&t);
    table_init(&t, "A");
    table_fails(&t, "code;a\nGM0001;1\n", KK_ERR_PROJECT, "no column 'A'");
    table_clear(&t);
}

static void test_suffixed_columns(void **state)
{
    (void)state;
    const char *text = "Codering_3;Peildatum;Koop_47;Koop_41;Huur_42\n"
                       "GM0001    ;1-1-2023;  ;41;1\n"
                       "GM0001    ;1-1-2024;47;  ;2\n"
                       "GM0002    ;1-1-2024;48;. ;3\n";
    table_text t;
    table_init(&t, "Koop Huur_42 Koop_47");
    t.table.period = NULL;
    table_read(&t, text);
    assert_string_equal(t.result.column[0], "Koop");
    assert_int_equal(t.result.period_count, 2);
    assert_true(figure_in(&t.result, "GM0001", "2023", 0).value == 41);
    assert_true(figure_in(&t.result, "GM0001", "2024", 0).value == 47);
    assert_true(figure_in(&t.result, "GM0002", "2024", 0).value == 48);
    assert_true(figure_in(&t.result, "GM0001", "2024", 1).value == 2);
    assert_int_equal(figure_in(&t.result, "GM0001", "2023", 2).status, KK_FIGURE_NOT_PUBLISHED);
    table_clear(&t);
}

static void test_ambiguous_column(void **state)
{
    (void)state;
    const char *text = "code;Perioden;A_17;A_20\nGM0001;2023JJ00;1;\nGM0001;2024JJ00;1;\nGM0002;2024JJ00;;2\n";
    table_text t;
    table_init(&t, "A");
    t.table.period = NULL;
    table_fails(
        &t, text, KK_ERR_PROJECT,
        "project.yaml:20:7: 'A' is ambiguous in figures.csv: A_17 and A_20 both hold values in 2024; name one in "
        "full");
    table_clear(&t);
    table_init(&t, "A");
    table_fails(&t, "code;A_17;A_20\nGM0001;1;2\n", KK_ERR_PROJECT, "A_17 and A_20 both hold values in 2024");
    table_clear(&t);
    table_init(&t, "A");
    table_fails(&t, "code;A;A\nGM0001;1;2\n", KK_ERR_PROJECT, "A and A both hold values");
    table_clear(&t);
    table_init(&t, "A_20");
    t.table.period = NULL;
    table_read(&t, text);
    assert_true(figure_in(&t.result, "GM0002", "2024", 0).value == 2);
    table_clear(&t);
}

static void test_population_is_recognised(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "gwb_code;AANT_INW;ind_wbi;a\nGM0001;10;1;5\n");
    assert_int_equal(t.result.column_count, 3);
    assert_int_equal(t.result.population, 1);
    assert_int_equal(t.result.boundary_change, 2);
    assert_string_equal(t.result.column[1], "AANT_INW");
    assert_true(figure_of(&t, "GM0001", 1).value == 10);
    assert_true(figure_of(&t, "GM0001", 2).value == 1);
    table_clear(&t);
    table_init(&t, "a a_inw");
    table_read(&t, "gwb_code;a_inw;a\nGM0001;10;5\n");
    assert_int_equal(t.result.column_count, 2);
    assert_int_equal(t.result.population, 1);
    table_clear(&t);
    table_init(&t, "a people");
    t.table.population = "people";
    table_read(&t, "gwb_code;a_inw;a;people\nGM0001;10;5;0\nGM0002;10;.;0\n");
    assert_int_equal(t.result.population, 1);
    assert_string_equal(status_of(&t, "GM0002", 0), "no_population");
    table_clear(&t);
}

/* ---- codes ---- */

static void read_codes(table_text *t, const char *text, const char *first_code)
{
    table_init(t, "a");
    table_read(t, text);
    assert_int_equal(t->result.row_count, 1);
    assert_string_equal(t->result.code[0], first_code);
    table_clear(t);
}

static void test_code_column_is_recognised(void **state)
{
    (void)state;
    table_text t;
    read_codes(&t, "gwb_code_8;gwb_code_10;a\n0001;GM0001;1\n", "GM0001");
    read_codes(&t, "RegioS;a\nGM0001 ;1\n", "GM0001");
    read_codes(&t, "Regio's;a\nGM0001;1\n", "GM0001");
    read_codes(&t, "regio;Codering_3;a\nGroningen;WK000101;1\n", "WK000101");
    read_codes(&t, "gm_code,wk_code,bu_code,a\nGM0001,WK000101,BU00010101,1\n", "BU00010101");
    read_codes(&t, "gemeentecode,WIJKCODE,buurtcode,a\nGM0001,WK000101,,1\n", "WK000101");
    read_codes(&t, "Wijken;a\nWK0363AA;1\n", "WK0363AA");
}

static void test_code_column_given(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.code = "district";
    table_read(&t, "code;district;a\nGM0001;noord-1;1\n");
    assert_string_equal(t.result.code[0], "noord-1");
    table_clear(&t);
    table_init(&t, "a");
    t.table.code = "distrct";
    table_fails(&t, "code;district;a\nGM0001;noord-1;1\n", KK_ERR_PROJECT,
                "project.yaml:5:3: figures.csv has no column 'distrct'; did you mean 'district'?");
    table_clear(&t);
}

static void test_no_code_column(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_fails(
        &t, "code;a\nGroningen;1\n", KK_ERR_INPUT,
        "figures.csv: no column of area codes (GM…, WK…, BU…) is recognised among code, a; name it with `code:` at "
        "the table 't' in the project file");
    table_clear(&t);
    table_init(&t, "a");
    table_fails(&t, "naam;a\nGM0001;1\n", KK_ERR_INPUT, "recognised among naam, a;");
    table_clear(&t);
}

/* The country and its parts may come long before the first gemeente. */
static void test_codes_that_come_late(void **state)
{
    (void)state;
    enum { COUNTRIES = 2000, GEMEENTEN = 3000 };
    char *text = malloc((COUNTRIES + GEMEENTEN) * 16 + 100);
    size_t used = (size_t)sprintf(text, "RegioS;a\n");
    for (int i = 0; i < COUNTRIES; i++) used += (size_t)sprintf(text + used, "NL%04d;1\n", i);
    for (int i = 0; i < GEMEENTEN; i++) used += (size_t)sprintf(text + used, "GM%04d;1\n", i);
    table_text t;
    table_init(&t, "a");
    table_read(&t, text);
    assert_int_equal(t.result.row_count, COUNTRIES + GEMEENTEN);
    table_clear(&t);
    free(text);
}

static void test_rejected_codes(void **state)
{
    (void)state;
    const struct {
        const char *code, *reason;
    } wrong[] = {
        {"", "no area code"},
        {"340101", "a number is no area code: it lacks GM, WK or BU and may have lost leading zeros"},
        {"34", "a number is no area code"},
        {"Wijk 1", "no area code: letters, digits"},
        {"abcdefghijklmnopqrstuvwxyzabcdefghi", "at most 32"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        table_text t;
        char text[200];
        snprintf(text, sizeof text, "code;a\nGM0001;1\nNL00;9\n%s;2\nGM0002;3\nGM0003;4\n", wrong[i].code);
        table_init(&t, "a");
        table_read(&t, text);
        assert_int_equal(t.result.row_count, 4);
        assert_int_equal(t.result.rows_rejected, 1);
        const kk_reject *reject = only_reject(&t);
        assert_int_equal(reject->kind, KK_REJECT_ROW);
        assert_int_equal(reject->line, 4);
        assert_string_equal(reject->column, "code");
        assert_string_equal(reject->value, wrong[i].code);
        assert_contains(reject->reason, wrong[i].reason);
        table_clear(&t);
    }
}

static void test_numbers_of_own_areas(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.code = "district";
    t.config.areas.group_count = 1;
    table_read(&t, "district;a\n1;1\n25;2\n340101;3\n");
    assert_int_equal(t.result.row_count, 2);
    assert_int_equal(only_reject(&t)->line, 4);
    table_clear(&t);
}

static void test_ragged_rows(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "code;a;b\nGM0001;1;2\nGM0002;1\nGM0003;1;2;3\nGM0004;1;2;;\n");
    assert_int_equal(t.result.row_count, 2);
    assert_int_equal(t.rejects.count, 2);
    assert_string_equal(t.rejects.items[0].reason, "the row has 2 cells where the header has 3");
    assert_string_equal(t.rejects.items[1].reason, "the row has 4 cells where the header has 3");
    assert_int_equal(t.rejects.items[1].line, 4);
    table_clear(&t);
}

static void test_rejected_cells(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a b");
    table_read(&t, "code;a;b\nGM0001;1.234,5;2\nGM0002;1;2\n");
    assert_int_equal(t.result.row_count, 2);
    assert_string_equal(status_of(&t, "GM0001", 0), "unknown");
    assert_true(figure_of(&t, "GM0001", 1).value == 2);
    const kk_reject *reject = only_reject(&t);
    assert_int_equal(reject->kind, KK_REJECT_CELL);
    assert_int_equal(reject->line, 2);
    assert_string_equal(reject->column, "a");
    assert_string_equal(reject->code, "GM0001");
    assert_string_equal(reject->value, "1.234,5");
    assert_contains(reject->reason, "neither a number");
    assert_int_equal(t.result.rows_rejected, 0);
    table_clear(&t);
}

static void test_long_values_are_cut(void **state)
{
    (void)state;
    char text[400] = "code;a\nGM0001;";
    for (int i = 0; i < 60; i++) strcat(text, "é");
    strcat(text, "\nGM0002;1\n");
    table_text t;
    table_init(&t, "a");
    table_read(&t, text);
    assert_int_equal(strlen(only_reject(&t)->value), 80);
    table_clear(&t);
}

/* Nothing of a cell of a private table is shown. */
static void test_private_table(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a pct_x");
    t.table.is_public = false;
    t.table.period = NULL;
    table_read(&t,
               "code;jaar;a;pct_x\nGM0001;2024;geheim;500\nGM0002;geheim;1;1\n\"ge heim\";2024;1;1\nGM0003;2024;7;500\n"
               "GM0004;2024;7;500\nGM0003;2024;777;777\n");
    assert_int_equal(t.rejects.count, 5);
    for (size_t i = 0; i < t.rejects.count; i++) {
        assert_string_equal(t.rejects.items[i].value, "");
        assert_null(strstr(t.rejects.items[i].reason, "heim"));
        assert_null(strstr(t.rejects.items[i].reason, "7"));
        assert_null(strstr(t.rejects.items[i].reason, "500"));
    }
    table_clear(&t);
}

/* A file without header, or a wrong `code:`: what stands there is of persons, and in no message. */
static void test_private_cells_are_not_named(void **state)
{
    (void)state;
    const char *const persons[] = {"123456782", "J-Janssen", "1325AB"};
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
        char text[300];
        table_text t;
        table_init(&t, "aantal");
        t.table.is_public = false;
        snprintf(text, sizeof text, "%s;20090314;Janssen\n%s;20090314;Janssen\n", persons[i], persons[i]);
        table_fails(&t, text, KK_ERR_INPUT, "recognised among 3 columns (not named here, as the table is not public)");
        table_clear(&t);
        table_init(&t, "a");
        t.table.is_public = false;
        t.table.code = "wie";
        t.config.areas.group_count = 1;
        snprintf(text, sizeof text, "wie;a\nGM0001;x1\n%s;y2\n%s;3\n", persons[i], persons[i]);
        table_read(&t, text);
        assert_int_equal(t.rejects.count, 3);
        assert_string_equal(t.rejects.items[0].code, "GM0001");
        for (size_t r = 1; r < t.rejects.count; r++) {
            assert_string_equal(t.rejects.items[r].code, "");
            assert_null(strstr(t.rejects.items[r].reason, persons[i]));
            assert_int_equal(t.rejects.items[r].line, r + 2);
        }
        table_clear(&t);
    }
}

/* Nor in the message about a dimension that was forgotten. */
static void test_private_doubles(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.is_public = false;
    t.table.code = "wie";
    table_fails(&t, "wie;a;1 ster\nJanssen;1;aa\nJanssen;2;bb\n", KK_ERR_INPUT,
                "figures.csv: one area occurs 2 times in 2024; another column has 2 different values: choose one");
    assert_null(strstr(t.err.message, "ster"));
    table_fails(&t, "wie;a;vorm\nGM0001;1;aa\nGM0001;2;bb\n", KK_ERR_INPUT,
                "GM0001 occurs 2 times in 2024; the column 'vorm' has 2 different values");
    table_fails(&t, "wie;a_1;a_2;1 ster\nGM0001;1;2;3\n", KK_ERR_PROJECT,
                "'a' is ambiguous in figures.csv: a column called so and another both hold values in 2024");
    table_clear(&t);
}

/* ---- periods and filters ---- */

static void test_periods(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.period = NULL;
    table_read(&t, "RegioS;Perioden;a\nGM0001;2024JJ00;4\nGM0001;2022KW03;2\nGM0001;2023JJ00;3\nGM0001;gisteren;9\n");
    assert_int_equal(t.result.period_count, 3);
    assert_string_equal(t.result.period[0], "2022KW03");
    assert_string_equal(t.result.period[1], "2023");
    assert_string_equal(t.result.period[2], "2024");
    assert_true(figure_in(&t.result, "GM0001", "2022KW03", 0).value == 2);
    assert_true(figure_in(&t.result, "GM0001", "2023", 0).value == 3);
    assert_true(figure_in(&t.result, "GM0001", "2024", 0).value == 4);
    const kk_reject *reject = only_reject(&t);
    assert_string_equal(reject->column, "Perioden");
    assert_string_equal(reject->value, "gisteren");
    assert_contains(reject->reason, "no period: expected a year");
    table_clear(&t);
}

static void test_period_is_needed(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.period = NULL;
    table_fails(
        &t, "code;a\nGM0001;1\n", KK_ERR_PROJECT,
        "project.yaml:5:3: figures.csv has no column of periods (such as Perioden); set `period:` at the table 't'");
    table_clear(&t);
    table_init(&t, "a");
    t.table.period = "last year";
    table_fails(&t, "code;a\nGM0001;1\n", KK_ERR_PROJECT, "'last year' is no period");
    table_clear(&t);
    table_init(&t, "a");
    t.table.period = NULL;
    t.table.period_column = "wanneer";
    table_read(&t, "code;wanneer;a\nGM0001;2021;1\n");
    assert_string_equal(t.result.period[0], "2021");
    table_clear(&t);
}

static void test_filters(void **state)
{
    (void)state;
    const char *const periods[] = {"2023JJ00"}, *const gemeenten[] = {"GM0363"};
    kk_config_where where[] = {{"Vorm", "T1", {"project.yaml", 9, 9}}};
    table_text t;
    table_init(&t, "a");
    t.table.period = NULL;
    t.table.periods = (const char **)(uintptr_t)periods;
    t.table.period_count = 1;
    t.table.where = where;
    t.table.where_count = 1;
    t.config.areas.gemeenten = (const char **)(uintptr_t)gemeenten;
    t.config.areas.gemeente_count = 1;
    table_read(&t, "code;Vorm;Perioden;a\nGM0363;T1  ;2023;1\nGM0363;T2;2023;2\nGM0363;T1;2022;3\nWK036300;T1;2023;4\n"
                   "BU0363AA01;T1;2023;5\nBU03620101;T1;2023;6\nGM0362;T1;2023;7\nnoord;T1;2023;8\nGM0363;;;\n");
    assert_int_equal(t.result.rows_read, 9);
    assert_int_equal(t.result.rows_used, 4);
    assert_int_equal(t.result.rows_filtered, 5);
    assert_int_equal(t.result.rows_rejected, 0);
    assert_true(figure_of(&t, "GM0363", 0).value == 1);
    assert_true(figure_of(&t, "noord", 0).value == 8);
    table_clear(&t);
    table_init(&t, "a");
    t.table.where = where;
    t.table.where_count = 1;
    table_fails(&t, "code;Vormen;a\nGM0363;T1;1\n", KK_ERR_PROJECT,
                "project.yaml:9:9: figures.csv has no column 'Vorm'; did you mean 'Vormen'?");
    table_clear(&t);
}

/* ---- areas that occur twice ---- */

static void test_a_double(void **state)
{
    (void)state;
    table_text t;
    char text[1000] = "code;a\nGM0001;1\nGM0001;2\n";
    for (int i = 2; i < 20; i++) sprintf(text + strlen(text), "GM%04d;1\n", i);
    table_init(&t, "a");
    table_read(&t, text);
    assert_int_equal(t.result.rows_rejected, 1);
    assert_true(figure_of(&t, "GM0001", 0).value == 1);
    const kk_reject *reject = only_reject(&t);
    assert_int_equal(reject->line, 3);
    assert_string_equal(reject->code, "GM0001");
    assert_string_equal(reject->reason, "the area occurs more than once in 2024: on line 2 and here");
    table_clear(&t);
}

static void test_doubles_without_a_dimension(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "code;a;b\nGM0001;1;3\nGM0001;2;4\n");
    assert_int_equal(t.result.row_count, 1);
    table_clear(&t);
}

static void test_forgotten_dimension(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "Jongeren");
    t.table.period = NULL;
    table_fails(
        &t,
        "\"ID\";\"Vormen\";\"Wijken\";\"Perioden\";\"Jongeren_1\";\"Trajecten_2\"\n"
        "1;\"T1 \";\"WK003401  \";\"2023JJ00\";1;10\n"
        "2;\"A2 \";\"WK003401  \";\"2023JJ00\";2;20\n"
        "3;\"A3 \";\"WK003401  \";\"2023JJ00\";3;30\n"
        "4;\"T1 \";\"WK003402  \";\"2023JJ00\";4;40\n"
        "5;\"A2 \";\"WK003402  \";\"2023JJ00\";5;50\n",
        KK_ERR_INPUT,
        "figures.csv: WK003401 occurs 3 times in 2023; the column 'Vormen' has 3 different values: choose one with "
        "`where:` at the table 't'");
    table_clear(&t);
    table_init(&t, "Jongeren");
    t.table.period = NULL;
    table_fails(&t, "Geslacht;RegioS;Perioden;Jongeren_1\n3000;GM0001;2023JJ00;1\n4000;GM0001;2023JJ00;2\n",
                KK_ERR_INPUT, "the column 'Geslacht' has 2 different values");
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_table),
        cmocka_unit_test(test_no_rows_and_no_columns),
        cmocka_unit_test(test_unknown_column),
        cmocka_unit_test(test_suffixed_columns),
        cmocka_unit_test(test_ambiguous_column),
        cmocka_unit_test(test_population_is_recognised),
        cmocka_unit_test(test_code_column_is_recognised),
        cmocka_unit_test(test_code_column_given),
        cmocka_unit_test(test_no_code_column),
        cmocka_unit_test(test_codes_that_come_late),
        cmocka_unit_test(test_rejected_codes),
        cmocka_unit_test(test_numbers_of_own_areas),
        cmocka_unit_test(test_ragged_rows),
        cmocka_unit_test(test_rejected_cells),
        cmocka_unit_test(test_long_values_are_cut),
        cmocka_unit_test(test_private_table),
        cmocka_unit_test(test_private_cells_are_not_named),
        cmocka_unit_test(test_private_doubles),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_period_is_needed),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_a_double),
        cmocka_unit_test(test_doubles_without_a_dimension),
        cmocka_unit_test(test_forgotten_dimension),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
