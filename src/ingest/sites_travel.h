/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Travel times from homes, or from all homes of an area, to places.
 */
#ifndef KK_SITES_TRAVEL_H
#define KK_SITES_TRAVEL_H

#include "kk/intake.h"

/*
 * Reads `homes: travel:` into sites->travel: columns id (of a home) or area, place (id of a place) and minutes. Of a
 * pair that stands there more than once the shortest counts. A row is rejected whose home, area or place is unknown; a
 * row without minutes says that there is no way.
 */
kk_status kk_sites_travel_read(const kk_config_csv *csv, kk_locus_finder *find, const void *finder, kk_arena *arena,
                               kk_rejects *rejects, kk_sites *sites, kk_source_counts *counts,
                               kk_error *err) KK_MUST_USE;

#endif
