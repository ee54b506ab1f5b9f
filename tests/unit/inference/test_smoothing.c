/* SPDX-License-Identifier: EUPL-1.2 */
/* Against golden numbers, spdep and plain R (tests/reference/smoothing), a dense integration, properties, and known
 * truth. */
#include "unit/check.h"

#include "inference/beta.h"
#include "indicators/gamma.h"
#include "kk/indicators.h"
#include "kk/random.h"
#include "kk/smoothing.h"

enum { AREAS_MAX = 3400, LINKS_MAX = 24000 };

typedef struct world {
    kk_rate_family family;
    size_t count;
    double events[AREAS_MAX], exposure[AREAS_MAX], truth[AREAS_MAX];
    uint32_t member[AREAS_MAX];
    kk_smoothed_rate out[AREAS_MAX];
} world;

static kk_rates rates_of(const world *w)
{
    return (kk_rates){w->events, w->exposure};
}

static kk_rate_prior smooth(world *w)
{
    const kk_rates rates = rates_of(w);
    for (uint32_t i = 0; i < w->count; i++) w->member[i] = i;
    kk_rate_prior prior = kk_rate_prior_fit(&rates, w->family, w->member, w->count);
    kk_rates_smooth(&rates, w->member, w->count, &prior, 1, w->out);
    return prior;
}

static double draw_binomial(kk_random *random, double persons, double chance)
{
    double events = 0;
    for (double person = 0; person < persons; person++) events += kk_random_uniform(random) < chance;
    return events;
}

/* True rates of a gamma with that mean and coefficient of variation; events of a Poisson. */
static void draw(world *w, size_t count, double mean, double variation, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, 11, seed);
    double shape = 1 / (variation * variation);
    w->family = KK_RATE_POISSON;
    w->count = count;
    for (size_t i = 0; i < count; i++) {
        w->exposure[i] = floor(exp(3.5 + 3.5 * kk_random_uniform(&random)));
        w->truth[i] = kk_gamma_quantile(kk_random_uniform(&random), shape, mean / shape);
        w->events[i] = kk_random_poisson(&random, w->exposure[i] * w->truth[i]);
    }
}

/* True shares of a beta with that mean and standard deviation; events of a binomial, of so many persons or (0) of
   unlike ones. */
static void draw_shares(world *w, size_t count, double persons, double mean, double deviation, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, 12, seed);
    double precision = mean * (1 - mean) / (deviation * deviation) - 1;
    w->family = KK_RATE_BINOMIAL;
    w->count = count;
    for (size_t i = 0; i < count; i++) {
        w->exposure[i] = persons > 0 ? persons : floor(exp(3.5 + 3.5 * kk_random_uniform(&random)));
        w->truth[i] = kk_beta_quantile(kk_random_uniform(&random), precision * mean, precision * (1 - mean));
        w->events[i] = draw_binomial(&random, w->exposure[i], w->truth[i]);
    }
}

/* ---- published and kept results ---- */

static void test_where_areas_differ_no_more_than_chance_all_get_the_mean(void **state)
{
    (void)state;
    static world w = {
        .count = 8, .events = {30, 25, 25, 15, 33, 21, 30, 20}, .exposure = {100, 100, 110, 90, 100, 90, 110, 90}};
    kk_rate_prior prior = smooth(&w);
    double mean = 199.0 / 790, scatter = 0;
    for (size_t i = 0; i < 8; i++) scatter += w.exposure[i] * pow(w.events[i] / w.exposure[i] - mean, 2) / 790;
    assert_near(scatter - mean / (790.0 / 8), -0.00037336, 5e-9);
    assert_near(prior.variance, 0, 0);
    assert_near(kk_rate_prior_reliability(&prior), 0, 0);
    for (size_t i = 0; i < 8; i++) {
        assert_near(w.out[i].value, 0.251899, 5e-7);
        assert_true(w.out[i].lower < 0.245 && w.out[i].upper > 0.26); /* no point: m and A are estimates */
    }
}

typedef struct wijken {
    world world;
    char gemeente[AREAS_MAX][5];
    double whole[AREAS_MAX], by_gemeente[AREAS_MAX], local[AREAS_MAX];
    uint32_t begin[AREAS_MAX + 1], neighbour[LINKS_MAX];
} wijken;

static void read_wijken(wijken *to)
{
    char line[400];
    FILE *file = fopen("tests/reference/smoothing/wijken.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    uint32_t links = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        size_t i = to->world.count++;
        int at = 0;
        assert_int_equal(sscanf(line, "WK%4s%*2s,%lf,%lf,%lf,%lf,%lf,%n", to->gemeente[i], &to->world.events[i],
                                &to->world.exposure[i], &to->whole[i], &to->by_gemeente[i], &to->local[i], &at),
                         6);
        char *end, *text = line + at;
        for (unsigned long link = strtoul(text, &end, 10); end != text; text = end, link = strtoul(text, &end, 10))
            to->neighbour[links++] = (uint32_t)link;
        to->begin[i + 1] = links;
    }
    assert_int_equal(to->world.count, 3312);
    assert_int_equal(links, 18890);
    assert_int_equal(fclose(file), 0);
}

static void test_real_wijken_are_as_spdep_smooths_them(void **state)
{
    (void)state;
    static wijken of;
    read_wijken(&of);
    world *w = &of.world;
    smooth(w);
    for (size_t i = 0; i < w->count; i++) assert_near(w->out[i].value, of.whole[i], 1e-9 * of.whole[i]);
    const kk_rates rates = rates_of(w);
    for (uint32_t first = 0, last; first < w->count; first = last) {
        for (last = first; last < w->count && strcmp(of.gemeente[last], of.gemeente[first]) == 0;) last++;
        kk_rate_prior prior = kk_rate_prior_fit(&rates, w->family, w->member + first, last - first);
        kk_rates_smooth(&rates, w->member + first, last - first, &prior, 2, w->out);
    }
    for (size_t i = 0; i < w->count; i++) assert_near(w->out[i].value, of.by_gemeente[i], 1e-9 * of.by_gemeente[i]);
    kk_error err;
    const kk_neighbours neighbours = {w->count, of.begin, of.neighbour};
    assert_int_equal(kk_rates_smooth_local(&rates, KK_RATE_POISSON, &neighbours, 2, w->out, &err), KK_OK);
    for (size_t i = 0; i < w->count; i++) assert_near(w->out[i].value, of.local[i], 1e-9 * of.local[i]);
    static kk_smoothed_rate alone[AREAS_MAX];
    assert_int_equal(kk_rates_smooth_local(&rates, KK_RATE_POISSON, &neighbours, 1, alone, &err), KK_OK);
    assert_memory_equal(alone, w->out, w->count * sizeof *alone);
}

static void check_wijken(const char *name, const double *whole, const double *of_gemeente, const world *local)
{
    char line[200];
    FILE *file = fopen(name, "r");
    size_t rows = 0, wijk;
    double expected[3];
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (; fgets(line, sizeof line, file) != NULL; rows++) {
        assert_int_equal(sscanf(line, "%zu,%lf,%lf,%lf", &wijk, &expected[0], &expected[1], &expected[2]), 4);
        assert_near(whole[wijk], expected[0], 1e-9 * expected[0]);
        assert_near(of_gemeente[wijk], expected[1], 1e-9 * expected[1]);
        assert_near(local->out[wijk].value, expected[2], 1e-9 * expected[2]);
    }
    assert_int_equal(rows, 414);
    assert_int_equal(fclose(file), 0);
}

static void test_shares_of_real_wijken_are_as_r_smooths_them(void **state)
{
    (void)state;
    static wijken of;
    static double whole[AREAS_MAX], of_gemeente[AREAS_MAX];
    read_wijken(&of);
    world *w = &of.world;
    const kk_rates rates = rates_of(w);
    w->family = KK_RATE_BINOMIAL;
    smooth(w);
    for (size_t i = 0; i < w->count; i++) whole[i] = w->out[i].value;
    for (uint32_t first = 0, last; first < w->count; first = last) {
        for (last = first; last < w->count && strcmp(of.gemeente[last], of.gemeente[first]) == 0;) last++;
        kk_rate_prior prior = kk_rate_prior_fit(&rates, KK_RATE_BINOMIAL, w->member + first, last - first);
        kk_rates_smooth(&rates, w->member + first, last - first, &prior, 2, w->out);
    }
    for (size_t i = 0; i < w->count; i++) of_gemeente[i] = w->out[i].value;
    kk_error err;
    const kk_neighbours neighbours = {w->count, of.begin, of.neighbour};
    assert_int_equal(kk_rates_smooth_local(&rates, KK_RATE_BINOMIAL, &neighbours, 2, w->out, &err), KK_OK);
    check_wijken("tests/reference/smoothing/shares.csv", whole, of_gemeente, w);
}

/* ---- the posterior ---- */

/* E[λ | e] and its spread by a dense grid over the shrinkage and log m, with the negative binomial written out. */
static void integrate_densely(const world *w, size_t area, double harmonic, double *mean, double *deviation)
{
    double weights = 0, first = 0, second = 0;
    for (double b = 0.0025; b < 1; b += 0.005)
        for (double log_mean = log(0.001); log_mean < log(2); log_mean += 0.02) {
            double m = exp(log_mean), shape = 0.05 * harmonic * b / (1 - b), weight = log((1 - b) / b);
            for (size_t i = 0; i < w->count; i++) {
                double p = w->exposure[i] * m / (shape + w->exposure[i] * m);
                weight += lgamma(shape + w->events[i]) - lgamma(shape) + w->events[i] * log(p) + shape * log(1 - p);
                weight -= lgamma(w->events[i] + 1);
            }
            double rate = shape / m + w->exposure[area], own = (shape + w->events[area]) / rate;
            weights += exp(weight);
            first += exp(weight) * own;
            second += exp(weight) * (own * own + own / rate);
        }
    *mean = first / weights;
    *deviation = sqrt(second / weights - *mean * *mean);
}

static void test_the_interval_is_that_of_the_posterior(void **state)
{
    (void)state;
    static world w = {.count = 6, .events = {4, 7, 0, 12, 3, 9}, .exposure = {60, 200, 30, 150, 90, 220}};
    double harmonic = 0, scale = 35.0 / 750 / 0.05;
    for (size_t i = 0; i < w.count; i++) harmonic += 1 / w.exposure[i] / (double)w.count;
    smooth(&w);
    for (size_t i = 0; i < w.count; i++) {
        double mean, deviation;
        integrate_densely(&w, i, scale / harmonic, &mean, &deviation);
        double off = mean - w.out[i].value, variance = deviation * deviation + off * off;
        assert_near(w.out[i].lower, kk_gamma_quantile(0.025, mean * mean / variance, variance / mean), 0.002);
        assert_near(w.out[i].upper, kk_gamma_quantile(0.975, mean * mean / variance, variance / mean), 0.002);
    }
}

/* As the first, with the beta-binomial written out, over logit m. */
static void integrate_shares(const world *w, size_t area, double harmonic, double *mean, double *deviation)
{
    double weights = 0, first = 0, second = 0;
    for (double b = 0.005; b < 1; b += 0.01)
        for (double logit = -3; logit < 3; logit += 0.04) {
            double m = 1 / (1 + exp(-logit)), s = harmonic * b / (1 - b), weight = log((1 - b) / b);
            for (size_t i = 0; i < w->count; i++) {
                double e = w->events[i], rest = w->exposure[i] - e;
                weight += lgamma(s * m + e) - lgamma(s * m) + lgamma(s * (1 - m) + rest) - lgamma(s * (1 - m));
                weight += lgamma(s) - lgamma(s + w->exposure[i]) + lgamma(w->exposure[i] + 1);
                weight -= lgamma(e + 1) + lgamma(rest + 1);
            }
            double all = s + w->exposure[area], own = (s * m + w->events[area]) / all;
            weights += exp(weight);
            first += exp(weight) * own;
            second += exp(weight) * (own * own + own * (1 - own) / (all + 1));
        }
    *mean = first / weights;
    *deviation = sqrt(second / weights - *mean * *mean);
}

static void test_the_interval_of_a_share_is_that_of_the_posterior(void **state)
{
    (void)state;
    static world w = {.family = KK_RATE_BINOMIAL,
                      .count = 6,
                      .events = {34, 147, 12, 82, 63, 149},
                      .exposure = {60, 200, 30, 150, 90, 220}};
    double harmonic = 0;
    for (size_t i = 0; i < w.count; i++) harmonic += 1 / w.exposure[i] / (double)w.count;
    kk_rate_prior prior = smooth(&w);
    for (size_t i = 0; i < w.count; i++) {
        double mean, deviation;
        integrate_shares(&w, i, 1 / harmonic, &mean, &deviation);
        double off = mean - w.out[i].value, precision = mean * (1 - mean) / (deviation * deviation + off * off) - 1;
        assert_near(w.out[i].lower, kk_beta_quantile(0.025, precision * mean, precision * (1 - mean)), 0.004);
        assert_near(w.out[i].upper, kk_beta_quantile(0.975, precision * mean, precision * (1 - mean)), 0.004);
        assert_near(w.out[i].above, kk_beta_above(prior.mean, precision * mean, precision * (1 - mean)), 0.02);
    }
}

/* Those who have none are a share too. */
static void test_the_other_share_is_the_mirror(void **state)
{
    (void)state;
    static world w, other;
    draw_shares(&w, 40, 0, 0.3, 0.06, 1);
    other = w;
    for (size_t i = 0; i < w.count; i++) other.events[i] = w.exposure[i] - w.events[i];
    smooth(&w);
    smooth(&other);
    for (size_t i = 0; i < w.count; i++) {
        assert_near(other.out[i].value, 1 - w.out[i].value, 1e-12);
        assert_near(other.out[i].lower, 1 - w.out[i].upper, 1e-8);
        assert_near(other.out[i].upper, 1 - w.out[i].lower, 1e-8);
        assert_near(other.out[i].above, 1 - w.out[i].above, 1e-8);
    }
}

/* Of thousands of areas m and A are known, and nothing is left to correct. */
static void test_with_many_areas_it_is_the_plain_poisson_gamma_posterior(void **state)
{
    (void)state;
    static world w;
    draw(&w, AREAS_MAX, 0.1, 0.5, 1);
    kk_rate_prior prior = smooth(&w);
    double lower = 0, upper = 0, above = 0;
    for (size_t i = 0; i < w.count; i++) {
        double shape = prior.mean * prior.mean / prior.variance + w.events[i];
        double scale = 1 / (prior.mean / prior.variance + w.exposure[i]);
        assert_near(w.out[i].value, shape * scale, 1e-12);
        lower += fabs(w.out[i].lower / kk_gamma_quantile(0.025, shape, scale) - 1) / AREAS_MAX;
        upper += fabs(w.out[i].upper / kk_gamma_quantile(0.975, shape, scale) - 1) / AREAS_MAX;
        above += fabs(w.out[i].above - kk_gamma_above(prior.mean, shape, scale)) / AREAS_MAX;
    }
    assert_true(lower < 0.03 && upper < 0.01 && above < 0.005);
}

/* ---- properties ---- */

static void test_it_lies_between_the_rate_and_the_mean(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        draw(&w, 1 + seed, 0.002 * (double)seed, 0.1 * (double)(1 + seed % 9), seed);
        kk_rate_prior prior = smooth(&w);
        double weight_sum = 0;
        for (size_t i = 0; i < w.count; i++) {
            double rate = w.events[i] / w.exposure[i], value = w.out[i].value;
            assert_true(value >= fmin(rate, prior.mean) * (1 - 1e-12));
            assert_true(value <= fmax(rate, prior.mean) * (1 + 1e-12));
            assert_true(w.out[i].lower <= value && value <= w.out[i].upper);
            assert_true(w.out[i].lower < w.out[i].upper);
        }
        for (int j = 0; prior.has_nodes && j < KK_PRIOR_NODES; j++) weight_sum += prior.node[j].weight;
        assert_near(weight_sum, prior.has_nodes ? 1 : 0, 1e-12);
    }
}

static void test_the_more_persons_the_nearer_to_the_own_rate(void **state)
{
    (void)state;
    static world w;
    draw(&w, 40, 0.1, 0.5, 3);
    kk_rate_prior prior = smooth(&w);
    double last = prior.mean, spread = INFINITY;
    for (double exposure = 10; exposure < 1e6; exposure *= 3) {
        kk_smoothed_rate rate = kk_rate_smooth(&prior, 0.3 * exposure, exposure);
        assert_true(rate.value > last && rate.value < 0.3);
        assert_true(rate.upper / rate.lower < spread);
        last = rate.value;
        spread = rate.upper / rate.lower;
    }
    assert_near(last, 0.3, 1e-4);
    double above = 0;
    for (double events = 0; events < 60; events++) {
        double now = kk_rate_smooth(&prior, events, 200).above;
        assert_true(now > above && now < 1);
        above = now;
    }
}

/* Persons counted in thousands, and areas in another order. */
static void test_units_and_order_do_not_matter(void **state)
{
    (void)state;
    static world w, other;
    draw(&w, 90, 0.05, 0.4, 5);
    kk_rate_prior prior = smooth(&w);
    other.count = w.count;
    for (size_t i = 0; i < w.count; i++) {
        other.events[w.count - 1 - i] = w.events[i];
        other.exposure[w.count - 1 - i] = w.exposure[i] / 1000;
    }
    kk_rate_prior scaled = smooth(&other);
    assert_near(scaled.variance, prior.variance * 1e6, prior.variance * 1e-4);
    for (size_t i = 0; i < w.count; i++) {
        const kk_smoothed_rate *a = &w.out[i], *b = &other.out[w.count - 1 - i];
        assert_near(b->value, a->value * 1000, a->value * 1e-8);
        assert_near(b->lower, a->lower * 1000, a->value * 1e-6);
        assert_near(b->upper, a->upper * 1000, a->value * 1e-6);
        assert_near(b->above, a->above, 1e-9);
    }
}

/* ---- edges ---- */

static void check_alone(kk_smoothed_rate rate, double value, double lower, double upper)
{
    assert_near(rate.value, value, 1e-12);
    assert_near(rate.lower, lower, 1e-8);
    assert_near(rate.upper, upper, 1e-8);
    assert_true(isnan(rate.above));
}

static void test_none_one_and_no_events(void **state)
{
    (void)state;
    static world w = {.count = 0, .exposure = {50, 80, 10}};
    kk_rate_prior prior = smooth(&w);
    assert_true(isnan(prior.mean) && isnan(prior.variance) && !prior.has_nodes);
    w.count = 3;
    prior = smooth(&w);
    assert_near(prior.mean, 0, 0);
    assert_near(prior.variance, 0, 0);
    assert_true(isnan(kk_rate_prior_reliability(&prior)));
    for (size_t i = 0; i < 3; i++) check_alone(w.out[i], 0, 0, 3.68887945 / w.exposure[i]);
    w.count = 1;
    w.events[0] = 5;
    smooth(&w);
    check_alone(w.out[0], 0.1, 1.62348639 / 50, 11.66833208 / 50);
}

static void test_shares_of_nobody_and_of_all(void **state)
{
    (void)state;
    static world w = {.family = KK_RATE_BINOMIAL, .count = 3, .exposure = {50, 80, 10}};
    smooth(&w);
    for (size_t i = 0; i < 3; i++) check_alone(w.out[i], 0, 0, kk_wilson(0, w.exposure[i]).upper);
    for (size_t i = 0; i < 3; i++) w.events[i] = w.exposure[i];
    kk_rate_prior prior = smooth(&w);
    assert_true(isnan(kk_rate_prior_reliability(&prior)));
    for (size_t i = 0; i < 3; i++) check_alone(w.out[i], 1, kk_wilson(w.exposure[i], w.exposure[i]).lower, 1);
}

static void test_an_island_keeps_its_rate(void **state)
{
    (void)state;
    const double events[] = {5, 8, 2}, exposure[] = {50, 100, 90};
    uint32_t begin[] = {0, 0, 1, 2}, neighbour[] = {2, 1};
    const kk_neighbours neighbours = {3, begin, neighbour};
    kk_smoothed_rate out[3];
    kk_error err;
    assert_int_equal(kk_rates_smooth_local(&(kk_rates){events, exposure}, KK_RATE_POISSON, &neighbours, 1, out, &err),
                     KK_OK);
    check_alone(out[0], 0.1, 1.62348639 / 50, 11.66833208 / 50);
    assert_true(out[1].value < 0.08 && out[1].value >= 10.0 / 190);
}

/* Equal rates, one area with all events, next to nobody, very many: always a figure within a finite interval. */
static void test_whatever_the_counts_the_figures_are_finite(void **state)
{
    (void)state;
    static world w;
    kk_random random;
    kk_random_init(&random, 2, 2);
    for (int run = 0; run < 800; run++) {
        w.family = run % 3 == 0 ? KK_RATE_BINOMIAL : KK_RATE_POISSON;
        w.count = 2 + kk_random_below(&random, 12);
        double largest = 6 * kk_random_uniform(&random);
        for (size_t i = 0; i < w.count; i++) {
            w.exposure[i] = exp(2.3 * largest * kk_random_uniform(&random));
            bool any = run % 4 == 0 ? i == 0 : kk_random_below(&random, 3) > 0;
            w.events[i] = !any ? 0 : run % 5 == 0 ? w.exposure[i] / 2 : w.exposure[i] * kk_random_uniform(&random);
        }
        double more = 1e-3 + kk_random_below(&random, 2);
        w.events[0] += more;
        w.exposure[0] += more;
        smooth(&w);
        for (size_t i = 0; i < w.count; i++) {
            const kk_smoothed_rate *rate = &w.out[i];
            assert_true(rate->lower >= 0 && rate->lower <= rate->value && rate->value <= rate->upper);
            assert_true(isfinite(rate->upper) && rate->above >= 0 && rate->above <= 1);
        }
    }
}

/* ---- known truth ---- */

typedef struct tally {
    double areas, held, naive, high, truly_high;
} tally;

static void count_run(const world *w, const kk_rate_prior *prior, double mean, tally *to)
{
    for (size_t i = 0; i < w->count; i++) {
        double truth = w->truth[i], spread = prior->mean / prior->variance;
        double shape = prior->mean * spread + w->events[i], scale = 1 / (spread + w->exposure[i]);
        to->areas++;
        to->held += w->out[i].lower <= truth && truth <= w->out[i].upper;
        if (prior->variance > 0)
            to->naive +=
                kk_gamma_quantile(0.025, shape, scale) <= truth && truth <= kk_gamma_quantile(0.975, shape, scale);
        if (!(w->out[i].above > 0.9)) continue;
        to->high++;
        to->truly_high += truth > mean;
    }
}

/* On average over areas; bench/coverage_smoothing.c has the whole table. */
static void test_intervals_hold_the_true_rate_as_often_as_they_say(void **state)
{
    (void)state;
    static world w;
    static const double variations[] = {0.15, 0.3, 0.6};
    for (size_t v = 0; v < 3; v++) {
        tally count = {0};
        for (uint64_t run = 0; run < 700; run++) {
            draw(&w, 8, 0.08, variations[v], 1000 * (v + 1) + run);
            kk_rate_prior prior = smooth(&w);
            count_run(&w, &prior, 0.08, &count);
        }
        assert_true(count.held / count.areas > 0.95 - 3 * 0.004); /* the Monte Carlo error of 5,600 areas in groups */
        assert_true(count.naive / count.areas < 0.9);
        assert_true(count.high > 50 && count.truly_high / count.high > 0.85);
    }
}

static void test_intervals_of_shares_hold_the_truth_as_often_as_they_say(void **state)
{
    (void)state;
    static world w;
    static const struct {
        double persons, mean, deviation;
    } cells[] = {{60, 0.8, 0.05}, {60, 0.4, 0.05}, {250, 0.1, 0.02}};
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
        tally count = {0};
        double wilson = 0, width = 0;
        for (uint64_t run = 0; run < 400; run++) {
            draw_shares(&w, 15, cells[c].persons, cells[c].mean, cells[c].deviation, 1000 * (c + 1) + run);
            smooth(&w);
            for (size_t i = 0; i < w.count; i++) {
                count.areas++;
                count.held += w.out[i].lower <= w.truth[i] && w.truth[i] <= w.out[i].upper;
                width += w.out[i].upper - w.out[i].lower;
                wilson += kk_wilson(w.events[i], w.exposure[i]).upper - kk_wilson(w.events[i], w.exposure[i]).lower;
            }
        }
        assert_true(count.held / count.areas > 0.95 - 3 * 0.004); /* the Monte Carlo error of 6,000 areas in groups */
        assert_true(width < wilson);
    }
}

/* Shares that differ by five points around 40%, which a Poisson takes for chance. */
static void test_shares_that_differ_are_seen_to(void **state)
{
    (void)state;
    static world w;
    draw_shares(&w, 3000, 60, 0.4, 0.05, 77);
    assert_near(smooth(&w).variance, 0.0025, 0.0003);
    w.family = KK_RATE_POISSON;
    assert_near(smooth(&w).variance, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where_areas_differ_no_more_than_chance_all_get_the_mean),
        cmocka_unit_test(test_real_wijken_are_as_spdep_smooths_them),
        cmocka_unit_test(test_shares_of_real_wijken_are_as_r_smooths_them),
        cmocka_unit_test(test_the_interval_is_that_of_the_posterior),
        cmocka_unit_test(test_the_interval_of_a_share_is_that_of_the_posterior),
        cmocka_unit_test(test_the_other_share_is_the_mirror),
        cmocka_unit_test(test_with_many_areas_it_is_the_plain_poisson_gamma_posterior),
        cmocka_unit_test(test_it_lies_between_the_rate_and_the_mean),
        cmocka_unit_test(test_the_more_persons_the_nearer_to_the_own_rate),
        cmocka_unit_test(test_units_and_order_do_not_matter),
        cmocka_unit_test(test_none_one_and_no_events),
        cmocka_unit_test(test_shares_of_nobody_and_of_all),
        cmocka_unit_test(test_an_island_keeps_its_rate),
        cmocka_unit_test(test_whatever_the_counts_the_figures_are_finite),
        cmocka_unit_test(test_intervals_hold_the_true_rate_as_often_as_they_say),
        cmocka_unit_test(test_intervals_of_shares_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(test_shares_that_differ_are_seen_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
