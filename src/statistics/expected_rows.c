/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/expected.h"

#include <math.h>

/* In front of every note: rows are read one by one. */
#define NOT_CAUSE "Association, not cause: "

static kk_status add_row(const kk_expectation *of, kk_statistic_row row, kk_error *err)
{
    if (row.note == NULL) return kk_fail_memory(err);
    row.within_code = row.within_name = "";
    row.areas = of->fit.count;
    return kk_statistics_add_row(of->work, of->sample, row, err);
}

static kk_statistic_row row_of(const char *statistic, const char *term, kk_estimate estimate, const char *note)
{
    return (kk_statistic_row){.statistic = statistic,
                              .term = term,
                              .value = estimate.value,
                              .lower = estimate.lower,
                              .upper = estimate.upper,
                              .p = NAN,
                              .note = note};
}

static kk_statistic_row number(const char *statistic, const char *term, double value, const char *note)
{
    return row_of(statistic, term, (kk_estimate){value, NAN, NAN}, note);
}

static kk_status add_ratio(const kk_expectation *of, size_t term, const char *statistic, double steps, const char *note,
                           kk_error *err)
{
    kk_statistic_row row =
        row_of(statistic, of->source[term]->indicator->name, kk_regression_ratio(&of->fit, term, steps), note);
    row.p = kk_regression_p(&of->fit, term);
    return add_row(of, row, err);
}

/* The ratio for one standard deviation more, for one unit more as published, and the inflation. */
static kk_status add_term(const kk_expectation *of, size_t term, kk_error *err)
{
    const kk_released_column *source = of->source[term];
    const char *name = source->indicator->name, *period = source->period;
    double sd = of->fit.sd[term] * source->indicator->per;
    kk_arena *arena = of->work->arena;
    const char *by_sd = kk_arena_format(
        arena, NOT_CAUSE "the rate is so many times as high where %s (%s) is one standard deviation (%.4g) higher.",
        name, period, sd);
    const char *by_unit =
        kk_arena_format(arena, NOT_CAUSE "the rate is so many times as high where %s (%s) is 1 higher.", name, period);
    kk_status status = add_ratio(of, term, "coefficient", 1, by_sd, err);
    if (status == KK_OK) status = add_ratio(of, term, "coefficient_per_unit", 1 / sd, by_unit, err);
    if (status != KK_OK) return status;
    return add_row(of,
                   number("vif", name, of->fit.vif[term],
                          NOT_CAUSE
                          "so many times larger is the variance of the coefficient because characteristics go "
                          "together; above 5 they can hardly be told apart."),
                   err);
}

static kk_status add_mean_rate(const kk_expectation *of, kk_error *err)
{
    kk_estimate rate = kk_regression_mean_rate(&of->fit);
    double per = of->sample->indicator->per;
    rate = (kk_estimate){rate.value * per, rate.lower * per, rate.upper * per};
    return add_row(of,
                   row_of("expected_at_mean", "", rate,
                          NOT_CAUSE "what is expected of an area in which every characteristic has its mean."),
                   err);
}

/* On the scale of the logarithm, so that it stays above 0. */
static kk_status add_theta(const kk_expectation *of, kk_error *err)
{
    double theta = of->fit.theta, factor = exp(1.959963984540054 * of->fit.theta_error / theta);
    if (isinf(theta))
        return add_row(of,
                       number("theta", "", NAN,
                              NOT_CAUSE
                              "areas differ from the expected rate no more than chance makes them (Poisson)."),
                       err);
    return add_row(of,
                   row_of("theta", "", (kk_estimate){theta, theta / factor, theta * factor},
                          NOT_CAUSE "the smaller, the more rates differ that the characteristics do not explain."),
                   err);
}

static kk_status add_largest_leverage(const kk_expectation *of, kk_error *err)
{
    size_t largest = 0;
    for (size_t k = 1; k < of->fit.count; k++)
        if (of->fit.leverage[k] > of->fit.leverage[largest]) largest = k;
    const char *code = of->sample->level->code[of->sample->area[of->member[largest]]];
    return add_row(of,
                   number("leverage", code, of->fit.leverage[largest],
                          NOT_CAUSE "this area's own count weighs most in what is expected of it; at 1 it decides."),
                   err);
}

static kk_status add_fit(const kk_expectation *of, kk_error *err)
{
    const kk_regression *fit = &of->fit;
    const kk_statistic_row rows[] = {
        number("dispersion", "", fit->dispersion,
               NOT_CAUSE "1 where areas lie no further from what is expected than chance brings them, 4 where twice "
                         "as far: other things than these characteristics matter too."),
        number("deviance_explained", "", fit->explained,
               NOT_CAUSE "share of the differences between areas that goes together with the characteristics."),
        number("gaps_beyond_zero", "", (double)of->beyond,
               NOT_CAUSE "areas whose gap has an interval without 0; by chance alone fewer than one in twenty has."),
        number("iterations", "", fit->iterations, NOT_CAUSE "the fit converged in so many steps."),
        number("aic", "", fit->aic, NOT_CAUSE "lower is better, among fits of the same areas."),
    };
    size_t count = sizeof rows / sizeof *rows - (isnan(fit->aic) ? 1 : 0);
    kk_status status = KK_OK;
    for (size_t k = 0; k < count && status == KK_OK; k++) status = add_row(of, rows[k], err);
    return status;
}

kk_status kk_expectation_add_rows(const kk_expectation *of, kk_error *err)
{
    kk_status status = add_mean_rate(of, err);
    for (size_t term = 0; term < of->terms && status == KK_OK; term++) status = add_term(of, term, err);
    if (status == KK_OK) status = add_fit(of, err);
    if (status == KK_OK) status = add_largest_leverage(of, err);
    bool has_theta = of->sample->choice->expected.family == KK_NEGATIVE_BINOMIAL;
    return status == KK_OK && has_theta ? add_theta(of, err) : status;
}

kk_status kk_expectation_add_refusal(const kk_expectation *of, const char *term, const char *why, kk_error *err)
{
    char *note = kk_arena_format(of->work->arena, "Nothing can be expected: %s.", why);
    return add_row(of, number("expected", term, NAN, note), err);
}
