/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube.h"

#include <math.h>

typedef struct making {
    const kk_choice *choice;
    const kk_cube *cube;
    const kk_estimate_frame *frame;
    kk_arena *arena;
    /* room for the regions of any type */
    kk_prediction *prediction, *versus;
    double *estimate, *variance;
    uint32_t *parent;
    kk_shrunk posterior;
} making;

static bool make_room(making *work)
{
    size_t most = 1;
    for (size_t t = 0; t < work->frame->type_count; t++)
        if (work->frame->type[t].count > most) most = work->frame->type[t].count;
    work->prediction = kk_arena_alloc(work->arena, most, sizeof *work->prediction);
    work->versus = kk_arena_alloc(work->arena, most, sizeof *work->versus);
    work->estimate = kk_arena_alloc(work->arena, most, sizeof(double));
    work->variance = kk_arena_alloc(work->arena, most, sizeof(double));
    work->parent = kk_arena_alloc(work->arena, most, sizeof *work->parent);
    work->posterior.mean = kk_arena_alloc(work->arena, most, sizeof(double));
    work->posterior.variance = kk_arena_alloc(work->arena, most, sizeof(double));
    /* Parents, and one more for each region that has none. */
    work->posterior.scratch = kk_arena_alloc(work->arena, KK_SHRINK_SCRATCH(2 * most), sizeof(double));
    return work->prediction != NULL && work->versus != NULL && work->estimate != NULL && work->variance != NULL &&
           work->parent != NULL && work->posterior.mean != NULL && work->posterior.variance != NULL &&
           work->posterior.scratch != NULL;
}

/* ---- a group in the regions of a type ---- */

static bool is_hidden(const making *work, const kk_wanted *wanted, const kk_moment *moment,
                      const kk_prediction *prediction)
{
    const kk_hiding hiding = kk_cube_hiding(work->cube, wanted->outcome);
    return kk_estimate_is_hidden(moment, prediction, &hiding);
}

static const kk_prediction no_prediction = {
    .est = NAN, .lower = NAN, .upper = NAN, .se = NAN, .leverage = NAN, .rss = NAN, .df = NAN};

/* Of what the rule hides nothing is kept. */
static void keep_shown(const making *work, const kk_wanted *wanted, const kk_moment *moment, kk_prediction *prediction)
{
    if (is_hidden(work, wanted, moment, prediction)) *prediction = no_prediction;
}

static void predict(const making *work, size_t index, size_t t, kk_prediction *prediction)
{
    const kk_wanted *wanted = &work->choice->wanted[index];
    const kk_moment *moment = kk_cube_moments(work->cube, index, t);
    double at = kk_combination_at(work->frame, wanted->combination);
    for (size_t r = 0; r < work->frame->type[t].count; r++) {
        prediction[r] = kk_moment_predict(&moment[r], at);
        keep_shown(work, wanted, &moment[r], &prediction[r]);
    }
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

/* A region without a parent gets one of its own, and so is shrunk to the land. Returns how many parents there are. */
static size_t find_parents(const making *work, const kk_region_type *type)
{
    size_t parents = work->frame->type[type->within].count;
    for (size_t r = 0; r < type->count; r++)
        work->parent[r] = type->parent[r] == KK_NO_REGION ? (uint32_t)parents++ : type->parent[r];
    return parents;
}

/* Leaves the posteriors in `work`. */
static kk_shrinkage shrink(const making *work, size_t t)
{
    const kk_region_type *type = &work->frame->type[t];
    bool has_parents = type->parent != NULL;
    double s2 = residual_variance(work->prediction, type->count);
    for (size_t r = 0; r < type->count; r++) {
        work->estimate[r] = work->prediction[r].est;
        work->variance[r] = work->prediction[r].leverage * s2;
    }
    const kk_shrinkable regions = {.estimate = work->estimate,
                                   .variance = work->variance,
                                   .parent = has_parents ? work->parent : NULL,
                                   .count = type->count,
                                   .parent_count = has_parents ? find_parents(work, type) : 0};
    return kk_shrink(&regions, &work->posterior);
}

/* ---- the reliability of an outcome ---- */

static void make_reliability(const making *work, size_t outcome, size_t t, kk_reliability *out)
{
    const kk_moment *moment = kk_cube_moments(work->cube, outcome, t);
    for (size_t r = 0; r < work->frame->type[t].count; r++) {
        work->prediction[r] = kk_moment_fit(&moment[r], NAN);
        keep_shown(work, &work->choice->wanted[outcome], &moment[r], &work->prediction[r]);
    }
    *out = (kk_reliability){.outcome = outcome, .type = t, .shrinkage = shrink(work, t)};
}

/* ---- maps ---- */

static kk_estimate_cell cell_of(double est, double lower, double upper, double n)
{
    if (isnan(est)) return (kk_estimate_cell){NAN, NAN, NAN, 0, true};
    return (kk_estimate_cell){est, lower, upper, (int32_t)n, false};
}

static void tell_estimates(const making *work, const kk_moment *moment, size_t count, kk_estimate_cell *cell)
{
    for (size_t r = 0; r < count; r++) {
        const kk_prediction *of = &work->prediction[r];
        cell[r] = cell_of(of->est, of->lower, of->upper, moment[r].n);
    }
}

static void tell_shrunk(const making *work, const kk_estimate_cell *estimate, size_t count, kk_estimate_cell *cell)
{
    for (size_t r = 0; r < count; r++) {
        double mean = estimate[r].n == 0 ? NAN : work->posterior.mean[r];
        double half = kk_t_quantile(INFINITY) * sqrt(work->posterior.variance[r]);
        cell[r] = cell_of(mean, mean - half, mean + half, estimate[r].n);
    }
}

static void tell_differences(const making *work, const kk_moment *group, const kk_moment *versus, size_t count,
                             kk_estimate_cell *cell)
{
    for (size_t r = 0; r < count; r++) {
        kk_prediction of = kk_prediction_difference(&work->prediction[r], &work->versus[r]);
        cell[r] = cell_of(of.est, of.lower, of.upper, fmin(group[r].n, versus[r].n));
    }
}

static bool make_map(const making *work, size_t m, size_t t, kk_map_values *out)
{
    const kk_config_estimate_map *map = &work->choice->config->map[m];
    size_t count = work->frame->type[t].count, group = work->choice->group[m], versus = work->choice->versus[m];
    const kk_moment *moment = kk_cube_moments(work->cube, group, t);
    *out = (kk_map_values){.map = map,
                           .type = t,
                           .estimate = kk_arena_alloc(work->arena, count, sizeof *out->estimate),
                           .shrunk = kk_arena_alloc(work->arena, count, sizeof *out->shrunk)};
    if (map->has_versus) out->difference = kk_arena_alloc(work->arena, count, sizeof *out->difference);
    if (out->estimate == NULL || out->shrunk == NULL || (map->has_versus && out->difference == NULL)) return false;
    predict(work, group, t, work->prediction);
    tell_estimates(work, moment, count, out->estimate);
    shrink(work, t);
    tell_shrunk(work, out->estimate, count, out->shrunk);
    if (!map->has_versus) return true;
    predict(work, versus, t, work->versus);
    tell_differences(work, moment, kk_cube_moments(work->cube, versus, t), count, out->difference);
    return true;
}

/* ---- all ---- */

static bool make_all(const making *work, kk_chosen *out)
{
    const kk_config_estimates *config = work->choice->config;
    size_t outcomes = work->frame->outcome_count, types = work->frame->type_count;
    out->reliability = kk_arena_alloc(work->arena, outcomes * types, sizeof *out->reliability);
    out->map = kk_arena_alloc(work->arena, config->map_count * types, sizeof *out->map);
    if (out->reliability == NULL || out->map == NULL) return false;
    for (size_t o = 0; o < outcomes; o++)
        for (size_t t = 0; t < types; t++)
            if (!config->region[t].land) make_reliability(work, o, t, &out->reliability[out->reliability_count++]);
    for (size_t m = 0; m < config->map_count; m++)
        for (size_t t = 0; t < types; t++)
            if (!config->region[t].land && !make_map(work, m, t, &out->map[out->map_count++])) return false;
    return true;
}

kk_status kk_chosen_make(const kk_choice *choice, const kk_cube *cube, kk_arena *arena, kk_chosen *out, kk_error *err)
{
    making work = {.choice = choice, .cube = cube, .frame = &cube->cohort->frame, .arena = arena};
    *out = (kk_chosen){.frame = work.frame};
    return make_room(&work) && make_all(&work, out) ? KK_OK : kk_fail_memory(err);
}
