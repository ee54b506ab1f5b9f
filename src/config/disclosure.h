/* SPDX-License-Identifier: EUPL-1.2 */
/* The section `disclosure:`; docs/disclosure.md tells what each key means. */
#ifndef KK_CONFIG_DISCLOSURE_BUILD_H
#define KK_CONFIG_DISCLOSURE_BUILD_H

#include "config/build.h"

/* All of it, with the defaults of a project without the section. Called when population and ages are known. */
kk_status kk_build_disclosure(kk_builder *builder, kk_error *err) KK_MUST_USE;

#endif
