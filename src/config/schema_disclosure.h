/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the project language about disclosure control. Raw structures as in config/schema.h. */
#ifndef KK_CONFIG_SCHEMA_DISCLOSURE_H
#define KK_CONFIG_SCHEMA_DISCLOSURE_H

#include <cyaml/cyaml.h>
#include <stdbool.h>

/* What can be `off` is a text. */
typedef struct kk_raw_dominance {
    unsigned *largest;
    char *share;
} kk_raw_dominance;

typedef struct kk_raw_protection {
    double *count, *amount;
} kk_raw_protection;

typedef struct kk_raw_disclosure {
    unsigned *minimum, *population, *base;
    kk_raw_dominance *dominance;
    char *p_percent, *group, *accept_leaks;
    bool *secondary, *optimum, *estimates;
    int *method;   /* kk_disclosure_method */
    int *fallback; /* 1: parent */
    kk_raw_protection *protection;
    char **earlier;
    unsigned earlier_count;
} kk_raw_disclosure;

extern const cyaml_schema_field_t kk_disclosure_fields[];

#endif
