/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/names.h"

#include <string.h>

enum { FIRST_MAX = 100 };

static const char land[] = "all";

static kk_mark mark_of(kk_builder *builder, size_t index, const char *key)
{
    return kk_document_place(builder->document, "estimates.regions[%zu].%s", index, key).mark;
}

/* ---- what a type needs, and what says nothing without it ---- */

static kk_status check_land(kk_builder *builder, size_t index, const kk_raw_region *raw, kk_error *err)
{
    const char *key = raw->column     ? "column"
                      : raw->first    ? "first"
                      : raw->level    ? "level"
                      : raw->grouping ? "grouping"
                      : raw->within   ? "within"
                                      : NULL;
    if (!key) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, index, key), "the type 'all' is everyone; leave out '%s'",
                      key);
}

static kk_status check_keys(kk_builder *builder, size_t index, const kk_raw_region *raw, kk_error *err)
{
    if (strcmp(raw->type, land) == 0) return check_land(builder, index, raw, err);
    if (!raw->column && !raw->level) {
        return kk_fail_at(
            err, KK_ERR_PROJECT, mark_of(builder, index, "type"),
            "where does '%.60s' come from? Add 'column: …' with its codes, or 'level: …' for the areas in "
            "which persons are located",
            raw->type);
    }
    if (!raw->first) return KK_OK;
    if (!raw->column) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, index, "first"),
                          "'first' is of the texts in a column; add 'column: …' or leave it out");
    }
    if (*raw->first >= 1 && *raw->first <= FIRST_MAX) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, index, "first"), "'first' is a number of letters, 1–%d",
                      FIRST_MAX);
}

/* ---- locating ---- */

/* Persons are located only where a type has a level but no column of codes. */
static kk_status check_locatable(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_config_estimates *estimates = &builder->config->estimates;
    const kk_config_region *region = &estimates->region[index];
    if (region->column || !region->level) return KK_OK;
    for (size_t i = 0; i < estimates->cohort_count; i++) {
        if (estimates->cohort[i].by_count > 0) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, estimates->cohort[i].mark,
                          "'%.60s' is where persons are located, but nothing tells where; add 'columns: {area: …}', "
                          "'postcode' or 'x' and 'y' to this file",
                          region->type);
    }
    return KK_OK;
}

/* ---- larger regions ---- */

static ptrdiff_t larger(const kk_config_estimates *estimates, size_t index)
{
    const char *within = estimates->region[index].within;
    return within ? kk_names_find(KK_NAMES(estimates->region, type, estimates->region_count), within) : -1;
}

static kk_status check_within(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_config_estimates *estimates = &builder->config->estimates;
    const char *within = estimates->region[index].within;
    kk_mark mark = mark_of(builder, index, "within");
    size_t at;
    if (!within || strcmp(within, land) == 0) return KK_OK;
    kk_status status =
        kk_names_need(KK_NAMES(estimates->region, type, estimates->region_count), "type", within, mark, &at, err);
    if (status) return status;
    ptrdiff_t up = (ptrdiff_t)at;
    for (size_t steps = 1; steps < estimates->region_count && up >= 0 && (size_t)up != index; steps++)
        up = larger(estimates, (size_t)up);
    if (up < 0 || (size_t)up != index) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%.60s' would lie within itself; name a type of larger regions",
                      estimates->region[index].type);
}

/* ---- all ---- */

static kk_status build_region(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_region *raw = &builder->raw->estimates->regions[index];
    kk_config_region *regions = builder->config->estimates.region;
    kk_config_region *out = &regions[index];
    *out = (kk_config_region){
        .type = raw->type,
        .land = strcmp(raw->type, land) == 0,
        .column = raw->column,
        .first = raw->first ? *raw->first : 0,
        .level = raw->level,
        .within = raw->within,
        .mark = kk_document_place(builder->document, "estimates.regions[%zu]", index).mark,
    };
    kk_mark mark = mark_of(builder, index, "type");
    kk_status status = kk_names_check_new(KK_NAMES(regions, type, index), "type", raw->type, mark, err);
    if (!status) status = check_keys(builder, index, raw, err);
    if (!status && raw->level) status = kk_check_level(builder, raw->level, mark_of(builder, index, "level"), err);
    if (!status) status = check_locatable(builder, index, err);
    if (status || !raw->grouping) return status;
    return kk_build_file(builder, raw->grouping, mark_of(builder, index, "grouping"), &out->grouping, err);
}

kk_status kk_build_estimate_regions(kk_builder *builder, kk_error *err)
{
    kk_config_estimates *out = &builder->config->estimates;
    size_t count = builder->raw->estimates->regions_count;
    out->region_count = count;
    out->region = kk_arena_alloc(builder->arena, count, sizeof *out->region);
    if (!out->region) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) status = build_region(builder, i, err);
    for (size_t i = 0; i < count && !status; i++) status = check_within(builder, i, err);
    return status;
}
