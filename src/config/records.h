/* SPDX-License-Identifier: EUPL-1.2 */
/* The section `records:` and the files in it. Called after kk_build_tables, in this order. */
#ifndef KK_CONFIG_RECORDS_H
#define KK_CONFIG_RECORDS_H

#include "config/build.h"

/* Periods, ages, gaps, detail: also for a project of population or places that has no records. */
kk_status kk_build_counting(kk_builder *builder, kk_error *err) KK_MUST_USE;

kk_status kk_build_records(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_record_sources(kk_builder *builder, kk_error *err) KK_MUST_USE; /* by kk_build_records */

#endif
