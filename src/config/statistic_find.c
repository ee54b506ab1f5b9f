/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/names.h"
#include "config/statistics.h"

#include <string.h>

kk_mark kk_choice_mark(const kk_choice_item *item, const char *key)
{
    return kk_document_place(item->builder->document, "statistics.of[%zu].%s", item->index, key).mark;
}

static kk_names names_of(const kk_choice_item *item)
{
    return KK_NAMES(item->builder->config->indicators, name, item->indicator_count);
}

/* Whether the name is one that statistics of an indicator have. */
static bool is_statistic(const kk_choice_item *item, const char *name)
{
    const kk_config_indicator *indicator = item->builder->config->indicators;
    for (const kk_config_indicator *end = indicator + item->indicator_count; indicator < end; indicator++) {
        size_t length = strlen(indicator->name);
        if (strncmp(name, indicator->name, length) != 0) continue;
        for (kk_statistic_part part = 1; part < KK_GUIDE_INDEX; part++)
            if (strcmp(name + length, kk_statistic_ending(part)) == 0) return true;
    }
    return false;
}

kk_status kk_choice_find(const kk_choice_item *item, const char *name, kk_mark mark, uint32_t *index, kk_error *err)
{
    if (kk_names_find(names_of(item), name) < 0 && is_statistic(item, name)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%.60s' is a statistic itself, of which no others are made",
                          name);
    }
    size_t found;
    kk_status status = kk_names_need(names_of(item), "indicator", name, mark, &found, err);
    if (!status) *index = (uint32_t)found;
    return status;
}

static kk_status find_new(const kk_choice_item *item, const char *name, kk_mark mark, const uint32_t *earlier,
                          uint32_t *index, kk_error *err)
{
    kk_status status = kk_choice_find(item, name, mark, index, err);
    for (; !status && earlier < index; earlier++) {
        if (*earlier == *index)
            status = kk_fail_at(err, KK_ERR_PROJECT, mark, "the indicator '%s' is there twice", name);
    }
    return status;
}

kk_status kk_choice_find_all(const kk_choice_item *item, const char *key, char *const *names, size_t count,
                             uint32_t base, uint32_t **indices, kk_error *err)
{
    uint32_t *found = kk_arena_alloc(item->builder->arena, count, sizeof *found);
    if (!found) return kk_fail_memory(err);
    *indices = found;
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) {
        kk_mark mark =
            kk_document_place(item->builder->document, "statistics.of[%zu].%s[%zu]", item->index, key, i).mark;
        status = find_new(item, names[i], mark, found, &found[i], err);
        if (!status && found[i] == base) {
            status = kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' cannot tell of itself; leave it out of '%s'", names[i],
                                key);
        }
    }
    return status;
}
