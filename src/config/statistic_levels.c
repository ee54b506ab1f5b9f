/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/statistics.h"

#include <string.h>

static bool is_among(const char *level, const char *const *levels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(level, levels[i]) == 0) return true;
    return false;
}

static kk_status check_given(const kk_choice_item *item, size_t index, const kk_config_indicator *base, kk_error *err)
{
    const char *const *levels = (const char *const *)item->raw->levels, *level = levels[index];
    kk_mark mark =
        kk_document_place(item->builder->document, "statistics.of[%zu].levels[%zu]", item->index, index).mark;
    if (is_among(level, levels, index))
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "the level '%.60s' is there twice", level);
    kk_status status = kk_check_level(item->builder, level, mark, err);
    if (status || base->level_count == 0 || is_among(level, base->levels, base->level_count)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' is not made for the level '%s'", base->name, level);
}

kk_status kk_choice_levels(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_config_indicator *base = &item->builder->config->indicators[choice->indicator];
    const kk_raw_choice *raw = item->raw;
    choice->levels = raw->levels ? (const char **)raw->levels : base->levels;
    choice->level_count = raw->levels ? raw->levels_count : base->level_count;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->levels_count && !status; i++) status = check_given(item, i, base, err);
    return status;
}

kk_status kk_choice_within(const kk_choice_item *item, const kk_config_statistic *choice, const char *key,
                           const char *level, kk_error *err)
{
    kk_mark mark = kk_choice_mark(item, key);
    kk_status status = kk_check_level(item->builder, level, mark, err);
    const char *coarse = choice->level_count == 0 ? level : NULL; /* all levels: this one too */
    for (size_t i = 0; i < choice->level_count; i++)
        if (!kk_level_is_finer(choice->levels[i], level)) coarse = choice->levels[i];
    if (status || !coarse) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "statistics of the level '%s' cannot be made within each %s; choose finer ones with 'levels'",
                      coarse, level);
}
