/* SPDX-License-Identifier: EUPL-1.2 */
/* What youths weigh when help is placed, and that what is found is the best there is. */
#include "kk/random.h"
#include "unit/guide/siting_fixture.h"

enum { WIJKEN = 6, BUSY = 10, SCHOOLS = 7, WORLDS = 20 };

static const double youths[] = {100, 200, 100, NAN, 400, 100, 0};

static guide_fixture *with(kk_config_siting *siting)
{
    guide_fixture *f = siting_begin(WIJKEN);
    siting_ask(f, siting);
    return f;
}

static double sum_of_need(const guide_fixture *f)
{
    double sum = 0;
    const kk_sheet *sheet = guide_sheet_of(f, "siting");
    for (size_t r = 0; r < sheet->row_count; r++) sum += guide_cell(sheet, r, "need_served").number;
    return sum;
}

static const char *origin_of(const guide_fixture *f, const char *code)
{
    const kk_sheet *sheet = guide_sheet_of(f, "access");
    return guide_cell(sheet, siting_row_of(sheet, code), "need_origin").text;
}

/* ---- an indicator ---- */

static void test_what_is_withheld_or_missing_is_stood_in_for(void **state)
{
    (void)state;
    static const double around[] = {30, 12}, poverty[] = {10, -1, 10, 10, 20, NAN, 0};
    kk_config_siting siting = siting_one_more();
    siting.need = POVERTY;
    guide_fixture *f = with(&siting);
    guide_add(f, POVERTY, GEMEENTE, around, 2);
    guide_add(f, YOUTHS, WIJK, youths, 0);
    guide_add(f, POVERTY, WIJK, poverty, 2);
    f->indicators[POVERTY].unit = "%";
    guide_make(f, 1);
    /* 10 + 200 × 0.30 + 10 + 400 × 0.20 of 800; and 100 at the mean of these. */
    assert_near(sum_of_need(f), 160 + 100 * 160.0 / 800, 1e-9);
    assert_string_equal(origin_of(f, "WK000100"), "own");
    assert_string_equal(origin_of(f, "WK000101"), "around");
    assert_string_equal(origin_of(f, "WK000205"), "none");
    assert_string_equal(origin_of(f, "GM0001"), "");
    assert_int_equal(guide_cell(guide_sheet_of(f, "siting_summary"), 0, "left_out").whole, 1);
    guide_end(f);
}

static void test_what_does_not_weigh_is_refused(void **state)
{
    (void)state;
    static const double poverty[] = {10, 10, 10, 10, 20, 10, 0}, nobody[] = {0, 0, 0, 0, 0, 0, 0};
    static const char *const message[] = {"more of 'poverty' is less need", "'poverty' is below 0 in WK000101",
                                          "nobody is in need"};
    kk_config_siting siting = siting_one_more();
    siting.need = POVERTY;
    for (size_t i = 0; i < 3; i++) {
        guide_fixture *f = with(&siting);
        guide_add(f, YOUTHS, WIJK, youths, 0);
        guide_add(f, POVERTY, WIJK, i == 2 ? nobody : poverty, 2);
        if (i == 0) f->indicators[POVERTY].direction = KK_DIRECTION_STRENGTH;
        if (i == 1) f->column[1].value[1] = -5;
        assert_int_equal(siting_try(f), KK_ERR_PROJECT);
        assert_contains(f->err.message, message[i]);
        guide_end(f);
    }
}

static void test_nobody_anywhere(void **state)
{
    (void)state;
    static const double nobody[] = {0, 0, NAN, 0, 0, 0, 0};
    kk_config_siting siting = siting_one_more();
    guide_fixture *f = with(&siting);
    guide_add(f, YOUTHS, WIJK, nobody, 0);
    assert_int_equal(siting_try(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "it is not known how many youths live where: 'youths' has no figures at the level");
    guide_end(f);
}

/* ---- the index ---- */

static guide_fixture *with_index(kk_config_siting *siting, kk_need_scale scale)
{
    static const double poverty[] = {10, 30, 10, 10, 20, 15, 0}, debts[] = {5, 5, 5, 9, 8, 1, 0},
                        income[] = {20, 25, 20, 30, 15, 40, 0};
    siting->need = -1;
    guide_fixture *f = with(siting);
    f->config.guide.index.given = true;
    f->config.guide.index.rule.scale = scale;
    guide_add(f, YOUTHS, WIJK, youths, 0);
    guide_add(f, POVERTY, WIJK, poverty, 2);
    guide_add(f, DEBTS, WIJK, debts, 1);
    guide_add(f, INCOME, WIJK, income, 1);
    return f;
}

/* The share of all youths who live where the index is lower, and half of those where it is the same. */
static double ridit_of(const double *index, size_t area)
{
    double lower = 0, all = 0;
    for (size_t i = 0; i < WIJKEN; i++) {
        if (isnan(youths[i])) continue;
        all += youths[i];
        lower += index[i] < index[area] ? youths[i] : index[i] == index[area] ? youths[i] / 2 : 0;
    }
    return lower / all;
}

static void test_an_index_without_a_zero_counts_by_its_order(void **state)
{
    (void)state;
    static const kk_need_scale scales[] = {KK_SCALE_PERCENTILE, KK_SCALE_Z, KK_SCALE_ROBUST_Z};
    for (size_t s = 0; s < 3; s++) {
        kk_config_siting siting = siting_one_more();
        guide_fixture *f = with_index(&siting, scales[s]);
        guide_make(f, 1);
        const double *index = f->guide.index->scores.index;
        double expected = 0;
        for (size_t i = 0; i < WIJKEN; i++)
            if (!isnan(youths[i])) expected += youths[i] * (s == 0 ? index[i] / 100 : ridit_of(index, i));
        assert_true(expected > 100);
        assert_near(sum_of_need(f), expected, 1e-9);
        assert_string_equal(origin_of(f, "WK000204"), "own");
        guide_end(f);
    }
}

static void test_hidden_ranks_hide_need(void **state)
{
    (void)state;
    kk_config_siting siting = siting_one_more();
    kk_config_target list = {.name = "lijst",
                             .label_nl = "Lijst",
                             .level = "wijk",
                             .choose = 1,
                             .above = NAN,
                             .confidence = 0.95,
                             .in_need = POVERTY,
                             .hides_ranks = true,
                             .indicator = TARGET};
    guide_fixture *f = with_index(&siting, KK_SCALE_PERCENTILE);
    f->config.guide.target = &list;
    f->config.guide.target_count = 1;
    f->sources.lists = (kk_guide_lists[]){{NULL, NULL}};
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "siting");
    for (size_t r = 0; r < sheet->row_count; r++) {
        assert_true(isnan(guide_cell(sheet, r, "need_served").number));
        assert_true(guide_cell(sheet, r, "youths_served").number > 0);
    }
    guide_end(f);
}

/* ---- the best there is ---- */

typedef struct strip {
    kk_guide_place place[SCHOOLS + 1];
    double youths[BUSY + 1], poverty[BUSY + 1];
} strip;

static void scatter(strip *s, uint64_t seed)
{
    static const char *const id[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i <= SCHOOLS; i++)
        s->place[i] =
            (kk_guide_place){1000 * BUSY * kk_random_uniform(&random), 448000 + 5000 * kk_random_uniform(&random), NAN,
                             id[i], i == 0 ? "cb" : "school"};
    for (size_t i = 0; i < BUSY; i++) {
        s->youths[i] = 1 + kk_random_below(&random, 500);
        s->poverty[i] = 1 + kk_random_below(&random, 40);
    }
}

/* Of the present place with schools i and j: by the middles of the squares. */
static double judge(const strip *s, const kk_config_siting *siting, size_t i, size_t j)
{
    double sum = 0;
    for (size_t w = 0; w < BUSY; w++) {
        double x = 1000 * (double)w + 500, y = 450500, nearest = INFINITY;
        const size_t open[] = {0, i, j};
        for (size_t o = 0; o < 3; o++) nearest = fmin(nearest, hypot(s->place[open[o]].x - x, s->place[open[o]].y - y));
        double need = s->youths[w] * s->poverty[w];
        sum += siting->goal == KK_SITING_MEDIAN ? need * nearest : nearest <= siting->radius_m ? need : 0;
    }
    return sum;
}

static double find_best(const strip *s, const kk_config_siting *siting)
{
    double best = judge(s, siting, 1, 2);
    for (size_t i = 1; i <= SCHOOLS; i++)
        for (size_t j = i + 1; j <= SCHOOLS; j++) {
            double here = judge(s, siting, i, j);
            best = siting->goal == KK_SITING_MEDIAN ? fmin(best, here) : fmax(best, here);
        }
    return best;
}

/* The objective; and which places are open, a bit each. */
static double solve(strip *s, kk_config_siting *siting, unsigned *open)
{
    guide_fixture *f = siting_begin(BUSY);
    siting_ask(f, siting);
    f->sources.place = s->place;
    f->sources.place_count = SCHOOLS + 1;
    guide_add(f, YOUTHS, WIJK, s->youths, 0);
    guide_add(f, POVERTY, WIJK, s->poverty, 0);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "siting"), *summary = guide_sheet_of(f, "siting_summary");
    *open = 0;
    for (size_t r = 0; r < sheet->row_count; r++) *open |= 1U << (guide_cell(sheet, r, "place_id").text[0] - 'a');
    double objective = guide_cell(summary, 0, "objective").number;
    assert_int_equal(guide_cell(summary, 0, "is_optimal").whole, 1);
    assert_int_equal(isnan(guide_cell(summary, 0, "beyond").number), siting->goal == KK_SITING_COVERING);
    guide_end(f);
    return objective;
}

static void turn_round(strip *s)
{
    for (size_t i = 0, j = SCHOOLS; i < j; i++, j--) {
        kk_guide_place place = s->place[i];
        s->place[i] = s->place[j];
        s->place[j] = place;
    }
}

static void test_no_pair_of_schools_is_better(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        strip s = {0};
        scatter(&s, seed);
        kk_config_siting siting = siting_one_more();
        siting.goal = seed % 2 == 0 ? KK_SITING_MEDIAN : KK_SITING_COVERING;
        siting.places = 2;
        siting.need = POVERTY;
        siting.radius_m = 1500;
        unsigned open, again;
        double best = find_best(&s, &siting);
        assert_near(solve(&s, &siting, &open), best, 1e-6 * best);
        turn_round(&s);
        assert_near(solve(&s, &siting, &again), best, 1e-6 * best);
        if (siting.goal == KK_SITING_MEDIAN) assert_int_equal(open, again); /* covering may have ties */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_withheld_or_missing_is_stood_in_for),
        cmocka_unit_test(test_what_does_not_weigh_is_refused),
        cmocka_unit_test(test_nobody_anywhere),
        cmocka_unit_test(test_an_index_without_a_zero_counts_by_its_order),
        cmocka_unit_test(test_hidden_ranks_hide_need),
        cmocka_unit_test(test_no_pair_of_schools_is_better),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
