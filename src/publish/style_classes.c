/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/style_classes.h"

#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

kk_style_classes kk_style_quantiles(double *values, size_t count)
{
    kk_style_classes found = {0};
    if (count == 0) return found;
    qsort(values, count, sizeof *values, by_size);
    size_t bounds = 0;
    for (size_t k = 0; k <= KK_STYLE_CLASSES; k++) {
        double bound = values[(count - 1) * k / KK_STYLE_CLASSES];
        if (bounds == 0 || bound > found.bound[bounds - 1]) found.bound[bounds++] = bound;
    }
    if (bounds == 1) found.bound[bounds++] = found.bound[0];
    found.count = bounds - 1;
    return found;
}

static size_t keep_sizes(double *values, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] != 0) values[kept++] = fabs(values[i]);
    qsort(values, kept, sizeof *values, by_size);
    return kept;
}

kk_style_classes kk_style_around_zero(double *values, size_t count)
{
    if (count == 0) return (kk_style_classes){0};
    size_t kept = keep_sizes(values, count);
    double largest = kept > 0 ? values[kept - 1] : 1;
    double inner = kept > 0 ? values[(kept - 1) / 5] : largest, outer = kept > 0 ? values[(kept - 1) * 3 / 5] : largest;
    if (!(inner < outer && outer < largest)) {
        inner = largest / 5;
        outer = largest * 3 / 5;
    }
    return (kk_style_classes){{-largest, -outer, -inner, inner, outer, largest}, KK_STYLE_CLASSES};
}
