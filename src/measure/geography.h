/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All areas in one row, the slots, level by level; and for each slot in which area of each level it lies. What is known
 * of a place only at a coarse level lies in no area of a finer one, and in no own area made of finer ones.
 */
#ifndef KK_MEASURE_GEOGRAPHY_H
#define KK_MEASURE_GEOGRAPHY_H

#include "kk/areas.h"
#include "kk/error.h"
#include "kk/records.h"

#define KK_NO_SLOT UINT32_MAX

typedef struct kk_geography {
    const kk_areas *areas;
    size_t slot_count;
    size_t first[KK_LEVELS_MAX];     /* slot of the level's first area */
    uint32_t *within[KK_LEVELS_MAX]; /* [level][slot]: the slot of that level in which the slot lies, or KK_NO_SLOT */
} kk_geography;

/* In the arena. */
kk_status kk_geography_make(const kk_areas *areas, kk_arena *arena, kk_geography *out, kk_error *err) KK_MUST_USE;

static inline size_t kk_geography_slot(const kk_geography *geography, kk_locus place)
{
    return geography->first[kk_locus_level(place)] + kk_locus_area(place);
}

/* How fine a level is: own levels 0, gemeente 1, wijk 2, buurt 3. */
static inline int kk_level_fineness(const kk_level *level)
{
    return level->kind == KK_LEVEL_OWN ? 0 : (int)level->kind + 1;
}

#endif
