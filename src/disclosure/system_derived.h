/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Counts that no figure shows, and that may follow from those that do: the ages that one band has beyond another
 * (0..5 less 0..4), the buurt that two groupings do not share. Nothing says that they are hidden; still a few persons
 * must not be read off. In the gate those of 1 … minimum − 1 are demanded; an audit, which does not know which these
 * are, asks of all, and takes only what is sure to be so few for a leak (kk_derived_is_told).
 */
#ifndef KK_DISCLOSURE_SYSTEM_DERIVED_H
#define KK_DISCLOSURE_SYSTEM_DERIVED_H

#include "disclosure/system.h"
#include "disclosure/system_index.h"

/* Lists them behind `demand` and `demanded`, which are NULL where they are counted. Returns how many there are. */
size_t kk_system_derived_list(const kk_system_index *index, const kk_system *system, bool is_gate, kk_demand *demand,
                              kk_demanded *demanded);

#endif
