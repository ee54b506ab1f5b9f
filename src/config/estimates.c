/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/sources.h"

#include <stdio.h>

enum { THRESHOLD = 10, AGE_MAX = 25 };

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "estimates.%s", key).mark;
}

/* ---- the cohort ---- */

static kk_status build_file(kk_builder *builder, size_t index, kk_error *err)
{
    kk_config_estimates *estimates = &builder->config->estimates;
    const kk_raw_csv *raw = &builder->raw->estimates->cohort[index];
    kk_config_csv *out = &estimates->cohort[index];
    char at[40];
    snprintf(at, sizeof at, "estimates.cohort[%zu]", index);
    *out = (kk_config_csv){.name = "cohort", .crs = kk_crs_name(0)};
    if (index > 0) out->name = kk_arena_format(builder->arena, "cohort_%zu", index + 1);
    if (!out->name) return kk_fail_memory(err);
    kk_status status = kk_build_csv(builder, raw, at, out, err);
    out->source = estimates->source;
    return status ? status : kk_build_locating(builder, raw, at, 0, out, err);
}

static kk_status build_cohort(kk_builder *builder, kk_error *err)
{
    const kk_raw_estimates *raw = builder->raw->estimates;
    kk_config_estimates *out = &builder->config->estimates;
    out->cohort_count = raw->cohort_count;
    out->cohort = kk_arena_alloc(builder->arena, raw->cohort_count, sizeof *out->cohort);
    if (!out->cohort) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->cohort_count && !status; i++) status = build_file(builder, i, err);
    return status;
}

static kk_status build_age(kk_builder *builder, kk_error *err)
{
    const kk_raw_grew_up *raw = builder->raw->estimates->grew_up;
    kk_config_estimates *out = &builder->config->estimates;
    out->grew_up_age = -1;
    if (!raw) return KK_OK;
    out->grew_up_age = (int)*raw->age;
    out->age_column = raw->column;
    if (*raw->age <= AGE_MAX) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "grew_up.age"),
                      "who is %u has grown up; give the age, 0–%d, at which the address counts", *raw->age, AGE_MAX);
}

static kk_status build_period(kk_builder *builder, kk_error *err)
{
    const char *given = builder->raw->estimates->period;
    kk_config *config = builder->config;
    config->estimates.period = config->project.period;
    if (!given) return KK_OK;
    return kk_build_period(builder, given, mark_of(builder, "period"), &config->estimates.period, err);
}

/* ---- the release ---- */

static kk_status build_release(kk_builder *builder, kk_error *err)
{
    const kk_raw_release *raw = &builder->raw->estimates->release;
    kk_config_estimates *out = &builder->config->estimates;
    out->rule = raw->rule ? (kk_estimate_rule)*raw->rule : KK_RULE_KANSENKAART;
    out->threshold = raw->threshold ? *raw->threshold : THRESHOLD;
    if (out->threshold >= THRESHOLD) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "release.threshold"),
                      "'threshold' is %d or more; fewer persons would be recognisable", THRESHOLD);
}

kk_status kk_build_estimates(kk_builder *builder, kk_error *err)
{
    const kk_raw_estimates *raw = builder->raw->estimates;
    kk_config_estimates *out = &builder->config->estimates;
    if (!raw) return KK_OK;
    *out = (kk_config_estimates){
        .given = true,
        .source = raw->source ? raw->source : "cohort",
        .person = raw->person,
        .weight = raw->weight,
        .compress = raw->compress,
        .into_database = !raw->database || *raw->database,
        .mark = kk_document_place(builder->document, "estimates").mark,
    };
    kk_status status = build_period(builder, err);
    if (!status) status = build_cohort(builder, err);
    if (!status) status = build_age(builder, err);
    if (!status) status = kk_build_estimate_groups(builder, err);
    if (!status) status = kk_build_estimate_regions(builder, err);
    if (!status) status = kk_build_estimate_outcomes(builder, err);
    if (!status) status = kk_build_estimate_maps(builder, err);
    return status ? status : build_release(builder, err);
}
