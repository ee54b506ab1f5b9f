/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "kk/standardisation.h"
#include "statistics/standardise.h"

#include <math.h>

/* Observed cases per 100 expected. */
static const double warn_below = 95, low = 97, high = 103;

static const char hidden_strata[] = "these areas have a stratum that is not shown, here or in the standard: take wider "
                                    "ages";
static const char missing_strata[] = "these areas have no rate, as a stratum has no figures at this level";
static const char from_elsewhere[] = "all areas together differ this much from the chosen standard; records that are "
                                     "located in no such area are missing in it too";
static const char too_few[] =
    "the standard has more cases than these areas: of records that are located in no such area, "
    "or because low figures are withheld from it. All ratios are too low by as much";
static const char too_many[] =
    "these areas have more cases than the standard: areas with low figures are withheld. All "
    "ratios are too high by as much";

static kk_status add_row(kk_statistics_work *work, const kk_sample *sample, kk_statistic_row row, kk_error *err)
{
    row.within_code = row.within_name = row.term = "";
    row.p = NAN;
    return kk_statistics_add_row(work, sample, row, err);
}

static kk_status add_count(kk_statistics_work *work, const kk_sample *sample, const char *statistic, size_t count,
                           const char *note, kk_error *err)
{
    const kk_statistic_row row = {
        .statistic = statistic,
        .value = (double)count,
        .lower = NAN,
        .upper = NAN,
        .areas = sample->count,
        .note = count > 0 ? note : "",
    };
    return add_row(work, sample, row, err);
}

static const char *note_of(const kk_sample *sample, double percent)
{
    if (percent >= low && percent <= high) return "";
    if (sample->choice->standardised.chosen) return from_elsewhere;
    return percent < low ? too_few : too_many;
}

static void warn_of_missing(const kk_sample *sample, double percent)
{
    const kk_config_statistic *choice = sample->choice;
    if (choice->standardised.chosen || percent >= warn_below) return;
    kk_warn(
        "%s:%u: the ratios of '%s' in %s (%s) are together %.0f%% too low: so many of the cases that the standard "
        "expects are in none of these areas. See in run.json how many records were not located, and compare the ratios "
        "with %.0f instead of 100 (standardisation_observed_expected in statistics.csv)",
        choice->mark.file, choice->mark.line, sample->indicator->name, sample->column->period, sample->level->name,
        100 - percent, percent);
}

static kk_status add_observed_expected(kk_statistics_work *work, const kk_sample *sample,
                                       const kk_standardised_totals *totals, kk_error *err)
{
    kk_estimate ratio = kk_standardised_ratio(totals->observed, totals->expected);
    const kk_statistic_row row = {
        .statistic = "standardisation_observed_expected",
        .value = 100 * ratio.value,
        .lower = 100 * ratio.lower,
        .upper = 100 * ratio.upper,
        .areas = totals->ratios,
        .note = note_of(sample, 100 * ratio.value),
    };
    warn_of_missing(sample, 100 * ratio.value);
    return add_row(work, sample, row, err);
}

kk_status kk_standardise_add_totals(kk_statistics_work *work, const kk_sample *sample,
                                    const kk_standardised_totals *totals, kk_error *err)
{
    kk_status status = add_count(work, sample, "standardisation_hidden", totals->hidden, hidden_strata, err);
    if (status == KK_OK && totals->missing > 0)
        status = add_count(work, sample, "standardisation_missing", totals->missing, missing_strata, err);
    return status == KK_OK && totals->ratios > 0 ? add_observed_expected(work, sample, totals, err) : status;
}
