/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/expected.h"

#include <math.h>

typedef struct columns {
    kk_derived expected, gap;
} columns;

static void refuse(const columns *to, uint32_t area, kk_figure_status status)
{
    kk_derived_refuse(&to->expected, area, status);
    kk_derived_refuse(&to->gap, area, status);
}

/* Whoever takes part. */
static kk_status refuse_all(const kk_expectation *of, const columns *to, kk_figure_status status, const char *term,
                            const char *why, kk_error *err)
{
    for (size_t k = 0; k < of->fit.count; k++) refuse(to, of->sample->area[of->member[k]], status);
    return kk_expectation_add_refusal(of, term, why, err);
}

/* ---- who takes part ---- */

/* At first all of the sample. */
static kk_status read_determinants(kk_expectation *of, kk_error *err)
{
    kk_arena *arena = of->work->arena;
    of->source = kk_arena_alloc(arena, of->terms, sizeof *of->source);
    of->determinant = kk_arena_alloc(arena, of->terms, sizeof *of->determinant);
    of->member = kk_arena_alloc(arena, of->sample->count, sizeof *of->member);
    if (of->source == NULL || of->determinant == NULL || of->member == NULL) return kk_fail_memory(err);
    while (of->fit.count < of->sample->count) {
        of->member[of->fit.count] = (uint32_t)of->fit.count;
        of->fit.count++;
    }
    for (size_t term = 0; term < of->terms; term++) {
        uint32_t indicator = of->sample->choice->expected.on[term];
        of->determinant[term] = kk_sample_other(of->work, of->sample, indicator, &of->source[term]);
        if (of->determinant[term] == NULL && of->source[term] != NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

/* The determinant that the level has no figures of; `terms` when there is none. */
static size_t find_absent(const kk_expectation *of)
{
    size_t term = 0;
    while (term < of->terms && of->source[term] != NULL) term++;
    return term;
}

/* Of all determinants of an area together. */
static kk_figure_status status_of(const kk_expectation *of, size_t i)
{
    kk_figure_status status = KK_FIGURE_OK;
    for (size_t term = 0; term < of->terms; term++) {
        uint8_t own = of->source[term]->status[of->sample->area[i]];
        bool lost = kk_figure_has_value((kk_figure_status)own) && !isfinite(of->determinant[term][i]);
        status = kk_figure_status_combine(status, lost ? KK_FIGURE_UNKNOWN : (kk_figure_status)own);
    }
    return status;
}

static size_t choose_members(const kk_expectation *of, const columns *to)
{
    size_t count = 0;
    for (uint32_t i = 0; i < of->sample->count; i++) {
        kk_figure_status status = status_of(of, i);
        if (kk_figure_has_value(status))
            of->member[count++] = i;
        else
            refuse(to, of->sample->area[i], status);
    }
    return count;
}

/* ---- the fit ---- */

static const double *pick(const kk_expectation *of, const double *figures, size_t count)
{
    double *picked = kk_arena_alloc(of->work->arena, count, sizeof *picked);
    for (size_t k = 0; k < count && picked != NULL; k++) picked[k] = figures[of->member[k]];
    return picked;
}

static kk_status fit(kk_expectation *of, size_t count, kk_error *err)
{
    kk_arena *arena = of->work->arena;
    const double **determinant = kk_arena_alloc(arena, of->terms, sizeof *determinant);
    if (determinant == NULL) return kk_fail_memory(err);
    const kk_regression_data data = {
        .count = count,
        .terms = of->terms,
        .events = pick(of, of->sample->events, count),
        .exposure = pick(of, of->sample->exposure, count),
        .determinant = determinant,
    };
    if (data.events == NULL || data.exposure == NULL) return kk_fail_memory(err);
    for (size_t term = 0; term < of->terms; term++) {
        determinant[term] = pick(of, of->determinant[term], count);
        if (determinant[term] == NULL) return kk_fail_memory(err);
    }
    return kk_regression_fit(&data, of->sample->choice->expected.family, arena, &of->fit, err);
}

static kk_estimate observed(const kk_sample *sample, size_t i)
{
    double events = sample->events[i], exposure = sample->exposure[i];
    if (sample->indicator->kind == KK_SHARE) {
        kk_interval share = kk_wilson(events, exposure);
        return (kk_estimate){events / exposure, share.lower, share.upper};
    }
    kk_interval count = kk_poisson_interval(events);
    return (kk_estimate){events / exposure, count.lower / exposure, count.upper / exposure};
}

static void set_areas(kk_expectation *of, const columns *to)
{
    for (size_t k = 0; k < of->fit.count; k++) {
        uint32_t i = of->member[k], area = of->sample->area[i];
        kk_estimate expected = kk_regression_rate(&of->fit, k);
        kk_estimate gap = kk_estimate_difference(observed(of->sample, i), expected);
        kk_derived_set(&to->expected, area, expected);
        kk_derived_set(&to->gap, area, gap);
        to->expected.numerator[area] = expected.value * of->sample->exposure[i];
        to->expected.denominator[area] = of->sample->exposure[i];
        if (gap.lower > 0 || gap.upper < 0) of->beyond++;
    }
}

static kk_status conclude(kk_expectation *of, const columns *to, kk_error *err)
{
    const kk_config *config = of->work->config;
    switch (of->fit.outcome) {
    case KK_REGRESSION_FITTED:
        set_areas(of, to);
        return kk_expectation_add_rows(of, err);
    case KK_REGRESSION_TOO_FEW:
        return refuse_all(of, to, KK_FIGURE_NOT_APPLICABLE, "", "too few areas have all characteristics", err);
    case KK_REGRESSION_NO_EVENTS:
        return refuse_all(of, to, KK_FIGURE_UNKNOWN, "", "nothing was counted anywhere", err);
    case KK_REGRESSION_ALIASED:
        return refuse_all(
            of, to, KK_FIGURE_UNKNOWN, config->indicators[of->sample->choice->expected.on[of->fit.aliased]].name,
            "this characteristic is the same everywhere, or follows from the ones before it: leave it out", err);
    case KK_REGRESSION_NOT_CONVERGED:
        break;
    }
    return refuse_all(of, to, KK_FIGURE_UNKNOWN, "",
                      "the characteristics part areas with a count from areas without one, so no rate fits", err);
}

kk_status kk_statistics_expect(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    kk_expectation of = {.work = work, .sample = sample, .terms = sample->choice->expected.on_count};
    columns to;
    kk_status status = kk_derived_add(work, sample, KK_STATISTIC_EXPECTED, &to.expected, err);
    if (status == KK_OK) status = kk_derived_add(work, sample, KK_STATISTIC_GAP, &to.gap, err);
    if (status == KK_OK) status = read_determinants(&of, err);
    if (status != KK_OK) return status;
    size_t absent = find_absent(&of);
    if (absent < of.terms)
        return refuse_all(&of, &to, KK_FIGURE_NOT_APPLICABLE,
                          work->config->indicators[sample->choice->expected.on[absent]].name,
                          "this characteristic has no figures at this level up to this period", err);
    status = fit(&of, choose_members(&of, &to), err);
    return status == KK_OK ? conclude(&of, &to, err) : status;
}
