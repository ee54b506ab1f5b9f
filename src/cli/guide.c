/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/guide.h"
#include "kk/lists.h"

#include <string.h>

/* ---- in ---- */

/* The level of that name; −1: this project has no such areas. */
static ptrdiff_t find_level(const kk_areas *areas, const char *name)
{
    for (size_t l = 0; l < areas->level_count; l++)
        if (strcmp(areas->level[l].name, name) == 0) return (ptrdiff_t)l;
    return -1;
}

static kk_status read_lists_of(kk_run *run, const kk_config_target *target, kk_guide_lists *lists, kk_error *err)
{
    ptrdiff_t level = find_level(&run->areas, target->level);
    if (level < 0) return KK_OK;
    bool *today = NULL, *earlier = NULL;
    kk_status status = KK_OK;
    if (target->today.path != NULL)
        status = kk_list_read(&target->today, &run->areas.level[level], &run->arena, &run->rejects, &today, err);
    if (status == KK_OK && target->earlier.path != NULL)
        status = kk_list_read_earlier(&target->earlier, target->name, &run->areas, (uint32_t)level, &run->arena,
                                      &earlier, err);
    *lists = (kk_guide_lists){today, earlier};
    return status;
}

static kk_status read_lists(kk_run *run, kk_error *err)
{
    const kk_config_guide *guide = &run->config->guide;
    kk_guide_lists *lists = kk_arena_alloc(&run->arena, guide->target_count, sizeof *lists);
    if (lists == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t t = 0; t < guide->target_count && status == KK_OK; t++)
        status = read_lists_of(run, &guide->target[t], &lists[t], err);
    run->guide_sources.lists = lists;
    return status;
}

static kk_status read_baseline(kk_run *run, kk_error *err)
{
    const kk_config_guide *guide = &run->config->guide;
    ptrdiff_t level = find_level(&run->areas, guide->evaluate.level);
    if (level < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, guide->evaluate.mark, "this project has no areas of the level '%s'",
                          guide->evaluate.level);
    kk_baseline *baseline = kk_arena_alloc(&run->arena, 1, sizeof *baseline);
    if (baseline == NULL) return kk_fail_memory(err);
    kk_baseline_choice choice = {
        .folder = &guide->evaluate.baseline,
        .indicator = run->config->indicators[guide->evaluate.indicator].name,
        .list = guide->evaluate.list,
        .level = (uint32_t)level,
    };
    run->guide_sources.baseline = baseline;
    return kk_baseline_read(&choice, &run->areas, &run->arena, baseline, err);
}

kk_status kk_run_read_guide(kk_run *run, kk_error *err)
{
    const kk_config_guide *guide = &run->config->guide;
    kk_status status = guide->given ? read_lists(run, err) : KK_OK;
    if (status == KK_OK && guide->evaluate.given) status = read_baseline(run, err);
    if (status == KK_OK && guide->stories.path != NULL)
        status = kk_stories_read(&guide->stories, &run->areas, &run->arena, &run->rejects, &run->stories, err);
    return status;
}

/* ---- made ---- */

static kk_status list_places(kk_run *run, kk_error *err)
{
    const kk_points *points = &run->sites.places;
    kk_guide_place *place = kk_arena_alloc(&run->arena, points->count, sizeof *place);
    if (place == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < points->count; i++)
        place[i] = (kk_guide_place){
            .x = points->xy[2 * i],
            .y = points->xy[2 * i + 1],
            .capacity = points->weight[i],
            .id = points->id[i],
            .type = run->sites.type[points->type[i]],
        };
    run->guide_sources.place = place;
    run->guide_sources.place_count = points->count;
    return KK_OK;
}

kk_status kk_run_make_guide(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    if (!config->guide.given) return KK_OK;
    kk_status status = list_places(run, err);
    run->guide_sources.release = run->release;
    if (status == KK_OK)
        status = kk_guide_make(config, &run->guide_sources, run->threads, &run->arena, &run->guide, err);
    if (status == KK_OK)
        status = kk_release_add_guidance(run->release, &run->guide.guidance, &run->arena, &run->release, err);
    return status;
}

/* ---- out ---- */

kk_status kk_run_write_guide(kk_run *run, kk_error *err)
{
    const kk_config_guide *guide = &run->config->guide;
    kk_status status = KK_OK;
    if (guide->given) {
        status = kk_write_sheets_csv(run->release, run->folder, err);
        if (status == KK_OK)
            status = kk_write_explanation_json(&run->guide, run->config, &run->areas, run->folder, err);
    }
    if (status == KK_OK && guide->siting_count > 0)
        status = kk_write_siting_geojson(&run->guide, &run->areas, run->folder, err);
    if (status == KK_OK && guide->stories.path != NULL)
        status = kk_write_stories_json(&run->stories, &run->areas, run->folder, err);
    return status;
}
