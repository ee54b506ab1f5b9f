/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How unequally something is spread over areas. Everyone in an area counts for its value: p = weight / sum of weights,
 * μ = Σ p y. Values that are negative, a mean of 0 and fewer than two areas leave every index undefined (NaN).
 */
#ifndef KK_INEQUALITY_H
#define KK_INEQUALITY_H

#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum kk_inequality {
    /* F: share of the persons in areas with a lower value, and half of those in the area itself. */
    KK_GINI,          /* Σ p (y/μ) (2F − 1): 0 equal … 1 (Lerman & Yitzhaki 1989) */
    KK_THEIL,         /* T = Σ p (y/μ) ln(y/μ): 0 equal … (Theil 1967) */
    KK_THEIL_BETWEEN, /* of the means of the groups; between + within = T (Shorrocks 1980) */
    KK_THEIL_WITHIN,  /* of each group to its own mean, by its part of the whole */
    KK_ATKINSON_HALF, /* 1 − (Σ p √(y/μ))² (Atkinson 1970) */
    KK_ATKINSON_ONE,  /* 1 − exp Σ p ln(y/μ); NaN where an area has 0 */
    KK_PALMA,         /* of the tenth of the persons with the highest values, the part of the whole, over that of the
                         four tenths with the lowest; a border area is split; ¼ equal. NaN where these have nothing */
    /* R: ridit, as F but by another variable, and equal where that is. NaN where it is the same everywhere. */
    KK_CONCENTRATION,  /* C = 2 Σ p y R / μ − 1: above 0 where the high ranks have most (Kakwani, Wagstaff & van
                          Doorslaer  1997) */
    KK_ERREYGERS,      /* 4 μ C, of shares, which lie in 0 … 1 (Erreygers 2009) */
    KK_WAGSTAFF,       /* C / (1 − μ), likewise (Wagstaff 2005) */
    KK_SLOPE,          /* SII: weighted least squares of y on R, from bottom to top (Preston, Haines & Pamuk 1981) */
    KK_RELATIVE_SLOPE, /* RII: the line at the top over the line at the bottom (Kunst & Mackenbach 1995); NaN where one
                          of them is not above 0 */
    KK_INEQUALITIES
} kk_inequality;

/* By chance alone, all areas having the common rate μ, the events in an area are so distributed; `weight` is then the
   persons. */
typedef enum kk_chance { KK_CHANCE_UNKNOWN, KK_CHANCE_POISSON, KK_CHANCE_BINOMIAL } kk_chance;

typedef struct kk_inequality_areas {
    size_t count;
    const double *value;   /* ≥ 0 */
    const double *weight;  /* > 0 */
    const double *rank;    /* ranked by; NaN: takes no part in what is ranked. NULL: nothing ranked */
    const uint32_t *group; /* < group_count, each with an area; NULL: no decomposition */
    size_t group_count;
    bool is_share; /* values lie in 0 … 1 by definition */
} kk_inequality_areas;

typedef struct kk_inequality_rule {
    unsigned replicates; /* of the interval, and of chance */
    kk_chance chance;
    uint64_t seed;
    int threads;
} kk_inequality_rule;

typedef struct kk_inequality_estimate {
    double value, lower, upper;
    double chance; /* mean of the index by chance alone; NaN of what is ranked, which chance does not raise */
    double p;      /* how often chance alone gives as much: (M + 1)/(R + 1); NaN likewise */
} kk_inequality_estimate;

enum { KK_INEQUALITY_INTERVAL_MIN = 8 }; /* areas, or groups, from which on there is an interval */

/*
 * The 95% interval is by resampling areas (of Theil's two parts, groups): the bootstrap's standard error with Student's
 * t (Kish's effective number of them − 1 degrees of freedom); of indices that cannot be negative on the scale of
 * log(v / (1 − v/most)), with `most` the highest that they can be, and corrected for the bootstrap's bias
 * (docs/statistics/inequality.md tells why not percentiles). It is about other areas like these and takes the values as
 * they are, with the chance in them. NaN for fewer than KK_INEQUALITY_INTERVAL_MIN areas (of what is ranked, with a
 * rank; of Theil's parts, groups) and where more than one in ten replicates are undefined. The same at any number of
 * threads. Cost: O(replicates · n log n).
 */
kk_status kk_inequality_make(const kk_inequality_areas *areas, const kk_inequality_rule *rule,
                             kk_inequality_estimate out[KK_INEQUALITIES], kk_error *err) KK_MUST_USE;

#endif
