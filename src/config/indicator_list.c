/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_list.h"

#include <string.h>

enum { ON_MAP_MAX = 390 };

kk_status kk_indicator_list_add(kk_builder *builder, const char *name, kk_mark mark, kk_config_indicator **out,
                                kk_error *err)
{
    kk_config *config = builder->config;
    size_t count = config->indicator_count;
    if (!name) return kk_fail_memory(err);
    if (count == KK_INDICATORS_MAX) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "more than %d indicators, with those that 'by', 'maps' and 'statistics' make",
                          KK_INDICATORS_MAX);
    }
    if ((count & (count - 1)) == 0) {
        kk_config_indicator *grown = kk_arena_alloc(builder->arena, count ? 2 * count : 1, sizeof *grown);
        if (!grown) return kk_fail_memory(err);
        if (count) memcpy(grown, config->indicators, count * sizeof *grown);
        config->indicators = grown;
    }
    *out = &config->indicators[config->indicator_count++];
    **out = (kk_config_indicator){.name = name, .mark = mark};
    return KK_OK;
}

kk_status kk_indicator_list_check_last(const kk_config *config, kk_mark mark, kk_error *err)
{
    const kk_config_indicator *last = &config->indicators[config->indicator_count - 1];
    for (const kk_config_indicator *other = config->indicators; other < last; other++) {
        if (strcmp(last->name, other->name) != 0) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "two indicators '%s' (the first on line %u); give this one another 'name'", last->name,
                          other->mark.line);
    }
    return KK_OK;
}

kk_status kk_indicator_check_name(const char *name, kk_mark mark, kk_error *err)
{
    static const char *const taken[] = {"id",     "code",  "name", "level", "parent",
                                        "period", "water", "fid",  "geom",  "geometry"};
    static const char *const endings[] = {"_lower", "_upper", "_status"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcmp(name, taken[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' is a column of every output; choose another name", name);
        }
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(name), ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark,
                              "'%.60s' ends in %s, as columns of the output do; choose another name", name, endings[i]);
        }
    }
    return kk_check_name("the indicator", name, mark, err);
}

kk_status kk_indicator_check_made_name(const char *name, size_t most, const char *maker, kk_mark mark, kk_error *err)
{
    if (strlen(name) <= most) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "'%s' makes the name '%s', which is longer than %zu; give a shorter 'name'", maker, name, most);
}

/* Each has columns of its own in the views of the database and the GeoPackage, which have room for so many. */
kk_status kk_indicator_list_check_map(const kk_config *config, kk_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < config->indicator_count; i++) {
        count += config->indicators[i].on_map;
        if (count <= ON_MAP_MAX) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, config->indicators[i].mark,
                          "more than %d indicators on the map; give some of them 'map: false'", ON_MAP_MAX);
    }
    return KK_OK;
}
