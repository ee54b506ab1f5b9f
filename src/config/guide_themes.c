/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <math.h>
#include <string.h>

static kk_status take_weight(const double *given, kk_mark mark, double *out, kk_error *err)
{
    *out = given ? *given : 1;
    if (*out > 0 && isfinite(*out)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'weight' must be more than 0; leave out what should not count");
}

/* ---- an indicator in a theme ---- */

/* What use and supply say of need is not plain: the project has to say it in words. */
static kk_status check_axis(const kk_config_indicator *indicator, const kk_config_need *need, kk_error *err)
{
    if (indicator->axis == KK_AXIS_NEED || need->because_nl) return KK_OK;
    if (indicator->axis == KK_AXIS_NONE)
        return kk_fail_at(err, KK_ERR_PROJECT, need->mark,
                          "whether '%s' is about need is not known; give it 'axis: need' if it is", indicator->name);
    return kk_fail_at(err, KK_ERR_PROJECT, need->mark,
                      "'%s' is of the axis %s, which is not need; add 'because_nl' in words, which every output will "
                      "show, or leave it out",
                      indicator->name, kk_axis_name(indicator->axis));
}

static kk_status take_direction(const kk_config_indicator *indicator, const int *given, kk_config_need *need,
                                kk_error *err)
{
    kk_direction direction = given ? (kk_direction)*given : indicator->direction;
    need->is_strength = direction == KK_DIRECTION_STRENGTH;
    if (direction != KK_DIRECTION_NEUTRAL) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, need->mark,
                      "whether more of '%s' is more need is not known; add 'direction: need' or 'direction: strength'",
                      indicator->name);
}

static kk_status check_once(const kk_config_index *index, const char *name, const kk_config_need *need, kk_error *err)
{
    for (const kk_config_need *earlier = index->need; earlier < need; earlier++) {
        if (earlier->indicator != need->indicator) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, need->mark,
                          "'%s' is in the index already on line %u; give it more 'weight' there", name,
                          earlier->mark.line);
    }
    return KK_OK;
}

static kk_status add_need(kk_builder *builder, size_t theme, size_t i, kk_error *err)
{
    kk_config *config = builder->config;
    kk_config_index *index = &config->guide.index;
    const kk_raw_need *raw = &builder->raw->guide->index->themes[theme].of[i];
    kk_config_need *out = &index->need[index->need_count++];
    out->theme = (uint32_t)theme;
    out->because_nl = raw->because_nl;
    out->mark = kk_document_place(builder->document, "guide.index.themes[%zu].of[%zu].indicator", theme, i).mark;
    kk_status status = kk_guide_find(builder, raw->indicator, out->mark, &out->indicator, err);
    if (status) return status;
    const kk_config_indicator *indicator = &config->indicators[out->indicator];
    kk_mark mark = kk_document_place(builder->document, "guide.index.themes[%zu].of[%zu].weight", theme, i).mark;
    status = take_weight(raw->weight, mark, &out->weight, err);
    if (!status) status = check_once(index, indicator->name, out, err);
    if (!status) status = check_axis(indicator, out, err);
    return status ? status : take_direction(indicator, raw->direction, out, err);
}

/* ---- themes ---- */

/* INDEX_rank, INDEX_use and INDEX_supply are columns of their own. */
static kk_status check_theme_name(kk_builder *builder, size_t theme, kk_error *err)
{
    const kk_config_index *index = &builder->config->guide.index;
    const char *name = builder->raw->guide->index->themes[theme].name;
    kk_mark mark = kk_document_place(builder->document, "guide.index.themes[%zu].name", theme).mark;
    if (strcmp(name, "rank") == 0 || strcmp(name, "use") == 0 || strcmp(name, "supply") == 0)
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%s' cannot name a theme: a column that the guide makes is called so", name);
    kk_status status = kk_check_name("theme", name, mark, err);
    return status ? status : kk_names_check_new(KK_NAMES(index->theme, name, theme), "theme", name, mark, err);
}

static kk_status add_theme(kk_builder *builder, size_t theme, kk_error *err)
{
    kk_config_index *index = &builder->config->guide.index;
    const kk_raw_theme *raw = &builder->raw->guide->index->themes[theme];
    kk_config_theme *out = &index->theme[theme];
    kk_mark mark = kk_document_place(builder->document, "guide.index.themes[%zu].weight", theme).mark;
    kk_status status = check_theme_name(builder, theme, err);
    out->name = raw->name;
    out->label_nl = raw->label_nl ? raw->label_nl : raw->name;
    out->label_en = raw->label_en ? raw->label_en : raw->name;
    if (!status) status = take_weight(raw->weight, mark, &out->weight, err);
    for (size_t i = 0; i < raw->of_count && !status; i++) status = add_need(builder, theme, i, err);
    return status;
}

kk_status kk_build_guide_themes(kk_builder *builder, kk_error *err)
{
    const kk_raw_index *raw = builder->raw->guide->index;
    kk_config_index *index = &builder->config->guide.index;
    size_t needs = 0;
    for (size_t i = 0; i < raw->themes_count; i++) needs += raw->themes[i].of_count;
    index->theme_count = raw->themes_count;
    index->theme = kk_arena_alloc(builder->arena, raw->themes_count, sizeof *index->theme);
    index->need = kk_arena_alloc(builder->arena, needs, sizeof *index->need);
    if (!index->theme || !index->need) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->themes_count && !status; i++) status = add_theme(builder, i, err);
    return status;
}
