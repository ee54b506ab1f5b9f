/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/change.h"

#include <math.h>
#include <stdlib.h>

static const double tail = 0.025;

size_t kk_slope_count(size_t n)
{
    return n < 2 ? 0 : n * (n - 1) / 2;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/*
 * chance[d] is that of d discordant pairs among n − 1 figures, and becomes that among n, for the first `room` of them:
 * the newcomer is discordant with 0 … n − 1 of the others, each as likely.
 */
static void add_figure(double *chance, size_t room, size_t n)
{
    size_t last = kk_slope_count(n) < room ? kk_slope_count(n) : room - 1;
    double sum = 0;
    for (size_t d = last + 1 > n ? last + 1 - n : 0; d <= last; d++) sum += chance[d];
    for (size_t d = last + 1; d-- > 0;) {
        double own = chance[d];
        chance[d] = sum / (double)n;
        sum += (d >= n ? chance[d - n] : 0) - own;
    }
}

/* How many of the smallest slopes lie below the interval, and of the largest above it; false where all would not do. */
static bool count_outside(size_t n, double *chance, size_t *outside)
{
    size_t count = kk_slope_count(n);
    for (size_t d = 0; d < count; d++) chance[d] = 0;
    chance[0] = 1;
    for (size_t figures = 2; figures <= n; figures++) add_figure(chance, count, figures);
    double sum = chance[0];
    if (sum > tail) return false;
    for (*outside = 0; sum + chance[*outside + 1] <= tail; ++*outside) sum += chance[*outside + 1];
    return true;
}

static void find_slopes(const double *time, const double *value, size_t n, double *slopes)
{
    size_t count = 0;
    for (size_t j = 1; j < n; j++)
        for (size_t i = 0; i < j; i++) slopes[count++] = (value[j] - value[i]) / (time[j] - time[i]);
    qsort(slopes, count, sizeof *slopes, by_size);
}

kk_estimate kk_theil_sen(const double *time, const double *value, size_t n, double *slopes)
{
    size_t count = kk_slope_count(n), outside;
    kk_estimate slope = {NAN, NAN, NAN};
    if (count == 0) return slope;
    bool has_interval = count_outside(n, slopes, &outside);
    find_slopes(time, value, n, slopes);
    slope.value = (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
    if (!has_interval) return slope;
    slope.lower = slopes[outside];
    slope.upper = slopes[count - 1 - outside];
    return slope;
}
