/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Figures as they are published: rounded to decimals. What is made of a release starts from these, so that it can be
 * computed again from the files, and tells no more digits than they do.
 */
#ifndef KK_CORE_DECIMAL_H
#define KK_CORE_DECIMAL_H

/*
 * As values and bounds are published: to six decimals, below 0.1 to six significant digits, so that a small figure
 * never becomes zero. Half away from zero. NaN stays NaN.
 */
double kk_number_round(double number);

/* To `digits` significant digits, at most 17: the double nearest to that decimal. Half away from zero; NaN stays NaN.
 */
double kk_number_significant(double number, int digits);

#endif
