/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_levels.h"
#include "ingest/cell.h"
#include "ingest/record_location.h"
#include "kk/log.h"

#include <string.h>

kk_status kk_cohort_level_named(const kk_areas *areas, const char *name, kk_mark mark, ptrdiff_t *level, kk_error *err)
{
    const char *names[KK_LEVELS_MAX];
    for (size_t l = 0; l < areas->level_count; l++) {
        *level = (ptrdiff_t)l;
        names[l] = areas->level[l].name;
        if (strcmp(names[l], name) == 0) return KK_OK;
    }
    const char *near = kk_nearest_name(name, names, (int)areas->level_count);
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "the areas have no level '%s'%s%s%s", name,
                      near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : "");
}

/* ---- up ---- */

/* The own area of which `area` of the level below is a member, or −1. */
static ptrdiff_t find_owner(const kk_level *own, size_t area)
{
    for (size_t i = 0; i < own->count; i++)
        for (uint32_t m = own->membership.member_begin[i]; m < own->membership.member_begin[i + 1]; m++)
            if (own->membership.member[m] == area) return (ptrdiff_t)i;
    return -1;
}

static ptrdiff_t find_above(const kk_level *from, size_t area, const kk_level *to)
{
    char code[16], parent[16];
    kk_level_kind kind;
    if (from->kind == KK_LEVEL_OWN || strlen(from->code[area]) >= sizeof code) return -1;
    strcpy(code, from->code[area]);
    while (kk_code_kind(code, &kind) && kind > to->kind && kk_code_parent(code, parent))
        memcpy(code, parent, sizeof code);
    return kk_level_find(to, code);
}

const char *kk_cohort_climb(const kk_areas *areas, kk_locus place, size_t target)
{
    size_t level = kk_locus_level(place);
    ptrdiff_t area = (ptrdiff_t)kk_locus_area(place);
    const kk_level *from = &areas->level[level], *to = &areas->level[target];
    if (level != target && to->kind == KK_LEVEL_OWN) {
        size_t members = to->membership.member_level;
        if (level != members) area = find_above(from, (size_t)area, &areas->level[members]);
        if (area >= 0) area = find_owner(to, (size_t)area);
    } else if (level != target) {
        area = find_above(from, (size_t)area, to);
    }
    return area < 0 ? NULL : to->code[area];
}

/* ---- codes and names ---- */

static bool is_most(size_t count, const kk_region_type *type)
{
    return 2 * count > type->count;
}

static bool has_form(const kk_region_type *type, kk_level_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < type->count; i++) {
        kk_level_kind form;
        count += kk_code_kind(type->id[i], &form) && form == kind;
    }
    return is_most(count, type);
}

static bool has_codes(const kk_region_type *type, const kk_level *level)
{
    size_t count = 0;
    for (size_t i = 0; i < type->count; i++) count += kk_level_find(level, type->id[i]) >= 0;
    return is_most(count, type);
}

/* By form and not by what is there, since a national cohort has few codes of a single municipality's project. */
ptrdiff_t kk_cohort_level_guess(const kk_areas *areas, const kk_region_type *type)
{
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_level *level = &areas->level[l];
        if (level->kind == KK_LEVEL_OWN ? has_codes(type, level) : has_form(type, level->kind)) return (ptrdiff_t)l;
    }
    return -1;
}

bool kk_cohort_level_code(const kk_level *level, kk_cell given, char code[12])
{
    char padded[] = "00000000";
    size_t digits = 4 + 2 * (size_t)level->kind;
    if (level->kind == KK_LEVEL_OWN || given.length == 0 || given.length > digits) return false;
    for (size_t i = 0; i < given.length; i++)
        if (!kk_is_digit(given.text[i])) return false;
    memcpy(padded + digits - given.length, given.text, given.length);
    kk_area_code_parse((kk_cell){padded, digits}, code);
    return true;
}

static bool is_left_out(const kk_config *config, const char *code)
{
    kk_level_kind kind;
    if (config->areas.gemeente_count == 0 || !kk_code_kind(code, &kind)) return false;
    for (size_t g = 0; g < config->areas.gemeente_count; g++)
        if (strncmp(config->areas.gemeenten[g] + 2, code + 2, 4) == 0) return false;
    return true;
}

void kk_cohort_level_warn(const kk_config *config, const kk_areas *areas, const kk_region_type *type)
{
    if (type->level < 0) return;
    const kk_level *level = &areas->level[type->level];
    size_t asked = 0, missing = 0;
    for (size_t i = 0; i < type->count; i++) {
        if (is_left_out(config, type->id[i])) continue;
        asked++;
        missing += kk_level_find(level, type->id[i]) < 0;
    }
    if (missing == 0 || 10 * missing <= asked) return;
    if (missing == asked)
        kk_warn("estimates: none of the codes of '%s' (%zu) is one of the %s of the project; are they of another year?",
                type->name, asked, level->plural);
    else
        kk_warn("estimates: of the %zu codes of '%s' %zu are not among the %s of the project; these are on no map",
                asked, type->name, missing, level->plural);
}

bool kk_cohort_type_is(const kk_areas *areas, const kk_region_type *type, kk_level_kind kind)
{
    return type->level >= 0 ? areas->level[type->level].kind == kind : has_form(type, kind);
}

void kk_cohort_titles(const kk_areas *areas, const kk_cohort_grouping *grouping, kk_region_type *type)
{
    const kk_level *level = type->level >= 0 ? &areas->level[type->level] : NULL;
    for (size_t i = 0; i < type->count; i++) {
        ptrdiff_t area = level != NULL && level->area_name != NULL ? kk_level_find(level, type->id[i]) : -1;
        type->title[i] = area >= 0 ? level->area_name[area] : kk_cohort_grouping_title(grouping, type->id[i]);
    }
}
