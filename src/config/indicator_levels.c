/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/check.h"
#include "config/indicator_item.h"
#include "kk/areas.h"

#include <string.h>

enum { YOUNG_ADULT_MONTHS = 18 * 12, BUILT_IN = 3 };

static const char *const built_in[BUILT_IN] = {"gemeente", "wijk", "buurt"};

kk_status kk_check_level(const kk_builder *builder, const char *level, kk_mark mark, kk_error *err)
{
    const kk_config *config = builder->config;
    const char *names[KK_LEVELS_MAX] = {built_in[0], built_in[1], built_in[2]};
    size_t count = BUILT_IN;
    for (size_t i = 0; i < config->areas.group_count; i++) names[count++] = config->areas.groups[i].name;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(level, names[i]) == 0) return KK_OK;
    }
    kk_hint hint = kk_hint_for(level, names, count);
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown level '%.60s'%s", level, hint.text);
}

bool kk_level_is_finer(const char *level, const char *than)
{
    kk_level_kind a, b;
    if (!kk_level_kind_parse(level, &a) || !kk_level_kind_parse(than, &b)) return strcmp(level, than) != 0;
    return a > b;
}

static kk_status check_given(const kk_indicator_item *item, size_t index, kk_error *err)
{
    const char *level = item->raw.levels[index];
    kk_mark mark = kk_document_place(item->builder->document, "indicators[%zu].levels[%zu]", item->index, index).mark;
    for (size_t i = 0; i < index; i++) {
        if (strcmp(level, item->raw.levels[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "the level '%.60s' is there twice", level);
        }
    }
    return kk_check_level(item->builder, level, mark, err);
}

/* The levels are `first` and, where asked for, the own ones behind them. */
static kk_status set_levels(const kk_indicator_item *item, const char *const *first, size_t count, bool with_own,
                            kk_error *err)
{
    const kk_config *config = item->builder->config;
    size_t own = with_own ? config->areas.group_count : 0;
    const char **levels = kk_arena_alloc(item->builder->arena, count + own, sizeof *levels);
    if (!levels) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) levels[i] = first[i];
    for (size_t i = 0; i < own; i++) levels[count + i] = config->areas.groups[i].name;
    item->out->levels = levels;
    item->out->level_count = count + own;
    return KK_OK;
}

/* ---- the most detail that records are shown with ---- */

static bool draws_on_records(const kk_config *config, const kk_expression *expression)
{
    for (size_t i = 0; i < expression->count; i++) {
        const kk_term *term = &expression->terms[i];
        if (term->op == KK_OP_COLUMN && config->tables[term->table].kind == KK_TABLE_RECORDS) return true;
    }
    return false;
}

/* Whether all who are counted are 18 or older. */
static bool is_of_young_adults(const kk_config *config, const kk_expression *counted)
{
    for (size_t i = 0; i < counted->count; i++) {
        const kk_term *term = &counted->terms[i];
        if (term->op != KK_OP_COLUMN || config->tables[term->table].kind != KK_TABLE_RECORDS) continue;
        const kk_measure *measure = &config->tables[term->table].measures[term->column];
        if (measure->all_ages || measure->ages.from < YOUNG_ADULT_MONTHS) return false;
    }
    return draws_on_records(config, counted);
}

static kk_status set_levels_of_records(const kk_indicator_item *item, kk_error *err)
{
    const kk_config *config = item->builder->config;
    bool young_adults = is_of_young_adults(config, &item->out->numerator);
    const char *finest = young_adults ? config->records.detail_young_adults : config->records.detail_children;
    size_t count = 1;
    while (count < BUILT_IN && strcmp(built_in[count - 1], finest) != 0) count++;
    return set_levels(item, built_in, count, true, err);
}

/* The catalogue knows no own levels: they come along with the levels it names. */
kk_status kk_indicator_levels(const kk_indicator_item *item, kk_error *err)
{
    const kk_config *config = item->builder->config;
    const kk_raw_indicator *raw = &item->raw;
    for (size_t i = 0; i < raw->levels_count; i++) {
        kk_status status = check_given(item, i, err);
        if (status) return status;
    }
    bool from_catalogue = raw->levels_count > 0 && raw->levels != item->given->levels;
    bool of_records =
        draws_on_records(config, &item->out->numerator) || draws_on_records(config, &item->out->denominator);
    if (raw->levels_count == 0 && of_records) return set_levels_of_records(item, err);
    return set_levels(item, (const char *const *)raw->levels, raw->levels_count, from_catalogue, err);
}
