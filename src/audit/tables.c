/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/work.h"
#include "disclosure/system.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A publication under attack. */
typedef struct attack {
    kk_arena arena;
    kk_system system;
    kk_finding *finding;
} attack;

static void clear(attack *a)
{
    free(a->finding);
    kk_arena_clear(&a->arena);
}

/* An earlier column of which the release has one of its own: that decides what is to be hidden. */
static bool is_superseded(const kk_audit_work *work, size_t column)
{
    const kk_publication_column *all = work->publication.column, *earlier = &all[column];
    if (column < work->own_columns) return false;
    for (size_t c = 0; c < column; c++)
        if (all[c].indicator == earlier->indicator && all[c].level == earlier->level &&
            strcmp(all[c].period, earlier->period) == 0)
            return true;
    return false;
}

static kk_status drop_superseded(const kk_audit_work *work, kk_system *system, kk_error *err)
{
    size_t columns = work->publication.column_count, kept = 0;
    bool *superseded = malloc((columns + 1) * sizeof *superseded);
    if (superseded == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < columns; c++) superseded[c] = is_superseded(work, c);
    for (size_t d = 0; d < system->demand_count; d++) {
        if (system->demanded[d].column < columns && superseded[system->demanded[d].column]) continue;
        system->demand[kept] = system->demand[d];
        system->demanded[kept++] = system->demanded[d];
    }
    system->demand_count = kept;
    free(superseded);
    return KK_OK;
}

static kk_status run(attack *a, const kk_audit_work *work, const kk_publication *publication, kk_attack_counts *counts,
                     kk_error *err)
{
    kk_status status = kk_system_make(publication, NULL, NULL, work->threads, &a->arena, &a->system, err);
    if (status == KK_OK) status = drop_superseded(work, &a->system, err);
    if (status != KK_OK) return status;
    a->finding = malloc((a->system.demand_count + 1) * sizeof *a->finding);
    if (a->finding == NULL) return kk_fail_memory(err);
    return kk_attack(&a->system.knowledge, a->system.demand, a->system.demand_count, NULL, KK_ATTACK_EXACT,
                     work->threads, a->finding, counts, err);
}

/* ---- what earlier releases gave away by themselves ---- */

/* The release without its figures: what is left is what earlier ones tell, and what is known besides. */
static kk_status take_figures(const kk_audit_work *work, kk_arena *arena, kk_publication *out, kk_error *err)
{
    *out = work->publication;
    out->column = kk_arena_alloc(arena, out->column_count, sizeof *out->column);
    if (out->column == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < out->column_count; c++) {
        kk_publication_column *column = &out->column[c];
        *column = work->publication.column[c];
        if (c >= work->own_columns) continue;
        size_t areas = out->level[column->level].count;
        double *none = kk_arena_alloc(arena, areas, sizeof *none);
        uint8_t *status = kk_arena_alloc(arena, areas, 1);
        if (none == NULL || status == NULL) return kk_fail_memory(err);
        for (size_t i = 0; i < areas; i++) {
            none[i] = NAN;
            status[i] =
                kk_figure_has_value((kk_figure_status)column->status[i]) ? KK_FIGURE_UNKNOWN : column->status[i];
        }
        column->value = column->lower = column->upper = column->numerator = column->denominator = none;
        column->status = status;
    }
    return KK_OK;
}

static bool same_demand(const kk_system *a, size_t i, const kk_system *b, size_t j)
{
    return a->demand[i].variable == b->demand[j].variable && a->demanded[i].column == b->demanded[j].column &&
           strcmp(a->demanded[i].part, b->demanded[j].part) == 0;
}

/* Both attacks have their demands in the same order. */
static void mark_told_before(const attack *all, const attack *before, bool *told)
{
    size_t b = 0, count = before->system.demand_count;
    for (size_t d = 0; d < all->system.demand_count; d++) {
        size_t at = b;
        while (at < count && !same_demand(&all->system, d, &before->system, at)) at++;
        if (at == count) continue;
        told[d] = before->finding[at].verdict == KK_VERDICT_LEAK;
        b = at + 1;
    }
}

static kk_status find_told_before(const kk_audit_work *work, const attack *all, bool *told, kk_error *err)
{
    attack before = {0};
    kk_arena_init(&before.arena);
    kk_publication publication;
    kk_attack_counts counts;
    kk_status status = take_figures(work, &before.arena, &publication, err);
    if (status == KK_OK) status = run(&before, work, &publication, &counts, err);
    if (status == KK_OK) mark_told_before(all, &before, told);
    clear(&before);
    return status;
}

/* ---- rows ---- */

static kk_audit_verdict verdict_of(kk_verdict verdict, bool told_before)
{
    switch (verdict) {
    case KK_VERDICT_TABLES:
        return KK_AUDIT_TABLES;
    case KK_VERDICT_PROGRAMS:
        return KK_AUDIT_PROGRAMS;
    case KK_VERDICT_LEAK:
        return told_before ? KK_AUDIT_TOLD_BEFORE : KK_AUDIT_LEAK;
    case KK_VERDICT_CONTRADICTION:
        break;
    }
    return KK_AUDIT_CONTRADICTION;
}

/* A count is whole. */
static void round_inward(kk_audit_row *row)
{
    const double slack = 1e-5;
    double lower = ceil(row->lower - slack), upper = floor(row->upper + slack);
    if (!(lower <= upper)) return;
    row->lower = lower;
    row->upper = upper;
}

/* What a demand is about: a cell, or a count that no cell shows. */
static kk_audit_row row_of(const kk_audit_work *work, const attack *a, size_t d)
{
    const kk_demanded *demanded = &a->system.demanded[d];
    if (demanded->column < work->publication.column_count)
        return kk_audit_row_of(work, demanded->column, demanded->area);
    const kk_variable *variable = &a->system.variable[a->system.demand[d].variable];
    const kk_publication_level *level = &work->publication.level[variable->level];
    return (kk_audit_row){.level = level->name,
                          .code = level->code[variable->area],
                          .period = variable->period,
                          .indicator = work->publication.quantity[variable->quantity].name};
}

/* Of what is not said to be few, only what is sure to be. */
static bool is_of_interest(const kk_audit_work *work, const attack *a, size_t d)
{
    bool is_cell = a->system.demanded[d].column < work->publication.column_count;
    if (is_cell && strcmp(a->system.demanded[d].rule, kk_figure_status_name(KK_FIGURE_SUPPRESSED)) != 0) return true;
    return a->finding[d].verdict == KK_VERDICT_LEAK &&
           kk_derived_is_told(&work->publication.rules, a->finding[d].lower, a->finding[d].upper);
}

static kk_status add_rows(kk_audit_work *work, const attack *a, const bool *told, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t d = 0; d < a->system.demand_count && status == KK_OK; d++) {
        const kk_demanded *demanded = &a->system.demanded[d];
        if (!is_of_interest(work, a, d)) continue;
        kk_audit_row row = row_of(work, a, d);
        row.rule = demanded->rule;
        row.part = demanded->part;
        row.lower = a->finding[d].lower;
        row.upper = a->finding[d].upper;
        row.verdict = verdict_of(a->finding[d].verdict, told[d]);
        if (a->system.knowledge.is_whole[a->system.demand[d].variable]) round_inward(&row);
        status = kk_audit_add(work->result, &row, err);
    }
    return status;
}

kk_status kk_audit_tables(kk_audit_work *work, kk_error *err)
{
    attack a = {0};
    kk_arena_init(&a.arena);
    bool *told = NULL;
    kk_status status = run(&a, work, &work->publication, &work->result->attack, err);
    if (status == KK_OK) {
        told = calloc(a.system.demand_count + 1, sizeof *told);
        if (told == NULL) status = kk_fail_memory(err);
    }
    if (status == KK_OK && work->result->attack.leaks > 0 && work->result->earlier_count > 0)
        status = find_told_before(work, &a, told, err);
    if (status == KK_OK) status = add_rows(work, &a, told, err);
    free(told);
    clear(&a);
    return status;
}
