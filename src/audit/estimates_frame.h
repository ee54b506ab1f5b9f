/* SPDX-License-Identifier: EUPL-1.2 */
/* estimates_sums.csv (publish/estimates_sums_csv.h tells its rows) as the frame and the sums of released estimates. */
#ifndef KK_AUDIT_ESTIMATES_FRAME_H
#define KK_AUDIT_ESTIMATES_FRAME_H

#include "audit/estimates_read.h"
#include "kk/config_types.h"

/* Fills in out->frame and out->sums, in the arena; `out` may not move after. Errors: KK_ERR_INPUT with file and line.
 */
kk_status kk_told_frame_read(const kk_config_file *file, kk_arena *arena, kk_told_estimates *out,
                             kk_error *err) KK_MUST_USE;

/* The number of a region over all types; SIZE_MAX: there is none. */
size_t kk_told_region(const kk_estimate_sums *sums, const char *type_name, const char *id);

#endif
