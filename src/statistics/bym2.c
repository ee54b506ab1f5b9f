/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/bym2.h"
#include "statistics/work.h"

#include <math.h>

static const char not_fitted[] = "no model: fewer than two areas, no event or nothing but events, or no mode found";

static kk_status publish(kk_statistics_work *work, const kk_sample *sample, const kk_smoothed_rate *rate, kk_error *err)
{
    kk_derived smoothed, above;
    kk_status status = kk_derived_add(work, sample, KK_STATISTIC_SMOOTHED, &smoothed, err);
    if (status == KK_OK) status = kk_derived_add(work, sample, KK_STATISTIC_ABOVE, &above, err);
    for (size_t i = 0; i < sample->count && status == KK_OK; i++) {
        kk_derived_refuse(&smoothed, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        kk_derived_refuse(&above, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        kk_derived_set(&smoothed, sample->area[i], (kk_estimate){rate[i].value, rate[i].lower, rate[i].upper});
        kk_derived_set(&above, sample->area[i], (kk_estimate){rate[i].above, NAN, NAN});
    }
    return status;
}

/* What `_above` compares with. */
static double mean_of(const kk_sample *sample)
{
    double events = 0, exposure = 0;
    for (size_t i = 0; i < sample->count; i++) {
        events += sample->events[i];
        exposure += sample->exposure[i];
    }
    return sample->indicator->per * events / exposure;
}

static kk_status add_rows(kk_statistics_work *work, const kk_sample *sample, const kk_bym2 *fit, kk_error *err)
{
    const struct {
        const char *statistic;
        kk_estimate estimate;
        const char *note;
    } rows[] = {
        {"bym2_sigma", fit->sigma, "standard deviation between areas, of the logarithm (of a share the logit)"},
        {"bym2_phi", fit->phi, fit->components > 0 ? "share of it that neighbours have in common" : "no neighbours"},
        {"smoothing_mean", {mean_of(sample), NAN, NAN}, "the rate of all areas together, with which _above compares"},
        {"bym2_effective", {fit->effective, NAN, NAN}, "as many figures as the map tells of, chance taken off"},
        {"bym2_points", {fit->points, NAN, NAN}, "values of sigma and phi that were weighed"},
        {"bym2_steps", {fit->steps, NAN, NAN}, "of Newton at most, at one of these"},
        {"bym2_failed", {fit->failed, NAN, NAN}, "of these where Newton did not converge: left out"},
    };
    kk_status status = KK_OK;
    for (size_t r = 0; r < (fit->fitted ? sizeof rows / sizeof *rows : 1) && status == KK_OK; r++) {
        const kk_statistic_row row = {
            .within_code = "",
            .within_name = "",
            .statistic = rows[r].statistic,
            .term = "",
            .value = rows[r].estimate.value,
            .lower = rows[r].estimate.lower,
            .upper = rows[r].estimate.upper,
            .p = NAN,
            .areas = sample->count,
            .note = fit->fitted ? rows[r].note : not_fitted,
        };
        status = kk_statistics_add_row(work, sample, row, err);
    }
    return status;
}

kk_status kk_statistics_smooth_bym2(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    kk_smoothed_rate *rate = kk_arena_alloc(work->arena, sample->count, sizeof *rate);
    if (rate == NULL) return kk_fail_memory(err);
    kk_neighbours neighbours;
    kk_bym2 fit;
    kk_status status = kk_sample_neighbours(work, sample, &neighbours, err);
    if (status != KK_OK) return status;
    const kk_bym2_data data = {{sample->events, sample->exposure}, &neighbours, kk_sample_family(sample)};
    status = kk_bym2_fit(&data, work->threads, rate, &fit, err);
    if (status == KK_OK) status = publish(work, sample, rate, err);
    return status == KK_OK ? add_rows(work, sample, &fit, err) : status;
}
