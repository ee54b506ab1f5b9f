/* SPDX-License-Identifier: EUPL-1.2 */
/* The areas that have an index, while a list is made of them. */
#ifndef KK_GUIDE_TARGETS_H
#define KK_GUIDE_TARGETS_H

#include "kk/targets.h"

typedef struct guide_field {
    const kk_target_rule *rule;
    int threads;
    size_t count, chosen;
    uint32_t *area;       /* index in the caller's arrays */
    kk_rank_score *score; /* [count], as all that follow */
    kk_rank_set *set;     /* by threshold without bounds */
    uint32_t *order;      /* by need, most first */
    double z;             /* of the rule's two-sided confidence */
    kk_target *target;
    bool *was_listed; /* on the earlier list */
} guide_field;

/* Fills in the margins. Errors: KK_ERR_INTERRUPTED, memory. */
kk_status guide_target_margins(const guide_field *of, kk_error *err) KK_MUST_USE;

#endif
