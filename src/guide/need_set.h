/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The indicators as draws need them: areas in the order of their ids, so that nothing depends on how they came, and
 * values as floats around 0, which no scale minds.
 */
#ifndef KK_GUIDE_NEED_SET_H
#define KK_GUIDE_NEED_SET_H

#include "kk/need_draws.h"

typedef struct need_column {
    size_t present;          /* areas with a value, which come first in */
    uint32_t *area;          /* [area]: places in the set */
    float *value, *error;    /* [present], turned, by the same unit */
    float *youths, *partner; /* [present]; partner: 1 with youths, else 0 */
    bool is_drawn;           /* some error > 0 */
} need_column;

typedef struct need_set {
    const kk_need_areas *areas;
    const kk_need_draws *how;
    uint32_t *from;      /* [area]: where it stands among `areas` */
    uint64_t *id;        /* [area], ascending */
    need_column *column; /* [indicator] */
    uint32_t *ranked;    /* places of the areas with an index */
    size_t ranked_count;
    float *normal; /* [65536]: quantiles of the standard normal, of equal chance */
    float *number; /* room of the columns */
    uint32_t *place;
} need_set;

kk_status need_set_init(need_set *set, const kk_need_areas *areas, const uint64_t *id, const kk_need_draws *how,
                        kk_error *err) KK_MUST_USE;
void need_set_clear(need_set *set);

#endif
