/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Spatial pattern: do neighbours look alike, and where. Pure kernels over arrays; they allocate what they work in.
 *
 * value[i] is the figure of area i, finite; x̄ and s are the mean and the standard deviation (with n) of all of them, z
 * = (x − x̄)/s. The weight of a neighbour is 1/k (row-standardised, k the number of neighbours) or 1 (binary); an area
 * without neighbours is an island. Where all values are equal, nothing is defined: NaN, which is no error.
 * Values that differ by no more than rounding count as equal, so x → a + bx changes nothing but the sign of z.
 */
#ifndef KK_MORAN_H
#define KK_MORAN_H

#include "kk/neighbours.h"

/*
 * The rate of each area standardised for what chance does to it (Assunção & Reis 1999): z = (r − m)/√v,
 *   r = e/b, m = Σe/Σb, A = Σb(r − m)²/Σb − m/b̄, v = A + m/b, and m/b where that is not above 0.
 * events ≥ 0, exposure > 0; no events at all: NaN. As spdep's EBImoran.mc. Cost: O(count).
 */
void kk_rate_standardise(const double *events, const double *exposure, size_t count, double *z);

/* ---- one figure of the map ---- */

typedef enum kk_weighting { KK_WEIGHTS_ROW, KK_WEIGHTS_BINARY } kk_weighting;

/* What n is in the formula and the moments: every area, or as spdep has it those that have neighbours. The mean and Σz²
   are of all areas either way. */
typedef enum kk_moran_count { KK_MORAN_OF_ALL, KK_MORAN_OF_NEIGHBOURED } kk_moran_count;

typedef struct kk_moran {
    size_t n;
    double value, expected;        /* −1 … 1 as a rule; E = −1/(n − 1) */
    double randomised_variance;    /* the values could have been anywhere */
    double normal_variance;        /* the values are draws from a normal distribution */
    double randomised_z, normal_z; /* (value − expected)/√variance */
} kk_moran;

/*
 * Moran's I = n/S0 · Σw z z / Σz², with the moments of Cliff & Ord (1981):
 *   normal: (n²S1 − nS2 + 3S0²)/((n² − 1)S0²) − E²
 *   randomised: (n((n² − 3n + 3)S1 − nS2 + 3S0²) − b((n² − n)S1 − 2nS2 + 6S0²))/((n − 1)(n − 2)(n − 3)S0²) − E²
 * b = m4/m2² of all areas. As spdep's moran.test, with adjust.n FALSE and TRUE. Below 4 areas and without any link the
 * figures that cannot be are NaN. Cost: O(links log k).
 */
kk_status kk_moran_make(const double *value, const kk_neighbours *neighbours, kk_weighting weighting,
                        kk_moran_count count, kk_moran *out, kk_error *err) KK_MUST_USE;

/* Chance of what was seen or more, if there were no pattern. */
typedef struct kk_significance {
    double greater;   /* of a larger figure: neighbours alike */
    double two_sided; /* of one so far away on either side */
} kk_significance;

/* Of a standard normal. */
kk_significance kk_significance_of_z(double z);

/* How values are shuffled: `count` times, each with a stream of its own of the seed. */
typedef struct kk_permutations {
    unsigned count; /* ≥ 1 */
    uint64_t seed;
    int threads; /* the same at any number */
} kk_permutations;

/*
 * By permutation: all values (those of islands too) are put in another order R times, of which M times the figure is as
 * large or larger: p = (M + 1)/(R + 1). Two-sided: twice the smaller of this and its mirror image, at most 1. The same
 * for either convention of n. Cost: O(R · links).
 */
kk_status kk_moran_permute(const double *value, const kk_neighbours *neighbours, kk_weighting weighting,
                           const kk_permutations *permutations, kk_significance *out, kk_error *err) KK_MUST_USE;

/* ---- a figure of each area ---- */

/* What an area is among its neighbours; the numbers of GeoDa. */
typedef enum kk_quadrant {
    KK_QUADRANT_NONE = 0, /* an island; it or its neighbours exactly on the mean */
    KK_HIGH_HIGH = 1,
    KK_LOW_LOW = 2,
    KK_LOW_HIGH = 3, /* low among high */
    KK_HIGH_LOW = 4
} kk_quadrant;

typedef struct kk_local_moran {
    double *statistic; /* [area]; NaN for an island */
    double *p;         /* [area] folded; likewise */
    uint8_t *quadrant; /* [area] kk_quadrant */
} kk_local_moran;

/*
 * Local Moran (Anselin 1995) with row-standardised weights: I = (n − 1) z Σw z / Σz², spdep's × (n − 1)/n. Its p by
 * conditional permutation: the area keeps its value, its neighbours get k of the others, R times;
 *   p = (M + 1)/(R + 1), M the smaller of the numbers of times that their sum was ≥ and ≤ the true one (folded).
 * It looks at one side, and which one is seen in the data: two-sided it is 2p. Ties count on both sides, where PySAL
 * and GeoDa count them as "larger" alone and call an area among many equal ones significant; without ties it is the
 * same p.
 *
 * All areas share the draws. Permutation t is one random ordering of all areas, and the neighbours of an area get the
 * first k of it other than itself: for each area by itself that is a sample without replacement of the others, as
 * it should be. The Monte Carlo errors of two areas depend on each other, as in PySAL and GeoDa. It spares nearly
 * all work, since areas with as many neighbours have the same sums but for the few that meet themselves in it. Cost:
 * O(n log n + R (K + D log n)), K the largest number of neighbours, D how many different ones there are.
 */
kk_status kk_local_moran_make(const double *value, const kk_neighbours *neighbours, const kk_permutations *permutations,
                              const kk_local_moran *out, kk_error *err) KK_MUST_USE;

/*
 * Getis-Ord Gi* (Ord & Getis 1995), standardised: z = (Σw x − W x̄)/(s √((n S1 − W²)/(n − 1))), the sum over the area
 * itself and its neighbours with weight 1: W = S1 = k + 1. Weights c in place of 1 give the same z. NaN where everyone
 * is a neighbour; of an island it tells of itself alone. As spdep's localG with include.self. Cost: O(links).
 */
kk_status kk_getis_ord_make(const double *value, const kk_neighbours *neighbours, double *z, kk_error *err) KK_MUST_USE;

/*
 * False discovery rate (Benjamini & Hochberg 1995): the largest p_(j) with p_(j) ≤ j · rate/m, of the m that are not
 * NaN; 0 where there is none. What is at most the limit is significant. Of those at most a share `rate` is false on
 * average, also where the tests of neighbours depend on each other in one direction (Benjamini & Yekutieli 2001).
 * Cost: O(count log count).
 */
kk_status kk_false_discovery_limit(const double *p, size_t count, double rate, double *limit,
                                   kk_error *err) KK_MUST_USE;

#endif
