/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/indicator_list.h"

#include <math.h>

/* An indicator that a part of the guide makes. */
typedef struct made_indicator {
    const char *name;
    kk_statistic_part part;
    kk_axis axis;
    kk_guide_subject of;
    const char **levels;
    size_t level_count;
    kk_mark mark;
} made_indicator;

static kk_status add(kk_builder *builder, const made_indicator *what, uint32_t *index, kk_error *err)
{
    kk_config_indicator *out;
    if (what->name == NULL) return kk_fail_memory(err);
    kk_status status = kk_indicator_list_add(builder, what->name, what->mark, &out, err);
    if (status) return status;
    bool is_need = what->part == KK_GUIDE_INDEX || what->part == KK_GUIDE_THEME;
    *index = (uint32_t)(builder->config->indicator_count - 1);
    out->kind = KK_VALUE;
    out->per = 1;
    out->levels = what->levels;
    out->level_count = what->level_count;
    out->direction = is_need ? KK_DIRECTION_NEED : KK_DIRECTION_NEUTRAL;
    out->axis = what->axis;
    out->form = out->age = out->sex = out->referrer = "";
    out->on_map = true;
    out->statistic = what->part;
    status = kk_indicator_list_check_last(builder->config, what->mark, err);
    if (!status) status = kk_indicator_check_made_name(what->name, KK_LETTERS_MAX_ON_MAP, "guide", what->mark, err);
    if (!status) status = kk_indicator_check_name(what->name, what->mark, err);
    return status ? status : kk_guide_texts(builder->arena, what->part, what->of, out, err);
}

/* Of the index: NAME, or NAME_ENDING. */
static kk_status add_of_index(kk_builder *builder, kk_statistic_part part, const char *ending, kk_guide_subject of,
                              uint32_t *index, kk_error *err)
{
    const kk_config_index *from = &builder->config->guide.index;
    kk_axis axis = part == KK_GUIDE_CROSSING_USE      ? KK_AXIS_USE
                   : part == KK_GUIDE_CROSSING_SUPPLY ? KK_AXIS_SUPPLY
                                                      : KK_AXIS_NEED;
    const char *name = ending == NULL ? from->name : kk_arena_format(builder->arena, "%s_%s", from->name, ending);
    made_indicator what = {name, part, axis, of, from->levels, from->level_count, from->mark};
    return add(builder, &what, index, err);
}

/* Why indicators of use and supply are in it goes with the index wherever it goes. */
static kk_status tell_reasons(kk_builder *builder, kk_error *err)
{
    const kk_config_index *index = &builder->config->guide.index;
    kk_config_indicator *out = &builder->config->indicators[index->indicator];
    for (size_t n = 0; n < index->need_count && out->description; n++) {
        if (index->need[n].because_nl == NULL) continue;
        out->description =
            kk_arena_format(builder->arena, "%s %s telt mee als behoefte, want: %s", out->description,
                            builder->config->indicators[index->need[n].indicator].label_nl, index->need[n].because_nl);
    }
    return out->description ? KK_OK : kk_fail_memory(err);
}

static kk_status add_index(kk_builder *builder, kk_error *err)
{
    kk_config_index *index = &builder->config->guide.index;
    const kk_config_crossing *crossing = &builder->config->guide.crossing;
    if (!index->given) return KK_OK;
    kk_guide_subject whole = {index->label_nl, index->label_en};
    kk_status status = add_of_index(builder, KK_GUIDE_INDEX, NULL, whole, &index->indicator, err);
    if (!status) status = tell_reasons(builder, err);
    if (!status) status = add_of_index(builder, KK_GUIDE_RANK, "rank", whole, &index->rank, err);
    for (size_t t = 0; t < index->theme_count && !status; t++) {
        kk_config_theme *theme = &index->theme[t];
        kk_guide_subject of = {theme->label_nl, theme->label_en};
        status = add_of_index(builder, KK_GUIDE_THEME, theme->name, of, &theme->indicator, err);
    }
    uint32_t added = 0;
    if (!status && crossing->use >= 0) {
        const kk_config_indicator *use = &builder->config->indicators[crossing->use];
        status = add_of_index(builder, KK_GUIDE_CROSSING_USE, "use", (kk_guide_subject){use->label_nl, use->label_en},
                              &added, err);
        builder->config->guide.crossing.use_indicator = added;
    }
    if (!status && crossing->supply >= 0) {
        const kk_config_indicator *supply = &builder->config->indicators[crossing->supply];
        status = add_of_index(builder, KK_GUIDE_CROSSING_SUPPLY, "supply",
                              (kk_guide_subject){supply->label_nl, supply->label_en}, &added, err);
        builder->config->guide.crossing.supply_indicator = added;
    }
    return status;
}

static kk_status add_division(kk_builder *builder, kk_config_division *division, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t p = 0; p < division->principle_count && !status; p++) {
        const char *word = kk_principle_name(division->principle[p]);
        made_indicator what = {
            .name = kk_arena_format(builder->arena, "%s_%s", division->name, word),
            .part = KK_GUIDE_MEANS,
            .axis = KK_AXIS_SUPPLY,
            .of = {kk_arena_format(builder->arena, "%s, %s", division->label_nl,
                                   kk_principle_label_nl(division->principle[p])),
                   kk_arena_format(builder->arena, "%s, %s", division->name, word)},
            .levels = &division->level,
            .level_count = 1,
            .mark = division->mark,
        };
        if (what.of.nl == NULL || what.of.en == NULL) return kk_fail_memory(err);
        status = add(builder, &what, &division->indicator[p], err);
        if (!status && !isnan(division->post_size))
            builder->config->indicators[division->indicator[p]].unit = "fte per 1.000 jongeren";
    }
    return status;
}

kk_status kk_build_guide_indicators(kk_builder *builder, kk_error *err)
{
    kk_config_guide *guide = &builder->config->guide;
    kk_status status = add_index(builder, err);
    for (size_t t = 0; t < guide->target_count && !status; t++) {
        kk_config_target *target = &guide->target[t];
        kk_guide_subject of = {target->label_nl, target->name};
        made_indicator what = {target->name, KK_GUIDE_TARGET, KK_AXIS_NEED, of, &target->level, 1, target->mark};
        status = add(builder, &what, &target->indicator, err);
    }
    for (size_t d = 0; d < guide->division_count && !status; d++)
        status = add_division(builder, &guide->division[d], err);
    return status;
}
