/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_bounds.h"

#include "kk/log.h"

#include <stdlib.h>

static const int64_t UNBOUNDED = KK_COUNT_UNBOUNDED;

kk_status kk_bounded_line_init(const kk_estimate_sums *sums, kk_bounded_line *out, kk_error *err)
{
    size_t slots = sums->slots_max + 1;
    *out = (kk_bounded_line){.line.cell = malloc(slots * sizeof *out->line.cell),
                             .lower = malloc(slots * sizeof *out->lower),
                             .upper = malloc(slots * sizeof *out->upper)};
    return out->line.cell == NULL || out->lower == NULL || out->upper == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_bounded_line_clear(kk_bounded_line *line)
{
    free(line->line.cell);
    free(line->lower);
    free(line->upper);
}

bool kk_counts_have(const kk_cell_counts *counts, size_t combination)
{
    return !counts->of_means || counts->sums->is_mean[combination];
}

bool kk_counts_have_dimension(const kk_cell_counts *counts, size_t d)
{
    const kk_estimate_sums *sums = counts->sums;
    for (size_t g = 0; g < sums->frame->dimension[d].group_count; g++)
        if (!kk_counts_have(counts, g * sums->stride[d])) return false;
    return true;
}

/* ---- a sum ---- */

/* Σ bounds of the parts; how many have none above. */
typedef struct part_sums {
    int64_t lower, upper;
    size_t unbounded;
} part_sums;

static part_sums add_parts(const kk_sum_pattern *pattern, size_t row, const kk_bounded_line *bounded)
{
    part_sums sums = {0};
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++) {
        uint32_t slot = pattern->part[i];
        sums.lower += bounded->lower[slot];
        if (bounded->upper[slot] == UNBOUNDED)
            sums.unbounded++;
        else
            sums.upper += bounded->upper[slot];
    }
    return sums;
}

static bool narrow(kk_bounded_line *bounded, uint32_t slot, int64_t lower, int64_t upper)
{
    bool changed = false;
    if (lower > bounded->lower[slot]) bounded->lower[slot] = lower, changed = true;
    if (upper < bounded->upper[slot]) bounded->upper[slot] = upper, changed = true;
    return changed;
}

static bool tighten_row(const kk_sum_pattern *pattern, size_t row, kk_bounded_line *bounded)
{
    part_sums sums = add_parts(pattern, row, bounded);
    uint32_t whole = pattern->whole[row];
    bool changed = narrow(bounded, whole, sums.lower, sums.unbounded > 0 ? UNBOUNDED : sums.upper);
    int64_t least = bounded->lower[whole], most = bounded->upper[whole];
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++) {
        uint32_t slot = pattern->part[i];
        int64_t lower = bounded->lower[slot], upper = bounded->upper[slot];
        if (lower == upper) continue;
        bool is_unbounded = upper == UNBOUNDED;
        int64_t from = INT64_MIN, to = most == UNBOUNDED ? UNBOUNDED : most - (sums.lower - lower);
        if (sums.unbounded == is_unbounded) from = least - (sums.upper - (is_unbounded ? 0 : upper));
        changed |= narrow(bounded, slot, from, to);
    }
    return changed;
}

/* ---- a line ---- */

/* What is beyond the parts is the rest of the truth, where all other slots of the sum are cells. */
static void know_the_rest(const kk_cell_counts *counts, size_t row, kk_bounded_line *bounded)
{
    const kk_sum_pattern *pattern = bounded->line.pattern;
    int64_t rest = counts->truth[bounded->line.cell[pattern->whole[row]]];
    uint32_t beyond = UINT32_MAX;
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++) {
        uint32_t slot = pattern->part[i];
        if (slot < pattern->cell_count)
            rest -= counts->truth[bounded->line.cell[slot]];
        else if (beyond == UINT32_MAX && pattern->is_beyond[slot])
            beyond = slot;
        else
            return;
    }
    if (beyond != UINT32_MAX) bounded->lower[beyond] = bounded->upper[beyond] = rest;
}

static void open_line(const kk_cell_counts *counts, kk_bounded_line *bounded)
{
    const kk_sum_pattern *pattern = bounded->line.pattern;
    for (size_t slot = 0; slot < pattern->cell_count; slot++) {
        bounded->lower[slot] = counts->lower[bounded->line.cell[slot]];
        bounded->upper[slot] = counts->upper[bounded->line.cell[slot]];
    }
    for (size_t slot = pattern->cell_count; slot < pattern->slot_count; slot++)
        bounded->lower[slot] = 0, bounded->upper[slot] = UNBOUNDED;
    if (counts->truth == NULL || pattern->cell_count == pattern->slot_count) return;
    for (size_t row = 0; row < pattern->row_count; row++) know_the_rest(counts, row, bounded);
}

static bool is_settled(const kk_cell_counts *counts, const kk_estimate_line *line)
{
    for (size_t slot = 0; slot < line->pattern->cell_count; slot++)
        if (counts->lower[line->cell[slot]] != counts->upper[line->cell[slot]]) return false;
    return true;
}

bool kk_bounded_line_tighten(const kk_cell_counts *counts, kk_bounded_line *bounded)
{
    const kk_sum_pattern *pattern = bounded->line.pattern;
    open_line(counts, bounded);
    if (bounded->line.rest_is_open && counts->truth == NULL) return false;
    bool changed = false, any = true;
    for (size_t round = 0; any && round <= pattern->row_count; round++) {
        any = false;
        for (size_t row = 0; row < pattern->row_count; row++) any |= tighten_row(pattern, row, bounded);
        changed |= any;
        if (pattern->row_count == 1) break;
    }
    return changed;
}

/* ---- all lines ---- */

/* Figures that contradict each other may lead anywhere. */
static int32_t clamp(int64_t bound)
{
    if (bound < INT32_MIN) return INT32_MIN;
    return bound > KK_COUNT_UNBOUNDED ? KK_COUNT_UNBOUNDED : (int32_t)bound;
}

static bool tighten_line(const kk_cell_counts *counts, kk_bounded_line *bounded)
{
    if (is_settled(counts, &bounded->line) || !kk_bounded_line_tighten(counts, bounded)) return false;
    bool changed = false;
    for (size_t slot = 0; slot < bounded->line.pattern->cell_count; slot++) {
        size_t cell = bounded->line.cell[slot];
        int32_t lower = clamp(bounded->lower[slot]), upper = clamp(bounded->upper[slot]);
        changed |= lower != counts->lower[cell] || upper != counts->upper[cell];
        counts->lower[cell] = lower;
        counts->upper[cell] = upper;
    }
    return changed;
}

static bool tighten_region(const kk_cell_counts *counts, size_t region, kk_bounded_line *bounded)
{
    const kk_estimate_sums *sums = counts->sums;
    bool changed = false;
    for (size_t d = 0; d < sums->frame->dimension_count; d++) {
        size_t groups = sums->frame->dimension[d].group_count;
        if (groups == 1 || !kk_counts_have_dimension(counts, d)) continue;
        for (size_t c = 0; c < sums->frame->combination_count; c++) {
            if (c / sums->stride[d] % groups != 0 || !kk_counts_have(counts, c)) continue;
            kk_line_along_groups(sums, region, d, c, &bounded->line);
            changed |= tighten_line(counts, bounded);
        }
    }
    return changed;
}

static bool tighten_combination(const kk_cell_counts *counts, size_t combination, kk_bounded_line *bounded)
{
    bool changed = false;
    for (size_t s = 0; s < counts->sums->sum_count && kk_counts_have(counts, combination); s++) {
        kk_line_along_regions(counts->sums, s, combination, &bounded->line);
        changed |= tighten_line(counts, bounded);
    }
    return changed;
}

/* Regions side by side, then combinations: none of them has a cell in common. */
enum { PARALLEL_CELLS = 100000 }; /* with fewer, threads wait for each other longer than they work */

static bool tighten_once(const kk_cell_counts *counts, int threads, bool *failed)
{
    bool changed = false, bad = false;
#pragma omp parallel num_threads(threads) if (kk_estimate_cells(counts->sums) > PARALLEL_CELLS)                        \
    reduction(||                                                                                                       \
              : changed, bad)
    {
        kk_bounded_line bounded;
        kk_error ignored;
        bad = kk_bounded_line_init(counts->sums, &bounded, &ignored) != KK_OK;
#pragma omp for schedule(dynamic, 8)
        for (size_t r = 0; r < counts->sums->region_count; r++)
            if (!bad && !kk_interrupted() && tighten_region(counts, r, &bounded)) changed = true;
#pragma omp for schedule(static)
        for (size_t c = 0; c < counts->sums->frame->combination_count; c++)
            if (!bad && !kk_interrupted() && tighten_combination(counts, c, &bounded)) changed = true;
        kk_bounded_line_clear(&bounded);
    }
    *failed = bad;
    return changed;
}

kk_status kk_counts_tighten(const kk_cell_counts *counts, int threads, kk_error *err)
{
    enum { ROUNDS_MAX = 100 };
    bool changed = true, failed = false;
    for (size_t round = 0; changed && !failed && round < ROUNDS_MAX; round++) {
        changed = tighten_once(counts, threads, &failed);
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while protecting the estimates");
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}
