/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure_project.h"

#include <math.h>

/* The section begins on line 6, its keys on line 7. */
#define OUTPUT(keys) TABLE "output:\n" keys

static void a_project_without_the_section_has_the_files_that_people_use(void **state)
{
    (void)state;
    kk_config *config = project(TABLE);
    const kk_config_output *output = &config->output;
    assert_string_equal(output->directory.given, "out");
    assert_true(output->viewer && output->report && output->xlsx);
    assert_true(!output->gzip && !output->topojson && !output->flatgeobuf && !output->tiles.given);
    assert_true(output->snap == 0 && output->detail_count == 0 && output->report_of == NULL);
    assert_string_equal(kk_class_method_name(output->classes.method), "quantiles");
    assert_int_equal(output->classes.count, 5);
    kk_config_free(config);
}

static void every_key_arrives(void **state)
{
    (void)state;
    kk_config *config = project(OUTPUT("  directory: maps\n  snap: 50\n  details:\n"
                                       "    - {name: web, percent: 10}\n"
                                       "    - {name: paper, metres: 25, method: peucker, islands_m2: 5000}\n"
                                       "    - {name: phone, kilobytes: 300}\n"
                                       "  gzip: true\n  topojson: true\n  flatgeobuf: true\n  xlsx: false\n"
                                       "  tiles: {from: 6, to: 12}\n  viewer: false\n  report: false\n"
                                       "  report_of: GM0034\n  classes: {method: jenks, count: 7}\n"));
    const kk_config_output *output = &config->output;
    assert_string_equal(output->directory.given, "maps");
    assert_true(output->snap == 50 && output->gzip && output->topojson && output->flatgeobuf);
    assert_true(!output->xlsx && !output->viewer && !output->report);
    assert_int_equal(output->detail_count, 3);
    assert_string_equal(output->detail[0].name, "web");
    assert_true(output->detail[0].share == 0.1 && isnan(output->detail[0].metres) && isnan(output->detail[0].bytes));
    assert_true(output->detail[0].islands_m2 == 0 && !output->detail[0].by_distance);
    assert_true(output->detail[1].metres == 25 && output->detail[1].by_distance && isnan(output->detail[1].share));
    assert_true(output->detail[1].islands_m2 == 5000);
    assert_true(output->detail[2].bytes == 300000);
    assert_true(output->tiles.given && output->tiles.from == 6 && output->tiles.to == 12);
    assert_string_equal(output->report_of, "GM0034");
    assert_int_equal(output->classes.method, KK_CLASSES_JENKS);
    assert_int_equal(output->classes.count, 7);
    kk_config_free(config);
}

/* Refused with these words among the message. */
static void assert_refused(const char *text, const char *words)
{
    kk_config *config;
    kk_error err = {0};
    assert_int_equal(kk_config_parse(text, strlen(text), "project.yaml", &config, &err), KK_ERR_PROJECT);
    if (strstr(err.message, words) == NULL) fail_msg("'%s' is not in: %s", words, err.message);
}

static void what_cannot_be_is_told_with_its_place(void **state)
{
    (void)state;
    assert_refused(OUTPUT("  snap: -1\n"), ":7:9: 'snap' must be 0");
    assert_refused(OUTPUT("  details: [{name: web}]\n"), ":7:13: the detail 'web' needs one of 'metres'");
    assert_refused(OUTPUT("  details: [{name: web, metres: 5, percent: 1}]\n"), "needs one of 'metres'");
    assert_refused(OUTPUT("  details: [{name: web, metres: 0}]\n"), "'metres' must be above 0");
    assert_refused(OUTPUT("  details: [{name: web, percent: 101}]\n"), "'percent' must be 0 to 100");
    assert_refused(OUTPUT("  details: [{name: web, kilobytes: 0}]\n"), "'kilobytes' must be above 0");
    assert_refused(OUTPUT("  details: [{name: Web, metres: 5}]\n"), "the detail 'Web': a name is");
    assert_refused(OUTPUT("  details: [{name: a, metres: 5}, {name: a, metres: 6}]\n"), "two details 'a'");
    assert_refused(OUTPUT("  details: [{name: a, metres: 5, islands_m2: -1}]\n"), "'islands_m2' must be 0");
    assert_refused(OUTPUT("  tiles: {from: 9, to: 8}\n"), "the zooms of 'tiles'");
    assert_refused(OUTPUT("  tiles: {to: 17}\n"), "the zooms of 'tiles'");
    assert_refused(OUTPUT("  classes: {count: 10}\n"), "a map has 3 to 9 classes");
    assert_refused(OUTPUT("  classes: {count: 2}\n"), "a map has 3 to 9 classes");
    assert_refused(OUTPUT("  report_of: Almere\n"), ":7:14: 'Almere' is not the code of a gemeente");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_without_the_section_has_the_files_that_people_use),
        cmocka_unit_test(every_key_arrives),
        cmocka_unit_test(what_cannot_be_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
