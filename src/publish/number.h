/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers as text: exact, short, with a point for a decimal mark in any locale.
 */
#ifndef KK_PUBLISH_NUMBER_H
#define KK_PUBLISH_NUMBER_H

#include "core/decimal.h"

#include <stdint.h>

enum { KK_NUMBER_BYTES = 40 };

/*
 * The shortest text that reads back as exactly `number` (finite), without ".0" for a whole number and without "-0";
 * with a power of ten ("1.5e-07") below 0.0001 unless six decimals will do, and from 10¹⁵ where zeros would follow.
 * May use KK_NUMBER_BYTES bytes from `at`, no NUL; returns the end. Cost: O(1), about 25 ns.
 */
char *kk_number_write(char *at, double number);

/* At most 20 bytes, no NUL; returns the end. */
char *kk_integer_write(char *at, int64_t number);

/* `millionths` / 10⁶ without trailing zeros: 6570000 → 6.57. At most 21 bytes, no NUL; returns the end. */
char *kk_millionths_write(char *at, int64_t millionths);

#endif
