/* SPDX-License-Identifier: EUPL-1.2 */
/* disclosure.json as libcyaml sees it. A pointer is NULL where its key is absent. */
#ifndef KK_PUBLICATION_SCHEMA_H
#define KK_PUBLICATION_SCHEMA_H

#include "config/schema.h"

typedef struct kk_raw_publication_rules {
    double *minimum, *group, *width, *amount, *rounding;
} kk_raw_publication_rules;

typedef struct kk_raw_link {
    char *upper, *lower;
} kk_raw_link;

typedef struct kk_raw_quantity {
    char *name;
    bool *is_public, *is_count, *adds_up;
} kk_raw_quantity;

typedef struct kk_raw_relation {
    int *kind; /* kk_relation_kind */
    char *whole, *beyond, **parts;
    unsigned parts_count;
} kk_raw_relation;

typedef struct kk_raw_summand {
    char *quantity;
    double *times;
} kk_raw_summand;

typedef struct kk_raw_described {
    char *name, *kind;
    double *per;
    kk_raw_summand *numerator, *denominator;
    unsigned numerator_count, denominator_count;
} kk_raw_described;

typedef struct kk_raw_publication {
    unsigned *format, *vintage;
    kk_raw_publication_rules *rules;
    kk_raw_link *links;
    kk_raw_quantity *quantities;
    kk_raw_relation *relations;
    kk_raw_described *indicators;
    char **publics, **derived, **earlier, *accepted_leaks;
    unsigned links_count, quantities_count, relations_count, indicators_count, publics_count, derived_count,
        earlier_count;
} kk_raw_publication;

extern const cyaml_schema_value_t kk_publication_schema; /* a kk_raw_publication */

#endif
