/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/regression.h"
#include "inference/loglinear.h"
#include "inference/robust_errors.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_linalg.h>

/* What is left of a column next to the ones before it, below which nothing is: as R's lm. */
static const double negligible = 1e-7;

/* ---- the design ---- */

static bool design_init(kk_design *design, const kk_regression_data *data, size_t terms, kk_arena *arena)
{
    *design = (kk_design){
        .count = data->count,
        .columns = terms + 1,
        .x = kk_arena_alloc(arena, data->count, (terms + 1) * sizeof(double)),
        .events = data->events,
        .exposure = data->exposure,
    };
    for (size_t i = 0; i < design->count && design->x != NULL; i++) design->x[i * design->columns] = 1;
    return design->x != NULL;
}

/* Returns the standard deviation; 0 for a determinant that is the same everywhere, but for rounding. */
static double standardise(kk_design *design, size_t term, const double *determinant)
{
    double count = (double)design->count, mean = 0, squares = 0, size = 0;
    for (size_t i = 0; i < design->count; i++) mean += determinant[i] / count;
    for (size_t i = 0; i < design->count; i++) {
        squares += (determinant[i] - mean) * (determinant[i] - mean);
        size = fmax(size, fabs(determinant[i]));
    }
    double sd = sqrt(squares / (count - 1));
    if (!(sd > negligible * size)) return 0;
    for (size_t i = 0; i < design->count; i++) design->x[i * design->columns + term + 1] = (determinant[i] - mean) / sd;
    return sd;
}

/* The first column of which QR leaves nothing; `columns` when there is none. Columns are of length √(count − 1). */
static size_t find_aliased(const kk_design *design, kk_loglinear *scratch)
{
    memcpy(scratch->qr, design->x, design->count * design->columns * sizeof *design->x);
    gsl_matrix_view qr = gsl_matrix_view_array(scratch->qr, design->count, design->columns);
    gsl_vector_view tau = gsl_vector_view_array(scratch->tau, design->columns);
    gsl_linalg_QR_decomp(&qr.matrix, &tau.vector);
    size_t column = 0;
    while (column < design->columns &&
           fabs(gsl_matrix_get(&qr.matrix, column, column)) > negligible * sqrt((double)design->count - 1))
        column++;
    return column;
}

/* ---- the fit ---- */

static bool room_for(kk_regression *out, kk_arena *arena)
{
    size_t columns = out->terms + 1;
    out->coefficient = kk_arena_alloc(arena, columns, sizeof(double));
    out->covariance = kk_arena_alloc(arena, columns, columns * sizeof(double));
    out->sd = kk_arena_alloc(arena, out->terms, sizeof(double));
    out->vif = kk_arena_alloc(arena, out->terms, sizeof(double));
    out->rate = kk_arena_alloc(arena, out->count, sizeof(double));
    out->log_error = kk_arena_alloc(arena, out->count, sizeof(double));
    out->leverage = kk_arena_alloc(arena, out->count, sizeof(double));
    return out->coefficient != NULL && out->covariance != NULL && out->sd != NULL && out->vif != NULL &&
           out->rate != NULL && out->log_error != NULL && out->leverage != NULL;
}

static bool has_events(const kk_regression_data *data)
{
    for (size_t i = 0; i < data->count; i++)
        if (data->events[i] > 0) return true;
    return false;
}

/* The first term that is the same everywhere or follows from those before it; `terms` when there is none. */
static size_t standardise_all(const kk_regression_data *data, kk_design *design, kk_loglinear *scratch, double *sd)
{
    for (size_t term = 0; term < data->terms; term++) {
        sd[term] = standardise(design, term, data->determinant[term]);
        if (sd[term] == 0) return term;
    }
    return find_aliased(design, scratch) - 1;
}

static void fill_fit(const kk_loglinear *fit, const kk_design *design, kk_regression_family family, kk_regression *out)
{
    double squares = 0;
    for (size_t i = 0; i < design->count; i++) {
        double pull = design->events[i] / fit->mean[i] - 1;
        out->rate[i] = fit->mean[i] / design->exposure[i];
        squares += kk_loglinear_weight(fit, i) * (pull * pull);
    }
    memcpy(out->coefficient, fit->beta, design->columns * sizeof *fit->beta);
    out->dispersion = squares / (double)(design->count - design->columns);
    out->theta = fit->theta;
    out->theta_error = isinf(fit->theta) ? NAN : kk_loglinear_theta_error(fit, design);
    out->aic = family == KK_NEGATIVE_BINOMIAL
                   ? 2 * ((double)design->columns + 1 - kk_loglinear_log_likelihood(fit, design))
                   : NAN;
    out->iterations = fit->iterations;
}

static bool fill_explained(const kk_regression_data *data, const kk_loglinear *fit, kk_arena *arena, kk_regression *out)
{
    kk_design without;
    kk_loglinear flat;
    if (!design_init(&without, data, 0, arena) || !kk_loglinear_init(&flat, &without, arena)) return false;
    flat.theta = fit->theta;
    kk_loglinear_fit(&flat, &without);
    out->explained = flat.deviance > negligible ? 1 - fit->deviance / flat.deviance : NAN;
    return true;
}

static kk_status fit_into(const kk_regression_data *data, kk_regression_family family, kk_arena *scratch,
                          kk_arena *arena, kk_regression *out, kk_error *err)
{
    kk_design design;
    kk_loglinear fit;
    if (!room_for(out, arena) || !design_init(&design, data, data->terms, scratch) ||
        !kk_loglinear_init(&fit, &design, scratch))
        return kk_fail_memory(err);
    out->aliased = standardise_all(data, &design, &fit, out->sd);
    out->outcome = KK_REGRESSION_ALIASED;
    if (out->aliased < data->terms) return KK_OK;
    family == KK_NEGATIVE_BINOMIAL ? kk_loglinear_fit_theta(&fit, &design) : kk_loglinear_fit(&fit, &design);
    out->outcome = fit.converged ? KK_REGRESSION_FITTED : KK_REGRESSION_NOT_CONVERGED;
    if (!fit.converged) return KK_OK;
    fill_fit(&fit, &design, family, out);
    if (!fill_explained(data, &fit, scratch, out)) return kk_fail_memory(err);
    return kk_robust_errors(&fit, &design, out, err);
}

kk_status kk_regression_fit(const kk_regression_data *data, kk_regression_family family, kk_arena *arena,
                            kk_regression *out, kk_error *err)
{
    *out = (kk_regression){.count = data->count, .terms = data->terms, .aliased = data->terms};
    if (data->count < data->terms + 1 + KK_REGRESSION_FREE)
        out->outcome = KK_REGRESSION_TOO_FEW;
    else if (!has_events(data))
        out->outcome = KK_REGRESSION_NO_EVENTS;
    if (out->outcome != KK_REGRESSION_FITTED) return KK_OK;
    kk_arena scratch;
    kk_arena_init(&scratch);
    kk_status status = fit_into(data, family, &scratch, arena, out, err);
    kk_arena_clear(&scratch);
    return status;
}
