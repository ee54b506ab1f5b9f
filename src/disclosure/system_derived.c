/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_derived.h"

#include <math.h>

/* The gate looks at the truth, an audit at what is left open. */
static bool is_demanded(const kk_system_index *index, const kk_system *system, bool is_gate, uint32_t variable)
{
    const kk_knowledge *knowledge = &system->knowledge;
    if (is_gate) return system->truth[variable] >= 1 && system->truth[variable] < index->publication->rules.minimum;
    return knowledge->lower[variable] < index->publication->rules.minimum && knowledge->upper[variable] > 0;
}

static size_t list_block(const kk_system_index *index, const kk_system *system, bool is_gate, uint32_t block,
                         size_t areas, kk_demand *demand, kk_demanded *demanded)
{
    const kk_publication_rules *rules = &index->publication->rules;
    double width = rules->rounding > 0 ? fmin(rules->width, rules->rounding - 1) : rules->width;
    size_t count = 0;
    for (uint32_t i = 0; i < areas; i++) {
        if (!is_demanded(index, system, is_gate, block + i)) continue;
        if (demand != NULL) {
            demand[count] = (kk_demand){block + i, width, 0};
            demanded[count] = (kk_demanded){KK_NONE, i, "derived", "count"};
        }
        count++;
    }
    return count;
}

size_t kk_system_derived_list(const kk_system_index *index, const kk_system *system, bool is_gate, kk_demand *demand,
                              kk_demanded *demanded)
{
    const kk_publication *from = index->publication;
    size_t count = 0;
    for (uint32_t q = 0; q < from->quantity_count; q++) {
        if (from->quantity[q].is_public || !from->quantity[q].is_count) continue;
        for (uint32_t l = 0; l < from->level_count; l++)
            for (uint32_t p = 0; p < index->period_count; p++) {
                uint32_t block = kk_block_of(index, q, l, p);
                if (block == KK_NONE || kk_block_is_shown(index, q, l, p)) continue;
                bool counts = demand == NULL;
                count += list_block(index, system, is_gate, block, from->level[l].count, counts ? NULL : demand + count,
                                    counts ? NULL : demanded + count);
            }
    }
    return count;
}

bool kk_derived_is_told(const kk_publication_rules *rules, double lower, double upper)
{
    return ceil(lower - 1e-6) >= 1 && floor(upper + 1e-6) < rules->minimum;
}
