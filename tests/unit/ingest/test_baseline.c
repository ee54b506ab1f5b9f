/* SPDX-License-Identifier: EUPL-1.2 */
#include "release_folder.h"

#include "kk/baseline.h"

#include <unistd.h>

typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    release_folder folder;
    kk_error err;
} fixture;

static const char *codes[] = {"WK1", "WK2", "WK3"};
static bool water[] = {false, false, false};

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    f->folder = make_release_folder();
    f->areas.vintage = 2024;
    f->areas.level_count = 1;
    f->areas.level[0] = (kk_level){
        .kind = KK_LEVEL_WIJK, .name = "wijk", .plural = "wijken", .count = 3, .code = codes, .water = water};
    write_release_file(&f->folder, "targets.csv",
                       "list,level,code,name,is_chosen\nfirst,wijk,WK1,A,true\nfirst,wijk,WK2,B,false\n");
    write_release_file(&f->folder, "indicators.csv",
                       "level,code,name,period,indicator,value,lower,upper,numerator,denominator,status\n"
                       "wijk,WK1,A,2020,reach,5,4,6,,,ok\n"
                       "wijk,WK1,A,2021,reach,12,10,14,60,500,ok\n"
                       "wijk,WK2,B,2021,reach,,,,,,suppressed\n"
                       "wijk,WK2,B,2022,reach,,,,,,suppressed\n"
                       "wijk,WK3,C,2020,reach,7,6,8,,,ok\n"
                       "wijk,WK3,C,2021,other,1,1,1,,,ok\n");
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    remove_release_folder(&f->folder);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static kk_status read_it(fixture *f, const char *indicator, const char *list, kk_baseline *out)
{
    kk_config_file folder = {.given = "before", .path = f->folder.path};
    kk_baseline_choice choice = {&folder, indicator, list, 0};
    return kk_baseline_read(&choice, &f->areas, &f->arena, out, &f->err);
}

static void test_the_latest_figures_are_taken(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    kk_status status = read_it(f, "reach", "first", &baseline);
    if (status != KK_OK) fail_msg("%s", f->err.message);
    assert_string_equal(baseline.period, "2021");
    assert_near(baseline.value[0], 12, 0);
    assert_near(baseline.lower[0], 10, 0);
    assert_near(baseline.upper[0], 14, 0);
    assert_near(baseline.denominator[0], 500, 0);
    assert_true(isnan(baseline.value[1])); /* withheld: none, not 0 */
    assert_true(isnan(baseline.value[2])); /* of an earlier period only */
    assert_string_equal(baseline.file[0].given, "before/indicators.csv");
    assert_string_equal(baseline.file[1].given, "before/targets.csv");
    assert_int_equal(access(baseline.file[1].path, R_OK), 0);
    assert_true(baseline.is_treated[0] && !baseline.is_treated[1] && !baseline.is_treated[2]);
}

static void test_what_is_not_there_is_told(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    assert_int_equal(read_it(f, "nothing", "first", &baseline), KK_ERR_INPUT);
    assert_contains(f->err.message, "has no figures of 'nothing' for the wijken of this project");
    assert_int_equal(read_it(f, "reach", "second", &baseline), KK_ERR_INPUT);
    assert_contains(f->err.message, "has no list 'second'");
}

static void test_other_boundaries_are_refused(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    f->areas.vintage = 2023;
    assert_int_equal(read_it(f, "reach", "first", &baseline), KK_ERR_INPUT);
    assert_contains(f->err.message, "its boundaries are of another year");
}

/* Reads it; what the log says meanwhile, of standard error, is in `told`. */
static kk_status read_and_hear(fixture *f, kk_baseline *out, char *told, size_t size)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    assert_true(file != NULL && kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    kk_status status = read_it(f, "reach", "first", out);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    told[fread(told, 1, size - 1, file)] = '\0';
    fclose(file);
    return status;
}

/* Neighbouring gemeenten took part then, say. */
static void test_areas_of_elsewhere_are_left_aside(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    write_release_file(&f->folder, "indicators.csv",
                       "level,code,period,indicator,value,lower,upper,status\n"
                       "wijk,WK8,2021,reach,30,20,40,ok\n"
                       "wijk,WK9,2021,reach,30,20,40,ok\n"
                       "wijk,WK1,2021,reach,12,10,14,ok\n");
    char told[500];
    assert_int_equal(read_and_hear(f, &baseline, told, sizeof told), KK_OK);
    assert_near(baseline.value[0], 12, 0);
    assert_true(isnan(baseline.denominator[0])); /* no such column */
    assert_contains(told, "2 figures of 'reach' are of wijken that this project has not");
}

static void test_only_areas_of_elsewhere(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    write_release_file(&f->folder, "indicators.csv",
                       "level,code,period,indicator,value,lower,upper,status\nwijk,WK9,2021,reach,30,20,40,ok\n");
    assert_int_equal(read_it(f, "reach", "first", &baseline), KK_ERR_INPUT);
    assert_contains(f->err.message, "has no figures of 'reach' for the wijken of this project");
}

static void test_a_wrong_status_is_told(void **state)
{
    fixture *f = *state;
    kk_baseline baseline;
    write_release_file(&f->folder, "indicators.csv",
                       "level,code,period,indicator,value,lower,upper,status\nwijk,WK1,2021,reach,1,1,1,fine\n");
    assert_int_equal(read_it(f, "reach", "first", &baseline), KK_ERR_INPUT);
    assert_contains(f->err.message, "is no status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_latest_figures_are_taken, begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_not_there_is_told, begin, end),
        cmocka_unit_test_setup_teardown(test_other_boundaries_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_areas_of_elsewhere_are_left_aside, begin, end),
        cmocka_unit_test_setup_teardown(test_only_areas_of_elsewhere, begin, end),
        cmocka_unit_test_setup_teardown(test_a_wrong_status_is_told, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
