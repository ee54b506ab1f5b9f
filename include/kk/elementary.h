/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * exp, log and powers, the same to the last bit on every machine: what a browser recomputes of a run must be what the
 * run has written. Freestanding C: additions, multiplications, divisions and roots of IEEE 754 doubles, in the order
 * that is written; compiled without contraction.
 */
#ifndef KK_ELEMENTARY_H
#define KK_ELEMENTARY_H

/* Within 1 unit in the last place. exp: 0 below −745.2, +∞ above 709.8. log: −∞ of 0, NaN below. NaN of NaN. */
double kk_exp(double x);
double kk_log(double x);

/* x^y of x ≥ 0; relative error below 1e-15 · max(1, |y ln x|). 0^0 = 1, 0^y = 0 for y > 0 and +∞ for y < 0. */
double kk_power(double x, double y);

#endif
