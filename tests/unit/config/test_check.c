/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/check.h"
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

static void unknown_keys_name_the_nearest(void **state)
{
    (void)state;
    refused("projects: 1\n", "project.yaml:1:1: unknown key 'projects' in the file; did you mean 'project'?");
    refused("project:\n  Name: p\n", "project.yaml:2:3: unknown key 'Name' in project; did you mean 'name'?");
    refused("project: {colour: red}\n",
            "project.yaml:1:11: unknown key 'colour' in project; it can be name, title, period");
    refused(TABLE "indicators:\n  - name: x\n    nummerator: a\n",
            "project.yaml:8:5: unknown key 'nummerator' in indicators; did you mean 'numerator'?");
    refused("project:\n  ? [a, b]\n  : 1\n", "project.yaml:2:5: a key must be one word");
    refused("\"two\\nlines\": 1\n",
            "project.yaml:1:2: unknown key 'two lines' in the file; it can be project, areas, tables, population, "
            "records, postcodes, budgets, activities, programmes, places, homes, estimates, statistics, guide, "
            "stories, disclosure, "
            "indicators, output, database");
}

static void missing_and_double_keys_are_told(void **state)
{
    (void)state;
    refused("project: {name: p, period: 2023}\n",
            "project.yaml:1:1: the key 'areas' is missing in the file; add 'areas: …'");
    refused("project: {name: p}\n", "project.yaml:1:10: the key 'period' is missing in project; add 'period: …'");
    refused(AREAS "tables:\n  - name: kwb\n", "project.yaml:5:5: the key 'file' is missing in tables; add 'file: …'");
    refused(AREAS "tables:\n  - {name: k, file: f, where: [{column: c}]}\n",
            "project.yaml:5:32: the key 'equals' is missing in where; add 'equals: …'");
    refused("project:\n  name: p\n  period: 2023\n  name: q\n",
            "project.yaml:4:3: the key 'name' stands here twice; the first is on line 2");
}

static void wrong_shapes_are_told(void **state)
{
    (void)state;
    refused("just a text\n", "project.yaml:1:1: the file must be lines 'key: value'");
    refused("- a\n", "project.yaml:1:1: the file must be lines 'key: value'");
    refused("project: p\n", "project.yaml:1:10: project must be lines 'key: value'");
    refused("project: [p]\n", "project.yaml:1:10: project must be lines 'key: value'");
    refused("project: {name: [p]}\n", "project.yaml:1:17: 'name' must be one value, not a list");
    refused("project: {name: {p: q}}\n", "project.yaml:1:17: 'name' must be one value, not a group of keys");
    refused(AREAS "tables: {name: x}\n",
            "project.yaml:4:9: 'tables' must be a list: [one, two] or lines that begin with '- '");
    refused(TABLE "indicators:\n  - name: x\n    levels: wijk\n",
            "project.yaml:8:13: 'levels' must be a list: [one, two] or lines that begin with '- '");
    refused(AREAS "tables: [kwb]\n", "project.yaml:4:10: tables must be lines 'key: value'");
}

static void empty_values_are_told(void **state)
{
    (void)state;
    refused("project:\n", "project.yaml:1:9: 'project' has no value; fill it or leave it out");
    refused("project: {name: ~}\n", "project.yaml:1:17: 'name' has no value; fill it or leave it out");
    refused("project: {name: null}\n", "project.yaml:1:17: 'name' has no value; fill it or leave it out");
    refused("project: {name: ''}\n", "project.yaml:1:18: 'name' is empty; fill it or leave it out");
    refused(AREAS "tables: []\n", "project.yaml:4:9: the list 'tables' is empty; fill it or leave 'tables' out");
    refused(AREAS "tables:\n  -\n", "project.yaml:5:4: 'tables' has no value; fill it or leave it out");
}

static void a_list_has_an_end(void **state)
{
    (void)state;
    char text[2000] = AREAS "  groups:\n";
    for (int i = 0; i < 9; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "    - {name: g%d, file: g.csv}\n", i);
    }
    refused(text, "project.yaml:5:5: the list 'groups' has 9 items; it can have 8 at most");
}

static void a_text_has_an_end(void **state)
{
    (void)state;
    char text[3000];
    snprintf(text, sizeof text, "project: {name: %01001d}\n", 1);
    refused(text, "project.yaml:1:17: 'name' is longer than 1000 bytes");
}

static void words_numbers_and_truths_are_checked(void **state)
{
    (void)state;
    refused(TABLE "indicators:\n  - {name: x, kind: shares}\n",
            "project.yaml:7:21: 'kind' must be one of share, rate, mean, ratio, value, estimate, one_in, not 'shares'");
    refused("areas: {sources: [{file: a, level: wijken}]}\n",
            "project.yaml:1:36: 'level' must be one of gemeente, wijk, buurt, not 'wijken'");
    refused(AREAS "tables:\n  - {name: k, file: f, public: yes}\n",
            "project.yaml:5:32: 'public' must be true or false, not 'yes'");
    refused("areas: {vintage: soon}\n", "project.yaml:1:18: 'vintage' must be a whole number, not 'soon'");
    refused("areas: {vintage: 02024}\n", "project.yaml:1:18: 'vintage' must be a whole number, not '02024'");
    refused(AREAS "records: {gap_days: 00}\n", "project.yaml:4:21: 'gap_days' must be a whole number, not '00'");
    refused("areas: {vintage: -1}\n", "project.yaml:1:18: 'vintage' must be a whole number, not '-1'");
    refused("areas: {vintage: 9999999999}\n", "project.yaml:1:18: 'vintage' must be a whole number, not '9999999999'");
}

static void assert_not_a_number(const char *value)
{
    char text[300], message[300];
    snprintf(text, sizeof text, TABLE "indicators:\n  - {name: x, per: '%s'}\n", value);
    snprintf(message, sizeof message, "project.yaml:7:21: 'per' must be a number with a decimal point, not '%s'",
             value);
    refused(text, message);
}

static void numbers_are_decimal_and_finite(void **state)
{
    (void)state;
    const char *const wrong[] = {"1,5", "0x10", "nan", "inf", "1e999", "1.2.3", "-", "1 000"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_not_a_number(wrong[i]);
}

static void a_hint_is_near_or_a_list(void **state)
{
    (void)state;
    const char *const names[] = {"gemeente", "wijk", "buurt"};
    assert_string_equal(kk_hint_for("wijken", names, 3).text, "; did you mean 'wijk'?");
    assert_string_equal(kk_hint_for("provincie", names, 3).text, "; it can be gemeente, wijk, buurt");
    assert_string_equal(kk_hint_for("wijk", names, 0).text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_keys_name_the_nearest),
        cmocka_unit_test(missing_and_double_keys_are_told),
        cmocka_unit_test(wrong_shapes_are_told),
        cmocka_unit_test(empty_values_are_told),
        cmocka_unit_test(a_list_has_an_end),
        cmocka_unit_test(a_text_has_an_end),
        cmocka_unit_test(words_numbers_and_truths_are_checked),
        cmocka_unit_test(numbers_are_decimal_and_finite),
        cmocka_unit_test(a_hint_is_near_or_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
