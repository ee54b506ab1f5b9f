/* SPDX-License-Identifier: EUPL-1.2 */
/* The integer program of one part: minimise Σ weight × x over the cuts found so far. */
#ifndef KK_PROTECTION_EXACT_MASTER_H
#define KK_PROTECTION_EXACT_MASTER_H

#include "protection/cuts.h"

/* A demand that is to be met, and whether the truth must be no end of the interval. */
typedef struct kk_required {
    const kk_demand *demand;
    bool strict;
} kk_required;

typedef struct kk_master {
    const kk_leeway *leeway;
    kk_lp *lp;
    size_t count;       /* of what may be hidden */
    uint32_t *variable; /* ascending */
    uint32_t *column;   /* room for a cut */
    double *ones;
    double *hidden; /* of all variables of the task: the solution, written for its own */
} kk_master;

kk_status kk_master_open(kk_master *master, const kk_leeway *leeway, const uint32_t *variable, size_t count,
                         double *hidden, kk_error *err) KK_MUST_USE;
void kk_master_close(kk_master *master);

/* Solves the relaxation, or the integer program for so many seconds; sets hidden[] unless it was out of time. No choice
   loses less than `bound`. */
kk_status kk_master_relax(kk_master *master, double *bound, kk_error *err) KK_MUST_USE;
kk_status kk_master_solve(kk_master *master, double seconds, bool *is_solved, double *bound, kk_error *err) KK_MUST_USE;

/* Adds the cuts that the solution breaks, of one demand; the attacker has seen the solution. Of one of whole numbers
   (`whole`) also a cover cut: at least one of those without which the demand stays unmet. */
kk_status kk_master_separate(kk_master *master, kk_attacker *attacker, const kk_required *required, bool whole,
                             size_t *added, kk_error *err) KK_MUST_USE;

#endif
