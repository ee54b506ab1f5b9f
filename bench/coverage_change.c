/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_change — how often what is said of a change holds, in per cent:
 *   share, rate   95% interval of the difference of two shares of n persons and two chances, of two rates whose mean
 *                 counts are given: summed over all counts; mean and least over the grid
 *   slope         95% interval of the Theil–Sen slope of so many figures, errors normal and lognormal: 20,000 runs
 *   outside       areas outside the funnel's 95% (mean) and 99.8% limits (least) by chance, by mean count
 *   signal        last of so many figures that is a signal (XmR) by chance, counts of mean 20 and of mean 2
 */
#include "kk/change.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>

enum { RUNS = 20000, FIGURES_MAX = 24 };

typedef struct coverage {
    double sum, count, least;
} coverage;

static void add(coverage *to, double share)
{
    to->least = to->count == 0 ? share : fmin(to->least, share);
    to->sum += share;
    to->count++;
}

static void print(const char *what, double at, double mean, double least)
{
    printf("%s,%g,%.2f,%.2f\n", what, at, 100 * mean, 100 * least);
}

/* ---- differences ---- */

static kk_estimate share_of(double x, double n)
{
    kk_interval bounds = kk_wilson(x, n);
    return (kk_estimate){x / n, bounds.lower, bounds.upper};
}

static kk_estimate count_of(double x)
{
    kk_interval bounds = kk_poisson_interval(x);
    return (kk_estimate){x, bounds.lower, bounds.upper};
}

static double binomial(double x, double n, double p)
{
    return exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(p) + (n - x) * log1p(-p));
}

static double poisson(double x, double mean)
{
    return exp(x * log(mean) - mean - lgamma(x + 1));
}

static double share_coverage(double n, double p, double q)
{
    double sum = 0;
    for (double x = 0; x <= n; x++)
        for (double y = 0; y <= n; y++) {
            kk_estimate d = kk_difference(share_of(x, n), share_of(y, n));
            if (d.lower <= p - q && p - q <= d.upper) sum += binomial(x, n, p) * binomial(y, n, q);
        }
    return sum;
}

static double rate_coverage(double a, double b)
{
    double sum = 0;
    for (double x = 0; x < a + 12 * sqrt(a) + 20; x++)
        for (double y = 0; y < b + 12 * sqrt(b) + 20; y++) {
            kk_estimate d = kk_difference(count_of(x), count_of(y));
            if (d.lower <= a - b && a - b <= d.upper) sum += poisson(x, a) * poisson(y, b);
        }
    return sum;
}

static void print_differences(void)
{
    coverage all = {0};
    for (double n = 20; n <= 160; n *= 2) {
        coverage here = {0};
        for (double p = 0.05; p < 0.96; p += 0.09)
            for (double q = 0.05; q < 0.96; q += 0.09) add(&here, share_coverage(n, p, q));
        add(&all, here.sum / here.count);
        print("share", n, here.sum / here.count, here.least);
    }
    print("share grid", 0, all.sum / all.count, all.least);
    all = (coverage){0};
    for (double a = 2.5; a <= 80; a *= 2) {
        coverage here = {0};
        for (double b = 2.3; b <= 80; b *= 1.7) add(&here, rate_coverage(a, b));
        add(&all, here.sum / here.count);
        print("rate", a, here.sum / here.count, here.least);
    }
    print("rate grid", 0, all.sum / all.count, all.least);
}

/* ---- slopes ---- */

static double slope_coverage(size_t n, bool is_skewed)
{
    double time[FIGURES_MAX], value[FIGURES_MAX], slopes[FIGURES_MAX * FIGURES_MAX], held = 0;
    kk_random random;
    kk_random_init(&random, n, is_skewed);
    for (int run = 0; run < RUNS; run++) {
        for (size_t i = 0; i < n; i++) {
            double error = kk_random_normal(&random);
            time[i] = (double)i;
            value[i] = 0.3 * time[i] + (is_skewed ? exp(2 * error) : error);
        }
        kk_estimate slope = kk_theil_sen(time, value, n, slopes);
        held += slope.lower <= 0.3 && 0.3 <= slope.upper;
    }
    return held / RUNS;
}

/* ---- limits ---- */

static void print_outside(double mean)
{
    double outside_95 = 0, outside_998 = 0;
    kk_funnel funnel = kk_funnel_limits(mean / 1000, 1000, false);
    for (double x = 0; x < mean + 12 * sqrt(mean) + 20; x++) {
        int place = kk_funnel_place(&funnel, x / 1000);
        if (place != 0) outside_95 += poisson(x, mean);
        if (place == 2 || place == -2) outside_998 += poisson(x, mean);
    }
    print("outside", mean, outside_95, outside_998);
}

static double false_signals(size_t n, double mean)
{
    double value[FIGURES_MAX], signals = 0;
    kk_random random;
    kk_random_init(&random, n, (uint64_t)mean);
    for (int run = 0; run < RUNS; run++) {
        for (size_t i = 0; i < n; i++) value[i] = kk_random_poisson(&random, mean);
        signals += kk_xmr_signal(value, n) != 0;
    }
    return signals / RUNS;
}

int main(void)
{
    printf("what,at,mean,least\n");
    print_differences();
    for (size_t n = 5; n <= 20; n += 3) {
        double normal = slope_coverage(n, false), skewed = slope_coverage(n, true);
        print("slope", (double)n, (normal + skewed) / 2, fmin(normal, skewed));
    }
    for (double mean = 1; mean <= 1024; mean *= 4) print_outside(mean);
    for (size_t n = KK_SIGNAL_FIGURES; n <= 20; n += 7) {
        double often = false_signals(n, 20), seldom = false_signals(n, 2);
        print("signal", (double)n, (often + seldom) / 2, fmin(often, seldom));
    }
    return 0;
}
