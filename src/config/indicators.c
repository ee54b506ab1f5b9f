/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/ages.h"
#include "config/estimates.h"
#include "config/indicator_item.h"
#include "config/indicator_list.h"
#include "config/wording.h"

#include <string.h>

kk_place kk_indicator_place(const kk_indicator_item *item, const char *key)
{
    return kk_document_place(item->builder->document, "indicators[%zu].%s", item->index, key);
}

/* ---- the item ---- */

static kk_raw_indicator overlay(const kk_raw_indicator *entry, const kk_raw_indicator *given)
{
    kk_raw_indicator raw = *entry;
    raw.name = given->name ? given->name : entry->name;
    raw.unit = given->unit ? given->unit : entry->unit;
    raw.label_nl = given->label_nl ? given->label_nl : entry->label_nl;
    raw.label_en = given->label_en ? given->label_en : entry->label_en;
    raw.description = given->description ? given->description : entry->description;
    raw.direction = given->direction ? given->direction : entry->direction;
    raw.per = given->per ? given->per : entry->per;
    raw.axis = given->axis ? given->axis : entry->axis;
    raw.question = given->question ? given->question : entry->question;
    raw.on_map = given->on_map ? given->on_map : entry->on_map;
    raw.levels = given->levels ? given->levels : entry->levels;
    raw.levels_count = given->levels ? given->levels_count : entry->levels_count;
    return raw;
}

static kk_status take_from_catalogue(kk_indicator_item *item, const kk_catalogue *catalogue, kk_error *err)
{
    const kk_raw_indicator *given = item->given;
    const char *fixed = given->kind           ? "kind"
                        : given->numerator    ? "numerator"
                        : given->denominator  ? "denominator"
                        : given->squares      ? "squares"
                        : given->as_published ? "as_published"
                                              : NULL;
    if (fixed) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, fixed).mark,
                          "'%s' cannot stand beside 'use'; leave out one of the two", fixed);
    }
    kk_status status =
        kk_catalogue_find(catalogue, given->use, kk_indicator_place(item, "use").mark, &item->entry, err);
    if (!status) item->raw = overlay(item->entry, given);
    return status;
}

static kk_status take_own(kk_indicator_item *item, kk_error *err)
{
    const kk_raw_indicator *given = item->given;
    const char *missing = !given->name ? "name" : !given->kind ? "kind" : !given->numerator ? "numerator" : NULL;
    if (missing) {
        kk_mark mark = kk_document_place(item->builder->document, "indicators[%zu]", item->index).mark;
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "the key '%s' is missing in indicators; an indicator has name, kind and numerator, or 'use'",
                          missing);
    }
    if (given->population) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "population").mark,
                          "'population' goes with 'use' only; write table.column in the denominator");
    }
    item->raw = *given;
    return KK_OK;
}

/* ---- one indicator ---- */

/* `item->out` is the last of the configuration. */
static kk_status check_name(const kk_indicator_item *item, kk_error *err)
{
    const kk_config_indicator *out = item->out;
    kk_mark mark = kk_indicator_place(item, item->given->name ? "name" : "use").mark;
    kk_status status = kk_indicator_list_check_last(item->builder->config, mark, err);
    if (status) return status;
    if (!*item->ending) return kk_indicator_check_name(out->name, mark, err);
    size_t most = out->on_map ? KK_LETTERS_MAX_ON_MAP : KK_LETTERS_MAX;
    return kk_indicator_check_made_name(out->name, most, "by", mark, err);
}

static kk_status check_kind(const kk_indicator_item *item, kk_error *err)
{
    kk_indicator_kind kind = (kk_indicator_kind)*item->raw.kind;
    if (kind == KK_ESTIMATE && item->raw.denominator) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "denominator").mark,
                          "an estimate brings its own base; leave out 'denominator'");
    }
    if (kind != KK_MEAN && item->raw.squares) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "squares").mark,
                          "only a mean has use for 'squares', not a %s", kk_indicator_kind_name(kind));
    }
    if (kind != KK_VALUE && kind != KK_ESTIMATE && !item->raw.denominator) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "kind").mark, "a %s needs a 'denominator'",
                          kk_indicator_kind_name(kind));
    }
    if (kind != KK_VALUE && item->raw.as_published && *item->raw.as_published) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "as_published").mark,
                          "only a figure of kind 'value' can be taken as published, not a %s",
                          kk_indicator_kind_name(kind));
    }
    if (item->raw.per && *item->raw.per <= 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "per").mark,
                          "'per' must be more than 0, such as 100 or 1000");
    }
    return KK_OK;
}

/* A text of the project or the catalogue with the ages that the indicator is of. */
static bool fill_text(const kk_indicator_item *item, const char *text, kk_language language, const char *ending,
                      const char **out)
{
    kk_arena *arena = item->builder->arena;
    const kk_config *config = item->builder->config;
    const char *selected = item->outer.selection.text[KK_SELECT_AGE];
    static const char *const all[] = {"alle leeftijden", "all ages"}, *const minutes[] = {"minuten", "minutes"};
    kk_ages ages = kk_config_youth(config);
    bool is_all = selected && !kk_ages_parse(selected, &ages);
    const kk_wording words[] = {
        {"{age}", is_all ? all[language] : kk_wording_ages(arena, ages, language)},
        {"{distance}", config->homes.travel.file.path ? minutes[language] : "km"},
    };
    const char *filled = words->word ? kk_wording_fill(arena, text, words, 2) : NULL;
    *out = filled && *ending ? kk_arena_format(arena, "%s%s", filled, ending) : filled;
    return *out != NULL;
}

static kk_status fill_texts(const kk_indicator_item *item, kk_error *err)
{
    const kk_raw_indicator *raw = &item->raw;
    kk_config_indicator *out = item->out;
    const char *unit = raw->unit ? raw->unit : out->kind == KK_SHARE && out->per == 100 ? "%" : "";
    const char *label_nl = raw->label_nl ? raw->label_nl : raw->label_en ? raw->label_en : raw->name;
    bool filled =
        fill_text(item, unit, KK_DUTCH, "", &out->unit) &&
        fill_text(item, label_nl, KK_DUTCH, item->label_nl, &out->label_nl) &&
        fill_text(item, raw->label_en ? raw->label_en : label_nl, KK_ENGLISH, item->label_en, &out->label_en) &&
        fill_text(item, raw->description ? raw->description : "", KK_ENGLISH, "", &out->description) &&
        fill_text(item, raw->question ? raw->question : "", KK_DUTCH, "", &out->question);
    return filled ? KK_OK : kk_fail_memory(err);
}

static const char *selected(const kk_indicator_item *item, kk_selector selector)
{
    const char *text = item->outer.selection.text[selector];
    return text && strcmp(text, "all") != 0 ? text : "";
}

static void fill_in(const kk_indicator_item *item)
{
    const kk_raw_indicator *raw = &item->raw;
    kk_config_indicator *out = item->out;
    out->kind = (kk_indicator_kind)*raw->kind;
    out->per = raw->per ? *raw->per : out->kind == KK_SHARE ? 100 : 1;
    out->direction = raw->direction ? (kk_direction)*raw->direction : KK_DIRECTION_NEUTRAL;
    out->axis = raw->axis ? (kk_axis)*raw->axis : KK_AXIS_NONE;
    out->as_published = raw->as_published && *raw->as_published;
    out->on_map = raw->on_map ? *raw->on_map : !*item->ending;
    out->form = selected(item, KK_SELECT_FORM);
    out->age = selected(item, KK_SELECT_AGE);
    out->sex = selected(item, KK_SELECT_SEX);
    out->referrer = selected(item, KK_SELECT_REFERRER);
}

static kk_status add_indicator(kk_indicator_item *item, kk_error *err)
{
    kk_builder *builder = item->builder;
    kk_mark mark = kk_document_place(builder->document, "indicators[%zu]", item->index).mark;
    const char *name =
        *item->ending ? kk_arena_format(builder->arena, "%s%s", item->raw.name, item->ending) : item->raw.name;
    return kk_indicator_list_add(builder, name, mark, &item->out, err);
}

kk_status kk_indicator_make(kk_indicator_item *item, kk_error *err)
{
    kk_status status = add_indicator(item, err);
    if (!status) fill_in(item);
    if (!status) status = check_name(item, err);
    if (!status) status = kk_indicator_parse(item, err);
    if (!status) status = kk_indicator_levels(item, err);
    return status ? status : fill_texts(item, err);
}

/* ---- all ---- */

static kk_status take_selection(kk_indicator_item *item, kk_error *err)
{
    const kk_raw_indicator *raw = item->given;
    item->outer.selection = (kk_selection){{
        [KK_SELECT_FORM] = raw->form,
        [KK_SELECT_AGE] = raw->age,
        [KK_SELECT_SEX] = raw->sex,
        [KK_SELECT_REFERRER] = raw->referrer,
        [KK_SELECT_TYPE] = raw->type,
        [KK_SELECT_TASK] = raw->task,
        [KK_SELECT_PROGRAMME] = raw->programme,
    }};
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        const char *text = item->outer.selection.text[s];
        kk_flaw flaw;
        if (!text || kk_selection_check(item->builder->config, (kk_selector)s, text, &flaw)) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, kk_selector_name((kk_selector)s)).mark, "%s",
                          flaw.text);
    }
    return KK_OK;
}

static kk_status build_item(kk_builder *builder, const kk_catalogue *catalogue, size_t index, kk_error *err)
{
    kk_indicator_item item = {
        .builder = builder,
        .index = index,
        .given = &builder->raw->indicators[index],
        .ending = "",
        .label_nl = "",
        .label_en = "",
    };
    kk_status status = item.given->use ? take_from_catalogue(&item, catalogue, err) : take_own(&item, err);
    if (!status) status = check_kind(&item, err);
    if (!status) status = take_selection(&item, err);
    if (!status) status = kk_indicator_make(&item, err);
    return status ? status : kk_indicator_divide(&item, err);
}

kk_status kk_build_indicators(kk_builder *builder, const kk_catalogue *catalogue, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < builder->raw->indicators_count && !status; i++) {
        status = build_item(builder, catalogue, i, err);
    }
    return status ? status : kk_build_estimate_indicators(builder, err);
}
