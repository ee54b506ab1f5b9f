/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Capacity cuts: what any choice of hidden variables must satisfy for a demand to be met (Fischetti and Salazar 2001,
 * section 3). With x_j = 1 for what is hidden, an attacker's greatest value of d_v is at most, for any row duals π,
 *   Σ_i [π_i]+ row_up_i + [π_i]− row_down_i + Σ_j ([r_j]+ up_j + [r_j]− down_j) x_j,   r = e_v − Aᵀπ,
 * and must be at least what is needed. The least value likewise; a width is the sum of both. Coefficients are capped at
 * the right-hand side, and divided by it.
 */
#ifndef KK_PROTECTION_CUTS_H
#define KK_PROTECTION_CUTS_H

#include "protection/lp.h"
#include "protection/protect_leeway.h"

/* Σ coefficient × x ≥ 1, over variables that may be hidden; 0 < coefficient ≤ 1. */
typedef struct kk_cut {
    size_t count;
    uint32_t *variable; /* room for as many as the attacker has; ascending */
    double *coefficient;
} kk_cut;

typedef enum kk_way { KK_WAY_DOWN, KK_WAY_UP } kk_way;

/*
 * How an attacker looks: moves are counted in `unit` (what is needed), so that amounts are as large as counts; of what
 * may be hidden moves of at most `most` units matter. Apart: d is the difference of two tables, which is as likely to
 * be −d, so that one program tells of a width.
 */
typedef struct kk_sight {
    double unit, most;
    bool is_apart;
} kk_sight;

/* The program of an attacker who knows some of the rows. */
typedef struct kk_attacker {
    const kk_leeway *leeway;
    kk_lp *lp;
    size_t count, row_count;
    uint32_t *variable; /* of each column, ascending */
    uint32_t *row;
    const double *hidden; /* 0 … 1, of each variable of the task */
    kk_sight sight;
    double *reduced[2]; /* by way, of the last program */
    double known[2];    /* the part of it that rows allow, whatever is hidden */
    double *far[2];     /* how far each column went in any table that was found since it looks so; in units */
    uint64_t work;      /* Σ rows and columns of the programs that were solved */
    kk_cut cut;
} kk_attacker;

/* Over all that is not fixed in these rows, and `extra`. Errors: KK_ERR_INTERNAL (memory). */
kk_status kk_attacker_open(kk_attacker *attacker, const kk_leeway *leeway, const uint32_t *row, size_t row_count,
                           uint32_t extra, kk_error *err) KK_MUST_USE;
void kk_attacker_close(kk_attacker *attacker);

/* hidden[j] counts for each variable of the task that may be hidden; others are what they are. It is kept, and another
   choice in it asks for another call. */
void kk_attacker_face(kk_attacker *attacker, const double *hidden);
void kk_attacker_look(kk_attacker *attacker, const kk_sight *sight);
void kk_attacker_see_one(kk_attacker *attacker, uint32_t variable, double part);

/* How far it can go, ∞: no end, in units; what the cuts below are made of. Where an earlier table went `enough` far,
   that is told, and there is no cut to be made. Errors: as kk_lp_solve. */
kk_status kk_attacker_reach(kk_attacker *attacker, uint32_t variable, kk_way way, double enough, double *reach,
                            kk_error *err) KK_MUST_USE;

double kk_attacker_far(const kk_attacker *attacker, uint32_t variable, kk_way way);

/* What was found upward of a difference of two tables counts downward as well. */
void kk_attacker_mirror(kk_attacker *attacker);

/* up_share × up + down_share × down ≥ needed as a cut, in attacker->cut; false where none follows. */
bool kk_attacker_cut(kk_attacker *attacker, double up_share, double down_share, double needed);

/* In attacker->cut, as a cover: as long as none of these is hidden, the last programs of both ways stay as they are. */
void kk_attacker_cover(kk_attacker *attacker);

#endif
