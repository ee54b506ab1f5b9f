/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/cohort.h"
#include "ingest/cohort_dimensions.h"
#include "ingest/cohort_file.h"
#include "ingest/cohort_regions.h"
#include "ingest/wiped.h"

/* Bit k of a set of lanes: the outcome has a value that is neither 0 nor 1, or any value at all. */
typedef struct lane_values {
    unsigned other, any;
} lane_values;

static lane_values look_at_block(const double *value, size_t persons, int threads)
{
    unsigned other = 0, any = 0;
#pragma omp parallel for num_threads(threads) reduction(| : other, any)
    for (size_t i = 0; i < persons; i++) {
        const double *y = value + i * KK_LANES;
        for (unsigned lane = 0; lane < KK_LANES; lane++) {
            unsigned given = y[lane] == y[lane], plain = y[lane] == 0 || y[lane] == 1;
            any |= given << lane;
            other |= (given & !plain) << lane;
        }
    }
    return (lane_values){other, any};
}

static kk_status frame_outcomes(const kk_config_estimates *config, int threads, kk_arena *arena, kk_cohort *cohort,
                                kk_error *err)
{
    kk_estimate_frame *frame = &cohort->frame;
    lane_values seen = {0};
    frame->outcome = kk_arena_alloc(arena, config->outcome_count, sizeof *frame->outcome);
    if (frame->outcome == NULL) return kk_fail_memory(err);
    frame->outcome_count = config->outcome_count;
    for (size_t k = 0; k < frame->outcome_count; k++) {
        const kk_config_outcome *outcome = &config->outcome[k];
        unsigned lane = (unsigned)(k % KK_LANES);
        if (lane == 0) seen = look_at_block(kk_cohort_block(cohort, k / KK_LANES), cohort->person_count, threads);
        bool found = (seen.any >> lane & 1) != 0 && (seen.other >> lane & 1) == 0;
        frame->outcome[k].name = outcome->name;
        frame->outcome[k].is_binary = outcome->kind == KK_OUTCOME_FOUND ? found : outcome->kind == KK_OUTCOME_BINARY;
    }
    return KK_OK;
}

static kk_status read_files(const kk_config_estimates *config, kk_cohort_source *source, kk_cohort_pile *pile,
                            kk_cohort *out, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t f = 0; f < config->cohort_count && status == KK_OK; f++) {
        source->csv = &config->cohort[f];
        status = kk_cohort_file_read(source, pile, out, err);
    }
    return status == KK_OK ? kk_cohort_pile_lay_out(pile, out, err) : status;
}

kk_status kk_cohort_read(const kk_config *config, const kk_areas *areas, kk_locus_finder *find, const void *finder,
                         int threads, kk_arena *arena, kk_rejects *rejects, kk_cohort *out, kk_error *err)
{
    const kk_config_estimates *estimates = &config->estimates;
    kk_cohort_source source = {.find = find, .finder = finder, .threads = threads, .rejects = rejects};
    kk_cohort_columns columns;
    kk_cohort_pile pile = {0};
    *out = (kk_cohort){.frame.grew_up_age = estimates->grew_up_age};
    kk_status status = kk_cohort_columns_list(estimates, arena, &columns, err);
    if (status == KK_OK) status = kk_cohort_pile_init(&pile, &columns, err);
    if (status == KK_OK) status = read_files(estimates, &source, &pile, out, err);
    if (status == KK_OK) status = frame_outcomes(estimates, threads, arena, out, err);
    if (status == KK_OK) status = kk_cohort_dimensions_make(&pile, arena, out, err);
    if (status == KK_OK) status = kk_cohort_regions_make(&pile, areas, arena, out, err);
    kk_cohort_pile_clear(&pile);
    if (status == KK_OK) status = kk_cohort_order(out, threads, err);
    if (status != KK_OK) kk_cohort_clear(out);
    return status;
}

void kk_cohort_clear(kk_cohort *cohort)
{
    for (size_t d = 0; d < KK_DIMENSIONS_MAX; d++) kk_wiped_free(cohort->class_of[d]);
    for (size_t t = 0; t < KK_REGION_TYPES_MAX; t++) kk_wiped_free(cohort->region[t]);
    kk_wiped_free(cohort->predictor);
    kk_wiped_free(cohort->weight);
    kk_wiped_free(cohort->outcome);
    *cohort = (kk_cohort){
        .frame = cohort->frame,
        .counts = cohort->counts,
        .other_age = cohort->other_age,
        .located = cohort->located,
        .not_located = cohort->not_located,
    };
}
