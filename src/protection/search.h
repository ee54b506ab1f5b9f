/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The attack on one part: a first table, moves that certify many demands at once, and programs for what they leave.
 */
#ifndef KK_PROTECTION_SEARCH_H
#define KK_PROTECTION_SEARCH_H

#include "kk/random.h"
#include "protection/region.h"

typedef struct kk_search {
    const kk_part *part;
    double *base;       /* a table that satisfies all */
    double *table;      /* a try; between calls the same as base */
    double *low, *high; /* by column: the least and the greatest value in any table found; ±INFINITY on a ray */
    double scale;       /* the mean of |values| of the first table */
    kk_region region;
    size_t programs; /* solved */
} kk_search;

/* A demand on a column, and what is found of it. */
typedef struct kk_target {
    uint32_t column;
    bool is_whole;
    const kk_demand *demand;
    kk_finding *finding;
} kk_target;

/* In the arena, with base all NaN. kk_search_clear frees the program. */
kk_status kk_search_init(kk_search *search, const kk_part *part, kk_arena *arena, kk_error *err) KK_MUST_USE;
void kk_search_clear(kk_search *search);

bool kk_search_is_met(const kk_search *search, const kk_target *target);

/* The first table, starting from search->base (NaN: the middle); `found` is false where nothing satisfies the part. */
kk_status kk_search_begin(kk_search *search, bool *found, kk_error *err) KK_MUST_USE;

/*
 * Takes in the solution of the region's program, which with the base outside is a table of the whole part, where it
 * satisfies all. It may meet other targets than the one it was made for.
 */
void kk_search_note(kk_search *search);

/*
 * Tables in which all targets that are not met move up or down at random: steps that way and back to what satisfies all
 * by relaxation, in turn (projected gradients of a random objective). For as long as a pair of tables meets many.
 */
void kk_search_move(kk_search *search, const kk_target *target, size_t target_count, kk_random *random);

/* The verdict on a target by programs of growing regions: KK_VERDICT_TABLES, _PROGRAMS or _LEAK with its interval. */
kk_status kk_search_decide(kk_search *search, const kk_target *target, kk_error *err) KK_MUST_USE;

#endif
