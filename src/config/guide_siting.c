/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <string.h>

enum { PLACES_MAX = 10000, MOVES = 3, MOVES_MAX = 20, YOUTHS_ALIKE = -2 };
static const double radius_default = 1000, radius_max = 100000;

static kk_status check_has_places(kk_builder *builder, kk_mark mark, kk_error *err)
{
    if (builder->config->place_count > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "this needs to know what is where; add 'places'");
}

static kk_status check_types(kk_builder *builder, const char *const *types, size_t count, kk_mark mark, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) {
        kk_names earlier = {types, sizeof *types, i};
        status = kk_guide_check_place_type(builder, types[i], mark, err);
        if (!status && kk_names_find(earlier, types[i]) >= 0)
            status = kk_fail_at(err, KK_ERR_PROJECT, mark, "the type '%.60s' is there twice", types[i]);
    }
    return status;
}

static kk_status check_candidates(kk_builder *builder, size_t index, const kk_config_siting *out, kk_error *err)
{
    bool is_removing = out->goal == KK_SITING_REMOVING;
    if (is_removing == (out->candidate_count == 0))
        return check_types(builder, out->candidates, out->candidate_count,
                           kk_guide_mark(builder, "siting[%zu].candidates", index), err);
    return kk_fail_at(err, KK_ERR_PROJECT, kk_guide_mark(builder, "siting[%zu].candidates", index),
                      is_removing ? "'goal: removing' looks at present places only; leave out 'candidates'"
                                  : "'%s' needs 'candidates', the types of place where it could be",
                      out->name);
}

/* `need` left out: all youths alike. */
static kk_status take_demand(kk_builder *builder, size_t index, const kk_raw_siting *raw, kk_config_siting *out,
                             kk_error *err)
{
    kk_mark mark = kk_guide_mark(builder, "siting[%zu].level", index);
    kk_status status = raw->level ? kk_check_level(builder, raw->level, mark, err) : KK_OK;
    out->level = raw->level;
    out->need = YOUTHS_ALIKE;
    if (status || !raw->need) return status;
    mark = kk_guide_mark(builder, "siting[%zu].need", index);
    if (strcmp(raw->need, "index") == 0 && !raw->level)
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'need: index' needs 'level', one of those of the index");
    return kk_guide_find_need(builder, raw->need, raw->level, mark, &out->need, err);
}

static kk_status build(kk_builder *builder, size_t index, kk_config_siting *out, kk_error *err)
{
    const kk_raw_siting *raw = &builder->raw->guide->siting[index];
    const kk_config_siting *all = builder->config->guide.siting;
    *out = (kk_config_siting){
        .name = raw->name,
        .label_nl = raw->label_nl ? raw->label_nl : raw->name,
        .goal = raw->goal ? (kk_siting_goal)*raw->goal : KK_SITING_MEDIAN,
        .places = *raw->places,
        .type = raw->type,
        .candidates = (const char **)raw->candidates,
        .candidate_count = raw->candidates_count,
        .radius_m = raw->radius ? *raw->radius : radius_default,
        .uses_capacity = raw->capacity && *raw->capacity,
        .mark = kk_guide_mark(builder, "siting[%zu].name", index),
    };
    kk_status status = kk_check_name("siting", out->name, out->mark, err);
    if (!status) status = kk_names_check_new(KK_NAMES(all, name, index), "siting", out->name, out->mark, err);
    if (!status) status = check_has_places(builder, out->mark, err);
    if (!status)
        status = kk_guide_check_range(out->places, 1, PLACES_MAX, "how many places",
                                      kk_guide_mark(builder, "siting[%zu].places", index), err);
    if (!status)
        status = kk_guide_check_range(out->radius_m, 1, radius_max, "metres",
                                      kk_guide_mark(builder, "siting[%zu].radius", index), err);
    if (!status)
        status = kk_guide_check_place_type(builder, out->type, kk_guide_mark(builder, "siting[%zu].type", index), err);
    if (!status) status = check_candidates(builder, index, out, err);
    return status ? status : take_demand(builder, index, raw, out, err);
}

kk_status kk_build_guide_siting(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    kk_config_guide *out = &builder->config->guide;
    out->siting = kk_arena_alloc(builder->arena, raw->siting_count, sizeof *out->siting);
    if (!out->siting) return kk_fail_memory(err);
    out->siting_count = raw->siting_count;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->siting_count && !status; i++) status = build(builder, i, &out->siting[i], err);
    return status;
}

kk_status kk_build_guide_roof(kk_builder *builder, kk_error *err)
{
    const kk_raw_roof *raw = builder->raw->guide->roof;
    kk_config_guide *out = &builder->config->guide;
    if (!raw) return KK_OK;
    out->roof.given = true;
    out->roof.level = raw->level;
    out->roof.kinds = (const char **)raw->kinds;
    out->roof.kind_count = raw->kinds_count;
    out->roof.radius_m = raw->radius ? *raw->radius : radius_default;
    out->roof.moves = raw->moves ? *raw->moves : MOVES;
    out->roof.mark = kk_guide_mark(builder, "roof.kinds");
    kk_status status = check_has_places(builder, out->roof.mark, err);
    if (!status && raw->level) status = kk_check_level(builder, raw->level, kk_guide_mark(builder, "roof.level"), err);
    if (!status && raw->kinds_count < 2)
        status = kk_fail_at(err, KK_ERR_PROJECT, out->roof.mark,
                            "one roof is for two kinds of help or more; name the types of place");
    if (!status) status = check_types(builder, out->roof.kinds, out->roof.kind_count, out->roof.mark, err);
    if (!status)
        status = kk_guide_check_range(out->roof.radius_m, 1, radius_max, "metres",
                                      kk_guide_mark(builder, "roof.radius"), err);
    return status ? status
                  : kk_guide_check_range(out->roof.moves, 0, MOVES_MAX, "how many moves to propose",
                                         kk_guide_mark(builder, "roof.moves"), err);
}
