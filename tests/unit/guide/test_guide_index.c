/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

enum { WIJKEN = 8 };

static const double youths[] = {100, 200, 50, 400, 100, 150, 250, 80};
static const double poverty[] = {12, 7, 5, 9, 20, 3, 8, 6};
static const double debts[] = {4, 3, 2, 6, 5, 1, 7, 8};
static const double income[] = {20, 30, 35, 28, 18, 40, 27, 33};

static guide_fixture *begin_plain(double half)
{
    guide_fixture *f = guide_begin(WIJKEN);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    guide_add(f, POVERTY, WIJK, poverty, half);
    guide_add(f, DEBTS, WIJK, debts, 0);
    guide_add(f, INCOME, WIJK, income, 0);
    return f;
}

static size_t row_of(const kk_sheet *sheet, const char *code)
{
    for (size_t row = 0; row < sheet->row_count; row++)
        if (strcmp(guide_cell(sheet, row, "code").text, code) == 0) return row;
    fail_msg("no row %s", code);
    return 0;
}

/* ---- numbers ---- */

/* By its definition: all youths with less, and half of those with as much. */
static double percentile(const double *value, size_t area, double sign)
{
    double below = 0, all = 0;
    for (size_t i = 0; i < WIJKEN; i++) {
        double apart = sign * (value[area] - value[i]);
        below += apart > 0 ? youths[i] : apart < 0 ? 0 : youths[i] / 2;
        all += youths[i];
    }
    return 100 * below / all;
}

static void test_the_index_is_that_of_the_figures(void **state)
{
    (void)state;
    guide_fixture *f = begin_plain(0);
    guide_make(f, 2);
    const kk_released_column *index = guide_column_of(f, INDEX, WIJK), *rank = guide_column_of(f, RANK, WIJK);
    const kk_released_column *living = guide_column_of(f, THEME_LIVING, WIJK);
    const kk_released_column *money = guide_column_of(f, THEME_MONEY, WIJK);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_int_equal(need->row_count, WIJKEN);
    double expected[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        double of_money = (percentile(poverty, i, 1) + percentile(income, i, -1)) / 2;
        expected[i] = (percentile(debts, i, 1) + 2 * of_money) / 3;
        assert_near(living->value[i], percentile(debts, i, 1), 1e-9);
        assert_near(money->value[i], of_money, 1e-9);
        assert_near(index->value[i], expected[i], 1e-9);
        assert_near(guide_cell(need, i, "index").number, expected[i], 1e-9);
        assert_near(guide_cell(need, i, "youths").number, youths[i], 0);
    }
    for (size_t i = 0; i < WIJKEN; i++) {
        double place = 1;
        for (size_t j = 0; j < WIJKEN; j++) place += expected[j] > expected[i];
        assert_near(rank->value[i], place, 0);
        assert_int_equal(guide_cell(need, i, "rank").whole, place);
    }
    assert_string_equal(index->period, "2023");
    assert_true(index->shown_on_map);
    guide_end(f);
}

static void test_contributions_and_weights_add_up(void **state)
{
    (void)state;
    guide_fixture *f = begin_plain(0);
    guide_make(f, 1);
    const kk_sheet *figures = guide_sheet_of(f, "need_figures"), *need = guide_sheet_of(f, "need");
    assert_int_equal(figures->row_count, 3 * WIJKEN);
    for (size_t i = 0; i < WIJKEN; i++) {
        double sum = 0, weight = 0;
        for (size_t row = 3 * i; row < 3 * i + 3; row++) {
            assert_string_equal(guide_cell(figures, row, "code").text, guide_cell(need, i, "code").text);
            double of_all = guide_cell(figures, row, "weight").number;
            assert_near(guide_cell(figures, row, "contribution").number,
                        of_all * (guide_cell(figures, row, "scaled").number - 50), 1e-9);
            sum += guide_cell(figures, row, "contribution").number;
            weight += of_all;
        }
        assert_near(weight, 1, 1e-12);
        assert_near(sum, guide_cell(need, i, "index").number - 50, 1e-9);
    }
    assert_string_equal(guide_cell(figures, 1, "indicator").text, "poverty");
    assert_string_equal(guide_cell(figures, 1, "theme").text, "money");
    assert_near(guide_cell(figures, 1, "value").number, 12, 0);
    guide_end(f);
}

static void test_intervals_come_from_those_of_the_figures(void **state)
{
    (void)state;
    guide_fixture *plain = begin_plain(0), *f = begin_plain(2);
    guide_make(plain, 1);
    guide_make(f, 1);
    const kk_released_column *index = guide_column_of(f, INDEX, WIJK), *rank = guide_column_of(f, RANK, WIJK);
    const kk_released_column *sure = guide_column_of(plain, RANK, WIJK);
    const kk_guide_index *of = &f->guide.index[0];
    bool is_open = false;
    for (size_t i = 0; i < WIJKEN; i++) {
        assert_near(index->upper[i] - index->value[i], 1.959963984540054 * of->spread.error[i], 1e-9);
        assert_near(index->value[i] - index->lower[i], 1.959963984540054 * of->spread.error[i], 1e-9);
        assert_true(isnan(guide_column_of(plain, INDEX, WIJK)->lower[i]));
        assert_true(rank->lower[i] <= rank->value[i] && rank->value[i] <= rank->upper[i]);
        is_open |= rank->lower[i] < rank->upper[i];
        assert_near(sure->lower[i], sure->value[i], 0);
        assert_near(sure->upper[i], sure->value[i], 0);
    }
    assert_true(is_open);
    guide_end(plain);
    guide_end(f);
}

static void check_bounds(kk_need_scale scale, kk_need_join join, double least, double most)
{
    guide_fixture *f = begin_plain(8);
    f->config.guide.index.rule.scale = scale;
    f->config.guide.index.rule.join = join;
    guide_make(f, 1);
    const kk_guide_index *index = &f->guide.index[0];
    const kk_sheet *need = guide_sheet_of(f, "need");
    const kk_released_column *column = guide_column_of(f, INDEX, WIJK);
    size_t cut = 0;
    for (size_t i = 0; i < WIJKEN; i++) {
        double value = index->scores.index[i], half = 1.959963984540054 * index->spread.error[i];
        if (isnan(value) || !(half > 0)) continue;
        assert_near(guide_cell(need, i, "lower").number, fmax(least, value - half), 1e-9);
        assert_near(guide_cell(need, i, "upper").number, fmin(most, value + half), 1e-9);
        assert_near(column->upper[i], fmin(most, value + half), 1e-6);
        cut += value - half < least || value + half > most;
    }
    assert_int_equal(cut > 0, most < INFINITY);
    guide_end(f);
}

/* Of a share of youths no more than 100 is possible; of a net flow no more than 1. */
static void test_intervals_stay_on_the_scale(void **state)
{
    (void)state;
    check_bounds(KK_SCALE_PERCENTILE, KK_JOIN_ARITHMETIC, 0, 100);
    check_bounds(KK_SCALE_PERCENTILE, KK_JOIN_OUTRANKING, -1, 1);
    check_bounds(KK_SCALE_Z, KK_JOIN_ARITHMETIC, -INFINITY, INFINITY);
}

static void test_chances_are_of_so_many_areas(void **state)
{
    (void)state;
    for (unsigned choose = 0; choose <= 3; choose += 3) {
        guide_fixture *f = begin_plain(2);
        kk_config_target list = {.level = "wijk", .choose = choose, .above = choose == 0 ? 60 : NAN};
        f->config.guide.target = &list;
        guide_release(f);
        kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .threads = 1};
        work.arena = &f->arena;
        work.out = &f->guide;
        f->config.guide.target_count = 1;
        assert_int_equal(kk_guide_make_index(&work, &f->err), KK_OK);
        const kk_sheet *need = guide_sheet_of(f, "need");
        double sum = 0;
        for (size_t i = 0; i < WIJKEN; i++) sum += guide_cell(need, i, "worst_chance").number;
        assert_near(sum, choose == 3 ? 3 : 1, 1e-9);
        assert_int_equal(guide_cell(need, 0, "worst").whole, choose == 3 ? 3 : 1);
        guide_end(f);
    }
}

static void test_threads_do_not_show(void **state)
{
    (void)state;
    guide_fixture *one = begin_plain(2), *four = begin_plain(2);
    guide_make(one, 1);
    guide_make(four, 4);
    const kk_sheet *a = guide_sheet_of(one, "need"), *b = guide_sheet_of(four, "need");
    for (size_t c = 0; c < a->row_count * a->column_count; c++) {
        if (a->column[c % a->column_count].kind == KK_SHEET_TEXT)
            assert_string_equal(a->cell[c].text, b->cell[c].text);
        else
            assert_memory_equal(&a->cell[c], &b->cell[c], sizeof a->cell[c]);
    }
    guide_end(one);
    guide_end(four);
}

/* ---- figures that are not there ---- */

/* Poverty of wijk 1 is secret, income of wijk 2 unknown; of wijk 5 poverty and income are unknown. */
static guide_fixture *begin_with_gaps(void)
{
    static const double around[] = {10, 15}, many[] = {750, 580};
    static const double few_youths[] = {100, -1, 50, 400, 100, 150, 250, 80};
    static const double few_poverty[] = {12, -1, 5, 9, 20, NAN, 8, 6};
    static const double few_income[] = {20, 30, NAN, 28, 18, NAN, 27, 33};
    guide_fixture *f = guide_begin(WIJKEN);
    guide_add(f, YOUTHS, GEMEENTE, many, 0);
    guide_add(f, POVERTY, GEMEENTE, around, 0);
    guide_add(f, YOUTHS, WIJK, few_youths, 0);
    guide_add(f, POVERTY, WIJK, few_poverty, 0);
    guide_add(f, DEBTS, WIJK, debts, 0);
    guide_add(f, INCOME, WIJK, few_income, 0);
    return f;
}

static void test_without_a_figure_of_its_own_nothing_is_told_of_it(void **state)
{
    (void)state;
    static const double around[] = {10, 15}, secret[] = {-1, 30, 5, 9, 20, 7, 8, 6};
    guide_fixture *f = guide_begin(WIJKEN);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    for (uint32_t indicator = 0; indicator < 3; indicator++) {
        static const uint32_t needs[] = {POVERTY, DEBTS, INCOME};
        guide_add(f, needs[indicator], GEMEENTE, around, 0);
        guide_add(f, needs[indicator], WIJK, secret, 0);
    }
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_true(guide_cell(need, 0, "index").number > 0);
    assert_contains(guide_cell(need, 0, "why_nl").text, "geen enkel eigen cijfer openbaar");
    assert_contains(guide_cell(need, 1, "why_nl").text, "De behoefte ");
    guide_end(f);
}

static void test_a_withheld_figure_is_told(void **state)
{
    (void)state;
    guide_fixture *f = begin_with_gaps();
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need"), *figures = guide_sheet_of(f, "need_figures");
    assert_int_equal(guide_cell(need, 1, "own").whole, 2);
    assert_int_equal(guide_cell(need, 1, "around").whole, 1);
    assert_int_equal(guide_cell(need, 1, "missing").whole, 0);
    assert_int_equal(guide_cell(need, 2, "missing").whole, 1);
    assert_contains(guide_cell(need, 1, "why_nl").text, "‘poverty’ (10,0; ");
    assert_contains(guide_cell(need, 1, "why_nl").text, "; cijfer van de gemeente)");
    assert_string_equal(guide_cell(figures, 4, "origin").text, "around");
    assert_string_equal(guide_cell(figures, 4, "from_code").text, "GM0001");
    assert_string_equal(guide_cell(figures, 4, "status").text, "secret");
    assert_near(guide_cell(figures, 4, "value").number, 10, 0);
    guide_end(f);
}

/* Whatever the withheld figure is. */
static void test_a_withheld_figure_does_not_show(void **state)
{
    (void)state;
    guide_fixture *low = begin_with_gaps(), *high = begin_with_gaps();
    assert_ptr_equal(low->column[3].config, &low->indicators[POVERTY]);
    low->column[3].value[1] = 0.1;
    high->column[3].value[1] = 99;
    guide_make(low, 1);
    guide_make(high, 1);
    for (size_t i = 0; i < WIJKEN; i++) {
        const kk_sheet *a = guide_sheet_of(low, "need"), *b = guide_sheet_of(high, "need");
        assert_string_equal(guide_cell(a, i, "why_nl").text, guide_cell(b, i, "why_nl").text);
        double x = guide_cell(a, i, "index").number, y = guide_cell(b, i, "index").number;
        assert_memory_equal(&x, &y, sizeof x);
    }
    guide_end(low);
    guide_end(high);
}

/* A part has not the youths of its whole. */
static void test_withheld_youths_stay_unknown(void **state)
{
    (void)state;
    guide_fixture *f = begin_with_gaps();
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_true(isnan(guide_cell(need, 1, "youths").number));
    assert_near(f->guide.index[0].areas.youths[1], 0, 0);
    assert_true(guide_cell(need, 1, "index").number > 0);
    guide_end(f);
}

static void test_an_area_without_an_index(void **state)
{
    (void)state;
    guide_fixture *f = begin_with_gaps();
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    const kk_released_column *index = guide_column_of(f, INDEX, WIJK), *rank = guide_column_of(f, RANK, WIJK);
    assert_int_equal(index->status[5], KK_FIGURE_UNKNOWN);
    assert_int_equal(rank->status[5], KK_FIGURE_UNKNOWN);
    assert_int_equal(index->status[WIJKEN], KK_FIGURE_ABSENT);
    assert_int_equal(need->row_count, WIJKEN);
    assert_true(isnan(guide_cell(need, 5, "index").number));
    assert_true(guide_cell(need, 5, "rank").whole == KK_SHEET_EMPTY);
    assert_true(isnan(guide_cell(need, 5, "worst_chance").number));
    assert_string_equal(guide_cell(need, 5, "why_nl").text, "");
    for (size_t i = 0; i < WIJKEN; i++)
        if (i != 5) assert_in_range(guide_cell(need, i, "rank").whole, 1, WIJKEN - 1);
    guide_end(f);
}

static void check_failure(guide_fixture *f, const char *part)
{
    guide_release(f);
    assert_int_equal(kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err), KK_ERR_INPUT);
    assert_contains(f->err.message, part);
}

static void test_a_level_without_figures(void **state)
{
    (void)state;
    static const double nobody[] = {0, 0, 0, 0, 0, 0, 0, 0};
    guide_fixture *f = guide_begin(WIJKEN);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    check_failure(f, "no area of the level 'wijk' has youths ('youths')");
    guide_end(f);
    f = guide_begin(WIJKEN);
    guide_add(f, YOUTHS, WIJK, nobody, 0);
    guide_add(f, POVERTY, WIJK, poverty, 0);
    guide_add(f, DEBTS, WIJK, debts, 0);
    guide_add(f, INCOME, WIJK, income, 0);
    check_failure(f, "no area of the level 'wijk' has youths ('youths')");
    guide_end(f);
}

/* Without `levels` the index is made of those that have figures. */
static void test_all_levels_are_those_with_figures(void **state)
{
    (void)state;
    guide_fixture *f = begin_plain(0);
    f->config.guide.index.level_count = 0;
    guide_make(f, 1);
    assert_int_equal(f->guide.index_count, 1);
    assert_int_equal(f->guide.index[0].level, WIJK);
    assert_null(guide_column_of(f, INDEX, GEMEENTE));
    guide_end(f);
}

static void test_one_area(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(1);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    guide_add(f, POVERTY, WIJK, poverty, 2);
    guide_add(f, DEBTS, WIJK, debts, 0);
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_near(guide_cell(need, 0, "index").number, 50, 1e-9);
    assert_int_equal(guide_cell(need, 0, "rank_upper").whole, 1);
    assert_string_equal(guide_cell(need, 0, "why_nl").text, "De behoefte is gemiddeld.");
    guide_end(f);
}

/* ---- what is told ---- */

static void test_hidden_ranks_leave_the_level_out(void **state)
{
    (void)state;
    guide_fixture *f = begin_plain(0);
    kk_config_target list = {.level = "wijk", .choose = 2, .hides_ranks = true};
    f->config.guide.target = &list;
    f->config.guide.target_count = 1;
    guide_release(f);
    kk_guide_work work = {.config = &f->config, .release = f->release, .areas = &f->areas, .threads = 1};
    work.arena = &f->arena;
    work.out = &f->guide;
    assert_int_equal(kk_guide_make_index(&work, &f->err), KK_OK);
    assert_int_equal(f->guide.index_count, 1);
    assert_int_equal(f->guide.guidance.column_count, 0);
    assert_int_equal(guide_sheet_of(f, "need")->row_count, 0);
    assert_int_equal(guide_sheet_of(f, "need_figures")->row_count, 0);
    guide_end(f);
}

static void test_reasons_stand_in_every_output(void **state)
{
    (void)state;
    guide_fixture *f = begin_plain(0);
    f->need[0].because_nl = "schulden zeggen hier iets over behoefte";
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need"), *figures = guide_sheet_of(f, "need_figures");
    for (size_t i = 0; i < WIJKEN; i++)
        assert_string_equal(guide_cell(need, i, "because_nl").text, "debts: schulden zeggen hier iets over behoefte");
    assert_string_equal(guide_cell(figures, 0, "because_nl").text, "schulden zeggen hier iets over behoefte");
    assert_null(guide_cell(figures, 1, "because_nl").text);
    assert_contains(guide_cell(need, row_of(need, "WK000207"), "why_nl").text,
                    "waarom dit meetelt: schulden zeggen hier iets over behoefte)");
    guide_end(f);
}

/* By Z, one theme of equal weights and equal youths, so that contributions can be seen: the means are 10, 5 and 30. */
static guide_fixture *begin_sentences(void)
{
    static const double same[] = {100, 100, 100, 100}, share[] = {16, 10, 8, 6}, rate[] = {7, 5, 3, 5};
    static const double euro[] = {24, 40, 30, 26};
    guide_fixture *f = guide_begin(4);
    f->indicators[POVERTY].label_nl = "Huishoudens met een laag inkomen (%)";
    f->indicators[POVERTY].unit = "%";
    f->indicators[DEBTS].label_nl = "Schulden";
    f->indicators[DEBTS].unit = "per 1000";
    f->indicators[INCOME].label_nl = "Gemiddeld inkomen";
    f->indicators[INCOME].unit = "× € 1000";
    for (size_t n = 0; n < 3; n++) f->need[n].theme = 0;
    f->config.guide.index.theme_count = 1;
    f->config.guide.index.rule.scale = KK_SCALE_Z;
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, share, 0);
    guide_add(f, DEBTS, WIJK, rate, 0);
    guide_add(f, INCOME, WIJK, euro, 0);
    return f;
}

static void test_why_is_a_sentence(void **state)
{
    (void)state;
    guide_fixture *f = begin_sentences();
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_string_equal(guide_cell(need, 0, "why_nl").text,
                        "De behoefte is hoger dan gemiddeld, vooral door ‘Huishoudens met een laag inkomen’ (16,0%; "
                        "gemiddeld 10,0%), ‘Schulden’ (7,0 per 1000; gemiddeld 5,0) en ‘Gemiddeld inkomen’ (24,0 × "
                        "€ 1000; gemiddeld 30,0).");
    assert_string_equal(guide_cell(need, 1, "why_nl").text,
                        "De behoefte is lager dan gemiddeld, vooral door ‘Gemiddeld inkomen’ (40,0 × € 1000; "
                        "gemiddeld 30,0).");
    assert_string_equal(guide_cell(need, 3, "why_nl").text,
                        "De behoefte is lager dan gemiddeld, vooral door ‘Huishoudens met een laag inkomen’ (6,0%; "
                        "gemiddeld 10,0%); ongunstig is ‘Gemiddeld inkomen’ (26,0 × € 1000; gemiddeld 30,0).");
    guide_end(f);
}

static void test_what_chance_explains_only_seems(void **state)
{
    (void)state;
    static const double same[] = {100, 100, 100, 100}, share[] = {16, 10, 8, 6};
    guide_fixture *f = guide_begin(4);
    f->config.guide.index.rule.scale = KK_SCALE_Z;
    f->config.guide.index.rule.least = 0;
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, share, 20);
    guide_make(f, 1);
    assert_contains(guide_cell(guide_sheet_of(f, "need"), 0, "why_nl").text, "De behoefte lijkt hoger dan gemiddeld");
    guide_end(f);
}

/* Of poverty 1, 2, 3, 4 and 90% the mean is 20%, but most youths live below it: 4% is more than usual. */
static void test_a_percentile_is_set_beside_what_is_usual(void **state)
{
    (void)state;
    static const double same[] = {100, 100, 100, 100, 100}, share[] = {1, 2, 3, 4, 90};
    guide_fixture *f = guide_begin(5);
    f->config.guide.index.rule.least = 0;
    f->indicators[POVERTY].unit = "%";
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, share, 0);
    guide_make(f, 1);
    const kk_sheet *need = guide_sheet_of(f, "need");
    assert_string_equal(guide_cell(need, 3, "why_nl").text,
                        "De behoefte is hoger dan gemiddeld, vooral door ‘poverty’ (4,0%; gewoonlijk 3,0%).");
    assert_string_equal(guide_cell(need, 2, "why_nl").text, "De behoefte is gemiddeld.");
    guide_end(f);
}

static void test_nothing_stands_in_for_what_nobody_has(void **state)
{
    (void)state;
    static const double same[] = {100, 100, 100, 100, 100}, share[] = {1, 2, 3, 4, 90};
    guide_fixture *f = guide_begin(5);
    f->config.guide.index.rule.gap = KK_GAP_AVERAGE;
    guide_add(f, YOUTHS, WIJK, same, 0);
    guide_add(f, POVERTY, WIJK, share, 0);
    check_failure(f, "'debts' has no figure at the level 'wijk', so no average that could stand in");
    guide_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_index_is_that_of_the_figures),
        cmocka_unit_test(test_contributions_and_weights_add_up),
        cmocka_unit_test(test_intervals_come_from_those_of_the_figures),
        cmocka_unit_test(test_intervals_stay_on_the_scale),
        cmocka_unit_test(test_chances_are_of_so_many_areas),
        cmocka_unit_test(test_threads_do_not_show),
        cmocka_unit_test(test_without_a_figure_of_its_own_nothing_is_told_of_it),
        cmocka_unit_test(test_a_withheld_figure_is_told),
        cmocka_unit_test(test_a_withheld_figure_does_not_show),
        cmocka_unit_test(test_withheld_youths_stay_unknown),
        cmocka_unit_test(test_an_area_without_an_index),
        cmocka_unit_test(test_a_level_without_figures),
        cmocka_unit_test(test_nothing_stands_in_for_what_nobody_has),
        cmocka_unit_test(test_all_levels_are_those_with_figures),
        cmocka_unit_test(test_one_area),
        cmocka_unit_test(test_hidden_ranks_leave_the_level_out),
        cmocka_unit_test(test_reasons_stand_in_every_output),
        cmocka_unit_test(test_why_is_a_sentence),
        cmocka_unit_test(test_what_chance_explains_only_seems),
        cmocka_unit_test(test_a_percentile_is_set_beside_what_is_usual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
