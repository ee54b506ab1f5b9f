/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/targets.h"

static kk_list_place place_of(const kk_target *target, bool today)
{
    if (!today && target->class == KK_TARGET_CERTAIN) return KK_LIST_MISSING;
    if (!today) return target->is_chosen ? KK_LIST_ALIKE : KK_LIST_NEITHER;
    if (target->class == KK_TARGET_NONE) return KK_LIST_UNKNOWN;
    if (target->is_chosen) return KK_LIST_BOTH;
    return target->class == KK_TARGET_NOT ? KK_LIST_UNSUPPORTED : KK_LIST_ALIKE;
}

void kk_targets_compare(const kk_target *target, const bool *today, size_t count, kk_list_place *place)
{
    for (size_t i = 0; i < count; i++) place[i] = place_of(&target[i], today[i]);
}
