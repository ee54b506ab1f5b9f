/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this stage share. Each has one topic, and a function for it that looks at one sample (or, for what
 * goes over time, at a series of them), adds columns and rows, and is called by make.c where the project asks for it.
 */
#ifndef KK_STATISTICS_WORK_H
#define KK_STATISTICS_WORK_H

#include "kk/figure.h"
#include "kk/indicators.h"
#include "kk/smoothing.h"
#include "kk/statistics.h"

typedef struct kk_statistics_work {
    const kk_config *config;
    const kk_release *release;
    const kk_areas *areas;
    const kk_level_map *map; /* [level] */
    int threads;
    kk_arena *arena;
    kk_statistics *out;
    size_t column_capacity, row_capacity;
} kk_statistics_work;

/*
 * The figures of one indicator, level and period that statistics are made of: those of the land areas that have one.
 * Sample i is area[i] of the level. Values are fractions: as published, divided by `per`.
 */
typedef struct kk_sample {
    const kk_config_statistic *choice;
    const kk_config_indicator *indicator; /* the base */
    const kk_released_column *column;
    const kk_level *level;
    size_t count;
    uint32_t *area;            /* ascending */
    double *value;             /* [count] */
    double *lower, *upper;     /* [count] 95% interval of the figure; NaN where it has none */
    double *events, *exposure; /* [count] of a share or rate: numerator ≥ 0, denominator > 0. NULL for other kinds */
    uint64_t seed;             /* of random numbers: depends on the project's seed, indicator, level and period only */
} kk_sample;

/* The column of an indicator (an index) and level: of that period, or else the latest before it; NULL when there is
   none. */
const kk_released_column *kk_statistics_column(const kk_statistics_work *work, uint32_t level, uint32_t indicator,
                                               const char *period);

/* The figures of another indicator in the areas of the sample, at its level and period or the latest period before it;
   NaN where there is none. In the arena. NULL with `*column` NULL when it has no such period, NULL with a column when
   memory runs out. */
const double *kk_sample_other(kk_statistics_work *work, const kk_sample *sample, uint32_t indicator,
                              const kk_released_column **column);

/* What the counts of a share or rate are by chance. Where one is above its denominator it is no part of that, and the
   share is taken as a rate. */
kk_rate_family kk_sample_family(const kk_sample *sample);

/* All neighbours of the level among the areas of the sample. In the arena. */
kk_status kk_sample_neighbours(kk_statistics_work *work, const kk_sample *sample, kk_neighbours *out,
                               kk_error *err) KK_MUST_USE;

/* Centroids of the areas of the sample, xy[2i]. In the arena; NULL when memory runs out. */
double *kk_sample_centroids(kk_statistics_work *work, const kk_sample *sample);

/* The samples by the area of a larger level that they lie in. Group g has member[begin[g]] … member[begin[g + 1] − 1]
   (samples, ascending); what lies in no area of that level is in no group. */
typedef struct kk_sample_groups {
    size_t count;
    size_t level;              /* `within`; meaningless when it is the whole project */
    uint32_t *area;            /* [group] index in that level; meaningless likewise */
    const char **code, **name; /* [group]; "" for the whole project */
    uint32_t *begin, *member;
} kk_sample_groups;
/* `within` NULL: one group with all samples. In the arena. */
kk_status kk_sample_groups_make(kk_statistics_work *work, const kk_sample *sample, const char *within,
                                kk_sample_groups *out, kk_error *err) KK_MUST_USE;

/* A column to fill in, by area of the level (not by sample). At first every area of the sample is `unknown` and every
   other has the status of the base. */
typedef struct kk_derived {
    const kk_config_indicator *indicator;
    double *value, *lower, *upper, *numerator, *denominator;
    uint8_t *status;
} kk_derived;
/* KK_ERR_INTERNAL when the project has no such part of the base. */
kk_status kk_derived_add(kk_statistics_work *work, const kk_sample *sample, kk_statistic_part part, kk_derived *out,
                         kk_error *err) KK_MUST_USE;
/* Value and bounds, as fractions: they are published × per of the derived indicator. A NaN value leaves it unknown;
   an interval has both bounds or none. */
void kk_derived_set(const kk_derived *derived, uint32_t area, kk_estimate estimate);
void kk_derived_refuse(const kk_derived *derived, uint32_t area, kk_figure_status status);

/* A row of statistics.csv; indicator, level, period are filled in from the sample. */
kk_status kk_statistics_add_row(kk_statistics_work *work, const kk_sample *sample, kk_statistic_row row,
                                kk_error *err) KK_MUST_USE;

/* ---- the topics: each adds nothing where the sample cannot have it (a `ranked` of one area), and says so in a row.
   Calls are made for choices that are given; in one period after the other. ---- */

kk_status kk_statistics_smooth(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_smooth_bym2(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_standardise(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_expect(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_pattern(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_scan(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_rank(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;
kk_status kk_statistics_inequality(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;

/* Samples of one indicator and level, ascending by period (years; parts of years where the project has them): change,
   trend and signal. They add columns to every period that has one. `limits` funnels each sample by itself. */
kk_status kk_statistics_over_time(kk_statistics_work *work, const kk_sample *series, size_t count,
                                  kk_error *err) KK_MUST_USE;

#endif
