/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/joined.h"
#include "aggregate/periods.h"
#include "kk/aggregate.h"

static kk_figure figure_in(const kk_joined_block *block, size_t column, size_t area)
{
    size_t at = area * block->column_count + column;
    return (kk_figure){block->value[at], block->status[at]};
}

static kk_figure sum_of_members(const kk_membership *membership, const bool *water, const kk_joined_block *block,
                                size_t column, size_t area)
{
    kk_figure sum = {0, KK_FIGURE_OK};
    for (uint32_t m = membership->member_begin[area]; m < membership->member_begin[area + 1]; m++) {
        uint32_t member = membership->member[m];
        if (water[member]) continue;
        kk_figure part = figure_in(block, column, member);
        sum.status = kk_figure_status_combine(sum.status, part.status);
        if (!kk_figure_has_value(sum.status)) return kk_figure_missing(sum.status);
        sum.value += part.value;
    }
    return sum;
}

kk_figure kk_raw_figure(const kk_indicator_table *raw, size_t table, size_t column, size_t level, size_t area,
                        const char *period)
{
    ptrdiff_t at = kk_table_period_for(&raw->tables[table], period);
    if (at < 0) return kk_figure_missing(KK_FIGURE_ABSENT);
    const kk_level *of = &raw->areas->level[level];
    kk_figure own = figure_in(kk_joined_block_of(raw->joined, level, table, (size_t)at), column, area);
    if (of->kind != KK_LEVEL_OWN || own.status != KK_FIGURE_ABSENT) return own;
    const kk_membership *membership = &of->membership;
    return sum_of_members(membership, raw->areas->level[membership->member_level].water,
                          kk_joined_block_of(raw->joined, membership->member_level, table, (size_t)at), column, area);
}
