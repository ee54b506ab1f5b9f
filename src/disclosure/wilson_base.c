/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_cells.h"

#include <math.h>

static const kk_interval base_range = {1e-3, 1e12};

/* How far a Wilson bound of `share` of n is from the share. */
static double distance(double share, double n, bool is_upper)
{
    kk_interval interval = kk_wilson(share * n, n);
    return is_upper ? interval.upper - share : share - interval.lower;
}

/* The n at which the bound is that far from the share; the distance falls with n. At the ends of the range: nothing. */
static double base_at(double share, double far, bool is_upper)
{
    double low = base_range.lower, high = base_range.upper;
    while (high - low > 1e-12 * high) {
        double middle = sqrt(low * high);
        if (distance(share, middle, is_upper) > far)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static kk_interval outward(double low, double high)
{
    const double slack = 1e-9;
    return (kk_interval){low > 2 * base_range.lower ? low * (1 - slack) : 0,
                         high < base_range.upper / 2 ? high * (1 + slack) : INFINITY};
}

kk_interval kk_wilson_base(kk_interval share, kk_interval lower, kk_interval upper)
{
    double least = fmax(share.lower, 0), most = fmin(share.upper, 1);
    if (!(least <= most)) return (kk_interval){0, INFINITY};
    /* The bound itself, share ± distance, rises with the share: n is least for the smallest share and the highest
       bound above it, or the largest share and the lowest bound below it. Of a share of 0 or 1 one distance is always
       0, and must say nothing. */
    const double tiny = 1e-15;
    kk_interval above =
        outward(base_at(least, upper.upper - least + tiny, true), base_at(most, upper.lower - most - tiny, true));
    kk_interval below =
        outward(base_at(most, most - lower.lower + tiny, false), base_at(least, least - lower.upper - tiny, false));
    kk_interval base = {fmax(above.lower, below.lower), fmin(above.upper, below.upper)};
    return base.lower <= base.upper ? base : (kk_interval){0, INFINITY};
}
