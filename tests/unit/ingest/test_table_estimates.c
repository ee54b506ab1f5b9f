/* SPDX-License-Identifier: EUPL-1.2 */
/* Published estimates as a table. */
#include "table_text.h"

#define GROUPS "income_group,gender_group,migration_group"
#define HEADER "outcome," GROUPS ",region_type,region_id,n,est,lwr,upr\n"

#define ROW(type, id) "a,all,all,all," type "," id ",50,0.5,0.25,0.75\n"

enum { EST, LWR, UPR, N };

/* Asks for these columns; a list that ends in NULL. */
static void ask(table_text *t, const char *const names[])
{
    table_init(t, "");
    for (size_t i = 0; names[i] != NULL; i++) {
        assert_true(i < WANTED_MAX);
        t->wanted[i] = (kk_config_column){names[i], {"project.yaml", 20 + (unsigned)i, 7}};
        t->table.wanted_count++;
    }
}

/* Asks for one selection: est, lwr, upr, n. */
static void ask_for(table_text *t, const char *selection)
{
    static const char *const figures[] = {"est", "lwr", "upr", "n"};
    static char text[4][100];
    const char *names[5] = {NULL};
    for (size_t f = 0; f < 4; f++) {
        snprintf(text[f], sizeof text[f], "%s[%s]", figures[f], selection);
        names[f] = text[f];
    }
    ask(t, names);
}

static void assert_figures(const table_text *t, const char *code, const double expected[4])
{
    for (size_t c = 0; c < 4; c++) assert_true(figure_of(t, code, c).value == expected[c]);
}

/* ---- selections ---- */

static void test_one_subgroup_is_taken(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a, gender=Women, income=Low");
    table_read(&t, HEADER "a,Low,Women,all,gemeente_code,GM0001,120,0.25,0.2,0.3\n"
                          "a,Low,Men,all,gemeente_code,GM0001,130,0.5,0.4,0.6\n"
                          "a,Low,Women,Suriname,gemeente_code,GM0001,30,0.125,0,0.5\n"
                          "b,Low,Women,all,gemeente_code,GM0001,120,1024.5,-3,1e4\n"
                          "a,Low,Women,all,gemeente_code,GM0002,11,-2e-3,-1,1\n");
    assert_figures(&t, "GM0001", (double[]){0.25, 0.2, 0.3, 120});
    assert_figures(&t, "GM0002", (double[]){-2e-3, -1, 1, 11});
    assert_int_equal(t.result.row_count, 2);
    assert_int_equal(t.result.rows_used, 2);
    assert_int_equal(t.result.rows_filtered, 3);
    assert_int_equal(t.result.source_rows[row_of(&t.result, "GM0001", "2024")], 1);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* Several selections at once, columns in another order and between others, another delimiter, a decimal comma. */
static void test_columns_in_any_order(void **state)
{
    (void)state;
    table_text t;
    ask(&t, (const char *const[]){"n[outcome=a]", "est[outcome=a, household=`One, two`]", "est[outcome=b]", NULL});
    table_read(&t, "upr;lwr;est;n;note;region_id;region_type;household_group;outcome\n"
                   "2,5;1,5;2,0;40;x;WK000100;wijk;all;a\n3;1;2,25;20;y;WK000100;wijk;One, two;a\n"
                   "9;7;8;41;;WK000100;wijk;all;b\n");
    assert_true(figure_of(&t, "WK000100", 0).value == 40);
    assert_true(figure_of(&t, "WK000100", 1).value == 2.25);
    assert_true(figure_of(&t, "WK000100", 2).value == 8);
    assert_int_equal(t.result.rows_used, 3);
    assert_int_equal(t.result.source_rows[0], 3);
    table_clear(&t);
}

static void test_a_file_without_dimensions(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_read(&t, "outcome,region_type,region_id,n,est,lwr,upr\na,wijk,WK000100,12,0.5,0.25,0.75\n");
    assert_figures(&t, "WK000100", (double[]){0.5, 0.25, 0.75, 12});
    table_clear(&t);
}

static void test_periods_of_rows(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    t.table.period = NULL;
    table_read(&t, "jaar,outcome,region_type,region_id,n,est,lwr,upr\n"
                   "2020,a,wijk,WK000100,12,0.5,0.25,0.75\n2021,a,wijk,WK000100,13,0.25,0,0.5\n");
    assert_true(figure_in(&t.result, "WK000100", "2020", EST).value == 0.5);
    assert_true(figure_in(&t.result, "WK000100", "2021", EST).value == 0.25);
    table_clear(&t);
}

/* ---- what is not there ---- */

static void test_what_was_withheld(void **state)
{
    (void)state;
    table_text t;
    ask(&t, (const char *const[]){"est[outcome=a, income=Low]", "est[outcome=b]", NULL});
    table_read(&t, HEADER "a,Low,all,all,wijk_code,WK000100,50,0.5,0.25,0.75\n"
                          "a,all,all,all,wijk_code,WK000101,50,0.5,0.25,0.75\n"
                          "c,all,all,all,wijk_code,WK000102,50,0.5,0.25,0.75\n"
                          "b,all,all,all,gemeente_code,GM0001,50,0.5,0.25,0.75\n"
                          "c,all,all,all,gemeente_code,GM0002,50,0.5,0.25,0.75\n");
    static const char *const expected[][3] = {{"WK000100", "ok", "absent"},
                                              {"WK000101", "secret", "absent"},
                                              {"WK000102", "secret", "absent"},
                                              {"GM0001", "absent", "ok"},
                                              {"GM0002", "absent", "secret"}};
    assert_int_equal(t.result.row_count, 5);
    for (size_t i = 0; i < 5; i++)
        for (size_t c = 0; c < 2; c++) assert_string_equal(status_of(&t, expected[i][0], c), expected[i][c + 1]);
    table_clear(&t);
}

/* An outcome of one year says nothing of another year. */
static void test_withheld_in_its_own_period(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    t.table.period = NULL;
    table_read(&t, "jaar,outcome,region_type,region_id,n,est,lwr,upr\n"
                   "2021,a,wijk,WK000100,12,0.5,0.25,0.75\n2021,b,wijk,WK000101,12,0.5,0.25,0.75\n"
                   "2020,b,wijk,WK000100,13,0.25,0,0.5\n");
    assert_int_equal(figure_in(&t.result, "WK000100", "2020", EST).status, KK_FIGURE_ABSENT);
    assert_int_equal(figure_in(&t.result, "WK000101", "2021", EST).status, KK_FIGURE_SECRET);
    assert_int_equal(figure_in(&t.result, "WK000101", "2021", N).status, KK_FIGURE_SECRET);
    table_clear(&t);
}

/* A row may stay where its figures were taken out. */
static void test_rows_without_figures(void **state)
{
    (void)state;
    static const char *const words[] = {"", "NA", "NaN", ".", "x"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        char text[300];
        table_text t;
        ask_for(&t, "outcome=a");
        snprintf(text, sizeof text, HEADER "a,all,all,all,wijk,WK000100,%s,%s,%s,%s\n", words[w], words[w], words[w],
                 words[w]);
        table_read(&t, text);
        for (size_t c = 0; c < 4; c++) assert_string_equal(status_of(&t, "WK000100", c), "secret");
        assert_int_equal(t.result.rows_used, 1);
        table_clear(&t);
    }
}

static void test_intervals_that_are_undefined(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_read(&t, HEADER "a,all,all,all,wijk,WK000100,11,0.5,,\na,all,all,all,wijk,WK000101,12,0.25,NA,0.5\n");
    assert_true(figure_of(&t, "WK000100", EST).value == 0.5);
    assert_string_equal(status_of(&t, "WK000100", LWR), "not_applicable");
    assert_string_equal(status_of(&t, "WK000100", UPR), "not_applicable");
    assert_string_equal(status_of(&t, "WK000101", LWR), "not_applicable");
    assert_true(figure_of(&t, "WK000101", UPR).value == 0.5);
    table_clear(&t);
}

/* Debts are estimates as well: what elsewhere marks a figure that lacks is a number here. */
static void test_low_numbers_are_numbers(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=wealth");
    table_read(&t, HEADER "wealth,all,all,all,wijk,WK000100,40,-99997,-199995,-99991\n");
    assert_figures(&t, "WK000100", (double[]){-99997, -199995, -99991, 40});
    table_clear(&t);
}

/* ---- regions ---- */

static void test_regions_of_every_kind(void **state)
{
    (void)state;
    kk_config_group group = {.name = "regio"};
    table_text t;
    ask_for(&t, "outcome=a");
    t.config.areas.groups = &group;
    t.config.areas.group_count = 1;
    table_read(&t,
               HEADER ROW("all", "all") ROW("corop_code", "CR01") ROW("postcode4", "1011") ROW("Gemeente2023", "363")
                   ROW("gemeente_code", "14") ROW("wijk_code_2023", "36301") ROW("wijk", "0363AA")
                       ROW("buurt_code", "140105") ROW("grew_up", "WK001402") ROW("regio_code", "noord")
                           ROW("regios", "zuid") ROW("wijkteam", "12") ROW("REGIO", "7"));
    static const char *const codes[] = {"GM0363",     "GM0014",   "WK036301", "WK0363AA",
                                        "BU00140105", "WK001402", "noord",    "7"};
    assert_int_equal(t.result.row_count, 8);
    for (size_t i = 0; i < 8; i++) assert_true(figure_of(&t, codes[i], EST).value == 0.5);
    assert_int_equal(t.result.rows_filtered, 5);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

static void test_codes_that_are_none(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_read(&t, HEADER ROW("wijk", "") ROW("gemeente", "12345") ROW("wijk", "Het Dorp") ROW("wijk", "WK000100"));
    assert_int_equal(t.result.rows_rejected, 3);
    assert_contains(t.rejects.items[0].reason, "no area code");
    assert_contains(t.rejects.items[1].reason, "a number is no area code");
    assert_string_equal(t.rejects.items[1].value, "12345");
    assert_string_equal(t.rejects.items[2].column, "region_id");
    table_clear(&t);
}

/* Gemeenten that are not asked for are left aside, and what they have is still known to be in the file. */
static void test_gemeenten(void **state)
{
    (void)state;
    const char *const gemeenten[] = {"GM0001"};
    table_text t;
    ask_for(&t, "outcome=a, income=Low");
    t.config.areas.gemeenten = (const char **)(uintptr_t)gemeenten;
    t.config.areas.gemeente_count = 1;
    table_read(&t,
               HEADER "a,all,all,all,wijk,WK000100,50,0.5,0.25,0.75\na,Low,all,all,wijk,WK000200,50,0.5,0.25,0.75\n");
    assert_int_equal(t.result.row_count, 1);
    assert_string_equal(status_of(&t, "WK000100", EST), "secret");
    table_clear(&t);
}

/* ---- what is wrong ---- */

static void test_figures_that_are_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *figures, *column, *value, *reason;
    } wrong[] = {
        {"12.5,0.5,0.25,0.75", "n", "12.5", "n is no whole number of persons"},
        {"-12,0.5,0.25,0.75", "n", "-12", "n is no whole number of persons"},
        {"veel,0.5,0.25,0.75", "n", "veel", "n is no number"},
        {",0.5,0.25,0.75", "n", "", "n is no number"},
        {"12,hoog,0.25,0.75", "est", "hoog", "the estimate is no number"},
        {"12,0.5,laag,0.75", "lwr", "laag", "the bound is no number"},
        {"12,0.5,0.25,1.2.3", "upr", "1.2.3", "the bound is no number"},
        {"12,0.5,0.75,0.25", "lwr", "0.75", "the lower bound is above the upper one"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[300];
        table_text t;
        ask_for(&t, "outcome=a");
        snprintf(text, sizeof text, HEADER ROW("wijk", "WK000100") "a,all,all,all,wijk,WK000101,%s\n",
                 wrong[i].figures);
        table_read(&t, text);
        const kk_reject *reject = only_reject(&t);
        assert_int_equal(reject->line, 3);
        assert_string_equal(reject->code, "WK000101");
        assert_string_equal(reject->column, wrong[i].column);
        assert_string_equal(reject->value, wrong[i].value);
        assert_string_equal(reject->reason, wrong[i].reason);
        assert_int_equal(t.result.rows_rejected, 1);
        for (size_t c = 0; c < 4; c++) assert_string_equal(status_of(&t, "WK000101", c), "unknown");
        table_clear(&t);
    }
}

static void test_a_row_that_is_too_short(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_read(&t, HEADER ROW("wijk", "WK000100") "a,all\n");
    assert_contains(only_reject(&t)->reason, "the row has 2 cells where the header has 10");
    table_clear(&t);
}

static void test_a_double(void **state)
{
    (void)state;
    char text[2000] = HEADER;
    table_text t;
    ask_for(&t, "outcome=a");
    for (int i = 0; i < 20; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "a,all,all,all,wijk,WK0001%02d,50,0.5,0.25,0.75\n",
                 i);
    strcat(text, "a,all,all,all,wijk,WK000103,50,0.625,0.25,0.75\n");
    table_read(&t, text);
    assert_string_equal(only_reject(&t)->reason, "the area occurs more than once in 2024 for one outcome and subgroup");
    assert_true(figure_of(&t, "WK000103", EST).value == 0.5);
    table_clear(&t);
}

/* Regions where people grew up and where they live now, in one file: one of both is to be chosen. */
static void test_a_forgotten_dimension(void **state)
{
    (void)state;
    kk_config_where where = {.column = "region_type", .equals = "gemeente_now"};
    const char *text = HEADER ROW("gemeente_then", "363") ROW("gemeente_now", "GM0363")
        ROW("gemeente_now", "GM0014") "a,Low,all,all,gemeente_x,GM0363,50,0.5,0.25,0.75\n";
    table_text t;
    ask_for(&t, "outcome=a");
    table_fails(
        &t, text, KK_ERR_INPUT,
        "figures.csv: GM0363 occurs 2 times in 2024; the column 'region_type' has 2 different values: choose one "
        "with `where:` at the table 't'");
    table_clear(&t);
    ask_for(&t, "outcome=a");
    t.table.where = &where;
    t.table.where_count = 1;
    table_read(&t, text);
    assert_int_equal(t.result.rows_used, 2);
    table_clear(&t);
}

static void fails(const char *selection, const char *message)
{
    table_text t;
    ask_for(&t, selection);
    table_fails(&t, HEADER ROW("wijk", "WK000100") "a,Low,all,all,wijk,WK000100,50,0.5,0.25,0.75\n", KK_ERR_PROJECT,
                message);
    table_clear(&t);
}

static void test_selections_that_are_not_there(void **state)
{
    (void)state;
    fails("outcome=aa", "project.yaml:20:7: figures.csv has no outcome 'aa'");
    fails("outcome=a, income=Loww", "project.yaml:20:7: figures.csv has no income_group 'Loww'; did you mean 'Low'?");
    fails("outcome=a, incme=Low",
          "project.yaml:20:7: figures.csv has no column 'incme_group' to choose from; did you mean 'income'?");
    fails("outcome=a, gender=Women", "figures.csv has no gender_group 'Women'; it can be all");
}

/* What has ten thousand outcomes has none. */
static void test_a_column_of_something_else(void **state)
{
    (void)state;
    size_t size = 600000, used = sizeof HEADER - 1;
    char *text = malloc(size);
    assert_non_null(text);
    memcpy(text, HEADER, sizeof HEADER);
    for (int i = 0; i < 10001; i++)
        used += (size_t)snprintf(text + used, size - used, "o%d,all,all,all,wijk,WK000100,50,0.5,0.25,0.75\n", i);
    table_text t;
    ask_for(&t, "outcome=o1");
    table_fails(
        &t, text, KK_ERR_INPUT,
        "project.yaml:5:3: figures.csv: the column 'outcome' has more than 10000 different values, so these are "
        "no estimates of groups");
    table_clear(&t);
    free(text);
}

/* Of a file that is not public no cell is told. */
static void test_private_files(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=aa");
    t.table.is_public = false;
    assert_int_equal(table_try(&t, HEADER ROW("wijk", "WK000100")), KK_ERR_PROJECT);
    assert_string_equal(t.err.message, "project.yaml:20:7: figures.csv has no outcome 'aa'");
    table_clear(&t);
    ask_for(&t, "outcome=a");
    t.table.is_public = false;
    table_read(&t, HEADER "a,all,all,all,wijk,WK000100,50,geheim,0.25,0.75\n");
    assert_string_equal(only_reject(&t)->value, "");
    table_clear(&t);
}

/* Of a private file each figure is guarded by the persons that its row tells of: of a share, of those who have the
   outcome or have it not. */
static void test_guards(void **state)
{
    (void)state;
    static const uint32_t expected[] = {4, 5, 2, 6, 4, 5, 6};
    static const struct {
        const char *figures;
        double persons;
    } rows[] = {{"50,0.5,0.25,0.75", 25}, {"40,0.125,0,0.25", 5}, {"40,0.875,0.5,1", 5}, {"40,1,1,1", 40},
                {"40,0,0,0", 40},         {"40,2.5,2,3", 40},     {"7,-3,-9,9", 7},      {"0,0.5,,", 0}};
    table_text t;
    ask(&t,
        (const char *const[]){"est[outcome=a]", "upr[outcome=b]", "n[outcome=a]", "lwr[outcome=a, income=Low]", NULL});
    t.table.is_public = false;
    char text[2000] = HEADER "b,all,all,all,wijk,WK000100,50,0.5,0.25,0.75\n"
                             "a,Low,all,all,wijk,WK000100,50,0.5,0.25,0.75\n";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "a,all,all,all,wijk,WK00010%zu,%s\n", i,
                 rows[i].figures);
    table_read(&t, text);
    assert_int_equal(t.result.column_count, 7);
    for (size_t c = 0; c < 7; c++) assert_int_equal(t.result.guard[c], expected[c]);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char code[] = "WK000100";
        code[7] = (char)('0' + i);
        assert_near(figure_of(&t, code, 4).value, rows[i].persons, 1e-12);
    }
    assert_string_equal(status_of(&t, "WK000103", 6), "secret");
    table_clear(&t);
}

static void test_public_files_have_no_guards(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_read(&t, HEADER ROW("wijk", "WK000100"));
    assert_null(t.result.guard);
    assert_int_equal(t.result.column_count, 4);
    table_clear(&t);
}

/* ---- what is asked of which file ---- */

static void test_columns_that_select_nothing(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "est");
    table_fails(&t, HEADER ROW("wijk", "WK000100"), KK_ERR_PROJECT,
                "project.yaml:20:7: figures.csv holds published estimates, and 'est' selects none: est, lwr, upr or n "
                "with a selection must stand here: est[outcome=…]");
    table_clear(&t);
}

static void test_files_that_hold_no_estimates(void **state)
{
    (void)state;
    table_text t;
    ask_for(&t, "outcome=a");
    table_fails(&t, "gwb_code,est,n\nWK000100,1,2\n", KK_ERR_PROJECT,
                "project.yaml:20:7: figures.csv holds no published estimates, of which 'est[outcome=a]' could be "
                "selected: these have the columns outcome, region_type, region_id, n, est, lwr and upr");
    table_clear(&t);
    ask(&t, (const char *const[]){"est[outcome=a]", NULL});
    table_read(&t, "gwb_code,est[outcome=a]\nWK000100,1.5\n");
    assert_true(figure_of(&t, "WK000100", 0).value == 1.5);
    assert_null(t.result.guard);
    table_clear(&t);
}

/* A file of which the project says itself how it is to be read is read so. */
static void test_other_tables(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    t.table.code = "region_id";
    t.table.measure = "outcome";
    t.table.value = "est";
    table_read(&t, HEADER ROW("wijk", "WK000100"));
    assert_true(figure_of(&t, "WK000100", 0).value == 0.5);
    table_clear(&t);
}

/* ---- real data ---- */

/* Counted in the file with grep. */
static void test_reference(void **state)
{
    (void)state;
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    char path[512];
    table_text t;
    kk_error err = {0};
    snprintf(path, sizeof path, "%s/cohort/reference_estimates.csv", folder == NULL ? "../shared/data" : folder);
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    ask_for(&t, "outcome=youth_health_costs, gender=Women, income=Low");
    t.table.file.path = path;
    if (kk_table_read(&t.config, 0, &t.arena, &t.rejects, &t.result, &err) != KK_OK) fail_msg("%s", err.message);
    assert_int_equal(t.result.rows_read, 9478);
    assert_int_equal(t.rejects.count, 0);
    assert_int_equal(t.result.row_count, 3 + 120);
    assert_int_equal(count_status(&t.result, "2024", EST, KK_FIGURE_OK), 3 + 29);
    assert_int_equal(count_status(&t.result, "2024", EST, KK_FIGURE_SECRET), 120 - 29);
    assert_figures(&t, "GM0034", (double[]){904.882677762, 801.023050187, 1008.74230534, 514});
    assert_figures(&t, "WK003401", (double[]){743.632207732, 265.391338035, 1221.87307743, 11});
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_subgroup_is_taken),
        cmocka_unit_test(test_columns_in_any_order),
        cmocka_unit_test(test_a_file_without_dimensions),
        cmocka_unit_test(test_periods_of_rows),
        cmocka_unit_test(test_what_was_withheld),
        cmocka_unit_test(test_withheld_in_its_own_period),
        cmocka_unit_test(test_rows_without_figures),
        cmocka_unit_test(test_intervals_that_are_undefined),
        cmocka_unit_test(test_low_numbers_are_numbers),
        cmocka_unit_test(test_regions_of_every_kind),
        cmocka_unit_test(test_codes_that_are_none),
        cmocka_unit_test(test_gemeenten),
        cmocka_unit_test(test_figures_that_are_wrong),
        cmocka_unit_test(test_a_row_that_is_too_short),
        cmocka_unit_test(test_a_double),
        cmocka_unit_test(test_a_forgotten_dimension),
        cmocka_unit_test(test_selections_that_are_not_there),
        cmocka_unit_test(test_a_column_of_something_else),
        cmocka_unit_test(test_private_files),
        cmocka_unit_test(test_guards),
        cmocka_unit_test(test_public_files_have_no_guards),
        cmocka_unit_test(test_columns_that_select_nothing),
        cmocka_unit_test(test_files_that_hold_no_estimates),
        cmocka_unit_test(test_other_tables),
        cmocka_unit_test(test_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
