/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_sums.h"

#include <math.h>

static kk_status allocate_pattern(kk_sum_pattern *pattern, size_t slots, size_t rows, size_t parts, kk_arena *arena,
                                  kk_error *err)
{
    pattern->whole = kk_arena_alloc(arena, rows, sizeof *pattern->whole);
    pattern->begin = kk_arena_alloc(arena, rows + 1, sizeof *pattern->begin);
    pattern->part = kk_arena_alloc(arena, parts, sizeof *pattern->part);
    pattern->is_beyond = kk_arena_alloc(arena, slots, sizeof *pattern->is_beyond);
    bool made = pattern->whole != NULL && pattern->begin != NULL && pattern->part != NULL && pattern->is_beyond != NULL;
    return made ? KK_OK : kk_fail_memory(err);
}

/* ---- along a dimension ---- */

static size_t classes_in(const kk_dimension *dimension, size_t group)
{
    size_t count = 0;
    for (size_t c = 0; c < dimension->class_count; c++) count += dimension->group_bits[c] >> group & 1;
    return count;
}

/* A class that alone makes up a group is that group; any other is auxiliary. */
static void find_slots(const kk_dimension *dimension, kk_sum_pattern *pattern, uint32_t slot[UINT8_MAX + 1])
{
    pattern->cell_count = pattern->slot_count = dimension->group_count;
    for (size_t c = 0; c < dimension->class_count; c++) {
        size_t g = dimension->group_count;
        while (g-- > 0)
            if ((dimension->group_bits[c] >> g & 1) != 0 && classes_in(dimension, g) == 1) break;
        slot[c] = g < dimension->group_count ? (uint32_t)g : (uint32_t)pattern->slot_count++;
    }
}

static void add_group(const kk_dimension *dimension, size_t group, const uint32_t *slot, kk_sum_pattern *pattern)
{
    uint32_t end = pattern->begin[pattern->row_count];
    uint32_t begin = end;
    for (size_t c = 0; c < dimension->class_count; c++)
        if ((dimension->group_bits[c] >> group & 1) != 0) pattern->part[end++] = slot[c];
    if (end == begin || (end == begin + 1 && pattern->part[begin] == group)) return;
    pattern->whole[pattern->row_count++] = (uint32_t)group;
    pattern->begin[pattern->row_count] = end;
}

static kk_status make_dimension(const kk_dimension *dimension, kk_arena *arena, kk_sum_pattern *pattern, kk_error *err)
{
    uint32_t slot[UINT8_MAX + 1];
    *pattern = (kk_sum_pattern){0};
    find_slots(dimension, pattern, slot);
    kk_status status = allocate_pattern(pattern, pattern->slot_count, dimension->group_count,
                                        dimension->group_count * dimension->class_count, arena, err);
    if (status != KK_OK) return status;
    for (size_t c = 0; c < dimension->class_count; c++)
        if (slot[c] >= pattern->cell_count) pattern->is_beyond[slot[c]] = dimension->group_bits[c] == 1;
    for (size_t g = 0; g < dimension->group_count; g++) add_group(dimension, g, slot, pattern);
    return KK_OK;
}

static void number_regions(kk_estimate_sums *sums)
{
    const kk_estimate_frame *frame = sums->frame;
    for (size_t t = 0; t < frame->type_count; t++) sums->type_begin[t + 1] = sums->type_begin[t] + frame->type[t].count;
    sums->region_count = sums->type_begin[frame->type_count];
}

kk_status kk_estimate_sums_init(const kk_estimate_frame *frame, kk_arena *arena, kk_estimate_sums *out, kk_error *err)
{
    *out = (kk_estimate_sums){.frame = frame};
    number_regions(out);
    out->is_mean = kk_arena_alloc(arena, frame->combination_count, sizeof *out->is_mean);
    if (out->is_mean == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < frame->combination_count; c++) out->is_mean[c] = isnan(kk_combination_at(frame, c));
    size_t stride = 1;
    kk_status status = KK_OK;
    for (size_t d = frame->dimension_count; d-- > 0 && status == KK_OK;) {
        out->stride[d] = stride;
        stride *= frame->dimension[d].group_count;
        status = make_dimension(&frame->dimension[d], arena, &out->dimension[d], err);
        if (out->dimension[d].slot_count > out->slots_max) out->slots_max = out->dimension[d].slot_count;
    }
    return status;
}

/* ---- along regions ---- */

static kk_status make_sum(kk_region_sum *sum, size_t parts, kk_arena *arena, kk_error *err)
{
    kk_sum_pattern *pattern = &sum->pattern;
    *pattern = (kk_sum_pattern){.cell_count = 1 + parts, .slot_count = 1 + parts + sum->has_rest, .row_count = 1};
    kk_status status = allocate_pattern(pattern, pattern->slot_count, 1, pattern->slot_count, arena, err);
    if (status != KK_OK) return status;
    for (uint32_t slot = 1; slot < pattern->slot_count; slot++) pattern->part[slot - 1] = slot;
    pattern->begin[1] = (uint32_t)pattern->slot_count - 1;
    if (sum->has_rest) pattern->is_beyond[1 + parts] = true;
    return KK_OK;
}

static void count_sums(kk_estimate_sums *sums)
{
    for (size_t s = 0; s < sums->sum_count; s++)
        for (size_t i = 0; i < sums->sum[s].pattern.cell_count; i++) sums->sums_begin[sums->sum[s].region[i] + 2]++;
    for (size_t r = 0; r < sums->region_count; r++) sums->sums_begin[r + 2] += sums->sums_begin[r + 1];
}

static void list_sums(kk_estimate_sums *sums)
{
    uint32_t *next = sums->sums_begin + 1; /* becomes sums_begin as it is filled */
    for (size_t s = 0; s < sums->sum_count; s++)
        for (size_t i = 0; i < sums->sum[s].pattern.cell_count; i++)
            sums->sums_of[next[sums->sum[s].region[i]]++] = (uint32_t)s;
}

kk_status kk_estimate_sums_link(kk_estimate_sums *sums, const size_t *part_count, kk_arena *arena, kk_error *err)
{
    size_t members = 0;
    for (size_t s = 0; s < sums->sum_count; s++) {
        kk_status status = make_sum(&sums->sum[s], part_count[s], arena, err);
        if (status != KK_OK) return status;
        members += 1 + part_count[s];
        if (sums->sum[s].pattern.slot_count > sums->slots_max) sums->slots_max = sums->sum[s].pattern.slot_count;
    }
    sums->sums_begin = kk_arena_alloc(arena, sums->region_count + 2, sizeof *sums->sums_begin);
    sums->sums_of = kk_arena_alloc(arena, members, sizeof *sums->sums_of);
    if (sums->sums_begin == NULL || sums->sums_of == NULL) return kk_fail_memory(err);
    count_sums(sums);
    list_sums(sums);
    return KK_OK;
}

/* ---- lines ---- */

void kk_line_along_groups(const kk_estimate_sums *sums, size_t region, size_t d, size_t first, kk_estimate_line *line)
{
    size_t cell = region * sums->frame->combination_count + first;
    line->pattern = &sums->dimension[d];
    line->rest_is_open = false;
    for (size_t g = 0; g < line->pattern->cell_count; g++) line->cell[g] = cell + g * sums->stride[d];
}

void kk_line_along_regions(const kk_estimate_sums *sums, size_t sum, size_t combination, kk_estimate_line *line)
{
    const kk_region_sum *of = &sums->sum[sum];
    line->pattern = &of->pattern;
    line->rest_is_open = !of->is_contained;
    for (size_t i = 0; i < line->pattern->cell_count; i++)
        line->cell[i] = of->region[i] * sums->frame->combination_count + combination;
}

size_t kk_lines_of(const kk_estimate_sums *sums, size_t cell)
{
    size_t region = cell / sums->frame->combination_count;
    return sums->frame->dimension_count + sums->sums_begin[region + 1] - sums->sums_begin[region];
}

void kk_line_through(const kk_estimate_sums *sums, size_t cell, size_t index, kk_estimate_line *line)
{
    const kk_estimate_frame *frame = sums->frame;
    size_t region = cell / frame->combination_count, combination = cell % frame->combination_count;
    if (index < frame->dimension_count) {
        size_t group = combination / sums->stride[index] % frame->dimension[index].group_count;
        kk_line_along_groups(sums, region, index, combination - group * sums->stride[index], line);
    } else {
        size_t sum = sums->sums_of[sums->sums_begin[region] + index - frame->dimension_count];
        kk_line_along_regions(sums, sum, combination, line);
    }
}
