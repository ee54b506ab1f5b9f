/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure_project.h"

#include <stdio.h>

/* The section begins on line 6, its keys on line 7. */
#define DISCLOSURE(keys) TABLE "disclosure:\n" keys

static const kk_config_disclosure *rules_of(const char *text, kk_config **config)
{
    *config = project(text);
    return &(*config)->disclosure;
}

static void a_project_without_the_section_is_protected(void **state)
{
    (void)state;
    kk_config *config;
    const kk_config_disclosure *rules = rules_of(TABLE, &config);
    assert_true(rules->minimum == 10 && rules->dominance_largest == 2 && rules->dominance_share == 0.9);
    assert_true(rules->p_percent == 10 && rules->group_share == 0.9 && rules->minimum_population == 0);
    assert_true(rules->secondary && !rules->optimum && rules->secondary_estimates && !rules->show_parent);
    assert_int_equal(rules->method, KK_METHOD_SUPPRESS);
    assert_true(rules->rounding_base == 5 && rules->width == 5 && rules->amount == 0.2);
    assert_null(rules->accept_leaks);
    assert_null(rules->inhabitants);
    assert_int_equal(rules->earlier_count, 0);
    kk_config_free(config);
}

static void every_key_arrives(void **state)
{
    (void)state;
    kk_config *config;
    const kk_config_disclosure *rules =
        rules_of(DISCLOSURE("  minimum: 20\n  dominance: {largest: 1, share: 0.75}\n  p_percent: 15\n  group: 0.8\n"
                            "  population: 100\n  secondary: false\n  optimum: true\n  method: round\n  base: 3\n"
                            "  fallback: parent\n  protection: {count: 8, amount: 0.1}\n  estimates: false\n"
                            "  accept_leaks: published in 2022 already\n  earlier: [out-2022, /srv/out-2021]\n"),
                 &config);
    assert_true(rules->minimum == 20 && rules->dominance_largest == 1 && rules->dominance_share == 0.75);
    assert_true(rules->p_percent == 15 && rules->group_share == 0.8 && rules->minimum_population == 100);
    assert_true(!rules->secondary && rules->optimum && !rules->secondary_estimates && rules->show_parent);
    assert_int_equal(rules->method, KK_METHOD_ROUND);
    assert_true(rules->rounding_base == 3 && rules->width == 8 && rules->amount == 0.1);
    assert_string_equal(rules->accept_leaks, "published in 2022 already");
    assert_int_equal(rules->earlier_count, 2);
    assert_string_equal(rules->earlier[0].given, "out-2022");
    assert_int_equal(rules->earlier[0].path[0], '/');
    assert_string_equal(rules->earlier[1].path, "/srv/out-2021");
    assert_int_equal(rules->mark.line, 7);
    kk_config_free(config);
}

static void rules_can_be_off(void **state)
{
    (void)state;
    kk_config *config;
    const kk_config_disclosure *rules =
        rules_of(DISCLOSURE("  dominance: {share: off}\n  p_percent: off\n  group: off\n"), &config);
    assert_true(rules->dominance_share == 0 && rules->p_percent == 0 && rules->group_share == 0);
    assert_true(rules->minimum == 10);
    kk_config_free(config);
}

/* At the edges of what is right, and just beyond. */
static void numbers_have_a_range(void **state)
{
    (void)state;
    static const char *const right[] = {"minimum: 2",
                                        "minimum: 1000",
                                        "group: 0.5",
                                        "group: 1",
                                        "p_percent: 1",
                                        "p_percent: 100",
                                        "dominance: {share: 0.5}",
                                        "population: 0",
                                        "protection: {count: 8}",
                                        "protection: {amount: 0}",
                                        "method: round, base: 2",
                                        "method: round, base: 10"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        char text[300];
        snprintf(text, sizeof text, TABLE "disclosure: {%s}\n", right[i]);
        kk_config_free(project(text));
    }
    refused(DISCLOSURE("  minimum: 1\n"), "project.yaml:7:12: 'minimum' must be 2 to 1000 persons: fewer are hidden");
    refused(DISCLOSURE("  minimum: 1001\n"),
            "project.yaml:7:12: 'minimum' must be 2 to 1000 persons: fewer are hidden");
    refused(DISCLOSURE("  group: 0.49\n"), "project.yaml:7:10: 'group' must be 0.5 to 1, or off");
    refused(DISCLOSURE("  group: 90%\n"), "project.yaml:7:10: 'group' must be 0.5 to 1, or off");
    refused(DISCLOSURE("  group: nan\n"), "project.yaml:7:10: 'group' must be 0.5 to 1, or off");
    refused(DISCLOSURE("  p_percent: 0\n"), "project.yaml:7:14: 'p_percent' must be 1 to 100 per cent, or off");
    refused(DISCLOSURE("  dominance: {share: 1.1}\n"), "project.yaml:7:22: 'dominance.share' must be 0.5 to 1, or off");
    refused(DISCLOSURE("  dominance: {largest: 3}\n"),
            "project.yaml:7:24: 'dominance.largest' must be 1 or 2: so many persons who know each other's amounts");
    refused(DISCLOSURE("  protection: {amount: 1.5}\n"),
            "project.yaml:7:24: 'protection.amount' must be 0 to 1: a part of the amount");
}

static void a_hidden_count_cannot_be_wider_than_the_rule_tells(void **state)
{
    (void)state;
    kk_config *config;
    assert_true(rules_of(DISCLOSURE("  minimum: 5\n"), &config)->width == 3);
    kk_config_free(config);
    refused(DISCLOSURE("  protection: {count: 9}\n"),
            "project.yaml:7:23: 'protection.count' must be 0 to 8: with 'minimum: 10' a hidden count is known to be 1 "
            "to 9");
}

static void a_base_goes_with_rounding(void **state)
{
    (void)state;
    refused(DISCLOSURE("  base: 5\n"), "project.yaml:7:9: 'base' goes with 'method: round' alone; leave it out");
    refused(DISCLOSURE("  method: round\n  base: 11\n"),
            "project.yaml:8:9: 'base' must be 2 to 10, and not above 'minimum'");
    refused(DISCLOSURE("  method: round\n  base: 1\n"),
            "project.yaml:8:9: 'base' must be 2 to 10, and not above 'minimum'");
    refused(DISCLOSURE("  method: round\n  minimum: 500\n  base: 101\n"),
            "project.yaml:9:9: 'base' must be 2 to 100, and not above 'minimum'");
    refused(DISCLOSURE("  method: hide\n"), "project.yaml:7:11: 'method' must be one of suppress, round, not 'hide'");
}

/* Those that the population counts, so that a project with one needs no other table. */
static void the_population_tells_the_inhabitants(void **state)
{
    (void)state;
    kk_config *config = project(MEASURES "disclosure: {population: 50}\n");
    const kk_term *inhabitants = config->disclosure.inhabitants;
    assert_non_null(inhabitants);
    const kk_config_table *table = &config->tables[inhabitants->table];
    assert_int_equal(table->kind, KK_TABLE_POPULATION);
    assert_string_equal(table->wanted[inhabitants->column].name, "persons[age=0..23, sex=all]");
    kk_config_free(config);
    config = project(MEASURES "disclosure: {minimum: 10}\n");
    assert_null(config->disclosure.inhabitants);
    kk_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_without_the_section_is_protected),
        cmocka_unit_test(every_key_arrives),
        cmocka_unit_test(rules_can_be_off),
        cmocka_unit_test(numbers_have_a_range),
        cmocka_unit_test(a_hidden_count_cannot_be_wider_than_the_rule_tells),
        cmocka_unit_test(a_base_goes_with_rounding),
        cmocka_unit_test(the_population_tells_the_inhabitants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
