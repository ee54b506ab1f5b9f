/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include "publish/listing.h"

#include <unistd.h>

static void write_file(fixture *f, const char *name, const char *text)
{
    FILE *file = fopen(kk_arena_format(&f->arena, "%s/%s", f->folder, name), "w");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    assert_int_equal(fclose(file), 0);
}

static kk_run_report make_report(fixture *f, kk_rejects *rejects, kk_coverage *coverage)
{
    static const kk_run_input inputs[] = {{"data/kwb.csv", false, 12, "abc"},
                                          {"clienten.csv", true, 987, "fed"},
                                          {"areas.gpkg", false, 3456789012, "def"}};
    static const kk_run_table tables[] = {{"kwb", 10, 7, 2, 1}};
    static kk_config_table config_tables[] = {{.name = "kwb"}};
    static kk_coverage_gap gaps[] = {{.gap = KK_GAP_NO_AREA}, {.gap = KK_GAP_NO_AREA}, {.gap = KK_GAP_NO_POPULATION}};
    *coverage = (kk_coverage){.gaps = gaps, .gap_count = 3};
    kk_rejects_init(rejects, &f->arena);
    kk_reject reject = {.kind = KK_REPAIR};
    for (int i = 0; i < 2; i++) assert_int_equal(kk_rejects_add(rejects, &reject, &f->err), KK_OK);
    f->config.tables = config_tables;
    f->config.table_count = 1;
    f->config.path = "/somewhere/project.yaml";
    f->config.text = "project:\n  name: proef\ndatabase:\n  url: hidden\n";
    return (kk_run_report){
        .config = &f->config,
        .inputs = inputs,
        .input_count = 3,
        .tables = tables,
        .table_count = 1,
        .rejects = rejects,
        .coverage = coverage,
        .server_version = "PostgreSQL 15.18",
        .wgs84_operation = "Inverse of RD New + Amersfoort to WGS 84 (4)",
        .wgs84_accuracy_m = 1,
    };
}

static const char *write_run_of_records(fixture *f, const kk_source_counts *counts, const kk_located_counts *located)
{
    kk_rejects rejects;
    kk_coverage coverage;
    kk_run_report report = make_report(f, &rejects, &coverage);
    report.source_counts = counts;
    report.located = located;
    assert_int_equal(kk_write_run_json(&report, f->release, f->folder, &f->err), KK_OK);
    kk_rejects_clear(&rejects);
    return read_file(f, "run.json");
}

static const char *write_run(fixture *f)
{
    return write_run_of_records(f, NULL, NULL);
}

static void a_run_tells_what_it_used(void **state)
{
    fixture *f = *state;
    const char *text = write_run(f);
    assert_ptr_equal(strstr(text, "{\n  \"generator\": \"kansenkompas\",\n"), text);
    assert_contains(text, "\"file\": \"project.yaml\",\n    \"text\": \"project:\\n  name: proef\\ndatabase:\\n  "
                          "url: hidden\\n\"\n");
    assert_contains(text, "    {\n      \"file\": \"areas.gpkg\",\n      \"bytes\": 3456789012,\n"
                          "      \"sha256\": \"def\"\n    }\n  ],\n");
    assert_contains(text, "\"server\": \"PostgreSQL 15.18\",\n    \"postgis\": null\n");
    assert_contains(text, "\"operation\": \"Inverse of RD New + Amersfoort to WGS 84 (4)\",\n    \"accuracy_m\": 1\n");
    static const char *const libraries[] = {"\"kansenkompas\": \"" KK_VERSION "\"",
                                            "\"GDAL\": \"3.",
                                            "\"PROJ\": \"",
                                            "\"GEOS\": \"3.",
                                            "\"libcyaml\": \"1.",
                                            "\"libyaml\": \"0.",
                                            "\"GSL\": \"2.",
                                            "\"OpenSSL\": \"3."};
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) assert_contains(text, libraries[i]);
}

static void a_run_counts(void **state)
{
    fixture *f = *state;
    const char *text = write_run(f);
    assert_contains(text, "      \"level\": \"buurt\",\n      \"areas\": 7,\n      \"water\": 1,\n"
                          "      \"without_geometry\": 1,\n      \"columns\": 3,\n      \"cells\": {\n"
                          "        \"ok\": 14,\n        \"secret\": 2,\n        \"suppressed_count\": 2\n      }\n");
    assert_contains(text, "\"boundaries\": 2024,\n");
    assert_contains(text, "\"rows_read\": 10,\n      \"rows_used\": 7,\n      \"rows_rejected\": 2,\n"
                          "      \"rows_filtered\": 1\n");
    assert_contains(text, "\"coverage\": {\n    \"no_figure\": 0,\n    \"no_area\": 2,\n    \"no_population\": 1\n  }");
    assert_contains(text, "\"rejected\": {\n    \"repair\": 2\n  }");
}

/* All of the project, on the map or not. */
static void a_run_tells_what_its_indicators_are_about(void **state)
{
    fixture *f = *state;
    f->density.on_map = false;
    const kk_config_indicator indicators[] = {f->share, f->density, {.name = "internal", .is_internal = true}};
    f->config.indicators = (kk_config_indicator *)indicators;
    f->config.indicator_count = 3;
    assert_contains(write_run(f),
                    "  \"indicators\": [\n    {\n      \"name\": \"jeugdzorg\",\n      \"kind\": \"share\",\n"
                    "      \"label_nl\": \"Jongeren met 'jeugdzorg'\",\n      \"unit\": \"%\",\n"
                    "      \"axis\": \"use\",\n      \"question\": \"Wie krijgt 'zorg'?\",\n"
                    "      \"map\": true\n    },\n    {\n      \"name\": \"dichtheid\",\n"
                    "      \"kind\": \"ratio\",\n      \"label_nl\": \"Dichtheid\",\n"
                    "      \"unit\": \"per km²\",\n      \"axis\": \"\",\n      \"question\": \"\",\n"
                    "      \"map\": false\n    }\n  ],\n");
}

static void a_run_is_the_same_again_and_lists_its_files(void **state)
{
    fixture *f = *state;
    write_file(f, "zz.csv", "");
    write_file(f, "a \"b\".csv", "");
    write_file(f, "kansenkompas.gpkg-journal", "");
    const char *text = write_run(f);
    assert_contains(text, "\"files\": [\n    \"run.json\",\n    \"timings.json\",\n    \"a \\\"b\\\".csv\",\n"
                          "    \"zz.csv\"\n  ]\n}\n");
    assert_int_equal(kk_write_timings_json(NULL, 0, 0, f->folder, &f->err), KK_OK);
    assert_string_equal(write_run(f), text);
    assert_null(strstr(text, f->folder));
    assert_null(strstr(text, "/somewhere"));
}

/* Exact counts would give the 3 that are not told as what is left of the others. */
static void counts_of_records_are_rounded(void **state)
{
    fixture *f = *state;
    kk_config_record_source source = {.csv.name = "jgz"};
    const kk_source_counts counts = {.rows_read = 1240, .rows_used = 1238, .rows_rejected = 2};
    const kk_located_counts located = {.buurt = 1205, .wijk = 3, .gemeente = 14, .reason = {16, 0}};
    assert_null(strstr(write_run(f), "\"records\""));
    f->config.records.source = &source;
    f->config.records.source_count = 1;
    const char *text = write_run_of_records(f, &counts, &located);
    assert_contains(text, "\"name\": \"jgz\",\n      \"rows_read\": 1240,\n      \"rows_used\": 1240,\n"
                          "      \"rows_rejected\": 2,\n      \"located\": {\n        \"buurt\": 1210,\n"
                          "        \"wijk\": null,\n        \"gemeente\": 10,\n"
                          "        \"no place given\": 20,\n        \"unknown area code\": 0,\n");
}

static void a_run_tells_the_rule_of_estimates(void **state)
{
    fixture *f = *state;
    kk_rejects rejects;
    kk_coverage coverage;
    kk_framed_outcome outcomes[] = {{.name = "werk", .is_binary = true}, {.name = "inkomen"}};
    const kk_estimate_frame frame = {.outcome = outcomes, .outcome_count = 2};
    const kk_run_estimates estimates = {.frame = &frame};
    kk_run_report report = make_report(f, &rejects, &coverage);
    report.estimates = &estimates;
    static const char *const told[] = {[KK_RULE_KANSENKAART] = "\"rule\": \"kansenkaart\",\n    \"threshold\": 12,\n",
                                       [KK_RULE_STRICT] = "\"rule\": \"strict\",\n    \"threshold\": 12,\n",
                                       [KK_RULE_PERSONS] = "\"rule\": \"persons\",\n    \"threshold\": 12,\n"};
    f->config.estimates.source = "cohort";
    f->config.estimates.threshold = 12;
    for (kk_estimate_rule rule = KK_RULE_KANSENKAART; rule <= KK_RULE_PERSONS; rule++) {
        f->config.estimates.rule = rule;
        assert_int_equal(kk_write_run_json(&report, f->release, f->folder, &f->err), KK_OK);
        assert_contains(read_file(f, "run.json"), told[rule]);
    }
    assert_contains(read_file(f, "run.json"), "\"outcomes\": [\n"
                                              "      {\n        \"name\": \"werk\",\n"
                                              "        \"kind\": \"binary\"\n      },\n"
                                              "      {\n        \"name\": \"inkomen\",\n"
                                              "        \"kind\": \"continuous\"\n      }\n    ],\n");
    kk_rejects_clear(&rejects);
}

static const char *write_run_with_rule(fixture *f, kk_config_neighbours rule)
{
    kk_rejects rejects;
    kk_coverage coverage;
    /* Buurt 1 and 2 meet; the last of them all is water. */
    static uint32_t begins[] = {0, 1, 2, 2, 2, 2, 2, 2}, neighbours[] = {1, 0};
    const kk_level_map map[LEVELS] = {[BUURT].neighbours = {BUURTEN, begins, neighbours}};
    kk_run_report report = make_report(f, &rejects, &coverage);
    report.map = map;
    f->config.statistics = (kk_config_statistics){.given = true, .seed = 7, .neighbours = rule};
    assert_int_equal(kk_write_run_json(&report, f->release, f->folder, &f->err), KK_OK);
    kk_rejects_clear(&rejects);
    return read_file(f, "run.json");
}

static void a_run_tells_what_statistics_rest_on(void **state)
{
    fixture *f = *state;
    kk_config_indicator cluster = statistic_of_share(KK_STATISTIC_CLUSTER);
    assert_null(strstr(write_run(f), "\"statistics\""));
    add_statistic(f, &cluster, (const double[]){0, 1, NAN, 4, 2, NAN, NAN});
    assert_contains(write_run_with_rule(f, (kk_config_neighbours){.tolerance_m = 0.001}),
                    "  \"statistics\": {\n    \"seed\": 7,\n    \"neighbours\": {\n      \"rule\": \"queen\",\n"
                    "      \"tolerance_m\": 0.001\n    },\n    \"levels\": [\n      {\n"
                    "        \"level\": \"buurt\",\n        \"links\": 2,\n        \"islands\": 4\n      }\n"
                    "    ],\n    \"columns\": 1,\n    \"rows\": 1\n  },\n");
    assert_contains(write_run_with_rule(f, (kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 5}),
                    "\"rule\": \"nearest\",\n      \"nearest\": 5\n");
    assert_contains(write_run_with_rule(f, (kk_config_neighbours){.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 2000}),
                    "\"rule\": \"distance\",\n      \"distance_m\": 2000\n");
}

/* The fingerprint would tell a withheld count to who knows the rest of the file. */
static void a_private_input_has_no_fingerprint(void **state)
{
    fixture *f = *state;
    const char *text = write_run(f);
    assert_contains(text, "    {\n      \"file\": \"clienten.csv\",\n      \"private\": true\n    },\n");
    assert_null(strstr(text, "987"));
    assert_null(strstr(text, "fed"));
}

static void timings_add_up(void **state)
{
    fixture *f = *state;
    const kk_timing timings[] = {{"read areas", 0.25}, {"write", 1.5000001}};
    assert_int_equal(kk_write_timings_json(timings, 2, 123456789, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "timings.json"),
                        "{\n  \"stages\": [\n    {\n      \"stage\": \"read areas\",\n      \"seconds\": 0.25\n    },\n"
                        "    {\n      \"stage\": \"write\",\n      \"seconds\": 1.5\n    }\n  ],\n"
                        "  \"total_seconds\": 1.75,\n  \"peak_memory_bytes\": 123456789\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_run_tells_what_it_used, begin, end),
        cmocka_unit_test_setup_teardown(a_run_counts, begin, end),
        cmocka_unit_test_setup_teardown(a_run_tells_what_its_indicators_are_about, begin, end),
        cmocka_unit_test_setup_teardown(a_run_is_the_same_again_and_lists_its_files, begin, end),
        cmocka_unit_test_setup_teardown(counts_of_records_are_rounded, begin, end),
        cmocka_unit_test_setup_teardown(a_run_tells_the_rule_of_estimates, begin, end),
        cmocka_unit_test_setup_teardown(a_run_tells_what_statistics_rest_on, begin, end),
        cmocka_unit_test_setup_teardown(a_private_input_has_no_fingerprint, begin, end),
        cmocka_unit_test_setup_teardown(timings_add_up, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
