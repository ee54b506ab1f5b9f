/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

/* Lines 4 and on. A source that needs nothing else. */
#define SOURCE "  sources: [{name: bij, file: bij.csv, form: beleidsinformatie}]\n"
#define RECORDS AREAS "records:\n" SOURCE

static void assert_ages(kk_ages ages, int from, int to)
{
    assert_int_equal(ages.from, from);
    assert_int_equal(ages.to, to);
}

static void records_get_their_defaults(void **state)
{
    (void)state;
    kk_config *config = project(RECORDS);
    assert_true(config->records.given);
    assert_int_equal(config->records.mark.line, 5);
    assert_int_equal(config->records.period_count, 1);
    assert_string_equal(config->records.period[0].name, "2023");
    assert_int_equal(config->records.period[0].first, kk_day_of(2023, 1, 1));
    assert_int_equal(config->records.period[0].last, kk_day_of(2023, 12, 31));
    assert_int_equal(config->records.until, kk_day_of(2023, 12, 31));
    assert_int_equal(config->records.gap_days, 31);
    assert_int_equal(config->records.age_count, 4);
    assert_ages(config->records.ages[0], 0, 48);
    assert_ages(config->records.ages[1], 48, 144);
    assert_ages(config->records.ages[2], 144, 216);
    assert_ages(config->records.ages[3], 216, 276);
    assert_ages(config->records.youth, 0, 276);
    assert_string_equal(config->records.detail_children, "wijk");
    assert_string_equal(config->records.detail_young_adults, "gemeente");
    assert_null(config->records.key.path);
    assert_int_equal(config->records.source_count, 1);
    kk_config_free(config);
}

static void a_project_without_people_has_no_records(void **state)
{
    (void)state;
    kk_config *config = project("project: {name: p, period: 2023XX01}\nareas:\n  sources: [{file: a.gpkg}]\n");
    assert_false(config->records.given);
    assert_false(config->population.given);
    assert_false(config->homes.given);
    assert_int_equal(config->records.period_count + config->records.source_count + config->postcode_count, 0);
    assert_int_equal(config->budget_count + config->activity_count + config->programme_count + config->place_count, 0);
    assert_int_equal(config->population.derive, -1);
    kk_config_free(config);
}

static void people_without_records_have_periods_and_ages_too(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "population: {file: b.csv}\n");
    assert_false(config->records.given);
    assert_int_equal(config->records.period_count, 1);
    assert_int_equal(config->records.age_count, 4);
    assert_ages(config->records.youth, 0, 276);
    kk_config_free(config);
}

static void every_key_of_records_arrives(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "records:\n"
                                      "  periods: [2022JJ00, 2023HJ01, 2023KW04, 2024MM01]\n"
                                      "  until: 2024-03-31\n"
                                      "  gap_days: 0\n"
                                      "  ages: [first_1000_days, 0..18m, 18..27]\n"
                                      "  youth: -9m..27\n"
                                      "  detail: {children: buurt, young_adults: wijk}\n"
                                      "  key: /secret/kk.key\n" SOURCE);
    assert_int_equal(config->records.period_count, 4);
    const kk_period *period = config->records.period;
    assert_string_equal(period[0].name, "2022");
    assert_string_equal(period[1].name, "2023HJ01");
    assert_int_equal(period[1].last, kk_day_of(2023, 6, 30));
    assert_int_equal(period[2].first, kk_day_of(2023, 10, 1));
    assert_int_equal(period[3].last, kk_day_of(2024, 1, 31));
    assert_int_equal(config->records.until, kk_day_of(2024, 3, 31));
    assert_int_equal(config->records.gap_days, 0);
    assert_int_equal(config->records.age_count, 3);
    assert_ages(config->records.ages[0], -9, 24);
    assert_ages(config->records.ages[1], 0, 18);
    assert_ages(config->records.ages[2], 216, 324);
    assert_ages(config->records.youth, -9, 324);
    assert_string_equal(config->records.detail_children, "buurt");
    assert_string_equal(config->records.detail_young_adults, "wijk");
    assert_string_equal(config->records.key.path, "/secret/kk.key");
    assert_int_equal(config->records.key.mark.line, 11);
    kk_config_free(config);
}

static void the_place_of_the_key_is_not_in_the_text_to_show(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "records:\n  key: /secret/kk.key\n" SOURCE);
    assert_null(strstr(config->text, "secret"));
    assert_non_null(strstr(config->text, "key: hidden"));
    assert_string_equal(config->records.key.given, "/secret/kk.key");
    kk_config_free(config);
}

static void periods_are_in_order_and_parts_of_years(void **state)
{
    (void)state;
    refused(AREAS "records:\n  periods: [2023, 2022]\n" SOURCE,
            "project.yaml:5:19: 2022 does not end after 2023 before it; give periods in order, each once");
    refused(AREAS "records:\n  periods: [2023, 2023JJ00]\n" SOURCE,
            "project.yaml:5:19: 2023 does not end after 2023 before it; give periods in order, each once");
    refused(AREAS "records:\n  periods: [2023KW04, 2023]\n" SOURCE,
            "project.yaml:5:23: 2023 does not end after 2023KW04 before it; give periods in order, each once");
    refused(AREAS "records:\n  periods: [last]\n" SOURCE,
            "project.yaml:5:13: 'last' is not a period; write 2023, or 2022KW03 as StatLine does");
    refused(AREAS "records:\n  periods: [2023KW05]\n" SOURCE,
            "project.yaml:5:13: '2023KW05' is no part of a year; write 2023, 2023KW01 … 2023KW04, 2023HJ01 or "
            "2023MM01 … 2023MM12");
    refused("project: {name: p, period: 2023XX01}\nareas:\n  sources: [{file: a.gpkg}]\nrecords:\n" SOURCE,
            "project.yaml:1:28: '2023XX01' is no part of a year; write 2023, 2023KW01 … 2023KW04, 2023HJ01 or "
            "2023MM01 … 2023MM12");
    refused(AREAS "records:\n  periods: []\n" SOURCE,
            "project.yaml:5:12: the list 'periods' is empty; fill it or leave 'periods' out");
}

static void there_are_at_most_so_many_periods(void **state)
{
    (void)state;
    char text[1000];
    size_t used = (size_t)snprintf(text, sizeof text, AREAS "records:\n  periods: [1999");
    for (int year = 2000; year < 2000 + KK_PERIODS_MAX; year++)
        used += (size_t)snprintf(text + used, sizeof text - used, ", %d", year);
    snprintf(text + used, sizeof text - used, "]\n" SOURCE);
    refused(text, "project.yaml:5:12: the list 'periods' has 25 items; it can have 24 at most");
}

static void until_is_a_day_that_is_not_too_early(void **state)
{
    (void)state;
    static const char *const wrong[] = {"31-12-2023", "2023-13-01", "2023-02-29", "20231231",
                                        "2023-1-1",   "2023-12-3a", "2023/12/31", "2023-12-310"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[300], message[200];
        snprintf(text, sizeof text, AREAS "records:\n  until: %s\n" SOURCE, wrong[i]);
        snprintf(message, sizeof message, "project.yaml:5:10: '%s' is not a day; write it as 2024-03-31", wrong[i]);
        refused(text, message);
    }
    refused(AREAS "records:\n  until: 2023-12-30\n" SOURCE,
            "project.yaml:5:10: 2023-12-30 is before the end of 2023; leave that period out, or wait until the files "
            "are complete");
    kk_config_free(project(AREAS "records:\n  until: 2023-12-31\n" SOURCE));
}

#define AGES_HINT                                                                                                      \
    " is not a band of ages; write 0..4 for 0 up to 4 years, or -9m..24m in months; the first age below the second, "  \
    "from -9m to 27"

static void ages_are_bands(void **state)
{
    (void)state;
    refused(AREAS "records:\n  ages: [0..4, 12..4]\n" SOURCE, "project.yaml:5:16: '12..4'" AGES_HINT);
    refused(AREAS "records:\n  ages: [0..28]\n" SOURCE, "project.yaml:5:10: '0..28'" AGES_HINT);
    refused(AREAS "records:\n  youth: young\n" SOURCE, "project.yaml:5:10: 'young'" AGES_HINT);
    refused(AREAS "records:\n  ages: [-9m..24m, first_1000_days]\n" SOURCE,
            "project.yaml:5:20: the ages first_1000_days are there twice");
}

static void other_keys_are_checked(void **state)
{
    (void)state;
    refused(AREAS "records:\n  gap_days: 367\n" SOURCE, "project.yaml:5:13: 367 days is more than a year; 31 is usual");
    refused(AREAS "records:\n  gap_days: -1\n" SOURCE,
            "project.yaml:5:13: 'gap_days' must be a whole number, not '-1'");
    refused(AREAS "records:\n  detail: {children: pc4}\n" SOURCE,
            "project.yaml:5:22: 'children' must be one of gemeente, wijk, buurt, not 'pc4'");
    refused(AREAS "records:\n  detail: {adults: wijk}\n" SOURCE,
            "project.yaml:5:12: unknown key 'adults' in detail; it can be children, young_adults");
    refused(AREAS "records:\n  period: [2023]\n" SOURCE,
            "project.yaml:5:3: unknown key 'period' in records; did you mean 'periods'?");
    refused(AREAS "records:\n  periods: [2023]\n",
            "project.yaml:5:3: the key 'sources' is missing in records; add 'sources: …'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_get_their_defaults),
        cmocka_unit_test(a_project_without_people_has_no_records),
        cmocka_unit_test(people_without_records_have_periods_and_ages_too),
        cmocka_unit_test(every_key_of_records_arrives),
        cmocka_unit_test(the_place_of_the_key_is_not_in_the_text_to_show),
        cmocka_unit_test(periods_are_in_order_and_parts_of_years),
        cmocka_unit_test(there_are_at_most_so_many_periods),
        cmocka_unit_test(until_is_a_day_that_is_not_too_early),
        cmocka_unit_test(ages_are_bands),
        cmocka_unit_test(other_keys_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
