/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/cohort.h"
#include "ingest/cohort_dimensions.h"
#include "ingest/cohort_file.h"
#include "ingest/cohort_regions.h"
#include "ingest/wiped.h"

#include <sys/stat.h>

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Persons who count twice would seem enough of them to be shown. */
static kk_status refuse_twice(const kk_config_estimates *config, kk_error *err)
{
    for (size_t f = 1; f < config->cohort_count; f++) {
        const kk_config_csv *csv = &config->cohort[f];
        for (size_t g = 0; g < f; g++)
            if (is_same_file(csv->file.path, config->cohort[g].file.path))
                return kk_fail_at(err, KK_ERR_PROJECT, csv->mark,
                                  "%s is the same file as the one on line %u: its persons would count twice",
                                  csv->file.given, config->cohort[g].mark.line);
    }
    return KK_OK;
}

static kk_status read_files(const kk_config_estimates *config, kk_cohort_source *source, kk_cohort_pile *pile,
                            kk_cohort *out, kk_error *err)
{
    kk_status status = refuse_twice(config, err);
    for (size_t f = 0; f < config->cohort_count && status == KK_OK; f++) {
        source->csv = &config->cohort[f];
        pile->file = f;
        status = kk_cohort_file_read(source, pile, out, err);
    }
    if (status == KK_OK) status = kk_cohort_persons_check(&pile->persons, config, err);
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
    if (status == KK_OK) status = kk_cohort_outcomes_frame(&columns, pile.tally, arena, &out->frame, err);
    if (status == KK_OK) status = kk_cohort_dimensions_make(&pile, arena, out, err);
    if (status == KK_OK) status = kk_cohort_regions_make(&pile, config, areas, arena, out, err);
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
