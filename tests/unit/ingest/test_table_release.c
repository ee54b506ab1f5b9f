/* SPDX-License-Identifier: EUPL-1.2 */
/* A release (indicators.csv) as a table. */
#include "table_text.h"

#define HEADER "level,code,name,period,indicator,value,lower,upper,numerator,denominator,status,unit,source\n"
#define LATER                                                                                                          \
    "level,code,name,period,indicator,value,lower,upper,numerator,denominator,status,unit,source,axis,form,age,sex,"   \
    "referrer\n"

static void init_release(table_text *t, const char *wanted)
{
    table_init(t, wanted);
    t->table.period = NULL;
}

static void test_indicators_are_columns(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "reach reach_numerator reach_denominator reach_lower reach_upper cost");
    table_read(&t, HEADER
               "wijk,WK000100,\"Dorp, oost\",2023,reach,10.5,8,13.25,105,1000,ok,%,a\n"
               "wijk,WK000100,Dorp,2023,cost,12,,,,,ok,euro,a\nwijk,WK000101,x,2023,reach,0,0,1,0,90,nil,%,a\n"
               "wijk,WK000100,Dorp,2022,reach,9,8,10,90,1000,ok,%,a\nwijk,WK000100,Dorp,2023,other,1,,,,,ok,,a\n");
    assert_int_equal(t.result.row_count, 3);
    static const double expected[] = {10.5, 105, 1000, 8, 13.25, 12};
    for (size_t c = 0; c < 6; c++) assert_true(figure_in(&t.result, "WK000100", "2023", c).value == expected[c]);
    assert_true(figure_in(&t.result, "WK000100", "2022", 0).value == 9);
    assert_string_equal(status_of(&t, "WK000101", 0), "nil");
    assert_true(figure_of(&t, "WK000101", 2).value == 90);
    assert_string_equal(status_of(&t, "WK000101", 5), "absent");
    assert_int_equal(figure_in(&t.result, "WK000100", "2022", 5).status, KK_FIGURE_ABSENT);
    assert_int_equal(t.result.rows_used, 4);
    assert_int_equal(t.result.rows_filtered, 1);
    assert_int_equal(t.result.source_rows[row_of(&t.result, "WK000100", "2023")], 2);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* Every status comes out as it went in, for the parts too; a figure without interval has none. */
static void test_statuses_are_kept(void **state)
{
    (void)state;
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        const char *word = kk_figure_status_name((kk_figure_status)s);
        bool has_value = kk_figure_has_value((kk_figure_status)s);
        char text[600];
        table_text t;
        init_release(&t, "reach reach_lower reach_numerator inwoners");
        snprintf(text, sizeof text,
                 LATER
                 "wijk,WK000100,x,2023,reach,%s,,,,,%s,%%,a,use,,,,\nwijk,WK000100,x,2023,inwoners,0,,,,,ok,,a,,,,,\n",
                 has_value ? "0" : "", word);
        table_read(&t, text);
        assert_string_equal(status_of(&t, "WK000100", 0), word);
        for (size_t part = 1; part < 3; part++)
            assert_string_equal(status_of(&t, "WK000100", part), has_value ? "not_applicable" : word);
        table_clear(&t);
    }
}

/* Of a public table the numbers behind a missing figure are told: they stay. */
static void test_numbers_of_missing_figures(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "reach reach_numerator reach_denominator");
    table_read(&t, HEADER "wijk,WK000100,x,2023,reach,,,,,0,no_population,%,a\n");
    assert_string_equal(status_of(&t, "WK000100", 0), "no_population");
    assert_string_equal(status_of(&t, "WK000100", 1), "no_population");
    assert_true(figure_of(&t, "WK000100", 2).value == 0);
    table_clear(&t);
}

/* Names that begin as those of percentages do are no reason to look for some. */
static void test_names_like_percentages(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "pct_stay_numerator p_stay");
    table_read(&t, HEADER "wijk,WK000100,x,2023,pct_stay,5,,,500,10000,ok,%,a\n"
                          "wijk,WK000101,x,2023,pct_stay,6,,,600,10000,ok,%,a\n"
                          "wijk,WK000101,x,2023,p_stay,600,,,,,ok,%,a\n");
    assert_true(figure_of(&t, "WK000100", 0).value == 500);
    assert_true(figure_of(&t, "WK000101", 1).value == 600);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

static void test_cells_that_are_wrong(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "reach reach_lower");
    table_read(&t, HEADER
               "wijk,WK000100,x,2023,reach,5,,,,,geheim,%,a\nwijk,WK000101,x,2023,reach,,,,,,ok,%,a\n"
               "wijk,WK000102,x,2023,reach,5,4,,,,suppressed,%,a\nwijk,WK000103,x,2023,reach,veel,4,,,,ok,%,a\n");
    static const struct {
        const char *code, *value, *lower;
    } expected[] = {{"WK000100", "unknown", "unknown"},
                    {"WK000101", "unknown", "not_applicable"},
                    {"WK000102", "suppressed", "ok"},
                    {"WK000103", "unknown", "ok"}};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(status_of(&t, expected[i].code, 0), expected[i].value);
        assert_string_equal(status_of(&t, expected[i].code, 1), expected[i].lower);
    }
    assert_int_equal(t.rejects.count, 5);
    assert_string_equal(t.rejects.items[0].column, "reach");
    assert_string_equal(t.rejects.items[0].value, "geheim");
    assert_contains(t.rejects.items[0].reason, "no status of a release");
    assert_contains(t.rejects.items[2].reason, "the figure does not fit its status");
    assert_string_equal(t.rejects.items[2].code, "WK000101");
    assert_int_equal(t.rejects.items[4].line, 5);
    table_clear(&t);
}

static void test_rows_that_are_turned_away(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "reach");
    table_read(&t, HEADER "wijk,WK000100,x,2023,reach,5,,,,,ok,%,a\nwijk,,x,2023,reach,5,,,,,ok,%,a\n"
                          "wijk,WK000101,x,ooit,reach,5,,,,,ok,%,a\nwijk,WK000102\n");
    assert_int_equal(t.result.rows_rejected, 3);
    table_clear(&t);
    init_release(&t, "reach");
    table_fails(&t, HEADER "wijk,WK000100,x,2023,reach,5,,,,,ok,%,a\nwijk,WK000100,y,2023,reach,6,,,,,ok,%,a\n",
                KK_ERR_INPUT, "WK000100 occurs 2 times in 2023");
    table_clear(&t);
}

static void test_names_that_are_not_there(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "raech");
    table_fails(&t, HEADER "wijk,WK000100,x,2023,reach,5,,,,,ok,%,a\n", KK_ERR_PROJECT,
                "project.yaml:20:7: figures.csv has no column 'raech'; did you mean 'reach'?");
    table_clear(&t);
    init_release(&t, "reach_lower");
    table_fails(&t, HEADER "wijk,WK000100,x,2023,reach,5,,,,,ok,%,a\nwijk,WK000100,x,2023,reach_lower,5,,,,,ok,%,a\n",
                KK_ERR_PROJECT, "'reach_lower' is ambiguous in figures.csv: 2 indicators, or parts of them");
    table_clear(&t);
}

/* Own areas only; chosen by level. */
static void test_levels(void **state)
{
    (void)state;
    table_text t;
    kk_config_where where = {.column = "level", .equals = "wijkteam"};
    init_release(&t, "reach");
    t.table.where = &where;
    t.table.where_count = 1;
    table_read(&t, HEADER "wijkteam,noord,x,2023,reach,5,,,,,ok,%,a\nwijkteam,zuid,x,2023,reach,6,,,,,ok,%,a\n"
                          "wijk,WK000100,x,2023,reach,7,,,,,ok,%,a\n");
    assert_int_equal(t.result.row_count, 2);
    assert_true(figure_of(&t, "zuid", 0).value == 6);
    table_clear(&t);
}

/* A table that happens to have some of the names is read as any other, and so is one whose measures are named. */
static void test_other_tables(void **state)
{
    (void)state;
    table_text t;
    init_release(&t, "value");
    table_read(&t, "level,code,period,indicator,value,status\nwijk,WK000100,2023,a,5,geheim\n");
    assert_true(figure_of(&t, "WK000100", 0).value == 5);
    table_clear(&t);
    init_release(&t, "x");
    t.table.measure = "indicator";
    t.table.value = "numerator";
    table_read(&t, HEADER "wijk,WK000100,x,2023,x,1,,,8,9,ok,%,a\n");
    assert_true(figure_of(&t, "WK000100", 0).value == 8);
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indicators_are_columns),
        cmocka_unit_test(test_statuses_are_kept),
        cmocka_unit_test(test_numbers_of_missing_figures),
        cmocka_unit_test(test_names_like_percentages),
        cmocka_unit_test(test_cells_that_are_wrong),
        cmocka_unit_test(test_rows_that_are_turned_away),
        cmocka_unit_test(test_names_that_are_not_there),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_other_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
