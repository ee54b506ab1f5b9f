/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_index.h"

#include <string.h>

static double *numbers(const kk_guide_work *work, size_t count)
{
    return kk_arena_alloc(work->arena, count, sizeof(double));
}

/* ---- what it is made of ---- */

static kk_status take_youths(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    kk_guide_figures youths;
    kk_status status = kk_guide_amounts_take(work, work->config->guide.youths, index->level, &youths, err);
    if (status != KK_OK) return status;
    double *counted = numbers(work, index->count);
    if (counted == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < index->count; i++) counted[i] = youths.value[i] > 0 ? youths.value[i] : 0;
    index->youths = youths.value;
    index->areas.youths = counted;
    return KK_OK;
}

static kk_status take_figures(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    const kk_config_index *config = &work->config->guide.index;
    kk_guide_figures *figures = kk_arena_alloc(work->arena, config->need_count, sizeof *figures);
    kk_need_indicator *indicator = kk_arena_alloc(work->arena, config->need_count, sizeof *indicator);
    if (figures == NULL || indicator == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t n = 0; n < config->need_count && status == KK_OK; n++) {
        const kk_config_need *need = &config->need[n];
        status = kk_guide_figures_take(work, need->indicator, index->level, &figures[n], err);
        if (status != KK_OK) break;
        indicator[n] = (kk_need_indicator){figures[n].value, need->theme, need->weight, need->is_strength};
        const char *period = figures[n].period;
        if (period != NULL && (index->period == NULL || strcmp(period, index->period) > 0)) index->period = period;
    }
    index->figures = figures;
    index->areas.indicator = indicator;
    return status;
}

static kk_status take_themes(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    const kk_config_index *config = &work->config->guide.index;
    double *weight = numbers(work, config->theme_count);
    if (weight == NULL) return kk_fail_memory(err);
    for (size_t t = 0; t < config->theme_count; t++) weight[t] = config->theme[t].weight;
    index->areas.theme_weight = weight;
    return KK_OK;
}

static kk_status begin_index(kk_guide_work *work, uint32_t level, kk_guide_index *index, kk_error *err)
{
    const kk_config_index *config = &work->config->guide.index;
    size_t count = work->areas->level[level].count;
    *index = (kk_guide_index){
        .level = level,
        .count = count,
        .areas = {.count = count,
                  .indicator_count = config->need_count,
                  .theme_count = config->theme_count,
                  .rule = config->rule},
    };
    kk_status status = take_youths(work, index, err);
    if (status == KK_OK) status = take_figures(work, index, err);
    return status == KK_OK ? take_themes(work, index, err) : status;
}

/* ---- scores ---- */

static kk_status score(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    size_t count = index->count, cells = index->areas.indicator_count * count;
    const kk_need_room room = {
        .value = numbers(work, count),
        .weight = numbers(work, count),
        .area = kk_arena_alloc(work->arena, count, sizeof *room.area),
        .order = kk_arena_alloc(work->arena, count, sizeof *room.order),
    };
    kk_need_scores *scores = &index->scores;
    *scores = (kk_need_scores){
        .scaled = numbers(work, cells),
        .mean = numbers(work, index->areas.indicator_count),
        .theme = numbers(work, index->areas.theme_count * count),
        .index = numbers(work, count),
        .contribution = numbers(work, cells),
        .average = numbers(work, 1),
    };
    if (!room.value || !room.weight || !room.area || !room.order || !scores->scaled || !scores->mean ||
        !scores->theme || !scores->index || !scores->contribution || !scores->average)
        return kk_fail_memory(err);
    kk_need_score(&index->areas, &room, scores);
    return KK_OK;
}

/* Without youths no area is above or below the average of youths: that is no index. */
static bool is_known(const kk_guide_index *index)
{
    double youths = 0;
    for (size_t i = 0; i < index->count; i++)
        if (!isnan(index->scores.index[i])) youths += index->areas.youths[i];
    return youths > 0;
}

/* ---- levels ---- */

static bool is_asked(const kk_config_index *config, const char *level)
{
    for (size_t l = 0; l < config->level_count; l++)
        if (strcmp(config->levels[l], level) == 0) return true;
    return config->level_count == 0;
}

static kk_status fail_unknown(const kk_guide_work *work, uint32_t level, kk_error *err)
{
    const kk_config *config = work->config;
    return kk_fail_at(err, KK_ERR_INPUT, config->guide.index.mark,
                      "no area of the level '%s' has youths ('%s') and enough figures for the index '%s'; leave the "
                      "level out of 'levels', add figures, or choose other indicators",
                      work->areas->level[level].name, config->indicators[config->guide.youths].name,
                      config->guide.index.name);
}

/* Under `missing: average` an indicator needs an average to stand in. */
static kk_status check_averages(const kk_guide_work *work, const kk_guide_index *index, kk_error *err)
{
    if (index->areas.rule.gap != KK_GAP_AVERAGE) return KK_OK;
    for (size_t n = 0; n < index->areas.indicator_count; n++) {
        const double *value = index->figures[n].value;
        size_t i = 0;
        while (i < index->count && isnan(value[i])) i++;
        if (i < index->count) continue;
        return kk_fail_at(err, KK_ERR_INPUT, work->config->guide.index.need[n].mark,
                          "'%s' has no figure at the level '%s', so no average that could stand in; leave it out, or "
                          "use 'missing: {rule: leave}'",
                          index->figures[n].indicator->name, work->areas->level[index->level].name);
    }
    return KK_OK;
}

static kk_status make_level(kk_guide_work *work, uint32_t level, kk_error *err)
{
    kk_guide_index *index = &work->out->index[work->out->index_count];
    kk_status status = begin_index(work, level, index, err);
    if (status == KK_OK) status = check_averages(work, index, err);
    if (status == KK_OK) status = score(work, index, err);
    if (status != KK_OK) return status;
    if (!is_known(index)) return work->config->guide.index.level_count > 0 ? fail_unknown(work, level, err) : KK_OK;
    status = kk_index_doubt(work, index, err);
    if (status == KK_OK) status = kk_index_explain(work, index, err);
    if (status == KK_OK) status = kk_index_add_columns(work, index, err);
    if (status == KK_OK) work->out->index_count++;
    return status;
}

kk_status kk_guide_make_index(kk_guide_work *work, kk_error *err)
{
    size_t levels = work->areas->level_count;
    work->out->index = kk_arena_alloc(work->arena, levels, sizeof *work->out->index);
    if (work->out->index == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (uint32_t level = 0; level < levels && status == KK_OK; level++)
        if (is_asked(&work->config->guide.index, work->areas->level[level].name)) status = make_level(work, level, err);
    return status == KK_OK ? kk_index_add_sheets(work, err) : status;
}
