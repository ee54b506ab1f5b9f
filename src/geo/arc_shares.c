/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/arc_shares.h"

void kk_arc_shares_make(const kk_topology *topology, const bool *is_kept, kk_arc_items *items, int threads,
                        kk_arc_shares *out)
{
    for (size_t s = 0; s <= KK_ARC_SHARES; s++) out->arc[s] = topology->arc_count * s / KK_ARC_SHARES;
    out->first[0] = 0;
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t s = 0; s < KK_ARC_SHARES; s++)
        out->first[s + 1] = items(is_kept, topology->begin[out->arc[s]], topology->begin[out->arc[s + 1]]);
    for (size_t s = 0; s < KK_ARC_SHARES; s++) out->first[s + 1] += out->first[s];
}
