/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How classes roll up to groups: dimension by dimension, those that grow least (groups per class) first; each group
 * from a disjoint cover of groups that are there already and of classes, so that nothing is ever subtracted.
 */
#ifndef KK_CUBE_PLAN_H
#define KK_CUBE_PLAN_H

#include "kk/error.h"
#include "kk/estimate_frame.h"

enum { KK_PARTS_MAX = UINT8_MAX + 1 + KK_GROUPS_MAX };

typedef struct kk_roll {
    uint8_t group[KK_GROUPS_MAX];      /* in the order in which they are made */
    uint16_t parts_end[KK_GROUPS_MAX]; /* of group[i]: part[parts_end[i − 1]] … */
    uint16_t *part;                    /* a class, or class_count + a group */
    size_t class_count, group_count;
} kk_roll;

typedef struct kk_plan {
    size_t dimension_count;
    uint8_t dimension[KK_DIMENSIONS_MAX]; /* in the order of rolling up */
    kk_roll roll[KK_DIMENSIONS_MAX];      /* [dimension] */
} kk_plan;

kk_status kk_plan_make(const kk_estimate_frame *frame, kk_plan *out, kk_error *err);
void kk_plan_clear(kk_plan *plan);

#endif
