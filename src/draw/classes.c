/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/classes.h"
#include "draw/jenks.h"

#include <math.h>
#include <stdlib.h>

enum { DECIMALS_MOST = 9 };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* ---- round numbers ---- */

static double round_down(double number, int decimals)
{
    double scale = pow(10, decimals);
    double down = floor(number * scale) / scale;
    return down <= number ? down : (floor(number * scale) - 1) / scale;
}

static double round_up(double number, int decimals)
{
    return -round_down(-number, decimals);
}

/* The number with the fewest decimals above `low` and not above `high`; how many those are. */
static double roundest_between(double low, double high, int *decimals)
{
    int most = (int)ceil(log10(fmax(fmax(fabs(low), fabs(high)), 1))) + 1;
    for (int d = -most; d <= DECIMALS_MOST; d++) {
        double rounded = round_down(high, d);
        if (rounded <= low) continue;
        *decimals = d > 0 ? d : 0;
        return rounded;
    }
    *decimals = DECIMALS_MOST;
    return high;
}

/* ---- from where each class begins ---- */

static size_t first_from(const double *values, size_t count, double bound)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (values[middle] < bound)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The bounds that let class k begin with value first[k], or one of a hundredth of the values around it where that is
   rounder; classes without a value are left out. */
static void set_bounds(const double *values, size_t count, const size_t *first, int classes, kk_classes *out)
{
    int most = 0;
    size_t slack = count / 100;
    out->count = 0;
    for (int k = 1; k < classes; k++) {
        size_t at = first[k];
        while (at < count && at > 0 && values[at] == values[at - 1]) at++; /* equal values stay together */
        if (at == 0 || at >= count) continue;
        int decimals;
        double bound = roundest_between(values[at > slack ? at - 1 - slack : 0],
                                        values[at + slack < count ? at + slack : at], &decimals);
        if (out->count > 0 && bound <= out->bound[out->count]) continue;
        out->bound[++out->count] = bound;
        most = decimals > most ? decimals : most;
    }
    out->bound[0] = round_down(values[0], most);
    out->bound[++out->count] = round_up(values[count - 1], most);
}

/* ---- the four ways ---- */

static void begin_quantiles(size_t count, int classes, size_t *first)
{
    for (int k = 0; k < classes; k++) first[k] = count * (size_t)k / (size_t)classes;
}

static void begin_equal(const double *values, size_t count, int classes, size_t *first)
{
    double low = values[0], width = (values[count - 1] - low) / classes;
    for (int k = 0; k < classes; k++) first[k] = first_from(values, count, low + k * width);
}

/* An odd number of classes has the mean in the middle of one, an even number has it as a bound. */
static void begin_mean(const double *values, size_t count, int classes, size_t *first)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < count; i++) mean += (values[i] - mean) / (double)(i + 1);
    for (size_t i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
    double deviation = sqrt(squares / (double)count);
    first[0] = 0;
    for (int k = 1; k < classes; k++) first[k] = first_from(values, count, mean + (k - classes / 2.0) * deviation);
}

kk_status kk_classes_make(double *values, size_t count, const kk_config_classes *asked, kk_classes *out, kk_error *err)
{
    size_t first[KK_CLASSES_MOST];
    *out = (kk_classes){.count = 0};
    if (count == 0) return KK_OK;
    qsort(values, count, sizeof *values, ascending);
    switch (asked->method) {
    case KK_CLASSES_JENKS:
        if (!kk_jenks(values, count, asked->count, first)) return kk_fail_memory(err);
        break;
    case KK_CLASSES_EQUAL:
        begin_equal(values, count, asked->count, first);
        break;
    case KK_CLASSES_MEAN:
        begin_mean(values, count, asked->count, first);
        break;
    default:
        begin_quantiles(count, asked->count, first);
    }
    set_bounds(values, count, first, asked->count, out);
    return KK_OK;
}

/* ---- around 0 ---- */

/* Sizes that are not 0, ascending, take the place of the values. */
static size_t keep_sizes(double *values, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] != 0) values[kept++] = fabs(values[i]);
    qsort(values, kept, sizeof *values, ascending);
    return kept;
}

/* Class k of the sizes begins at quantile (2k − 1) / classes of an odd number: the middle class is half on each side.
 */
static int size_bounds(const double *sizes, size_t count, int classes, double *bound)
{
    int made = 0, most = 0;
    for (int k = 1; k <= (classes - 1) / 2; k++) {
        size_t at =
            classes % 2 ? count * (size_t)(2 * k - 1) / (size_t)classes : count * (size_t)(2 * k) / (size_t)classes;
        while (at < count && at > 0 && sizes[at] == sizes[at - 1]) at++;
        if (at == 0 || at >= count) continue;
        int decimals;
        double here = roundest_between(sizes[at - 1], sizes[at], &decimals);
        if (made > 0 && here <= bound[made - 1]) continue;
        bound[made++] = here;
        most = decimals > most ? decimals : most;
    }
    double largest = round_up(sizes[count - 1], most);
    if (made == 0 && classes % 2) bound[made++] = largest / classes;
    bound[made++] = largest;
    return made;
}

kk_status kk_classes_around_zero(double *values, size_t count, const kk_config_classes *asked, kk_classes *out,
                                 kk_error *err)
{
    double size[KK_CLASSES_MOST], one = 1;
    (void)err;
    *out = (kk_classes){.count = 0};
    if (count == 0) return KK_OK;
    size_t kept = keep_sizes(values, count);
    int sides = size_bounds(kept > 0 ? values : &one, kept > 0 ? kept : 1, asked->count, size), bounds = 0;
    for (int k = sides; k-- > 0;) out->bound[bounds++] = -size[k];
    if (asked->count % 2 == 0) out->bound[bounds++] = 0;
    for (int k = 0; k < sides; k++) out->bound[bounds++] = size[k];
    out->count = bounds - 1;
    return KK_OK;
}

int kk_classes_find(const kk_classes *classes, double value)
{
    if (isnan(value) || classes->count == 0) return -1;
    int k = classes->count - 1;
    while (k > 0 && value < classes->bound[k]) k--;
    return k;
}
