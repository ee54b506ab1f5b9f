/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/collective_sums.h"

#include <stdlib.h>
#include <string.h>

kk_status kk_collective_sums_init(kk_collective_sums *sums, const kk_geography *geography, size_t column_count,
                                  kk_arena *arena, kk_error *err)
{
    size_t cells = geography->slot_count * column_count;
    *sums = (kk_collective_sums){
        .geography = geography,
        .column_count = column_count,
        .own = kk_arena_alloc(arena, cells, sizeof *sums->own),
        .sum = kk_arena_alloc(arena, cells, sizeof *sums->sum),
    };
    return sums->own == NULL || sums->sum == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_collective_sums_clear(kk_collective_sums *sums)
{
    free(sums->once);
    *sums = (kk_collective_sums){0};
}

void kk_collective_sums_reset(kk_collective_sums *sums)
{
    size_t cells = sums->geography->slot_count * sums->column_count;
    memset(sums->own, 0, cells * sizeof *sums->own);
    memset(sums->sum, 0, cells * sizeof *sums->sum);
    sums->once_count = 0;
}

/* ---- lines ---- */

static void add_cell(kk_collective_cell *to, const kk_collective_cell *from)
{
    to->sum += from->sum;
    to->lines += from->lines;
    to->unknown |= from->unknown;
}

void kk_collective_sums_add(kk_collective_sums *sums, size_t slot, size_t column, int64_t value, bool unknown)
{
    add_cell(&sums->own[slot * sums->column_count + column], &(kk_collective_cell){unknown ? 0 : value, 1, unknown});
}

void kk_collective_sums_least(kk_collective_sums *sums, size_t slot, size_t column, int64_t value)
{
    kk_collective_cell *cell = &sums->own[slot * sums->column_count + column];
    if (cell->lines == 0 || value < cell->sum) *cell = (kk_collective_cell){value, 1, false};
}

kk_status kk_collective_sums_add_once(kk_collective_sums *sums, size_t slot, size_t column, uint32_t what,
                                      uint32_t with, kk_error *err)
{
    size_t levels = sums->geography->areas->level_count;
    if (kk_grow(&sums->once, &sums->once_capacity, sums->once_count + levels, sizeof *sums->once) != 0)
        return kk_fail_memory(err);
    for (size_t l = 0; l < levels; l++) {
        uint32_t within = sums->geography->within[l][slot];
        if (within != KK_NO_SLOT) sums->once[sums->once_count++] = (kk_once){within, (uint32_t)column, what, with};
    }
    return KK_OK;
}

static int compare_once(const void *a, const void *b)
{
    const kk_once *left = a, *right = b;
    if (left->slot != right->slot) return left->slot < right->slot ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    if (left->what != right->what) return left->what < right->what ? -1 : 1;
    return (left->with > right->with) - (left->with < right->with);
}

void kk_collective_sums_finish(kk_collective_sums *sums)
{
    const kk_geography *geography = sums->geography;
    for (size_t l = 0; l < geography->areas->level_count; l++)
        for (size_t slot = 0; slot < geography->slot_count; slot++) {
            uint32_t within = geography->within[l][slot];
            for (size_t c = 0; c < sums->column_count && within != KK_NO_SLOT; c++)
                add_cell(&sums->sum[within * sums->column_count + c], &sums->own[slot * sums->column_count + c]);
        }
    if (sums->once_count > 0) qsort(sums->once, sums->once_count, sizeof *sums->once, compare_once);
    for (size_t i = 0; i < sums->once_count; i++)
        if (i == 0 || compare_once(&sums->once[i - 1], &sums->once[i]) != 0)
            sums->sum[sums->once[i].slot * sums->column_count + sums->once[i].column].sum++;
}

/* ---- figures ---- */

/* A line of an area around this one, that is not told apart. */
static bool has_line_above(const kk_collective_sums *sums, size_t slot, size_t column)
{
    for (size_t l = 0; l < sums->geography->areas->level_count; l++) {
        uint32_t within = sums->geography->within[l][slot];
        if (within == KK_NO_SLOT || within == slot) continue;
        if (sums->own[within * sums->column_count + column].lines > 0) return true;
    }
    return false;
}

static bool members_have_line_above(const kk_collective_sums *sums, const kk_membership *members, size_t area,
                                    size_t column)
{
    size_t first = sums->geography->first[members->member_level];
    for (uint32_t m = members->member_begin[area]; m < members->member_begin[area + 1]; m++)
        if (has_line_above(sums, first + members->member[m], column)) return true;
    return false;
}

int64_t kk_collective_sums_total(const kk_collective_sums *sums, size_t level, size_t area, size_t column)
{
    return sums->sum[(sums->geography->first[level] + area) * sums->column_count + column].sum;
}

kk_figure kk_collective_sums_figure(const kk_collective_sums *sums, size_t level, size_t area, size_t column)
{
    const kk_level *here = &sums->geography->areas->level[level];
    size_t slot = sums->geography->first[level] + area;
    const kk_collective_cell *cell = &sums->sum[slot * sums->column_count + column];
    if (cell->unknown) return kk_figure_missing(KK_FIGURE_UNKNOWN);
    if (cell->lines > 0 || cell->sum != 0) return (kk_figure){(double)cell->sum, KK_FIGURE_OK};
    bool above = here->kind == KK_LEVEL_OWN ? members_have_line_above(sums, &here->membership, area, column)
                                            : has_line_above(sums, slot, column);
    return above ? kk_figure_missing(KK_FIGURE_NOT_APPLICABLE) : (kk_figure){0, KK_FIGURE_OK};
}
