/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_list.h"
#include "config/statistics.h"

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

static kk_status find_given(const kk_choice_item *item, uint32_t base, uint32_t **strata, size_t *count, kk_error *err)
{
    const kk_raw_standardised *raw = item->raw->standardised;
    *count = raw->strata_count;
    kk_status status =
        kk_choice_find_all(item, "standardised.strata", raw->strata, raw->strata_count, base, strata, err);
    for (size_t i = 0; i < *count && !status; i++) {
        const kk_config_indicator *stratum = &item->builder->config->indicators[(*strata)[i]];
        if (stratum->kind == KK_SHARE || stratum->kind == KK_RATE) continue;
        kk_mark mark =
            kk_document_place(item->builder->document, "statistics.of[%zu].standardised.strata[%zu]", item->index, i)
                .mark;
        status = kk_fail_at(err, KK_ERR_PROJECT, mark, "a stratum is a share or rate; '%s' is a %s", stratum->name,
                            kk_indicator_kind_name(stratum->kind));
    }
    return status;
}

/* ---- their population ---- */

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
    kk_status status = item->raw->standardised->strata ? find_given(item, choice->indicator, &strata, &count, err)
                                                       : find_parts(item, choice->indicator, &strata, &count, err);
    if (status) return status;
    choice->standardised.stratum_count = count;
    choice->standardised.stratum = kk_arena_alloc(item->builder->arena, count, sizeof *choice->standardised.stratum);
    if (!choice->standardised.stratum) return kk_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        choice->standardised.stratum[i].indicator = strata[i];
        status = add_population(item, choice->indicator, &choice->standardised.stratum[i], err);
    }
    return status;
}
