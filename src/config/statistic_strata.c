/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_list.h"
#include "config/statistics.h"

#include <math.h>
#include <string.h>

static bool is_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* ---- those that `by` made ---- */

/* Whether `by` divided `base` by age, and maybe by sex, into what `part` is of. What an item makes has its mark. */
static bool is_part(const kk_config_indicator *base, const kk_config_indicator *part)
{
    bool is_sibling = part->mark.line == base->mark.line && part->mark.column == base->mark.column;
    return is_sibling && !*base->age && *part->age && is_same(part->form, base->form) &&
           (!*base->sex || is_same(part->sex, base->sex));
}

/* The finest of them: by sex too, where there are such. */
static kk_status find_parts(const kk_choice_item *item, uint32_t base, uint32_t **parts, size_t *count, kk_error *err)
{
    const kk_config_indicator *indicator = item->builder->config->indicators;
    bool by_sex = false;
    *count = 0;
    *parts = kk_arena_alloc(item->builder->arena, item->indicator_count, sizeof **parts);
    if (!*parts) return kk_fail_memory(err);
    for (size_t i = 0; i < item->indicator_count; i++)
        by_sex |= is_part(&indicator[base], &indicator[i]) && *indicator[i].sex;
    for (uint32_t i = 0; i < item->indicator_count; i++) {
        bool is_finest = by_sex == (*indicator[i].sex != '\0');
        if (is_finest && is_part(&indicator[base], &indicator[i])) (*parts)[(*count)++] = i;
    }
    if (*count > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, "standardised"),
                      "'%s' is not divided by age; give it 'by: [age, sex]', or 'strata' here", indicator[base].name);
}

/* ---- those that the project names ---- */

/* `key` is that of the list. */
static kk_status find_named(const kk_choice_item *item, uint32_t base, const char *key, char *const *names,
                            size_t count, uint32_t **strata, kk_error *err)
{
    kk_status status = kk_choice_find_all(item, key, names, count, base, strata, err);
    for (size_t i = 0; i < count && !status; i++) {
        const kk_config_indicator *stratum = &item->builder->config->indicators[(*strata)[i]];
        if (stratum->kind == KK_SHARE || stratum->kind == KK_RATE) continue;
        kk_mark mark =
            kk_document_place(item->builder->document, "statistics.of[%zu].%s[%zu]", item->index, key, i).mark;
        status = kk_fail_at(err, KK_ERR_PROJECT, mark, "a stratum is a share or rate; '%s' is a %s", stratum->name,
                            kk_indicator_kind_name(stratum->kind));
    }
    return status;
}

static kk_status find_chosen(const kk_choice_item *item, uint32_t base, uint32_t **strata, kk_error *err)
{
    const kk_raw_standardised *raw = item->raw->standardised;
    char **names = kk_arena_alloc(item->builder->arena, raw->chosen_count, sizeof *names);
    if (!names) return kk_fail_memory(err);
    for (size_t i = 0; i < raw->chosen_count; i++) names[i] = raw->chosen[i].stratum;
    return find_named(item, base, "standardised.chosen", names, raw->chosen_count, strata, err);
}

static kk_status find_strata(const kk_choice_item *item, uint32_t base, uint32_t **strata, size_t *count, kk_error *err)
{
    const kk_raw_standardised *raw = item->raw->standardised;
    *count = raw->chosen ? raw->chosen_count : raw->strata_count;
    if (raw->chosen) return find_chosen(item, base, strata, err);
    if (raw->strata) return find_named(item, base, "standardised.strata", raw->strata, *count, strata, err);
    return find_parts(item, base, strata, count, err);
}

/* ---- a standard of the project's own ---- */

static kk_status check_chosen(const kk_choice_item *item, kk_error *err)
{
    const kk_raw_standardised *raw = item->raw->standardised;
    kk_mark mark = kk_choice_mark(item, "standardised.chosen");
    if (!raw->chosen) return KK_OK;
    if (raw->standard)
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'chosen' is a standard itself; leave out 'standard'");
    if (raw->strata)
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "the strata are those of 'chosen'; leave out 'strata'");
    if (item->raw->indicators_count == 1) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "a chosen standard is of one indicator; give each an item of its own");
}

static kk_mark mark_of_chosen(const kk_choice_item *item, size_t index, const char *key)
{
    return kk_document_place(item->builder->document, "statistics.of[%zu].standardised.chosen[%zu].%s", item->index,
                             index, key)
        .mark;
}

static kk_status check_rate(const kk_choice_item *item, size_t index, const kk_config_indicator *of, kk_error *err)
{
    const double *rate = item->raw->standardised->chosen[index].rate;
    kk_mark mark = mark_of_chosen(item, index, "rate");
    if (of->kind == KK_SHARE && rate && !(*rate >= 0 && *rate <= of->per)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'rate' is in the unit of '%s', and must be 0 to %g", of->name,
                          of->per);
    }
    if (!rate || *rate >= 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'rate' is in the unit of '%s', and must be 0 or more", of->name);
}

static kk_status check_persons(const kk_choice_item *item, size_t index, kk_error *err)
{
    const double *persons = item->raw->standardised->chosen[index].persons;
    if (!persons || *persons > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of_chosen(item, index, "persons"), "'persons' must be more than 0");
}

static kk_status take_figures(const kk_choice_item *item, const kk_config_statistic *choice, size_t index,
                              kk_error *err)
{
    const kk_raw_chosen_stratum *raw = &item->raw->standardised->chosen[index];
    kk_config_stratum *stratum = &choice->standardised.stratum[index];
    const kk_config_indicator *of = &item->builder->config->indicators[stratum->indicator];
    bool direct = choice->standardised.direct;
    stratum->rate = raw->rate ? *raw->rate / of->per : NAN;
    stratum->persons = raw->persons ? *raw->persons : NAN;
    if (direct ? !raw->persons : !raw->rate) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of_chosen(item, index, "stratum"),
                          "'method: %s' needs '%s' of each stratum; '%s' has none", direct ? "direct" : "indirect",
                          direct ? "persons" : "rate", of->name);
    }
    kk_status status = check_rate(item, index, of, err);
    return status ? status : check_persons(item, index, err);
}

/* ---- their population ---- */

/* Its persons go into what is expected of areas where the stratum itself is withheld: they must be no secret. */
static kk_status check_public(const kk_choice_item *item, const kk_config_indicator *of, kk_error *err)
{
    const kk_config *config = item->builder->config;
    for (size_t t = 0; t < of->denominator.count; t++) {
        const kk_term *term = &of->denominator.terms[t];
        if (term->op != KK_OP_COLUMN || config->tables[term->table].is_public) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, "standardised"),
                          "the persons of '%s' are of the table '%s', which is not public; 'standardised' needs a "
                          "public population (a table with 'public: true', or 'population')",
                          of->name, config->tables[term->table].name);
    }
    return KK_OK;
}

/* The persons of a stratum, where the statistic is made and where its standard is. */
static kk_status add_population(const kk_choice_item *item, uint32_t base, kk_config_stratum *stratum, kk_error *err)
{
    kk_builder *builder = item->builder;
    kk_config_indicator *out;
    const char *name =
        kk_arena_format(builder->arena, "%s_population_%s", builder->config->indicators[stratum->indicator].name,
                        builder->config->indicators[base].name);
    kk_status status = kk_indicator_list_add(builder, name, kk_choice_mark(item, "standardised"), &out, err);
    if (status) return status;
    const kk_config_indicator *of = &builder->config->indicators[stratum->indicator];
    const kk_config_indicator *whole = &builder->config->indicators[base];
    *out = (kk_config_indicator){
        .name = name,
        .kind = KK_VALUE,
        .numerator = of->denominator,
        .per = 1,
        .unit = "",
        .levels = whole->levels,
        .level_count = whole->level_count,
        .label_en = of->label_en,
        .label_nl = of->label_nl,
        .description = "",
        .question = "",
        .form = of->form,
        .age = of->age,
        .sex = of->sex,
        .referrer = of->referrer,
        .is_internal = true,
        .mark = out->mark,
    };
    stratum->population = (uint32_t)(builder->config->indicator_count - 1);
    return KK_OK;
}

kk_status kk_choice_strata(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    uint32_t *strata;
    size_t count;
    kk_status status = check_chosen(item, err);
    if (!status) status = find_strata(item, choice->indicator, &strata, &count, err);
    if (status) return status;
    choice->standardised.stratum_count = count;
    choice->standardised.stratum = kk_arena_alloc(item->builder->arena, count, sizeof *choice->standardised.stratum);
    if (!choice->standardised.stratum) return kk_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        kk_config_stratum *stratum = &choice->standardised.stratum[i];
        stratum->indicator = strata[i];
        if (choice->standardised.chosen) status = take_figures(item, choice, i, err);
        if (!status) status = check_public(item, &item->builder->config->indicators[stratum->indicator], err);
        if (!status) status = add_population(item, choice->indicator, stratum, err);
    }
    return status;
}
