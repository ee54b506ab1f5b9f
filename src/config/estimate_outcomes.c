/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/names.h"

static kk_mark mark_of(kk_builder *builder, size_t index, const char *key)
{
    return kk_document_place(builder->document, "estimates.outcomes[%zu].%s", index, key).mark;
}

static double usual_per(const kk_config_outcome *outcome)
{
    return outcome->kind == KK_OUTCOME_BINARY ? 100 : 1;
}

static const char *usual_unit(const kk_config_outcome *outcome)
{
    return outcome->kind == KK_OUTCOME_BINARY && outcome->per == 100 ? "%" : "";
}

static kk_status build_outcome(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_outcome *raw = &builder->raw->estimates->outcomes[index];
    kk_config_outcome *outcomes = builder->config->estimates.outcome, *out = &outcomes[index];
    out->column = raw->column;
    out->name = raw->name ? raw->name : raw->column;
    if (raw->kind) out->kind = *raw->kind;
    if (raw->direction) out->direction = (kk_direction)*raw->direction;
    out->per = raw->per ? *raw->per : usual_per(out);
    out->unit = raw->unit ? raw->unit : usual_unit(out);
    out->label_nl = raw->label_nl ? raw->label_nl : raw->label_en ? raw->label_en : out->name;
    out->label_en = raw->label_en ? raw->label_en : out->label_nl;
    out->mark = kk_document_place(builder->document, "estimates.outcomes[%zu]", index).mark;
    if (out->per <= 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, index, "per"),
                          "'per' must be more than 0, such as 100 or 1000");
    }
    kk_mark mark = mark_of(builder, index, raw->name ? "name" : "column");
    return kk_names_check_new(KK_NAMES(outcomes, name, index), "outcome", out->name, mark, err);
}

kk_status kk_build_estimate_outcomes(kk_builder *builder, kk_error *err)
{
    kk_config_estimates *out = &builder->config->estimates;
    size_t count = builder->raw->estimates->outcomes_count;
    out->outcome_count = count;
    out->outcome = kk_arena_alloc(builder->arena, count, sizeof *out->outcome);
    if (!out->outcome) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) status = build_outcome(builder, i, err);
    return status;
}
