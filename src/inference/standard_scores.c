/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/standard_scores.h"

#include <math.h>

static double mean_of(const double *value, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += value[i];
    return sum / (double)count;
}

bool kk_standard_scores(const double *value, size_t count, double *z)
{
    double mean = mean_of(value, count), squares = 0, largest = 0;
    for (size_t i = 0; i < count; i++) {
        z[i] = value[i] - mean;
        squares += z[i] * z[i];
        largest = fmax(largest, fabs(value[i]));
    }
    double deviation = sqrt(squares / (double)count);
    bool vary = deviation > 1e-13 * largest;
    for (size_t i = 0; i < count; i++) z[i] = vary ? z[i] / deviation : NAN;
    return vary;
}
