/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Spells in time: from a request to its start or to leaving the list, of a care period, and from the end of help to its
 * return. What has not happened by `records.until` is censored there.
 */
#ifndef KK_MEASURE_SPELLS_H
#define KK_MEASURE_SPELLS_H

#include "kk/indicators.h"
#include "measure/youth.h"

enum { KK_CENSORED = 0, KK_HAPPENED = 1, KK_LEFT = 2 }; /* event of a spell; KK_LEFT of a wait */

typedef struct kk_located_spell {
    kk_spell spell;
    uint32_t slot;
    bool first;   /* the youth's first spell in the group: each youth has one */
    bool soonest; /* the shortest of the youth's spells that happened: each youth to whom it did has one */
} kk_located_spell;

typedef struct kk_spell_list {
    size_t count, capacity;
    kk_located_spell *item; /* malloc'ed */
} kk_spell_list;

/* By group of kk_measure_columns. */
typedef struct kk_spells {
    size_t group_count;
    kk_spell_list *group; /* malloc'ed */
    size_t wait_count, wait_capacity;
    struct kk_wait *wait; /* those of one youth; malloc'ed */
} kk_spells;

int kk_spells_init(kk_spells *spells, size_t group_count) KK_MUST_USE; /* −1 when out of memory */
void kk_spells_clear(kk_spells *spells);

/* Adds the spells of one youth in period `p` to every group; −1 when out of memory. */
int kk_spells_collect(kk_spells *spells, kk_youth *youth, const kk_measure_columns *columns, size_t p,
                      size_t slot) KK_MUST_USE;

/* Moves all spells of `from` to `to`; −1 when out of memory. */
int kk_spells_join(kk_spells *to, kk_spells *from) KK_MUST_USE;

#endif
