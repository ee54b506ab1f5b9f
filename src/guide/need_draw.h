/* SPDX-License-Identifier: EUPL-1.2 */
/* One draw: what is chosen in it, and the index that comes of it. */
#ifndef KK_GUIDE_NEED_DRAW_H
#define KK_GUIDE_NEED_DRAW_H

#include "guide/need_set.h"

enum {
    NEED_GROUP = 8,          /* draws of figures that are made at a time: one block of random bits */
    NEED_AS_CHOSEN = 1 << 30 /* in the place of a draw's number: by the rule itself */
};

/* Room of one thread. */
typedef struct need_room {
    uint16_t *bits;                               /* [NEED_GROUP][indicator][area]: places in need_set.normal */
    uint16_t *other_bits;                         /* the same of another group */
    double *weight, *theme_weight;                /* [indicator], [theme]: of the draw */
    float *drawn, *scaled;                        /* [area]: of one indicator */
    float *sum, *there, *whole_sum, *whole_there; /* [area] */
    float *level;                                 /* [area]: the index, or its logarithm; NaN without one */
    uint64_t *item, *sorted;                      /* [the greater of areas and draws] */
    uint32_t *rank;                               /* [area] */
} need_room;

kk_status need_room_init(need_room *room, const need_set *set, kk_error *err) KK_MUST_USE;
void need_room_clear(need_room *room);

/* Random bits of the figures of draws NEED_GROUP · group and on, a function of (seed, draw, indicator, id). */
void need_draw_bits(const need_set *set, unsigned group, uint16_t *bits);

/* What a draw is made of. */
typedef struct need_choice {
    kk_need_scale scale;
    kk_need_join join;
    const uint16_t *bits; /* [indicator][area]; NULL: the figures as they are */
} need_choice;

/* Chooses scale, join and weights (put in the room) by the draw numbers of their factors; figures by draw % NEED_GROUP
   of `bits`. */
need_choice need_choose(const need_set *set, const unsigned draw[KK_FACTORS], const uint16_t *bits, need_room *room);

/* room->level of the choice. */
void need_evaluate(const need_set *set, const need_choice *choice, need_room *room);

/* The index that goes with a level. */
float need_index_of(kk_need_join join, float level);

#endif
