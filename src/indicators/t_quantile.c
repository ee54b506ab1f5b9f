/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moments.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>

/* From here on what the expansion leaves out is below 1e-15. */
static const double many = 300;

/* Fisher & Cornish (1960): z + Σ g_k(z) / df^k, the g_k at z = z(0.975). */
static double t_of_many(double df)
{
    static const double g[] = {0.73289821198160565, 1.5895340533938236, 2.5558496795077232,
                               2.8224986157396117,  2.3722712302985629, 1.959963984540054};
    double t = 0;
    for (size_t k = 0; k < sizeof g / sizeof *g; k++) t = t / df + g[k];
    return t;
}

double kk_t_quantile(double df)
{
    if (!(df >= 1)) return NAN;
    return df < many ? gsl_cdf_tdist_Pinv(0.975, df) : t_of_many(df);
}
