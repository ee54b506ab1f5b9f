/* SPDX-License-Identifier: EUPL-1.2 */
/* The section `output:`. */
#ifndef KK_CONFIG_OUTPUT_BUILD_H
#define KK_CONFIG_OUTPUT_BUILD_H

#include "config/build.h"

/* All of it, with the defaults of a project without the section. */
kk_status kk_build_output(kk_builder *builder, kk_error *err) KK_MUST_USE;

#endif
