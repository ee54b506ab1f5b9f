/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <string.h>
#include <strings.h>

/* ---- indicators ---- */

static bool is_figure(kk_statistic_part part)
{
    switch (part) {
    case KK_STATISTIC_NONE:
    case KK_STATISTIC_SMOOTHED:
    case KK_STATISTIC_RATIO:
    case KK_STATISTIC_STANDARDISED:
    case KK_STATISTIC_EXPECTED:
    case KK_STATISTIC_GAP:
    case KK_STATISTIC_CHANGE:
    case KK_STATISTIC_TREND:
        return true;
    default:
        return false;
    }
}

kk_status kk_guide_find(kk_builder *builder, const char *name, kk_mark mark, uint32_t *index, kk_error *err)
{
    const kk_config *config = builder->config;
    size_t found;
    kk_status status = kk_names_need(KK_NAMES(config->indicators, name, config->indicator_count), "indicator", name,
                                     mark, &found, err);
    if (status) return status;
    *index = (uint32_t)found;
    const kk_config_indicator *indicator = &config->indicators[found];
    if (indicator->is_internal) return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown indicator '%s'", name);
    if (!is_figure(indicator->statistic))
        return kk_fail_at(
            err, KK_ERR_PROJECT, mark,
            "'%s' is a category, a rank, a chance or a test, not a figure to count with; name a figure, such as the "
            "indicator that it was made of",
            name);
    if (indicator->kind == KK_ONE_IN)
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%s' tells one in how many, and such figures have no mean; use the share instead", name);
    return KK_OK;
}

kk_status kk_guide_find_amount(kk_builder *builder, const char *name, kk_mark mark, uint32_t *index, kk_error *err)
{
    kk_status status = kk_guide_find(builder, name, mark, index, err);
    if (status) return status;
    const kk_config_indicator *indicator = &builder->config->indicators[*index];
    bool is_percentage = indicator->kind == KK_VALUE && indicator->unit[0] == '%';
    if (indicator->statistic == KK_STATISTIC_NONE && indicator->kind != KK_ESTIMATE && !is_percentage) return KK_OK;
    return kk_fail_at(
        err, KK_ERR_PROJECT, mark,
        "'%s' does not tell how much there is; name an indicator of 'kind: value' that does, or one whose "
        "numerator does",
        name);
}

/* ---- the index ---- */

kk_status kk_guide_check_index_level(kk_builder *builder, const char *level, kk_mark mark, kk_error *err)
{
    const kk_config_index *index = &builder->config->guide.index;
    if (!index->given)
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "this needs the index of need; add 'index' to 'guide'");
    if (level == NULL) return KK_OK;
    for (size_t i = 0; i < index->level_count; i++)
        if (strcmp(index->levels[i], level) == 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "there is no index at the level '%.60s'; add it to 'index: levels'",
                      level);
}

kk_status kk_guide_find_need(kk_builder *builder, const char *name, const char *level, kk_mark mark, ptrdiff_t *index,
                             kk_error *err)
{
    *index = -1;
    if (strcmp(name, "index") == 0) return kk_guide_check_index_level(builder, level, mark, err);
    uint32_t found;
    kk_status status = kk_guide_find(builder, name, mark, &found, err);
    if (!status) *index = found;
    return status;
}

/* ---- other things ---- */

kk_status kk_guide_check_place_type(const kk_builder *builder, const char *type, kk_mark mark, kk_error *err)
{
    const kk_config *config = builder->config;
    for (size_t i = 0; i < config->place_count; i++)
        if (!config->places[i].type || strcasecmp(config->places[i].type, type) == 0) return KK_OK;
    size_t found;
    return kk_names_need(KK_NAMES(config->places, type, config->place_count), "type of place", type, mark, &found, err);
}

kk_status kk_guide_check_range(double value, double low, double high, const char *what, kk_mark mark, kk_error *err)
{
    if (value >= low && value <= high) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "this must be %.12g to %.12g: %s", low, high, what);
}
