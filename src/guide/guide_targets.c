/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"
#include "guide/sort.h"

#include <string.h>

enum { DRAWS = 1000 };

/* ---- what is asked ---- */

static kk_status find_index(const kk_guide_work *work, const kk_config_target *config, kk_guide_targets *targets,
                            kk_error *err)
{
    ptrdiff_t level = kk_guide_level(work, config->level);
    if (level < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark, "targets '%s': this project has no areas of level '%s'",
                          config->name, config->level);
    targets->index = kk_guide_index_at(work->out, (uint32_t)level);
    if (targets->index == NULL)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "targets '%s': there is no index at level '%s'; add it to `levels:` of `index:`",
                          config->name, config->level);
    return KK_OK;
}

static kk_status take_in_need(kk_guide_work *work, kk_guide_targets *targets, kk_error *err)
{
    const kk_config_target *config = targets->config;
    kk_guide_figures *figures = kk_arena_alloc(work->arena, 1, sizeof *figures);
    if (figures == NULL) return kk_fail_memory(err);
    targets->in_need = figures;
    kk_status status = kk_guide_figures_take(work, config->in_need, targets->index->level, figures, err);
    if (status != KK_OK || figures->period != NULL) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                      "targets '%s': `in_need: %s` has no figures at level '%s'; name an indicator that has",
                      config->name, figures->indicator->name, config->level);
}

static kk_status find_within(const kk_guide_work *work, guide_list *list, ptrdiff_t *within, kk_error *err)
{
    const kk_config_target *config = list->config;
    *within = config->within == NULL ? -1 : kk_guide_level(work, config->within);
    if (config->within != NULL && *within < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark, "targets '%s': this project has no areas of level '%s'",
                          config->name, config->within);
    list->within = *within < 0 ? NULL : &work->areas->level[*within];
    list->group_count = *within < 0 ? 1 : list->within->count;
    return KK_OK;
}

/* ---- groups ---- */

static void find_groups(const kk_guide_work *work, guide_list *list, ptrdiff_t within)
{
    uint32_t level = list->targets->index->level;
    for (size_t i = 0; i < list->areas->count; i++) {
        ptrdiff_t group = within < 0 ? 0 : kk_guide_area_around(work->areas, level, i, (uint32_t)within);
        list->group[i] = list->areas->water[i] || group < 0 ? UINT32_MAX : (uint32_t)group;
        if (list->group[i] != UINT32_MAX) list->begin[list->group[i] + 1]++;
    }
    for (size_t g = 0; g < list->group_count; g++) list->begin[g + 1] += list->begin[g];
}

/* By group, those on the list, rank; before there are ranks by group alone. */
static kk_status order_areas(kk_guide_work *work, guide_list *list, kk_error *err)
{
    size_t count = list->areas->count;
    double *key = kk_arena_alloc(work->arena, count, sizeof *key);
    if (key == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const kk_target *target = &list->targets->target[i];
        uint32_t rank = target->set.rank > 0 ? target->set.rank : UINT32_MAX;
        key[i] = list->group[i] * 0x1p34 + (target->is_chosen ? 0 : 0x1p33) + rank;
    }
    guide_sort(key, list->area, count);
    return KK_OK;
}

static kk_status open_list(kk_guide_work *work, guide_list *list, kk_error *err)
{
    const kk_guide_index *index = list->targets->index;
    ptrdiff_t within;
    kk_status status = find_within(work, list, &within, err);
    if (status != KK_OK) return status;
    list->areas = &work->areas->level[index->level];
    list->hides_ranks = kk_guide_hides_ranks(work->config, work->areas, index->level);
    size_t count = list->areas->count;
    kk_target *target = kk_arena_alloc(work->arena, count, sizeof *target);
    list->begin = kk_arena_alloc(work->arena, list->group_count + 1, sizeof *list->begin);
    list->chosen = kk_arena_alloc(work->arena, list->group_count, sizeof *list->chosen);
    list->area = kk_arena_alloc(work->arena, count, sizeof *list->area);
    list->group = kk_arena_alloc(work->arena, count, sizeof *list->group);
    list->in_need = kk_arena_alloc(work->arena, count, sizeof *list->in_need);
    list->change = kk_arena_alloc(work->arena, count, sizeof *list->change);
    if (!target || !list->begin || !list->chosen || !list->area || !list->group || !list->in_need || !list->change)
        return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) target[i].margin = NAN;
    list->target = target;
    list->targets->target = target;
    find_groups(work, list, within);
    return order_areas(work, list, err);
}

/* ---- the choice ---- */

/* What the kernel asks of one group; each [area of the group]. */
typedef struct choice {
    kk_rank_score *score;
    bool *earlier;
    kk_target *target;
} choice;

static kk_status choose_group(const kk_guide_work *work, guide_list *list, size_t group, const choice *of,
                              kk_error *err)
{
    const kk_config_target *config = list->config;
    const kk_guide_index *index = list->targets->index;
    const uint32_t *area = list->area + list->begin[group];
    size_t count = guide_group_size(list, group);
    const bool *earlier = list->known == NULL ? NULL : list->known->earlier;
    for (size_t i = 0; i < count; i++) {
        double estimate = index->scores.index[area[i]];
        of->score[i] = (kk_rank_score){estimate, index->spread.error[area[i]], estimate, estimate, estimate};
        of->earlier[i] = earlier != NULL && earlier[area[i]];
    }
    const kk_target_rule rule = {config->choose, config->above, config->confidence, of->earlier};
    const kk_rank_options options = {.confidence = config->confidence,
                                     .simultaneous = true,
                                     .stepdown = true,
                                     .draws = DRAWS,
                                     .seed = work->config->guide.seed,
                                     .threads = work->threads};
    kk_status status = kk_targets_choose(of->score, count, &rule, &options, of->target, err);
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        list->target[area[i]] = of->target[i];
        list->chosen[group] += of->target[i].is_chosen;
    }
    return status;
}

static kk_status choose_all(kk_guide_work *work, guide_list *list, kk_error *err)
{
    size_t count = list->areas->count;
    const choice of = {
        .score = kk_arena_alloc(work->arena, count, sizeof *of.score),
        .earlier = kk_arena_alloc(work->arena, count, sizeof *of.earlier),
        .target = kk_arena_alloc(work->arena, count, sizeof *of.target),
    };
    if (of.score == NULL || of.earlier == NULL || of.target == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t g = 0; g < list->group_count && status == KK_OK; g++) status = choose_group(work, list, g, &of, err);
    return status == KK_OK ? order_areas(work, list, err) : status;
}

static kk_status compare_today(kk_guide_work *work, guide_list *list, kk_error *err)
{
    if (list->known == NULL || list->known->today == NULL) return KK_OK;
    kk_list_place *place = kk_arena_alloc(work->arena, list->areas->count, sizeof *place);
    if (place == NULL) return kk_fail_memory(err);
    kk_targets_compare(list->target, list->known->today, list->areas->count, place);
    list->targets->place = place;
    return KK_OK;
}

/* ---- what is told ---- */

static kk_status tell_ranks(kk_guide_work *work, guide_list *list, kk_error *err)
{
    uint32_t *rank = kk_arena_alloc(work->arena, list->areas->count, sizeof *rank);
    if (rank == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < list->areas->count; i++) rank[i] = list->target[i].set.rank;
    list->targets->rank = rank;
    return KK_OK;
}

static void count_in_need(guide_list *list)
{
    const kk_guide_figures *share = list->targets->in_need;
    double everybody = kk_guide_everybody(share->indicator);
    for (size_t i = 0; i < list->areas->count; i++)
        list->in_need[i] = list->targets->index->youths[i] * share->value[i] / everybody;
}

static kk_status show_on_map(kk_guide_work *work, const guide_list *list, kk_error *err)
{
    enum { NO = 1, POSSIBLY, POSSIBLY_CHOSEN, CERTAINLY };
    const kk_guide_index *index = list->targets->index;
    kk_guide_column column;
    kk_status status = kk_guide_column_add(work, list->config->indicator, index->level, index->period, &column, err);
    for (size_t i = 0; i < list->areas->count && status == KK_OK; i++) {
        const kk_target *target = &list->target[i];
        double category = target->class == KK_TARGET_CERTAIN ? CERTAINLY
                          : target->class == KK_TARGET_NOT   ? NO
                          : target->is_chosen                ? POSSIBLY_CHOSEN
                                                             : POSSIBLY;
        if (target->class != KK_TARGET_NONE) kk_guide_column_set(&column, i, category, NAN, NAN);
    }
    return status;
}

static kk_status make_list(kk_guide_work *work, guide_list *list, kk_error *err)
{
    kk_status status = find_index(work, list->config, list->targets, err);
    if (status == KK_OK) status = take_in_need(work, list->targets, err);
    if (status == KK_OK) status = open_list(work, list, err);
    if (status == KK_OK) status = choose_all(work, list, err);
    if (status == KK_OK) status = compare_today(work, list, err);
    if (status == KK_OK) status = tell_ranks(work, list, err);
    if (status != KK_OK) return status;
    count_in_need(list);
    if (!list->hides_ranks)
        status = guide_changes_find(list->targets->index, list->target, work->threads, list->change, err);
    return status == KK_OK ? show_on_map(work, list, err) : status;
}

kk_status kk_guide_make_targets(kk_guide_work *work, kk_error *err)
{
    const kk_config_guide *guide = &work->config->guide;
    size_t count = guide->target_count;
    kk_guide_targets *targets = kk_arena_alloc(work->arena, count, sizeof *targets);
    guide_list *list = kk_arena_alloc(work->arena, count, sizeof *list);
    if (targets == NULL || list == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t t = 0; t < count && status == KK_OK; t++) {
        targets[t].config = list[t].config = &guide->target[t];
        list[t].targets = &targets[t];
        list[t].known = work->sources->lists == NULL ? NULL : &work->sources->lists[t];
        status = make_list(work, &list[t], err);
    }
    if (status == KK_OK) status = guide_targets_sheet(work, list, count, err);
    if (status == KK_OK) status = guide_reach_sheet(work, list, count, err);
    if (status == KK_OK) status = guide_elsewhere_sheet(work, list, count, err);
    if (status == KK_OK) status = guide_peers_sheet(work, list, count, err);
    if (status != KK_OK) return status;
    work->out->targets = targets;
    work->out->targets_count = count;
    return KK_OK;
}
