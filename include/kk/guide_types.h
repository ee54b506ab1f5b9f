/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The choices that can be made in the guide, as the project file names them and the kernels understand them, with
 * their formulas. Symbols of means as in kk/allocation.h.
 */
#ifndef KK_GUIDE_TYPES_H
#define KK_GUIDE_TYPES_H

/* x: the value, turned (−value of a strength); moments over areas with a value, weighted by `youths`. Without spread
   Z is 0, and MIN_MAX and PERCENTILE are 50. */
typedef enum kk_need_scale {
    KK_SCALE_Z,        /* (x − mean) / standard deviation, of Σ youths as the divisor */
    KK_SCALE_ROBUST_Z, /* (x − median) / (1.4826 · median absolute deviation), weighted medians; where that is 0, by
                          1.2533 · mean absolute deviation from the median */
    KK_SCALE_MIN_MAX,  /* 100 (x − min) / (max − min), cut off at 0 and 100 (for areas without youths) */
    KK_SCALE_PERCENTILE, /* 100 · ridit: share of the youths in areas with a lower x, and half of those with the same */
    KK_SCALE_EXPONENTIAL /* −23 ln(1 − R (1 − e^(−100/23))), R = ridit: English Indices of Deprivation (McLennan et al.
                            2019, Technical Report, 3.7), which only the neediest tell apart: R = 0.9 → 50.4267 */
} kk_need_scale;

typedef enum kk_need_join {
    KK_JOIN_ARITHMETIC, /* Σ w s: what one lacks, another makes up for */
    KK_JOIN_GEOMETRIC,  /* exp Σ w ln g, of g > 0: MIN_MAX, PERCENTILE and EXPONENTIAL as 1 + s, Z and ROBUST_Z as
                           exp(s / 2): what one lacks, another makes up for less and less */
    KK_JOIN_OUTRANKING /* net flow (PROMETHEE II, Brans and Vincke 1985, usual criterion): Σ w s, s = share of the other
                          areas (with youths and a value) with less − share with more: not at all. s takes the place
                          of the scale */
} kk_need_join;

/* What to do with an area that lacks some of the indicators. */
typedef enum kk_need_gap {
    KK_GAP_LEAVE, /* the others of its theme weigh more, a theme without any is left out; from `least` of the weight on,
                     else no index */
    KK_GAP_AVERAGE, /* counts as the mean of the indicator on its scale; an area without any has no index */
    KK_GAP_NONE     /* no index, nor a score of the theme */
} kk_need_gap;

typedef struct kk_need_rule {
    kk_need_scale scale;
    kk_need_join join;
    kk_need_gap gap;
    double least; /* of KK_GAP_LEAVE: share of the whole weight that must be there, 0 … 1 */
} kk_need_rule;

typedef enum kk_principle {
    /* By shares: a ∝ s, Σ s = 1. */
    KK_PRESENT,       /* s = b/S: as it is, at this budget */
    KK_EQUAL,         /* s = p/P */
    KK_PROPORTIONAL,  /* s = p n/N */
    KK_PROPORTIONATE, /* s = share · p/P + (1 − share) p n/N: universalism, more where need is (Marmot 2010) */
    KK_CLOSING,       /* s = b/S + (p n/N − b/S)/years: of the gap to the division by need, this year's part */
    /* By what a youth has. */
    KK_LEVELLING, /* a = p max(0, λ − x): those worst off first until they reach the next (water-filling) */
    KK_WELFARE,   /* max Σ p u(w + e(a)): effects of means, less of more, and counting less for who is better off */
    KK_PRINCIPLES
} kk_principle;

/* u′(c): c^(−ε) (Atkinson 1970), e^(−κc) with κ = ε Σ p w / Σ p w² (Kolm 1976; Sheriff and Maguire 2020). */
typedef enum kk_aversion { KK_ATKINSON, KK_KOLM_POLLAK } kk_aversion;

/* Over years, a share of what is spent on stay and indicated help (back) goes to prevention (front). */
typedef struct kk_shift_rule {
    unsigned years;     /* ≥ 1 */
    double share;       /* of back spending at the start that is to be moved, in equal parts a year; 0 … 1 */
    double yearly_most; /* of an area's back spending of the year before at most so much leaves it in a year: what ends
                           by itself, so that running care is never cut; 0 … 1. What stays behind follows later */
    double returns;     /* assumption, ≥ 0: so many units a year less is asked of back for each unit that front has
                           more than at the start; 0: none. Its source is in the project file */
    unsigned delay_years; /* … and so many years later */
} kk_shift_rule;

typedef enum kk_siting_goal {
    KK_SITING_MEDIAN,   /* least Σ weight · distance to the place that serves (Hakimi 1964) */
    KK_SITING_COVERING, /* most Σ weight within `radius` of a place (Church and ReVelle 1974) */
    KK_SITING_REMOVING  /* of the present places those p whose closing costs least Σ weight · distance */
} kk_siting_goal;

#endif
