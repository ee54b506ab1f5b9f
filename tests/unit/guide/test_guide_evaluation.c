/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

#include "kk/random.h"

enum { WIJKEN = 60, TREATED = 10, WORLDS = 400 };

/* Worlds in which wijken differ, figures have chance, and every other one of those with the highest figures was on the
   list, so that there are others like them. */
typedef struct world {
    double truth[WIJKEN + 1], baseline[WIJKEN + 1], later[WIJKEN + 1];
    double lower[WIJKEN + 1], upper[WIJKEN + 1], denominator[WIJKEN + 1];
    bool is_high[WIJKEN + 1], is_treated[WIJKEN + 1];
    kk_baseline frozen;
} world;

static const double chance = 2, spread = 3, z95 = 1.959963984540054;

static void make_world(world *w, uint64_t seed, double effect)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i < WIJKEN; i++) {
        w->truth[i] = 30 + spread * kk_random_normal(&random);
        w->baseline[i] = w->truth[i] + chance * kk_random_normal(&random);
        w->lower[i] = w->baseline[i] - z95 * chance;
        w->upper[i] = w->baseline[i] + z95 * chance;
        w->denominator[i] = NAN;
    }
    w->baseline[WIJKEN] = w->lower[WIJKEN] = w->upper[WIJKEN] = w->denominator[WIJKEN] = NAN;
    for (size_t k = 0; k < 2 * TREATED; k++) {
        size_t most = WIJKEN;
        for (size_t i = 0; i < WIJKEN; i++)
            if (!w->is_high[i] && (most == WIJKEN || w->baseline[i] > w->baseline[most])) most = i;
        w->is_high[most] = true;
        w->is_treated[most] = k % 2 == 0;
    }
    for (size_t i = 0; i < WIJKEN; i++)
        w->later[i] = w->truth[i] - 1 - (w->is_treated[i] ? effect : 0) + chance * kk_random_normal(&random);
    w->frozen = (kk_baseline){
        .level = WIJK,
        .period = "2019",
        .value = w->baseline,
        .lower = w->lower,
        .upper = w->upper,
        .denominator = w->denominator,
        .is_treated = w->is_treated,
    };
}

static world *world_of(uint64_t seed, double effect)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    make_world(w, seed, effect);
    return w;
}

/* All is there but the guide; `half`: of the interval of what is later. */
static guide_fixture *prepare(const world *w, double half)
{
    guide_fixture *f = guide_begin(WIJKEN);
    f->config.guide.index.given = false;
    f->config.guide.evaluate.given = true;
    f->config.guide.evaluate.indicator = POVERTY;
    f->config.guide.evaluate.list = "first";
    f->indicators[POVERTY].direction = KK_DIRECTION_NEED;
    f->indicators[POVERTY].unit = "%";
    f->sources.baseline = &w->frozen;
    guide_add(f, POVERTY, WIJK, w->later, half);
    return f;
}

static guide_fixture *evaluate(const world *w)
{
    guide_fixture *f = prepare(w, chance * z95);
    guide_make(f, 1);
    return f;
}

static void expect_refused(guide_fixture *f, const char *why)
{
    guide_release(f);
    assert_int_equal(kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err), KK_ERR_PROJECT);
    assert_contains(f->err.message, why);
}

static const char *verdict_of(uint64_t seed, double effect, double *naive)
{
    world *w = world_of(seed, effect);
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

static void test_rows(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    guide_fixture *f = evaluate(w);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    assert_int_equal(sheet->row_count, 5);
    assert_string_equal(guide_cell(sheet, 3, "measure").text, "beyond_expected");
    assert_int_equal(guide_cell(sheet, 0, "treated").whole, TREATED);
    assert_int_equal(guide_cell(sheet, 0, "others").whole, WIJKEN - TREATED);
    double value = guide_cell(sheet, 3, "value").number;
    assert_true(guide_cell(sheet, 3, "lower").number < value && value < guide_cell(sheet, 3, "upper").number);
    double parts = 0;
    for (size_t row = 1; row <= 3; row++) parts += guide_cell(sheet, row, "value").number;
    assert_near(parts, guide_cell(sheet, 0, "value").number, 1e-9);
    guide_end(f);
    free(w);
}

/* The sentence has the figures of the rows, one decimal behind a comma. */
static void expect_told(const kk_sheet *sheet, double figure, const char *before, const char *after)
{
    char text[120];
    snprintf(text, sizeof text, "%seen %s van %.1f procentpunt%s", before, figure < 0 ? "daling" : "stijging",
             fabs(figure), after);
    *strchr(text, '.') = ',';
    assert_contains(guide_cell(sheet, 0, "text_nl").text, text);
}

static void test_what_was_to_be_expected_is_told(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    guide_fixture *f = evaluate(w);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    double regression = guide_cell(sheet, 1, "value").number, common = guide_cell(sheet, 2, "value").number;
    expect_told(sheet, guide_cell(sheet, 0, "value").number, "lieten gemiddeld ", " zien");
    expect_told(sheet, regression + common, "Ook zonder de lijst was ", " te verwachten");
    expect_told(sheet, regression, ": ", " doordat cijfers die eruit springen");
    expect_told(sheet, common, "en ", " omdat het elders ook zo ging");
    assert_contains(guide_cell(sheet, 0, "text_nl").text, "is niet te zeggen: het verschil met wat te verwachten was");
    guide_end(f);
    free(w);
}

static void test_a_neutral_figure_is_neither_better_nor_worse(void **state)
{
    (void)state;
    world *w = world_of(1, 8);
    guide_fixture *f = prepare(w, chance * z95);
    f->indicators[POVERTY].direction = KK_DIRECTION_NEUTRAL;
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    assert_string_equal(guide_cell(sheet, 0, "verdict").text, "lower");
    expect_told(sheet, guide_cell(sheet, 3, "value").number, "Wat overblijft, ",
                ", is meer dan toeval: of dat beter is, zegt dit cijfer niet.");
    guide_end(f);
    free(w);
}

static void test_nobody_to_compare_with(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    memset(w->is_treated, true, WIJKEN);
    guide_fixture *f = evaluate(w);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    assert_string_equal(guide_cell(sheet, 0, "reason").text, "too_few_areas");
    assert_true(isnan(guide_cell(sheet, 2, "value").number));
    assert_null(strstr(guide_cell(sheet, 0, "text_nl").text, "nan"));
    assert_null(strstr(guide_cell(sheet, 0, "text_nl").text, "te verwachten"));
    guide_end(f);
    free(w);
}

static void test_withheld_figures_take_no_part(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    size_t first = 0;
    while (!w->is_treated[first]) first++;
    w->later[first] = -1;                         /* secret */
    const double gemeenten[GEMEENTEN] = {30, 30}; /* would stand in, elsewhere in the guide */
    guide_fixture *f = prepare(w, chance * z95);
    kk_indicator_column wijken = f->column[0];
    f->raw.column_count = 0;
    guide_add(f, POVERTY, GEMEENTE, gemeenten, 1);
    f->column[f->raw.column_count++] = wijken;
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "evaluation");
    assert_int_equal(guide_cell(sheet, 0, "treated").whole, TREATED - 1);
    assert_int_equal(guide_cell(sheet, 0, "treated_missing").whole, 1);
    guide_end(f);
    free(w);
}

/* A percentage taken as published has no interval, but is one of so many persons. */
static void test_percentages_as_published(void **state)
{
    (void)state;
    enum { PERSONS = 500 };
    world *w = world_of(1, 0);
    for (size_t i = 0; i < WIJKEN; i++) {
        w->lower[i] = w->upper[i] = NAN;
        w->denominator[i] = PERSONS;
    }
    guide_fixture *f = prepare(w, 0);
    f->indicators[POVERTY].as_published = true;
    for (size_t i = 0; i < WIJKEN; i++) f->column[0].denominator[i] = PERSONS;
    guide_make(f, 1);
    double value = guide_cell(guide_sheet_of(f, "evaluation"), 3, "value").number;
    for (size_t i = 0; i < WIJKEN; i++) {
        double half = z95 * sqrt(w->baseline[i] * (100 - w->baseline[i]) / PERSONS);
        w->lower[i] = w->baseline[i] - half;
        w->upper[i] = w->baseline[i] + half;
    }
    guide_fixture *given = prepare(w, 1);
    for (size_t i = 0; i < WIJKEN; i++) {
        double half = z95 * sqrt(w->later[i] * (100 - w->later[i]) / PERSONS);
        given->column[0].lower[i] = w->later[i] - half;
        given->column[0].upper[i] = w->later[i] + half;
    }
    guide_make(given, 1);
    assert_near(guide_cell(guide_sheet_of(given, "evaluation"), 3, "value").number, value, 1e-6);
    guide_end(given);
    guide_end(f);
    free(w);
}

static void test_figures_without_chance_are_refused(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    guide_fixture *f = prepare(w, 0);
    expect_refused(f, "the figures of 'poverty' of 2023 at the level 'wijk' have no intervals");
    guide_end(f);
    for (size_t i = 0; i < WIJKEN; i++) w->lower[i] = NAN;
    f = prepare(w, 1);
    expect_refused(f, "the figures of 'poverty' of 2019 at the level 'wijk' have no intervals");
    guide_end(f);
    free(w);
}

static void test_periods_that_do_not_compare(void **state)
{
    (void)state;
    world *w = world_of(1, 0);
    w->frozen.period = "2023";
    guide_fixture *f = prepare(w, 1);
    expect_refused(f, "evaluate when there are");
    guide_end(f);
    w->frozen.period = "2019KW02";
    f = prepare(w, 1);
    expect_refused(f, "are of 2019KW02 and those of now of 2023");
    guide_end(f);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_done_is_nothing_found),
        cmocka_unit_test(test_a_large_effect_is_found),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_what_was_to_be_expected_is_told),
        cmocka_unit_test(test_a_neutral_figure_is_neither_better_nor_worse),
        cmocka_unit_test(test_nobody_to_compare_with),
        cmocka_unit_test(test_withheld_figures_take_no_part),
        cmocka_unit_test(test_percentages_as_published),
        cmocka_unit_test(test_figures_without_chance_are_refused),
        cmocka_unit_test(test_periods_that_do_not_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
