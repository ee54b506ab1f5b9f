/* SPDX-License-Identifier: EUPL-1.2 */
/* Help under one roof while it is looked for. */
#ifndef KK_GUIDE_ROOF_H
#define KK_GUIDE_ROOF_H

#include "guide/guide_demand.h"

typedef struct roof_work {
    kk_guide_work *work;
    guide_demand demand;
    uint32_t *place; /* [roof] the first of its places, by index in the sources */
    uint32_t *kinds; /* [roof] a bit for each kind of the project that is there */
    size_t count;    /* roofs */
    uint32_t wanted; /* all bits */
    float *distance; /* [roof × demand] m */
    double share[3];
    kk_roof_move *move;
    size_t move_count;
} roof_work;

/* roof_access.csv: how it is now, area by area. */
kk_status roof_add_access(const roof_work *of, kk_error *err) KK_MUST_USE;

#endif
