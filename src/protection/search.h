/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The attack on one part: a first table, moves that certify many demands at
 * once, and programs for what they leave.
 */
#ifndef KK_PROTECTION_SEARCH_H
#define KK_PROTECTION_SEARCH_H

#include "protection/region.h"

typedef struct kk_search {
    const kk_part *part;
    double *base;       /* a table that satisfies all */
    double *table;      /* a try; between calls the same as base */
    double *low, *high; /* by column: the least and the greatest value in any
                           table found; ±INFINITY on a ray */
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

/* Whether it is met, or is at each of its bounds in some table, so that no program can tell more of it. */
bool kk_search_is_done(const kk_search *search, const kk_target *target);

/* The finding of the target; ends of counts that are next to whole are made so. */
void kk_search_find(const kk_target *target, kk_verdict verdict, double lower, double upper);

/* The first table, starting from search->base (NaN: the middle); `found` is
 * false where nothing satisfies the part. */
kk_status kk_search_begin(kk_search *search, bool *found, kk_error *err) KK_MUST_USE;

/*
 * Takes in the solution of the region's program, which with the base outside is
 * a table of the whole part, where it satisfies all. It may meet other targets
 * than the one it was made for.
 */
void kk_search_note(kk_search *search);

/* The verdict on a target by programs of growing regions: KK_VERDICT_TABLES,
   _PROGRAMS or _LEAK with its interval. The region stays, for what it noted of
   other columns. */
kk_status kk_search_decide(kk_search *search, const kk_target *target, kk_error *err) KK_MUST_USE;

#endif
