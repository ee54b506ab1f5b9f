/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A region looked into by its tableau: pushing one column after the other, which takes in each table on the way.
 */
#ifndef KK_PROTECTION_PROBE_H
#define KK_PROTECTION_PROBE_H

#include "protection/search.h"
#include "protection/tableau.h"

typedef struct kk_probe {
    kk_search search; /* the region that is loaded; its own tables */
    kk_tableau tableau;
} kk_probe;

/* The region as a program of what its columns differ from the table. Cost: that of kk_tableau_ready. */
kk_status kk_probe_load(kk_tableau *tableau, const kk_region *region, kk_region_view view, const double *table,
                        kk_error *err) KK_MUST_USE;

/*
 * In the inner view: pushes the target, which is the column of that place in the region, up (way 1) or down (−1) until
 * it is done or goes no further, and takes each table into low and high. False where rounding has led astray: then the
 * tableau is of no more use. search.table is left at the last table.
 */
bool kk_probe_push(kk_probe *probe, size_t place, const kk_target *target, int way);

/* In the outer view: what the column of that place cannot be beyond. False where that is not the optimum. */
bool kk_probe_limit(kk_probe *probe, size_t place, int way, double *limit);

#endif
