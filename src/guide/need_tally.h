/* SPDX-License-Identifier: EUPL-1.2 */
/* What all draws together come to. */
#ifndef KK_GUIDE_NEED_TALLY_H
#define KK_GUIDE_NEED_TALLY_H

#include "guide/need_draw.h"

/* Where the worst k end: ranks below are among them, those at it for a share. Ranks are twice what they are, so that
   shared ones are whole. */
typedef struct need_border {
    uint32_t rank;
    double share;
} need_border;

typedef struct need_tally {
    need_set set;
    int threads;
    need_room *room;            /* [thread] */
    unsigned pairs, alone;      /* draws that are varied factor by factor, and of figures alone */
    bool is_active[KK_FACTORS]; /* it may differ from draw to draw */
    uint32_t *rank;             /* [draw][ranked] */
    need_border *border;        /* [draw] */
    float *index;               /* [alone][ranked] */
    uint64_t *apart;            /* [factor][ranked]: Σ (rank − rank with another draw of the factor)² */
} need_tally;

/* Fills in `out` from a tally that is complete. */
void need_tell(const need_tally *of, const kk_need_spread *out);

#endif
