/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which areas come first: a choice of k areas, or of all above a threshold, that says of which areas it is certain.
 * Pure kernels. Rank 1 has most need.
 */
#ifndef KK_TARGETS_H
#define KK_TARGETS_H

#include "kk/ranks.h"

typedef enum kk_target_class { KK_TARGET_NONE, KK_TARGET_NOT, KK_TARGET_POSSIBLE, KK_TARGET_CERTAIN } kk_target_class;

/* KK_TARGET_NONE: no index, never chosen, margin NaN, rank 0. */
typedef struct kk_target {
    kk_target_class class; /* CERTAIN: its whole rank set is within 1 … k; NOT: none of it is (Mogstad et al. 2024) */
    bool is_chosen;        /* on the list */
    bool was_kept;         /* on the list only because it was on the earlier one and is not NOT */
    double margin;   /* of a chosen area how far its index may fall before it leaves, of another how far it must rise
                        to be chosen, if nothing else changes; ≥ 0, ∞: nothing would */
    kk_rank_set set; /* among the areas with an index; by threshold its rank alone, lower and upper 0 */
} kk_target;

typedef struct kk_target_rule {
    size_t k;         /* so many areas; 0: by the threshold */
    double threshold; /* index ≥ threshold; CERTAIN and NOT by an interval of `confidence` around the index */
    double confidence;
    const bool *earlier; /* [area] on the list of the period before, at the same boundaries; NULL: there was none */
} kk_target_rule;

/*
 * The list: all that are CERTAIN; those of the earlier list that are not NOT now (an area leaves only when it has
 * really changed); then by rank until there are k. The first two alone can make it longer than k. Equal scores: lower
 * index in the arrays (code) first, and both POSSIBLE. `score` as kk_rank_sets takes it, NaN estimate: no index.
 *
 * By threshold, and where an area comes or goes by its rank alone, margins are exact. Where it must become NOT to
 * leave, or CERTAIN to come or stay, they rest on the critical value of its rank set, which is known only up to the
 * nearest pair that is not significant, and differs a little from draw to draw: about so much.
 *
 * Cost: that of kk_rank_sets; with margins of that kind O(count) for each of them. Errors: those of kk_rank_sets;
 * KK_ERR_INTERRUPTED.
 */
kk_status kk_targets_choose(const kk_rank_score *score, size_t count, const kk_target_rule *rule,
                            const kk_rank_options *options, kk_target *out, kk_error *err) KK_MUST_USE;

/* What an area is on: the list there is today, that of kk_targets_choose. */
typedef enum kk_list_place {
    KK_LIST_NEITHER,     /* on neither list */
    KK_LIST_BOTH,        /* on both */
    KK_LIST_MISSING,     /* CERTAIN, and not on today's list */
    KK_LIST_UNSUPPORTED, /* on today's list and NOT: cannot be shown to need it more than those that are on neither */
    KK_LIST_ALIKE,       /* on one of the lists and POSSIBLE: cannot be shown to differ from those it changes with */
    KK_LIST_UNKNOWN      /* on today's list, and without an index */
} kk_list_place;

/* place[count]. O(count). */
void kk_targets_compare(const kk_target *target, const bool *today, size_t count, kk_list_place *place);

/* ---- wijken are not children ---- */

/* Where the first n areas of an order are the list. */
typedef struct kk_reach {
    double reached;   /* of all youths in need the share that lives inside: sensitivity; NaN where there are none */
    double in_need;   /* of those inside the share that is in need: positive predictive value; NaN of nobody */
    double youths;    /* share of all youths that lives inside; NaN where there are none */
    double elsewhere; /* youths in need outside */
} kk_reach;

/* curve[n], n = 0 … count, for areas in `order` (the list first, then by rank). Areas with a NaN count are left out of
   all sums. O(count). */
void kk_reach_curve(const uint32_t *order, size_t count, const double *youths, const double *in_need, kk_reach *curve);

/* ---- peers ---- */

/*
 * The `wanted` areas most like each area, nearest first: least Euclidean distance over characteristics [characteristic
 * × area] divided by their standard deviation over comparable areas (one that does not vary is left out). An area with
 * a NaN is not comparable: it has no peers and is nobody's. Equal distances: lower index first. peer[area × wanted],
 * UINT32_MAX where there are fewer. The same at any number of threads. Cost: at most O(count² · (characteristics +
 * wanted)); areas too far off in the first characteristic are never looked at. Errors: KK_ERR_INTERRUPTED, memory.
 */
kk_status kk_peers_find(const double *characteristic, size_t characteristics, size_t count, size_t wanted, int threads,
                        uint32_t *peer, kk_error *err) KK_MUST_USE;

#endif
