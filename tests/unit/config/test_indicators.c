/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

#define GROUPS AREAS "  groups: [{name: wijkteam, file: w.csv}]\n"
#define TABLES "tables: [{name: kwb, file: k.csv}, {name: jz, file: j.csv}]\n"
/* The indicator is on line 7, its keys from column 6 on. */
#define WITH(keys) GROUPS TABLES "indicators:\n  - {" keys "}\n"
#define OWN "name: x, kind: share, numerator: kwb.a, denominator: kwb.b"

static void every_key_of_an_own_indicator_arrives(void **state)
{
    (void)state;
    kk_config *config =
        project(WITH("name: density, kind: ratio, numerator: kwb.a, denominator: kwb.b, per: 1000, unit: u, "
                     "levels: [wijk, wijkteam], direction: strength, label_nl: nl, label_en: en, "
                     "description: d, axis: supply, question: v, map: false"));
    const kk_config_indicator *indicator = &config->indicators[0];
    assert_string_equal(indicator->name, "density");
    assert_int_equal(indicator->kind, KK_RATIO);
    assert_string_equal(indicator->numerator.text, "kwb.a");
    assert_string_equal(indicator->denominator.text, "kwb.b");
    assert_int_equal(indicator->numerator.mark.line, 7);
    assert_float_equal(indicator->per, 1000, 0);
    assert_string_equal(indicator->unit, "u");
    assert_int_equal(indicator->level_count, 2);
    assert_string_equal(indicator->levels[1], "wijkteam");
    assert_int_equal(indicator->direction, KK_DIRECTION_STRENGTH);
    assert_string_equal(indicator->label_nl, "nl");
    assert_string_equal(indicator->label_en, "en");
    assert_string_equal(indicator->description, "d");
    assert_int_equal(indicator->axis, KK_AXIS_SUPPLY);
    assert_string_equal(indicator->question, "v");
    assert_false(indicator->on_map);
    assert_false(indicator->as_published);
    assert_int_equal(indicator->mark.line, 7);
    assert_int_equal(indicator->mark.column, 5);
    kk_config_free(config);
}

static void assert_defaults(const char *text, double per, const char *unit)
{
    kk_config *config = project(text);
    const kk_config_indicator *indicator = &config->indicators[0];
    assert_float_equal(indicator->per, per, 0);
    assert_string_equal(indicator->unit, unit);
    assert_string_equal(indicator->label_nl, "x");
    assert_string_equal(indicator->label_en, "x");
    assert_string_equal(indicator->description, "");
    assert_int_equal(indicator->level_count, 0);
    assert_int_equal(indicator->direction, KK_DIRECTION_NEUTRAL);
    assert_int_equal(indicator->axis, KK_AXIS_NONE);
    assert_string_equal(indicator->question, "");
    assert_string_equal(indicator->form, "");
    assert_string_equal(indicator->age, "");
    assert_string_equal(indicator->sex, "");
    assert_string_equal(indicator->referrer, "");
    assert_true(indicator->on_map);
    kk_config_free(config);
}

static void an_own_indicator_gets_its_defaults(void **state)
{
    (void)state;
    assert_defaults(WITH(OWN), 100, "%");
    assert_defaults(WITH(OWN ", per: 1000"), 1000, "");
    assert_defaults(WITH("name: x, kind: rate, numerator: kwb.a, denominator: kwb.b"), 1, "");
    assert_defaults(WITH("name: x, kind: value, numerator: kwb.a"), 1, "");
    kk_config *config = project(WITH(OWN ", label_en: one"));
    assert_string_equal(config->indicators[0].label_nl, "one");
    kk_config_free(config);
    config = project(WITH(OWN ", label_nl: een"));
    assert_string_equal(config->indicators[0].label_en, "een");
    kk_config_free(config);
}

static void kinds_ask_for_their_keys(void **state)
{
    (void)state;
    const char *const kinds[] = {"share", "rate", "mean", "ratio", "one_in"};
    for (size_t i = 0; i < 5; i++) {
        char text[400], message[200];
        snprintf(text, sizeof text, WITH("name: x, kind: %s, numerator: kwb.a"), kinds[i]);
        snprintf(message, sizeof message, "project.yaml:7:21: a %s needs a 'denominator'", kinds[i]);
        refused(text, message);
    }
    refused(WITH("name: x, numerator: kwb.a"),
            "project.yaml:7:5: the key 'kind' is missing in indicators; an indicator "
            "has name, kind and numerator, or 'use'");
    refused(WITH("name: x, kind: value"),
            "project.yaml:7:5: the key 'numerator' is missing in indicators; an indicator "
            "has name, kind and numerator, or 'use'");
    refused(WITH("kind: value"),
            "project.yaml:7:5: the key 'name' is missing in indicators; an indicator has name, kind "
            "and numerator, or 'use'");
    refused(WITH(OWN ", as_published: true"),
            "project.yaml:7:80: only a figure of kind 'value' can be taken as published, not a share");
    refused(WITH(OWN ", squares: kwb.c"), "project.yaml:7:75: only a mean has use for 'squares', not a share");
    refused(WITH(OWN ", axis: used"), "project.yaml:7:72: 'axis' must be one of use, supply, need, not 'used'");
    refused(WITH(OWN ", per: 0"), "project.yaml:7:71: 'per' must be more than 0, such as 100 or 1000");
    refused(WITH(OWN ", per: -1"), "project.yaml:7:71: 'per' must be more than 0, such as 100 or 1000");
    refused(WITH(OWN ", population: kwb"),
            "project.yaml:7:78: 'population' goes with 'use' only; write table.column in the denominator");
    refused(WITH(OWN ", table: kwbb"), "project.yaml:7:73: unknown table 'kwbb'; did you mean 'kwb'?");
    refused(WITH("name: x, kind: share, numerator: kwb.a, denominator: jx.b"),
            "project.yaml:7:59: denominator 'jx.b': unknown table 'jx'; did you mean 'jz'?");
}

static void a_published_value_is_taken(void **state)
{
    (void)state;
    kk_config *config = project(WITH("name: x, kind: value, numerator: kwb.p, denominator: kwb.b, as_published: true"));
    assert_true(config->indicators[0].as_published);
    assert_int_equal(config->indicators[0].denominator.count, 1);
    kk_config_free(config);
    config = project(WITH(OWN ", as_published: false"));
    assert_false(config->indicators[0].as_published);
    kk_config_free(config);
}

static void names_are_checked(void **state)
{
    (void)state;
    refused(WITH("name: X, kind: value, numerator: kwb.a"),
            "project.yaml:7:12: the indicator 'X': a name is a-z, 0-9 and _, begins with a letter and has 48 at most");
    refused(WITH("name: level, kind: value, numerator: kwb.a"),
            "project.yaml:7:12: 'level' is a column of every output; choose another name");
    refused(WITH("name: x_upper, kind: value, numerator: kwb.a"),
            "project.yaml:7:12: 'x_upper' ends in _upper, as columns of the output do; choose another name");
    refused(WITH(OWN) "  - {" OWN "}\n",
            "project.yaml:8:12: two indicators 'x' (the first on line 7); give this one another 'name'");
    refused(WITH("use: kwb/density, table: kwb") "  - {use: statline/density, table: jz}\n",
            "project.yaml:8:11: two indicators 'density' (the first on line 7); give this one another 'name'");
}

static void levels_are_checked(void **state)
{
    (void)state;
    refused(WITH(OWN ", levels: [wijken]"), "project.yaml:7:75: unknown level 'wijken'; did you mean 'wijk'?");
    refused(WITH(OWN ", levels: [wijk, zone]"),
            "project.yaml:7:81: unknown level 'zone'; it can be gemeente, wijk, buurt, wijkteam");
    refused(WITH(OWN ", levels: [wijk, wijk]"), "project.yaml:7:81: the level 'wijk' is there twice");
}

static void the_catalogue_is_bound_to_tables(void **state)
{
    (void)state;
    kk_config *config = project(WITH("use: jeugdzorg_kwb/jeugdzorg_share, table: jz, population: kwb"));
    const kk_config_indicator *indicator = &config->indicators[0];
    assert_string_equal(indicator->name, "jeugdzorg_share");
    assert_int_equal(indicator->kind, KK_SHARE);
    assert_int_equal(indicator->numerator.count, 1);
    assert_int_equal(indicator->numerator.terms[0].table, 1);
    assert_int_equal(indicator->denominator.count, 3);
    assert_int_equal(indicator->denominator.terms[0].table, 0);
    assert_int_equal(indicator->denominator.terms[1].table, 0);
    assert_int_equal(indicator->direction, KK_DIRECTION_NEED);
    assert_float_equal(indicator->per, 100, 0);
    assert_string_equal(indicator->unit, "%");
    assert_string_equal(config->tables[1].wanted[0].name, "TotaalJongerenMetJeugdzorgInNatur");
    assert_string_equal(config->tables[0].wanted[0].name, "a_00_14");
    assert_string_equal(config->tables[0].wanted[1].name, "a_15_24");
    assert_int_equal(config->tables[0].wanted[1].mark.line, 7);
    assert_int_equal(config->tables[0].wanted[1].mark.column, 11);
    kk_config_free(config);
}

static void own_levels_come_along_with_those_of_the_catalogue(void **state)
{
    (void)state;
    kk_config *config = project(WITH("use: jeugdzorg/clients_0_4, table: jz"));
    assert_int_equal(config->indicators[0].level_count, 3);
    assert_string_equal(config->indicators[0].levels[0], "gemeente");
    assert_string_equal(config->indicators[0].levels[1], "wijk");
    assert_string_equal(config->indicators[0].levels[2], "wijkteam");
    kk_config_free(config);
    config = project(WITH("use: jeugdzorg/clients_0_4, table: jz, levels: [wijk]"));
    assert_int_equal(config->indicators[0].level_count, 1);
    kk_config_free(config);
    config = project(WITH("use: kwb/density, table: kwb"));
    assert_int_equal(config->indicators[0].level_count, 0);
    kk_config_free(config);
}

static void what_the_project_says_goes_before_the_catalogue(void **state)
{
    (void)state;
    kk_config *config = project(WITH("use: kwb/density, table: kwb, name: dichtheid, per: 1, unit: per ha, direction: "
                                     "need, label_nl: nl, label_en: en, description: d, levels: [buurt]"));
    const kk_config_indicator *indicator = &config->indicators[0];
    assert_string_equal(indicator->name, "dichtheid");
    assert_int_equal(indicator->kind, KK_RATIO);
    assert_float_equal(indicator->per, 1, 0);
    assert_string_equal(indicator->unit, "per ha");
    assert_int_equal(indicator->direction, KK_DIRECTION_NEED);
    assert_string_equal(indicator->label_nl, "nl");
    assert_string_equal(indicator->label_en, "en");
    assert_string_equal(indicator->description, "d");
    assert_string_equal(indicator->levels[0], "buurt");
    kk_config_free(config);
}

static void use_is_checked(void **state)
{
    (void)state;
    refused(WITH("use: kwb/densty, table: kwb"),
            "project.yaml:7:11: unknown indicator 'kwb/densty'; did you mean 'kwb/density'?");
    refused(WITH("use: densty, table: kwb"), "project.yaml:7:11: unknown indicator 'densty'; did you mean 'density'?");
    refused(WITH("use: something/else, table: kwb"), "project.yaml:7:11: unknown indicator 'something/else'; "
                                                     "'kansenkompas list indicators' shows what there is");
    refused(WITH("use: density, table: kwb"), "project.yaml:7:11: 'density' is there for several kinds of table; write "
                                              "kwb/density or statline/density");
    refused(WITH("use: kwb/density, kind: share"),
            "project.yaml:7:30: 'kind' cannot stand beside 'use'; leave out one of the two");
    refused(WITH("use: kwb/density, as_published: true"),
            "project.yaml:7:38: 'as_published' cannot stand beside 'use'; leave out one of the two");
    refused(WITH("use: kwb/density, numerator: a"),
            "project.yaml:7:35: 'numerator' cannot stand beside 'use'; leave out one of the two");
    refused(WITH("use: kwb/density, denominator: a"),
            "project.yaml:7:37: 'denominator' cannot stand beside 'use'; leave out one of the two");
    refused(WITH("use: kwb/density"),
            "project.yaml:7:11: which table is 'kwb/density' to be made from? Add 'table: …'");
    refused(WITH("use: kwb/density, table: kw"), "project.yaml:7:31: unknown table 'kw'; did you mean 'kwb'?");
    refused(WITH("use: jeugdzorg_kwb/jeugdzorg_share, table: jz"),
            "project.yaml:7:11: 'jeugdzorg_kwb/jeugdzorg_share' needs the inhabitants of another table; add "
            "'population: …' with its name");
    refused(WITH("use: jeugdzorg_kwb/jeugdzorg_share, table: jz, population: other"),
            "project.yaml:7:65: unknown table 'other'; it can be kwb, jz");
}

static void a_plain_name_will_do_where_one_form_has_it(void **state)
{
    (void)state;
    kk_config *config = project(WITH("use: clients_0_4, table: jz"));
    assert_string_equal(config->indicators[0].name, "clients_0_4");
    kk_config_free(config);
}

static void one_table_needs_no_name(void **state)
{
    (void)state;
    kk_config *config = project(TABLE "indicators: [{use: kwb/share_0_14}]\n");
    assert_int_equal(config->tables[0].wanted_count, 2);
    assert_string_equal(config->tables[0].wanted[1].name, "a_inw");
    kk_config_free(config);
}

/* Each has columns of its own in a view of the database, which has room for so many. */
static void there_are_390_at_most_on_the_map(void **state)
{
    (void)state;
    static char text[40000];
    size_t used = (size_t)snprintf(text, sizeof text, GROUPS TABLES "indicators:\n");
    for (int i = 0; i < 391; i++) {
        if (i == 390) kk_config_free(project(text));
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "  - {name: x%d, kind: value, numerator: kwb.a}\n", i);
    }
    refused(text, "project.yaml:397:5: more than 390 indicators on the map; give some of them 'map: false'");
    strcpy(text + used - 2, ", map: false}\n");
    kk_config *config = project(text);
    assert_int_equal(config->indicator_count, 391);
    assert_true(config->indicators[389].on_map);
    assert_false(config->indicators[390].on_map);
    kk_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_an_own_indicator_arrives),
        cmocka_unit_test(an_own_indicator_gets_its_defaults),
        cmocka_unit_test(kinds_ask_for_their_keys),
        cmocka_unit_test(a_published_value_is_taken),
        cmocka_unit_test(names_are_checked),
        cmocka_unit_test(levels_are_checked),
        cmocka_unit_test(the_catalogue_is_bound_to_tables),
        cmocka_unit_test(own_levels_come_along_with_those_of_the_catalogue),
        cmocka_unit_test(what_the_project_says_goes_before_the_catalogue),
        cmocka_unit_test(use_is_checked),
        cmocka_unit_test(a_plain_name_will_do_where_one_form_has_it),
        cmocka_unit_test(one_table_needs_no_name),
        cmocka_unit_test(there_are_390_at_most_on_the_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
