/* SPDX-License-Identifier: EUPL-1.2 */
/* Persons region by region, and there class by class. */
#ifndef KK_CUBE_ORDER_H
#define KK_CUBE_ORDER_H

#include "kk/cohort.h"

typedef struct kk_ordered {
    size_t count;       /* persons with a region of this type */
    size_t *first;      /* [region], one more than there are regions */
    uint32_t *person;   /* [position]; KK_LANE_AHEAD more, which are any person */
    double *x, *weight; /* [position]; x is 0 where it is missing; NULL without */
} kk_ordered;

/*
 * The classes of a person as one number: byte d is the class of dimension d. Persons of a region are in the order of
 * these bytes, `dimension[0]` least significant, then in that of the cohort.
 */
uint64_t kk_classes_of(const kk_cohort *cohort, size_t person);

/* By region type, into `out`. Cost: O(persons · (dimensions + types)). */
kk_status kk_order_by_region(const kk_cohort *cohort, const uint8_t *dimension, int threads, kk_ordered *out,
                             kk_error *err);
void kk_ordered_clear(kk_ordered *ordered);

#endif
