/* SPDX-License-Identifier: EUPL-1.2 */
/* The long form: one observation a row. */
#include "table_text.h"

#include <sys/stat.h>

#define HEADER "Id;Measure;ValueAttribute;Value;WijkenEnBuurten;Perioden;StringValue\n"

static void init_long(table_text *t, const char *wanted)
{
    table_init(t, wanted);
    t->table.period = NULL;
}

static void test_measures_are_columns(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M02_2 M01");
    table_read(&t, HEADER "0;M01;None;12;GM0001  ;2023JJ00;\n1;M02_2;None;7,5;GM0001  ;2023JJ00;\n"
                          "2;M03;None;99;GM0001  ;2023JJ00;\n3;M01;None;13;WK000101;2023JJ00;\n"
                          "4;M01;None;14;GM0001  ;2022JJ00;\n");
    assert_int_equal(t.result.row_count, 3);
    assert_int_equal(t.result.column_count, 2);
    assert_true(figure_in(&t.result, "GM0001", "2023", 0).value == 7.5);
    assert_true(figure_in(&t.result, "GM0001", "2023", 1).value == 12);
    assert_true(figure_in(&t.result, "WK000101", "2023", 1).value == 13);
    assert_true(figure_in(&t.result, "GM0001", "2022", 1).value == 14);
    assert_int_equal(t.result.rows_read, 5);
    assert_int_equal(t.result.rows_used, 4);
    assert_int_equal(t.result.rows_filtered, 1);
    size_t row = row_of(&t.result, "GM0001", "2023");
    assert_int_equal(t.result.source_rows[row], 2);
    assert_int_equal(t.result.line[row], 2);
    table_clear(&t);
}

/* Not observed: absent; nowhere observed in the period: not published. */
static void test_not_observed(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M01 M02");
    table_read(&t, HEADER "0;M01;None;12;GM0001;2023JJ00;\n1;M01;None;13;GM0002;2023JJ00;\n"
                          "2;M02;None;5;GM0001;2023JJ00;\n3;M01;None;5;GM0001;2024JJ00;\n");
    assert_int_equal(figure_in(&t.result, "GM0002", "2023", 1).status, KK_FIGURE_ABSENT);
    assert_int_equal(figure_in(&t.result, "GM0001", "2024", 1).status, KK_FIGURE_NOT_PUBLISHED);
    table_clear(&t);
}

static void test_attributes(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M01");
    table_read(&t,
               HEADER "0;M01;None;12;GM0001;2023JJ00;\n1;M01;Impossible;;GM0002;2023JJ00;\n"
                      "2;M01;Confidential;;GM0003;2023JJ00;\n3;M01;Missing;;GM0004;2023JJ00;\n"
                      "4;M01;Provisional;8;GM0005;2023JJ00;\n5;M01;Secret;.;GM0006;2023JJ00;\n"
                      "6;M01;None;;GM0007;2023JJ00;\n7;M01;None;zeven;GM0008;2023JJ00;\n8;M01;;3;GM0009;2023JJ00;\n");
    const char *const expected[] = {"ok",     "not_applicable", "secret",  "unknown", "ok",
                                    "secret", "unknown",        "unknown", "ok"};
    for (int i = 0; i < 9; i++) {
        char code[16];
        snprintf(code, sizeof code, "GM%04d", i + 1);
        assert_string_equal(status_of(&t, code, 0), expected[i]);
    }
    const kk_reject *reject = only_reject(&t);
    assert_string_equal(reject->column, "M01");
    assert_string_equal(reject->value, "zeven");
    assert_int_equal(reject->line, 9);
    table_clear(&t);
}

static void test_unknown_measure(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M0002_2");
    table_fails(&t, HEADER "0;M00022_2;None;12;GM0001;2023JJ00;\n", KK_ERR_PROJECT,
                "project.yaml:20:7: figures.csv has no column 'M0002_2'; did you mean 'M00022_2'?");
    table_clear(&t);
}

/* Where the project names a wrong column of a private table, its cells are in no message. */
static void test_private_measures(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "jongeren");
    t.table.is_public = false;
    t.table.measure = "naam";
    t.table.value = "aantal";
    table_fails(&t, "code;naam;aantal\nGM0001;jongerem;5\nGM0001;Janssen;5\n", KK_ERR_PROJECT,
                "has no column 'jongeren'; it has 2 columns (not named here, as the table is not public)");
    table_clear(&t);
    table_init(&t, "Jan");
    t.table.is_public = false;
    t.table.measure = "naam";
    t.table.value = "aantal";
    table_fails(&t, "code;naam;aantal\nGM0001;Jan_1;5\nGM0001;Jan_2;5\n", KK_ERR_PROJECT,
                "'Jan' is ambiguous in figures.csv: 2 measures are called so; name one by its code");
    table_clear(&t);
}

static void test_forgotten_dimension(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M01");
    table_fails(&t,
                "Id,Measure,Value,RegioS,Perioden,Vormen\n0,M02,1,GM0001,2023JJ00,T1\n1,M01,1,GM0001,2023JJ00,T1\n"
                "2,M01,1,GM0001,2023JJ00,A1\n3,M01,2,GM0001,2023JJ00,A2\n",
                KK_ERR_INPUT, "GM0001 occurs 3 times in 2023; the column 'Vormen' has 3 different values");
    table_clear(&t);
}

static void test_a_double(void **state)
{
    (void)state;
    char text[2000] = HEADER "0;M01;None;1;GM0001;2023JJ00;\n1;M01;None;2;GM0001;2023JJ00;\n";
    for (int i = 2; i < 20; i++) sprintf(text + strlen(text), "%d;M01;None;1;GM%04d;2023JJ00;\n", i, i);
    table_text t;
    init_long(&t, "M01");
    table_read(&t, text);
    assert_true(figure_of(&t, "GM0001", 0).value == 1);
    assert_string_equal(only_reject(&t)->reason, "the area occurs more than once in 2023 for the measure M01");
    table_clear(&t);
}

/* Names of the columns that the project file gives, in a table that is not StatLine's. */
static void test_given_columns(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "clients");
    t.table.measure = "what";
    t.table.value = "number";
    table_read(&t, "code;what;number\nGM0001;clients;5\nGM0001;costs;100\nGM0002;clients;\n");
    assert_true(figure_of(&t, "GM0001", 0).value == 5);
    assert_string_equal(status_of(&t, "GM0002", 0), "not_applicable");
    table_clear(&t);
    table_init(&t, "clients");
    t.table.measure = "whatt";
    table_fails(&t, "code;what;number\nGM0001;clients;5\n", KK_ERR_PROJECT, "did you mean 'what'?");
    table_clear(&t);
}

static void test_blank_and_population(void **state)
{
    (void)state;
    table_text t;
    init_long(&t, "M01 Aantal_inwoners");
    table_read(&t, HEADER "0;Aantal_inwoners;None;10;GM0001;2023JJ00;\n1;M01;None;;GM0001;2023JJ00;\n"
                          "2;Aantal_inwoners;None;0;GM0002;2023JJ00;\n3;M01;None;;GM0002;2023JJ00;\n"
                          "4;M01;None;.;GM0003;2023JJ00;\n");
    assert_int_equal(t.result.population, 1);
    assert_string_equal(status_of(&t, "GM0003", 0), "unknown"); /* not observed is not nobody */
    assert_string_equal(status_of(&t, "GM0003", 1), "absent");
    assert_string_equal(status_of(&t, "GM0001", 0), "secret");
    assert_string_equal(status_of(&t, "GM0002", 0), "no_population");
    table_clear(&t);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_folder(const char *folder)
{
    char path[300];
    const char *const names[] = {"Observations.csv", "MeasureCodes.csv"};
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static kk_status read_with_titles(table_text *t, const char *folder)
{
    char path[300];
    snprintf(path, sizeof path, "%s/Observations.csv", folder);
    t->table.file.path = path;
    return kk_table_read(&t->config, 0, &t->arena, &t->rejects, &t->result, &t->err);
}

static void test_titles(void **state)
{
    (void)state;
    char folder[] = "/tmp/kk-test-measures-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_file(folder, "Observations.csv",
               HEADER "0;M01;None;5;GM0001;2023JJ00;\n1;M02;None;100;GM0001;2023JJ00;\n"
                      "2;M03;None;6;GM0001;2023JJ00;\n");
    write_file(folder, "MeasureCodes.csv",
               "Identifier;Index;Title;Unit\nM01;1; Jongeren met jeugdzorg ;aantal\nM02;2;Aantal inwoners;aantal\n"
               "M03;3;Totaal;x\nM04;4;Nergens;x\n");
    table_text t;
    init_long(&t, "x M01");
    t.wanted[0].name = "Jongeren met jeugdzorg";
    if (read_with_titles(&t, folder) != KK_OK) fail_msg("%s", t.err.message);
    assert_true(figure_of(&t, "GM0001", 0).value == 5);
    assert_true(figure_of(&t, "GM0001", 1).value == 5);
    assert_int_equal(t.result.population, 2);
    assert_true(figure_of(&t, "GM0001", 2).value == 100);
    table_clear(&t);

    init_long(&t, "x");
    t.wanted[0].name = "Jongeren met jeugdhulp";
    assert_int_equal(read_with_titles(&t, folder), KK_ERR_PROJECT);
    assert_contains(t.err.message, "did you mean 'Jongeren met jeugdzorg'?");
    table_clear(&t);

    write_file(folder, "MeasureCodes.csv", "Identifier;Title\nM01;Totaal\nM03;Totaal\n");
    init_long(&t, "Totaal");
    assert_int_equal(read_with_titles(&t, folder), KK_ERR_PROJECT);
    assert_contains(t.err.message, "project.yaml:20:7: 'Totaal' is ambiguous in figures.csv: the measures M01 and M03");
    table_clear(&t);

    write_file(folder, "MeasureCodes.csv", "Code;Naam\nM01;Totaal\n");
    init_long(&t, "M01");
    assert_int_equal(read_with_titles(&t, folder), KK_OK);
    table_clear(&t);

    write_file(folder, "MeasureCodes.csv", "");
    init_long(&t, "M01");
    assert_int_equal(read_with_titles(&t, folder), KK_ERR_INPUT);
    assert_contains(t.err.message, "MeasureCodes.csv: is empty");
    table_clear(&t);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measures_are_columns),
        cmocka_unit_test(test_not_observed),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_unknown_measure),
        cmocka_unit_test(test_private_measures),
        cmocka_unit_test(test_forgotten_dimension),
        cmocka_unit_test(test_a_double),
        cmocka_unit_test(test_given_columns),
        cmocka_unit_test(test_blank_and_population),
        cmocka_unit_test(test_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
