/* SPDX-License-Identifier: EUPL-1.2 */
/* Need beside use and supply: on which side of the average each is, and how that is told. */
#ifndef KK_GUIDE_CROSSING_H
#define KK_GUIDE_CROSSING_H

#include "guide/work.h"

typedef enum crossing_side { SIDE_UNKNOWN, SIDE_UNCLEAR, SIDE_LOW, SIDE_HIGH } crossing_side;

typedef struct crossing_axis {
    const kk_guide_figures *figures;     /* of use or supply; NULL: of need, or not asked for */
    const double *value, *lower, *upper; /* [area]; NaN: none */
    double mean;                         /* of youths; NaN: of nobody */
    bool is_turned;                      /* a high value is little of it, as of a distance */
    uint8_t *side;                       /* [area] crossing_side */
} crossing_axis;

typedef struct kk_crossing {
    const kk_guide_index *index;
    crossing_axis need, use, supply;
} kk_crossing;

/* The category of the area; NAN where need or the other is not known. */
double kk_crossing_category(const kk_crossing *crossing, const crossing_axis *other, size_t area);

/* Both in Dutch sentences, in the arena; NULL: no memory. */
const char *kk_crossing_tell(kk_arena *arena, const kk_crossing *crossing, size_t area);

/* crossing.csv. */
kk_status kk_crossing_add_sheet(kk_guide_work *work, const kk_crossing *crossing, size_t count,
                                kk_error *err) KK_MUST_USE;

#endif
