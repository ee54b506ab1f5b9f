/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shortest decimal that reads back as a given double (Schubfach; R. Giulietti, "The Schubfach way to render
 * doubles", 2020): among all decimals that round to it, those with the fewest digits, and of these the nearest to it.
 */
#ifndef KK_PUBLISH_SHORTEST_H
#define KK_PUBLISH_SHORTEST_H

#include <stdint.h>

/* digits · 10^exponent; at most 17 digits, and zeros may be at their end. */
typedef struct kk_decimal {
    uint64_t digits;
    int exponent;
} kk_decimal;

/* `number` is finite and > 0. Reading back means to the nearest double, ties to even. Cost: three products of 128
   bits. */
kk_decimal kk_shortest(double number);

#endif
