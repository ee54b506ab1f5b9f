/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

#include "kk/standardisation.h"
#include "statistics/sample.h"

/* Two strata, and the persons of each, behind the indicators of the fixture. */
enum { STRATA = 2, YOUNG = DERIVED + KK_STATISTIC_PARTS, PERSONS = YOUNG + STRATA, INDICATORS = PERSONS + STRATA };
enum { WIJKEN = 6 };

typedef struct world {
    map_fixture *f;
    kk_config_indicator indicator[INDICATORS];
    kk_config_stratum stratum[STRATA];
} world;

static const double persons[STRATA][WIJKEN] = {{200, 400, 100, 300, 500, 0}, {300, 100, 200, 300, 100, 250}};
static const double cases[STRATA][WIJKEN] = {{10, 24, 12, 30, 40, 0}, {60, 15, 50, 45, 30, 70}};
static const double gemeente_persons[STRATA][GEMEENTEN] = {{700, 800}, {600, 650}};
static const double gemeente_cases[STRATA][GEMEENTEN] = {{46, 70}, {125, 145}};

static void add_of_level(world *w, uint32_t level, size_t indicator, const double *numerator, const double *denominator)
{
    map_fixture *f = w->f;
    double wide[2][WIJKEN + 1] = {{0}};
    size_t count = f->areas.level[level].count;
    for (size_t i = 0; i < count && i < WIJKEN; i++) {
        wide[0][i] = numerator[i];
        wide[1][i] = denominator == NULL ? 1 : denominator[i];
    }
    kk_indicator_column *column = add_column(f, BASE, "2022", wide[0], denominator == NULL ? NULL : wide[1]);
    column->config = &w->indicator[indicator];
    column->level = level;
    for (size_t i = 0; i < count; i++)
        if (denominator != NULL && i < WIJKEN && wide[1][i] == 0) column->status[i] = KK_FIGURE_NO_POPULATION;
}

static void add_indicator(world *w, size_t index, const char *name, kk_indicator_kind kind)
{
    w->indicator[index] = (kk_config_indicator){.name = name, .kind = kind, .per = kind == KK_SHARE ? 100 : 1};
}

static world *begin(bool direct, const char *within)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->f = map_begin(WIJKEN);
    memcpy(w->indicator, w->f->indicators, sizeof w->f->indicators);
    add_indicator(w, YOUNG, "use_0_12", KK_SHARE);
    add_indicator(w, YOUNG + 1, "use_12_18", KK_SHARE);
    add_indicator(w, PERSONS, "persons_0_12", KK_VALUE);
    add_indicator(w, PERSONS + 1, "persons_12_18", KK_VALUE);
    w->f->config.indicators = w->indicator;
    w->f->config.indicator_count = INDICATORS;
    for (uint32_t s = 0; s < STRATA; s++) w->stratum[s] = (kk_config_stratum){YOUNG + s, PERSONS + s, NAN, NAN};
    w->f->choice.mark.file = "project.yaml";
    w->f->choice.standardised.given = true;
    w->f->choice.standardised.direct = direct;
    w->f->choice.standardised.within = within;
    w->f->choice.standardised.stratum = w->stratum;
    w->f->choice.standardised.stratum_count = STRATA;
    double all[2][WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        all[0][i] = cases[0][i] + cases[1][i];
        all[1][i] = persons[0][i] + persons[1][i];
    }
    add_of_level(w, WIJK, BASE, all[0], all[1]);
    for (size_t s = 0; s < STRATA; s++) add_of_level(w, WIJK, YOUNG + s, cases[s], persons[s]);
    for (size_t s = 0; s < STRATA; s++) add_of_level(w, WIJK, PERSONS + s, persons[s], NULL);
    return w;
}

static void add_gemeenten(world *w)
{
    for (size_t s = 0; s < STRATA; s++) add_of_level(w, GEMEENTE, YOUNG + s, gemeente_cases[s], gemeente_persons[s]);
    for (size_t s = 0; s < STRATA; s++) add_of_level(w, GEMEENTE, PERSONS + s, gemeente_persons[s], NULL);
}

static kk_indicator_column *raw_column(world *w, uint32_t level, size_t indicator)
{
    for (size_t c = 0; c < w->f->raw.column_count; c++)
        if (w->f->column[c].level == level && w->f->column[c].config == &w->indicator[indicator])
            return &w->f->column[c];
    fail_msg("no column");
    return NULL;
}

static const kk_released_column *standardise(world *w)
{
    map_fixture *f = w->f;
    const kk_released_column *base;
    kk_sample sample;
    map_release(f);
    kk_statistics_work work = {
        .config = &f->config,
        .release = f->release,
        .areas = &f->areas,
        .threads = 1,
        .arena = &f->arena,
        .out = &f->statistics,
    };
    kk_release_columns(f->release, &base);
    while (base->indicator != &w->indicator[BASE]) base++;
    assert_int_equal(kk_sample_make(&work, &f->choice, base, &sample, &f->err), KK_OK);
    assert_int_equal(kk_statistics_standardise(&work, &sample, &f->err), KK_OK);
    return column_of(f, f->choice.standardised.direct ? KK_STATISTIC_STANDARDISED : KK_STATISTIC_RATIO, "2022");
}

static void end(world *w)
{
    map_end(w->f);
    free(w);
}

static void check_ratio(const kk_released_column *ratio, size_t i, const double *rate)
{
    double expected = rate[0] * persons[0][i] + rate[1] * persons[1][i];
    kk_estimate of = kk_standardised_ratio(cases[0][i] + cases[1][i], expected);
    assert_int_equal(ratio->status[i], KK_FIGURE_OK);
    assert_near(ratio->value[i], 100 * of.value, 1e-10);
    assert_near(ratio->lower[i], 100 * of.lower, 1e-10);
    assert_near(ratio->upper[i], 100 * of.upper, 1e-10);
    assert_near(ratio->numerator[i], cases[0][i] + cases[1][i], 0);
    assert_near(ratio->denominator[i], round(expected * 1e6) / 1e6, 1e-12 * expected);
}

static void test_the_standard_is_all_gemeenten(void **state)
{
    (void)state;
    world *w = begin(false, NULL);
    add_gemeenten(w);
    const kk_released_column *ratio = standardise(w);
    const double rate[] = {116.0 / 1500, 270.0 / 1250};
    for (size_t i = 0; i < WIJKEN; i++) check_ratio(ratio, i, rate);
    double observed = 0, expected = 0;
    for (size_t i = 0; i < WIJKEN; i++) observed += ratio->numerator[i];
    for (size_t i = 0; i < WIJKEN; i++) expected += ratio->denominator[i];
    assert_near(expected, observed, 1e-5); /* the standard is these areas, all together */
    assert_near(row_of(w->f, "standard_rate", "use_0_12")->value, 100 * rate[0], 1e-12);
    assert_near(row_of(w->f, "standard_rate", "use_12_18")->value, 100 * rate[1], 1e-12);
    assert_near(row_of(w->f, "standardisation_hidden", NULL)->value, 0, 0);
    assert_int_equal(ratio->status[WIJKEN], KK_FIGURE_NOT_APPLICABLE);
    const kk_statistic_row *row = row_of(w->f, "standardisation_observed_expected", NULL);
    assert_near(row->value, 100, 1e-9);
    assert_near(row->lower, 100 * kk_standardised_ratio(386, 386).lower, 1e-9);
    assert_int_equal(row->areas, WIJKEN);
    assert_string_equal(row->note, "");
    assert_null(row_of(w->f, "standardisation_missing", NULL));
    end(w);
}

/* A fifth of the cases is in the gemeente, and in none of its wijken. */
static void test_cases_in_no_wijk_are_told_and_not_scaled_away(void **state)
{
    (void)state;
    static const double factor[] = {1, 1.25, 0.9};
    const char *notes[] = {"", "located in no such area", "too high"};
    for (size_t f = 0; f < 3; f++) {
        world *w = begin(false, NULL);
        add_gemeenten(w);
        for (size_t s = 0; s < STRATA; s++)
            for (size_t g = 0; g < GEMEENTEN; g++) raw_column(w, GEMEENTE, YOUNG + s)->numerator[g] *= factor[f];
        const double rate[] = {factor[f] * 116 / 1500, factor[f] * 270 / 1250};
        const kk_released_column *ratio = standardise(w);
        for (size_t i = 0; i < WIJKEN; i++) check_ratio(ratio, i, rate);
        const kk_statistic_row *row = row_of(w->f, "standardisation_observed_expected", NULL);
        assert_near(row->value, 100 / factor[f], 1e-9);
        assert_contains(row->note, notes[f]);
        end(w);
    }
}

static void test_the_standard_is_the_own_gemeente(void **state)
{
    (void)state;
    world *w = begin(false, "gemeente");
    add_gemeenten(w);
    const kk_released_column *ratio = standardise(w);
    for (size_t i = 0; i < WIJKEN; i++) {
        size_t g = i >= WIJKEN / 2;
        check_ratio(ratio, i,
                    (const double[]){gemeente_cases[0][g] / gemeente_persons[0][g],
                                     gemeente_cases[1][g] / gemeente_persons[1][g]});
    }
    assert_null(row_of(w->f, "standard_rate", NULL));
    end(w);
}

/* Without figures of gemeenten the wijken that are shown are the standard. */
static void test_without_gemeenten_the_areas_are_their_own_standard(void **state)
{
    (void)state;
    world *w = begin(false, NULL);
    raw_column(w, WIJK, YOUNG)->status[1] = KK_FIGURE_SUPPRESSED;
    const kk_released_column *ratio = standardise(w);
    for (size_t i = 0; i < WIJKEN; i++) check_ratio(ratio, i, (const double[]){92.0 / 1100, 270.0 / 1250});
    end(w);
}

static void test_a_standard_that_is_withheld_makes_no_ratio(void **state)
{
    (void)state;
    world *w = begin(false, "gemeente");
    add_gemeenten(w);
    raw_column(w, GEMEENTE, YOUNG)->status[1] = KK_FIGURE_SUPPRESSED;
    const kk_released_column *ratio = standardise(w);
    for (size_t i = 0; i < 3; i++) assert_int_equal(ratio->status[i], KK_FIGURE_OK);
    for (size_t i = 3; i < 5; i++) {
        assert_int_equal(ratio->status[i], KK_FIGURE_SUPPRESSED);
        assert_true(isnan(ratio->value[i]) && isnan(ratio->denominator[i]));
    }
    check_ratio(ratio, 5, (const double[]){0, 145.0 / 650}); /* nobody of that age lives there */
    const kk_statistic_row *row = row_of(w->f, "standard_rate", "use_0_12");
    assert_string_equal(row->within_code, "GM0002");
    assert_contains(row->note, "wider ages");
    assert_null(row_of(w->f, "standard_rate", "use_12_18"));
    assert_near(row_of(w->f, "standardisation_hidden", NULL)->value, 2, 0);
    assert_contains(row_of(w->f, "standardisation_hidden", NULL)->note, "wider ages");
    end(w);
}

static void test_persons_that_are_withheld_or_unknown_make_no_ratio(void **state)
{
    (void)state;
    world *w = begin(false, NULL);
    add_gemeenten(w);
    raw_column(w, WIJK, PERSONS)->status[0] = KK_FIGURE_SECRET;
    raw_column(w, WIJK, PERSONS)->status[1] = KK_FIGURE_UNKNOWN;
    const kk_released_column *ratio = standardise(w);
    assert_int_equal(ratio->status[0], KK_FIGURE_SECRET);
    assert_int_equal(ratio->status[1], KK_FIGURE_UNKNOWN);
    assert_int_equal(ratio->status[2], KK_FIGURE_OK);
    end(w);
}

/* ---- direct ---- */

static void check_rate(const kk_released_column *rate, size_t i, const double *weight)
{
    const double events[] = {cases[0][i], cases[1][i]}, of[] = {persons[0][i], persons[1][i]};
    kk_estimate expected = kk_standardised_rate(events, of, weight, STRATA);
    assert_int_equal(rate->status[i], KK_FIGURE_OK);
    assert_near(rate->value[i], 100 * expected.value, 1e-10);
    assert_near(rate->lower[i], 100 * expected.lower, 1e-10);
    assert_near(rate->upper[i], 100 * expected.upper, 1e-10);
}

/* Nobody of the first stratum lives in the last wijk, so it has no rate there to weigh. */
static void test_direct_weighs_by_the_persons_of_the_standard(void **state)
{
    (void)state;
    world *w = begin(true, NULL);
    add_gemeenten(w);
    const kk_released_column *rate = standardise(w);
    for (size_t i = 0; i < 5; i++) check_rate(rate, i, (const double[]){1500, 1250});
    assert_int_equal(rate->status[5], KK_FIGURE_UNKNOWN);
    assert_near(row_of(w->f, "standard_persons", "use_0_12")->value, 1500, 0);
    assert_near(row_of(w->f, "standard_persons", "use_12_18")->value, 1250, 0);
    end(w);
}

static void test_direct_with_the_persons_of_the_own_gemeente(void **state)
{
    (void)state;
    world *w = begin(true, "gemeente");
    add_gemeenten(w);
    const kk_released_column *rate = standardise(w);
    for (size_t i = 0; i < 5; i++) {
        size_t g = i >= WIJKEN / 2;
        check_rate(rate, i, (const double[]){gemeente_persons[0][g], gemeente_persons[1][g]});
    }
    end(w);
}

static void test_direct_needs_every_stratum_of_the_area(void **state)
{
    (void)state;
    world *w = begin(true, NULL);
    raw_column(w, WIJK, YOUNG + 1)->status[2] = KK_FIGURE_SUPPRESSED;
    const kk_released_column *rate = standardise(w);
    assert_int_equal(rate->status[2], KK_FIGURE_SUPPRESSED);
    check_rate(rate, 3, (const double[]){1500, 1250});
    assert_near(row_of(w->f, "standardisation_hidden", NULL)->value, 1, 0);
    end(w);
}

static void remove_column(world *w, size_t indicator)
{
    kk_indicator_column *gone = raw_column(w, WIJK, indicator);
    gone->level = GEMEENTE;
    gone->period = "2000";
}

static void test_direct_without_figures_of_a_stratum_is_told(void **state)
{
    (void)state;
    world *w = begin(true, NULL);
    add_gemeenten(w);
    remove_column(w, YOUNG + 1);
    const kk_released_column *rate = standardise(w);
    for (size_t i = 0; i < WIJKEN; i++) assert_int_equal(rate->status[i], KK_FIGURE_NOT_APPLICABLE);
    assert_near(row_of(w->f, "standardisation_missing", NULL)->value, WIJKEN, 0);
    assert_contains(row_of(w->f, "standard_persons", "use_12_18")->note, "no figures at this level");
    assert_string_equal(row_of(w->f, "standard_persons", "use_0_12")->note, "");
    assert_near(row_of(w->f, "standardisation_hidden", NULL)->value, 0, 0);
    assert_null(row_of(w->f, "standardisation_observed_expected", NULL));
    end(w);
}

/* ---- a standard of the project's own ---- */

static void choose(world *w)
{
    w->f->choice.standardised.chosen = true;
    w->stratum[0].rate = 0.05;
    w->stratum[1].rate = 0.2;
    w->stratum[0].persons = 3000;
    w->stratum[1].persons = 1000;
}

/* Cases of a stratum are of no use here; persons are. */
static void test_a_chosen_standard_needs_no_cases(void **state)
{
    (void)state;
    world *w = begin(false, NULL);
    add_gemeenten(w);
    choose(w);
    for (size_t i = 0; i < WIJKEN; i++) raw_column(w, WIJK, YOUNG)->status[i] = KK_FIGURE_SUPPRESSED;
    raw_column(w, GEMEENTE, YOUNG + 1)->status[0] = KK_FIGURE_SUPPRESSED;
    raw_column(w, WIJK, PERSONS)->status[3] = KK_FIGURE_SECRET;
    const kk_released_column *ratio = standardise(w);
    for (size_t i = 0; i < WIJKEN; i++)
        if (i != 3) check_ratio(ratio, i, (const double[]){0.05, 0.2});
    assert_int_equal(ratio->status[3], KK_FIGURE_SECRET);
    const kk_statistic_row *row = row_of(w->f, "standard_rate", "use_12_18");
    assert_near(row->value, 20, 1e-12);
    assert_contains(row->note, "project file");
    assert_near(row_of(w->f, "standardisation_hidden", NULL)->value, 1, 0);
    row = row_of(w->f, "standardisation_observed_expected", NULL);
    assert_int_equal(row->areas, WIJKEN - 1);
    assert_contains(row->note, "chosen standard");
    end(w);
}

/* Other rates by one factor, other ratios by one. */
static void test_ratios_go_down_as_the_standard_goes_up(void **state)
{
    (void)state;
    double value[2][WIJKEN];
    for (int turn = 0; turn < 2; turn++) {
        world *w = begin(false, NULL);
        choose(w);
        for (size_t s = 0; s < STRATA && turn == 1; s++) w->stratum[s].rate *= 2;
        memcpy(value[turn], standardise(w)->value, sizeof value[turn]);
        end(w);
    }
    for (size_t i = 0; i < WIJKEN; i++) assert_near(value[0][i], 2 * value[1][i], 1e-10);
}

static void test_direct_with_a_chosen_standard_needs_cases(void **state)
{
    (void)state;
    world *w = begin(true, NULL);
    choose(w);
    raw_column(w, WIJK, YOUNG)->status[2] = KK_FIGURE_SUPPRESSED;
    const kk_released_column *rate = standardise(w);
    for (size_t i = 0; i < 5; i++)
        if (i != 2) check_rate(rate, i, (const double[]){3000, 1000});
    assert_int_equal(rate->status[2], KK_FIGURE_SUPPRESSED);
    assert_near(row_of(w->f, "standard_persons", "use_0_12")->value, 3000, 0);
    assert_contains(row_of(w->f, "standard_persons", "use_12_18")->note, "project file");
    end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_standard_is_all_gemeenten),
        cmocka_unit_test(test_cases_in_no_wijk_are_told_and_not_scaled_away),
        cmocka_unit_test(test_the_standard_is_the_own_gemeente),
        cmocka_unit_test(test_without_gemeenten_the_areas_are_their_own_standard),
        cmocka_unit_test(test_a_standard_that_is_withheld_makes_no_ratio),
        cmocka_unit_test(test_persons_that_are_withheld_or_unknown_make_no_ratio),
        cmocka_unit_test(test_direct_weighs_by_the_persons_of_the_standard),
        cmocka_unit_test(test_direct_with_the_persons_of_the_own_gemeente),
        cmocka_unit_test(test_direct_needs_every_stratum_of_the_area),
        cmocka_unit_test(test_direct_without_figures_of_a_stratum_is_told),
        cmocka_unit_test(test_a_chosen_standard_needs_no_cases),
        cmocka_unit_test(test_ratios_go_down_as_the_standard_goes_up),
        cmocka_unit_test(test_direct_with_a_chosen_standard_needs_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
