/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the project language about statistics. Raw structures as in config/schema.h. */
#ifndef KK_CONFIG_SCHEMA_STATISTICS_H
#define KK_CONFIG_SCHEMA_STATISTICS_H

#include <cyaml/cyaml.h>
#include <stdbool.h>

typedef struct kk_raw_neighbours {
    int *rule; /* kk_neighbour_rule */
    double *tolerance, *distance;
    unsigned *nearest;
} kk_raw_neighbours;

typedef struct kk_raw_smoothed {
    int *method; /* kk_smoothing_method */
    char *within;
} kk_raw_smoothed;

typedef struct kk_raw_chosen_stratum {
    char *stratum;
    double *rate, *persons;
} kk_raw_chosen_stratum;

typedef struct kk_raw_standardised {
    int *method; /* 1: direct */
    char *standard;
    char **strata;
    kk_raw_chosen_stratum *chosen;
    unsigned strata_count, chosen_count;
} kk_raw_standardised;

typedef struct kk_raw_expected {
    int *family; /* kk_regression_family */
    char **on;
    unsigned on_count;
} kk_raw_expected;

typedef struct kk_raw_pattern {
    unsigned *permutations;
    double *fdr;
} kk_raw_pattern;

typedef struct kk_raw_scan {
    double *largest;
    unsigned *replicates;
} kk_raw_scan;

typedef struct kk_raw_ranked {
    char *within;
    unsigned *worst;
    double *confidence;
    bool *simultaneous;
} kk_raw_ranked;

typedef struct kk_raw_change {
    char *since;
} kk_raw_change;

/* Of a key that has none itself: `trend: {}`. */
typedef struct kk_raw_no_keys {
    char none;
} kk_raw_no_keys;

typedef struct kk_raw_inequality {
    char *ranked_by, *within;
    unsigned *replicates;
} kk_raw_inequality;

/* What is made of each of some indicators. */
typedef struct kk_raw_choice {
    char **indicators, **levels;
    unsigned indicators_count, levels_count;
    kk_raw_smoothed *smoothed;
    kk_raw_standardised *standardised;
    kk_raw_expected *expected;
    kk_raw_pattern *pattern;
    kk_raw_scan *scan;
    kk_raw_ranked *ranked;
    kk_raw_change *change;
    kk_raw_no_keys *trend, *limits;
    kk_raw_inequality *inequality;
} kk_raw_choice;

typedef struct kk_raw_statistics {
    unsigned *seed;
    kk_raw_neighbours *neighbours;
    bool export_neighbours;
    kk_raw_choice *of;
    unsigned of_count;
} kk_raw_statistics;

extern const cyaml_schema_field_t kk_statistics_fields[];

#endif
