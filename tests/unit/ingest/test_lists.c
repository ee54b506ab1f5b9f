/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of areas: who is on them, what is rejected, and when that of an earlier run is used. */
#include "areas_text.h"
#include "release_folder.h"

#include "kk/lists.h"

enum { WIJK = 1, BUURT = 2 };

typedef struct lists_text {
    areas_text areas;
    kk_arena arena;
    kk_rejects rejects;
    bool *on;
    kk_error err;
} lists_text;

static int begin(void **state)
{
    lists_text *t = calloc(1, sizeof *t);
    areas_init(&t->areas);
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    *state = t;
    return 0;
}

static int end(void **state)
{
    lists_text *t = *state;
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
    free(t);
    return 0;
}

static kk_status try_list(lists_text *t, size_t level, const char *text)
{
    char path[64];
    int descriptor = file_of_bytes(text, strlen(text), path);
    kk_config_file file = {.given = "lijst.csv", .path = path, .mark = {"project.yaml", 9, 3}};
    kk_status status = kk_list_read(&file, &t->areas.areas.level[level], &t->arena, &t->rejects, &t->on, &t->err);
    close(descriptor);
    return status;
}

static void read_list(lists_text *t, size_t level, const char *text)
{
    if (try_list(t, level, text) != KK_OK) fail_msg("%s", t->err.message);
}

static void test_wijken_that_are_on_it(void **state)
{
    lists_text *t = *state;
    read_list(t, WIJK, "naam;wijkcode\nNoord;WK0363AA\nZuid;WK000100\n");
    assert_true(t->on[0] && !t->on[1] && t->on[2]);
    assert_int_equal(t->rejects.count, 0);
}

/* A name stands under `gebied` as often as a code. */
static void test_a_column_code_comes_first(void **state)
{
    lists_text *t = *state;
    read_list(t, WIJK, "gebied,code\nNoord,WK000101\n");
    assert_true(!t->on[0] && t->on[1] && !t->on[2]);
}

static void check_reject(const lists_text *t, size_t index, int line, const char *code, const char *reason)
{
    const kk_reject *reject = &t->rejects.items[index];
    assert_int_equal(reject->kind, KK_REJECT_ROW);
    assert_int_equal(reject->line, line);
    assert_string_equal(reject->file, "lijst.csv");
    assert_string_equal(reject->code, code);
    assert_string_equal(reject->value, "");
    assert_contains(reject->reason, reason);
}

static void test_rows_are_on_the_list_or_rejected(void **state)
{
    lists_text *t = *state;
    read_list(t, BUURT,
              "code;naam\nBU00010000;\nBU00010000;\nBU99999999;\nWK000100;\nBU00010009;\nJan Jansen;\nBU0363AA01;\n"
              "BU0363AA02;x;y\n");
    size_t on = 0;
    for (size_t i = 0; i < t->areas.areas.level[BUURT].count; i++) on += t->on[i];
    assert_int_equal(on, 2);
    assert_int_equal(on + t->rejects.count, 8);
    check_reject(t, 0, 3, "BU00010000", "already");
    check_reject(t, 1, 4, "BU99999999", "no land area");
    check_reject(t, 2, 5, "WK000100", "no land area");
    check_reject(t, 3, 6, "BU00010009", "no land area");
    check_reject(t, 4, 7, "", "no land area");
    check_reject(t, 5, 9, "", "more or fewer cells");
}

static void check_fails(lists_text *t, const char *text, const char *message)
{
    assert_int_equal(try_list(t, WIJK, text), KK_ERR_INPUT);
    assert_contains(t->err.message, message);
}

static void test_files_that_are_no_list(void **state)
{
    lists_text *t = *state;
    check_fails(t, "wie;wat\nWK000100;1\n", "has no column of codes");
    check_fails(t, "code\nBU00010000\n", "no row has the code of a wijk");
    check_fails(t, "code\n", "no row has the code of a wijk");
    check_fails(t, "", "is empty");
    kk_config_file file = {.given = "weg.csv", .path = "/nonexistent/weg.csv", .mark = {"project.yaml", 9, 3}};
    assert_int_equal(kk_list_read(&file, &t->areas.areas.level[WIJK], &t->arena, &t->rejects, &t->on, &t->err),
                     KK_ERR_INPUT);
    assert_contains(t->err.message, "weg.csv");
}

/* ---- an earlier run ---- */

static const char earlier_targets[] = "list,level,code,name,within_code,class,class_nl,is_chosen\n"
                                      "doelwijken,wijk,WK000100,A,,certainly,zeker,true\n"
                                      "doelwijken,wijk,WK000101,B,,no,niet,false\n"
                                      "doelwijken,wijk,WK990000,Elders,,certainly,zeker,true\n"
                                      "doelwijken,buurt,WK0363AA,C,,certainly,zeker,true\n"
                                      "andere,wijk,WK0363AA,C,,certainly,zeker,true\n";

static kk_status try_earlier(lists_text *t, const char *list, int vintage, const char *targets)
{
    release_folder folder = make_release_folder();
    if (targets != NULL) write_release_file(&folder, "targets.csv", targets);
    kk_config_file file = {.given = "uit-2023", .path = folder.path, .mark = {"project.yaml", 9, 3}};
    t->areas.areas.vintage = vintage;
    kk_status status = kk_list_read_earlier(&file, list, &t->areas.areas, WIJK, &t->arena, &t->on, &t->err);
    remove_release_folder(&folder);
    return status;
}

static void test_an_earlier_run_of_the_same_boundaries(void **state)
{
    lists_text *t = *state;
    if (try_earlier(t, "doelwijken", 2024, earlier_targets) != KK_OK) fail_msg("%s", t->err.message);
    assert_true(t->on[0] && !t->on[1] && !t->on[2]);
    assert_int_equal(try_earlier(t, "andere", 2024, earlier_targets), KK_OK);
    assert_true(!t->on[0] && !t->on[1] && t->on[2]);
}

static void test_an_earlier_run_of_other_boundaries_is_not_used(void **state)
{
    lists_text *t = *state;
    assert_int_equal(try_earlier(t, "doelwijken", 2023, earlier_targets), KK_OK);
    assert_null(t->on);
}

static void test_an_earlier_run_without_the_list(void **state)
{
    lists_text *t = *state;
    assert_int_equal(try_earlier(t, "weg", 2024, earlier_targets), KK_ERR_INPUT);
    assert_contains(t->err.message, "uit-2023: its targets.csv has no list 'weg' of level 'wijk'");
    assert_int_equal(try_earlier(t, "doelwijken", 2024, NULL), KK_ERR_INPUT);
    assert_contains(t->err.message, "targets.csv");
    assert_int_equal(try_earlier(t, "doelwijken", 2024, "list,level,code,is_chosen\ndoelwijken,wijk,WK000100,ja\n"),
                     KK_ERR_INPUT);
    assert_contains(t->err.message, "is neither true nor false");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_wijken_that_are_on_it, begin, end),
        cmocka_unit_test_setup_teardown(test_a_column_code_comes_first, begin, end),
        cmocka_unit_test_setup_teardown(test_rows_are_on_the_list_or_rejected, begin, end),
        cmocka_unit_test_setup_teardown(test_files_that_are_no_list, begin, end),
        cmocka_unit_test_setup_teardown(test_an_earlier_run_of_the_same_boundaries, begin, end),
        cmocka_unit_test_setup_teardown(test_an_earlier_run_of_other_boundaries_is_not_used, begin, end),
        cmocka_unit_test_setup_teardown(test_an_earlier_run_without_the_list, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
