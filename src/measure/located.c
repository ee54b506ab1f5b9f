/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/measure.h"

kk_located_counts kk_records_located(const kk_records *records, const kk_areas *areas, size_t source)
{
    kk_located_counts counts = {0};
    int64_t *const by_kind[KK_LEVEL_OWN] = {&counts.gemeente, &counts.wijk, &counts.buurt};
    for (size_t i = 0; i < records->count; i++) {
        kk_locus place = records->item[i].place;
        if (records->item[i].source != source) continue;
        if (!kk_locus_is_area(place)) {
            counts.reason[place - (kk_locus)KK_NOT_LOCATED]++;
        } else {
            kk_level_kind kind = areas->level[kk_locus_level(place)].kind;
            if (kind != KK_LEVEL_OWN) ++*by_kind[kind];
        }
    }
    return counts;
}
