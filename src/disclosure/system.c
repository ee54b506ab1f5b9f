/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system.h"
#include "disclosure/system_bounds.h"
#include "disclosure/system_demands.h"
#include "disclosure/system_gate.h"
#include "disclosure/system_rows.h"
#include "disclosure/system_truth.h"
#include "kk/log.h"

static kk_status make_variables(size_t count, kk_arena *arena, kk_system *out, kk_error *err)
{
    kk_knowledge *knowledge = &out->knowledge;
    knowledge->variable_count = count;
    knowledge->lower = kk_arena_alloc(arena, count, sizeof *knowledge->lower);
    knowledge->upper = kk_arena_alloc(arena, count, sizeof *knowledge->upper);
    knowledge->is_whole = kk_arena_alloc(arena, count, sizeof *knowledge->is_whole);
    out->variable = kk_arena_alloc(arena, count, sizeof *out->variable);
    bool failed =
        knowledge->lower == NULL || knowledge->upper == NULL || knowledge->is_whole == NULL || out->variable == NULL;
    return failed ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_system_make(const kk_publication *publication, kk_truth_finder *truth, const void *context, int threads,
                         kk_arena *arena, kk_system *out, kk_error *err)
{
    const kk_truth_source source = {truth, context, threads};
    bool is_gate = truth != NULL;
    kk_system_index index;
    *out = (kk_system){.demand_count = 0};
    kk_status status = kk_system_index_make(publication, arena, &index, err);
    if (status == KK_OK) status = make_variables(index.variable_count, arena, out, err);
    if (status == KK_OK) status = kk_system_rows_make(&index, is_gate, threads, arena, &out->knowledge, err);
    if (status == KK_OK && is_gate) status = kk_system_truth_make(&index, &source, arena, &out->truth, err);
    if (status != KK_OK) return status;
    out->fact_variable = index.fact_variable;
    kk_system_bounds_fill(&index, is_gate, threads, out);
    if (is_gate) {
        kk_system_truth_complete(&out->knowledge, out->truth);
        status = kk_system_weights_make(&index, arena, out, err);
    }
    if (status != KK_OK) return status;
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while looking for what can be deduced");
    kk_system_zeros_spread(&out->knowledge);
    return kk_system_demands_make(&index, is_gate, arena, out, err);
}
