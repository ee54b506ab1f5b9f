/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A cohort: persons by the place where they grew up, with subgroups, predictor, weight and outcomes, as arrays.
 */
#ifndef KK_COHORT_H
#define KK_COHORT_H

#include "kk/areas.h"
#include "kk/config.h"
#include "kk/estimate_frame.h"
#include "kk/intake.h"
#include "kk/moment_lanes.h"
#include "kk/rejects.h"

#define KK_NO_REGION UINT32_MAX

typedef struct kk_cohort {
    kk_estimate_frame frame;
    size_t person_count;
    uint8_t *class_of[KK_DIMENSIONS_MAX];  /* [dimension][person]: index of a class of frame.dimension */
    uint32_t *region[KK_REGION_TYPES_MAX]; /* [type][person]; KK_NO_REGION: in none */
    double *predictor;                     /* [person], NaN missing; NULL without predictor */
    double *weight;                        /* [person], > 0; NULL: 1 each */
    double *outcome;                       /* [block][person][lane], NaN missing (lanes without an outcome too), 64-byte
                                              aligned; block b holds the outcomes b · KK_LANES … */
    kk_source_counts counts;               /* read = used + rejected + other_age */
    int64_t other_age;                     /* rows of another age than grew_up_age */
    int64_t located, not_located;          /* persons, where they are located; else 0 */
} kk_cohort;

/*
 * Reads `estimates: cohort:`. Persons come in an order that their content alone tells (regions, classes, predictor,
 * weight, outcomes), so that the order of the rows changes nothing downstream, not one bit. Names and titles of the
 * frame are in the arena, persons in memory of their own.
 *
 * A missing outcome (blank, NA, NaN, `.`, or a symbol of CBS: −99997, −99995, −99991, which are told) is NaN; a
 * missing predictor, category or region puts a person in no window, category or region (but still in "all"). A row
 * without any usable value is not rejected: it counts in nothing. A cell that is no number where one belongs, a
 * binary outcome other than 0 or 1, a predictor outside the bounds −1e100 … 1e100, an outcome outside −1e50 … 1e50,
 * a weight that is not > 0 or outside 1e-20 … 1e20, a text of more than 200 bytes, a blank cell where the column
 * that tells the person is reject the row, with file, line and column but without any cell. Errors: KK_ERR_INPUT for
 * a file that cannot be read or of which most rows are rejected, for a person in several rows, for an outcome that
 * is binary but for a tenth of its values when its kind is not told, and for a predictor of which nobody is in any
 * window; KK_ERR_PROJECT for a column that is not there (with the nearest name) or that several may be, and for a
 * file that is there twice. A group without any person in it is warned of. Cost: O(bytes); memory 8 bytes for each
 * person and outcome, plus about 100 a person.
 */
kk_status kk_cohort_read(const kk_config *config, const kk_areas *areas, kk_locus_finder *find, const void *finder,
                         int threads, kk_arena *arena, kk_rejects *rejects, kk_cohort *out, kk_error *err) KK_MUST_USE;

/* Puts the persons in the order of their content. Cost: O(n log n). */
kk_status kk_cohort_order(kk_cohort *cohort, int threads, kk_error *err) KK_MUST_USE;

void kk_cohort_clear(kk_cohort *cohort); /* wipes persons; the frame (arena) and the counts stay */

static inline size_t kk_cohort_blocks(const kk_cohort *cohort)
{
    return (cohort->frame.outcome_count + KK_LANES - 1) / KK_LANES;
}

static inline const double *kk_cohort_block(const kk_cohort *cohort, size_t block)
{
    return cohort->outcome + block * cohort->person_count * KK_LANES;
}

#endif
