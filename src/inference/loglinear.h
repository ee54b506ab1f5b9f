/* SPDX-License-Identifier: EUPL-1.2 */
/* Fits of E(e_i) = b_i exp(x_iᵀβ) with variance μ + μ²/θ. */
#ifndef KK_LOGLINEAR_H
#define KK_LOGLINEAR_H

#include "kk/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct kk_design {
    size_t count, columns;
    double *x; /* [count][columns]; the first column is 1 */
    const double *events, *exposure;
} kk_design;

typedef struct kk_loglinear {
    double theta;  /* given; ∞: Poisson */
    double *beta;  /* [columns] */
    double *mean;  /* [count] μ */
    double *root;  /* [count] √w */
    double *qr;    /* [count][columns] of √W X */
    double *tau;   /* [columns] of its reflections */
    double *pull;  /* [count] what a step regresses */
    double *step;  /* [columns] */
    double *trial; /* [columns] β before a step */
    double deviance;
    unsigned iterations;
    bool converged;
} kk_loglinear;

/* Room in the arena, β of the rate that is the same everywhere, Poisson. Needs an event. */
bool kk_loglinear_init(kk_loglinear *fit, const kk_design *design, kk_arena *arena);

/* The most likely β at the θ given, from the β that is there. */
void kk_loglinear_fit(kk_loglinear *fit, const kk_design *design);

/* The most likely β and θ. */
void kk_loglinear_fit_theta(kk_loglinear *fit, const kk_design *design);

/* w: Fisher's information about log μ. */
double kk_loglinear_weight(const kk_loglinear *fit, size_t area);

double kk_loglinear_log_likelihood(const kk_loglinear *fit, const kk_design *design);

/* Standard error of θ. */
double kk_loglinear_theta_error(const kk_loglinear *fit, const kk_design *design);

#endif
