/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moran.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_sort.h>

kk_status kk_false_discovery_limit(const double *p, size_t count, double rate, double *limit, kk_error *err)
{
    size_t tests = 0;
    double *sorted = malloc((count + 1) * sizeof *sorted);
    if (sorted == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i])) sorted[tests++] = p[i];
    gsl_sort(sorted, 1, tests);
    *limit = 0;
    for (size_t j = tests; j > 0 && *limit == 0; j--)
        if (sorted[j - 1] <= (double)j * rate / (double)tests) *limit = sorted[j - 1];
    free(sorted);
    return KK_OK;
}
