/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/indicator_list.h"
#include "config/names.h"
#include "config/wording.h"

#include <string.h>

/* One indicator of a map, and the words that its texts are made of. */
typedef struct part {
    kk_builder *builder;
    const kk_config_estimate_map *map;
    kk_map_part kind;
    const char *group;  /* "income Low, gender Women", "" everyone */
    const char *versus; /* of it what differs: "income High" */
} part;

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The groups that are others than those of `unlike`: without that, those that are not "all". NULL: out of memory. */
static const char *groups_text(kk_builder *builder, const char *const *groups, const char *const *unlike)
{
    const kk_config_estimates *estimates = &builder->config->estimates;
    const char *text = "";
    for (size_t d = 0; d < kk_estimate_dimensions(estimates) && text; d++) {
        if (is_same(groups[d], unlike ? unlike[d] : NULL)) continue;
        text = kk_arena_format(builder->arena, "%s%s%s %s", text, *text ? ", " : "",
                               kk_estimate_dimension_name(estimates, d), groups[d] ? groups[d] : "all");
    }
    return text;
}

/* ---- texts; NULL when memory runs out ---- */

static const char *label(const part *of, kk_language language)
{
    static const char *const shrunk[] = {"gekrompen naar het grotere gebied", "shrunk to the larger region"};
    static const char *const difference[] = {"verschil met", "difference from"};
    kk_arena *arena = of->builder->arena;
    const kk_config_estimate_map *map = of->map;
    const kk_config_outcome *outcome = &of->builder->config->estimates.outcome[map->outcome];
    const char *first = language == KK_DUTCH ? map->label_nl : map->label_en;
    const char *text = first ? first : map->label_nl ? map->label_nl : map->label_en;
    if (!text) {
        const char *usual = language == KK_DUTCH ? outcome->label_nl : outcome->label_en;
        text = *of->group ? kk_arena_format(arena, "%s (%s)", usual, of->group) : usual;
    }
    if (!text || of->kind == KK_MAP_ESTIMATE) return text;
    if (of->kind == KK_MAP_SHRUNK) return kk_arena_format(arena, "%s, %s", text, shrunk[language]);
    const char *versus = language == KK_DUTCH ? map->versus_nl : map->versus_en;
    return kk_arena_format(arena, "%s, %s %s", text, difference[language], versus ? versus : of->versus);
}

/* "estimated at income 0.25 by regression within the area" */
static const char *method(const part *of)
{
    const kk_config_estimates *estimates = &of->builder->config->estimates;
    const char *group = of->map->group[0];
    if (!estimates->predictor.name || !group) return "their mean";
    ptrdiff_t at = kk_names_find(KK_NAMES(estimates->predictor.window, name, estimates->predictor.window_count), group);
    return kk_arena_format(of->builder->arena, "estimated at %s %g by regression within the area",
                           estimates->predictor.name, estimates->predictor.window[at].at);
}

static const char *description(const part *of)
{
    kk_arena *arena = of->builder->arena;
    const kk_config_estimates *estimates = &of->builder->config->estimates;
    int age = estimates->grew_up_age;
    const char *given = of->map->description, *how = method(of);
    const char *where = age < 0 ? "grew up" : kk_arena_format(arena, "lived at age %d", age), *more = "";
    if (of->kind == KK_MAP_SHRUNK) more = ", shrunk to the larger region that the area lies in";
    if (of->kind == KK_MAP_DIFFERENCE) more = kk_arena_format(arena, ", minus the same of %s", of->versus);
    if (!how || !where || !more) return NULL;
    return kk_arena_format(arena, "%s%s%s of %s%s, by the area where they %s, wherever they live now: %s%s.",
                           given ? given : "", given ? " " : "", estimates->outcome[of->map->outcome].label_en,
                           *of->group ? "persons of " : "all persons", of->group, where, how, more);
}

static const char *question(const part *of)
{
    int age = of->builder->config->estimates.grew_up_age;
    if (of->kind == KK_MAP_DIFFERENCE) return "";
    if (of->map->question) return of->map->question;
    if (age < 0) return "Hoe vergaat het wie hier opgroeide?";
    return kk_arena_format(of->builder->arena, "Hoe vergaat het wie hier op %d-jarige leeftijd woonde?", age);
}

/* ---- indicators ---- */

static kk_status fill_in(const part *of, kk_config_indicator *out, kk_error *err)
{
    const kk_config_outcome *outcome = &of->builder->config->estimates.outcome[of->map->outcome];
    bool of_percent = of->kind == KK_MAP_DIFFERENCE && strcmp(outcome->unit, "%") == 0;
    out->kind = KK_ESTIMATE;
    out->map = of->map;
    out->map_part = of->kind;
    out->per = outcome->per;
    out->unit = of_percent ? "procentpunt" : outcome->unit;
    out->direction = outcome->direction;
    out->axis = KK_AXIS_NEED;
    out->on_map = true;
    out->form = out->age = out->sex = out->referrer = "";
    out->label_nl = label(of, KK_DUTCH);
    out->label_en = label(of, KK_ENGLISH);
    out->description = description(of);
    out->question = question(of);
    return out->label_nl && out->label_en && out->description && out->question ? KK_OK : kk_fail_memory(err);
}

static kk_status add_indicator(const part *of, kk_error *err)
{
    static const char *const endings[] = {"", "_shrunk", "_difference"};
    kk_builder *builder = of->builder;
    size_t index = (size_t)(of->map - builder->config->estimates.map);
    kk_mark mark = kk_document_place(builder->document, "estimates.maps[%zu].name", index).mark;
    const char *name = kk_arena_format(builder->arena, "%s%s", of->map->name, endings[of->kind]);
    kk_config_indicator *out;
    kk_status status = kk_indicator_list_add(builder, name, of->map->mark, &out, err);
    if (!status) status = kk_indicator_list_check_last(builder->config, mark, err);
    if (!status && of->kind == KK_MAP_ESTIMATE) status = kk_indicator_check_name(name, mark, err);
    if (!status) status = kk_indicator_check_made_name(name, KK_LETTERS_MAX_ON_MAP, "maps", mark, err);
    return status ? status : fill_in(of, out, err);
}

static kk_status add_map(kk_builder *builder, const kk_config_estimate_map *map, kk_error *err)
{
    part of = {.builder = builder,
               .map = map,
               .group = groups_text(builder, map->group, NULL),
               .versus = map->has_versus ? groups_text(builder, map->versus, map->group) : ""};
    if (!of.group || !of.versus) return kk_fail_memory(err);
    kk_map_part last = map->has_versus ? KK_MAP_DIFFERENCE : KK_MAP_SHRUNK;
    kk_status status = KK_OK;
    for (of.kind = KK_MAP_ESTIMATE; of.kind <= last && !status; of.kind++) status = add_indicator(&of, err);
    return status;
}

kk_status kk_build_estimate_indicators(kk_builder *builder, kk_error *err)
{
    const kk_config_estimates *estimates = &builder->config->estimates;
    kk_status status = KK_OK;
    for (size_t i = 0; i < estimates->map_count && !status; i++) status = add_map(builder, &estimates->map[i], err);
    return status;
}
