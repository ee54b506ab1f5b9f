/* SPDX-License-Identifier: EUPL-1.2 */
/* From released figures to expected use, gap and rows. */
#include "unit/statistics/map_fixture.h"

#include "kk/random.h"
#include "kk/regression.h"
#include "statistics/sample.h"

enum { WIJKEN = 30, SECRET_BASE = 3, SECRET_DETERMINANT = 7, COUNTED = WIJKEN - 2 };

static double events[WIJKEN + 1], youths[WIJKEN + 1], poverty[WIJKEN + 1];
static uint32_t on[] = {OTHER, OTHER};

/* Shares rise with poverty, and differ for other reasons too. One is secret, of another the poverty is. */
static void draw(void)
{
    kk_random random;
    kk_random_init(&random, 3, 0);
    for (size_t i = 0; i < WIJKEN; i++) {
        poverty[i] = 5 + 20 * kk_random_uniform(&random);
        youths[i] = 200 + floor(800 * kk_random_uniform(&random));
        double rate = 0.05 * exp(0.05 * poverty[i] + 0.2 * kk_random_normal(&random));
        events[i] = 10 + kk_random_poisson(&random, youths[i] * rate);
    }
    events[SECRET_BASE] = poverty[SECRET_DETERMINANT] = -1;
}

static map_fixture *begin(kk_regression_family family, size_t terms)
{
    draw();
    map_fixture *f = map_begin(WIJKEN);
    f->choice.expected.given = true;
    f->choice.expected.family = family;
    f->choice.expected.on = on;
    f->choice.expected.on_count = terms;
    return f;
}

/* The sample is of the first column of the base. */
static void expect(map_fixture *f)
{
    const kk_released_column *columns;
    kk_sample sample;
    map_release(f);
    kk_statistics_work work = {.config = &f->config,
                               .release = f->release,
                               .areas = &f->areas,
                               .map = f->map,
                               .threads = 1,
                               .arena = &f->arena,
                               .out = &f->statistics};
    assert_true(kk_release_columns(f->release, &columns) > 0);
    assert_int_equal(kk_sample_make(&work, &f->choice, &columns[0], &sample, &f->err), KK_OK);
    assert_int_equal(kk_statistics_expect(&work, &sample, &f->err), KK_OK);
}

static map_fixture *expected_with(kk_regression_family family)
{
    map_fixture *f = begin(family, 1);
    add_column(f, BASE, "2022", events, youths);
    add_column(f, OTHER, "2021", poverty, NULL);
    expect(f);
    return f;
}

static void test_columns(void **state)
{
    (void)state;
    map_fixture *f = expected_with(KK_QUASIPOISSON);
    const kk_released_column *expected = column_of(f, KK_STATISTIC_EXPECTED, "2022");
    const kk_released_column *gap = column_of(f, KK_STATISTIC_GAP, "2022");
    double counted = 0, foreseen = 0;
    for (size_t i = 0; i < WIJKEN; i++) {
        if (i == SECRET_BASE || i == SECRET_DETERMINANT) continue;
        kk_interval own = kk_wilson(events[i], youths[i]);
        kk_estimate share = {100 * events[i] / youths[i], 100 * own.lower, 100 * own.upper};
        kk_estimate difference =
            kk_estimate_difference(share, (kk_estimate){expected->value[i], expected->lower[i], expected->upper[i]});
        assert_int_equal(expected->status[i], KK_FIGURE_OK);
        assert_int_equal(gap->status[i], KK_FIGURE_OK);
        assert_true(expected->lower[i] < expected->value[i] && expected->value[i] < expected->upper[i]);
        assert_near(gap->value[i], difference.value, 1e-10);
        assert_near(gap->lower[i], difference.lower, 1e-10);
        assert_near(gap->upper[i], difference.upper, 1e-10);
        assert_near(expected->numerator[i], expected->value[i] / 100 * expected->denominator[i], 1e-9);
        counted += events[i];
        foreseen += expected->numerator[i];
    }
    assert_near(foreseen, counted, 1e-8);
    map_end(f);
}

static void test_what_is_secret_takes_no_part(void **state)
{
    (void)state;
    map_fixture *f = expected_with(KK_QUASIPOISSON);
    const kk_statistic_part parts[] = {KK_STATISTIC_EXPECTED, KK_STATISTIC_GAP};
    for (size_t p = 0; p < 2; p++) {
        const kk_released_column *column = column_of(f, parts[p], "2022");
        assert_int_equal(column->status[SECRET_BASE], KK_FIGURE_SECRET);
        assert_int_equal(column->status[SECRET_DETERMINANT], KK_FIGURE_SECRET);
        assert_int_equal(column->status[WIJKEN], KK_FIGURE_NOT_APPLICABLE);
        assert_true(isnan(column->value[SECRET_BASE]) && isnan(column->value[SECRET_DETERMINANT]));
    }
    assert_int_equal(row_of(f, "coefficient", "poverty")->areas, COUNTED);
    map_end(f);
}

static double sd_of_poverty(void)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < WIJKEN; i++)
        if (i != SECRET_BASE && i != SECRET_DETERMINANT) mean += poverty[i] / COUNTED;
    for (size_t i = 0; i < WIJKEN; i++)
        if (i != SECRET_BASE && i != SECRET_DETERMINANT) squares += (poverty[i] - mean) * (poverty[i] - mean);
    return sqrt(squares / (COUNTED - 1));
}

static void test_rows(void **state)
{
    (void)state;
    map_fixture *f = expected_with(KK_QUASIPOISSON);
    for (size_t r = 0; r < f->statistics.row_count; r++)
        assert_contains(f->statistics.row[r].note, "Association, not cause: ");
    const kk_statistic_row *by_sd = row_of(f, "coefficient", "poverty");
    const kk_statistic_row *by_unit = row_of(f, "coefficient_per_unit", "poverty");
    assert_true(by_sd->lower > 1 && by_sd->p < 0.05);
    assert_near(log(by_unit->value) * sd_of_poverty(), log(by_sd->value), 1e-12);
    assert_near(log(by_unit->upper) * sd_of_poverty(), log(by_sd->upper), 1e-12);
    assert_near(log(by_unit->value), 0.05, 0.03);
    assert_contains(by_sd->note, "poverty (2021)");
    assert_near(row_of(f, "vif", "poverty")->value, 1, 1e-12);
    assert_true(row_of(f, "dispersion", "")->value > 1);
    assert_in_range(100 * row_of(f, "deviance_explained", "")->value, 20, 95);
    assert_true(row_of(f, "expected_at_mean", "")->value > 5);
    assert_in_range(100 * row_of(f, "leverage", NULL)->value, 4, 50);
    assert_null(row_of(f, "theta", NULL));
    assert_null(row_of(f, "aic", NULL));
    map_end(f);
}

static void test_gaps_beyond_zero_are_counted(void **state)
{
    (void)state;
    map_fixture *f = expected_with(KK_QUASIPOISSON);
    const kk_released_column *gap = column_of(f, KK_STATISTIC_GAP, "2022");
    double beyond = 0;
    for (size_t i = 0; i < WIJKEN; i++) beyond += gap->lower[i] > 0 || gap->upper[i] < 0;
    assert_true(beyond > 0);
    assert_near(row_of(f, "gaps_beyond_zero", "")->value, beyond, 0);
    assert_contains(row_of(f, "gaps_beyond_zero", "")->note, "fewer than one in twenty");
    map_end(f);
}

static void test_negative_binomial_has_theta(void **state)
{
    (void)state;
    map_fixture *f = expected_with(KK_NEGATIVE_BINOMIAL);
    const kk_statistic_row *theta = row_of(f, "theta", "");
    assert_true(theta->lower > 0 && theta->lower < theta->value && theta->value < theta->upper);
    assert_near(theta->value * theta->value, theta->lower * theta->upper, 1e-9 * theta->value * theta->value);
    assert_true(row_of(f, "aic", "")->value > 0);
    assert_contains(theta->note, "Association, not cause: ");
    map_end(f);
}

/* ---- nothing to expect ---- */

static void check_refused(map_fixture *f, kk_figure_status status, const char *term, const char *why)
{
    const kk_statistic_row *row = row_of(f, "expected", term);
    assert_non_null(row);
    assert_true(isnan(row->value));
    assert_contains(row->note, why);
    assert_int_equal(f->statistics.row_count, 1);
    for (size_t i = 0; i < WIJKEN; i++) {
        bool known = i != SECRET_BASE && i != SECRET_DETERMINANT;
        assert_true(isnan(column_of(f, KK_STATISTIC_GAP, "2022")->value[i]));
        if (known) assert_int_equal(column_of(f, KK_STATISTIC_EXPECTED, "2022")->status[i], status);
    }
    map_end(f);
}

static void test_same_determinant_twice(void **state)
{
    (void)state;
    map_fixture *f = begin(KK_QUASIPOISSON, 2);
    add_column(f, BASE, "2022", events, youths);
    add_column(f, OTHER, "2022", poverty, NULL);
    expect(f);
    check_refused(f, KK_FIGURE_UNKNOWN, "poverty", "leave it out");
}

static void test_determinant_of_later(void **state)
{
    (void)state;
    map_fixture *f = begin(KK_QUASIPOISSON, 1);
    add_column(f, BASE, "2022", events, youths);
    add_column(f, OTHER, "2023", poverty, NULL);
    expect(f);
    check_refused(f, KK_FIGURE_NOT_APPLICABLE, "poverty", "no figures at this level");
}

static void test_determinant_of_few(void **state)
{
    (void)state;
    map_fixture *f = begin(KK_NEGATIVE_BINOMIAL, 1);
    double few[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) few[i] = i < 6 ? (double)i : -1;
    add_column(f, BASE, "2022", events, youths);
    add_column(f, OTHER, "2022", few, NULL);
    expect(f);
    const kk_released_column *expected = column_of(f, KK_STATISTIC_EXPECTED, "2022");
    for (size_t i = 0; i < WIJKEN; i++)
        assert_int_equal(expected->status[i], i < 6 && i != SECRET_BASE ? KK_FIGURE_NOT_APPLICABLE : KK_FIGURE_SECRET);
    assert_contains(row_of(f, "expected", "")->note, "too few areas");
    assert_int_equal(row_of(f, "expected", "")->areas, 5);
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_what_is_secret_takes_no_part),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_gaps_beyond_zero_are_counted),
        cmocka_unit_test(test_negative_binomial_has_theta),
        cmocka_unit_test(test_same_determinant_twice),
        cmocka_unit_test(test_determinant_of_later),
        cmocka_unit_test(test_determinant_of_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
