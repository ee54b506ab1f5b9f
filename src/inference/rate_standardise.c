/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moran.h"

#include <math.h>

void kk_rate_standardise(const double *events, const double *exposure, size_t count, double *z)
{
    double all_events = 0, all_exposure = 0, scatter = 0;
    for (size_t i = 0; i < count; i++) {
        all_events += events[i];
        all_exposure += exposure[i];
    }
    double mean = all_events / all_exposure;
    for (size_t i = 0; i < count; i++) {
        z[i] = events[i] / exposure[i] - mean;
        scatter += exposure[i] * z[i] * z[i];
    }
    double between = scatter / all_exposure - mean * (double)count / all_exposure;
    for (size_t i = 0; i < count; i++) {
        double chance = mean / exposure[i], variance = between + chance;
        z[i] = mean > 0 ? z[i] / sqrt(variance > 0 ? variance : chance) : NAN;
    }
}
