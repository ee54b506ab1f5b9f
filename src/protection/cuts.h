/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Capacity cuts: what any choice of hidden variables must satisfy for a demand to be met (Fischetti and Salazar 2001,
 * section 3). With x_j = 1 for what is hidden, an attacker's greatest value of d_v is at most, for any row duals π,
 *   Σ_i [π_i]+ row_up_i + [π_i]− row_down_i + Σ_j ([r_j]+ up_j + [r_j]− down_j) x_j,   r = e_v − Aᵀπ,
 * and must be at least what is needed. The least value likewise; a width is the sum of both. Coefficients are capped at
 * the right-hand side.
 */
#ifndef KK_PROTECTION_CUTS_H
#define KK_PROTECTION_CUTS_H

#include "protection/lp.h"
#include "protection/protect_leeway.h"

/* Σ coefficient × x ≥ least, over variables that may be hidden. */
typedef struct kk_cut {
    size_t count;
    uint32_t *variable; /* room for as many as the attacker has */
    double *coefficient, least;
} kk_cut;

/* The program of an attacker who knows some of the rows. */
typedef struct kk_attacker {
    const kk_leeway *leeway;
    kk_lp *lp;
    size_t count, row_count;
    uint32_t *variable; /* of each column, ascending */
    uint32_t *row;
    double *reduced[2]; /* room: of the program down, and up */
    kk_cut cut;
} kk_attacker;

/* What an attacker who sees a choice can find out of one variable. */
typedef struct kk_range {
    double down, up;             /* ∞: no end */
    double known_down, known_up; /* the part of them that rows allow, whatever is hidden */
} kk_range;

/* Over all that is not fixed in these rows, and `extra`. Errors: KK_ERR_INTERNAL (memory). */
kk_status kk_attacker_open(kk_attacker *attacker, const kk_leeway *leeway, const uint32_t *row, size_t row_count,
                           uint32_t extra, kk_error *err) KK_MUST_USE;
void kk_attacker_close(kk_attacker *attacker);

/* hidden[j]: 0 … 1, of each variable of the task that may be hidden; others are what they are. */
void kk_attacker_see(kk_attacker *attacker, const double *hidden);
void kk_attacker_see_one(kk_attacker *attacker, uint32_t variable, double part);

/* Sets what the cuts below are made of. Errors: as kk_lp_solve. */
kk_status kk_attacker_range(kk_attacker *attacker, uint32_t variable, kk_range *range, kk_error *err) KK_MUST_USE;

/* up_share × up + down_share × down ≥ needed as a cut, in attacker->cut; false where none follows. */
bool kk_attacker_cut(kk_attacker *attacker, const kk_range *range, double up_share, double down_share, double needed);

#endif
