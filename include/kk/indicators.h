/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pure kernels: no I/O, no allocation.
 */
#ifndef KK_INDICATORS_H
#define KK_INDICATORS_H

#include <stddef.h>
#include <stdint.h>

typedef struct kk_interval {
    double lower, upper;
} kk_interval;

/*
 * Wilson score interval of a proportion (Wilson 1927), 95%.
 *   centre = (x + z²/2) / (n + z²),  half = z √(x(n−x)/n + z²/4) / (n + z²),  z = 1.959963984540054
 * x events of n, 0 ≤ x ≤ n, n > 0 (need not be whole); otherwise both bounds are NaN. Result within [0, 1].
 * 10/100 → 0.05522914, 0.17436566; 0/10 → 0, 0.27753280. Cost O(1).
 */
kk_interval kk_wilson(double x, double n);

/*
 * 95% interval of the mean of a Poisson count x ≥ 0 (else NaN): exact (Garwood 1936: χ²(α/2; 2x)/2, χ²(1−α/2; 2x+2)/2)
 * below 10, Byar's approximation (Breslow & Day 1987, eq. 2.13) from 10 on:
 *   x (1 − 1/(9x) − z/(3√x))³,  (x+1)(1 − 1/(9(x+1)) + z/(3√(x+1)))³
 * 0 → 0, 3.68887945; 5 → 1.62348639, 11.66833208; 100 → 81.36210549, 121.62793758. Cost O(1).
 */
kk_interval kk_poisson_interval(double x);

/*
 * 95% interval of a mean by Student's t: m ± t(0.975; n − 1) · s/√n, s² = (Σx² − (Σx)²/n) / (n − 1); n ≥ 2 persons,
 * otherwise both bounds are NaN. Source: any textbook; check: x = 1, 2, 3, 4 → 2.5 ± 2.054260.
 */
kk_interval kk_mean_interval(double sum, double sum_of_squares, double n);

/* ---- durations: n spells of `days` ≥ 0; `event`: 0 censored, 1 … causes. Sorted by days in place by kk_spells_sort.
 */
typedef struct kk_spell {
    int32_t days;
    int32_t event;
} kk_spell;

/* Sorts n items of `size` bytes, each with a kk_spell in front, by days; events before censored. */
void kk_spells_sort(void *items, size_t n, size_t size);

typedef struct kk_estimate {
    double value, lower, upper; /* NaN where undefined */
} kk_estimate;

/*
 * Cumulative incidence of `cause` at `days` with competing causes (Aalen and Johansen 1978):
 *   F(t) = Σ_{t_i ≤ t} S(t_i−) d_i/n_i
 * with S the Kaplan–Meier estimate of being free of any event; variance by Aalen's formula (Marubini and Valsecchi
 * 1995), interval on the complementary log-log scale. With one cause it is 1 − Kaplan–Meier with Greenwood's variance.
 * At 0 and 1 the interval is Wilson's of those followed that far. Undefined (NaN) for n = 0, or where nobody is
 * followed for `days` and some are still free of any event. Cost O(n).
 */
kk_estimate kk_incidence(const kk_spell *sorted, size_t n, int32_t cause, double days);

/*
 * The first day on which the cumulative incidence of `cause` reaches `share`, with the interval of Brookmeyer and
 * Crowley (1982): the days at which the bounds of the incidence do. NaN where it never does. Cost O(n).
 */
kk_estimate kk_incidence_quantile(const kk_spell *sorted, size_t n, int32_t cause, double share);

#endif
