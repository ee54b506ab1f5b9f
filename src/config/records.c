/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/records.h"
#include "config/ages.h"
#include "kk/areas.h"

#include <string.h>

enum { GAP_DAYS = 31, GAP_DAYS_MAX = 366 };

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "records.%s", key).mark;
}

/* ---- when ---- */

static kk_status add_period(kk_builder *builder, const char *text, kk_mark mark, kk_error *err)
{
    kk_config *config = builder->config;
    kk_period *period = &config->records.period[config->records.period_count];
    const char *name = NULL;
    kk_status status = kk_build_period(builder, text, mark, &name, err);
    if (status) return status;
    if (!kk_period_of(name, period)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%s' is no part of a year; write 2023, 2023KW01 … 2023KW04, 2023HJ01 or 2023MM01 … 2023MM12",
                          name);
    }
    if (config->records.period_count > 0 && period->last <= period[-1].last) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "%s does not end after %s before it; give periods in order, each once", name,
                          period[-1].name);
    }
    config->records.period_count++;
    return KK_OK;
}

static kk_status build_periods(kk_builder *builder, const kk_raw_records *raw, kk_error *err)
{
    kk_config *config = builder->config;
    size_t count = raw ? raw->periods_count : 0;
    config->records.period = kk_arena_alloc(builder->arena, count + 1, sizeof *config->records.period);
    if (!config->records.period) return kk_fail_memory(err);
    kk_mark project = kk_document_place(builder->document, "project.period").mark;
    if (count == 0) return add_period(builder, config->project.period, project, err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) {
        kk_mark mark = kk_document_place(builder->document, "records.periods[%zu]", i).mark;
        status = add_period(builder, raw->periods[i], mark, err);
    }
    return status;
}

/* KK_NO_DAY for what is not JJJJ-MM-DD. */
static kk_day read_day(const char *text)
{
    static const char pattern[] = "dddd-dd-dd";
    int part[3] = {0};
    size_t p = 0;
    if (strlen(text) != sizeof pattern - 1) return KK_NO_DAY;
    for (size_t i = 0; pattern[i]; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (digit != (pattern[i] == 'd') || (!digit && text[i] != '-')) return KK_NO_DAY;
        if (digit)
            part[p] = part[p] * 10 + (text[i] - '0');
        else
            p++;
    }
    return kk_day_of(part[0], part[1], part[2]);
}

static kk_status build_until(kk_builder *builder, const kk_raw_records *raw, kk_error *err)
{
    kk_config *config = builder->config;
    const kk_period *last = &config->records.period[config->records.period_count - 1];
    config->records.until = last->last;
    if (!raw || !raw->until) return KK_OK;
    config->records.until = read_day(raw->until);
    if (config->records.until == KK_NO_DAY) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "until"),
                          "'%.60s' is not a day; write it as 2024-03-31", raw->until);
    }
    if (config->records.until >= last->last) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "until"),
                      "%s is before the end of %s; leave that period out, or wait until the files are complete",
                      raw->until, last->name);
}

/* ---- who ---- */

static kk_status build_ages(const char *text, kk_mark mark, kk_ages *out, kk_error *err)
{
    if (kk_ages_parse(text, out)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%.60s'%s", text, kk_ages_hint);
}

static kk_status build_bands(kk_builder *builder, const kk_raw_records *raw, kk_error *err)
{
    static const char *const usual[] = {"0..4", "4..12", "12..18", "18..23"};
    kk_config *config = builder->config;
    bool given = raw && raw->ages_count > 0;
    size_t count = given ? raw->ages_count : sizeof usual / sizeof *usual;
    config->records.ages = kk_arena_alloc(builder->arena, count, sizeof *config->records.ages);
    if (!config->records.ages) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        kk_mark mark = kk_document_place(builder->document, "records.ages[%zu]", i).mark;
        kk_ages band;
        kk_status status = build_ages(given ? raw->ages[i] : usual[i], mark, &band, err);
        if (status) return status;
        for (size_t j = 0; j < i; j++)
            if (band.from == config->records.ages[j].from && band.to == config->records.ages[j].to)
                return kk_fail_at(err, KK_ERR_PROJECT, mark, "the ages %s are there twice", raw->ages[i]);
        config->records.ages[config->records.age_count++] = band;
    }
    return KK_OK;
}

static void build_detail(const kk_raw_records *raw, kk_config *config)
{
    const kk_raw_detail detail = raw ? raw->detail : (kk_raw_detail){0};
    config->records.detail_children = kk_level_word(detail.children ? *detail.children : KK_LEVEL_WIJK);
    config->records.detail_young_adults = kk_level_word(detail.young_adults ? *detail.young_adults : KK_LEVEL_GEMEENTE);
}

static kk_status build_gap(kk_builder *builder, const kk_raw_records *raw, kk_error *err)
{
    unsigned days = raw && raw->gap_days ? *raw->gap_days : GAP_DAYS;
    builder->config->records.gap_days = (int)days;
    if (days <= GAP_DAYS_MAX) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "gap_days"), "%u days is more than a year; %d is usual",
                      days, GAP_DAYS);
}

kk_status kk_build_counting(kk_builder *builder, kk_error *err)
{
    const kk_raw_records *raw = builder->raw->people.records;
    kk_config *config = builder->config;
    kk_status status = build_periods(builder, raw, err);
    if (!status) status = build_until(builder, raw, err);
    if (!status) status = build_gap(builder, raw, err);
    if (!status) status = build_bands(builder, raw, err);
    if (status) return status;
    build_detail(raw, config);
    return build_ages(raw && raw->youth ? raw->youth : "0..23", mark_of(builder, "youth"), &config->records.youth, err);
}

kk_status kk_build_records(kk_builder *builder, kk_error *err)
{
    const kk_raw_records *raw = builder->raw->people.records;
    kk_config *config = builder->config;
    if (!raw) return KK_OK;
    config->records.given = true;
    config->records.mark = kk_document_place(builder->document, "records").mark;
    kk_status status = KK_OK;
    if (raw->key) status = kk_build_file(builder, raw->key, mark_of(builder, "key"), &config->records.key, err);
    return status ? status : kk_build_record_sources(builder, err);
}
