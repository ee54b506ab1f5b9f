/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moment_lanes.h"
#include "indicators/moment_formulas.h"

#define KERNEL __attribute__((target_clones("avx512f", "avx2", "default")))
#define INLINE static inline __attribute__((always_inline))
#define EACH_LANE(lane) _Pragma("omp simd") for (size_t lane = 0; lane < KK_LANES; lane++)

/* Of whole numbers the sum is whole: what rounding has left of it is taken off. */
INLINE kk_moment moment_of(const kk_lane_kind *kind, const kk_moment_lanes *m, size_t lane, bool has_x, bool has_weight)
{
    double n = m->n[lane], sum = n * m->mean_y[lane], whole = rint(sum), mean = whole / (n > 0 ? n : 1);
    bool is_whole = !has_weight & (kind->is_whole[lane] > 0);
    return (kk_moment){.n = n,
                       .weight = has_weight ? m->weight[lane] : n,
                       .squares = has_weight ? m->squares[lane] : n,
                       .mean_x = has_x ? m->mean_x[lane] : 0,
                       .mean_y = is_whole ? mean : m->mean_y[lane],
                       .xx = has_x ? m->xx[lane] : 0,
                       .xy = has_x ? m->xy[lane] : 0,
                       .yy = m->yy[lane],
                       .sum_y = has_weight ? m->sum_y[lane]
                                : is_whole ? whole
                                           : sum};
}

kk_moment kk_lanes_moment(const kk_lane_kind *kind, const kk_moment_lanes *moments, size_t lane)
{
    return moment_of(kind, moments, lane, kind->has_predictor, kind->hiding.is_weighted);
}

/* ---- together ---- */

INLINE void merge(const kk_moment_lanes *a, const kk_moment_lanes *b, bool has_x, bool has_weight, kk_moment_lanes *out)
{
    const double *weight_a = has_weight ? a->weight : a->n, *weight_b = has_weight ? b->weight : b->n;
    EACH_LANE(l)
    {
        double weight = weight_a[l] + weight_b[l], share = weight_b[l] / (weight > 0 ? weight : 1);
        double cross = weight_a[l] * share, dy = b->mean_y[l] - a->mean_y[l];
        out->n[l] = a->n[l] + b->n[l];
        out->mean_y[l] = a->mean_y[l] + dy * share;
        out->yy[l] = a->yy[l] + b->yy[l] + dy * dy * cross;
        if (has_weight) {
            out->weight[l] = weight;
            out->squares[l] = a->squares[l] + b->squares[l];
            out->sum_y[l] = a->sum_y[l] + b->sum_y[l];
        }
        if (!has_x) continue;
        double dx = b->mean_x[l] - a->mean_x[l];
        out->mean_x[l] = a->mean_x[l] + dx * share;
        out->xx[l] = a->xx[l] + b->xx[l] + dx * dx * cross;
        out->xy[l] = a->xy[l] + b->xy[l] + dx * dy * cross;
    }
}

KERNEL void kk_lanes_merge(const kk_lane_kind *kind, const kk_lane_pair *pair, size_t count, size_t first,
                           kk_moment_lanes *moments)
{
    kk_moment_lanes *out = moments + first;
    bool has_x = kind->has_predictor;
    for (size_t i = 0; i < count; i++) {
        const kk_moment_lanes *a = moments + pair[i].a, *b = moments + pair[i].b;
        if (kind->hiding.is_weighted)
            has_x ? merge(a, b, true, true, &out[i]) : merge(a, b, false, true, &out[i]);
        else
            has_x ? merge(a, b, true, false, &out[i]) : merge(a, b, false, false, &out[i]);
    }
}

/* ---- estimates ---- */

typedef struct lane_estimates {
    double est[KK_LANES], se[KK_LANES], df[KK_LANES], persons[KK_LANES];
} __attribute__((aligned(64))) lane_estimates;

INLINE void fit_lanes(const kk_lane_kind *kind, const kk_moment_lanes *moments, double at, bool is_mean,
                      bool has_weight, lane_estimates *e)
{
    kk_hiding hiding = kind->hiding;
    hiding.is_weighted = has_weight;
    EACH_LANE(l)
    {
        kk_moment m = moment_of(kind, moments, l, !is_mean, has_weight);
        kk_prediction p = moment_fitted(m, at, is_mean, has_weight);
        hiding.is_binary = kind->is_binary[l] > 0;
        e->est[l] = p.est;
        e->se[l] = p.se;
        e->df[l] = p.df;
        e->persons[l] = persons_behind(m, p.est, hiding);
    }
}

static inline double t_of(const kk_lane_kind *kind, double df)
{
    return df < KK_LANE_T_COUNT ? kind->t[(size_t)df] : kk_t_quantile(df);
}

KERNEL void kk_lanes_fit(const kk_lane_kind *kind, const kk_moment_lanes *moments, const kk_lane_fit *fit, size_t count,
                         kk_estimate_cell *cell)
{
    lane_estimates e;
    for (size_t i = 0; i < count; i++, cell += KK_LANES) {
        const kk_moment_lanes *m = moments + fit[i].moments;
        bool is_mean = isnan(fit[i].at);
        if (kind->hiding.is_weighted)
            is_mean ? fit_lanes(kind, m, 0, true, true, &e) : fit_lanes(kind, m, fit[i].at, false, true, &e);
        else
            is_mean ? fit_lanes(kind, m, 0, true, false, &e) : fit_lanes(kind, m, fit[i].at, false, false, &e);
        for (size_t l = 0; l < KK_LANES; l++) {
            double half = t_of(kind, e.df[l]) * e.se[l];
            cell[l] = (kk_estimate_cell){e.est[l], e.est[l] - half, e.est[l] + half, (int32_t)m->n[l],
                                         !(e.persons[l] >= kind->hiding.threshold)};
        }
    }
}
