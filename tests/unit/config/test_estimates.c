/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

/* Lines 4 to 7; what is added begins on line 8. */
#define COHORT AREAS "estimates:\n  cohort: [{file: c.csv}]\n"
#define LEAST COHORT "  regions: [{type: all}]\n  outcomes: [{column: y}]\n"
#define INCOME "  predictor: {name: income, column: rank}\n"
#define GENDER "  dimensions: [{name: gender, column: sex, groups: [{group: Men}, {group: Women}]}]\n"
/* Lines 6 and 7. */
#define REGIONS(items) COHORT "  outcomes: [{column: y}]\n  regions: [" items "]\n"
#define OUTCOMES(items) COHORT "  regions: [{type: all}]\n  outcomes: [" items "]\n"
/* Line 10, where an item begins in column 12. */
#define MAPS(keys) LEAST INCOME GENDER "  maps: [{" keys "}]\n"

static void a_project_may_have_nothing_but_estimates(void **state)
{
    (void)state;
    kk_config *config = project(LEAST);
    const kk_config_estimates *e = &config->estimates;
    assert_true(e->given);
    assert_int_equal(e->mark.line, 5);
    assert_int_equal(e->cohort_count, 1);
    assert_string_equal(e->cohort[0].file.given, "c.csv");
    assert_string_equal(e->cohort[0].name, "cohort");
    assert_string_equal(e->cohort[0].source, "cohort");
    assert_false(e->cohort[0].is_public);
    assert_int_equal(e->cohort[0].by_count, 0);
    assert_string_equal(e->source, "cohort");
    assert_string_equal(e->period, "2023");
    assert_int_equal(e->grew_up_age, -1);
    assert_null(e->age_column);
    assert_null(e->person);
    assert_null(e->weight);
    assert_null(e->predictor.name);
    assert_int_equal(e->dimension_count + e->map_count, 0);
    assert_int_equal(e->rule, KK_RULE_KANSENKAART);
    assert_float_equal(e->threshold, 10, 0);
    assert_false(e->compress);
    assert_true(e->into_database);
    assert_int_equal(config->table_count + config->indicator_count, 0);
    kk_config_free(config);
}

static void without_the_section_nothing_is_given(void **state)
{
    (void)state;
    kk_config *config = project(AREAS);
    assert_false(config->estimates.given);
    assert_int_equal(config->estimates.outcome_count, 0);
    kk_config_free(config);
}

static void every_setting_is_taken_over(void **state)
{
    (void)state;
    kk_config *config =
        project(AREAS "estimates:\n"
                      "  cohort:\n"
                      "    - {file: /data/c.csv, columns: {x: oost, y: noord, area: buurt}, locate: [point]}\n"
                      "    - {file: d.csv, columns: {area: bu}, crs: EPSG:4326}\n"
                      "  source: CBS-microdata\n"
                      "  period: 2022JJ00\n"
                      "  grew_up: {age: 12, column: leeftijd}\n"
                      "  person: rinpersoon_kind\n"
                      "  weight: gewicht\n"
                      "  regions: [{type: bu, level: buurt}]\n"
                      "  outcomes: [{column: y}]\n"
                      "  release: {rule: persons, threshold: 25}\n"
                      "  compress: true\n"
                      "  database: false\n");
    const kk_config_estimates *e = &config->estimates;
    assert_int_equal(e->cohort_count, 2);
    assert_string_equal(e->cohort[0].file.path, "/data/c.csv");
    assert_string_equal(e->cohort[0].column[KK_FIELD_X], "oost");
    assert_int_equal(e->cohort[0].by_count, 1);
    assert_int_equal(e->cohort[0].by[0], KK_BY_POINT);
    assert_string_equal(e->cohort[0].crs, "EPSG:28992");
    assert_string_equal(e->cohort[1].name, "cohort_2");
    assert_string_equal(e->cohort[1].source, "CBS-microdata");
    assert_int_equal(e->cohort[1].by[0], KK_BY_AREA);
    assert_string_equal(e->cohort[1].crs, "EPSG:4326");
    assert_string_equal(e->source, "CBS-microdata");
    assert_string_equal(e->period, "2022");
    assert_int_equal(e->grew_up_age, 12);
    assert_string_equal(e->age_column, "leeftijd");
    assert_string_equal(e->person, "rinpersoon_kind");
    assert_string_equal(e->weight, "gewicht");
    assert_int_equal(e->rule, KK_RULE_PERSONS);
    assert_float_equal(e->threshold, 25, 0);
    assert_true(e->compress);
    assert_false(e->into_database);
    kk_config_free(config);
}

static void what_must_be_there_is_asked_for(void **state)
{
    (void)state;
    refused(AREAS "estimates:\n  regions: [{type: all}]\n  outcomes: [{column: y}]\n",
            "project.yaml:5:3: the key 'cohort' is missing in estimates; add 'cohort: …'");
    refused(COHORT "  outcomes: [{column: y}]\n",
            "project.yaml:5:3: the key 'regions' is missing in estimates; add 'regions: …'");
    refused(COHORT "  regions: [{type: all}]\n",
            "project.yaml:5:3: the key 'outcomes' is missing in estimates; add 'outcomes: …'");
    refused(REGIONS(""), "project.yaml:7:12: the list 'regions' is empty; fill it or leave 'regions' out");
    refused(LEAST "  grew_up: {column: a}\n", "project.yaml:8:12: the key 'age' is missing in grew_up; add 'age: …'");
    refused(LEAST "  mapps: []\n", "project.yaml:8:3: unknown key 'mapps' in estimates; did you mean 'maps'?");
}

static void settings_are_checked(void **state)
{
    (void)state;
    refused(LEAST "  period: last\n",
            "project.yaml:8:11: 'last' is not a period; write 2023, or 2022KW03 as StatLine does");
    refused(LEAST "  grew_up: {age: 26}\n",
            "project.yaml:8:18: who is 26 has grown up; give the age, 0–25, at which the address counts");
    refused(LEAST "  grew_up: {age: -1}\n", "project.yaml:8:18: 'age' must be a whole number, not '-1'");
    refused(LEAST "  release: {threshold: 9.99}\n",
            "project.yaml:8:24: 'threshold' is 10 or more; fewer persons would be recognisable");
    refused(LEAST "  release: {rule: none}\n",
            "project.yaml:8:19: 'rule' must be one of kansenkaart, strict, persons, not 'none'");
    kk_config *config = project(LEAST "  grew_up: {age: 0}\n  release: {rule: strict, threshold: 10}\n");
    assert_int_equal(config->estimates.grew_up_age, 0);
    assert_int_equal(config->estimates.rule, KK_RULE_STRICT);
    kk_config_free(config);
}

/* ---- predictor and dimensions ---- */

static void assert_window(const kk_config_window *window, const char *name, double from, double to, double at)
{
    assert_string_equal(window->name, name);
    assert_float_equal(window->from, from, 0);
    assert_float_equal(window->to, to, 0);
    assert_float_equal(window->at, at, 0);
}

static void the_usual_windows_are_those_of_kansenkaart(void **state)
{
    (void)state;
    kk_config *config = project(LEAST INCOME);
    const kk_config_estimates *e = &config->estimates;
    assert_string_equal(e->predictor.name, "income");
    assert_string_equal(e->predictor.column, "rank");
    assert_int_equal(e->predictor.window_count, 5);
    assert_window(&e->predictor.window[0], "Very_Low", 0, 0.2, 0.1);
    assert_window(&e->predictor.window[1], "Low", 0.15, 0.35, 0.25);
    assert_window(&e->predictor.window[2], "Mid", 0.4, 0.6, 0.5);
    assert_window(&e->predictor.window[3], "High", 0.65, 0.85, 0.75);
    assert_window(&e->predictor.window[4], "Very_High", 0.8, 1, 0.9);
    for (size_t w = 0; w < 5; w++) assert_int_equal(e->predictor.window[w].mark.line, 8);
    kk_config_free(config);
}

static void windows_may_be_given(void **state)
{
    (void)state;
    kk_config *config = project(LEAST "  predictor:\n    name: wealth\n    column: w\n    windows:\n"
                                      "      - {group: Poor, from: -5, to: 15}\n"
                                      "      - {group: Point, from: 2, to: 2, at: 2}\n"
                                      "      - {group: Edge, from: 0, to: 1, at: 1}\n");
    const kk_config_estimates *e = &config->estimates;
    assert_int_equal(e->predictor.window_count, 3);
    assert_window(&e->predictor.window[0], "Poor", -5, 15, 5);
    assert_window(&e->predictor.window[1], "Point", 2, 2, 2);
    assert_window(&e->predictor.window[2], "Edge", 0, 1, 1);
    assert_int_equal(e->predictor.window[1].mark.line, 13);
    kk_config_free(config);
}

#define WINDOWS(items) LEAST "  predictor: {name: income, column: r, windows: [" items "]}\n"

static void windows_are_checked(void **state)
{
    (void)state;
    refused(
        WINDOWS("{group: a, from: 0.5, to: 0.2}"),
        "project.yaml:8:50: the window 'a' runs from 0.5 to 0.2 with the estimate at 0.35; it needs from ≤ at ≤ to");
    refused(WINDOWS("{group: a, from: 0, to: 0.2, at: 0.3}"),
            "project.yaml:8:50: the window 'a' runs from 0 to 0.2 with the estimate at 0.3; it needs from ≤ at ≤ to");
    refused(WINDOWS("{group: all, from: 0, to: 1}"),
            "project.yaml:8:58: 'all' is a group that every dimension has already; choose another name");
    refused(WINDOWS("{group: a, from: 0, to: 1}, {group: a, from: 0, to: 2}"),
            "project.yaml:8:86: the group 'a' is there twice; give this one another name");
    refused(WINDOWS("{group: a, from: 0}"), "project.yaml:8:50: the key 'to' is missing in windows; add 'to: …'");
    refused(LEAST "  predictor: {name: Income, column: r}\n",
            "project.yaml:8:21: the predictor 'Income': a name is a-z, 0-9 and _, begins with a letter and has 48 at "
            "most");
}

static void dimensions_have_groups_of_values(void **state)
{
    (void)state;
    kk_config *config = project(LEAST "  dimensions:\n"
                                      "    - {name: gender, column: sex}\n"
                                      "    - name: migration\n"
                                      "      column: background\n"
                                      "      groups:\n"
                                      "        - group: No Migration Background\n"
                                      "        - group: has_migration\n"
                                      "          values: [Turkey, \"Other, western\"]\n");
    const kk_config_estimates *e = &config->estimates;
    assert_int_equal(e->dimension_count, 2);
    assert_string_equal(e->dimension[0].name, "gender");
    assert_string_equal(e->dimension[0].column, "sex");
    assert_int_equal(e->dimension[0].category_count, 0);
    const kk_config_dimension *migration = &e->dimension[1];
    assert_int_equal(migration->mark.line, 10);
    assert_int_equal(migration->category_count, 2);
    assert_int_equal(migration->category[0].value_count, 1);
    assert_string_equal(migration->category[0].value[0], "No Migration Background");
    assert_string_equal(migration->category[1].name, "has_migration");
    assert_int_equal(migration->category[1].value_count, 2);
    assert_string_equal(migration->category[1].value[0], "Turkey");
    assert_string_equal(migration->category[1].value[1], "Other, western");
    assert_int_equal(migration->category[1].mark.line, 14);
    kk_config_free(config);
}

#define DIMENSIONS(items) LEAST "  dimensions: [" items "]\n"

static void dimensions_are_checked(void **state)
{
    (void)state;
    refused(DIMENSIONS("{name: a, column: x}, {name: a, column: y}"),
            "project.yaml:8:45: the dimension 'a' is there twice; give this one another name");
    refused(
        DIMENSIONS("{name: a b, column: x}"),
        "project.yaml:8:23: the dimension 'a b': a name is a-z, 0-9 and _, begins with a letter and has 48 at most");
    refused(LEAST INCOME "  dimensions: [{name: income, column: x}]\n",
            "project.yaml:9:23: 'income' is the predictor already; choose another name");
    refused(DIMENSIONS("{name: a, column: x, groups: [{group: all}]}"),
            "project.yaml:8:54: 'all' is a group that every dimension has already; choose another name");
    refused(DIMENSIONS("{name: a, column: x, groups: [{group: g}, {group: g}]}"),
            "project.yaml:8:66: the group 'g' is there twice; give this one another name");
    refused(DIMENSIONS("{name: a, column: x, groups: [{group: g, values: [u, v, u]}]}"),
            "project.yaml:8:72: the value 'u' is in the group 'g' twice");
}

/* `count` dimensions of `groups` groups each. */
static void write_dimensions(char *text, size_t size, const char *begin, int count, int groups)
{
    size_t used = (size_t)snprintf(text, size, "%s  dimensions:\n", begin);
    for (int d = 0; d < count; d++) {
        used += (size_t)snprintf(text + used, size - used, "    - {name: d%d, column: c, groups: [", d);
        for (int g = 0; g < groups; g++)
            used += (size_t)snprintf(text + used, size - used, "%s{group: g%d}", g ? ", " : "", g);
        used += (size_t)snprintf(text + used, size - used, "]}\n");
    }
    assert_in_range(used, 1, size - 1);
}

static void there_is_room_for_so_many_combinations(void **state)
{
    (void)state;
    char text[20000];
    write_dimensions(text, sizeof text, LEAST, 8, 3); /* 4⁸ */
    kk_config_free(project(text));
    write_dimensions(text, sizeof text, LEAST, 8, 4);
    refused(text, "project.yaml:9:5: the groups have more than 65536 combinations; leave out groups or dimensions");
    write_dimensions(text, sizeof text, LEAST INCOME, 8, 1);
    refused(text, "project.yaml:10:5: more than 8 dimensions, with the predictor");
    write_dimensions(text, sizeof text, LEAST, 9, 1);
    refused(text, "project.yaml:9:5: the list 'dimensions' has 9 items; it can have 8 at most");
    write_dimensions(text, sizeof text, LEAST, 1, 63);
    kk_config_free(project(text));
    write_dimensions(text, sizeof text, LEAST, 1, 64);
    refused(text, "project.yaml:9:37: the list 'groups' has 64 items; it can have 63 at most");
}

/* ---- regions ---- */

static void regions_come_from_columns_levels_and_groupings(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "  groups: [{name: wijkteam, file: w.csv}]\n"
                                      "estimates:\n"
                                      "  cohort: [{file: c.csv, columns: {area: bu}}]\n"
                                      "  regions:\n"
                                      "    - type: all\n"
                                      "    - {type: gemeente_code, column: gm}\n"
                                      "    - {type: postcode3, column: pc, first: 3}\n"
                                      "    - {type: wijk_code, column: wk, level: wijk, within: gemeente_code}\n"
                                      "    - {type: jeugdregio, column: gm, grouping: regios.csv}\n"
                                      "    - {type: team, level: wijkteam, within: all}\n"
                                      "  outcomes: [{column: y}]\n");
    const kk_config_region *region = config->estimates.region;
    assert_int_equal(config->estimates.region_count, 6);
    assert_true(region[0].land);
    assert_null(region[0].column);
    for (size_t r = 1; r < 6; r++) assert_false(region[r].land);
    assert_string_equal(region[1].type, "gemeente_code");
    assert_string_equal(region[1].column, "gm");
    assert_int_equal(region[1].first, 0);
    assert_null(region[1].level);
    assert_null(region[1].within);
    assert_null(region[1].grouping.path);
    assert_int_equal(region[2].first, 3);
    assert_string_equal(region[3].level, "wijk");
    assert_string_equal(region[3].within, "gemeente_code");
    assert_string_equal(region[4].grouping.given, "regios.csv");
    assert_int_equal(region[4].grouping.path[0], '/');
    assert_null(region[5].column);
    assert_string_equal(region[5].level, "wijkteam");
    assert_string_equal(region[5].within, "all");
    assert_int_equal(region[5].mark.line, 13);
    kk_config_free(config);
}

static void regions_are_checked(void **state)
{
    (void)state;
    refused(REGIONS("{type: gm}"),
            "project.yaml:7:20: where does 'gm' come from? Add 'column: …' with its codes, or 'level: …' for the areas "
            "in which persons are located");
    refused(REGIONS("{type: all, column: x}"), "project.yaml:7:33: the type 'all' is everyone; leave out 'column'");
    refused(REGIONS("{type: all, first: 2}"), "project.yaml:7:32: the type 'all' is everyone; leave out 'first'");
    refused(REGIONS("{type: all, level: wijk}"), "project.yaml:7:32: the type 'all' is everyone; leave out 'level'");
    refused(REGIONS("{type: all, grouping: g}"), "project.yaml:7:35: the type 'all' is everyone; leave out 'grouping'");
    refused(REGIONS("{type: all, within: all}"), "project.yaml:7:33: the type 'all' is everyone; leave out 'within'");
    refused(REGIONS("{type: a, column: x}, {type: a, column: y}"),
            "project.yaml:7:42: the type 'a' is there twice; give this one another name");
    refused(REGIONS("{type: a, column: x, first: 0}"), "project.yaml:7:41: 'first' is a number of letters, 1–100");
    refused(REGIONS("{type: a, column: x, first: 101}"), "project.yaml:7:41: 'first' is a number of letters, 1–100");
    refused(REGIONS("{type: a, level: wijk, first: 2}"),
            "project.yaml:7:43: 'first' is of the texts in a column; add 'column: …' or leave it out");
    refused(REGIONS("{type: a, column: x, level: wijken}"),
            "project.yaml:7:41: unknown level 'wijken'; did you mean 'wijk'?");
    refused(REGIONS("{type: a, level: buurt}"),
            "project.yaml:5:12: 'a' is where persons are located, but nothing tells where; add 'columns: {area: …}', "
            "'postcode' or 'x' and 'y' to this file");
}

static void larger_regions_are_checked(void **state)
{
    (void)state;
    refused(REGIONS("{type: wijk, column: x, within: gemeent}, {type: gemeente, column: y}"),
            "project.yaml:7:45: unknown type 'gemeent'; did you mean 'gemeente'?");
    refused(REGIONS("{type: a, column: x, within: a}"),
            "project.yaml:7:42: 'a' would lie within itself; name a type of larger regions");
    refused(REGIONS("{type: a, column: x, within: b}, {type: b, column: x, within: a}"),
            "project.yaml:7:42: 'a' would lie within itself; name a type of larger regions");
    /* c hangs on a circle that it is not part of. */
    refused(
        REGIONS("{type: c, column: x, within: a}, {type: a, column: x, within: b}, {type: b, column: x, within: a}"),
        "project.yaml:7:75: 'a' would lie within itself; name a type of larger regions");
    /* The land is there, with or without a type of its own. */
    kk_config_free(project(REGIONS("{type: wijk, column: x, within: all}")));
    refused(REGIONS("{type: wijk, column: x, within: al}"), "project.yaml:7:45: unknown type 'al'; it can be wijk");
    kk_config_free(project(REGIONS("{type: c, column: x, within: b}, {type: b, column: x, within: a}, "
                                   "{type: a, column: x, within: all}, {type: all}")));
}

static void locating_is_checked(void **state)
{
    (void)state;
    refused(AREAS "estimates:\n  cohort: [{file: c.csv, columns: {postcode: pc}}]\n  regions: [{type: all}]\n"
                  "  outcomes: [{column: y}]\n",
            "project.yaml:5:46: locating by postcode needs CBS's table of postcodes; add 'postcodes: [{file: …}]'");
    refused(AREAS "estimates:\n  cohort: [{file: c.csv, columns: {x: x}}]\n  regions: [{type: all}]\n"
                  "  outcomes: [{column: y}]\n",
            "project.yaml:5:39: 'x' says nothing without 'y'; add 'y: …' to columns");
    refused(AREAS "estimates:\n  cohort: [{file: c.csv, columns: {client: x}}]\n  regions: [{type: all}]\n"
                  "  outcomes: [{column: y}]\n",
            "project.yaml:5:36: unknown key 'client' in columns; it can be area, postcode, number, x, y");
}

/* ---- outcomes ---- */

static void outcomes_have_defaults(void **state)
{
    (void)state;
    kk_config *config =
        project(OUTCOMES("{column: y}, {column: z, name: zorg, kind: binary, label_nl: Zorg, direction: need}, "
                         "{column: k, kind: continuous, label_en: Costs, unit: euro}, "
                         "{column: d, kind: binary, per: 1000}, {column: f, per: 100}"));
    const kk_config_outcome *outcome = config->estimates.outcome;
    assert_int_equal(config->estimates.outcome_count, 5);
    assert_string_equal(outcome[0].column, "y");
    assert_string_equal(outcome[0].name, "y");
    assert_int_equal(outcome[0].kind, KK_OUTCOME_FOUND);
    assert_string_equal(outcome[0].label_nl, "y");
    assert_string_equal(outcome[0].label_en, "y");
    assert_string_equal(outcome[0].unit, "");
    assert_int_equal(outcome[0].direction, KK_DIRECTION_NEUTRAL);
    assert_float_equal(outcome[0].per, 1, 0);
    assert_string_equal(outcome[1].name, "zorg");
    assert_string_equal(outcome[1].column, "z");
    assert_int_equal(outcome[1].kind, KK_OUTCOME_BINARY);
    assert_string_equal(outcome[1].label_en, "Zorg");
    assert_string_equal(outcome[1].unit, "%");
    assert_int_equal(outcome[1].direction, KK_DIRECTION_NEED);
    assert_float_equal(outcome[1].per, 100, 0);
    assert_int_equal(outcome[2].kind, KK_OUTCOME_CONTINUOUS);
    assert_string_equal(outcome[2].label_nl, "Costs");
    assert_string_equal(outcome[2].unit, "euro");
    assert_float_equal(outcome[2].per, 1, 0);
    assert_float_equal(outcome[3].per, 1000, 0);
    assert_string_equal(outcome[3].unit, "");
    assert_float_equal(outcome[4].per, 100, 0);
    assert_string_equal(outcome[4].unit, "");
    assert_int_equal(outcome[2].mark.line, 7);
    kk_config_free(config);
}

static void outcomes_are_checked(void **state)
{
    (void)state;
    refused(OUTCOMES("{column: y}, {column: y}"),
            "project.yaml:7:36: the outcome 'y' is there twice; give this one another name");
    refused(OUTCOMES("{column: y}, {column: x, name: y}"),
            "project.yaml:7:45: the outcome 'y' is there twice; give this one another name");
    refused(OUTCOMES("{column: y, per: 0}"), "project.yaml:7:31: 'per' must be more than 0, such as 100 or 1000");
    refused(OUTCOMES("{column: y, kind: share}"),
            "project.yaml:7:32: 'kind' must be one of binary, continuous, not 'share'");
    refused(OUTCOMES("{column: y, direction: up}"),
            "project.yaml:7:37: 'direction' must be one of neutral, need, strength, not 'up'");
}

/* ---- maps ---- */

static void a_map_chooses_groups(void **state)
{
    (void)state;
    kk_config *config = project(
        LEAST INCOME GENDER "  maps:\n"
                            "    - {name: m0, outcome: y}\n"
                            "    - {name: m1, outcome: y, group: [gender=Women, \" income = Low \"]}\n"
                            "    - {name: m2, outcome: y, group: [income=Low, gender=Men], versus: [income=High]}\n"
                            "    - {name: m3, outcome: y, group: [income=all, gender=Men], versus: [gender=Women]}\n");
    const kk_config_estimate_map *map = config->estimates.map;
    assert_int_equal(config->estimates.map_count, 4);
    for (size_t d = 0; d < KK_DIMENSIONS_MAX; d++) assert_null(map[0].group[d]);
    assert_false(map[0].has_versus);
    assert_string_equal(map[1].group[0], "Low");
    assert_string_equal(map[1].group[1], "Women");
    assert_false(map[1].has_versus);
    assert_true(map[2].has_versus);
    assert_string_equal(map[2].versus[0], "High");
    assert_string_equal(map[2].versus[1], "Men");
    assert_null(map[3].group[0]);
    assert_null(map[3].versus[0]);
    assert_string_equal(map[3].versus[1], "Women");
    assert_int_equal(map[3].mark.line, 14);
    kk_config_free(config);
}

/* Which groups there are is then known from the data alone. */
static void groups_that_are_found_are_taken_on_trust(void **state)
{
    (void)state;
    kk_config *config =
        project(LEAST "  dimensions: [{name: home, column: h}]\n"
                      "  maps: [{name: m, outcome: y, group: [home=Two Parents], versus: [home=x=y]}]\n");
    assert_string_equal(config->estimates.map[0].group[0], "Two Parents");
    assert_string_equal(config->estimates.map[0].versus[0], "x=y");
    kk_config_free(config);
}

static void maps_are_checked(void **state)
{
    (void)state;
    refused(MAPS("name: m, outcome: z"), "project.yaml:10:29: unknown outcome 'z'; it can be y");
    refused(MAPS("name: m, outcome: y, group: [Low]"),
            "project.yaml:10:40: 'Low' is no group; write dimension=group, such as income=Low");
    refused(MAPS("name: m, outcome: y, group: [incom=Low]"),
            "project.yaml:10:40: unknown dimension 'incom'; did you mean 'income'?");
    refused(MAPS("name: m, outcome: y, group: [income=Lou]"),
            "project.yaml:10:40: unknown group 'Lou'; did you mean 'Low'?");
    refused(MAPS("name: m, outcome: y, group: [income=Low, gender=]"),
            "project.yaml:10:52: unknown group ''; it can be Men, Women");
    refused(MAPS("name: m, outcome: y, group: [income=Low, income=High]"),
            "project.yaml:10:52: the dimension 'income' is there twice");
    refused(LEAST "  maps: [{name: m, outcome: y, group: [income=Low]}]\n",
            "project.yaml:8:40: unknown dimension 'income'");
}

static void what_is_compared_shares_no_persons(void **state)
{
    (void)state;
    static const char message[] = "'versus' must be other persons than 'group': two groups of one dimension, such as "
                                  "income=Low versus income=High";
    char expected[200];
    snprintf(expected, sizeof expected, "project.yaml:10:62: %s", message);
    refused(MAPS("name: m, outcome: y, group: [income=Low], versus: [income=Low]"), expected);
    refused(MAPS("name: m, outcome: y, group: [income=Low], versus: [income=all]"), expected);
    refused(MAPS("name: m, outcome: y, group: [income=Low], versus: [gender=Men]"), expected);
    snprintf(expected, sizeof expected, "project.yaml:10:41: %s", message);
    refused(MAPS("name: m, outcome: y, versus: [income=Low]"), expected);
}

/* ---- indicators ---- */

static const kk_config_indicator *assert_indicator(const kk_config *config, size_t index, const char *name,
                                                   kk_map_part part)
{
    const kk_config_indicator *indicator = &config->indicators[index];
    assert_string_equal(indicator->name, name);
    assert_int_equal(indicator->kind, KK_ESTIMATE);
    assert_int_equal(indicator->map_part, part);
    assert_int_equal(indicator->axis, KK_AXIS_NEED);
    assert_true(indicator->on_map);
    assert_false(indicator->as_published);
    assert_int_equal(indicator->level_count, 0);
    assert_int_equal(indicator->numerator.count + indicator->denominator.count + indicator->squares.count, 0);
    assert_int_equal(indicator->lower.count + indicator->upper.count + indicator->base.count, 0);
    assert_string_equal(indicator->form, "");
    assert_string_equal(indicator->age, "");
    assert_string_equal(indicator->sex, "");
    assert_string_equal(indicator->referrer, "");
    return indicator;
}

static void a_map_becomes_indicators_behind_the_others(void **state)
{
    (void)state;
    kk_config *config = project(
        TABLE
        "indicators: [{name: own, kind: value, numerator: kwb.a}]\n"
        "estimates:\n"
        "  cohort: [{file: c.csv}]\n"
        "  grew_up: {age: 12}\n"
        "  regions: [{type: all}]\n"
        "  outcomes: [{column: y, kind: binary, label_nl: Zorg, label_en: Care, per: 100, direction: need}]\n" INCOME
        "  maps:\n"
        "    - {name: zorg, outcome: y}\n"
        "    - {name: zorg_laag, outcome: y, group: [income=Low], versus: [income=High]}\n");
    assert_int_equal(config->indicator_count, 6);
    assert_null(config->indicators[0].map);
    const kk_config_indicator *all = assert_indicator(config, 1, "zorg", KK_MAP_ESTIMATE);
    assert_ptr_equal(all->map, &config->estimates.map[0]);
    assert_string_equal(all->label_nl, "Zorg");
    assert_string_equal(all->label_en, "Care");
    assert_string_equal(all->unit, "%");
    assert_float_equal(all->per, 100, 0);
    assert_int_equal(all->direction, KK_DIRECTION_NEED);
    assert_int_equal(all->mark.line, 14);
    assert_string_equal(all->question, "Hoe vergaat het wie hier op 12-jarige leeftijd woonde?");
    assert_string_equal(all->description, "Care of all persons, by the area where they lived at age 12, wherever they "
                                          "live now: their mean.");
    assert_indicator(config, 2, "zorg_shrunk", KK_MAP_SHRUNK);
    const kk_config_indicator *low = assert_indicator(config, 3, "zorg_laag", KK_MAP_ESTIMATE);
    assert_ptr_equal(low->map, &config->estimates.map[1]);
    assert_string_equal(low->label_nl, "Zorg (income Low)");
    assert_string_equal(low->description,
                        "Care of persons of income Low, by the area where they lived at age 12, wherever they live "
                        "now: estimated at income 0.25 by regression within the area.");
    const kk_config_indicator *shrunk = assert_indicator(config, 4, "zorg_laag_shrunk", KK_MAP_SHRUNK);
    assert_string_equal(shrunk->label_nl, "Zorg (income Low), gekrompen naar het grotere gebied");
    assert_string_equal(shrunk->label_en, "Care (income Low), shrunk to the larger region");
    assert_string_equal(shrunk->unit, "%");
    assert_string_equal(shrunk->question, all->question);
    const kk_config_indicator *difference = assert_indicator(config, 5, "zorg_laag_difference", KK_MAP_DIFFERENCE);
    assert_string_equal(difference->label_nl, "Zorg (income Low), verschil met income High");
    assert_string_equal(difference->label_en, "Care (income Low), difference from income High");
    assert_string_equal(difference->unit, "procentpunt");
    assert_string_equal(difference->question, "");
    assert_float_equal(difference->per, 100, 0);
    assert_string_equal(difference->description,
                        "Care of persons of income Low, by the area where they lived at age 12, wherever they live "
                        "now: estimated at income 0.25 by regression within the area, minus the same of income High.");
    kk_config_free(config);
}

static void a_map_may_have_texts_of_its_own(void **state)
{
    (void)state;
    kk_config *config = project(MAPS("name: m, outcome: y, group: [gender=Women], versus: [gender=Men], "
                                     "label_nl: Dochters, description: Of daughters., question: Hoe gaat het ze?"));
    assert_int_equal(config->indicator_count, 3);
    const kk_config_indicator *indicator = config->indicators;
    assert_string_equal(indicator[0].label_nl, "Dochters");
    assert_string_equal(indicator[0].label_en, "Dochters");
    assert_string_equal(indicator[0].question, "Hoe gaat het ze?");
    assert_string_equal(indicator[0].description, "Of daughters. y of persons of gender Women, by the area where they "
                                                  "grew up, wherever they live now: their mean.");
    assert_string_equal(indicator[1].label_en, "Dochters, shrunk to the larger region");
    assert_string_equal(indicator[1].question, "Hoe gaat het ze?");
    assert_string_equal(indicator[2].label_nl, "Dochters, verschil met gender Men");
    assert_string_equal(indicator[2].unit, "");
    kk_config_free(config);
    config = project(MAPS("name: m, outcome: y, group: [gender=Women], versus: [gender=Men], label_nl: Dochters, "
                          "versus_nl: zonen"));
    assert_string_equal(config->indicators[2].label_nl, "Dochters, verschil met zonen");
    assert_string_equal(config->indicators[2].label_en, "Dochters, difference from gender Men");
    kk_config_free(config);
    config = project(MAPS("name: m, outcome: y, label_en: Girls"));
    assert_string_equal(config->indicators[0].label_nl, "Girls");
    assert_string_equal(config->indicators[0].question, "Hoe vergaat het wie hier opgroeide?");
    kk_config_free(config);
}

static void names_of_indicators_differ_and_fit(void **state)
{
    (void)state;
    refused(MAPS("name: Map, outcome: y"),
            "project.yaml:10:17: the indicator 'Map': a name is a-z, 0-9 and _, begins with a letter and has 48 at "
            "most");
    refused(MAPS("name: level, outcome: y"),
            "project.yaml:10:17: 'level' is a column of every output; choose another name");
    refused(LEAST "  maps: [{name: m, outcome: y}, {name: m, outcome: y}]\n",
            "project.yaml:8:40: two indicators 'm' (the first on line 8); give this one another 'name'");
    refused(LEAST "  maps: [{name: m, outcome: y}, {name: m_shrunk, outcome: y}]\n",
            "project.yaml:8:40: two indicators 'm_shrunk' (the first on line 8); give this one another 'name'");
    refused(TABLE "indicators: [{name: m_shrunk, kind: value, numerator: kwb.a}]\n"
                  "estimates:\n  cohort: [{file: c.csv}]\n  regions: [{type: all}]\n  outcomes: [{column: y}]\n"
                  "  maps: [{name: m, outcome: y}]\n",
            "project.yaml:11:17: two indicators 'm_shrunk' (the first on line 6); give this one another 'name'");
    kk_config_free(project(LEAST "  maps: [{name: a1234567890123456789012345678901234567890, outcome: y}]\n"));
    refused(LEAST "  maps: [{name: a12345678901234567890123456789012345678901, outcome: y}]\n",
            "project.yaml:8:17: 'maps' makes the name 'a12345678901234567890123456789012345678901_shrunk', which is "
            "longer than 48; give a shorter 'name'");
}

static void maps_share_the_room_on_the_map(void **state)
{
    (void)state;
    char text[20000];
    size_t used = (size_t)snprintf(text, sizeof text, LEAST "  maps:\n");
    for (int m = 0; m < 196; m++)
        used += (size_t)snprintf(text + used, sizeof text - used, "    - {name: m%d, outcome: y}\n", m);
    assert_in_range(used, 1, sizeof text - 1);
    refused(text, "project.yaml:204:7: more than 390 indicators on the map; give some of them 'map: false'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_may_have_nothing_but_estimates),
        cmocka_unit_test(without_the_section_nothing_is_given),
        cmocka_unit_test(every_setting_is_taken_over),
        cmocka_unit_test(what_must_be_there_is_asked_for),
        cmocka_unit_test(settings_are_checked),
        cmocka_unit_test(the_usual_windows_are_those_of_kansenkaart),
        cmocka_unit_test(windows_may_be_given),
        cmocka_unit_test(windows_are_checked),
        cmocka_unit_test(dimensions_have_groups_of_values),
        cmocka_unit_test(dimensions_are_checked),
        cmocka_unit_test(there_is_room_for_so_many_combinations),
        cmocka_unit_test(regions_come_from_columns_levels_and_groupings),
        cmocka_unit_test(regions_are_checked),
        cmocka_unit_test(larger_regions_are_checked),
        cmocka_unit_test(locating_is_checked),
        cmocka_unit_test(outcomes_have_defaults),
        cmocka_unit_test(outcomes_are_checked),
        cmocka_unit_test(a_map_chooses_groups),
        cmocka_unit_test(groups_that_are_found_are_taken_on_trust),
        cmocka_unit_test(maps_are_checked),
        cmocka_unit_test(what_is_compared_shares_no_persons),
        cmocka_unit_test(a_map_becomes_indicators_behind_the_others),
        cmocka_unit_test(a_map_may_have_texts_of_its_own),
        cmocka_unit_test(names_of_indicators_differ_and_fit),
        cmocka_unit_test(maps_share_the_room_on_the_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
