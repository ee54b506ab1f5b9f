/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/estimates.h"

#include "audit/estimates_read.h"
#include "disclosure/estimate_programs.h"
#include "disclosure/estimate_protect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct attacking {
    kk_audit_work *audit;
    kk_told_estimates told;
    int32_t *lower, *upper;
    int32_t *most; /* [cell] persons at most, as the first attack found */
    bool *asked;
} attacking;

/* ---- rows ---- */

static const char *name_of(const attacking *work, size_t outcome, size_t combination)
{
    const kk_estimate_frame *frame = &work->told.frame;
    kk_arena *arena = &work->audit->result->arena;
    const char *name = frame->outcome[outcome].name;
    for (size_t d = 0; d < frame->dimension_count && name != NULL; d++) {
        size_t group = kk_combination_group(frame, combination, d);
        if (group > 0)
            name = kk_arena_format(arena, "%s %s=%s", name, frame->dimension[d].name, frame->dimension[d].group[group]);
    }
    return name;
}

static kk_status add_row(attacking *work, size_t outcome, const char *part, size_t cell, kk_error *err)
{
    const kk_estimate_sums *sums = &work->told.sums;
    size_t region = cell / sums->frame->combination_count, t = 0;
    while (region >= sums->type_begin[t + 1]) t++;
    bool contradicts = work->lower[cell] > work->upper[cell];
    const kk_audit_row row = {.level = sums->frame->type[t].name,
                              .code = sums->frame->type[t].id[region - sums->type_begin[t]],
                              .period = "",
                              .indicator = name_of(work, outcome, cell % sums->frame->combination_count),
                              .rule = "suppressed",
                              .part = part,
                              .lower = contradicts ? NAN : (double)work->lower[cell],
                              .upper = contradicts ? NAN : (double)work->upper[cell],
                              .verdict = contradicts ? KK_AUDIT_CONTRADICTION : KK_AUDIT_LEAK};
    return row.indicator == NULL ? kk_fail_memory(err) : kk_audit_add(work->audit->result, &row, err);
}

static bool is_leak(const attacking *work, size_t cell)
{
    int32_t lower = work->lower[cell], upper = work->upper[cell];
    return lower > upper || (lower >= 1 && upper < work->told.sums.threshold && upper - lower < KK_ESTIMATE_WIDTH);
}

/* ---- the attack ---- */

static void count_methods(const attacking *work, const bool *left, const kk_attack_counts *found)
{
    kk_audit_methods *methods = &work->audit->result->estimates;
    for (size_t i = 0; i < kk_estimate_cells(&work->told.sums); i++) methods->by_sums += left[i];
    methods->by_tables += found->by_tables;
    methods->by_programs += found->by_programs;
}

static kk_status attack(attacking *work, bool of_means, size_t outcome, const char *part, kk_error *err)
{
    size_t cells = kk_estimate_cells(&work->told.sums);
    const kk_cell_counts counts = {
        .sums = &work->told.sums, .of_means = of_means, .lower = work->lower, .upper = work->upper};
    for (size_t i = 0; i < cells; i++)
        work->asked[i] =
            work->lower[i] < work->upper[i] && kk_counts_have(&counts, i % work->told.frame.combination_count);
    kk_status status = kk_counts_tighten(&counts, work->audit->threads, err);
    for (size_t i = 0; i < cells && status == KK_OK; i++)
        if (work->lower[i] > work->upper[i] || (work->asked[i] && is_leak(work, i))) {
            status = add_row(work, outcome, part, i, err);
            work->asked[i] = false;
        }
    bool *left = status == KK_OK ? malloc(cells + 1) : NULL;
    if (status == KK_OK && left == NULL) status = kk_fail_memory(err);
    if (left != NULL) memcpy(left, work->asked, cells);
    kk_attack_counts found = {0};
    if (status == KK_OK) status = kk_counts_attack(&counts, left, KK_ESTIMATE_WIDTH, work->audit->threads, &found, err);
    for (size_t i = 0; i < cells && status == KK_OK; i++)
        if (work->asked[i] && !left[i] && is_leak(work, i)) status = add_row(work, outcome, part, i, err);
    if (status == KK_OK) count_methods(work, left, &found);
    free(left);
    return status;
}

static kk_status attack_persons(attacking *work, size_t outcome, kk_error *err)
{
    const int32_t *told = work->told.persons[outcome];
    size_t cells = kk_estimate_cells(&work->told.sums);
    for (size_t i = 0; i < cells; i++) {
        work->lower[i] = told[i] == KK_UNTOLD ? 0 : told[i];
        work->upper[i] = told[i] == KK_UNTOLD ? KK_COUNT_UNBOUNDED : told[i];
    }
    kk_status status = attack(work, false, outcome, "denominator", err);
    memcpy(work->most, work->upper, cells * sizeof *work->most);
    return status;
}

/* Those who have the outcome, or lack it: of whom n is not told neither is known. */
static kk_status attack_numerator(attacking *work, size_t outcome, bool lacking, kk_error *err)
{
    const int32_t *persons = work->told.persons[outcome], *having = work->told.having[outcome];
    for (size_t i = 0; i < kk_estimate_cells(&work->told.sums); i++) {
        bool told = having[i] != KK_UNTOLD;
        work->lower[i] = told ? lacking ? persons[i] - having[i] : having[i] : 0;
        work->upper[i] = told ? work->lower[i] : persons[i] == KK_UNTOLD ? work->most[i] : persons[i];
    }
    return attack(work, true, outcome, lacking ? "rest" : "numerator", err);
}

static kk_status attack_outcomes(attacking *work, size_t persons, kk_error *err)
{
    kk_status status = attack_persons(work, persons, err);
    for (size_t o = persons; o < work->told.frame.outcome_count && status == KK_OK; o++) {
        if (work->told.sums.persons[o] != persons || work->told.having[o] == NULL) continue;
        status = attack_numerator(work, o, false, err);
        if (status == KK_OK) status = attack_numerator(work, o, true, err);
    }
    return status;
}

kk_status kk_audit_estimates(kk_audit_work *audit, kk_error *err)
{
    attacking work = {.audit = audit};
    bool found;
    kk_status status = kk_told_estimates_read(audit->folder, &audit->result->arena, &work.told, &found, err);
    if (status != KK_OK || !found) return status;
    size_t cells = kk_estimate_cells(&work.told.sums) + 1;
    work.lower = malloc(cells * sizeof *work.lower);
    work.upper = malloc(cells * sizeof *work.upper);
    work.most = malloc(cells * sizeof *work.most);
    work.asked = malloc(cells);
    if (work.lower == NULL || work.upper == NULL || work.most == NULL || work.asked == NULL)
        status = kk_fail_memory(err);
    for (size_t o = 0; o < work.told.frame.outcome_count && status == KK_OK; o++)
        if (work.told.sums.persons[o] == o) status = attack_outcomes(&work, o, err);
    free(work.lower);
    free(work.upper);
    free(work.most);
    free(work.asked);
    return status;
}
