/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

static void postcodes_arrive(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "postcodes:\n  - {file: pc6-2023.csv}\n"
                                      "  - {file: b.csv, columns: {postcode: PC6, number: Huisnummer, area: gwb}}\n");
    assert_int_equal(config->postcode_count, 2);
    assert_string_equal(config->postcodes[0].name, "postcodes");
    assert_true(config->postcodes[0].is_public);
    assert_string_equal(config->postcodes[0].file.given, "pc6-2023.csv");
    assert_null(config->postcodes[0].column[KK_FIELD_POSTCODE]);
    assert_string_equal(config->postcodes[1].column[KK_FIELD_POSTCODE], "PC6");
    assert_string_equal(config->postcodes[1].column[KK_FIELD_NUMBER], "Huisnummer");
    assert_string_equal(config->postcodes[1].column[KK_FIELD_AREA], "gwb");
    /* A number without a postcode is no address, but here the other columns are recognised. */
    kk_config_free(config);
    kk_config_free(project(AREAS "postcodes: [{file: b.csv, columns: {number: Huisnummer}}]\n"));
}

static void budgets_arrive(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "budgets:\n"
                                      "  - {name: jgz, file: jgz.csv}\n"
                                      "  - name: rest\n"
                                      "    file: r.csv\n"
                                      "    source: Jaarrekening\n"
                                      "    public: true\n"
                                      "    columns: {amount: a, task: b, law: c, provider: d, programme: e, year: f, "
                                      "area: g, key: h}\n");
    assert_int_equal(config->budget_count, 2);
    const kk_config_csv *first = &config->budgets[0], *second = &config->budgets[1];
    assert_string_equal(first->source, "jgz");
    assert_false(first->is_public);
    assert_int_equal(first->by_count, 1);
    assert_int_equal(first->by[0], KK_BY_AREA);
    assert_string_equal(second->source, "Jaarrekening");
    assert_true(second->is_public);
    assert_string_equal(second->column[KK_FIELD_AMOUNT], "a");
    assert_string_equal(second->column[KK_FIELD_TASK], "b");
    assert_string_equal(second->column[KK_FIELD_LAW], "c");
    assert_string_equal(second->column[KK_FIELD_PROVIDER], "d");
    assert_string_equal(second->column[KK_FIELD_PROGRAMME], "e");
    assert_string_equal(second->column[KK_FIELD_YEAR], "f");
    assert_string_equal(second->column[KK_FIELD_AREA], "g");
    assert_string_equal(second->column[KK_FIELD_KEY], "h");
    kk_config_free(config);
}

static void activities_and_programmes_arrive(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "activities:\n"
                                      "  - name: groepen\n"
                                      "    file: a.csv\n"
                                      "    crs: EPSG:4326\n"
                                      "    locate: [point]\n"
                                      "    columns: {id: a, programme: b, organisation: c, place: d, date: e,\n"
                                      "              attendance: f, capacity: g, x: h, y: i}\n"
                                      "  - {name: meer, file: b.csv}\n"
                                      "programmes: [Triple P, VoorZorg]\n");
    const kk_config_csv *csv = config->activities;
    assert_int_equal(config->activity_count, 2);
    assert_string_equal(csv->column[KK_FIELD_ID], "a");
    assert_string_equal(csv->column[KK_FIELD_PROGRAMME], "b");
    assert_string_equal(csv->column[KK_FIELD_ORGANISATION], "c");
    assert_string_equal(csv->column[KK_FIELD_PLACE], "d");
    assert_string_equal(csv->column[KK_FIELD_DATE], "e");
    assert_string_equal(csv->column[KK_FIELD_ATTENDANCE], "f");
    assert_string_equal(csv->column[KK_FIELD_CAPACITY], "g");
    assert_string_equal(csv->crs, "EPSG:4326");
    assert_int_equal(csv->by_count, 1);
    assert_int_equal(csv->by[0], KK_BY_POINT);
    /* Nothing named: what the file has, but no postcodes without their table. */
    assert_int_equal(csv[1].by_count, 2);
    assert_int_equal(csv[1].by[0], KK_BY_AREA);
    assert_int_equal(csv[1].by[1], KK_BY_POINT);
    assert_int_equal(config->programme_count, 2);
    assert_string_equal(config->programmes[1], "VoorZorg");
    kk_config_free(config);
}

static void wrong_lists_are_told(void **state)
{
    (void)state;
    refused(AREAS "budgets: [{name: a, file: x}, {name: a, file: y}]\n",
            "project.yaml:4:38: two sources 'a'; the first is on line 4");
    refused(AREAS "activities: [{name: a, file: x}, {name: a, file: y}]\n",
            "project.yaml:4:41: two sources 'a'; the first is on line 4");
    refused(AREAS "budgets: [{name: A, file: x}]\n", "project.yaml:4:18: the source 'A': a name is a-z, 0-9 and _, "
                                                     "begins with a letter and has 48 at most");
    refused(
        AREAS "budgets: [{name: a, file: x, columns: {money: m}}]\n",
        "project.yaml:4:40: unknown key 'money' in columns; it can be amount, task, law, provider, programme, year, "
        "area, key");
    refused(AREAS "activities: [{name: a, file: x, columns: {postcode: p}}]\n",
            "project.yaml:4:53: locating by postcode needs CBS's table of postcodes; add 'postcodes: [{file: …}]'");
    refused(AREAS "postcodes: [{name: a, file: x}]\n",
            "project.yaml:4:14: unknown key 'name' in postcodes; it can be file, columns");
}

static void programmes_are_looked_up_somewhere(void **state)
{
    (void)state;
    refused(AREAS "programmes: [Triple P]\n",
            "project.yaml:4:13: programmes are looked up in activities and budgets; add 'activities: …'");
    refused(AREAS "budgets: [{name: a, file: x}]\nprogrammes: [Triple P, triple p]\n",
            "project.yaml:5:24: the programme 'triple p' is there twice");
    kk_config_free(project(AREAS "budgets: [{name: a, file: x}]\nprogrammes: [Triple P]\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postcodes_arrive),
        cmocka_unit_test(budgets_arrive),
        cmocka_unit_test(activities_and_programmes_arrive),
        cmocka_unit_test(wrong_lists_are_told),
        cmocka_unit_test(programmes_are_looked_up_somewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
