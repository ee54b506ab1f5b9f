/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_item.h"
#include "config/wording.h"

#include <string.h>

/* What one indicator is of: −1 undivided. */
typedef struct division {
    int form; /* index in kk_codes.form */
    int age;  /* index in records.ages */
    int sex;  /* 0 male, 1 female */
} division;

/* "-9m..24m" → "m9m_24m": as a part of a name. */
static const char *name_of_ages(kk_arena *arena, kk_ages ages)
{
    const char *m = ages.from % 12 == 0 && ages.to % 12 == 0 ? "" : "m";
    int unit = *m ? 1 : 12, from = ages.from / unit;
    return kk_arena_format(arena, "%s%d%s_%d%s", from < 0 ? "m" : "", from < 0 ? -from : from, m, ages.to / unit, m);
}

/* Adds to the ending of the name and to the labels. */
static bool add_words(kk_indicator_item *item, const char *name, const char *label_nl, const char *label_en)
{
    kk_arena *arena = item->builder->arena;
    if (!name || !label_nl || !label_en) return false;
    item->ending = kk_arena_format(arena, "%s_%s", item->ending, name);
    item->label_nl = kk_arena_format(arena, "%s, %s", item->label_nl, label_nl);
    item->label_en = kk_arena_format(arena, "%s, %s", item->label_en, label_en);
    return item->ending && item->label_nl && item->label_en;
}

static bool select_form(kk_indicator_item *item, int index)
{
    if (index < 0) return true;
    const kk_form *form = &item->builder->config->codes.form[index];
    item->outer.selection.text[KK_SELECT_FORM] = form->name;
    return add_words(item, form->name, form->label_nl, form->label_en);
}

static bool select_age(kk_indicator_item *item, int index)
{
    if (index < 0) return true;
    kk_arena *arena = item->builder->arena;
    kk_ages ages = item->builder->config->records.ages[index];
    item->outer.selection.text[KK_SELECT_AGE] = kk_arena_copy(arena, kk_ages_write(ages).text);
    return item->outer.selection.text[KK_SELECT_AGE] &&
           add_words(item, name_of_ages(arena, ages), kk_wording_ages(arena, ages, KK_DUTCH),
                     kk_wording_ages(arena, ages, KK_ENGLISH));
}

static bool select_sex(kk_indicator_item *item, int index)
{
    static const char *const words[2][3] = {{"male", "jongens", "boys"}, {"female", "meisjes", "girls"}};
    if (index < 0) return true;
    item->outer.selection.text[KK_SELECT_SEX] = words[index][0];
    return add_words(item, words[index][0], words[index][1], words[index][2]);
}

static kk_status make_part(const kk_indicator_item *undivided, const division *of, kk_error *err)
{
    kk_indicator_item part = *undivided;
    if (!select_form(&part, of->form) || !select_age(&part, of->age) || !select_sex(&part, of->sex))
        return kk_fail_memory(err);
    return kk_indicator_make(&part, err);
}

/* Each selector divides what a measure leaves open, and that the item does not narrow down to one. */
static kk_status check_division(const kk_indicator_item *item, kk_selector by, kk_error *err)
{
    kk_mark mark = kk_indicator_place(item, "by").mark;
    const char *name = kk_selector_name(by);
    if (by != KK_SELECT_FORM && item->outer.selection.text[by]) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'by: [%s]' cannot stand beside '%s'; leave out one of the two",
                          name, name);
    }
    if (!(item->outer.taken & KK_SELECTOR_BIT(by))) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'by: [%s]' divides nothing: no measure in '%s' leaves it open",
                          name, item->raw.name);
    }
    return KK_OK;
}

kk_status kk_indicator_divide(const kk_indicator_item *item, kk_error *err)
{
    const kk_config *config = item->builder->config;
    division last = {-1, -1, -1}, of;
    for (unsigned i = 0; i < item->given->by_count; i++) {
        kk_selector by = (kk_selector)item->given->by[i];
        kk_status status = check_division(item, by, err);
        if (status) return status;
        if (by == KK_SELECT_FORM) last.form = (int)config->codes.form_count - 1;
        if (by == KK_SELECT_AGE) last.age = (int)config->records.age_count - 1;
        if (by == KK_SELECT_SEX) last.sex = 1;
    }
    kk_status status = KK_OK;
    for (of.form = -1; of.form <= last.form; of.form++) {
        if (of.form >= 0 && !(item->outer.forms >> of.form & 1)) continue;
        for (of.age = -1; of.age <= last.age; of.age++) {
            for (of.sex = -1; of.sex <= last.sex && !status; of.sex++) {
                bool undivided = of.form < 0 && of.age < 0 && of.sex < 0;
                if (!undivided) status = make_part(item, &of, err);
            }
        }
    }
    return status;
}
