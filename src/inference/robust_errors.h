/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_ROBUST_ERRORS_H
#define KK_ROBUST_ERRORS_H

#include "inference/loglinear.h"
#include "kk/regression.h"

/* Covariance, errors, leverages and variance inflation of a fit that converged, into `out`. */
kk_status kk_robust_errors(const kk_loglinear *fit, const kk_design *design, kk_regression *out,
                           kk_error *err) KK_MUST_USE;

#endif
