/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_index.h"
#include "kk/random.h"

#include <string.h>

enum { RANK_DRAWS = 1000, WORST_PART = 10 };

static double *numbers(const kk_guide_work *work, size_t count)
{
    return kk_arena_alloc(work->arena, count, sizeof(double));
}

static size_t count_scored(const kk_guide_index *index)
{
    size_t scored = 0;
    for (size_t i = 0; i < index->count; i++) scored += isnan(index->scores.index[i]) ? 0 : 1;
    return scored;
}

static size_t choose_worst(const kk_guide_work *work, const kk_guide_index *index)
{
    const kk_config_guide *guide = &work->config->guide;
    const char *level = work->areas->level[index->level].name;
    for (size_t t = 0; t < guide->target_count; t++) {
        const kk_config_target *target = &guide->target[t];
        if (target->choose > 0 && target->within == NULL && strcmp(target->level, level) == 0) return target->choose;
    }
    size_t worst = count_scored(index) / WORST_PART;
    return worst > 0 ? worst : 1;
}

static uint64_t seed_of(const kk_guide_work *work, const kk_guide_index *index)
{
    uint64_t seed = kk_random_seed(work->config->guide.seed, work->config->guide.index.name);
    return kk_random_seed(seed, work->areas->level[index->level].name);
}

/* ---- draws ---- */

static kk_status begin_spread(kk_guide_work *work, size_t count, kk_need_spread *spread, kk_error *err)
{
    *spread = (kk_need_spread){numbers(work, count), numbers(work, count), numbers(work, count),
                               numbers(work, count), numbers(work, count), numbers(work, KK_FACTORS * count)};
    bool is_there = spread->rank_lower && spread->rank_median && spread->rank_upper && spread->worst_chance &&
                    spread->error && spread->due_to;
    return is_there ? KK_OK : kk_fail_memory(err);
}

static kk_status draw(kk_guide_work *work, kk_guide_index *index, const uint64_t *id, const double *const *error,
                      kk_error *err)
{
    const kk_config_index *config = &work->config->guide.index;
    const kk_need_draws how = {
        .draws = config->sensitivity.draws,
        .weight_spread = config->sensitivity.weight_spread,
        .scale = config->sensitivity.scale,
        .join = config->sensitivity.join,
        .scale_count = config->sensitivity.scale_count,
        .join_count = config->sensitivity.join_count,
        .error = error,
        .worst = index->worst,
        .seed = seed_of(work, index),
        .threads = work->threads,
    };
    return kk_need_draw(&index->areas, id, &how, &index->spread, err);
}

static kk_status draw_all(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    size_t indicators = index->areas.indicator_count;
    uint64_t *id = kk_arena_alloc(work->arena, index->count, sizeof *id);
    const double **error = kk_arena_alloc(work->arena, indicators, sizeof *error);
    if (id == NULL || error == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < index->count; i++) id[i] = kk_random_seed(0, work->areas->level[index->level].code[i]);
    for (size_t n = 0; n < indicators; n++) error[n] = index->figures[n].error;
    kk_status status = begin_spread(work, index->count, &index->spread, err);
    return status == KK_OK ? draw(work, index, id, error, err) : status;
}

/* ---- rank sets ---- */

/* Areas with an index are ranked among themselves. */
static kk_status rank(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    size_t scored = 0;
    kk_rank_score *of = kk_arena_alloc(work->arena, index->count, sizeof *of);
    kk_rank_set *found = kk_arena_alloc(work->arena, index->count, sizeof *found);
    kk_rank_set *set = kk_arena_alloc(work->arena, index->count, sizeof *set);
    if (of == NULL || found == NULL || set == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < index->count; i++) {
        double value = index->scores.index[i];
        if (!isnan(value)) of[scored++] = (kk_rank_score){value, index->spread.error[i], value, value, value};
    }
    const kk_rank_options options = {
        .confidence = 0.95,
        .simultaneous = true,
        .stepdown = true,
        .draws = RANK_DRAWS,
        .seed = kk_random_seed(seed_of(work, index), "ranks"),
        .threads = work->threads,
    };
    kk_status status = kk_rank_sets(of, scored, &options, found, err);
    for (size_t i = index->count; i-- > 0 && status == KK_OK;)
        if (!isnan(index->scores.index[i])) set[i] = found[--scored];
    index->set = set;
    return status;
}

kk_status kk_index_doubt(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    index->worst = choose_worst(work, index);
    kk_status status = draw_all(work, index, err);
    return status == KK_OK ? rank(work, index, err) : status;
}
