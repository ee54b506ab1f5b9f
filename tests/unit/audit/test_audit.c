/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/ingest/release_folder.h"

#include "kk/audit.h"

typedef struct fixture {
    release_folder now, earlier;
    kk_arena arena;
    kk_audit_result result;
    kk_error err;
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->now = make_release_folder();
    f->earlier = make_release_folder();
    kk_arena_init(&f->arena);
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_audit_clear(&f->result);
    kk_arena_clear(&f->arena);
    remove_release_folder(&f->now);
    remove_release_folder(&f->earlier);
    free(f);
    return 0;
}

static kk_status audit(fixture *f)
{
    kk_audit_clear(&f->result);
    return kk_audit(f->now.path, NULL, 0, 2, &f->result, &f->err);
}

static kk_status audit_with_earlier(fixture *f)
{
    const kk_config_file earlier[] = {{.given = "2022", .path = f->earlier.path}};
    kk_audit_clear(&f->result);
    kk_status status = kk_audit(f->now.path, earlier, 1, 2, &f->result, &f->err);
    f->result.earlier = NULL;
    f->result.earlier_count = 0;
    return status;
}

/* indicators.csv with one text replaced. */
static void change(fixture *f, const release_folder *folder, const char *from, const char *to)
{
    write_release_file(folder, "indicators.csv", replaced(&f->arena, hand_indicators, from, to));
}

static const kk_audit_row *only_row(const fixture *f)
{
    assert_int_equal(f->result.row_count, 1);
    return f->result.row;
}

/* Row of WK1, whose count is 4. */
static void expect_leak_of_4(fixture *f)
{
    const kk_audit_row *row = only_row(f);
    assert_string_equal(row->code, "WK1");
    assert_string_equal(row->level, "wijk");
    assert_string_equal(row->indicator, "help");
    assert_string_equal(row->period, "2023");
    assert_string_equal(row->rule, "suppressed_count");
    assert_string_equal(row->part, "numerator");
    assert_int_equal(row->verdict, KK_AUDIT_LEAK);
    assert_near(row->lower, 4, 1e-6);
    assert_near(row->upper, 4, 1e-6);
    assert_contains(f->err.message, "help, wijk WK1, 2023: the numerator (suppressed_count) must be from 4 to 4;");
}

static void a_release_whose_hidden_figures_protect_each_other_is_safe(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f), KK_OK);
    const kk_audit_row *row = only_row(f);
    assert_string_equal(row->code, "WK1");
    assert_true(row->verdict == KK_AUDIT_TABLES || row->verdict == KK_AUDIT_PROGRAMS);
    assert_true(row->upper - row->lower >= 5);
    assert_true(row->lower >= 1 && row->upper <= 9);
    assert_int_equal(f->result.hidden[KK_FIGURE_SUPPRESSED_COUNT], 1);
    assert_int_equal(f->result.hidden[KK_FIGURE_SUPPRESSED_SECONDARY], 1);
}

static void what_protection_costs_is_told(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f), KK_OK);
    const kk_audit_loss *loss = f->result.loss;
    assert_int_equal(f->result.loss_count, 2);
    assert_int_equal(loss[0].cells, 0);
    assert_string_equal(loss[1].level, "wijk");
    assert_int_equal(loss[1].cells, 1);
    assert_near(loss[1].weight, sqrt(200), 1e-12);
}

static void one_hidden_wijk_is_the_rest_of_its_gemeente(void **state)
{
    fixture *f = *state;
    change(f, &f->now, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
    /* the number counts, not the status */
    change(f, &f->now, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,,20,,suppressed_secondary");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
}

static void a_rate_times_its_public_denominator_is_a_count(void **state)
{
    fixture *f = *state;
    change(f, &f->now, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,,,ok");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
}

static void what_the_rules_hide_and_the_file_tells_is_a_leak(void **state)
{
    fixture *f = *state;
    static const char *const told[][3] = {
        {"4,4,100,ok", "suppressed_count", "numerator"},
        {",4,,suppressed", "suppressed", "numerator"},
        {"95,95,100,ok", "suppressed_rest", "rest"},
    };
    for (size_t i = 0; i < 3; i++) {
        write_release_file(&f->now, "indicators.csv",
                           kk_arena_format(&f->arena, HAND_HEADER "wijk,WK1,2023,help,%s\n", told[i][0]));
        assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
        assert_string_equal(only_row(f)->rule, told[i][1]);
        assert_string_equal(only_row(f)->part, told[i][2]);
    }
    change(f, &f->now, "WK1,2023,help,,,,suppressed_count", "WK1,2023,help,,4,,suppressed_count");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
}

/* Each release is safe: the earlier one has no total, the present one hides WK2 too. */
static void two_safe_releases_may_tell_together(void **state)
{
    fixture *f = *state;
    const char *earlier =
        replaced(&f->arena, hand_indicators, "GM1,2023,help,9.4,94,1000,ok", "GM1,2023,help,,,,suppressed_secondary");
    earlier = replaced(&f->arena, earlier, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    write_release_file(&f->earlier, "indicators.csv", earlier);
    assert_int_equal(kk_audit(f->earlier.path, NULL, 0, 1, &f->result, &f->err), KK_OK);
    assert_int_equal(audit(f), KK_OK);
    assert_int_equal(audit_with_earlier(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
}

static void what_an_earlier_release_told_is_no_leak_of_this_one(void **state)
{
    fixture *f = *state;
    change(f, &f->earlier, "WK1,2023,help,,,,suppressed_count", "WK1,2023,help,4,4,100,ok");
    assert_int_equal(audit_with_earlier(f), KK_OK);
    assert_int_equal(only_row(f)->verdict, KK_AUDIT_TOLD_BEFORE);
    assert_near(only_row(f)->lower, 4, 1e-6);
    /* nor what it gave away by subtraction */
    change(f, &f->earlier, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    assert_int_equal(audit_with_earlier(f), KK_OK);
    assert_int_equal(only_row(f)->verdict, KK_AUDIT_TOLD_BEFORE);
}

static void earlier_figures_that_were_revised_are_left_out(void **state)
{
    fixture *f = *state;
    const char *earlier =
        replaced(&f->arena, hand_indicators, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    write_release_file(&f->earlier, "indicators.csv", replaced(&f->arena, earlier, "10,30,300", "11,33,300"));
    assert_int_equal(audit_with_earlier(f), KK_OK);
    assert_int_equal(f->result.verdicts[KK_AUDIT_TABLES] + f->result.verdicts[KK_AUDIT_PROGRAMS], 1);
    /* also where the status tells that they were: 12 is not few */
    write_release_file(&f->earlier, "indicators.csv",
                       replaced(&f->arena, earlier, "WK1,2023,help,,,,suppressed_count", "WK1,2023,help,12,12,100,ok"));
    assert_int_equal(audit_with_earlier(f), KK_OK);
}

/* To the base 5: 20 of WK2 may be 16 … 24, so that WK1 is 1 … 8, and 15 may be 11 … 19, so that it is 5 or more. */
static void earlier_figures_may_be_rounded(void **state)
{
    fixture *f = *state;
    const char *hidden = "WK2,2023,help,,,,suppressed_secondary";
    write_release_file(&f->earlier, "disclosure.json",
                       replaced(&f->arena, hand_disclosure, "\"rounding\": 0", "\"rounding\": 5"));
    change(f, &f->earlier, hidden, "WK2,2023,help,10,20,200,ok");
    assert_int_equal(audit_with_earlier(f), KK_OK);
    const char *telling = replaced(&f->arena, hand_indicators, hidden, "WK2,2023,help,7.5,15,200,ok");
    write_release_file(&f->earlier, "indicators.csv", telling);
    assert_int_equal(audit_with_earlier(f), KK_ERR_DISCLOSURE);
    assert_near(only_row(f)->lower, 5, 0);
    assert_near(only_row(f)->upper, 9, 0);
    /* 34 is what 30 may have become, and 35 is not: then all of it was revised */
    write_release_file(&f->earlier, "indicators.csv", replaced(&f->arena, telling, "10,30,300", "11.333333,34,300"));
    assert_int_equal(audit_with_earlier(f), KK_ERR_DISCLOSURE);
    write_release_file(&f->earlier, "indicators.csv", replaced(&f->arena, telling, "10,30,300", "11.666667,35,300"));
    assert_int_equal(audit_with_earlier(f), KK_OK);
}

/* disclosure.json with a sum of help by form, and who has another form: beyond it. */
static const char *with_form(fixture *f, const char *form)
{
    const char *quantity = kk_arena_format(&f->arena, "\"quantities\": [{\"name\": \"%s\"},", form);
    const char *relation = kk_arena_format(&f->arena,
                                           "\"relations\": [{\"kind\": \"sum\", \"whole\": \"helped\", \"parts\": "
                                           "[\"%s\"], \"beyond\": \"form\"}], \"indicators\": [{\"name\": \"%s\", "
                                           "\"kind\": \"value\", \"numerator\": [{\"quantity\": \"%s\"}]},",
                                           form, form, form);
    return replaced(&f->arena, replaced(&f->arena, hand_disclosure, "\"quantities\": [", quantity), "\"indicators\": [",
                    relation);
}

static void write_form(fixture *f, const release_folder *folder, const char *form, int count)
{
    write_release_file(folder, "disclosure.json", with_form(f, form));
    write_release_file(
        folder, "indicators.csv",
        kk_arena_format(&f->arena, "%swijk,WK3,2023,%s,%d,%d,,ok\n", hand_indicators, form, count, count));
    write_release_file(folder, "knowledge.csv",
                       kk_arena_format(&f->arena, "%shelped,wijk,WK3,2023,form,%d,ok\n", hand_knowledge, 30 - count));
}

/* 30 of WK3 are 18 at home and 12 others, and were 14 in day care and 16 others: two rests, which agree. */
static void rests_of_two_releases_are_two(void **state)
{
    fixture *f = *state;
    write_form(f, &f->now, "home", 18);
    assert_int_equal(audit(f), KK_OK);
    write_form(f, &f->earlier, "day", 14);
    assert_int_equal(audit_with_earlier(f), KK_OK);
    assert_int_equal(f->result.verdicts[KK_AUDIT_CONTRADICTION], 0);
    /* and both tell: 30 are hidden now, and 14 and 16 are 30 */
    const char *hidden =
        replaced(&f->arena, hand_indicators, "WK3,2023,help,10,30,300,ok", "WK3,2023,help,,,,suppressed_secondary");
    hidden = replaced(&f->arena, hidden, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    write_release_file(&f->now, "disclosure.json", hand_disclosure);
    write_release_file(&f->now, "indicators.csv", hidden);
    write_release_file(&f->now, "knowledge.csv", hand_knowledge);
    assert_int_equal(audit(f), KK_OK);
    assert_int_equal(audit_with_earlier(f), KK_ERR_DISCLOSURE);
    expect_leak_of_4(f);
}

static void a_release_of_other_boundaries_tells_nothing(void **state)
{
    fixture *f = *state;
    change(f, &f->earlier, "WK1,2023,help,,,,suppressed_count", "WK1,2023,help,4,4,100,ok");
    write_release_file(&f->earlier, "disclosure.json", replaced(&f->arena, hand_disclosure, "2024", "2023"));
    assert_int_equal(audit_with_earlier(f), KK_OK);
    assert_int_equal(f->result.verdicts[KK_AUDIT_TOLD_BEFORE], 0);
}

static void contradictions_are_no_verdict(void **state)
{
    fixture *f = *state;
    change(f, &f->now, "9.4,94,1000", "2,20,1000");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    assert_int_equal(only_row(f)->verdict, KK_AUDIT_CONTRADICTION);
    assert_contains(f->err.message, "figures contradict each other");
}

static void leaks_may_be_accepted_with_a_reason(void **state)
{
    fixture *f = *state;
    change(f, &f->now, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    write_release_file(&f->now, "disclosure.json",
                       replaced(&f->arena, hand_disclosure, "\"format\": 1,",
                                "\"format\": 1, \"accepted_leaks\": \"alleen voor het team\","));
    assert_int_equal(audit(f), KK_OK);
    assert_int_equal(f->result.verdicts[KK_AUDIT_LEAK], 1);
    assert_string_equal(f->result.accepted_leaks, "alleen voor het team");
}

static const char *written(fixture *f)
{
    assert_int_equal(kk_audit_write(&f->result, f->now.path, "audit.json", &f->err), KK_OK);
    char *text = kk_file_text(kk_arena_format(&f->arena, "%s/audit.json", f->now.path));
    assert_non_null(text);
    const char *kept = kk_arena_copy(&f->arena, text);
    free(text);
    return kept;
}

static void audit_json_has_a_line_for_each_hidden_figure(void **state)
{
    fixture *f = *state;
    change(f, &f->now, "WK2,2023,help,,,,suppressed_secondary", "WK2,2023,help,10,20,200,ok");
    assert_int_equal(audit(f), KK_ERR_DISCLOSURE);
    const char *text = written(f);
    assert_contains(text, "{\n  \"format\": 1,\n  \"verdict\": \"leak\",\n  \"earlier\": [],\n");
    assert_contains(text, "\"leak\": 1,");
    assert_contains(text, "\"hidden\": {\n    \"suppressed_count\": 1\n  },\n");
    assert_contains(text, "\n    {\"level\":\"wijk\",\"code\":\"WK1\",\"period\":\"2023\",\"indicator\":\"help\","
                          "\"rule\":\"suppressed_count\",\"part\":\"numerator\",\"interval\":[4,4],"
                          "\"verdict\":\"leak\"}\n  ]\n}\n");
    assert_int_equal(kk_audit_write(&f->result, "/no/such/folder", "audit.json", &f->err), KK_ERR_OUTPUT);
}

static void threads_change_nothing(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f), KK_OK);
    const char *text = written(f);
    for (int threads = 1; threads <= 4; threads += 3) {
        kk_audit_clear(&f->result);
        assert_int_equal(kk_audit(f->now.path, NULL, 0, threads, &f->result, &f->err), KK_OK);
        assert_string_equal(written(f), text);
    }
}

static void what_is_no_release_is_refused(void **state)
{
    fixture *f = *state;
    kk_audit_clear(&f->result);
    assert_int_equal(kk_audit("/no/such/folder", NULL, 0, 1, &f->result, &f->err), KK_ERR_INPUT);
    const kk_config_file missing[] = {{.given = "2022", .path = "/no/such/folder"}};
    kk_audit_clear(&f->result);
    assert_int_equal(kk_audit(f->now.path, missing, 1, 1, &f->result, &f->err), KK_ERR_INPUT);
    assert_contains(f->err.message, "/no/such/folder/disclosure.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_release_whose_hidden_figures_protect_each_other_is_safe, begin, end),
        cmocka_unit_test_setup_teardown(what_protection_costs_is_told, begin, end),
        cmocka_unit_test_setup_teardown(one_hidden_wijk_is_the_rest_of_its_gemeente, begin, end),
        cmocka_unit_test_setup_teardown(a_rate_times_its_public_denominator_is_a_count, begin, end),
        cmocka_unit_test_setup_teardown(what_the_rules_hide_and_the_file_tells_is_a_leak, begin, end),
        cmocka_unit_test_setup_teardown(two_safe_releases_may_tell_together, begin, end),
        cmocka_unit_test_setup_teardown(what_an_earlier_release_told_is_no_leak_of_this_one, begin, end),
        cmocka_unit_test_setup_teardown(earlier_figures_that_were_revised_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(earlier_figures_may_be_rounded, begin, end),
        cmocka_unit_test_setup_teardown(rests_of_two_releases_are_two, begin, end),
        cmocka_unit_test_setup_teardown(a_release_of_other_boundaries_tells_nothing, begin, end),
        cmocka_unit_test_setup_teardown(contradictions_are_no_verdict, begin, end),
        cmocka_unit_test_setup_teardown(leaks_may_be_accepted_with_a_reason, begin, end),
        cmocka_unit_test_setup_teardown(audit_json_has_a_line_for_each_hidden_figure, begin, end),
        cmocka_unit_test_setup_teardown(threads_change_nothing, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_release_is_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
