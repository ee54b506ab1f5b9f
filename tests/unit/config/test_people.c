/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

#define POPULATION "population: {file: b.csv, source: CBS}\n"
#define RECORDS                                                                                                        \
    "records:\n  sources:\n"                                                                                           \
    "    - {name: bij, file: bij.csv, form: beleidsinformatie, source: Gemeente}\n"                                    \
    "    - {name: jgz, file: jgz.csv, kind: contact, source: JGZ, columns: {client: c, begin: b, outcome: o}}\n"       \
    "    - {name: geld, file: j.xml, form: jw323, source: Gemeente}\n"
#define BUDGETS "budgets:\n  - {name: b1, file: b.csv, public: true}\n"
#define ACTIVITIES "activities:\n  - {name: a1, file: a.csv}\n"
#define PLACES "places:\n  - {name: cb, file: c.csv, type: consultatiebureau, source: Gemeente}\n"

static void assert_made(const kk_config *config, size_t index, kk_table_kind kind, const char *name, bool is_public,
                        const char *source)
{
    const kk_config_table *table = &config->tables[index];
    assert_int_equal(table->kind, kind);
    assert_string_equal(table->name, name);
    assert_int_equal(table->is_public, is_public);
    assert_string_equal(table->source, source);
    assert_null(table->file.path);
    assert_float_equal(table->minimum_match, 0, 0);
    assert_float_equal(table->minimum_coverage, 0, 0);
    assert_int_equal(table->wanted_count + table->period_count + table->where_count, 0);
    assert_non_null(table->mark.file);
}

static void tables_are_made_behind_those_of_files(void **state)
{
    (void)state;
    kk_config *config = project(TABLE POPULATION RECORDS BUDGETS ACTIVITIES PLACES);
    assert_int_equal(config->table_count, 5);
    assert_int_equal(config->tables[0].kind, KK_TABLE_FILE);
    assert_string_equal(config->tables[0].name, "kwb");
    assert_float_equal(config->tables[0].minimum_match, 0.9, 0);
    assert_made(config, 1, KK_TABLE_POPULATION, "population", true, "CBS");
    assert_int_equal(config->tables[1].mark.line, 6);
    assert_made(config, 2, KK_TABLE_RECORDS, "records", false, "Gemeente; JGZ");
    assert_int_equal(config->tables[2].mark.line, 8);
    assert_made(config, 3, KK_TABLE_COLLECTIVE, "collective", false, "b1; a1");
    assert_made(config, 4, KK_TABLE_PLACES, "places", true, "Gemeente; CBS");
    kk_config_free(config);
}

static void only_what_a_project_has_is_made(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
        kk_table_kind kind;
    } sections[] = {
        {POPULATION, "population", KK_TABLE_POPULATION},
        {RECORDS, "records", KK_TABLE_RECORDS},
        {BUDGETS, "collective", KK_TABLE_COLLECTIVE},
        {ACTIVITIES, "collective", KK_TABLE_COLLECTIVE},
        {PLACES, "places", KK_TABLE_PLACES},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        char text[1000];
        snprintf(text, sizeof text, AREAS "%s", sections[i].text);
        kk_config *config = project(text);
        assert_int_equal(config->table_count, 1);
        assert_int_equal(config->tables[0].kind, sections[i].kind);
        assert_string_equal(config->tables[0].name, sections[i].name);
        kk_config_free(config);
    }
    kk_config *config = project(AREAS "postcodes: [{file: p.csv}]\n");
    assert_int_equal(config->table_count, 0);
    kk_config_free(config);
}

static void assert_public(const char *sections, bool expected)
{
    char text[1000];
    snprintf(text, sizeof text, AREAS "%s", sections);
    kk_config *config = project(text);
    assert_int_equal(config->tables[config->table_count - 1].is_public, expected);
    kk_config_free(config);
}

static void a_made_table_is_as_public_as_its_files(void **state)
{
    (void)state;
    assert_public("population: {file: b.csv, public: false}\n", false);
    assert_public(BUDGETS, true);
    assert_public(BUDGETS "  - {name: b2, file: c.csv}\n", false);
    assert_public(BUDGETS ACTIVITIES, false);
    assert_public(BUDGETS "activities: [{name: a, file: a.csv, public: true}]\n", true);
    assert_public(PLACES, true);
    assert_public(PLACES "homes: {file: adressen.csv}\n", false);
    assert_public(PLACES "homes: {file: adressen.gpkg}\n", false);
    assert_public(PLACES "homes: {file: vierkanten.gpkg, public: true}\n", true);
    /* The key of an amount tells the population of the areas that it goes to. */
    assert_public("population: {file: b.csv, public: false}\n" BUDGETS, false);
    assert_public("population: {file: b.csv}\n" BUDGETS, true);
    assert_public("population: {file: b.csv, public: false}\nactivities: [{name: a, file: a.csv, public: true}]\n",
                  true);
    /* Without homes it is the population that says where youths live. */
    assert_public("population: {file: b.csv, public: false}\n" PLACES, false);
    assert_public("population: {file: b.csv, public: false}\n" PLACES "homes: {travel: {file: t.csv}}\n", false);
    assert_public("population: {file: b.csv, public: false}\n" PLACES "homes: {file: v.gpkg, public: true}\n", true);
}

static void a_source_is_told_once(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "budgets:\n  - {name: a, file: a, source: Gemeente Kompasdam}\n"
                                      "  - {name: b, file: b, source: Gemeente}\n"
                                      "  - {name: c, file: c, source: Kompasdam}\n"
                                      "  - {name: d, file: d, source: Gemeente}\n"
                                      "  - {name: e, file: e, source: Kompasdam}\n"
                                      "  - {name: f, file: f, source: Gemeente Kompasdam}\n");
    assert_string_equal(config->tables[0].source, "Gemeente Kompasdam; Gemeente; Kompasdam");
    kk_config_free(config);
}

static void names_of_made_tables_are_taken(void **state)
{
    (void)state;
    refused(
        AREAS "tables: [{name: population, file: a}]\n" POPULATION,
        "project.yaml:4:17: 'population' is the table that is made of 'population:' on line 5; choose another name");
    refused(AREAS "tables: [{name: records, file: a}]\n" RECORDS,
            "project.yaml:4:17: 'records' is the table that is made of 'records:' on line 6; choose another name");
    refused(AREAS "tables: [{name: a, file: a}, {name: collective, file: a}]\n" ACTIVITIES,
            "project.yaml:4:37: 'collective' is the table that is made of 'budgets: and activities:' on line 6; choose "
            "another name");
    refused(AREAS "tables: [{name: places, file: a}]\n" PLACES,
            "project.yaml:4:17: 'places' is the table that is made of 'places:' on line 6; choose another name");
    /* Who makes no such table may use the name. */
    kk_config_free(project(AREAS "tables: [{name: records, file: a}]\n" POPULATION));
}

static void there_may_be_64_tables_of_files_and_all_that_are_made(void **state)
{
    (void)state;
    static char text[8000];
    size_t used = (size_t)snprintf(text, sizeof text, AREAS "tables:\n");
    for (int i = 0; i < 64; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "  - {name: t%d, file: t.csv}\n", i);
    used += (size_t)snprintf(text + used, sizeof text - used, POPULATION RECORDS BUDGETS PLACES);
    kk_config *config = project(text);
    assert_int_equal(config->table_count, 68);
    kk_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_made_behind_those_of_files),
        cmocka_unit_test(only_what_a_project_has_is_made),
        cmocka_unit_test(a_made_table_is_as_public_as_its_files),
        cmocka_unit_test(a_source_is_told_once),
        cmocka_unit_test(names_of_made_tables_are_taken),
        cmocka_unit_test(there_may_be_64_tables_of_files_and_all_that_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
