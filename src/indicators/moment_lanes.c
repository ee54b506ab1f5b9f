/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moment_lanes.h"
#include "indicators/moment_formulas.h"

#define KERNEL __attribute__((target_clones("avx512f", "avx2", "default")))
#define INLINE static inline __attribute__((always_inline))
#define EACH_LANE(lane) _Pragma("omp simd") for (size_t lane = 0; lane < KK_LANES; lane++)

INLINE kk_moment moment_of(const kk_lane_kind *kind, const kk_moment_lanes *m, size_t lane, bool has_x, bool has_weight)
{
    double n = m->n[lane], sum = n * m->mean_y[lane], whole = rint(sum), share = whole / (n > 0 ? n : 1);
    bool is_binary = kind->is_binary[lane] > 0;
    return (kk_moment){.n = n,
                       .weight = has_weight ? m->weight[lane] : n,
                       .mean_x = has_x ? m->mean_x[lane] : 0,
                       .mean_y = is_binary & !has_weight ? share : m->mean_y[lane],
                       .xx = has_x ? m->xx[lane] : 0,
                       .xy = has_x ? m->xy[lane] : 0,
                       .yy = m->yy[lane],
                       .sum_y = has_weight  ? m->sum_y[lane]
                                : is_binary ? whole
                                            : sum};
}

kk_moment kk_lanes_moment(const kk_lane_kind *kind, const kk_moment_lanes *moments, size_t lane)
{
    return moment_of(kind, moments, lane, kind->has_predictor, kind->has_weight);
}

/* ---- together ---- */

INLINE void merge(const kk_moment_lanes *a, const kk_moment_lanes *b, bool has_x, bool has_weight, kk_moment_lanes *out)
{
    EACH_LANE(l)
    {
        kk_moment left = {.n = a->n[l], .mean_y = a->mean_y[l], .yy = a->yy[l]};
        kk_moment right = {.n = b->n[l], .mean_y = b->mean_y[l], .yy = b->yy[l]};
        left.weight = has_weight ? a->weight[l] : a->n[l], right.weight = has_weight ? b->weight[l] : b->n[l];
        if (has_x) left.mean_x = a->mean_x[l], left.xx = a->xx[l], left.xy = a->xy[l];
        if (has_x) right.mean_x = b->mean_x[l], right.xx = b->xx[l], right.xy = b->xy[l];
        if (has_weight) left.sum_y = a->sum_y[l], right.sum_y = b->sum_y[l];
        kk_moment both = moment_merged(left, right);
        out->n[l] = both.n, out->mean_y[l] = both.mean_y, out->yy[l] = both.yy;
        if (has_x) out->mean_x[l] = both.mean_x, out->xx[l] = both.xx, out->xy[l] = both.xy;
        if (has_weight) out->weight[l] = both.weight, out->sum_y[l] = both.sum_y;
    }
}

KERNEL void kk_lanes_merge(const kk_lane_kind *kind, const kk_lane_pair *pair, size_t count, size_t first,
                           kk_moment_lanes *moments)
{
    kk_moment_lanes *out = moments + first;
    bool has_x = kind->has_predictor;
    for (size_t i = 0; i < count; i++) {
        const kk_moment_lanes *a = moments + pair[i].a, *b = moments + pair[i].b;
        if (kind->has_weight)
            has_x ? merge(a, b, true, true, &out[i]) : merge(a, b, false, true, &out[i]);
        else
            has_x ? merge(a, b, true, false, &out[i]) : merge(a, b, false, false, &out[i]);
    }
}

/* ---- estimates ---- */

typedef struct lane_estimates {
    double est[KK_LANES], se[KK_LANES], df[KK_LANES], support[KK_LANES];
} __attribute__((aligned(64))) lane_estimates;

INLINE void fit_lanes(const kk_lane_kind *kind, const kk_moment_lanes *moments, double at, bool is_mean,
                      bool has_weight, lane_estimates *e)
{
    EACH_LANE(l)
    {
        kk_moment m = moment_of(kind, moments, l, !is_mean, has_weight);
        kk_prediction p = moment_fitted(m, at, is_mean);
        e->est[l] = p.est;
        e->se[l] = p.se;
        e->df[l] = p.df;
        e->support[l] = estimate_support(m, p.est, kind->both_sides[l] > 0, is_mean, has_weight);
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
        if (kind->has_weight)
            is_mean ? fit_lanes(kind, m, 0, true, true, &e) : fit_lanes(kind, m, fit[i].at, false, true, &e);
        else
            is_mean ? fit_lanes(kind, m, 0, true, false, &e) : fit_lanes(kind, m, fit[i].at, false, false, &e);
        for (size_t l = 0; l < KK_LANES; l++) {
            double half = t_of(kind, e.df[l]) * e.se[l];
            cell[l] = (kk_estimate_cell){e.est[l], e.est[l] - half, e.est[l] + half, (int32_t)m->n[l],
                                         e.support[l] < kind->threshold};
        }
    }
}
