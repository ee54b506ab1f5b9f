/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pairs of areas whose boundaries meet.
 */
#ifndef KK_GEO_CONTIGUITY_H
#define KK_GEO_CONTIGUITY_H

#include "geo/links.h"
#include "kk/areas.h"
#include "kk/config_statistics.h"

/* Adds the links between queen or rook neighbours, both ways; some more than once. On `threads` threads. */
kk_status kk_links_contiguous(kk_links *links, const kk_level *level, const kk_config_neighbours *rule, int threads,
                              kk_error *err) KK_MUST_USE;

#endif
