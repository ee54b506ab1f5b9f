/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What lies around a variable: those that may have to move along when it does,
 * nearest first. Two variables are near when they share a row; what is hidden
 * already is nearer than what is shown, and what is cheap to hide than what is
 * dear (Dijkstra 1959).
 */
#ifndef KK_PROTECTION_PROTECT_NEAR_H
#define KK_PROTECTION_PROTECT_NEAR_H

#include "protection/protect_leeway.h"

typedef struct kk_near_entry {
    double distance, scale;
    uint32_t variable;
} kk_near_entry;

typedef struct kk_near {
    const kk_leeway *leeway;
    const uint32_t *component; /* of each variable; what is in another does not
                                  move. NULL: all may */
    size_t count, row_count;   /* what was found */
    uint32_t *variable, *row;
    double *scale; /* of each: how far it moves when `start` moves by 1 and one
                      row after the other follows */
    /* Places in these two, right where variable[place[j]] = j (Briggs and Torczon
     * 1993). */
    uint32_t *place, *row_place;
    bool *row_is_pushed;
    uint32_t *partners, *partner; /* of each row: how many of its variables were
                                     found; the exclusive or of them */
    kk_near_entry *heap;
    size_t heap_count, heap_capacity, capacity, scale_capacity, row_capacity;
} kk_near;

/* Of one thread. */
kk_status kk_near_open(kk_near *near, const kk_leeway *leeway, const uint32_t *component, kk_error *err) KK_MUST_USE;
void kk_near_close(kk_near *near);

/* The nearest `limit` variables of `start`, itself first, over rows that bind a
   move of size `reach`; of those that are hidden, or of all that may be. Those
   that cannot move, as a row of theirs holds no other, are left out again:
   where `start` is one of them nothing is found. Also all rows that bind them.
 */
kk_status kk_near_find(kk_near *near, uint32_t start, double reach, size_t limit, bool hidden_only,
                       kk_error *err) KK_MUST_USE;

/* Whether a variable may move along with `start`. */
bool kk_near_may_move(const kk_near *near, uint32_t start, uint32_t variable, bool hidden_only);

/* One by one instead: from nothing, a variable that is not there yet with its
 * rows. −1: no memory. */
void kk_near_empty(kk_near *near);

/* As kk_near_find, from what was added, which includes `start`. */
kk_status kk_near_extend(kk_near *near, uint32_t start, double reach, size_t limit, bool hidden_only,
                         kk_error *err) KK_MUST_USE;
int kk_near_add(kk_near *near, uint32_t variable, double scale) KK_MUST_USE;

/* The place of a variable among those found, or −1. */
int64_t kk_near_place(const kk_near *near, uint32_t variable);

#endif
