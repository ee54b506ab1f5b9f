/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether the amounts of one or two persons make up an amount: what the gate has to know of money. */
#ifndef KK_DOMINANCE_H
#define KK_DOMINANCE_H

#include "aggregate/evaluate.h"

/*
 * Whether an amount T = Σ |x_k| over persons, with x1 and x2 the largest sizes, tells too much of them (Hundepool et
 * al. 2012, §4.2.2):
 *
 *   (n, k)    x1 > share × T for n = 1, x1 + x2 > share × T for n = 2
 *   p%        T − x1 − x2 < p/100 × x1: who has x2 can tell x1 within p%
 *
 * Looked at are the amounts in numerator and denominator of area `i` (columns with kk_table.largest), and of each pair
 * of which one is part of the other what the whole has beyond it. Who has most of that is not known; it is at most x1
 * and x2 of the whole, so that the rule errs on the safe side. A sum of amounts of which none is dominated is not
 * dominated either (where nobody has credits only). An amount that is 0 for everyone is not. Cost: O(terms²).
 */
bool kk_is_dominated(const kk_evaluation *here, size_t i);

#endif
