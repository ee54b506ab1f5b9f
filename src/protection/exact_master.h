/* SPDX-License-Identifier: EUPL-1.2 */
/* The program of one part: minimise Σ weight × x, 0 ≤ x ≤ 1, over the cuts found so far. */
#ifndef KK_PROTECTION_EXACT_MASTER_H
#define KK_PROTECTION_EXACT_MASTER_H

#include "protection/cuts.h"

typedef struct kk_master {
    const kk_leeway *leeway;
    kk_lp *lp;
    size_t count;       /* of what may be hidden: a column each */
    uint32_t *variable; /* ascending */
    double *hidden;     /* of all variables of the task: the solution, written for its own */
    double *lower, *upper;
    size_t row_count, begin_capacity, column_capacity, term_capacity, idle_capacity;
    size_t *row_begin; /* of the cuts, which are rows in this order */
    uint32_t *column;
    double *coefficient;
    uint32_t *idle; /* solutions since the cut mattered */
    uint64_t work;  /* Σ rows and columns of the programs that were solved */
} kk_master;

kk_status kk_master_open(kk_master *master, const kk_leeway *leeway, const uint32_t *variable, size_t count,
                         double *hidden, kk_error *err) KK_MUST_USE;
void kk_master_close(kk_master *master);

void kk_master_bound(kk_master *master, size_t column, double lower, double upper);

/* Sets hidden[]. No choice within the bounds of the columns loses less than `bound`; ∞: there is none. */
kk_status kk_master_solve(kk_master *master, double *bound, kk_error *err) KK_MUST_USE;

/* The integer program, which takes from `nodes` what it needs; sets hidden[] if it is solved. Bound as above. */
kk_status kk_master_solve_whole(kk_master *master, int *nodes, bool *is_solved, double *bound,
                                kk_error *err) KK_MUST_USE;

/* Adds a cut if the solution breaks it by so much; counts it in `added`. */
kk_status kk_master_learn(kk_master *master, const kk_cut *cut, double broken, size_t *added,
                          kk_error *err) KK_MUST_USE;

/* Forgets cuts that have not mattered for long, once there are many. */
kk_status kk_master_forget(kk_master *master, kk_error *err) KK_MUST_USE;

#endif
