/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/estimates.h"

#include <math.h>

typedef struct making {
    const kk_config_estimates *config;
    const kk_estimate_frame *frame;
    const kk_cube *cube;
    bool is_weighted;
    kk_arena *arena;
    const kk_wanted *wanted;
    /* room for the regions of any type */
    kk_prediction *prediction;
    double *estimate, *variance, *posterior, *posterior_variance, *scratch;
} making;

static bool make_room(making *work)
{
    size_t most = 1;
    for (size_t t = 0; t < work->frame->type_count; t++)
        if (work->frame->type[t].count > most) most = work->frame->type[t].count;
    work->prediction = kk_arena_alloc(work->arena, most, sizeof *work->prediction);
    work->estimate = kk_arena_alloc(work->arena, most, sizeof(double));
    work->variance = kk_arena_alloc(work->arena, most, sizeof(double));
    work->posterior = kk_arena_alloc(work->arena, most, sizeof(double));
    work->posterior_variance = kk_arena_alloc(work->arena, most, sizeof(double));
    work->scratch = kk_arena_alloc(work->arena, 4 * most + 4, sizeof(double));
    return work->prediction != NULL && work->estimate != NULL && work->variance != NULL && work->posterior != NULL &&
           work->posterior_variance != NULL && work->scratch != NULL;
}

static bool is_hidden(const making *work, const kk_wanted *wanted, const kk_moment *moment,
                      const kk_prediction *prediction)
{
    bool by_outcome = work->config->rule == KK_RULE_KANSENKAART && work->frame->outcome[wanted->outcome].is_binary;
    bool is_mean = isnan(kk_combination_at(work->frame, wanted->combination));
    return kk_estimate_is_hidden(moment, prediction, by_outcome, is_mean, work->is_weighted, work->config->threshold);
}

/* ---- shrinkage ---- */

/* s²: what persons differ by within a region, of all regions of the type together. */
static double residual_variance(const kk_prediction *prediction, size_t count)
{
    double rss = 0, df = 0;
    for (size_t r = 0; r < count; r++) {
        if (isnan(prediction[r].est)) continue;
        rss += prediction[r].rss;
        df += prediction[r].df;
    }
    return rss / df;
}

/* Leaves the posteriors in `work`. */
static kk_shrinkage shrink(const making *work, size_t t, const kk_prediction *prediction)
{
    const kk_region_type *type = &work->frame->type[t];
    size_t parents = type->parent == NULL ? 0 : work->frame->type[type->within].count;
    double s2 = residual_variance(prediction, type->count);
    for (size_t r = 0; r < type->count; r++) {
        work->estimate[r] = prediction[r].est;
        work->variance[r] = prediction[r].leverage * s2;
    }
    return kk_shrink(work->estimate, work->variance, type->parent, type->count, parents, work->posterior,
                     work->posterior_variance, NULL, NULL, work->scratch);
}

static kk_prediction settle(double mean, double variance)
{
    double se = sqrt(variance), half = kk_t_quantile(INFINITY) * se;
    return (kk_prediction){
        .est = mean, .lower = mean - half, .upper = mean + half, .se = se, .leverage = NAN, .rss = NAN, .df = INFINITY};
}

/* ---- the reliability of an outcome ---- */

/* The plain mean; an interval, which costs most, is not asked for. */
static kk_prediction mean_of(const kk_moment *moment)
{
    if (moment->n == 0) return (kk_prediction){.est = NAN, .leverage = NAN};
    return (kk_prediction){
        .est = moment->mean_y, .leverage = 1 / moment->weight, .rss = moment->yy, .df = moment->n - 1};
}

static void make_reliability(const making *work, size_t outcome, size_t t, kk_reliability *out)
{
    const kk_moment *moment = kk_cube_moments(work->cube, outcome, t);
    kk_moment together = {0};
    for (size_t r = 0; r < work->frame->type[t].count; r++) {
        work->prediction[r] = mean_of(&moment[r]);
        kk_moment_merge(&together, &moment[r]);
    }
    kk_prediction mean = kk_moment_predict(&together, NAN);
    *out = (kk_reliability){
        .outcome = outcome,
        .type = t,
        .hidden = is_hidden(work, &work->wanted[outcome], &together, &mean),
        .shrinkage = shrink(work, t, work->prediction),
    };
}

/* ---- maps ---- */

/* A group in every region of a type. */
typedef struct subgroup {
    kk_prediction *prediction;
    double *n;
    bool *hidden;
} subgroup;

static bool make_subgroup(const making *work, size_t index, size_t t, subgroup *out)
{
    size_t count = work->frame->type[t].count;
    *out = (subgroup){
        .prediction = kk_arena_alloc(work->arena, count, sizeof *out->prediction),
        .n = kk_arena_alloc(work->arena, count, sizeof *out->n),
        .hidden = kk_arena_alloc(work->arena, count, sizeof *out->hidden),
    };
    if (out->prediction == NULL || out->n == NULL || out->hidden == NULL) return false;
    const kk_wanted *wanted = &work->wanted[index];
    const kk_moment *moment = kk_cube_moments(work->cube, index, t);
    double at = kk_combination_at(work->frame, wanted->combination);
    for (size_t r = 0; r < count; r++) {
        out->prediction[r] = kk_moment_predict(&moment[r], at);
        out->n[r] = moment[r].n;
        out->hidden[r] = is_hidden(work, wanted, &moment[r], &out->prediction[r]);
    }
    return true;
}

static bool make_versus(const making *work, size_t index, size_t t, kk_map_values *out)
{
    subgroup versus;
    if (!make_subgroup(work, index, t, &versus)) return false;
    for (size_t r = 0; r < work->frame->type[t].count; r++)
        versus.prediction[r] = kk_prediction_difference(&out->estimate[r], &versus.prediction[r]);
    out->difference = versus.prediction;
    out->versus_n = versus.n;
    out->versus_hidden = versus.hidden;
    return true;
}

/* `index`: of the map's group among the wanted ones; that of its `versus` is next. */
static bool make_values(const making *work, const kk_config_estimate_map *map, size_t index, size_t t,
                        kk_map_values *out)
{
    size_t count = work->frame->type[t].count;
    subgroup group;
    *out = (kk_map_values){.map = map, .type = t, .shrunk = kk_arena_alloc(work->arena, count, sizeof *out->shrunk)};
    if (out->shrunk == NULL || !make_subgroup(work, index, t, &group)) return false;
    out->estimate = group.prediction;
    out->n = group.n;
    out->hidden = group.hidden;
    out->shrinkage = shrink(work, t, out->estimate);
    for (size_t r = 0; r < count; r++) out->shrunk[r] = settle(work->posterior[r], work->posterior_variance[r]);
    return !map->has_versus || make_versus(work, index + 1, t, out);
}

/* ---- all ---- */

static bool is_land(const making *work, size_t t)
{
    return work->config->region[t].land;
}

static bool make_all(const making *work, kk_chosen *out)
{
    size_t types = work->frame->type_count, index = work->frame->outcome_count;
    out->reliability = kk_arena_alloc(work->arena, work->frame->outcome_count * types, sizeof *out->reliability);
    out->map = kk_arena_alloc(work->arena, work->config->map_count * types, sizeof *out->map);
    if (out->reliability == NULL || out->map == NULL) return false;
    for (size_t o = 0; o < work->frame->outcome_count; o++)
        for (size_t t = 0; t < types; t++)
            if (!is_land(work, t)) make_reliability(work, o, t, &out->reliability[out->reliability_count++]);
    for (size_t m = 0; m < work->config->map_count; m++) {
        const kk_config_estimate_map *map = &work->config->map[m];
        for (size_t t = 0; t < types; t++)
            if (!is_land(work, t) && !make_values(work, map, index, t, &out->map[out->map_count++])) return false;
        index += map->has_versus ? 2 : 1;
    }
    return true;
}

kk_status kk_chosen_make(const kk_config *config, const kk_estimate_frame *frame, const kk_cube *cube, bool is_weighted,
                         kk_arena *arena, kk_chosen *out, kk_error *err)
{
    making work = {
        .config = &config->estimates, .frame = frame, .cube = cube, .is_weighted = is_weighted, .arena = arena};
    kk_wanted *wanted;
    size_t wanted_count;
    kk_status status = kk_chosen_wanted(config, frame, arena, &wanted, &wanted_count, err);
    if (status != KK_OK) return status;
    work.wanted = wanted;
    *out = (kk_chosen){.frame = frame};
    return make_room(&work) && make_all(&work, out) ? KK_OK : kk_fail_memory(err);
}
