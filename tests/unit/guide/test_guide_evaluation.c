/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

#include "kk/random.h"

enum { WIJKEN = 60, TREATED = 10, WORLDS = 400 };

/* Worlds in which wijken differ, figures have chance, and every other one of those with the highest figures was on the
   list, so that there are others like them. */
typedef struct world {
    double truth[WIJKEN + 1], baseline[WIJKEN + 1], error[WIJKEN + 1], later[WIJKEN + 1];
    bool is_high[WIJKEN + 1], is_treated[WIJKEN + 1];
    kk_baseline frozen;
} world;

static const double chance = 2, spread = 3;

static void make_world(world *w, uint64_t seed, double effect)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i < WIJKEN; i++) {
        w->truth[i] = 30 + spread * kk_random_normal(&random);
        w->baseline[i] = w->truth[i] + chance * kk_random_normal(&random);
        w->error[i] = chance;
    }
    w->baseline[WIJKEN] = w->error[WIJKEN] = NAN;
    for (size_t k = 0; k < 2 * TREATED; k++) {
        size_t most = WIJKEN;
        for (size_t i = 0; i < WIJKEN; i++)
            if (!w->is_high[i] && (most == WIJKEN || w->baseline[i] > w->baseline[most])) most = i;
        w->is_high[most] = true;
        w->is_treated[most] = k % 2 == 0;
    }
    for (size_t i = 0; i < WIJKEN; i++)
        w->later[i] = w->truth[i] - 1 - (w->is_treated[i] ? effect : 0) + chance * kk_random_normal(&random);
    w->frozen = (kk_baseline){WIJK, "2019", w->baseline, w->error, w->is_treated};
}

static guide_fixture *evaluate(world *w)
{
    guide_fixture *f = guide_begin(WIJKEN);
    f->config.guide.index.given = false;
    f->config.guide.evaluate.given = true;
    f->config.guide.evaluate.indicator = POVERTY;
    f->config.guide.evaluate.list = "first";
    f->indicators[POVERTY].direction = KK_DIRECTION_NEED;
    f->indicators[POVERTY].unit = "%";
    f->sources.baseline = &w->frozen;
    guide_add(f, POVERTY, WIJK, w->later, chance * 1.959963984540054);
    guide_make(f, 1);
    return f;
}

static const char *verdict_of(uint64_t seed, double effect, double *naive)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    make_world(w, seed, effect);
    guide_fixture *f = evaluate(w);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    const char *verdict = guide_cell(sheet, 0, "verdict").text;
    *naive += guide_cell(sheet, 0, "value").number;
    guide_end(f);
    free(w);
    return verdict;
}

static void test_nothing_done_is_nothing_found(void **state)
{
    (void)state;
    size_t found = 0;
    double naive = 0;
    for (uint64_t seed = 1; seed <= WORLDS; seed++) found += strcmp(verdict_of(seed, 0, &naive), "unclear") != 0;
    assert_true(found <= WORLDS / 20);
    /* A naive eye sees those with the highest figures improve by nearly twice the 1 that changed everywhere. */
    assert_true(naive / WORLDS < -1.8);
}

static void test_a_large_effect_is_found(void **state)
{
    (void)state;
    size_t found = 0;
    double naive = 0;
    for (uint64_t seed = 1; seed <= WORLDS; seed++) found += strcmp(verdict_of(seed, 5, &naive), "better") == 0;
    assert_true(found > WORLDS * 0.9);
}

static void test_words(void **state)
{
    (void)state;
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    make_world(w, 1, 0);
    guide_fixture *f = evaluate(w);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    assert_int_equal(sheet->row_count, 5);
    assert_string_equal(guide_cell(sheet, 3, "measure").text, "beyond_expected");
    assert_int_equal(guide_cell(sheet, 0, "treated").whole, TREATED);
    assert_int_equal(guide_cell(sheet, 0, "others").whole, WIJKEN - TREATED);
    assert_contains(guide_cell(sheet, 0, "text_nl").text, "is niet te zeggen: het verschil met wat te verwachten was");
    assert_contains(guide_cell(sheet, 0, "text_nl").text, "Ook zonder de lijst was een verandering van ");
    double value = guide_cell(sheet, 3, "value").number;
    assert_true(guide_cell(sheet, 3, "lower").number < value && value < guide_cell(sheet, 3, "upper").number);
    guide_end(f);
    free(w);
}

static void test_too_early(void **state)
{
    (void)state;
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    make_world(w, 1, 0);
    w->frozen.period = "2023";
    guide_fixture *f = guide_begin(WIJKEN);
    f->config.guide.index.given = false;
    f->config.guide.evaluate.given = true;
    f->config.guide.evaluate.indicator = POVERTY;
    f->sources.baseline = &w->frozen;
    guide_add(f, POVERTY, WIJK, w->later, 1);
    guide_release(f);
    assert_int_equal(kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err), KK_ERR_PROJECT);
    assert_contains(f->err.message, "evaluate when there are");
    guide_end(f);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_done_is_nothing_found),
        cmocka_unit_test(test_a_large_effect_is_found),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_too_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
