/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include <unistd.h>

static kk_framed_outcome outcomes[] = {{.name = "youth, protection", .is_binary = true}, {.name = "income"}};
static kk_region_type types[] = {{.name = "gemeente_code"}, {.name = "wijk_code"}, {.name = "postcode4"}};
static const kk_estimate_frame frame = {.outcome_count = 2, .type_count = 3, .outcome = outcomes, .type = types};

static void release_rows(fixture *f, kk_reliability *rows, size_t count)
{
    const kk_chosen chosen = {.frame = &frame, .reliability = rows, .reliability_count = count};
    f->raw.chosen = &chosen;
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
    f->raw.chosen = NULL;
}

static kk_reliability rows[] = {
    {.outcome = 0,
     .type = 0,
     .shrinkage = {.mean = 0.125, .within = 1e-4, .between = 0, .reliability = 0.5, .regions = 342}},
    {.outcome = 0,
     .type = 1,
     .shrinkage = {.mean = 0.25, .within = 0.1, .between = 0.2, .reliability = 0.8, .regions = 3}},
    {.outcome = 1,
     .type = 0,
     .shrinkage = {.mean = 31415.5, .within = 0, .between = 0, .reliability = NAN, .regions = 2}},
    {.outcome = 1, .type = 1, .shrinkage = {.mean = 999, .regions = 1}},
    {.outcome = 1,
     .type = 2,
     .shrinkage = {.mean = 31415.5, .within = 1, .between = 0, .reliability = 0.4999, .regions = 4000}},
};

static void rows_are_written_to_the_byte(void **state)
{
    fixture *f = *state;
    release_rows(f, rows, 5);
    assert_int_equal(kk_write_reliability_csv(f->release, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "reliability.csv"),
                        "outcome,region_type,regions,mean,within,between,reliability,flag\n"
                        "\"youth, protection\",gemeente_code,342,0.125,0.0001,0,0.5,moderate\n"
                        "\"youth, protection\",wijk_code,3,0.25,0.1,0.2,0.8,high\n"
                        "income,gemeente_code,2,31415.5,0,0,,\n"
                        "income,postcode4,4000,31415.5,1,0,0.4999,low\n");
}

static void without_rows_there_is_a_header(void **state)
{
    fixture *f = *state;
    release_rows(f, NULL, 0);
    assert_int_equal(kk_write_reliability_csv(f->release, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "reliability.csv"),
                        "outcome,region_type,regions,mean,within,between,reliability,flag\n");
}

static void what_cannot_be_written_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_reliability_csv(f->release, "/nowhere", &f->err), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "cannot make /nowhere/reliability.csv: No such file or directory");
    assert_int_equal(symlink("/dev/full", kk_arena_format(&f->arena, "%s/reliability.csv", f->folder)), 0);
    assert_int_equal(kk_write_reliability_csv(f->release, f->folder, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "No space left on device while writing ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_written_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(without_rows_there_is_a_header, begin, end),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_an_error, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
