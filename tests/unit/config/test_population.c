/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

/* What the outputs say of figures that were derived. */
#define METHOD                                                                                                         \
    "; single years of age derived: 0–14 and 15–24 spread evenly, 25 and 26 as 15–24, sexes as in all inhabitants"

static void a_file_gets_its_defaults(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "population: {file: b.csv}\n");
    const kk_config_csv *csv = &config->population.csv;
    assert_true(config->population.given);
    assert_int_equal(config->population.derive, -1);
    assert_string_equal(csv->name, "population");
    assert_string_equal(csv->source, "population");
    assert_string_equal(csv->file.given, "b.csv");
    assert_int_equal(csv->file.mark.column, 20);
    assert_true(csv->is_public);
    assert_null(config->population.births.file.path);
    kk_config_free(config);
}

static void every_key_arrives(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "population:\n"
                                      "  file: b.csv\n"
                                      "  source: BRP\n"
                                      "  public: false\n"
                                      "  columns: {area: a1, age: a2, sex: a3, count: a4, year: a5}\n"
                                      "  births: {file: g.csv, columns: {area: b1, year: b2, count: b3}}\n");
    const kk_config_csv *csv = &config->population.csv, *births = &config->population.births;
    assert_string_equal(csv->source, "BRP");
    assert_false(csv->is_public);
    assert_string_equal(csv->column[KK_FIELD_AREA], "a1");
    assert_string_equal(csv->column[KK_FIELD_AGE], "a2");
    assert_string_equal(csv->column[KK_FIELD_SEX], "a3");
    assert_string_equal(csv->column[KK_FIELD_COUNT_OF], "a4");
    assert_string_equal(csv->column[KK_FIELD_YEAR], "a5");
    assert_int_equal(csv->column_mark[KK_FIELD_YEAR].line, 8);
    assert_string_equal(births->name, "births");
    assert_string_equal(births->file.given, "g.csv");
    assert_false(births->is_public);
    assert_string_equal(births->column[KK_FIELD_COUNT_OF], "b3");
    assert_int_equal(births->column_mark[KK_FIELD_AREA].line, 9);
    kk_config_free(config);
}

static void assert_derived(const char *form, const char *const names[KK_DERIVED_COLUMNS])
{
    char text[300];
    snprintf(text, sizeof text,
             AREAS "tables:\n  - {name: jz, file: j.csv}\n"
                   "  - {name: kwb, file: k.csv, public: true, source: 'CBS, KWB', population: a_man}\n"
                   "population: {derive: kwb%s, births: {file: g.csv}}\n",
             form);
    kk_config *config = project(text);
    assert_int_equal(config->population.derive, 1);
    assert_true(config->population.csv.is_public);
    assert_string_equal(config->population.csv.source, "CBS, KWB" METHOD);
    assert_null(config->population.csv.file.path);
    assert_true(config->population.births.is_public);
    const kk_config_table *table = &config->tables[1];
    for (int c = 0; c < KK_DERIVED_COLUMNS; c++)
        assert_string_equal(table->wanted[config->population.derived[c]].name, names[c]);
    assert_int_equal(table->wanted[table->wanted_count - 1].mark.line, 7);
    assert_int_equal(config->tables[0].wanted_count, 0);
    kk_config_free(config);
}

static void a_population_is_derived_from_key_figures(void **state)
{
    (void)state;
    const char *const kwb[] = {"a_00_14", "a_15_24", "a_man", "a_vrouw"};
    const char *const statline[] = {"k_0Tot15Jaar", "k_15Tot25Jaar", "Mannen", "Vrouwen"};
    assert_derived("", kwb);
    assert_derived(", form: kwb", kwb);
    assert_derived(", form: statline", statline);
}

static void a_private_table_makes_a_private_population(void **state)
{
    (void)state;
    kk_config *config = project(TABLE "population: {derive: kwb}\n");
    assert_false(config->population.csv.is_public);
    assert_false(config->tables[1].is_public);
    assert_string_equal(config->tables[1].source, "kwb.csv" METHOD);
    kk_config_free(config);
}

static void there_is_one_way_to_know_the_population(void **state)
{
    (void)state;
    refused(AREAS "population: {source: x}\n",
            "project.yaml:4:13: population needs a 'file', or 'derive' with the name of a table of key figures");
    refused(TABLE "population: {derive: kwb, file: b.csv}\n",
            "project.yaml:6:33: population has both 'derive' and 'file'; give one of them");
    refused(TABLE "population: {derive: kwb, source: b}\n",
            "project.yaml:6:35: population has both 'derive' and 'source'; give one of them");
    refused(TABLE "population: {derive: kwb, public: true}\n",
            "project.yaml:6:35: population has both 'derive' and 'public'; give one of them");
    refused(TABLE "population: {derive: kwb, columns: {age: a}}\n",
            "project.yaml:6:36: population has both 'derive' and 'columns'; give one of them");
    refused(TABLE "population: {file: b, form: kwb}\n",
            "project.yaml:6:29: 'form' is that of a table to derive from; leave it out");
    refused(TABLE "population: {derive: kwbs}\n", "project.yaml:6:22: no table 'kwbs'; did you mean 'kwb'?");
    refused(AREAS "population: {derive: kwb}\n", "project.yaml:4:22: no table 'kwb'");
    refused(TABLE "population: {derive: kwb, form: cbs}\n",
            "project.yaml:6:33: 'form' must be one of kwb, statline, not 'cbs'");
}

static void unknown_columns_are_told(void **state)
{
    (void)state;
    refused(AREAS "population: {file: b, columns: {ages: a}}\n",
            "project.yaml:4:33: unknown key 'ages' in columns; did you mean 'age'?");
    refused(AREAS "population: {file: b, births: {file: c, columns: {sex: s}}}\n",
            "project.yaml:4:51: unknown key 'sex' in columns; it can be area, year, count");
    refused(AREAS "population: {file: b, births: {columns: {year: s}}}\n",
            "project.yaml:4:31: the key 'file' is missing in births; add 'file: …'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gets_its_defaults),
        cmocka_unit_test(every_key_arrives),
        cmocka_unit_test(a_population_is_derived_from_key_figures),
        cmocka_unit_test(a_private_table_makes_a_private_population),
        cmocka_unit_test(there_is_one_way_to_know_the_population),
        cmocka_unit_test(unknown_columns_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
