/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

enum { WIJKEN = 6 };

static const double same[] = {100, 100, 100, 100, 100, 100};

/* The index is that of poverty by Z: high in wijk 0 and 1, low in 2 and 3, at the mean of 10 in 4 and unknown in 5. */
static guide_fixture *begin(double half)
{
    static const double poverty[] = {16, 16, 4, 4, 10, NAN};
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_guide *guide = &f->config.guide;
    guide->index.rule = (kk_need_rule){KK_SCALE_Z, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0};
    guide->crossing = (kk_config_crossing){
        .given = true, .use = USE, .supply = -1, .use_indicator = CROSSING_USE, .supply_indicator = CROSSING_SUPPLY};
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, poverty, half);
    return f;
}

static guide_fixture *begin_use(const double *use, double half)
{
    guide_fixture *f = begin(0);
    guide_add(f, USE, WIJK, use, half);
    return f;
}

static const char *text_of(const guide_fixture *f, size_t area, const char *column)
{
    return guide_cell(guide_sheet_of(f, "crossing"), area, column).text;
}

static void check_classes(const guide_fixture *f, size_t indicator, const double *expected)
{
    const kk_released_column *column = guide_column_of(f, indicator, WIJK);
    assert_non_null(column);
    for (size_t i = 0; i < WIJKEN; i++) {
        if (isnan(expected[i]))
            assert_int_equal(column->status[i], KK_FIGURE_UNKNOWN);
        else
            assert_near(column->value[i], expected[i], 0);
    }
    assert_int_equal(column->status[WIJKEN], KK_FIGURE_ABSENT);
}

/* The mean of use is 5. */
static void test_the_four_classes(void **state)
{
    (void)state;
    static const double use[] = {3, 7, 3, 7, 7, 3}, expected[] = {3, 4, 1, 2, 0, NAN};
    guide_fixture *f = begin_use(use, 0);
    guide_make(f, 1);
    check_classes(f, CROSSING_USE, expected);
    assert_null(guide_column_of(f, CROSSING_SUPPLY, WIJK));
    assert_int_equal(guide_sheet_of(f, "crossing")->row_count, WIJKEN);
    assert_string_equal(text_of(f, 0, "crossing_use"), "high_low");
    assert_string_equal(text_of(f, 3, "crossing_use"), "low_high");
    assert_string_equal(text_of(f, 0, "need_class"), "high");
    assert_string_equal(text_of(f, 4, "need_class"), "unclear");
    assert_string_equal(text_of(f, 5, "need_class"), "");
    assert_string_equal(text_of(f, 5, "crossing_use"), "");
    assert_near(guide_cell(guide_sheet_of(f, "crossing"), 0, "use_mean").number, 5, 1e-12);
    assert_string_equal(text_of(f, 0, "supply_class"), "");
    assert_string_equal(text_of(f, 0, "crossing_supply"), "");
    guide_end(f);
}

static void test_words_say_what_it_is(void **state)
{
    (void)state;
    static const double use[] = {3, 7, 3, 7, 7, NAN};
    guide_fixture *f = begin_use(use, 0);
    guide_make(f, 1);
    assert_string_equal(text_of(f, 0, "words_nl"),
                        "De behoefte is hoog en het gebruik is laag: mogelijk wordt hier behoefte gemist.");
    assert_string_equal(text_of(f, 1, "words_nl"), "De behoefte is hoog en het gebruik is hoog.");
    assert_string_equal(text_of(f, 3, "words_nl"),
                        "De behoefte is laag en het gebruik is hoog: mogelijk wordt hier te snel verwezen.");
    assert_string_equal(text_of(f, 4, "words_nl"),
                        "Het gebruik is hoog; het is niet zeker of de behoefte hoog of laag is.");
    assert_string_equal(text_of(f, 5, "words_nl"), "Over de behoefte zijn er te weinig cijfers.");
    guide_end(f);
}

/* ± 2 around 3 and 7 touches the mean of 5: not on one side. Around 2 and 8 it does not. */
static void test_chance_makes_it_unclear(void **state)
{
    (void)state;
    static const double use[] = {3, 7, 2, 8, 5, 5}, expected[] = {0, 0, 1, 2, 0, NAN};
    guide_fixture *f = begin_use(use, 2);
    guide_make(f, 1);
    check_classes(f, CROSSING_USE, expected);
    assert_string_equal(text_of(f, 0, "use_class"), "unclear");
    assert_string_equal(text_of(f, 0, "words_nl"),
                        "De behoefte is hoog; het is niet zeker of het gebruik hoog of laag is.");
    assert_string_equal(text_of(f, 4, "words_nl"), "Het is niet zeker of de behoefte hoog of laag is, en ook niet of "
                                                   "het gebruik hoog of laag is.");
    assert_near(guide_cell(guide_sheet_of(f, "crossing"), 2, "use_lower").number, 0, 0);
    assert_near(guide_cell(guide_sheet_of(f, "crossing"), 2, "use_upper").number, 4, 0);
    guide_end(f);
}

/* Figures on poverty that may be 30 off say nothing of need; 0.1 off they do. */
static void test_need_is_by_its_interval(void **state)
{
    (void)state;
    static const double use[] = {3, 7, 3, 7, 7, 3}, wide[] = {0, 0, 0, 0, 0, NAN}, narrow[] = {3, 4, 1, 2, 0, NAN};
    guide_fixture *f = begin(30);
    guide_add(f, USE, WIJK, use, 0);
    guide_make(f, 1);
    check_classes(f, CROSSING_USE, wide);
    guide_end(f);
    f = begin(0.1);
    guide_add(f, USE, WIJK, use, 0);
    guide_make(f, 1);
    check_classes(f, CROSSING_USE, narrow);
    guide_end(f);
}

/* The average of youths, not of wijken: 900 of 1,400 have 7, so that the mean is above 5.5. */
static void test_the_mean_is_that_of_youths(void **state)
{
    (void)state;
    static const double many[] = {100, 900, 100, 100, 100, 100}, use[] = {3, 7, 5.5, 5.5, 5.5, 5.5};
    guide_fixture *f = begin(0);
    f->raw.column_count = 0;
    guide_add(f, YOUTHS, WIJK, many, 0);
    guide_add(f, POVERTY, WIJK, same, 0);
    guide_add(f, USE, WIJK, use, 0);
    guide_make(f, 1);
    assert_near(guide_cell(guide_sheet_of(f, "crossing"), 0, "use_mean").number, (900 * 7 + 300 + 4 * 550) / 1400.,
                1e-12);
    assert_string_equal(text_of(f, 2, "use_class"), "low");
    guide_end(f);
}

static void test_a_distance_is_little_supply(void **state)
{
    (void)state;
    static const double supply[] = {3, 7, 3, 7, 7, 3}, plain[] = {3, 4, 1, 2, 0, NAN}, turned[] = {4, 3, 2, 1, 0, NAN};
    for (size_t is_distance = 0; is_distance < 2; is_distance++) {
        guide_fixture *f = begin(0);
        f->config.guide.crossing.use = -1;
        f->config.guide.crossing.supply = SUPPLY;
        f->indicators[SUPPLY].direction = is_distance ? KK_DIRECTION_NEED : KK_DIRECTION_STRENGTH;
        guide_add(f, SUPPLY, WIJK, supply, 0);
        guide_make(f, 1);
        check_classes(f, CROSSING_SUPPLY, is_distance ? turned : plain);
        assert_string_equal(text_of(f, is_distance, "words_nl"),
                            "De behoefte is hoog en het aanbod is klein: hier kan meer aanbod nodig zijn.");
        assert_string_equal(text_of(f, 1 - is_distance, "words_nl"), "De behoefte is hoog en het aanbod is groot.");
        guide_end(f);
    }
}

static void test_a_figure_from_around_is_told(void **state)
{
    (void)state;
    static const double around[] = {3, 7}, use[] = {-1, 7, 3, 7, 7, NAN}, poverty[] = {16, 16, 4, 4, 10, NAN};
    guide_fixture *f = begin(0);
    f->raw.column_count = 0;
    guide_add(f, USE, GEMEENTE, around, 0);
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, poverty, 0);
    guide_add(f, USE, WIJK, use, 0);
    guide_make(f, 1);
    assert_string_equal(text_of(f, 0, "use_origin"), "around");
    assert_string_equal(text_of(f, 0, "use_from_code"), "GM0001");
    assert_string_equal(text_of(f, 0, "use_status"), "secret");
    assert_string_equal(text_of(f, 5, "use_origin"), "none");
    assert_string_equal(
        text_of(f, 0, "words_nl"),
        "De behoefte is hoog; het is niet zeker of het gebruik (cijfer van de gemeente) hoog of laag is.");
    guide_end(f);
}

static void test_hidden_ranks_hide_scores_not_classes(void **state)
{
    (void)state;
    static const double use[] = {3, 7, 3, 7, 7, 3}, expected[] = {3, 4, 1, 2, 0, NAN};
    static const char *const scores[] = {"need", "need_lower", "need_upper", "need_mean"};
    guide_fixture *f = begin_use(use, 0);
    kk_config_target list = {.level = "wijk", .choose = 2, .hides_ranks = true};
    f->config.guide.target = &list;
    f->config.guide.target_count = 1;
    guide_release(f);
    kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .threads = 1};
    work.arena = &f->arena;
    work.out = &f->guide;
    assert_int_equal(kk_guide_make_index(&work, &f->err), KK_OK);
    assert_int_equal(kk_guide_make_crossing(&work, &f->err), KK_OK);
    check_classes(f, CROSSING_USE, expected);
    for (size_t i = 0; i < WIJKEN; i++)
        for (size_t s = 0; s < 4; s++)
            assert_true(isnan(guide_cell(guide_sheet_of(f, "crossing"), i, scores[s]).number));
    assert_string_equal(text_of(f, 0, "need_class"), "high");
    assert_near(guide_cell(guide_sheet_of(f, "crossing"), 0, "use").number, 3, 0);
    guide_end(f);
}

static void test_use_without_figures(void **state)
{
    (void)state;
    guide_fixture *f = begin(0);
    guide_release(f);
    assert_int_equal(kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err), KK_ERR_INPUT);
    assert_contains(f->err.message, "'use' has no figures at any level of the index 'need'");
    guide_end(f);
}

/* Another unit, and areas that are all the same: nothing is high by rounding. */
static void test_rounding_decides_nothing(void **state)
{
    (void)state;
    static const double use[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, expected[] = {0, 0, 0, 0, 0, NAN};
    guide_fixture *f = begin_use(use, 0);
    guide_make(f, 1);
    check_classes(f, CROSSING_USE, expected);
    guide_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_four_classes),
        cmocka_unit_test(test_words_say_what_it_is),
        cmocka_unit_test(test_chance_makes_it_unclear),
        cmocka_unit_test(test_need_is_by_its_interval),
        cmocka_unit_test(test_the_mean_is_that_of_youths),
        cmocka_unit_test(test_a_distance_is_little_supply),
        cmocka_unit_test(test_a_figure_from_around_is_told),
        cmocka_unit_test(test_hidden_ranks_hide_scores_not_classes),
        cmocka_unit_test(test_use_without_figures),
        cmocka_unit_test(test_rounding_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
