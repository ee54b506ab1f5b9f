/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/siting_fixture.h"

enum { WIJKEN = 6 };

static const double youths[] = {100, 200, 100, NAN, 400, 100, 0};
static guide_fixture *with(kk_config_siting *siting)
{
    guide_fixture *f = siting_begin(WIJKEN);
    siting_ask(f, siting);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    return f;
}

static void test_the_next_place_goes_where_most_live(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    const kk_guide_siting *made = f->guide.siting;
    assert_int_equal(made->demand_count, 5);    /* not the wijk without a number of youths, nor the water */
    assert_int_equal(made->candidate_count, 4); /* the school at cb1 is no other place */
    const kk_sheet *sheet = guide_sheet_of(f, "siting");
    assert_int_equal(sheet->row_count, 2);
    assert_string_equal(guide_cell(sheet, 0, "place_id").text, "cb1");
    assert_string_equal(guide_cell(sheet, 1, "place_id").text, "s4");
    assert_int_equal(guide_cell(sheet, 0, "is_new").whole, 0);
    assert_int_equal(guide_cell(sheet, 1, "was_present").whole, 0);
    assert_int_equal(guide_cell(sheet, 1, "is_new").whole, 1);
    assert_int_equal(guide_cell(sheet, 1, "is_closed").whole, 0);
    assert_near(guide_cell(sheet, 0, "youths_served").number, 400, 1e-9);
    assert_near(guide_cell(sheet, 1, "youths_served").number, 500, 1e-9);
    assert_near(guide_cell(sheet, 1, "mean_distance").number, 200, 1); /* 400 × 0 + 100 × 1000 m */
    assert_true(made->result.is_optimal);
    guide_end(f);
}

static void test_access_adds_up(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "access");
    double youths_of[2] = {0}, before[2] = {0};
    for (size_t r = 0; r < sheet->row_count; r++) {
        int level = strcmp(guide_cell(sheet, r, "level").text, "wijk") == 0;
        double here = guide_cell(sheet, r, "youths").number;
        youths_of[level] += here;
        before[level] += here * guide_cell(sheet, r, "distance_before").number;
    }
    assert_near(youths_of[0], 900, 1e-9);
    assert_near(youths_of[1], 900, 1e-9);
    assert_near(before[0], before[1], 1e-3);
    /* 100 at home, 200 one kilometre away, 100 two, 400 four, 100 five. */
    assert_near(before[1], 200e3 + 200e3 + 1600e3 + 500e3, 1e4);
    size_t last = siting_row_of(sheet, "WK000205");
    assert_near(guide_cell(sheet, last, "change").number, -4000, 1);
    assert_string_equal(guide_cell(sheet, last, "served_by").text, "s4");
    assert_string_equal(guide_cell(sheet, last, "need_origin").text, "");
    const kk_sheet *summary = guide_sheet_of(f, "siting_summary");
    assert_near(guide_cell(summary, 0, "youths").number, 900, 1e-9);
    assert_int_equal(guide_cell(summary, 0, "left_out").whole, 1);
    assert_near(guide_cell(summary, 0, "within_before").number, 100 * 300.0 / 900, 1e-6);
    assert_near(guide_cell(summary, 0, "within_after").number, 100 * 800.0 / 900, 1e-6);
    guide_end(f);
}

static void test_a_gemeente_goes_where_most_of_it_go(void **state)
{
    (void)state;
    static const double spread[] = {200, 150, 150, 0, 10, 10, 10, 10, 0};
    static const kk_guide_place two[] = {{500, 450500, NAN, "a", "cb"}, {2000, 450500, NAN, "b", "school"}};
    kk_config_siting siting = siting_one_more();
    guide_fixture *f = siting_begin(8);
    siting_ask(f, &siting);
    f->sources.place = two;
    f->sources.place_count = 2;
    guide_add(f, YOUTHS, WIJK, spread, 0);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "access");
    assert_string_equal(guide_cell(sheet, siting_row_of(sheet, "WK000100"), "served_by").text, "a");
    assert_string_equal(guide_cell(sheet, siting_row_of(sheet, "GM0001"), "served_by").text, "b");
    guide_end(f);
}

static void test_capacity_is_kept(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    siting.uses_capacity = true;
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "siting");
    assert_true(guide_cell(sheet, 0, "youths_served").number <= 250);
    guide_end(f);
}

static void test_what_closes_is_told(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    siting.goal = KK_SITING_REMOVING;
    siting.type = "school";
    siting.candidate_count = 0;
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "siting");
    assert_int_equal(sheet->row_count, 4);
    size_t closed = 0;
    for (size_t r = 0; r < sheet->row_count; r++) {
        bool is_open = guide_cell(sheet, r, "is_open").whole != 0;
        closed += !is_open;
        assert_int_equal(guide_cell(sheet, r, "is_closed").whole, !is_open);
        assert_int_equal(isnan(guide_cell(sheet, r, "youths_served").number), !is_open);
    }
    assert_int_equal(closed, 1);
    guide_end(f);
}

static void test_nothing_is_left(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    siting.goal = KK_SITING_REMOVING;
    siting.type = "cb";
    siting.candidate_count = 0;
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "access"), *summary = guide_sheet_of(f, "siting_summary");
    for (size_t r = 0; r < sheet->row_count; r++) {
        assert_true(guide_cell(sheet, r, "distance_before").number >= 0);
        assert_true(isnan(guide_cell(sheet, r, "distance_after").number));
        assert_true(isnan(guide_cell(sheet, r, "change").number));
        assert_true(guide_cell(sheet, r, "within_after").number == 0);
        assert_string_equal(guide_cell(sheet, r, "served_by").text, "");
    }
    assert_near(guide_cell(summary, 0, "unserved").number, 900, 1e-9);
    assert_near(guide_cell(summary, 0, "objective").number, 900 * guide_cell(summary, 0, "beyond").number, 1e-6);
    guide_end(f);
}

static void test_a_type_named_twice_counts_once(void **state)
{
    (void)state;
    static const char *const again[] = {"school", "School", "SCHOOL", "cb", "school", "school"};
    kk_config_siting siting = siting_one_more();
    siting.candidates = (const char **)(uintptr_t)again;
    siting.candidate_count = sizeof again / sizeof *again;
    siting.type = "CB";
    guide_fixture *f = with(&siting);
    guide_make(f, 1);
    assert_int_equal(f->guide.siting->candidate_count, 4);
    assert_true(f->guide.siting->is_present[0]);
    guide_end(f);
}

static void test_capacity_goes_by_youths(void **state)
{
    (void)state;
    static const double poverty[] = {10, 10, 10, 10, 20, 10, 0};
    kk_config_siting siting = siting_one_more();
    siting.uses_capacity = true;
    siting.need = POVERTY;
    guide_fixture *f = with(&siting);
    guide_add(f, POVERTY, WIJK, poverty, 2);
    assert_int_equal(siting_try(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "capacity counts youths");
    guide_end(f);
}

static void test_what_cannot_be_is_told(void **state)
{
    (void)state;
    static const char *const unknown[] = {"hart"};
    kk_config_siting siting = siting_one_more();
    siting.candidates = (const char **)(uintptr_t)unknown;
    guide_fixture *f = with(&siting);
    assert_int_equal(siting_try(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "there is no place of the type 'hart'; there are: cb, school");
    guide_end(f);
    siting = siting_one_more();
    siting.level = "gemeente";
    f = with(&siting);
    assert_int_equal(siting_try(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "it is not known how many youths live where");
    guide_end(f);
}

static void test_threads_make_no_difference(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    guide_fixture *one = with(&siting), *four = with(&siting);
    guide_make(one, 1);
    guide_make(four, 4);
    const kk_sheet *a = guide_sheet_of(one, "access"), *b = guide_sheet_of(four, "access");
    assert_int_equal(a->row_count, b->row_count);
    for (size_t r = 0; r < a->row_count; r++)
        assert_true(guide_cell(a, r, "distance_after").number == guide_cell(b, r, "distance_after").number);
    guide_end(one);
    guide_end(four);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_next_place_goes_where_most_live),
        cmocka_unit_test(test_access_adds_up),
        cmocka_unit_test(test_capacity_is_kept),
        cmocka_unit_test(test_what_closes_is_told),
        cmocka_unit_test(test_a_gemeente_goes_where_most_of_it_go),
        cmocka_unit_test(test_nothing_is_left),
        cmocka_unit_test(test_a_type_named_twice_counts_once),
        cmocka_unit_test(test_capacity_goes_by_youths),
        cmocka_unit_test(test_what_cannot_be_is_told),
        cmocka_unit_test(test_threads_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
