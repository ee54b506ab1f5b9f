/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Areas whose centroids are near.
 */
#ifndef KK_GEO_PROXIMITY_H
#define KK_GEO_PROXIMITY_H

#include "geo/links.h"

/* Adds a link from each land area to its k nearest, or to all within the distance of the rule. */
kk_status kk_links_near(kk_links *links, const kk_level *level, const kk_config_neighbours *rule, int threads,
                        kk_error *err) KK_MUST_USE;

#endif
