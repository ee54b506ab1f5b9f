/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moran.h"
#include "kk/random.h"
#include "statistics/pattern.h"

#include <math.h>

/* One figure of the whole map is told well enough by so many. */
enum { PERMUTATIONS_MAX = 999 };

/* How the figure is made. */
typedef struct convention {
    const char *term;
    kk_weighting weighting;
    kk_moran_count count;
    const char *note;
} convention;

static const convention conventions[] = {
    {"", KK_WEIGHTS_ROW, KK_MORAN_OF_ALL, "row-standardised weights; n counts all areas with a figure"},
    {"with_neighbours", KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED,
     "row-standardised weights; n counts the areas that have neighbours, mean and sum of squares all (as spdep does)"},
    {"binary", KK_WEIGHTS_BINARY, KK_MORAN_OF_ALL, "binary weights; n counts all areas with a figure"},
};

kk_statistic_row kk_pattern_row(const char *statistic, const char *term, double value, size_t areas)
{
    return (kk_statistic_row){
        .within_code = "",
        .within_name = "",
        .statistic = statistic,
        .term = term,
        .value = value,
        .lower = NAN,
        .upper = NAN,
        .p = NAN,
        .areas = areas,
        .note = "",
    };
}

/* The moments of one convention, with two-sided p-values. */
static kk_status add_moments(kk_statistics_work *work, const kk_sample *sample, const convention *by,
                             const kk_moran *moran, kk_error *err)
{
    if (isnan(moran->value)) return KK_OK;
    const struct {
        const char *statistic;
        double value, p;
    } figures[] = {
        {"moran_expected", moran->expected, NAN},
        {"moran_variance", moran->randomised_variance, NAN},
        {"moran_z", moran->randomised_z, kk_significance_of_z(moran->randomised_z).two_sided},
        {"moran_variance_normal", moran->normal_variance, NAN},
        {"moran_z_normal", moran->normal_z, kk_significance_of_z(moran->normal_z).two_sided},
    };
    kk_status status = KK_OK;
    for (size_t f = 0; f < sizeof figures / sizeof *figures && status == KK_OK; f++) {
        kk_statistic_row row = kk_pattern_row(figures[f].statistic, by->term, figures[f].value, moran->n);
        row.p = figures[f].p;
        row.note = by->note;
        status = kk_statistics_add_row(work, sample, row, err);
    }
    return status;
}

/* The figure itself, with its p by permutation. */
static kk_status add_permuted(kk_statistics_work *work, const kk_sample *sample, const kk_neighbours *neighbours,
                              const double *value, kk_statistic_row row, kk_error *err)
{
    unsigned chosen = sample->choice->pattern.permutations;
    const kk_permutations permutations = {
        .count = chosen < PERMUTATIONS_MAX ? chosen : PERMUTATIONS_MAX,
        .seed = kk_random_seed(sample->seed, "moran"),
        .threads = work->threads,
    };
    kk_significance by;
    kk_status status = kk_moran_permute(value, neighbours, conventions[0].weighting, &permutations, &by, err);
    if (status != KK_OK) return status;
    row.p = by.two_sided;
    row.note = isnan(row.value)
                   ? "undefined: all figures are the same, or no area has a neighbour with a figure"
                   : kk_arena_format(work->arena, "%s; %u permutations, two-sided p (one-sided, greater: %.4g)",
                                     row.note, permutations.count, by.greater);
    return row.note == NULL ? kk_fail_memory(err) : kk_statistics_add_row(work, sample, row, err);
}

/* The first is permuted: n is of no matter to that, and weights of little. */
static kk_status add_convention(kk_statistics_work *work, const kk_sample *sample, const kk_neighbours *neighbours,
                                const convention *by, kk_error *err)
{
    kk_moran moran;
    kk_status status = kk_moran_make(sample->value, neighbours, by->weighting, by->count, &moran, err);
    if (status != KK_OK) return status;
    kk_statistic_row row = kk_pattern_row("moran", by->term, moran.value, moran.n);
    row.note = by->note;
    status = by == conventions ? add_permuted(work, sample, neighbours, sample->value, row, err)
                               : kk_statistics_add_row(work, sample, row, err);
    return status == KK_OK ? add_moments(work, sample, by, &moran, err) : status;
}

static kk_status add_standardised(kk_statistics_work *work, const kk_sample *sample, const kk_neighbours *neighbours,
                                  const double *standardised, kk_error *err)
{
    kk_moran moran;
    const convention *by = conventions;
    kk_status status = kk_moran_make(standardised, neighbours, by->weighting, by->count, &moran, err);
    if (status != KK_OK) return status;
    kk_statistic_row row = kk_pattern_row("moran_eb", by->term, moran.value, moran.n);
    row.note = "of rates standardised for chance (Assuncao and Reis 1999)";
    return add_permuted(work, sample, neighbours, standardised, row, err);
}

kk_status kk_pattern_global(kk_statistics_work *work, const kk_sample *sample, const kk_neighbours *neighbours,
                            const double *standardised, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t c = 0; c < sizeof conventions / sizeof *conventions && status == KK_OK; c++)
        status = add_convention(work, sample, neighbours, &conventions[c], err);
    if (status != KK_OK || standardised == NULL) return status;
    return add_standardised(work, sample, neighbours, standardised, err);
}
