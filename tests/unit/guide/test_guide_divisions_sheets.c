/* SPDX-License-Identifier: EUPL-1.2 */
/* Who takes part in a division with what figures, and what the sheets say. */
#include "unit/guide/division_world.h"

/* ---- who takes part, with what ---- */

static void test_a_withheld_present_is_a_part_of_that_around(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PRESENT);
    const kk_guide_division *made = world_divide(&w);
    assert_int_equal(made->present[2], 300000);
    assert_int_equal(made->present[3], 800000);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_string_equal(guide_cell(sheet, 2, "present_origin").text, "around");
    assert_string_equal(guide_cell(sheet, 3, "present_origin").text, "own");
    assert_int_equal(guide_cell(sheet, 2, "present").whole, 300000);
    assert_near(guide_cell(sheet, 2, "present_per_youth").number, 10, 1e-12);
    world_end(&w);
}

/* Euro per child: what is divided starts from the euros, the numerator. */
static void test_a_present_rate_is_its_numerator(void **state)
{
    (void)state;
    enum { PRESENT_OF_GEMEENTEN = 2, PRESENT_OF_WIJKEN = 5 };
    division_world w = world_begin(KK_PRESENT);
    w.f->indicators[PRESENT].kind = KK_RATE;
    world_add_figures(&w);
    kk_indicator_column *column = w.f->column;
    for (size_t i = 0; i < GEMEENTEN; i++) column[PRESENT_OF_GEMEENTEN].numerator[i] = 12000;
    for (size_t i = 0; i < WIJKEN; i++) column[PRESENT_OF_WIJKEN].numerator[i] = i == 2 ? NAN : 50;
    const kk_guide_division *made = world_divide(&w);
    const int64_t cents[] = {5000, 5000, 600000, 5000}; /* 300 of 600 youths of the gemeente */
    for (size_t k = 0; k < TAKERS; k++) assert_int_equal(made->present[k], cents[k]);
    world_end(&w);
}

static void test_an_unknown_present_is_not_told(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    w.present[2] = NAN;
    const kk_guide_division *made = world_divide(&w);
    assert_int_equal(made->present[2], llround(1100000 * 300.0 / 700));
    assert_true(isnan(made->share[0].gain_chance[2]));
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_int_equal(guide_cell(sheet, 2, "present").whole, KK_SHEET_EMPTY);
    assert_int_equal(guide_cell(sheet, 2, "change").whole, KK_SHEET_EMPTY);
    assert_string_equal(guide_cell(sheet, 2, "present_origin").text, "none");
    assert_string_equal(guide_cell(sheet, 2, "certainty").text, "");
    assert_int_equal(guide_cell(sheet, 2, "amount").whole, 3000000);
    assert_int_equal(guide_cell(guide_sheet_of(w.f, "scenarios"), 0, "gainers").whole, 3);
    world_end(&w);
}

static void test_who_takes_no_part_is_named(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    w.youths[0] = -1;
    const kk_guide_division *made = world_divide(&w);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    const char *const status[] = {"youths_unknown", "divided", "divided", "divided", "no_youths", "need_unknown"};
    assert_int_equal(sheet->row_count, WIJKEN);
    for (size_t i = 0; i < WIJKEN; i++) {
        bool is_divided = strcmp(status[i], "divided") == 0;
        assert_string_equal(guide_cell(sheet, i, "status").text, status[i]);
        assert_int_equal(guide_cell(sheet, i, "amount").whole != KK_SHEET_EMPTY, is_divided);
        assert_int_equal(isnan(guide_column_of(w.f, MEANS, WIJK)->value[i]), !is_divided);
    }
    assert_int_equal(made->count, 3);
    assert_int_equal(made->left_out, 1);
    assert_true(isnan(guide_cell(sheet, 0, "youths").number));
    world_end(&w);
}

/* A withheld need is that of the gemeente: 15%. */
static void test_a_withheld_need_is_that_around(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    w.poverty[1] = -1;
    w.half = 0.02;
    const kk_guide_division *made = world_divide(&w);
    assert_near(made->need[1], 0.15, 1e-12);
    assert_near(made->share[0].exact[1], 1e7 * 30 / 290, 1e-3);
    assert_true(made->share[0].gain_chance[1] >= 0); /* areas differ, so it may be another */
    assert_true(made->share[0].gain_chance[0] >= 0);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_string_equal(guide_cell(sheet, 1, "need_origin").text, "around");
    assert_near(guide_cell(sheet, 1, "need").number, 15, 1e-12);
    world_end(&w);
}

/* ---- the sheets ---- */

static void test_two_principles_side_by_side(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONATE);
    w.principle[1] = KK_PRESENT;
    w.config.principle_count = 2;
    world_divide(&w);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation"), *all = guide_sheet_of(w.f, "scenarios");
    assert_int_equal(sheet->row_count, 2 * WIJKEN);
    assert_string_equal(guide_cell(sheet, 3, "principle").text, "proportionate");
    assert_string_equal(guide_cell(sheet, WIJKEN + 3, "principle").text, "present");
    assert_string_equal(guide_cell(sheet, 3, "code").text, "WK000203");
    assert_int_equal(guide_cell(sheet, 3, "amount").whole, 4666667);
    assert_int_equal(guide_cell(sheet, 3, "change").whole, 3866667);
    assert_near(guide_cell(sheet, 3, "change_percent").number, 483.333375, 1e-9);
    assert_near(guide_cell(sheet, 3, "per_youth").number, 46666.67 / 400, 1e-9);
    assert_near(guide_column_of(w.f, MEANS, WIJK)->value[3], 46666.67 / 400, 1e-9);
    assert_near(guide_column_of(w.f, MEANS_2, WIJK)->value[3], 57142.86 / 400, 1e-9);
    assert_int_equal(all->row_count, 2);
    assert_int_equal(guide_cell(all, 0, "budget").whole, 10000000);
    assert_near(guide_cell(all, 0, "youths").number, 1000, 0);
    assert_int_equal(guide_cell(all, 0, "left_out").whole, 1);
    assert_near(guide_cell(all, 0, "most_per_youth").number, 46666.67 / 400, 1e-9);
    assert_near(guide_cell(all, 0, "least_per_youth").number, 6666.67 / 100, 1e-2);
    assert_near(guide_cell(all, 1, "gini_after").number, 2.4 / 14, 1e-6);
    assert_true(guide_cell(all, 0, "rounded_by_at_most").number < 0.01);
    world_end(&w);
}

static void test_frontier(void **state)
{
    (void)state;
    division_world w = world_begin(KK_WELFARE);
    w.epsilon[0] = 0.5;
    w.config.half_effect = 200;
    const kk_guide_division *made = world_divide(&w);
    const kk_sheet *sheet = guide_sheet_of(w.f, "frontier");
    assert_int_equal(sheet->row_count, 3);
    double least = 0; /* half of what can be brought takes € 200 for each of 300 in need: € 100.000 brings more */
    assert_near(made->most_effect, 300 * (1 - exp2(-100000.0 / (300 * 200))), 1e-6);
    for (size_t e = 0; e < 3; e++) {
        double price = guide_cell(sheet, e, "price").number;
        assert_true(price > least && price < 100);
        assert_near(price, 100 * (1 - made->frontier[e].effect / made->most_effect), 1e-9);
        least = price;
    }
    assert_int_equal(world_sum(made, 0), 10000000);
    world_end(&w);
}

static void test_no_frontier_without_half_effect(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    assert_null(world_divide(&w)->frontier);
    assert_int_equal(w.f->guide.guidance.sheet_count, 2);
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_withheld_present_is_a_part_of_that_around),
        cmocka_unit_test(test_a_present_rate_is_its_numerator),
        cmocka_unit_test(test_an_unknown_present_is_not_told),
        cmocka_unit_test(test_who_takes_no_part_is_named),
        cmocka_unit_test(test_a_withheld_need_is_that_around),
        cmocka_unit_test(test_two_principles_side_by_side),
        cmocka_unit_test(test_frontier),
        cmocka_unit_test(test_no_frontier_without_half_effect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
