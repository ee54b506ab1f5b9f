/* SPDX-License-Identifier: EUPL-1.2 */
/* One siting of the project while it is made. */
#ifndef KK_GUIDE_GUIDE_SITING_H
#define KK_GUIDE_GUIDE_SITING_H

#include "guide/guide_demand.h"

typedef struct siting_work {
    kk_guide_work *work;
    kk_guide_siting *made;
    guide_demand demand;
    float *distance; /* [candidate × demand] m */
    double beyond;   /* m */
} siting_work;

/* How near places are for the youths of some areas: sums over the demand. */
typedef struct siting_reach {
    double youths;
    double before, after;               /* youths × m; INFINITY as soon as somebody has no place */
    double within_before, within_after; /* youths within the radius */
} siting_reach;
void siting_reach_add(siting_reach *reach, const kk_guide_siting *made, size_t demand);

kk_status siting_add_access(kk_guide_work *work, const siting_work *sitings, size_t count, kk_error *err) KK_MUST_USE;

/* siting.csv, access.csv and siting_summary.csv of all of them. */
kk_status siting_add_sheets(kk_guide_work *work, const siting_work *sitings, size_t count, kk_error *err) KK_MUST_USE;

#endif
