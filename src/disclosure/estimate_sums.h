/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What adds up to what among estimates: the persons of a group are those of its classes, and the persons of a region
 * are those of the regions that it is made of, whatever the group. The gate hides by it and the audit attacks by it.
 *
 * Cells are numbered densely: cell = region × combination_count + combination, regions of all types behind each other.
 * A line is a set of cells with sums among them: the groups of one dimension, others held fixed, in one region; or one
 * combination in a region and its parts. Slots of a line are its cells, then auxiliary counts that nothing shows:
 * classes that are no group of their own (where windows overlap), and what is beyond the parts.
 */
#ifndef KK_ESTIMATE_SUMS_H
#define KK_ESTIMATE_SUMS_H

#include "kk/arena.h"
#include "kk/cohort.h"
#include "kk/error.h"
#include "kk/estimate_frame.h"

/* The slot whole[row] is the sum of the slots part[begin[row]] … part[begin[row + 1] − 1]. */
typedef struct kk_sum_pattern {
    size_t cell_count, slot_count, row_count;
    uint32_t *whole, *begin, *part;
    bool *is_beyond; /* [slot] auxiliary, and in no cell but that of everyone: missing values, other regions */
} kk_sum_pattern;

/* A region and those of one smaller type that it is made of. */
typedef struct kk_region_sum {
    size_t type;       /* of the parts */
    uint32_t *region;  /* the whole, then the parts: slots */
    bool has_rest;     /* there are, or may be, persons in the whole and in none of the parts */
    bool is_contained; /* nobody in a part is outside the whole */
    kk_sum_pattern pattern;
} kk_region_sum;

typedef struct kk_estimate_sums {
    const kk_estimate_frame *frame;
    size_t region_count, type_begin[KK_REGION_TYPES_MAX + 1];
    size_t stride[KK_DIMENSIONS_MAX]; /* from a group of a dimension to the next */
    kk_sum_pattern dimension[KK_DIMENSIONS_MAX];
    bool *is_mean; /* [combination] its estimate is a plain mean */
    size_t sum_count;
    kk_region_sum *sum;
    uint32_t *sums_begin, *sums_of; /* of region r, as whole or part: sums_of[sums_begin[r]] … */
    size_t slots_max;
    uint32_t *persons;   /* [outcome] outcomes with the same number count the same persons */
    double threshold;    /* fewer persons are hidden */
    bool has_numerators; /* est × n of a binary outcome counts persons, of whom fewer are hidden as well */
} kk_estimate_sums;

/* One line: pattern, and the cells of its first slots. */
typedef struct kk_estimate_line {
    const kk_sum_pattern *pattern;
    bool rest_is_open; /* what is beyond is not known even to be ≥ 0: the sum tells nothing */
    size_t *cell;      /* room for slots_max of the caller */
} kk_estimate_line;

static inline size_t kk_estimate_cells(const kk_estimate_sums *sums)
{
    return sums->region_count * sums->frame->combination_count;
}

/* Fills in what follows from `frame`: patterns of dimensions, strides, means. The rest is the caller's. */
kk_status kk_estimate_sums_init(const kk_estimate_frame *frame, kk_arena *arena, kk_estimate_sums *out,
                                kk_error *err) KK_MUST_USE;

/* Fills in the pattern of each sum, once regions and has_rest are there, and which sums a region is in. */
kk_status kk_estimate_sums_link(kk_estimate_sums *sums, const size_t *part_count, kk_arena *arena,
                                kk_error *err) KK_MUST_USE;

/*
 * Those of a cohort: of each pair of types of which no smaller region has persons in two larger ones, but for pairs
 * that follow from others. Cost: O(persons × (types² + outcomes)).
 */
kk_status kk_estimate_sums_make(const kk_cohort *cohort, const kk_config_estimates *config, kk_arena *arena,
                                kk_estimate_sums *out, kk_error *err) KK_MUST_USE;

/* The groups of dimension d around the combination `first`, which has group 0 there, in a region. */
void kk_line_along_groups(const kk_estimate_sums *sums, size_t region, size_t d, size_t first, kk_estimate_line *line);
/* A combination in a region and its parts. */
void kk_line_along_regions(const kk_estimate_sums *sums, size_t sum, size_t combination, kk_estimate_line *line);

/* The lines through a cell: line 0 … kk_lines_of − 1. */
size_t kk_lines_of(const kk_estimate_sums *sums, size_t cell);
void kk_line_through(const kk_estimate_sums *sums, size_t cell, size_t index, kk_estimate_line *line);

#endif
