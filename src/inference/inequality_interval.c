/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/inequality.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

/* One in so many replicates may be undefined. */
enum { UNDEFINED_ONE_IN = 10 };

static bool can_be_negative(kk_inequality index)
{
    return index == KK_CONCENTRATION || index == KK_ERREYGERS || index == KK_WAGSTAFF || index == KK_SLOPE;
}

/* What an index is looked at on. */
typedef struct scale {
    bool is_plain;
    double most; /* otherwise between 0 and this, which may be infinite: their images −∞ and ∞ are no use */
} scale;

static double to_scale(scale by, double value)
{
    return by.is_plain ? value : log(value) - log1p(-value / by.most);
}

static double from_scale(scale by, double value)
{
    return by.is_plain ? value : 1 / (exp(-value) + 1 / by.most);
}

typedef struct spread {
    size_t count;
    double mean, variance;
} spread;

/* By the updates of Welford (1962). */
static spread spread_of(scale by, const double *replicate, size_t count)
{
    spread out = {0, 0, 0};
    double squares = 0;
    for (size_t r = 0; r < count; r++) {
        double value = to_scale(by, replicate[r]);
        if (!isfinite(value)) continue;
        double off = value - out.mean;
        out.mean += off / (double)++out.count;
        squares += off * (value - out.mean);
    }
    out.variance = out.count > 1 ? squares / (double)(out.count - 1) : NAN;
    return out;
}

void inequality_interval(kk_inequality index, const double *replicate, size_t count, double areas, double most,
                         kk_inequality_estimate *out)
{
    scale by = {can_be_negative(index), most};
    double value = to_scale(by, out->value);
    spread found = spread_of(by, replicate, count);
    bool is_defined =
        isfinite(value) && found.variance > 0 && areas > 1 && (count - found.count) * UNDEFINED_ONE_IN <= count;
    out->lower = out->upper = NAN;
    if (!is_defined) return;
    double half = gsl_cdf_tdist_Pinv(0.975, areas - 1) * sqrt(found.variance);
    double bias = by.is_plain ? 0 : found.mean - value, centre = value - bias;
    out->lower = from_scale(by, centre - half);
    out->upper = from_scale(by, centre + half);
}

void inequality_by_chance(const double *replicate, size_t count, kk_inequality_estimate *out)
{
    double sum = 0;
    size_t reached = 0;
    for (size_t r = 0; r < count; r++) {
        sum += replicate[r];
        reached += replicate[r] >= out->value * (1 - 1e-9);
    }
    out->chance = sum / (double)count;
    out->p = isfinite(sum) && isfinite(out->value) ? (double)(reached + 1) / (double)(count + 1) : NAN;
}
