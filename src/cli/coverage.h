/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `minimum_coverage`: whether the tables cover enough of the areas that their indicators want.
 */
#ifndef KK_CLI_COVERAGE_H
#define KK_CLI_COVERAGE_H

#include "kk/config.h"
#include "kk/store.h"

/*
 * Looks at the levels that an indicator wants of a table; at an own level only when the table has rows of its own for
 * it, since it is added up from its members otherwise. KK_ERR_COVERAGE names the first areas that are missing.
 */
kk_status kk_coverage_check(const kk_coverage *coverage, const kk_config *config, kk_error *err) KK_MUST_USE;

#endif
