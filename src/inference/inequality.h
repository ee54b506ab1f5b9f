/* SPDX-License-Identifier: EUPL-1.2 */
/* The indices of areas in given orders: each file fills in its own, in out[KK_INEQUALITIES], which begin as NaN. */
#ifndef KK_INFERENCE_INEQUALITY_H
#define KK_INFERENCE_INEQUALITY_H

#include "kk/inequality.h"

typedef struct inequality_view {
    const kk_inequality_areas *areas;
    const double *value, *weight; /* instead of those of `areas`; a weight of 0 takes no part */
    const uint32_t *by_value;     /* [count] ascending by value */
    const uint32_t *by_rank;      /* [ranked] ascending by rank */
    size_t ranked;
    double mean, persons; /* of all */
    double *group_room;   /* 3 × group_count */
} inequality_view;

void inequality_lorenz(const inequality_view *view, double *out);        /* Gini, Palma */
void inequality_entropy(const inequality_view *view, double *out);       /* Theil, Atkinson */
void inequality_concentration(const inequality_view *view, double *out); /* what is ranked */

/* Ascending by key, then by index; `order` holds the indices. */
void inequality_sort(const double *key, uint32_t *order, size_t count);

/* Room of a replicate. */
typedef struct inequality_room {
    double *value, *weight; /* [count] */
    uint32_t *order;        /* [count] */
    double *group_room;
} inequality_room;

/* The areas, or whole groups, drawn with replacement: as many times their weight. By chance alone: other values, at the
   common rate, and nothing ranked. */
void inequality_resample(const inequality_view *of, uint64_t seed, size_t replicate, const inequality_room *room,
                         inequality_view *out);
void inequality_resample_groups(const inequality_view *of, uint64_t seed, size_t replicate, const inequality_room *room,
                                inequality_view *out);
void inequality_draw(const inequality_view *of, const kk_inequality_rule *rule, size_t replicate,
                     const inequality_room *room, inequality_view *out);

/* Replicates of one index, which can be `most`, to its interval; and what chance alone makes of it. */
void inequality_interval(kk_inequality index, const double *replicate, size_t count, double areas, double most,
                         kk_inequality_estimate *out);
void inequality_by_chance(const double *replicate, size_t count, kk_inequality_estimate *out);

#endif
