/* SPDX-License-Identifier: EUPL-1.2 */
/* The section `estimates:`; docs/estimates.md tells what each key means. */
#ifndef KK_CONFIG_ESTIMATES_BUILD_H
#define KK_CONFIG_ESTIMATES_BUILD_H

#include "config/build.h"

/* All of it but the indicators. Called after kk_build_people. */
kk_status kk_build_estimates(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* The parts of it, in this order. */
kk_status kk_build_estimate_groups(kk_builder *builder, kk_error *err) KK_MUST_USE; /* predictor, dimensions */
kk_status kk_build_estimate_regions(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_estimate_outcomes(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_estimate_maps(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* Adds the indicators of `maps:` to those that there are. */
kk_status kk_build_estimate_indicators(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* ---- dimensions by number: the predictor's first, where there is one ---- */

size_t kk_estimate_dimensions(const kk_config_estimates *estimates);
const char *kk_estimate_dimension_name(const kk_config_estimates *estimates, size_t dimension);
/* NULL for the predictor. */
const kk_config_dimension *kk_estimate_dimension(const kk_config_estimates *estimates, size_t dimension);

#endif
