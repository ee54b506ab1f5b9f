/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pure kernels: no I/O, no allocation.
 */
#ifndef KK_INDICATORS_H
#define KK_INDICATORS_H

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

#endif
