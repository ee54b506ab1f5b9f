/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * estimates_sums.csv: which estimates add up to which, for who audits them. Rows `item,of,name,in,in_name`:
 *   rule,,threshold,,10                          and numerators: true where est × n counts persons
 *   outcome,0,care,binary,                       of: the first outcome that counts the same persons; binary or other
 *   group,income,Low,window,                     mean, or window (an estimate along a line)
 *   class,income,0,,Low                          persons of class 0 are in the group; one row for each such group
 *   region,wijk_code,WK199900,,
 *   part,wijk_code,WK199900,gemeente_code,GM1999 all of its persons are in that larger region
 *   rest,wijk_code,,gemeente_code,GM1999         the larger region has other persons as well, or parts without a row
 * Regions and groups of which estimates.csv has no row are left out.
 */
#ifndef KK_ESTIMATES_SUMS_CSV_H
#define KK_ESTIMATES_SUMS_CSV_H

#include "disclosure/estimate_sums.h"
#include "kk/release.h"

/* Of which regions and groups there are rows. */
typedef struct kk_estimates_told {
    bool *region;                      /* [region, over all types] */
    uint64_t group[KK_DIMENSIONS_MAX]; /* bit g: group g */
} kk_estimates_told;

/* In the arena. */
kk_status kk_estimates_told_init(const kk_estimate_sums *sums, kk_arena *arena, kk_estimates_told *out,
                                 kk_error *err) KK_MUST_USE;
void kk_estimates_told_add(const kk_estimate_sums *sums, const kk_released_estimates *block, kk_estimates_told *told);

kk_status kk_write_estimates_sums_csv(const kk_estimate_sums *sums, const kk_estimates_told *told, const char *folder,
                                      kk_error *err) KK_MUST_USE;

#endif
