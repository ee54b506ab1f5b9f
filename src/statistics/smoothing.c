/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/smoothing.h"
#include "statistics/work.h"

#include <math.h>

enum { PRIOR_AREAS_MIN = 5 };

static const char borrowed[] = "fewer than 5 areas here, so the prior is that of all areas of the project";
static const char no_differences[] = "the areas differ no more than chance makes them, so each gets the mean";
static const char no_neighbours[] = "areas without neighbours keep their own rate";
static const char no_counts[] = "only a share or a rate can be smoothed";

typedef struct smoothing {
    kk_statistics_work *work;
    const kk_sample *sample;
    kk_rates rates;
    kk_rate_family family;
    kk_smoothed_rate *rate; /* [sample] */
} smoothing;

static kk_status add_row(const smoothing *of, kk_statistic_row row, kk_error *err)
{
    row.term = "";
    row.lower = row.upper = row.p = NAN;
    return kk_statistics_add_row(of->work, of->sample, row, err);
}

static kk_status add_prior(const smoothing *of, const kk_rate_prior *prior, kk_statistic_row row, kk_error *err)
{
    double per = of->sample->indicator->per;
    const struct {
        const char *statistic;
        double value;
    } rows[] = {
        {"smoothing_mean", prior->mean * per},
        {"smoothing_variance", prior->variance * per * per},
        {"smoothing_reliability", kk_rate_prior_reliability(prior)},
    };
    kk_status status = KK_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == KK_OK; i++) {
        row.statistic = rows[i].statistic;
        row.value = rows[i].value;
        status = add_row(of, row, err);
    }
    return status;
}

/* The variance of a handful of areas is mostly chance. */
static kk_status smooth_group(const smoothing *of, const kk_sample_groups *groups, size_t g, const kk_rate_prior *whole,
                              kk_error *err)
{
    const uint32_t *member = groups->member + groups->begin[g];
    size_t count = groups->begin[g + 1] - groups->begin[g];
    bool is_whole = count == of->sample->count, borrows = count < PRIOR_AREAS_MIN && !is_whole;
    kk_rate_prior prior = is_whole || borrows ? *whole : kk_rate_prior_fit(&of->rates, of->family, member, count);
    kk_rates_smooth(&of->rates, member, count, &prior, of->work->threads, of->rate);
    kk_statistic_row row = {
        .within_code = groups->code[g],
        .within_name = groups->name[g],
        .areas = count,
        .note = borrows               ? borrowed
                : prior.variance == 0 ? no_differences
                                      : "",
    };
    return add_prior(of, &prior, row, err);
}

static kk_status smooth_groups(const smoothing *of, kk_error *err)
{
    const kk_sample *sample = of->sample;
    kk_sample_groups all, groups;
    kk_status status = kk_sample_groups_make(of->work, sample, NULL, &all, err);
    if (status == KK_OK)
        status = kk_sample_groups_make(of->work, sample, sample->choice->smoothed.within, &groups, err);
    if (status != KK_OK) return status;
    kk_rate_prior whole = kk_rate_prior_fit(&of->rates, of->family, all.member, sample->count);
    for (size_t g = 0; g < groups.count && status == KK_OK; g++) status = smooth_group(of, &groups, g, &whole, err);
    return status;
}

static kk_status smooth_local(const smoothing *of, kk_error *err)
{
    kk_neighbours neighbours;
    kk_status status = kk_sample_neighbours(of->work, of->sample, &neighbours, err);
    if (status == KK_OK)
        status = kk_rates_smooth_local(&of->rates, of->family, &neighbours, of->work->threads, of->rate, err);
    if (status != KK_OK) return status;
    size_t islands = kk_neighbours_islands(&neighbours);
    kk_statistic_row row = {
        .within_code = "",
        .within_name = "",
        .statistic = "smoothing_islands",
        .value = (double)islands,
        .areas = of->sample->count,
        .note = islands > 0 ? no_neighbours : "",
    };
    return add_row(of, row, err);
}

static kk_status publish(const smoothing *of, kk_error *err)
{
    const kk_sample *sample = of->sample;
    kk_derived smoothed, above;
    kk_status status = kk_derived_add(of->work, sample, KK_STATISTIC_SMOOTHED, &smoothed, err);
    if (status == KK_OK) status = kk_derived_add(of->work, sample, KK_STATISTIC_ABOVE, &above, err);
    for (size_t i = 0; i < sample->count && status == KK_OK; i++) {
        const kk_smoothed_rate *rate = &of->rate[i];
        kk_derived_refuse(&smoothed, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        kk_derived_refuse(&above, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        kk_derived_set(&smoothed, sample->area[i], (kk_estimate){rate->value, rate->lower, rate->upper});
        kk_derived_set(&above, sample->area[i], (kk_estimate){rate->above, NAN, NAN});
    }
    return status;
}

kk_status kk_statistics_smooth(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    smoothing of = {.work = work, .sample = sample, .rates = {sample->events, sample->exposure}};
    if (sample->events == NULL) {
        kk_statistic_row row = {
            .within_code = "", .within_name = "", .statistic = "smoothing", .value = NAN, .note = no_counts};
        return add_row(&of, row, err);
    }
    if (sample->choice->smoothed.method == KK_SMOOTHING_BYM2) return kk_statistics_smooth_bym2(work, sample, err);
    of.family = kk_sample_family(sample);
    of.rate = kk_arena_alloc(work->arena, sample->count, sizeof *of.rate);
    if (of.rate == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < sample->count; i++) of.rate[i] = (kk_smoothed_rate){NAN, NAN, NAN, NAN};
    bool is_local = sample->choice->smoothed.method == KK_SMOOTHING_LOCAL;
    kk_status status = KK_OK;
    if (sample->count > 0) status = is_local ? smooth_local(&of, err) : smooth_groups(&of, err);
    return status == KK_OK ? publish(&of, err) : status;
}
