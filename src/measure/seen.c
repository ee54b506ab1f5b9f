/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/seen.h"

void kk_seen_mark(const kk_geography *geography, size_t slot, bool *seen)
{
    uint32_t gemeente = geography->within[0][slot];
    seen[gemeente == KK_NO_SLOT ? slot : gemeente] = true;
}

static bool all_members_are(const kk_geography *geography, const kk_membership *members, size_t area, const bool *seen)
{
    const bool *of_level = seen + geography->first[members->member_level];
    for (uint32_t m = members->member_begin[area]; m < members->member_begin[area + 1]; m++)
        if (!of_level[members->member[m]]) return false;
    return true;
}

void kk_seen_spread(const kk_geography *geography, bool *seen)
{
    const kk_areas *areas = geography->areas;
    for (size_t slot = 0; slot < geography->slot_count; slot++) {
        uint32_t gemeente = geography->within[0][slot];
        if (gemeente != KK_NO_SLOT && seen[gemeente]) seen[slot] = true;
    }
    for (size_t l = 0; l < areas->level_count; l++)
        for (size_t i = 0; i < areas->level[l].count && areas->level[l].kind == KK_LEVEL_OWN; i++)
            if (all_members_are(geography, &areas->level[l].membership, i, seen)) seen[geography->first[l] + i] = true;
}
