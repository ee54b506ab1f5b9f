/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/orient.h"

#include <math.h>

/* Terms that do not overlap, ascending in magnitude, whose exact sum is the number (Shewchuk's expansion). */
enum { TERMS_MAX = 16 };
typedef struct expansion {
    int count;
    double term[TERMS_MAX];
} expansion;

static void add(expansion *sum, double value)
{
    int kept = 0;
    for (int i = 0; i < sum->count; i++) {
        double total = value + sum->term[i], part = total - value;
        double rest = (value - (total - part)) + (sum->term[i] - part);
        if (rest != 0) sum->term[kept++] = rest;
        value = total;
    }
    if (value != 0) sum->term[kept++] = value;
    sum->count = kept;
}

static void add_product(expansion *sum, double a, double b)
{
    double product = a * b;
    add(sum, fma(a, b, -product));
    add(sum, product);
}

/* a − b as a rounded difference and what it lacks. */
typedef struct difference {
    double value, rest;
} difference;

static difference subtract(double a, double b)
{
    double value = a - b, part = a - value;
    return (difference){value, (a - (value + part)) + (part - b)};
}

static void add_products(expansion *sum, difference a, difference b, int sign)
{
    add_product(sum, sign * a.rest, b.rest);
    add_product(sum, sign * a.rest, b.value);
    add_product(sum, sign * a.value, b.rest);
    add_product(sum, sign * a.value, b.value);
}

int kk_orient_exact(kk_point a, kk_point b, kk_point c)
{
    expansion sum = {0};
    add_products(&sum, subtract(a.x, c.x), subtract(b.y, c.y), 1);
    add_products(&sum, subtract(a.y, c.y), subtract(b.x, c.x), -1);
    if (sum.count == 0) return 0;
    return sum.term[sum.count - 1] > 0 ? 1 : -1;
}
