/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Moments of KK_LANES outcomes side by side: kk/moments.h in vectors. Pure kernels; each lane is a computation of its
 * own, so that the width of the machine's vectors changes no bit.
 */
#ifndef KK_MOMENT_LANES_H
#define KK_MOMENT_LANES_H

#include "kk/estimate_frame.h"
#include "kk/moments.h"

enum {
    KK_LANES = 8, /* outcomes that are computed side by side: a block; one cache line of a person */
    KK_LANE_T_COUNT = 512,
    KK_LANE_AHEAD = 16 /* persons behind the last one that kk_lanes_gather looks at, to fetch their rows early */
};

typedef struct kk_moment_lanes {
    double n[KK_LANES], mean_y[KK_LANES], yy[KK_LANES];
    double mean_x[KK_LANES], xx[KK_LANES], xy[KK_LANES];         /* with a predictor; else not used */
    double weight[KK_LANES], squares[KK_LANES], sum_y[KK_LANES]; /* with weights; else not used */
} __attribute__((aligned(64))) kk_moment_lanes;

/* What is the same for all moments of a block. */
typedef struct kk_lane_kind {
    bool has_predictor;
    kk_hiding hiding;                               /* but for is_binary, which is by lane */
    double is_binary[KK_LANES], is_whole[KK_LANES]; /* 1 or 0; what is binary is whole */
    const double *t;                                /* [df] kk_t_quantile, df < KK_LANE_T_COUNT */
} kk_lane_kind;

/* Persons by index of their row of outcomes (NaN: missing); x and weight by position, NULL without. */
typedef struct kk_lane_persons {
    const double *outcome; /* [person][lane], 64-byte aligned */
    const uint32_t *person;
    const double *x, *weight;
} kk_lane_persons;

typedef struct kk_lane_pair {
    uint32_t a, b;
} kk_lane_pair;

/* An estimate to be made: of which moments, at which value of the predictor; NaN: the mean. */
typedef struct kk_lane_fit {
    double at;
    uint32_t moments;
} kk_lane_fit;

/* The moments of persons `begin` … `end` − 1, by two corrected passes: mean, then what is around it. */
void kk_lanes_gather(const kk_lane_persons *persons, size_t begin, size_t end, kk_moment_lanes *out);

/* moments[first + i] = moments[pair[i].a] and moments[pair[i].b] together. */
void kk_lanes_merge(const kk_lane_kind *kind, const kk_lane_pair *pair, size_t count, size_t first,
                    kk_moment_lanes *moments);

/* cell[i · KK_LANES + lane]: the estimate of fit[i], as kk_moment_predict and kk_estimate_is_hidden. */
void kk_lanes_fit(const kk_lane_kind *kind, const kk_moment_lanes *moments, const kk_lane_fit *fit, size_t count,
                  kk_estimate_cell *cell);

kk_moment kk_lanes_moment(const kk_lane_kind *kind, const kk_moment_lanes *moments, size_t lane);

#endif
