/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What estimates are of: outcomes, subgroups and regions, by name. It holds no persons, so that it may go to every
 * stage; the persons are a kk_cohort (kk/cohort.h).
 *
 * A subgroup is a combination of one group of each dimension. Combination c has the groups
 *   c = ((g_0 · G_1 + g_1) · G_2 + g_2) …      (G_d groups in dimension d; group 0 of each is "all")
 */
#ifndef KK_ESTIMATE_FRAME_H
#define KK_ESTIMATE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    KK_DIMENSIONS_MAX = 8,
    KK_GROUPS_MAX = 64,            /* of one dimension, "all" included */
    KK_COMBINATIONS_MAX = 1 << 16, /* G_0 · G_1 · … */
    KK_REGION_TYPES_MAX = 16,
    KK_OUTCOMES_MAX = 1000
};

typedef struct kk_framed_outcome {
    const char *name;
    bool is_binary; /* 0 or 1 */
    bool is_whole;  /* every value is a whole number, as 0 and 1 are */
} kk_framed_outcome;

/*
 * Persons of one class are in the same groups: with the windows 0–0.20 and 0.15–0.35 there are a class that is in both,
 * two that are in one of them, and one that is in neither. Every class is in group 0.
 */
typedef struct kk_dimension {
    const char *name;     /* "income": the column income_group */
    size_t group_count;   /* ≥ 1 */
    const char **group;   /* names; the first is "all" */
    double *at;           /* [group] value of the predictor at which the estimate is made; NaN: the plain mean */
    size_t class_count;   /* 1 … 255 */
    uint64_t *group_bits; /* [class] bit g: in group g */
} kk_dimension;

typedef struct kk_region_type {
    const char *name; /* "wijk_code": region_type of the outputs */
    size_t count;
    const char **id;    /* region_id, ascending (strcmp) */
    const char **title; /* name for people, "" where not known */
    ptrdiff_t level;    /* level of kk_areas whose codes the ids are, or −1 */
    ptrdiff_t within;   /* the type of the larger regions that these lie in, or −1: only the land */
    uint32_t *parent;   /* [region] in type `within` (where most of its persons are), KK_NO_REGION where none of them is
                           in one; NULL without */
} kk_region_type;

typedef struct kk_estimate_frame {
    size_t outcome_count, dimension_count, type_count;
    kk_framed_outcome *outcome;
    kk_dimension *dimension; /* the predictor's first, where there is one */
    kk_region_type *type;
    size_t combination_count;
    int grew_up_age; /* regions are where persons lived at that age; −1: not told */
} kk_estimate_frame;

/* Which estimates are hidden; kk/moments.h has the formula. */
typedef enum kk_estimate_rule {
    KK_RULE_KANSENKAART, /* of a binary outcome where est·n < threshold or (1 − est)·n < threshold, else where
                            n < threshold; and where est = 0 */
    KK_RULE_STRICT,      /* and of a binary outcome where fewer than `threshold` persons have it, or lack it */
    KK_RULE_PERSONS      /* where n < threshold */
} kk_estimate_rule;

/* An estimate of one outcome × subgroup × region. */
typedef struct kk_estimate_cell {
    double est, lower, upper; /* NaN where undefined */
    int32_t n;                /* persons with the outcome; 0: nothing here */
    bool hidden;              /* by the rule of the project, or n = 0 */
} kk_estimate_cell;

/* The group of combination `c` in dimension `d`. */
size_t kk_combination_group(const kk_estimate_frame *frame, size_t c, size_t d);
/* The combination of groups[0 … dimension_count − 1]. */
size_t kk_combination_of(const kk_estimate_frame *frame, const size_t *groups);
/* Whether no person can be in both: in some dimension no class is in both groups. */
bool kk_combinations_exclude(const kk_estimate_frame *frame, size_t a, size_t b);
/* Where the estimate of combination `c` is made; NaN: the plain mean. */
double kk_combination_at(const kk_estimate_frame *frame, size_t c);

#endif
