/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/evaluate.h"
#include "kk/moments.h"
#include "kk/shrinkage.h"

#include <math.h>
#include <stdlib.h>

typedef struct trial {
    guide_area *area; /* with both figures */
    size_t count;
    size_t group[2];                       /* how many are not, and are, treated */
    double mean_variance, within_variance; /* of μ and τ² */
    double extra;                          /* σ² */
} trial;

static bool has_figure(const double *value, const double *variance, size_t i)
{
    return isfinite(value[i]) && isfinite(variance[i]);
}

static guide_area area_of(const kk_evaluation_areas *areas, size_t i, const kk_shrinkage *prior)
{
    double y = areas->baseline[i], chance = areas->baseline_variance[i], all = prior->within + chance;
    double kept = all > 0 ? prior->within / all : 1, mean = prior->mean + kept * (y - prior->mean);
    return (guide_area){
        .place = {mean, areas->trend != NULL ? areas->trend[i] : 0},
        .change = areas->later[i] - mean,
        .variance = kept * chance + areas->later_variance[i],
        .by_mean = 1 - kept,
        .by_within = all > 0 ? (y - prior->mean) * chance / (all * all) : 0,
        .raw_change = areas->later[i] - y,
        .is_treated = areas->is_treated[i],
    };
}

static void learn_prior(trial *of, const kk_evaluation_areas *areas, const kk_shrunk *room, kk_shrinkage *prior)
{
    const kk_shrinkable regions = {
        .estimate = areas->baseline, .variance = areas->baseline_variance, .count = areas->count};
    double precision = 0, squares = 0;
    *prior = kk_shrink(&regions, room);
    for (size_t i = 0; i < areas->count; i++) {
        if (!has_figure(areas->baseline, areas->baseline_variance, i)) continue;
        double all = prior->within + areas->baseline_variance[i];
        precision += 1 / all;
        squares += 1 / (all * all);
    }
    of->mean_variance = 1 / precision;
    of->within_variance = 2 / squares;
}

static void gather(trial *of, const kk_evaluation_areas *areas, const kk_shrinkage *prior, kk_evaluation *out)
{
    for (size_t i = 0; i < areas->count; i++) {
        bool both = has_figure(areas->baseline, areas->baseline_variance, i) &&
                    has_figure(areas->later, areas->later_variance, i) &&
                    (areas->trend == NULL || isfinite(areas->trend[i]));
        out->treated_missing += areas->is_treated[i] && !both;
        if (!both) continue;
        of->area[of->count++] = area_of(areas, i, prior);
        of->group[areas->is_treated[i]]++;
    }
    out->others = of->group[false];
    out->treated = of->group[true];
}

static double mean_change(const trial *of, bool is_treated)
{
    double sum = 0;
    for (size_t i = 0; i < of->count; i++)
        if (of->area[i].is_treated == is_treated) sum += of->area[i].change;
    return sum / (double)of->group[is_treated];
}

static double extra_variance(const trial *of, double common)
{
    double n = (double)of->group[false], squares = 0, expected = 0;
    for (size_t i = 0; i < of->count; i++) {
        const guide_area *area = &of->area[i];
        if (area->is_treated) continue;
        squares += (area->change - common) * (area->change - common);
        expected += area->variance * (1 - 1 / n);
    }
    return fmax(0, (squares - expected) / (n - 1));
}

static kk_estimate contrast(const trial *of)
{
    double effect = 0, variance = 0, by_mean = 0, by_within = 0;
    for (size_t i = 0; i < of->count; i++) {
        const guide_area *area = &of->area[i];
        effect += area->weight * area->change;
        variance += area->weight * area->weight * (area->variance + of->extra);
        by_mean += area->weight * area->by_mean;
        by_within += area->weight * area->by_within;
    }
    if (by_mean != 0) variance += by_mean * by_mean * of->mean_variance;
    if (by_within != 0) variance += by_within * by_within * of->within_variance;
    double half = kk_t_quantile((double)of->group[false] - 1) * sqrt(variance);
    return (kk_estimate){effect, effect - half, effect + half};
}

static void weigh_groups(trial *of)
{
    for (size_t i = 0; i < of->count; i++) {
        guide_area *area = &of->area[i];
        area->weight = (area->is_treated ? 1 : -1) / (double)of->group[area->is_treated];
    }
}

static int side_of(kk_estimate effect)
{
    return (effect.lower > 0) - (effect.upper < 0);
}

static void judge(kk_evaluation *out, bool more_is_better)
{
    int side = side_of(out->beyond_expected);
    out->verdict = KK_EFFECT_UNCLEAR;
    out->reason = KK_UNCLEAR_NOT;
    if (out->treated < KK_EVALUATION_TREATED || out->others < KK_EVALUATION_OTHERS)
        out->reason = KK_UNCLEAR_FEW;
    else if (2 * out->matched < out->treated)
        out->reason = KK_UNCLEAR_NO_MATCH;
    else if (side == 0 || side != side_of(out->beyond_matches))
        out->reason = KK_UNCLEAR_ZERO;
    else
        out->verdict = (side > 0) == more_is_better ? KK_EFFECT_BETTER : KK_EFFECT_WORSE;
}

static void measure(trial *of, const kk_evaluation_options *options, kk_evaluation *out)
{
    double raw = 0;
    for (size_t i = 0; i < of->count; i++) raw += of->area[i].is_treated ? of->area[i].raw_change : 0;
    if (out->treated > 0) {
        out->change = raw / (double)out->treated;
        out->regression = out->change - mean_change(of, true);
    }
    if (out->others > 0) out->common = mean_change(of, false);
    if (out->treated == 0 || out->others < 2) return;
    of->extra = extra_variance(of, out->common);
    weigh_groups(of);
    out->beyond_expected = contrast(of);
    out->matched = guide_weigh_matches(of->area, of->count, options);
    if (out->matched > 0) out->beyond_matches = contrast(of);
}

kk_status kk_evaluate(const kk_evaluation_areas *areas, const kk_evaluation_options *options, kk_evaluation *out,
                      kk_error *err)
{
    const kk_estimate none = {NAN, NAN, NAN};
    trial of = {.area = calloc(areas->count + 1, sizeof *of.area)};
    double *room = calloc(2 * areas->count + KK_SHRINK_SCRATCH(0), sizeof *room);
    kk_status status = of.area != NULL && room != NULL ? KK_OK : kk_fail_memory(err);
    if (status != KK_OK) goto done;
    const kk_shrunk posterior = {room, room + areas->count, room + 2 * areas->count};
    kk_shrinkage prior;
    *out = (kk_evaluation){.change = NAN, .regression = NAN, .common = NAN, .beyond_expected = none};
    out->beyond_matches = none;
    learn_prior(&of, areas, &posterior, &prior);
    gather(&of, areas, &prior, out);
    measure(&of, options, out);
    judge(out, options->more_is_better);
done:
    free(of.area);
    free(room);
    return status;
}
