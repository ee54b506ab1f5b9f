/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#define TABLES AREAS "tables:\n"

static void a_table_gets_its_defaults(void **state)
{
    (void)state;
    kk_config *config = project(TABLES "  - {name: kwb, file: data/kwb.csv}\n");
    const kk_config_table *table = &config->tables[0];
    assert_int_equal(config->table_count, 1);
    assert_false(table->is_public);
    assert_string_equal(table->source, "kwb.csv");
    assert_null(table->sheet);
    assert_null(table->code);
    assert_null(table->period);
    assert_null(table->period_column);
    assert_null(table->population);
    assert_null(table->measure);
    assert_int_equal(table->period_count + table->stands_in_count + table->where_count, 0);
    assert_int_equal(table->percentage_count + table->wanted_count, 0);
    assert_float_equal(table->minimum_match, 0.9, 0);
    assert_float_equal(table->minimum_coverage, 0, 0);
    kk_config_free(config);
}

static const char everything[] =
    TABLES "  - name: kwb\n"
           "    file: kwb.xlsx\n"
           "    sheet: Blad1\n"
           "    public: true\n"
           "    source: CBS\n"
           "    code: gwb\n"
           "    period_column: Perioden\n"
           "    periods: [2022JJ00, 2023]\n"
           "    population: a_inw\n"
           "    measure: M\n"
           "    value: V\n"
           "    attribute: A\n"
           "    where:\n"
           "      - column: Vormen\n"
           "        equals: T001203\n"
           "      - {column: Geslacht, equals: 3000}\n"
           "    minimum_match: 0\n"
           "    minimum_coverage: 1\n"
           "  - {name: jz, file: j.csv, period: 2021JJ00, stands_in_for: [2022, 2023KW01]}\n";

static void every_key_of_a_table_arrives(void **state)
{
    (void)state;
    kk_config *config = project(everything);
    const kk_config_table *table = &config->tables[0];
    assert_true(table->is_public);
    assert_string_equal(table->sheet, "Blad1");
    assert_string_equal(table->source, "CBS");
    assert_string_equal(table->code, "gwb");
    assert_string_equal(table->period_column, "Perioden");
    assert_int_equal(table->period_count, 2);
    assert_string_equal(table->periods[0], "2022");
    assert_string_equal(table->periods[1], "2023");
    assert_string_equal(table->population, "a_inw");
    assert_string_equal(table->measure, "M");
    assert_string_equal(table->value, "V");
    assert_string_equal(table->attribute, "A");
    assert_int_equal(table->where_count, 2);
    assert_string_equal(table->where[0].column, "Vormen");
    assert_string_equal(table->where[0].equals, "T001203");
    assert_int_equal(table->where[0].mark.line, 18);
    assert_int_equal(table->where[0].mark.column, 17);
    assert_string_equal(table->where[1].equals, "3000");
    assert_float_equal(table->minimum_match, 0, 0);
    assert_float_equal(table->minimum_coverage, 1, 0);
    assert_int_equal(table->wanted_count, 1);
    assert_string_equal(table->wanted[0].name, "a_inw");
    assert_int_equal(table->wanted[0].mark.line, 13);
    kk_config_free(config);
}

static void a_table_can_stand_in_for_periods(void **state)
{
    (void)state;
    kk_config *config = project(everything);
    const kk_config_table *table = &config->tables[1];
    assert_string_equal(table->period, "2021");
    assert_null(table->period_column);
    assert_int_equal(table->stands_in_count, 2);
    assert_string_equal(table->stands_in_for[0], "2022");
    assert_string_equal(table->stands_in_for[1], "2023KW01");
    kk_config_free(config);
}

static void percentages_name_columns_of_their_table(void **state)
{
    (void)state;
    kk_config *config = project(TABLES "  - name: kwb\n    file: k.csv\n    population: a_inw\n    percentages:\n"
                                       "      - {column: p_jz_tn, count: a_jz_tn, base: a_00_14 + kwb.a_inw}\n"
                                       "      - {column: p_x, count: a_jz_tn, base: a_inw}\n");
    const kk_config_table *table = &config->tables[0];
    const char *const wanted[] = {"a_inw", "p_jz_tn", "a_jz_tn", "a_00_14", "p_x"};
    assert_int_equal(table->wanted_count, 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(table->wanted[i].name, wanted[i]);
    assert_int_equal(table->percentage_count, 2);
    assert_int_equal(table->percentages[0].column, 1);
    assert_int_equal(table->percentages[0].count, 2);
    assert_int_equal(table->percentages[0].base.count, 3);
    assert_int_equal(table->percentages[0].base.terms[1].column, 0);
    assert_int_equal(table->percentages[0].base.terms[2].op, KK_OP_ADD);
    assert_int_equal(table->percentages[1].column, 4);
    assert_int_equal(table->percentages[1].count, 2);
    assert_int_equal(table->percentages[1].mark.line, 10);
    kk_config_free(config);
}

static void a_wrong_base_is_refused(void **state)
{
    (void)state;
    refused(TABLES "  - {name: a, file: a}\n  - {name: b, file: b, percentages: [{column: p, count: c, base: a.x}]}\n",
            "project.yaml:6:66: base 'a.x': only columns of the table 'b' itself can stand here");
    refused(TABLES "  - {name: b, file: b, percentages: [{column: p, count: c, base: 100}]}\n",
            "project.yaml:5:66: base '100' names no column");
    refused(TABLES "  - {name: b, file: b, percentages: [{column: p, count: c, base: x +}]}\n",
            "project.yaml:5:69: base 'x +': a number, a column or a bracket must stand at the end");
}

static void names_of_tables_are_checked(void **state)
{
    (void)state;
    refused(TABLES "  - {name: K, file: a}\n",
            "project.yaml:5:12: the table 'K': a name is a-z, 0-9 and _, begins with a letter and has 48 at most");
    refused(TABLES "  - {name: k, file: a}\n  - {name: k, file: b}\n",
            "project.yaml:6:12: two tables 'k'; the first is on line 5");
}

static void periods_are_checked(void **state)
{
    (void)state;
    refused(TABLES "  - {name: k, file: a, period: 2023, period_column: P}\n",
            "project.yaml:5:53: table 'k' has both 'period' and 'period_column'; give one of them");
    refused(TABLES "  - {name: k, file: a, period: 2023, periods: [2022]}\n",
            "project.yaml:5:47: table 'k' has one 'period', so there is nothing to choose in 'periods'");
    refused(TABLES "  - {name: k, file: a, periods: [2021, 2022], stands_in_for: [2023]}\n",
            "project.yaml:5:62: table 'k' has 2 periods; only a table of one period can stand in for others");
    refused(TABLES "  - {name: k, file: a, period: now}\n",
            "project.yaml:5:32: 'now' is not a period; write 2023, or 2022KW03 as StatLine does");
    refused(TABLES "  - {name: k, file: a, periods: [2022, '22']}\n",
            "project.yaml:5:41: '22' is not a period; write 2023, or 2022KW03 as StatLine does");
    refused(TABLES "  - {name: k, file: a, stands_in_for: [x]}\n",
            "project.yaml:5:40: 'x' is not a period; write 2023, or 2022KW03 as StatLine does");
}

static void minima_are_parts_of_one(void **state)
{
    (void)state;
    refused(TABLES "  - {name: k, file: a, minimum_match: 90}\n",
            "project.yaml:5:39: 90 is not a part of one; write 0.9 for 90%");
    refused(TABLES "  - {name: k, file: a, minimum_coverage: -0.1}\n",
            "project.yaml:5:42: -0.1 is not a part of one; write 0.9 for 90%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_gets_its_defaults),
        cmocka_unit_test(every_key_of_a_table_arrives),
        cmocka_unit_test(a_table_can_stand_in_for_periods),
        cmocka_unit_test(percentages_name_columns_of_their_table),
        cmocka_unit_test(a_wrong_base_is_refused),
        cmocka_unit_test(names_of_tables_are_checked),
        cmocka_unit_test(periods_are_checked),
        cmocka_unit_test(minima_are_parts_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
