/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/reliability.h"

#include <math.h>

static const char *flag_of(double reliability)
{
    if (isnan(reliability)) return "";
    return reliability >= 0.8 ? "high" : reliability >= 0.5 ? "moderate" : "low";
}

kk_status kk_reliability_release(const kk_chosen *chosen, kk_arena *arena, kk_released_reliability **rows,
                                 size_t *count, kk_error *err)
{
    const kk_estimate_frame *frame = chosen->frame;
    *count = 0;
    *rows = kk_arena_alloc(arena, chosen->reliability_count, sizeof **rows);
    if (*rows == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < chosen->reliability_count; i++) {
        const kk_reliability *raw = &chosen->reliability[i];
        if (raw->shrinkage.regions < 2) continue;
        (*rows)[(*count)++] = (kk_released_reliability){
            .outcome = frame->outcome[raw->outcome].name,
            .region_type = frame->type[raw->type].name,
            .regions = raw->shrinkage.regions,
            .mean = raw->shrinkage.mean,
            .within = raw->shrinkage.within,
            .between = raw->shrinkage.between,
            .reliability = raw->shrinkage.reliability,
            .flag = flag_of(raw->shrinkage.reliability),
        };
    }
    return KK_OK;
}
