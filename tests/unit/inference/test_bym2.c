/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/inference/bym2_sets.h"

#include "unit/inference/bym2_world.h"

static void fit_set(const reference_set *set, int threads, kk_smoothed_rate *rate, kk_bym2 *fit)
{
    kk_error err;
    const kk_bym2_data data = set_data(set);
    kk_status status = kk_bym2_fit(&data, threads, rate, fit, &err);
    if (status != KK_OK) fail_msg("%s", err.message);
}

static void check_same(const kk_smoothed_rate *a, const kk_smoothed_rate *b, double tolerance)
{
    assert_near(a->value, b->value, tolerance * b->value);
    assert_near(a->lower, b->lower, tolerance * b->lower);
    assert_near(a->upper, b->upper, tolerance * b->upper);
    assert_near(a->above, b->above, tolerance);
}

/* ---- properties ---- */

static void test_threads_change_no_bit(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate one[SET_AREAS_MAX], many[SET_AREAS_MAX];
    kk_bym2 of_one, of_many;
    set_read(&set, "scotland");
    fit_set(&set, 1, one, &of_one);
    for (int threads = 2; threads <= 5; threads += 3) {
        fit_set(&set, threads, many, &of_many);
        assert_memory_equal(one, many, set.neighbours.count * sizeof *one);
        assert_memory_equal(&of_one.sigma, &of_many.sigma, sizeof of_one.sigma);
        assert_memory_equal(&of_one.phi, &of_many.phi, sizeof of_one.phi);
        assert_int_equal(of_one.points, of_many.points);
    }
}

static void test_order_of_areas_does_not_matter(void **state)
{
    (void)state;
    reference_set set, turned = {0};
    kk_smoothed_rate rate[SET_AREAS_MAX], of_turned[SET_AREAS_MAX];
    kk_bym2 fit, fit_turned;
    set_read(&set, "scotland");
    uint32_t count = (uint32_t)set.neighbours.count;
    turned.family = set.family;
    turned.neighbours = (kk_neighbours){count, turned.begin, turned.neighbour};
    for (uint32_t i = 0; i < count; i++) { /* area i becomes 37 i mod 56 */
        uint32_t from = 53 * i % count, links = turned.begin[i];
        turned.events[i] = set.events[from];
        turned.exposure[i] = set.exposure[from];
        for (uint32_t k = set.begin[from]; k < set.begin[from + 1]; k++)
            turned.neighbour[links++] = 37 * set.neighbour[k] % count;
        turned.begin[i + 1] = links;
    }
    fit_set(&set, 2, rate, &fit);
    fit_set(&turned, 2, of_turned, &fit_turned);
    for (uint32_t i = 0; i < count; i++) check_same(&of_turned[37 * i % count], &rate[i], 1e-6);
    assert_near(fit.phi.value, fit_turned.phi.value, 1e-6);
}

static void test_a_unit_of_exposure_is_a_unit_of_rate(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate rate[SET_AREAS_MAX], rescaled[SET_AREAS_MAX];
    kk_bym2 fit;
    set_read(&set, "rare");
    fit_set(&set, 2, rate, &fit);
    for (size_t i = 0; i < set.neighbours.count; i++) set.exposure[i] *= 1000;
    fit_set(&set, 2, rescaled, &fit);
    for (size_t i = 0; i < set.neighbours.count; i++) {
        rescaled[i].value *= 1000;
        rescaled[i].lower *= 1000;
        rescaled[i].upper *= 1000;
        check_same(&rescaled[i], &rate[i], 1e-4);
    }
}

static void test_a_share_and_the_rest_are_mirrored(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate share[SET_AREAS_MAX], rest[SET_AREAS_MAX];
    kk_bym2 fit;
    set_read(&set, "shares");
    fit_set(&set, 2, share, &fit);
    for (size_t i = 0; i < set.neighbours.count; i++) set.events[i] = set.exposure[i] - set.events[i];
    fit_set(&set, 2, rest, &fit);
    for (size_t i = 0; i < set.neighbours.count; i++) {
        assert_near(rest[i].value, 1 - share[i].value, 2e-4);
        assert_near(rest[i].lower, 1 - share[i].upper, 1e-3);
        assert_near(rest[i].upper, 1 - share[i].lower, 1e-3);
        assert_near(rest[i].above, 1 - share[i].above, 1e-3);
    }
}

/* County 5 lies among the highest rates, 56 among the lowest. */
static void test_no_events_borrow_from_neighbours(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate rate[SET_AREAS_MAX];
    kk_bym2 fit;
    set_read(&set, "joined");
    assert_near(set.events[55], 0, 0);
    set.events[4] = 0;
    fit_set(&set, 2, rate, &fit);
    assert_true(set.exposure[4] > 2 * set.exposure[55]);
    assert_true(rate[4].value > 1.3 * rate[55].value);
    assert_true(rate[4].lower > 0 && rate[4].lower < 1 && rate[4].upper > 1);
    assert_true(rate[55].lower > 0 && rate[55].above < 0.2);
}

static void test_many_events_stay_where_they_are(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate rate[SET_AREAS_MAX];
    kk_bym2 fit;
    set_read(&set, "scotland");
    for (size_t i = 0; i < set.neighbours.count; i++) {
        set.events[i] = 1e6 * (set.events[i] + 1);
        set.exposure[i] *= 1e6;
    }
    fit_set(&set, 2, rate, &fit);
    for (size_t i = 0; i < set.neighbours.count; i++)
        assert_near(rate[i].value * set.exposure[i] / set.events[i], 1, 1e-4);
    assert_near(fit.effective, (double)set.neighbours.count, 1e-3);
}

/* ---- edges ---- */

static void check_not_fitted(const kk_bym2_data *data)
{
    kk_smoothed_rate rate[SET_AREAS_MAX];
    kk_bym2 fit;
    kk_error err;
    assert_int_equal(kk_bym2_fit(data, 2, rate, &fit, &err), KK_OK);
    assert_false(fit.fitted);
    assert_true(isnan(fit.sigma.value) && isnan(fit.phi.value) && isnan(fit.effective));
    for (size_t i = 0; i < data->neighbours->count; i++) assert_true(isnan(rate[i].value) && isnan(rate[i].above));
}

static void test_nothing_to_fit(void **state)
{
    (void)state;
    uint32_t begin[] = {0, 0}, none[] = {0};
    double three = 3, ten = 10;
    const kk_neighbours no_area = {0, begin, none}, one_area = {1, begin, none};
    check_not_fitted(&(kk_bym2_data){{&three, &ten}, &no_area, KK_RATE_POISSON});
    check_not_fitted(&(kk_bym2_data){{&three, &ten}, &one_area, KK_RATE_POISSON});
    reference_set set;
    set_read(&set, "shares");
    kk_bym2_data data = set_data(&set);
    data.rates.events = set.exposure;
    check_not_fitted(&data);
    double zero[SET_AREAS_MAX] = {0};
    data.rates.events = zero;
    check_not_fitted(&data);
    data.family = KK_RATE_POISSON;
    check_not_fitted(&data);
}

static void test_areas_that_are_all_alike(void **state)
{
    (void)state;
    reference_set set;
    kk_smoothed_rate rate[SET_AREAS_MAX];
    kk_bym2 fit;
    set_read(&set, "joined");
    for (size_t i = 0; i < set.neighbours.count; i++) set.events[i] = 5 * (set.exposure[i] = 20);
    fit_set(&set, 2, rate, &fit);
    assert_true(fit.fitted && fit.failed == 0);
    assert_true(fit.sigma.value < 0.04 && fit.sigma.lower > 0);
    assert_true(fit.effective < 10);
    for (size_t i = 0; i < set.neighbours.count; i++) {
        assert_near(rate[i].value, 5, 0.01);
        assert_true(rate[i].lower < 5 && rate[i].upper > 5 && rate[i].upper - rate[i].lower < 1);
        assert_near(rate[i].above, 0.5, 0.02);
    }
}

/*
 * Without neighbours all areas are noise, and the posterior is a double integral over β and log σ of products of one
 * over v for each area: here by plain sums.
 */
enum { FEW = 5, OUTER = 81, INNER = 161 };

typedef struct lone_posterior {
    double total, rate[FEW], above[FEW];
} lone_posterior;

static void add_lone(const double *events, const double *exposure, double mean, double beta, double sigma, double prior,
                     lone_posterior *to)
{
    double product = prior, rate[FEW], above[FEW];
    for (size_t i = 0; i < FEW; i++) {
        double sum = 0, of_rate = 0, of_above = 0;
        for (int k = 0; k < INNER; k++) {
            double v = 12.0 * k / (INNER - 1) - 6, eta = beta + sigma * v, expected = mean * exp(eta);
            double weight = exp(events[i] * log(expected) - exposure[i] * expected - v * v / 2);
            sum += weight;
            of_rate += weight * expected;
            of_above += eta > 0 ? weight : 0;
        }
        product *= sum;
        rate[i] = of_rate / sum;
        above[i] = of_above / sum;
    }
    to->total += product;
    for (size_t i = 0; i < FEW; i++) {
        to->rate[i] += product * rate[i];
        to->above[i] += product * above[i];
    }
}

static void test_without_neighbours_it_is_noise(void **state)
{
    (void)state;
    const double events[FEW] = {0, 3, 9, 14, 40}, exposure[FEW] = {2, 4, 6, 15, 20}, mean = 66.0 / 47;
    uint32_t begin[FEW + 1] = {0}, none[1] = {0};
    const kk_neighbours neighbours = {FEW, begin, none};
    kk_smoothed_rate rate[FEW];
    kk_bym2 fit;
    kk_error err;
    lone_posterior sums = {0};
    assert_int_equal(
        kk_bym2_fit(&(kk_bym2_data){{events, exposure}, &neighbours, KK_RATE_POISSON}, 2, rate, &fit, &err), KK_OK);
    assert_true(fit.fitted && isnan(fit.phi.value));
    assert_int_equal(fit.islands, FEW);
    for (int s = 0; s < OUTER; s++)
        for (int b = 0; b < OUTER; b++) {
            double log_sigma = 8.0 * s / (OUTER - 1) - 7, sigma = exp(log_sigma);
            double beta = 6.0 * b / (OUTER - 1) - 3;
            add_lone(events, exposure, mean, beta, sigma, exp(log_sigma - 4.605170185988091 * sigma), &sums);
        }
    for (size_t i = 0; i < FEW; i++) {
        assert_near(rate[i].value, sums.rate[i] / sums.total, 0.01 * rate[i].value);
        assert_near(rate[i].above, sums.above[i] / sums.total, 0.02);
    }
}

/* ---- simulation ---- */

static void test_finds_what_a_large_map_was_drawn_from(void **state)
{
    (void)state;
    world of;
    kk_bym2 fit;
    kk_error err;
    assert_true(world_init(&of, 55));
    world_draw(&of, 14, 0.04, 0.5, 0.7, 200);
    assert_int_equal(world_fit(&of, 2, &fit, &err), KK_OK);
    assert_true(fit.sigma.lower < 0.5 && 0.5 < fit.sigma.upper);
    assert_true(fit.sigma.upper - fit.sigma.lower < 0.1);
    assert_true(fit.phi.lower < 0.7 && 0.7 < fit.phi.upper);
    assert_near(world_coverage(&of), 0.95, 0.012);
    world_clear(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_change_no_bit),
        cmocka_unit_test(test_order_of_areas_does_not_matter),
        cmocka_unit_test(test_a_unit_of_exposure_is_a_unit_of_rate),
        cmocka_unit_test(test_a_share_and_the_rest_are_mirrored),
        cmocka_unit_test(test_no_events_borrow_from_neighbours),
        cmocka_unit_test(test_many_events_stay_where_they_are),
        cmocka_unit_test(test_nothing_to_fit),
        cmocka_unit_test(test_areas_that_are_all_alike),
        cmocka_unit_test(test_without_neighbours_it_is_noise),
        cmocka_unit_test(test_finds_what_a_large_map_was_drawn_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
