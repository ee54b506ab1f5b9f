/* SPDX-License-Identifier: EUPL-1.2 */
/* Means divided from released figures: worked by hand, by an index, and what cannot be done. */
#include "unit/guide/division_world.h"

/* ---- amounts ---- */

/* Present per youth 10, 10, 10 (of its gemeente) and 20; youths in poverty 10, 40, 90 and 160 of 300. */
static void test_principles_by_hand(void **state)
{
    (void)state;
    static const struct {
        kk_principle principle;
        double cents[TAKERS];
    } cases[] = {
        {KK_PRESENT, {1e7 / 14, 2e7 / 14, 3e7 / 14, 8e7 / 14}},
        {KK_EQUAL, {1000000, 2000000, 3000000, 4000000}},
        {KK_PROPORTIONAL, {1e7 / 30, 4e7 / 30, 9e7 / 30, 16e7 / 30}},
        {KK_PROPORTIONATE, {2e7 / 30, 5e7 / 30, 9e7 / 30, 14e7 / 30}},
        {KK_CLOSING, {22e7 / 420, 58e7 / 420, 108e7 / 420, 232e7 / 420}},
        {KK_LEVELLING, {1040000, 2080000, 3120000, 3760000}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        division_world w = world_begin(cases[c].principle);
        const kk_guide_division *made = world_divide(&w);
        assert_int_equal(made->count, TAKERS);
        assert_int_equal(world_sum(made, 0), 10000000);
        for (size_t k = 0; k < TAKERS; k++) {
            assert_near(made->share[0].exact[k], cases[c].cents[k], 1e-3);
            assert_true(fabs((double)made->share[0].units[k] - cases[c].cents[k]) < 1 + 1e-6);
        }
        world_end(&w);
    }
}

static void test_balance_by_hand(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    const kk_guide_division *made = world_divide(&w);
    assert_near(made->before.gini, 2.4 / 14, 1e-12);
    assert_near(made->before.concentration, 2.4 / 14, 1e-12);
    assert_near(made->share[0].balance.gini, 0, 1e-12);
    assert_near(made->share[0].balance.concentration, 0, 1e-12);
    world_end(&w);
}

static void test_posts(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    w.config.post_size = 0.5;
    w.config.budget_units = 7;
    w.config.present = -1;
    const kk_guide_division *made = world_divide(&w);
    const int64_t posts[] = {0, 1, 2, 4}; /* of 0.23, 0.93, 2.1 and 3.73 */
    for (size_t k = 0; k < TAKERS; k++) assert_int_equal(made->share[0].units[k], posts[k]);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_near(guide_cell(sheet, 3, "amount_fte").number, 2, 0);
    assert_int_equal(guide_cell(sheet, 3, "amount").whole, KK_SHEET_EMPTY);
    assert_string_equal(guide_cell(sheet, 3, "unit").text, "fte");
    assert_near(guide_column_of(w.f, MEANS, WIJK)->value[3], 1000 * 2.0 / 400, 1e-12); /* per 1,000 */
    world_end(&w);
}

static void test_floors_and_ceilings(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    w.config.floor_per_youth = 50.1;
    w.config.ceiling_per_youth = 120;
    const kk_guide_division *made = world_divide(&w);
    assert_int_equal(made->floor[1], 1002000);
    assert_int_equal(made->ceiling[3], 4800000);
    assert_int_equal(made->share[0].units[0], 501000);
    assert_int_equal(made->share[0].units[3], 4800000);
    /* The two in between by 4 to 9, as their need is. */
    assert_near(made->share[0].exact[1], (10000000 - 501000 - 4800000) * 4.0 / 13, 1e-3);
    assert_int_equal(world_sum(made, 0), 10000000);
    world_end(&w);
}

/* ---- the index as need ---- */

static void test_an_index_with_a_zero(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    world_use_index(&w, KK_SCALE_PERCENTILE, (double[]){10, 20, 30, 40});
    const kk_guide_division *made = world_divide(&w);
    assert_string_equal(made->need_as, "index");
    for (size_t k = 0; k < TAKERS; k++)
        assert_near(made->share[0].exact[k], 1e7 / 30 * (double)((k + 1) * (k + 1)), 1e-3);
    assert_true(isnan(made->share[0].gain_chance[0])); /* no figure has a standard error */
    world_end(&w);
}

/* Ridits over 100, 200, 300 and 400 youths, of which the last two score the same: 0.05, 0.2, 0.65, 0.65. */
static void test_an_index_without_a_zero(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    world_use_index(&w, KK_SCALE_Z, (double[]){-1.5, -0.2, 0.9, 0.9});
    const kk_guide_division *made = world_divide(&w);
    const double ridit[] = {0.05, 0.2, 0.65, 0.65};
    for (size_t k = 0; k < TAKERS; k++) {
        assert_near(made->need[k], ridit[k], 1e-12);
        assert_near(made->share[0].exact[k], 1e7 * ridit[k] * w.youths[k] / 500, 1e-3);
    }
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_string_equal(guide_cell(sheet, 2, "need_as").text, "ridit");
    assert_near(guide_cell(sheet, 2, "need").number, 65, 1e-9);
    world_end(&w);
}

static void test_hidden_ranks_hide_the_index(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    kk_config_target target = {.level = "wijk", .hides_ranks = true};
    w.f->config.guide.target = &target;
    w.f->config.guide.target_count = 1;
    world_use_index(&w, KK_SCALE_PERCENTILE, (double[]){10, 20, 30, 40});
    world_divide(&w);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    for (size_t i = 0; i < WIJKEN; i++) assert_true(isnan(guide_cell(sheet, i, "need").number));
    assert_near((double)guide_cell(sheet, 3, "amount").whole, 16e7 / 30, 1);
    world_end(&w);
}

/* ---- what cannot be done ---- */

static void check_failure(division_world *w, const char *part)
{
    assert_int_equal(world_try(w, 1), KK_ERR_PROJECT);
    assert_contains(w->f->err.message, "proef.yaml:7");
    assert_contains(w->f->err.message, part);
    world_end(w);
}

static void test_bounds_that_do_not_fit(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    w.config.floor_per_youth = 101;
    check_failure(&w, "floors together are 101000.00 euro, the budget is 100000.00");
    w = world_begin(KK_EQUAL);
    w.config.ceiling_per_youth = 99;
    check_failure(&w, "ceilings together are 99000.00 euro, the budget is 100000.00");
    w = world_begin(KK_EQUAL);
    w.config.post_size = 1;
    w.config.budget_units = 100;
    w.config.floor_per_youth = 0.011;
    w.config.ceiling_per_youth = 0.019;
    check_failure(&w, "ceiling of some wijk is below its floor");
}

static void test_nobody(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONAL);
    for (size_t i = 0; i < WIJKEN; i++) w.poverty[i] = 0;
    check_failure(&w, "by principle 'proportional' nobody is left");
    w = world_begin(KK_WELFARE);
    for (size_t i = 0; i < WIJKEN; i++) w.poverty[i] = 0;
    w.config.half_effect = 10;
    check_failure(&w, "by principle 'welfare' nobody is left");
    w = world_begin(KK_EQUAL);
    for (size_t i = 0; i < WIJKEN; i++) w.youths[i] = 0;
    check_failure(&w, "no wijk has both youths and a figure of need");
    w = world_begin(KK_PRESENT);
    for (size_t i = 0; i < WIJKEN; i++) w.present[i] = NAN;
    check_failure(&w, "'present' has no figure for any wijk");
}

static void test_what_makes_no_sense(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    w.config.level = "buurt";
    check_failure(&w, "no areas of level 'buurt'");
    w = world_begin(KK_EQUAL);
    w.config.need = -1;
    check_failure(&w, "no index of need for level 'wijk'");
    w = world_begin(KK_EQUAL);
    w.f->indicators[POVERTY].direction = KK_DIRECTION_STRENGTH;
    check_failure(&w, "more of 'poverty' is less need");
}

static void test_figures_below_0(void **state)
{
    (void)state;
    enum { POVERTY_OF_WIJKEN = 4, PRESENT_OF_WIJKEN };
    division_world w = world_begin(KK_EQUAL);
    world_add_figures(&w);
    w.f->column[POVERTY_OF_WIJKEN].value[1] = -0.1;
    check_failure(&w, "'poverty' is below 0 in wijk WK000101");
    w = world_begin(KK_EQUAL);
    world_add_figures(&w);
    w.f->column[PRESENT_OF_WIJKEN].value[3] = -5;
    check_failure(&w, "'present' of wijk WK000203 is below 0");
}

static void test_one_area(void **state)
{
    (void)state;
    division_world w = world_begin(KK_PROPORTIONATE);
    for (size_t i = 1; i < WIJKEN; i++) w.youths[i] = 0;
    const kk_guide_division *made = world_divide(&w);
    assert_int_equal(made->count, 1);
    assert_int_equal(made->share[0].units[0], 10000000);
    assert_true(isnan(made->before.gini));
    world_end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_principles_by_hand),
        cmocka_unit_test(test_balance_by_hand),
        cmocka_unit_test(test_posts),
        cmocka_unit_test(test_floors_and_ceilings),
        cmocka_unit_test(test_an_index_with_a_zero),
        cmocka_unit_test(test_an_index_without_a_zero),
        cmocka_unit_test(test_hidden_ranks_hide_the_index),
        cmocka_unit_test(test_bounds_that_do_not_fit),
        cmocka_unit_test(test_nobody),
        cmocka_unit_test(test_what_makes_no_sense),
        cmocka_unit_test(test_figures_below_0),
        cmocka_unit_test(test_one_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
