/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/wording.h"
#include "measure_project.h"
#include "unit/check.h"

#define REACH "name: x, kind: share, numerator: records.youths, denominator: population.persons"

static const kk_config_indicator *find(const kk_config *config, const char *name)
{
    for (size_t i = 0; i < config->indicator_count; i++)
        if (strcmp(config->indicators[i].name, name) == 0) return &config->indicators[i];
    fail_msg("no indicator %s", name);
    return NULL;
}

/* The only column of an expression. */
static const char *column_of(const kk_config *config, const kk_expression *expression)
{
    assert_int_equal(expression->count, 1);
    const kk_term *term = expression->terms;
    return config->tables[term->table].wanted[term->column].name;
}

static void assert_columns(const kk_config *config, const char *name, const char *numerator, const char *denominator)
{
    const kk_config_indicator *indicator = find(config, name);
    assert_string_equal(column_of(config, &indicator->numerator), numerator);
    assert_string_equal(column_of(config, &indicator->denominator), denominator);
}

/* ---- what an indicator selects ---- */

static void a_selection_is_for_every_measure_that_knows_it(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR(REACH ", form: stay, age: 4..12, sex: male, referrer: gi"));
    assert_columns(config, "x", "youths[form=with_stay, age=4..12, sex=male, referrer=gi]",
                   "persons[age=4..12, sex=male]");
    const kk_config_indicator *indicator = find(config, "x");
    assert_string_equal(indicator->form, "stay");
    assert_string_equal(indicator->age, "4..12");
    assert_string_equal(indicator->sex, "male");
    assert_string_equal(indicator->referrer, "gi");
    kk_config_free(config);
    config = project(INDICATOR("use: places/distance_nearest, type: school"));
    assert_columns(config, "distance_nearest", "distance[type=school]", "homes");
    kk_config_free(config);
}

static void what_a_measure_says_itself_goes_first(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR("name: x, kind: share, numerator: \"records.youths[age=all, form=stay]\", "
                                          "denominator: records.youths, age: 4..12, form: all"));
    assert_columns(config, "x", "youths[form=with_stay, age=all, sex=all, referrer=all]",
                   "youths[form=all, age=4..12, sex=all, referrer=all]");
    assert_string_equal(find(config, "x")->form, "");
    assert_string_equal(find(config, "x")->age, "4..12");
    kk_config_free(config);
}

static void a_selection_is_checked_at_its_key(void **state)
{
    (void)state;
    refused(INDICATOR("use: records/reach, form: ambulnt"),
            "project.yaml:10:32: unknown form 'ambulnt'; did you mean 'ambulant'?");
    refused(INDICATOR("use: records/reach, sex: man"), "project.yaml:10:31: unknown sex 'man'; did you mean 'male'?");
    refused(INDICATOR("use: records/reach, age: jong"),
            "project.yaml:10:31: 'jong' is not a band of ages; write 0..4 for 0 up to 4 years, or -9m..24m in months; "
            "the first age below the second, from -9m to 27");
    refused(INDICATOR("use: records/reach, task: jgz"),
            "project.yaml:10:32: 'task' selects nothing: no measure in 'reach' leaves it open");
    refused(INDICATOR("name: x, kind: value, numerator: \"records.youths[form=stay]\", form: jgz"),
            "project.yaml:10:74: 'form' selects nothing: no measure in 'x' leaves it open");
    refused(TABLE "indicators:\n  - {name: x, kind: value, numerator: kwb.a, age: 0..4}\n",
            "project.yaml:7:51: 'age' selects nothing: no measure in 'x' leaves it open");
}

/* ---- by ---- */

static void by_form_makes_one_of_each_form_of_the_group(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR("use: records/reach, form: stay, by: [form]"));
    const char *const names[] = {"reach", "reach_pleegzorg", "reach_gezinsgericht", "reach_verblijf", "reach_gesloten"};
    assert_int_equal(config->indicator_count, 5);
    for (size_t i = 0; i < 5; i++) assert_string_equal(config->indicators[i].name, names[i]);
    assert_columns(config, "reach_pleegzorg", "youths[form=pleegzorg, age=0..23, sex=all, referrer=all]",
                   "persons[age=0..23, sex=all]");
    const kk_config_indicator *indicator = find(config, "reach_pleegzorg");
    assert_string_equal(indicator->label_nl, "Jongeren met jeugdzorg (% van de jongeren), pleegzorg");
    assert_string_equal(indicator->label_en, "Youths with youth care (% of youths), foster care");
    assert_string_equal(indicator->form, "pleegzorg");
    assert_int_equal(indicator->mark.line, 10);
    assert_false(indicator->on_map);
    assert_true(find(config, "reach")->on_map);
    kk_config_free(config);
    config = project(INDICATOR("use: records/reach, by: [form]"));
    assert_int_equal(config->indicator_count, 1 + 17); /* jeugdzorg: the forms of data/codes/forms.csv in that group */
    assert_string_equal(config->indicators[1].name, "reach_wijkteam");
    kk_config_free(config);
}

static void by_goes_over_all_combinations_of_part_and_whole(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR("use: records/reach, form: protection, by: [sex, age, form]"));
    assert_int_equal(config->indicator_count, (3 + 1) * (4 + 1) * (2 + 1));
    const kk_config_indicator *indicator = find(config, "reach_ots_0_4_male");
    assert_string_equal(indicator->label_nl,
                        "Jongeren met jeugdzorg (% van de jongeren), ondertoezichtstelling, 0 tot 4 jaar, jongens");
    assert_string_equal(indicator->label_en,
                        "Youths with youth care (% of youths), supervision order, 0 to 4 years, boys");
    assert_string_equal(indicator->age, "0..4");
    assert_string_equal(indicator->sex, "male");
    assert_columns(config, "reach_ots_0_4_male", "youths[form=ots, age=0..4, sex=male, referrer=all]",
                   "persons[age=0..4, sex=male]");
    assert_columns(config, "reach_female", "youths[form=protection, age=0..23, sex=female, referrer=all]",
                   "persons[age=0..23, sex=female]");
    assert_string_equal(find(config, "reach_18_23")->unit, "% van de jongeren van 18 tot 23 jaar");
    kk_config_free(config);
}

#define BANDS                                                                                                          \
    GROUPED "population: {file: p.csv}\n"                                                                              \
            "records: {ages: [-9m..24m, 2..4], sources: [{name: r, file: r.csv, form: beleidsinformatie}]}\n"          \
            "indicators:\n  - {"

static void ages_in_months_have_names_too(void **state)
{
    (void)state;
    kk_config *config = project(BANDS REACH ", by: [age]}\n");
    assert_int_equal(config->indicator_count, 3);
    assert_string_equal(config->indicators[1].name, "x_m9m_24m");
    assert_string_equal(config->indicators[1].label_nl, "x, -9 tot 24 maanden");
    assert_string_equal(config->indicators[1].age, "-9m..24m");
    assert_string_equal(config->indicators[2].name, "x_2_4");
    kk_config_free(config);
}

static void by_needs_something_to_divide(void **state)
{
    (void)state;
    refused(INDICATOR("use: records/reach, by: [age], age: 0..4"),
            "project.yaml:10:30: 'by: [age]' cannot stand beside 'age'; leave out one of the two");
    refused(INDICATOR("use: records/stay_euro_share, by: [size]"),
            "project.yaml:10:41: 'by' must be one of form, age, sex, not 'size'");
    refused(INDICATOR("use: collective/organisations_per_school, by: [sex]"),
            "project.yaml:10:52: 'by: [sex]' divides nothing: no measure in 'organisations_per_school' leaves it open");
    refused(INDICATOR("name: x, kind: value, numerator: \"records.youths[form=stay]\", by: [form]"),
            "project.yaml:10:72: 'by: [form]' divides nothing: no measure in 'x' leaves it open");
}

static void names_that_by_makes_are_checked(void **state)
{
    (void)state;
    refused(
        INDICATOR("use: records/reach, by: [age]") "  - {name: reach_0_4, kind: value, numerator: records.youths}\n",
        "project.yaml:11:12: two indicators 'reach_0_4' (the first on line 10); give this one another 'name'");
    refused(INDICATOR("use: records/reach, name: a23456789012345678901234567890123456789012345678, by: [form], sex: "
                      "male"),
            "project.yaml:10:32: 'by' makes the name "
            "'a23456789012345678901234567890123456789012345678_specialistische_ggz', which is longer than 63; give a "
            "shorter 'name'");
}

/* On the map a name is a column with _status behind it. */
static void parts_go_on_the_map_when_asked(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR("use: records/reach, by: [sex], map: true"));
    for (size_t i = 0; i < 3; i++) assert_true(config->indicators[i].on_map);
    kk_config_free(config);
    config = project(INDICATOR("use: records/reach, by: [sex], map: false"));
    for (size_t i = 0; i < 3; i++) assert_false(config->indicators[i].on_map);
    kk_config_free(config);
    refused(INDICATOR("use: records/reach, name: a2345678901234567890123456789012345678901234, by: [sex], map: true"),
            "project.yaml:10:32: 'by' makes the name 'a2345678901234567890123456789012345678901234_male', which is "
            "longer than 48; give a shorter 'name'");
}

static void there_are_four_thousand_at_most(void **state)
{
    (void)state;
    static char text[60000];
    size_t used = (size_t)snprintf(text, sizeof text, MEASURES "indicators:\n");
    for (int i = 0; i < 15; i++)
        used += (size_t)snprintf(text + used, sizeof text - used,
                                 "  - {name: x%d, kind: value, numerator: records.youths, by: [form, age, sex]}\n", i);
    kk_config *config;
    kk_error err = {0};
    assert_int_equal(kk_config_parse(text, used, "project.yaml", &config, &err), KK_ERR_PROJECT);
    assert_string_equal(
        err.message,
        "project.yaml:24:5: more than 4000 indicators, with those that 'by', 'maps' and 'statistics' make");
}

/* ---- levels ---- */

static void assert_levels(const char *text, const char *name, const char *expected)
{
    char levels[200] = "";
    kk_config *config = project(text);
    const kk_config_indicator *indicator = find(config, name);
    for (size_t i = 0; i < indicator->level_count; i++) {
        if (i) strcat(levels, " ");
        strcat(levels, indicator->levels[i]);
    }
    assert_string_equal(levels, expected);
    kk_config_free(config);
}

static void records_go_down_to_a_level_by_age(void **state)
{
    (void)state;
    assert_levels(INDICATOR("use: records/reach, by: [age]"), "reach", "gemeente wijk wijkteam");
    assert_levels(INDICATOR("use: records/reach, by: [age]"), "reach_12_18", "gemeente wijk wijkteam");
    assert_levels(INDICATOR("use: records/reach, by: [age]"), "reach_18_23", "gemeente wijkteam");
    assert_levels(INDICATOR("name: x, kind: value, numerator: \"records.youths[age=18..27]\""), "x",
                  "gemeente wijkteam");
    assert_levels(
        INDICATOR("name: x, kind: value, numerator: \"records.youths[age=18..27] + records.youths[age=all]\""), "x",
        "gemeente wijk wijkteam");
    assert_levels(INDICATOR("use: records/reach, levels: [buurt], age: 18..23"), "reach", "buurt");
    assert_levels(INDICATOR("use: places/access"), "access", "");
    assert_levels(INDICATOR("use: collective/front_euro_per_child"), "front_euro_per_child", "gemeente wijk wijkteam");
}

static void the_level_of_records_is_adjustable(void **state)
{
    (void)state;
#define DETAIL(detail, age)                                                                                            \
    GROUPED "records: {detail: {" detail "}, sources: [{name: r, file: r.csv, form: beleidsinformatie}]}\n"            \
            "indicators:\n  - {name: x, kind: value, numerator: records.youths, age: " age "}\n"
    assert_levels(DETAIL("children: buurt", "0..4"), "x", "gemeente wijk buurt wijkteam");
    assert_levels(DETAIL("children: gemeente", "0..4"), "x", "gemeente wijkteam");
    assert_levels(DETAIL("young_adults: wijk", "18..23"), "x", "gemeente wijk wijkteam");
}

/* ---- estimates ---- */

static void an_estimate_brings_its_bounds_and_base(void **state)
{
    (void)state;
    kk_config *config = project(INDICATOR("use: records/wait_started_13_weeks, form: ambulant"));
    const kk_config_indicator *indicator = find(config, "wait_started_13_weeks");
#define WAIT "wait_started[form=ambulant, age=0..23, sex=all, referrer=all, days=91]"
    assert_int_equal(indicator->kind, KK_ESTIMATE);
    assert_columns(config, "wait_started_13_weeks", WAIT, WAIT ".base");
    assert_string_equal(column_of(config, &indicator->lower), WAIT ".lower");
    assert_string_equal(column_of(config, &indicator->upper), WAIT ".upper");
    assert_string_equal(column_of(config, &indicator->base), WAIT ".base");
    assert_string_equal(indicator->base.text, WAIT ".base");
    const kk_config_table *records = &config->tables[RECORDS];
    const kk_measure_part parts[] = {KK_PART_VALUE, KK_PART_LOWER, KK_PART_UPPER, KK_PART_BASE};
    assert_int_equal(records->wanted_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(records->measures[i].part, parts[i]);
        assert_int_equal(records->measures[i].kind, KK_MEASURE_WAIT_STARTED);
        assert_float_equal(records->measures[i].limit, 91, 0);
    }
    kk_config_free(config);
}

static void estimates_stand_alone(void **state)
{
    (void)state;
    refused(INDICATOR("name: x, kind: estimate, numerator: records.wait_median / 7"),
            "project.yaml:10:42: the numerator of an estimate is one measure that is estimated, such as "
            "records.wait_median, or est[outcome=…] of published estimates");
    refused(INDICATOR("name: x, kind: estimate, numerator: records.youths"),
            "project.yaml:10:42: the numerator of an estimate is one measure that is estimated, such as "
            "records.wait_median, or est[outcome=…] of published estimates");
    refused(INDICATOR("name: x, kind: estimate, numerator: records.wait_median, denominator: records.youths"),
            "project.yaml:10:76: an estimate brings its own base; leave out 'denominator'");
    refused(INDICATOR("name: x, kind: value, numerator: records.wait_median"),
            "project.yaml:10:21: 'wait_median' is estimated: it stands alone, as the numerator of 'kind: estimate'");
    refused(INDICATOR("name: x, kind: ratio, numerator: records.youths, denominator: records.returned"),
            "project.yaml:10:21: 'returned' is estimated: it stands alone, as the numerator of 'kind: estimate'");
    refused(TABLE "indicators:\n  - {name: x, kind: estimate, numerator: kwb.a}\n",
            "project.yaml:7:42: the numerator of an estimate is one measure that is estimated, such as "
            "records.wait_median, or est[outcome=…] of published estimates");
}

/* ---- means ---- */

/* The squares of a mean of this numerator: a column and the number it is multiplied by. */
static void assert_squares(const char *numerator, const char *column, double factor)
{
    char text[1000];
    snprintf(text, sizeof text,
             MEASURES "indicators:\n  - {name: x, kind: mean, numerator: %s, denominator: records.youths_cents}\n",
             numerator);
    kk_config *config = project(text);
    const kk_expression *squares = &config->indicators[0].squares;
    assert_int_equal(squares->count, !column ? 0 : factor == 1 ? 1 : 3);
    if (column) {
        const kk_term *term = squares->terms;
        assert_string_equal(config->tables[term->table].wanted[term->column].name, column);
        assert_int_equal(config->tables[term->table].measures[term->column].part, KK_PART_SQUARES);
    }
    if (squares->count == 3) {
        assert_near(squares->terms[1].number, factor, 1e-15 * factor);
        assert_int_equal(squares->terms[2].op, KK_OP_MULTIPLY);
    }
    kk_config_free(config);
}

static void a_mean_of_a_sum_over_persons_takes_its_squares(void **state)
{
    (void)state;
#define CENTS_SQUARES "cents[form=all, age=0..23, sex=all, referrer=all].squares"
    assert_squares("records.cents", CENTS_SQUARES, 1);
    assert_squares("records.cents / 100", CENTS_SQUARES, 1e-4);
    assert_squares("0.5 * records.cents", CENTS_SQUARES, 0.25);
    assert_squares("records.cents * 3", CENTS_SQUARES, 9);
    assert_squares("places.distance", "distance[type=all].squares", 1);
    assert_squares("records.care_periods", NULL, 0);
    assert_squares("100 / records.cents", NULL, 0);
    assert_squares("records.cents + 1", NULL, 0);
    assert_squares("records.cents + records.cents", NULL, 0);
    assert_squares("records.cents * 0", NULL, 0);
}

static void squares_can_be_given(void **state)
{
    (void)state;
    kk_config *config = project(TABLE "indicators:\n  - {name: x, kind: mean, numerator: a, denominator: n, squares: "
                                      "a2}\n  - {name: y, kind: mean, numerator: a, denominator: n}\n");
    assert_string_equal(column_of(config, &config->indicators[0].squares), "a2");
    assert_int_equal(config->indicators[1].squares.count, 0);
    kk_config_free(config);
}

/* ---- words ---- */

static void texts_are_filled_with_ages_and_distances(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    const kk_wording words[] = {{"{age}", "0 tot 4 jaar"}, {"{distance}", "km"}};
    assert_string_equal(kk_wording_fill(&arena, "van {age} of {age}, {distance}", words, 2),
                        "van 0 tot 4 jaar of 0 tot 4 jaar, km");
    assert_string_equal(kk_wording_fill(&arena, "", words, 2), "");
    assert_string_equal(kk_wording_fill(&arena, "{leeftijd} {age", words, 2), "{leeftijd} {age");
    assert_string_equal(kk_wording_ages(&arena, (kk_ages){0, 276}, KK_DUTCH), "0 tot 23 jaar");
    assert_string_equal(kk_wording_ages(&arena, (kk_ages){-9, 24}, KK_ENGLISH), "-9 to 24 months");
    kk_arena_clear(&arena);
}

static void the_base_is_told_in_the_words_of_the_indicator(void **state)
{
    (void)state;
    kk_config *config =
        project(INDICATOR("use: records/reach_one_in, age: 0..18") "  - {use: records/reach_one_in, name: y}\n"
                                                                   "  - {use: records/front_youths_share, age: all}\n"
                                                                   "  - {use: places/distance_nearest}\n");
    assert_string_equal(find(config, "reach_one_in")->unit, "1 op N jongeren van 0 tot 18 jaar");
    assert_contains(find(config, "reach_one_in")->description, "youths of 0 to 18 years");
    assert_string_equal(find(config, "y")->unit, "1 op N jongeren van 0 tot 23 jaar");
    assert_contains(find(config, "front_youths_share")->description, "youths of all ages");
    assert_string_equal(find(config, "distance_nearest")->unit, "km");
    assert_string_equal(find(config, "distance_nearest")->label_nl, "Afstand tot de dichtstbijzijnde plek (km)");
    kk_config_free(config);
}

/* ---- the catalogue beside other tables ---- */

static void one_table_of_a_file_needs_no_name_beside_those_that_are_made(void **state)
{
    (void)state;
    kk_config *config = project(TABLE PEOPLE "indicators: [{use: kwb/share_0_14}, {use: records/reach, axis: need, "
                                             "question: Wie?}]\n");
    assert_int_equal(config->tables[0].wanted_count, 2);
    assert_int_equal(config->tables[RECORDS + 1].wanted_count, 1);
    assert_int_equal(config->indicators[1].axis, KK_AXIS_NEED);
    assert_string_equal(config->indicators[1].question, "Wie?");
    kk_config_free(config);
    refused(TABLE PEOPLE "indicators: [{use: records/reach, squares: kwb.a}]\n",
            "project.yaml:10:44: 'squares' cannot stand beside 'use'; leave out one of the two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_selection_is_for_every_measure_that_knows_it),
        cmocka_unit_test(what_a_measure_says_itself_goes_first),
        cmocka_unit_test(a_selection_is_checked_at_its_key),
        cmocka_unit_test(by_form_makes_one_of_each_form_of_the_group),
        cmocka_unit_test(by_goes_over_all_combinations_of_part_and_whole),
        cmocka_unit_test(ages_in_months_have_names_too),
        cmocka_unit_test(by_needs_something_to_divide),
        cmocka_unit_test(names_that_by_makes_are_checked),
        cmocka_unit_test(parts_go_on_the_map_when_asked),
        cmocka_unit_test(there_are_four_thousand_at_most),
        cmocka_unit_test(records_go_down_to_a_level_by_age),
        cmocka_unit_test(the_level_of_records_is_adjustable),
        cmocka_unit_test(an_estimate_brings_its_bounds_and_base),
        cmocka_unit_test(estimates_stand_alone),
        cmocka_unit_test(a_mean_of_a_sum_over_persons_takes_its_squares),
        cmocka_unit_test(squares_can_be_given),
        cmocka_unit_test(texts_are_filled_with_ages_and_distances),
        cmocka_unit_test(the_base_is_told_in_the_words_of_the_indicator),
        cmocka_unit_test(one_table_of_a_file_needs_no_name_beside_those_that_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
