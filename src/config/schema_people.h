/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The part of the project language about people: population, records, postcodes, budgets, activities, places, homes.
 * Raw structures as in config/schema.h. What is read from a CSV begins with a kk_raw_csv, so that the fields of that
 * serve for all of them.
 */
#ifndef KK_CONFIG_SCHEMA_PEOPLE_H
#define KK_CONFIG_SCHEMA_PEOPLE_H

#include "kk/config.h"

#include <cyaml/cyaml.h>

typedef struct kk_raw_columns {
    char *header[KK_FIELD_COUNT];
} kk_raw_columns;

typedef struct kk_raw_csv {
    char *name, *file, *source;
    bool *is_public;
    int *crs;    /* for kk_crs_name */
    int *locate; /* kk_locating */
    unsigned locate_count;
    kk_raw_columns columns;
} kk_raw_csv;

typedef struct kk_raw_population {
    kk_raw_csv csv;
    char *derive;
    int *form; /* 0 kwb, 1 statline */
    kk_raw_csv *births;
} kk_raw_population;

typedef struct kk_raw_codes {
    int *list; /* for kk_code_list_name */
    char *file;
} kk_raw_codes;

typedef struct kk_raw_record_source {
    kk_raw_csv csv;
    int *form;    /* kk_record_form */
    int *kind;    /* kk_record_kind */
    int *amounts; /* 1: euros */
    char *help;
    bool *indicated;
    kk_raw_codes *codes;
    unsigned codes_count;
} kk_raw_record_source;

typedef struct kk_raw_detail {
    int *children, *young_adults; /* kk_level_kind */
} kk_raw_detail;

typedef struct kk_raw_records {
    char **periods, **ages;
    char *until, *youth, *key;
    unsigned *gap_days;
    kk_raw_detail detail;
    kk_raw_record_source *sources;
    unsigned periods_count, ages_count, sources_count;
} kk_raw_records;

typedef struct kk_raw_place_source {
    kk_raw_csv csv;
    char *layer, *type;
} kk_raw_place_source;

typedef struct kk_raw_homes {
    kk_raw_csv csv;
    char *layer;
    kk_raw_csv *travel;
} kk_raw_homes;

typedef struct kk_raw_people {
    kk_raw_population *population;
    kk_raw_records *records;
    kk_raw_csv *postcodes, *budgets, *activities;
    char **programmes;
    kk_raw_place_source *places;
    kk_raw_homes *homes;
    unsigned postcodes_count, budgets_count, activities_count, programmes_count, places_count;
} kk_raw_people;

/* What kk_project_schema is made of. */
extern const cyaml_schema_field_t kk_population_fields[], kk_records_fields[], kk_homes_fields[];
extern const cyaml_schema_value_t kk_postcodes_item, kk_budget_item, kk_activity_item, kk_place_item, kk_cohort_item;

const char *kk_record_form_name(kk_record_form form); /* "jw323", as in the project file */
const char *kk_locating_name(kk_locating way);        /* "postcode" */
const char *kk_code_list_name(int list);              /* "form", "product", "referrer", "outcome" */
const char *kk_crs_name(int crs);                     /* "EPSG:28992", "EPSG:4326" */

#endif
