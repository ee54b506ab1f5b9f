/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/collective.h"

#include <stdlib.h>
#include <string.h>

/* ---- schools ---- */

bool kk_site_is_school(const kk_sites *sites, size_t site)
{
    const char *type = sites->type[sites->places.type[site]];
    return strstr(type, "school") != NULL || strstr(type, "scholen") != NULL;
}

static kk_status keep_schools(const kk_sites *sites, kk_arena *arena, kk_collective *out, kk_error *err)
{
    out->school = kk_arena_alloc(arena, sites->places.count, sizeof *out->school);
    if (out->school == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < sites->places.count; i++)
        if (kk_site_is_school(sites, i)) out->school[out->school_count++] = sites->places.place[i];
    return KK_OK;
}

/* ---- all ---- */

static kk_status keep(const kk_collective_reader *in, kk_arena *arena, kk_collective *out, kk_error *err)
{
    out->budget_count = in->budget_count;
    out->activity_count = in->activity_count;
    out->budget = kk_arena_alloc(arena, in->budget_count, sizeof *out->budget);
    out->activity = kk_arena_alloc(arena, in->activity_count, sizeof *out->activity);
    if (out->budget == NULL || out->activity == NULL) return kk_fail_memory(err);
    if (in->budget_count > 0) memcpy(out->budget, in->budget, in->budget_count * sizeof *out->budget);
    if (in->activity_count > 0) memcpy(out->activity, in->activity, in->activity_count * sizeof *out->activity);
    return KK_OK;
}

kk_status kk_collective_read(const kk_config *config, const kk_sites *sites, kk_locus_finder *find, const void *finder,
                             kk_arena *arena, kk_rejects *rejects, kk_collective *out, kk_error *err)
{
    *out = (kk_collective){0};
    kk_collective_reader in = {
        .config = config, .sites = sites, .find = find, .finder = finder, .arena = arena, .rejects = rejects};
    out->counts = kk_arena_alloc(arena, config->budget_count + config->activity_count, sizeof *out->counts);
    if (out->counts == NULL) return kk_fail_memory(err);
    kk_status status = kk_tasks_load(arena, &in.tasks, err);
    if (status == KK_OK) status = kk_site_ids_make(&sites->places, &in.places, err);
    for (size_t b = 0; b < config->budget_count && status == KK_OK; b++)
        status = kk_budget_read(&in, &config->budgets[b], &out->counts[b], err);
    for (size_t a = 0; a < config->activity_count && status == KK_OK; a++)
        status = kk_activity_read(&in, &config->activities[a], &out->counts[config->budget_count + a], err);
    if (status == KK_OK) status = keep(&in, arena, out, err);
    if (status == KK_OK) status = keep_schools(sites, arena, out, err);
    kk_site_ids_clear(&in.places);
    free(in.budget);
    free(in.activity);
    return status;
}
