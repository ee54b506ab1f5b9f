/* SPDX-License-Identifier: EUPL-1.2 */
/* What every unit test needs: cmocka and its headers, and two checks it lacks. */
#ifndef KK_TESTS_CHECK_H
#define KK_TESTS_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* |actual − expected| ≤ tolerance; a NaN is never near. */
static inline void check_near(double actual, double expected, double tolerance, int line)
{
    if (fabs(actual - expected) <= tolerance) return;
    fail_msg("line %d: %.12g is not within %g of %.12g", line, actual, tolerance, expected);
}
#define assert_near(actual, expected, tolerance) check_near(actual, expected, tolerance, __LINE__)

static inline void check_contains(const char *text, const char *part, int line)
{
    if (strstr(text, part) != NULL) return;
    fail_msg("line %d: '%s' does not contain '%s'", line, text, part);
}
#define assert_contains(text, part) check_contains(text, part, __LINE__)

#endif
