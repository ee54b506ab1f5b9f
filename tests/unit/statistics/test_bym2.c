/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

#include "kk/bym2.h"
#include "statistics/sample.h"

enum { WIJKEN = 12, SECRET = 4, SHOWN = WIJKEN - 1 };

static const double use[WIJKEN] = {2, 9, 14, 0, -1, 22, 31, 8, 5, 40, 3, 17};
static const double youths[WIJKEN] = {40, 120, 90, 15, 80, 210, 400, 60, 70, 300, 30, 150};

static map_fixture *smoothed(const double *events, const double *exposure, kk_indicator_kind kind)
{
    const kk_released_column *columns;
    kk_sample sample;
    map_fixture *f = map_begin(WIJKEN);
    add_column(f, BASE, "2022", events, exposure);
    f->indicators[BASE].kind = kind;
    f->choice.smoothed.given = true;
    f->choice.smoothed.method = KK_SMOOTHING_BYM2;
    map_release(f);
    kk_statistics_work work = {
        .config = &f->config,
        .release = f->release,
        .areas = &f->areas,
        .map = f->map,
        .threads = 2,
        .arena = &f->arena,
        .out = &f->statistics,
    };
    kk_release_columns(f->release, &columns);
    assert_int_equal(kk_sample_make(&work, &f->choice, columns, &sample, &f->err), KK_OK);
    assert_int_equal(kk_statistics_smooth_bym2(&work, &sample, &f->err), KK_OK);
    return f;
}

/* What is shown, in a row that is broken where the secret wijk lies. */
static void fit_shown(kk_rate_family family, kk_smoothed_rate *rate, kk_bym2 *fit)
{
    double events[SHOWN], exposure[SHOWN];
    uint32_t begin[SHOWN + 1] = {0}, neighbour[2 * SHOWN], links = 0;
    kk_error err;
    for (uint32_t i = 0; i < SHOWN; i++) {
        events[i] = use[i + (i >= SECRET)];
        exposure[i] = youths[i + (i >= SECRET)];
        if (i > 0 && i != SECRET) neighbour[links++] = i - 1;
        if (i + 1 < SHOWN && i + 1 != SECRET) neighbour[links++] = i + 1;
        begin[i + 1] = links;
    }
    const kk_neighbours neighbours = {SHOWN, begin, neighbour};
    const kk_bym2_data data = {{events, exposure}, &neighbours, family};
    assert_int_equal(kk_bym2_fit(&data, 1, rate, fit, &err), KK_OK);
}

static void check_kind(kk_indicator_kind kind, kk_rate_family family)
{
    kk_smoothed_rate rate[SHOWN];
    kk_bym2 fit;
    map_fixture *f = smoothed(use, youths, kind);
    const kk_released_column *value = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    const kk_released_column *above = column_of(f, KK_STATISTIC_ABOVE, "2022");
    fit_shown(family, rate, &fit);
    for (size_t i = 0; i < SHOWN; i++) {
        size_t area = i + (i >= SECRET);
        assert_int_equal(value->status[area], KK_FIGURE_OK);
        assert_near(value->value[area], 100 * rate[i].value, 0);
        assert_near(value->lower[area], 100 * rate[i].lower, 0);
        assert_near(value->upper[area], 100 * rate[i].upper, 0);
        assert_near(above->value[area], 100 * rate[i].above, 0);
    }
    const kk_statistic_row *sigma = row_of(f, "bym2_sigma", NULL), *phi = row_of(f, "bym2_phi", NULL);
    assert_near(sigma->value, fit.sigma.value, 0);
    assert_near(sigma->upper, fit.sigma.upper, 0);
    assert_int_equal(sigma->areas, SHOWN);
    assert_near(phi->value, fit.phi.value, 0);
    assert_near(phi->lower, fit.phi.lower, 0);
    double events = 0, exposure = 0;
    for (size_t i = 0; i < WIJKEN; i++) {
        events += i == SECRET ? 0 : use[i];
        exposure += i == SECRET ? 0 : youths[i];
    }
    assert_near(row_of(f, "smoothing_mean", NULL)->value, 100 * events / exposure, 1e-12);
    assert_near(row_of(f, "bym2_effective", NULL)->value, fit.effective, 0);
    assert_near(row_of(f, "bym2_failed", NULL)->value, 0, 0);
    map_end(f);
}

static void test_a_share_is_binomial_and_a_rate_poisson(void **state)
{
    (void)state;
    check_kind(KK_SHARE, KK_RATE_BINOMIAL);
    check_kind(KK_RATE, KK_RATE_POISSON);
}

static void test_what_is_withheld_takes_no_part(void **state)
{
    (void)state;
    map_fixture *f = smoothed(use, youths, KK_SHARE);
    const kk_released_column *value = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    assert_int_equal(value->status[SECRET], KK_FIGURE_SECRET);
    assert_true(isnan(value->value[SECRET]));
    assert_int_equal(value->status[WIJKEN], KK_FIGURE_NOT_APPLICABLE);
    map_end(f);
}

/* Times of use, of which a youth may have more than one. */
static void test_more_events_than_persons_are_no_share(void **state)
{
    (void)state;
    double many[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) many[i] = 30 + 2 * youths[i];
    map_fixture *f = smoothed(many, youths, KK_SHARE);
    const kk_released_column *value = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    assert_int_equal(value->status[0], KK_FIGURE_OK);
    assert_true(value->value[0] > 200);
    map_end(f);
}

static void test_without_events_there_is_no_model(void **state)
{
    (void)state;
    static const double none[WIJKEN] = {0};
    map_fixture *f = smoothed(none, youths, KK_SHARE);
    const kk_released_column *value = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    for (size_t i = 0; i < WIJKEN; i++) assert_int_equal(value->status[i], KK_FIGURE_NOT_APPLICABLE);
    assert_int_equal(f->statistics.row_count, 1);
    assert_true(isnan(row_of(f, "bym2_sigma", NULL)->value));
    assert_contains(row_of(f, "bym2_sigma", NULL)->note, "no model");
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_share_is_binomial_and_a_rate_poisson),
        cmocka_unit_test(test_what_is_withheld_takes_no_part),
        cmocka_unit_test(test_more_events_than_persons_are_no_share),
        cmocka_unit_test(test_without_events_there_is_no_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
