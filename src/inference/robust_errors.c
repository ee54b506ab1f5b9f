/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/robust_errors.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_blas.h>

/* Leverage so near 1 leaves nothing of a residual to estimate a variance from. */
static const double all_its_own = 1 - 1e-10;

/* Row i becomes B x_i, B = (RᵀR)⁻¹. */
static void apply_bread(const kk_loglinear *fit, const kk_design *design, double *rows)
{
    size_t columns = design->columns;
    gsl_matrix_const_view r = gsl_matrix_const_view_array(fit->qr, columns, columns);
    for (size_t k = 0; k < design->count * columns; k++) rows[k] = design->x[k];
    gsl_matrix_view all = gsl_matrix_view_array(rows, design->count, columns);
    gsl_blas_dtrsm(CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, 1, &r.matrix, &all.matrix);
    gsl_blas_dtrsm(CblasRight, CblasUpper, CblasTrans, CblasNonUnit, 1, &r.matrix, &all.matrix);
}

static double dot(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t j = 0; j < count; j++) sum += a[j] * b[j];
    return sum;
}

static void add_outer(double *matrix, const double *row, size_t columns, double factor)
{
    for (size_t j = 0; j < columns; j++)
        for (size_t k = 0; k < columns; k++) matrix[j * columns + k] += factor * (row[j] * row[k]);
}

static void fill_covariance(const kk_loglinear *fit, const kk_design *design, const double *rows, kk_regression *out)
{
    size_t columns = design->columns;
    for (size_t i = 0; i < design->count; i++) {
        const double *row = &rows[i * columns];
        double weight = kk_loglinear_weight(fit, i), leverage = weight * dot(&design->x[i * columns], row, columns);
        double residual = weight * (design->events[i] / fit->mean[i] - 1) / (1 - leverage);
        out->leverage[i] = leverage;
        add_outer(out->covariance, row, columns, leverage < all_its_own ? residual * residual : NAN);
    }
}

static void fill_log_errors(const kk_design *design, kk_regression *out)
{
    size_t columns = design->columns;
    for (size_t i = 0; i < design->count; i++) {
        const double *x = &design->x[i * columns];
        double variance = 0;
        for (size_t j = 0; j < columns; j++) variance += x[j] * dot(x, &out->covariance[j * columns], columns);
        out->log_error[i] = sqrt(variance);
    }
}

/* B_jj = Σ w (B x)_j²: the variance of the coefficient, were the model's own variances true. */
static double inflation_of(const kk_loglinear *fit, const kk_design *design, const double *rows, size_t column)
{
    double weights = 0, centre = 0, spread = 0, variance = 0;
    for (size_t i = 0; i < design->count; i++) {
        double weight = kk_loglinear_weight(fit, i), own = rows[i * design->columns + column];
        weights += weight;
        centre += weight * design->x[i * design->columns + column];
        variance += weight * (own * own);
    }
    centre /= weights;
    for (size_t i = 0; i < design->count; i++) {
        double off = design->x[i * design->columns + column] - centre;
        spread += kk_loglinear_weight(fit, i) * (off * off);
    }
    return spread * variance;
}

kk_status kk_robust_errors(const kk_loglinear *fit, const kk_design *design, kk_regression *out, kk_error *err)
{
    double *rows = calloc(design->count, design->columns * sizeof *rows);
    if (rows == NULL) return kk_fail_memory(err);
    apply_bread(fit, design, rows);
    fill_covariance(fit, design, rows, out);
    fill_log_errors(design, out);
    for (size_t j = 1; j < design->columns; j++) out->vif[j - 1] = inflation_of(fit, design, rows, j);
    free(rows);
    return KK_OK;
}
