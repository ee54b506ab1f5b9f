/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The part `statistics:` of the project file: which statistics are made of which indicators (docs/statistics.md).
 *
 *   statistics:
 *     seed: 1
 *     neighbours: {rule: queen, tolerance: 0.001}        # or {rule: nearest, nearest: 5},
 *                                                        # {rule: distance, distance: 2000}; metres
 *     export_neighbours: true                            # neighbours_<levels>.gal
 *     of:
 *       - indicators: [reach, jeugdzorg_share]
 *         levels: [wijk]                                 # default: those of the indicator
 *         smoothed: {method: eb, within: gemeente}       # eb, local, bym2; within a level, default all of the project
 *         standardised: {method: indirect, standard: all}  # direct; all or a level; strata: [names], default those
 *                                                        # of `by`; or a standard of one's own,
 *                                                        # chosen: [{stratum: name, rate: 3.1, persons: 358000}]
 *         expected: {on: [low_income, single_parents], family: quasipoisson}  # negative_binomial
 *         pattern: {permutations: 99999, fdr: 0.05}
 *         scan: {largest: 0.5, replicates: 999}
 *         ranked: {worst: 5, within: gemeente, confidence: 0.95, simultaneous: true}
 *         change: {since: 2019}                          # default: the period before
 *         trend: {}
 *         limits: {}                                     # funnel of the period, XmR of the periods
 *         inequality: {ranked_by: low_income, within: gemeente, replicates: 999}
 *
 * Every key makes indicators of its own, NAME_smoothed and so on, which stand behind all others in
 * kk_config.indicators; `inequality` makes rows only.
 */
#ifndef KK_CONFIG_STATISTICS_H
#define KK_CONFIG_STATISTICS_H

#include "kk/config_types.h"

typedef enum kk_neighbour_rule {
    KK_NEIGHBOURS_QUEEN,
    KK_NEIGHBOURS_ROOK,
    KK_NEIGHBOURS_NEAREST,
    KK_NEIGHBOURS_DISTANCE
} kk_neighbour_rule;

typedef struct kk_config_neighbours {
    kk_neighbour_rule rule;
    double tolerance_m; /* queen, rook; default 0.001 */
    unsigned nearest;   /* of KK_NEIGHBOURS_NEAREST, 1–100 */
    double distance_m;  /* of KK_NEIGHBOURS_DISTANCE, > 0 */
} kk_config_neighbours;

/* What is made of an indicator; each is an indicator of its own, named as the base with the ending given. */
typedef enum kk_statistic_part {
    KK_STATISTIC_NONE = 0,     /* an indicator that is no statistic */
    KK_STATISTIC_SMOOTHED,     /* _smoothed         with its posterior interval */
    KK_STATISTIC_ABOVE,        /* _above            chance (%) that the true rate is above the mean it is shrunk to */
    KK_STATISTIC_RATIO,        /* _ratio            observed / expected × 100, by indirect standardisation */
    KK_STATISTIC_STANDARDISED, /* _standardised     the rate, by direct standardisation */
    KK_STATISTIC_EXPECTED,     /* _expected         the rate that characteristics lead one to expect */
    KK_STATISTIC_GAP,          /* _gap              observed − expected */
    KK_STATISTIC_CLUSTER,      /* _cluster          category: Local Moran */
    KK_STATISTIC_CLUSTER_P,    /* _cluster_p        its p-value, not adjusted */
    KK_STATISTIC_HOTSPOT,      /* _hotspot          category: Gi* */
    KK_STATISTIC_HOTSPOT_Z,    /* _hotspot_z */
    KK_STATISTIC_SCAN,         /* _scan             number of the scan cluster, 1 the most likely; 0 in none */
    KK_STATISTIC_RANK,         /* _rank             1 the worst; the interval is the confidence set */
    KK_STATISTIC_WORST,        /* _worst            category: among the k worst */
    KK_STATISTIC_WORST_CHANCE, /* _worst_chance     chance (%) of being among them */
    KK_STATISTIC_CHANGE,       /* _change           difference with an earlier period */
    KK_STATISTIC_TREND,        /* _trend            Theil–Sen slope per year, over all periods up to this one */
    KK_STATISTIC_LIMITS, /* _limits           the target of the funnel with its 99.8% control limits (share, rate) */
    KK_STATISTIC_FUNNEL, /* _funnel           category: outside which limits (share, rate) */
    KK_STATISTIC_SIGNAL, /* _signal           category: XmR over the periods */
    /* Of `guide:`, not of a base indicator: kk/config_guide.h tells which is which. */
    KK_GUIDE_INDEX,           /* the index of need */
    KK_GUIDE_THEME,           /* the score of one of its themes */
    KK_GUIDE_RANK,            /* 1: most need; the interval is the confidence set */
    KK_GUIDE_CROSSING_USE,    /* category: need and use */
    KK_GUIDE_CROSSING_SUPPLY, /* category: need and supply */
    KK_GUIDE_TARGET,          /* category: on a list of target areas */
    KK_GUIDE_MEANS,           /* euro (or FTE) per youth by a division */
    KK_STATISTIC_PARTS
} kk_statistic_part;

/* A value of a part that is a category: its number (the figure), its word and what it says in Dutch. */
typedef struct kk_category {
    int code;
    const char *word, *label_nl;
} kk_category;

/* The ending of a part, such as "_smoothed". */
const char *kk_statistic_ending(kk_statistic_part part);
/* The categories of a part, ascending by code; NULL and 0 for one that is a number. */
const kk_category *kk_statistic_categories(kk_statistic_part part, size_t *count);

typedef enum kk_smoothing_method { KK_SMOOTHING_EB, KK_SMOOTHING_LOCAL, KK_SMOOTHING_BYM2 } kk_smoothing_method;
typedef enum kk_regression_family { KK_QUASIPOISSON, KK_NEGATIVE_BINOMIAL } kk_regression_family;

/* A stratum of a standardisation: an age and sex. */
typedef struct kk_config_stratum {
    uint32_t indicator;  /* index in kk_config.indicators: cases per persons of the stratum */
    uint32_t population; /* index of the internal indicator whose value is the persons of the stratum */
    double rate;         /* in a chosen standard, as a fraction; NaN: not given, direct has no need of it */
    double persons;      /* in a chosen standard; NaN: not given, indirect has no need of it */
} kk_config_stratum;

/* What an item of `of:` makes of one of its indicators. `within` is the name of a level, NULL: all areas of the
 * project.
 */
typedef struct kk_config_statistic {
    uint32_t indicator; /* index of the base in kk_config.indicators */
    const char **levels;
    size_t level_count; /* 0: all that exist, as of the base */
    struct {
        bool given;
        kk_smoothing_method method;
        const char *within;
    } smoothed;
    struct {
        bool given, direct;
        bool chosen;        /* the standard is that of the strata; otherwise of the project */
        const char *within; /* the standard: the area of this level that an area lies in; NULL: all of the project */
        kk_config_stratum *stratum;
        size_t stratum_count;
    } standardised;
    struct {
        bool given;
        kk_regression_family family;
        uint32_t *on; /* indices of indicators */
        size_t on_count;
    } expected;
    struct {
        bool given;
        unsigned permutations; /* default 99999 */
        double fdr;            /* default 0.05 */
    } pattern;
    struct {
        bool given;
        double largest;      /* share of the exposure in the largest circle, 0 < … ≤ 0.5; default 0.5 */
        unsigned replicates; /* default 999 */
    } scan;
    struct {
        bool given, simultaneous; /* default true; false: no _worst */
        unsigned worst;           /* default 5 */
        double confidence;        /* 0.9 ≤ … < 1, default 0.95 */
        const char *within;
    } ranked;
    struct {
        bool given;
        const char *since; /* a period; NULL: the one before */
    } change;
    bool trend, limits;
    struct {
        bool given;
        ptrdiff_t ranked_by; /* index of an indicator, −1 */
        const char *within;  /* also for each area of this level, and between and within them */
        unsigned replicates; /* default 999 */
    } inequality;
    kk_mark mark;
} kk_config_statistic;

typedef struct kk_config_statistics {
    bool given;
    unsigned seed; /* default 1 */
    kk_config_neighbours neighbours;
    bool export_neighbours;
    kk_config_statistic *of; /* one for each indicator of each item; no key is given twice for an indicator */
    size_t of_count;
} kk_config_statistics;

#endif
