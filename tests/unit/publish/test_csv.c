/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include <unistd.h>

static const char golden_indicators[] =
    "level,code,name,period,indicator,value,lower,upper,numerator,denominator,status,unit,source,axis,form,"
    "age,sex,referrer,category,hidden_by\n"
    "wijk,WK030701,Stad,2023,jeugdzorg,47.142857,23.571429,94.285714,330,700,ok,%,\"CBS, "
    "\"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070101,\"Café \"\"De Hoop\"\", Noord\",2022,jeugdzorg,7.142857,3.571429,14.285714,30,420,ok,%,"
    "\"CBS, \"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070101,\"Café \"\"De Hoop\"\", Noord\",2023,jeugdzorg,8.333333,4.166667,16.666667,35,420,ok,%,"
    "\"CBS, \"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070101,\"Café \"\"De Hoop\"\", Noord\",2023,dichtheid,0.5,0.25,1,35,70,ok,per km²,"
    "\"CBS, \"\"proef\"\"\",,,,,,,\n"
    "buurt,BU03070102,Gat,2022,jeugdzorg,9.52381,4.761905,19.047619,40,420,ok,%,\"CBS, "
    "\"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070102,Gat,2023,jeugdzorg,10.714286,5.357143,21.428571,45,420,ok,%,\"CBS, "
    "\"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070102,Gat,2023,dichtheid,0.642857,0.321429,1.285714,45,70,ok,per km²,\"CBS, \"\"proef\"\"\",,,,,,,\n"
    "buurt,BU03070103,Eilanden,2022,jeugdzorg,11.904762,5.952381,23.809524,50,420,ok,%,\"CBS, "
    "\"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070103,Eilanden,2023,jeugdzorg,,,,,,secret,%,\"CBS, "
    "\"\"proef\"\"\",use,ambulant,0..4,male,gi+rechter,,\n"
    "buurt,BU03070103,Eilanden,2023,dichtheid,,,,,,secret,per km²,\"CBS, \"\"proef\"\"\",,,,,,,\n";

static void indicators_are_written_to_the_byte(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_indicators_csv(f->release, f->folder, &f->err), KK_OK);
    const char *text = read_file(f, "indicators.csv");
    assert_memory_equal(text, golden_indicators, strlen(golden_indicators));
    assert_contains(text, "\nbuurt,BU03070106,Weinig,2023,jeugdzorg,,,,,,suppressed_count,%,\"CBS, "
                          "\"\"proef\"\"\",use,ambulant,0..4,male,"
                          "gi+rechter,,\n");
    assert_null(strstr(text, "BU03079998"));
}

static void parts_of_an_indicator_keep_all_their_digits(void **state)
{
    fixture *f = *state;
    f->areas.level_count = 1;
    f->raw.column_count = 1;
    f->column[0].numerator[0] = 1234.5678901234567;
    f->column[0].denominator[0] = 1e9 / 7;
    f->column[0].value[0] = 1.0 / 300;
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
    assert_int_equal(kk_write_indicators_csv(f->release, f->folder, &f->err), KK_OK);
    assert_contains(read_file(f, "indicators.csv"),
                    ",jeugdzorg,0.333333,23.571429,94.285714,1234.5678901234567,142857142.85714287,ok,");
}

static void an_empty_release_has_a_header(void **state)
{
    fixture *f = *state;
    f->raw.column_count = 0;
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
    assert_int_equal(kk_write_indicators_csv(f->release, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "indicators.csv"),
                        "level,code,name,period,indicator,value,lower,upper,numerator,"
                        "denominator,status,unit,source,axis,form,age,sex,referrer,category,hidden_by\n");
}

static void coverage_has_totals_and_then_gaps(void **state)
{
    fixture *f = *state;
    kk_config_table tables[] = {{.name = "kwb"}, {.name = "zorg, jeugd"}};
    kk_coverage_total totals[] = {
        {.table = 0,
         .period = "2024",
         .level = "buurt",
         .areas = 7,
         .inhabited = 5,
         .with_figure = 4,
         .without_figure = 1,
         .figures_without_area = 8,
         .no_population = 2},
        {.table = 1,
         .period = "2023",
         .level = "wijk",
         .areas = 1,
         .inhabited = -1,
         .with_figure = 1,
         .cause = "no figures, here"},
    };
    kk_coverage_gap gaps[] = {
        {KK_GAP_NO_FIGURE, 0, "2024", "buurt", "BU03070101", "Café \"De Hoop\", Noord", "the table has no row"},
        {KK_GAP_NO_AREA, 0, "2024", "buurt", "BU99990000", NULL, "another vintage"},
        {KK_GAP_NO_POPULATION, 1, "2023", "wijk", "WK030702", "Leeg", ""},
    };
    kk_coverage coverage = {gaps, 3, totals, 2};
    f->config.tables = tables;
    f->config.table_count = 2;
    assert_int_equal(kk_write_coverage_csv(&coverage, &f->config, f->folder, &f->err), KK_OK);
    assert_string_equal(
        read_file(f, "coverage.csv"),
        "kind,table,period,level,code,name,cause,areas,inhabited,with_figure,without_figure,figures_without_area,"
        "no_population\n"
        "total,kwb,2024,buurt,,,,7,5,4,1,8,2\n"
        "total,\"zorg, jeugd\",2023,wijk,,,\"no figures, here\",1,,1,0,0,0\n"
        "no_figure,kwb,2024,buurt,BU03070101,\"Café \"\"De Hoop\"\", Noord\",the table has no row,,,,,,\n"
        "no_area,kwb,2024,buurt,BU99990000,,another vintage,,,,,,\n"
        "no_population,\"zorg, jeugd\",2023,wijk,WK030702,Leeg,,,,,,,\n");
}

static void rejects_are_written_in_order(void **state)
{
    fixture *f = *state;
    kk_rejects rejects;
    kk_rejects_init(&rejects, &f->arena);
    kk_reject cell = {KK_REJECT_CELL, "kwb.csv", 12, "a_inw", "BU03070101", "12;3", "not a number"};
    kk_reject repair = {KK_REPAIR, "b.gpkg", 0, "", "BU03070102", "", "Self-intersection, 10.0 m² was 10.5 m²"};
    assert_int_equal(kk_rejects_add(&rejects, &cell, &f->err), KK_OK);
    assert_int_equal(kk_rejects_add(&rejects, &repair, &f->err), KK_OK);
    assert_int_equal(kk_write_rejected_csv(&rejects, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "rejected.csv"),
                        "kind,file,line,column,code,value,reason\n"
                        "cell,kwb.csv,12,a_inw,BU03070101,12;3,not a number\n"
                        "repair,b.gpkg,,,BU03070102,,\"Self-intersection, 10.0 m² was 10.5 m²\"\n");
    kk_rejects_clear(&rejects);
}

/* Every writer of text, on a disk that is full: small files fail on closing, large ones before. */
static void a_full_disk_is_an_error(void **state)
{
    fixture *f = *state;
    static const char *const names[] = {"indicators.csv", "coverage.csv", "rejected.csv", "timings.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(symlink("/dev/full", kk_arena_format(&f->arena, "%s/%s", f->folder, names[i])), 0);
    kk_rejects rejects;
    kk_coverage coverage = {0};
    kk_rejects_init(&rejects, &f->arena);
    kk_reject cell = {.kind = KK_REJECT_CELL, .file = "a long name of a file to fill the buffer with"};
    for (int i = 0; i < 30000; i++) assert_int_equal(kk_rejects_add(&rejects, &cell, &f->err), KK_OK);
    assert_int_equal(kk_write_indicators_csv(f->release, f->folder, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "No space left on device while writing ");
    assert_contains(f->err.message, "/indicators.csv");
    assert_int_equal(kk_write_coverage_csv(&coverage, &f->config, f->folder, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "/coverage.csv");
    assert_int_equal(kk_write_rejected_csv(&rejects, f->folder, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "/rejected.csv");
    assert_int_equal(kk_write_timings_json(NULL, 0, 0, f->folder, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "/timings.json");
    kk_rejects_clear(&rejects);
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_indicators_csv(f->release, "/nowhere", &f->err), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "cannot make /nowhere/indicators.csv: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(indicators_are_written_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(parts_of_an_indicator_keep_all_their_digits, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_release_has_a_header, begin, end),
        cmocka_unit_test_setup_teardown(coverage_has_totals_and_then_gaps, begin, end),
        cmocka_unit_test_setup_teardown(rejects_are_written_in_order, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
