/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"

enum { YEAR_FIRST = 2000, YEAR_LAST = 2100 };

static kk_status build(kk_builder *builder, size_t index, kk_config_goal *out, kk_error *err)
{
    const kk_raw_goal *raw = &builder->raw->guide->goals[index];
    *out = (kk_config_goal){.level = raw->level,
                            .target = *raw->target,
                            .year = (int)*raw->year,
                            .mark = kk_guide_mark(builder, "goals[%zu].indicator", index)};
    kk_status status = kk_guide_find(builder, raw->indicator, out->mark, &out->indicator, err);
    if (!status) status = kk_check_level(builder, raw->level, kk_guide_mark(builder, "goals[%zu].level", index), err);
    return status ? status
                  : kk_guide_check_range(*raw->year, YEAR_FIRST, YEAR_LAST, "the year in which it is to be reached",
                                         kk_guide_mark(builder, "goals[%zu].year", index), err);
}

kk_status kk_build_guide_goals(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    kk_config_guide *out = &builder->config->guide;
    if (raw->goals_count > KK_GOALS_MAX)
        return kk_fail_at(err, KK_ERR_PROJECT, kk_guide_mark(builder, "goals[%d].indicator", KK_GOALS_MAX),
                          "at most %d goals: what is worth more than the others?", KK_GOALS_MAX);
    out->goal = kk_arena_alloc(builder->arena, raw->goals_count, sizeof *out->goal);
    if (!out->goal) return kk_fail_memory(err);
    out->goal_count = raw->goals_count;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->goals_count && !status; i++) status = build(builder, i, &out->goal[i], err);
    return status;
}

kk_status kk_build_guide_evaluate(kk_builder *builder, kk_error *err)
{
    const kk_raw_evaluate *raw = builder->raw->guide->evaluate;
    kk_config_guide *out = &builder->config->guide;
    if (!raw) return KK_OK;
    out->evaluate.given = true;
    out->evaluate.list = raw->list;
    out->evaluate.level = raw->level;
    out->evaluate.mark = kk_guide_mark(builder, "evaluate.baseline");
    kk_status status = kk_build_file(builder, raw->baseline, out->evaluate.mark, &out->evaluate.baseline, err);
    if (!status)
        status = kk_guide_find(builder, raw->indicator, kk_guide_mark(builder, "evaluate.indicator"),
                               &out->evaluate.indicator, err);
    if (!status) status = kk_check_level(builder, raw->level, kk_guide_mark(builder, "evaluate.level"), err);
    return status ? status : kk_check_name("list", raw->list, kk_guide_mark(builder, "evaluate.list"), err);
}
