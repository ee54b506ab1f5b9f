/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/targets_world.h"

static void test_a_list_of_three_that_is_certain(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    world_make(w);
    const kk_guide_targets *made = w->f->guide.targets;
    const kk_released_column *column = guide_column_of(w->f, TARGET, WIJK);
    assert_int_equal(w->f->guide.targets_count, 1);
    assert_int_equal(guide_sheet_of(w->f, "targets")->row_count, WIJKEN);
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
        uint32_t rank = world_rank(w, i, 0, UNKNOWN_WIJK);
        assert_int_equal(made->rank[i], rank);
        assert_int_equal(made->target[i].is_chosen, rank <= 3);
        assert_near(column->value[i], rank <= 3 ? 4 : 1, 0);
        assert_string_equal(world_cell(w, i, "class").text, rank <= 3 ? "certainly" : "no");
        assert_string_equal(world_cell(w, i, "class_nl").text, rank <= 3 ? "zeker" : "niet");
        assert_int_equal(world_cell(w, i, "rank").whole, rank);
        assert_int_equal(world_cell(w, i, "rank_lower").whole, rank);
        assert_near(world_cell(w, i, "index").number, w->index.scores.index[i], 0);
    }
    assert_string_equal(column->period, "2023");
    world_end(w);
}

static void test_an_area_without_index_is_on_no_list(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].choose = 8;
    world_make(w);
    const kk_released_column *column = guide_column_of(w->f, TARGET, WIJK);
    assert_int_equal(column->status[UNKNOWN_WIJK], KK_FIGURE_UNKNOWN);
    assert_int_equal(column->status[WATER_WIJK], KK_FIGURE_ABSENT);
    assert_string_equal(world_cell(w, UNKNOWN_WIJK, "class").text, "");
    assert_int_equal(world_cell(w, UNKNOWN_WIJK, "is_chosen").whole, false);
    assert_true(world_cell(w, UNKNOWN_WIJK, "rank").whole == KK_SHEET_EMPTY);
    assert_true(isnan(world_cell(w, UNKNOWN_WIJK, "margin").number));
    assert_string_equal(world_cell(w, UNKNOWN_WIJK, "margin_nl").text, "");
    assert_true(world_cell(w, UNKNOWN_WIJK, "today").whole == KK_SHEET_EMPTY);
    assert_string_equal(world_cell(w, 0, "margin_nl").text, "Blijft op de lijst, ook als de index daalt.");
    assert_true(isnan(world_cell(w, 0, "margin").number));
    world_end(w);
}

static void test_each_gemeente_has_its_own_list(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].within = "gemeente";
    w->target[0].choose = 1;
    world_make(w);
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
        uint32_t rank = world_rank(w, i, i < 4 ? 0 : 4, i < 4 ? 4 : 3);
        assert_int_equal(world_cell(w, i, "rank").whole, rank);
        assert_int_equal(world_cell(w, i, "is_chosen").whole, rank == 1);
        assert_string_equal(world_cell(w, i, "within_code").text, i < 4 ? "GM0001" : "GM0002");
    }
    world_end(w);
}

static void test_a_gemeente_of_nothing_and_a_wijk_of_none(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    kk_level *wijk = &w->f->areas.level[WIJK];
    w->target[0].within = "gemeente";
    for (size_t i = 4; i <= WATER_WIJK; i++) wijk->parent[i] = i == 4 ? NULL : wijk->parent[0];
    world_make(w);
    assert_string_equal(world_cell(w, 4, "within_code").text, "");
    assert_string_equal(world_cell(w, 4, "class").text, "");
    assert_int_equal(world_cell(w, 4, "is_chosen").whole, false);
    assert_int_equal(guide_column_of(w->f, TARGET, WIJK)->status[4], KK_FIGURE_UNKNOWN);
    assert_int_equal(world_cell(w, 5, "rank").whole, world_rank(w, 5, 0, 4) + (world_rank(w, 5, 6, 1) > 1));
    assert_int_equal(guide_sheet_of(w->f, "reach")->row_count, UNKNOWN_WIJK + 1);
    world_end(w);
}

static void test_all_above_a_threshold(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].choose = 0;
    w->target[0].above = 60;
    world_make(w);
    size_t chosen = 0;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
        double index = w->index.scores.index[i];
        chosen += index >= 60;
        assert_int_equal(world_cell(w, i, "is_chosen").whole, index >= 60);
        assert_near(world_cell(w, i, "margin").number, fabs(index - 60), 1e-9);
        assert_int_equal(world_cell(w, i, "rank").whole, world_rank(w, i, 0, UNKNOWN_WIJK));
        assert_true(world_cell(w, i, "rank_lower").whole == KK_SHEET_EMPTY);
    }
    assert_in_range(chosen, 1, UNKNOWN_WIJK - 1);
    world_end(w);
}

static void test_wide_errors_keep_who_was_on_the_list(void **state)
{
    (void)state;
    bool earlier[WIJKEN + 1] = {[3] = true}, today[WIJKEN + 1] = {[3] = true, [UNKNOWN_WIJK] = true};
    targets_world *w = world_begin();
    w->lists[0] = (kk_guide_lists){today, earlier};
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) ((double *)(uintptr_t)w->index.spread.error)[i] = 500;
    world_make(w);
    const kk_released_column *column = guide_column_of(w->f, TARGET, WIJK);
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
        bool is_chosen = i == 3 || world_rank(w, i, 0, UNKNOWN_WIJK) <= 2;
        assert_int_equal(world_cell(w, i, "is_chosen").whole, is_chosen);
        assert_int_equal(world_cell(w, i, "was_kept").whole, i == 3);
        assert_int_equal(world_cell(w, i, "today").whole, i == 3);
        assert_string_equal(world_cell(w, i, "class").text, "possibly");
        assert_string_equal(world_cell(w, i, "today_class").text, i == 3 ? "both" : is_chosen ? "alike" : "neither");
        assert_near(column->value[i], is_chosen ? 3 : 2, 0);
    }
    assert_string_equal(world_cell(w, UNKNOWN_WIJK, "today_class").text, "unknown");
    world_end(w);
}

static void test_what_today_misses(void **state)
{
    (void)state;
    bool today[WIJKEN + 1] = {[3] = true, [4] = true};
    targets_world *w = world_begin();
    w->lists[0].today = today;
    world_make(w);
    assert_string_equal(world_cell(w, 1, "today_class").text, "missing");
    assert_string_equal(world_cell(w, 3, "today_class").text, "unsupported");
    assert_string_equal(world_cell(w, 4, "today_class").text, "both");
    assert_string_equal(world_cell(w, 6, "today_class").text, "neither");
    world_end(w);
}

static void test_youths_in_need_say_whose_share_they_rest_on(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    world_make(w);
    assert_near(world_cell(w, 0, "youths_in_need").number, 12, 1e-12);
    assert_string_equal(world_cell(w, 0, "in_need_origin").text, "own");
    assert_near(world_cell(w, SECRET_WIJK, "youths_in_need").number, 40, 1e-12);
    assert_string_equal(world_cell(w, SECRET_WIJK, "in_need_status").text, "secret");
    assert_string_equal(world_cell(w, SECRET_WIJK, "in_need_origin").text, "around");
    assert_true(isnan(world_cell(w, UNKNOWN_WIJK, "youths_in_need").number));
    assert_string_equal(world_cell(w, UNKNOWN_WIJK, "in_need_origin").text, "none");
    assert_near(world_cell(w, UNKNOWN_WIJK, "youths").number, 60, 0);
    world_end(w);
}

static void test_no_ranks_and_scores_where_they_are_hidden(void **state)
{
    (void)state;
    static const char *const numbers[] = {"index", "margin", "margin_change"}, *const ranks[] = {"rank", "rank_lower",
                                                                                                 "rank_upper"};
    targets_world *w = world_begin();
    w->f->config.guide.target_count = 2;
    w->target[1].hides_ranks = true;
    world_make(w);
    for (size_t row = 0; row < 2 * WIJKEN; row++)
        for (size_t c = 0; c < 3; c++) {
            assert_true(isnan(world_cell(w, row, numbers[c]).number));
            assert_true(world_cell(w, row, ranks[c]).whole == KK_SHEET_EMPTY);
            assert_string_equal(world_cell(w, row, "margin_nl").text, "");
            assert_string_equal(world_cell(w, row, "margin_indicator").text, "");
        }
    assert_string_equal(world_cell(w, 1, "class").text, "certainly");
    assert_string_equal(world_cell(w, WIJKEN + 1, "list").text, "tweede");
    assert_int_equal(world_cell(w, WIJKEN + 1, "is_chosen").whole, true);
    world_end(w);
}

static void check_fails(targets_world *w, const char *message)
{
    assert_int_equal(kk_guide_make_targets(&w->work, &w->f->err), KK_ERR_PROJECT);
    assert_contains(w->f->err.message, message);
    world_end(w);
}

static void test_what_cannot_be_asked(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].level = "buurt";
    check_fails(w, "no areas of level 'buurt'");
    w = world_begin();
    w->target[0].level = "gemeente";
    check_fails(w, "there is no index at level 'gemeente'");
    w = world_begin();
    w->target[0].within = "regio";
    check_fails(w, "no areas of level 'regio'");
    w = world_begin();
    w->target[0].in_need = USE;
    check_fails(w, "`in_need: use` has no figures at level 'wijk'");
    w = world_begin();
    w->target[0].peers.on = (uint32_t[]){USE};
    w->target[0].peers.on_count = w->target[0].peers.count = 1;
    check_fails(w, "names 'use', which has no figures");
}

static void test_threads_change_nothing(void **state)
{
    (void)state;
    targets_world *one = world_begin(), *four = world_begin();
    four->work.threads = 4;
    world_make(one);
    world_make(four);
    const kk_sheet *a = guide_sheet_of(one->f, "targets"), *b = guide_sheet_of(four->f, "targets");
    for (size_t c = 0; c < a->row_count * a->column_count; c++)
        if (a->column[c % a->column_count].kind == KK_SHEET_TEXT)
            assert_string_equal(a->cell[c].text, b->cell[c].text);
        else
            assert_memory_equal(&a->cell[c], &b->cell[c], sizeof a->cell[c]);
    world_end(one);
    world_end(four);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list_of_three_that_is_certain),
        cmocka_unit_test(test_an_area_without_index_is_on_no_list),
        cmocka_unit_test(test_each_gemeente_has_its_own_list),
        cmocka_unit_test(test_a_gemeente_of_nothing_and_a_wijk_of_none),
        cmocka_unit_test(test_all_above_a_threshold),
        cmocka_unit_test(test_wide_errors_keep_who_was_on_the_list),
        cmocka_unit_test(test_what_today_misses),
        cmocka_unit_test(test_youths_in_need_say_whose_share_they_rest_on),
        cmocka_unit_test(test_no_ranks_and_scores_where_they_are_hidden),
        cmocka_unit_test(test_what_cannot_be_asked),
        cmocka_unit_test(test_threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
