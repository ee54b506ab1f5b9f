/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"

enum { DRAWS = 1000, DRAWS_MIN = 100, DRAWS_MAX = 100000, CHOICES_MAX = 6 };
static const double spread_default = 0.25;

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "guide.index.sensitivity.%s", key).mark;
}

/* The words given (or the defaults) once each, and the chosen one among them. */
static size_t collect(const int *given, size_t count, int chosen, int *out)
{
    size_t kept = 0;
    for (size_t i = 0; i <= count; i++) {
        int word = i < count ? given[i] : chosen;
        bool is_there = false;
        for (size_t k = 0; k < kept; k++) is_there |= out[k] == word;
        if (!is_there) out[kept++] = word;
    }
    return kept;
}

static kk_status take_choices(kk_builder *builder, const kk_raw_sensitivity *raw, kk_error *err)
{
    static const int scales[] = {KK_SCALE_Z, KK_SCALE_PERCENTILE}, joins[] = {KK_JOIN_ARITHMETIC, KK_JOIN_GEOMETRIC};
    kk_config_index *index = &builder->config->guide.index;
    bool own_scales = raw && raw->scales, own_joins = raw && raw->joins;
    int scale[CHOICES_MAX], join[CHOICES_MAX];
    index->sensitivity.scale_count =
        collect(own_scales ? raw->scales : scales, own_scales ? raw->scales_count : 2, (int)index->rule.scale, scale);
    index->sensitivity.join_count =
        collect(own_joins ? raw->joins : joins, own_joins ? raw->joins_count : 2, (int)index->rule.join, join);
    index->sensitivity.scale = kk_arena_alloc(builder->arena, CHOICES_MAX, sizeof *index->sensitivity.scale);
    index->sensitivity.join = kk_arena_alloc(builder->arena, CHOICES_MAX, sizeof *index->sensitivity.join);
    if (!index->sensitivity.scale || !index->sensitivity.join) return kk_fail_memory(err);
    for (size_t i = 0; i < index->sensitivity.scale_count; i++) index->sensitivity.scale[i] = (kk_need_scale)scale[i];
    for (size_t i = 0; i < index->sensitivity.join_count; i++) index->sensitivity.join[i] = (kk_need_join)join[i];
    return KK_OK;
}

kk_status kk_build_guide_sensitivity(kk_builder *builder, kk_error *err)
{
    const kk_raw_sensitivity *raw = builder->raw->guide->index->sensitivity;
    kk_config_index *index = &builder->config->guide.index;
    index->sensitivity.draws = raw && raw->draws ? *raw->draws : DRAWS;
    index->sensitivity.weight_spread = raw && raw->weights ? *raw->weights : spread_default;
    if (index->sensitivity.draws < DRAWS_MIN || index->sensitivity.draws > DRAWS_MAX) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "draws"), "'draws' must be %d to %d", DRAWS_MIN,
                          DRAWS_MAX);
    }
    if (!(index->sensitivity.weight_spread >= 0 && index->sensitivity.weight_spread <= 1)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "weights"),
                          "'weights' must be 0 to 1: how far weights are drawn around the chosen ones");
    }
    return take_choices(builder, raw, err);
}
