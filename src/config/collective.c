/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/people.h"
#include "config/sources.h"

#include <stdio.h>
#include <strings.h>

/* A list of plain CSVs: where it stands, and what becomes of it. */
typedef struct csv_list {
    const char *at;       /* "budgets" */
    const char *own_name; /* of files that have none in the project: published tables */
    const kk_raw_csv *raw;
    size_t count;
    kk_config_csv **to;
    size_t *to_count;
    unsigned known; /* ways of locating, see kk_build_locating; 0: its rows are not located */
} csv_list;

static kk_status build_item(kk_builder *builder, const csv_list *list, size_t index, kk_error *err)
{
    char at[40];
    snprintf(at, sizeof at, "%s[%zu]", list->at, index);
    const kk_raw_csv *raw = &list->raw[index];
    kk_config_csv *to = &(*list->to)[index];
    *to = (kk_config_csv){.name = list->own_name, .is_public = list->own_name != NULL, .crs = kk_crs_name(0)};
    kk_status status = kk_build_csv(builder, raw, at, to, err);
    if (status || !list->known) return status;
    return kk_build_locating(builder, raw, at, list->known, to, err);
}

static kk_status build_list(kk_builder *builder, const csv_list *list, kk_error *err)
{
    *list->to_count = list->count;
    *list->to = kk_arena_alloc(builder->arena, list->count, sizeof **list->to);
    if (!*list->to) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < list->count && !status; i++) status = build_item(builder, list, i, err);
    if (status || list->own_name) return status;
    return kk_check_names_differ(builder, list->at, *list->to, sizeof **list->to, list->count, err);
}

static kk_status build_programmes(kk_builder *builder, kk_error *err)
{
    const kk_raw_people *raw = &builder->raw->people;
    kk_config *config = builder->config;
    config->programmes = (const char **)raw->programmes;
    config->programme_count = raw->programmes_count;
    for (size_t i = 0; i < raw->programmes_count; i++) {
        kk_mark mark = kk_document_place(builder->document, "programmes[%zu]", i).mark;
        for (size_t j = 0; j < i; j++)
            if (strcasecmp(raw->programmes[i], raw->programmes[j]) == 0)
                return kk_fail_at(err, KK_ERR_PROJECT, mark, "the programme '%.60s' is there twice",
                                  raw->programmes[i]);
    }
    if (raw->programmes_count == 0 || config->activity_count > 0 || config->budget_count > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "programmes").mark,
                      "programmes are looked up in activities and budgets; add 'activities: …'");
}

kk_status kk_build_collective(kk_builder *builder, kk_error *err)
{
    const kk_raw_people *raw = &builder->raw->people;
    kk_config *config = builder->config;
    const csv_list lists[] = {
        {"postcodes", "postcodes", raw->postcodes, raw->postcodes_count, &config->postcodes, &config->postcode_count,
         0},
        {"budgets", NULL, raw->budgets, raw->budgets_count, &config->budgets, &config->budget_count, 1u << KK_BY_AREA},
        {"activities", NULL, raw->activities, raw->activities_count, &config->activities, &config->activity_count,
         KK_KNOWN_ALL},
    };
    kk_status status = KK_OK;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && !status; i++) status = build_list(builder, &lists[i], err);
    return status ? status : build_programmes(builder, err);
}
