/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the project language about estimates. Raw structures as in config/schema.h. */
#ifndef KK_CONFIG_SCHEMA_ESTIMATES_H
#define KK_CONFIG_SCHEMA_ESTIMATES_H

#include "config/schema_people.h"

typedef struct kk_raw_grew_up {
    unsigned *age;
    char *column;
} kk_raw_grew_up;

typedef struct kk_raw_window {
    char *group;
    double *from, *to, *at;
} kk_raw_window;

typedef struct kk_raw_predictor {
    char *name, *column;
    kk_raw_window *windows;
    unsigned windows_count;
} kk_raw_predictor;

typedef struct kk_raw_category {
    char *group;
    char **values;
    unsigned values_count;
} kk_raw_category;

typedef struct kk_raw_dimension {
    char *name, *column;
    kk_raw_category *groups;
    unsigned groups_count;
} kk_raw_dimension;

typedef struct kk_raw_region {
    char *type, *column, *level, *grouping, *within;
    unsigned *first;
} kk_raw_region;

typedef struct kk_raw_outcome {
    char *column, *name, *label_nl, *label_en, *unit;
    int *kind;      /* of kk_config_outcome */
    int *direction; /* kk_direction */
    double *per;
} kk_raw_outcome;

typedef struct kk_raw_estimate_map {
    char *name, *outcome, *label_nl, *label_en, *versus_nl, *versus_en, *description, *question;
    char **group, **versus;
    unsigned group_count, versus_count;
} kk_raw_estimate_map;

typedef struct kk_raw_release {
    int *rule; /* kk_estimate_rule */
    double *threshold;
} kk_raw_release;

typedef struct kk_raw_estimates {
    kk_raw_csv *cohort; /* without name, source, public */
    char *source, *period, *person, *weight;
    kk_raw_grew_up *grew_up;
    kk_raw_predictor *predictor;
    kk_raw_dimension *dimensions;
    kk_raw_region *regions;
    kk_raw_outcome *outcomes;
    kk_raw_estimate_map *maps;
    kk_raw_release release;
    bool compress, *database;
    unsigned cohort_count, dimensions_count, regions_count, outcomes_count, maps_count;
} kk_raw_estimates;

extern const cyaml_schema_field_t kk_estimates_fields[];

#endif
