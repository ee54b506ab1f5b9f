/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/loglinear.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

enum { ITERATIONS_MAX = 40, HALVINGS_MAX = 40 };

static const double settled = 1e-10;

double kk_loglinear_weight(const kk_loglinear *fit, size_t area)
{
    return fit->mean[area] / (1 + fit->mean[area] / fit->theta);
}

static double unit_deviance(double events, double mean, double theta)
{
    double surplus = events - mean, own = events > 0 ? events * log(events / mean) : 0;
    return 2 * (own - (isinf(theta) ? surplus : (events + theta) * log1p(surplus / (mean + theta))));
}

static double predict(const kk_design *design, size_t area, const double *beta)
{
    double sum = 0;
    for (size_t j = 0; j < design->columns; j++) sum += design->x[area * design->columns + j] * beta[j];
    return sum;
}

static void update_means(kk_loglinear *fit, const kk_design *design)
{
    fit->deviance = 0;
    for (size_t i = 0; i < design->count; i++) {
        fit->mean[i] = fmax(design->exposure[i] * exp(predict(design, i, fit->beta)), DBL_MIN);
        fit->deviance += unit_deviance(design->events[i], fit->mean[i], fit->theta);
    }
}

/* QR of the rows of X times `root`. */
static void factorise(kk_loglinear *fit, const kk_design *design)
{
    size_t columns = design->columns;
    for (size_t i = 0; i < design->count; i++)
        for (size_t j = 0; j < columns; j++) fit->qr[i * columns + j] = fit->root[i] * design->x[i * columns + j];
    gsl_matrix_view qr = gsl_matrix_view_array(fit->qr, design->count, columns);
    gsl_vector_view tau = gsl_vector_view_array(fit->tau, columns);
    gsl_linalg_QR_decomp(&qr.matrix, &tau.vector);
}

/* Newton's, by least squares. The likelihood is concave in β, of the negative binomial too. */
static void find_step(kk_loglinear *fit, const kk_design *design)
{
    size_t columns = design->columns;
    for (size_t i = 0; i < design->count; i++) {
        double events = design->events[i], mean = fit->mean[i], weight = kk_loglinear_weight(fit, i);
        double curvature = weight * (1 + events / fit->theta) / (1 + mean / fit->theta);
        fit->root[i] = sqrt(curvature);
        fit->pull[i] = weight * (events / mean - 1) / fit->root[i];
    }
    factorise(fit, design);
    gsl_matrix_const_view qr = gsl_matrix_const_view_array(fit->qr, design->count, columns);
    gsl_matrix_const_view top = gsl_matrix_const_view_array(fit->qr, columns, columns);
    gsl_vector_const_view tau = gsl_vector_const_view_array(fit->tau, columns);
    gsl_vector_view pull = gsl_vector_view_array(fit->pull, design->count);
    gsl_vector_view step = gsl_vector_view_array(fit->step, columns);
    gsl_linalg_QR_QTvec(&qr.matrix, &tau.vector, &pull.vector);
    memcpy(fit->step, fit->pull, columns * sizeof *fit->step);
    gsl_blas_dtrsv(CblasUpper, CblasNoTrans, CblasNonUnit, &top.matrix, &step.vector);
}

/* Half of it where the deviance would rise, and so on. */
static void take_step(kk_loglinear *fit, const kk_design *design)
{
    double limit = fit->deviance + 1e-10 * (1 + fabs(fit->deviance)), part = 1;
    memcpy(fit->trial, fit->beta, design->columns * sizeof *fit->beta);
    for (int halving = 0; halving < HALVINGS_MAX; halving++, part /= 2) {
        for (size_t j = 0; j < design->columns; j++) fit->beta[j] = fit->trial[j] + part * fit->step[j];
        update_means(fit, design);
        if (fit->deviance <= limit) return;
    }
}

static double largest_move(const kk_loglinear *fit, const kk_design *design)
{
    double largest = 0;
    for (size_t i = 0; i < design->count; i++) largest = fmax(largest, fabs(predict(design, i, fit->step)));
    return largest;
}

void kk_loglinear_fit(kk_loglinear *fit, const kk_design *design)
{
    fit->converged = false;
    update_means(fit, design);
    for (int iteration = 0; iteration < ITERATIONS_MAX && !fit->converged; iteration++) {
        find_step(fit, design);
        take_step(fit, design);
        fit->converged = largest_move(fit, design) < settled;
        fit->iterations++;
    }
    for (size_t i = 0; i < design->count; i++) fit->root[i] = sqrt(kk_loglinear_weight(fit, i));
    factorise(fit, design);
}

bool kk_loglinear_init(kk_loglinear *fit, const kk_design *design, kk_arena *arena)
{
    size_t count = design->count, columns = design->columns;
    *fit = (kk_loglinear){
        .theta = INFINITY,
        .beta = kk_arena_alloc(arena, columns, sizeof(double)),
        .mean = kk_arena_alloc(arena, count, sizeof(double)),
        .root = kk_arena_alloc(arena, count, sizeof(double)),
        .qr = kk_arena_alloc(arena, count, columns * sizeof(double)),
        .tau = kk_arena_alloc(arena, columns, sizeof(double)),
        .pull = kk_arena_alloc(arena, count, sizeof(double)),
        .step = kk_arena_alloc(arena, columns, sizeof(double)),
        .trial = kk_arena_alloc(arena, columns, sizeof(double)),
    };
    if (fit->beta == NULL || fit->mean == NULL || fit->root == NULL || fit->qr == NULL || fit->tau == NULL ||
        fit->pull == NULL || fit->step == NULL || fit->trial == NULL)
        return false;
    double events = 0, exposure = 0;
    for (size_t i = 0; i < count; i++) {
        events += design->events[i];
        exposure += design->exposure[i];
    }
    fit->beta[0] = log(events / exposure);
    return true;
}
