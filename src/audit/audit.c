/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/estimates.h"
#include "audit/work.h"
#include "kk/log.h"
#include "kk/publication_files.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static kk_auditor *const auditors[] = {kk_audit_shown, kk_audit_tables, kk_audit_estimates, kk_audit_losses};
enum { AUDITORS = sizeof auditors / sizeof *auditors };

const char *kk_audit_verdict_name(kk_audit_verdict verdict)
{
    static const char *const names[KK_AUDIT_VERDICTS] = {
        [KK_AUDIT_TABLES] = "safe_by_tables",       [KK_AUDIT_PROGRAMS] = "safe_by_programs", [KK_AUDIT_LEAK] = "leak",
        [KK_AUDIT_CONTRADICTION] = "contradiction", [KK_AUDIT_TOLD_BEFORE] = "told_before",
    };
    return names[verdict];
}

kk_status kk_audit_add(kk_audit_result *result, const kk_audit_row *row, kk_error *err)
{
    if (kk_grow(&result->row, &result->row_capacity, result->row_count + 1, sizeof *row) != 0)
        return kk_fail_memory(err);
    result->row[result->row_count++] = *row;
    result->verdicts[row->verdict]++;
    return KK_OK;
}

kk_audit_row kk_audit_row_of(const kk_audit_work *work, size_t column, size_t area)
{
    const kk_publication *publication = &work->publication;
    const kk_publication_column *of = &publication->column[column];
    return (kk_audit_row){
        .level = publication->level[of->level].name,
        .code = publication->level[of->level].code[area],
        .period = of->period,
        .indicator = publication->indicator[of->indicator].name,
        .rule = kk_figure_status_name((kk_figure_status)of->status[area]),
    };
}

/* ---- reading ---- */

static kk_status join_earlier(kk_audit_work *work, const kk_config_file *folder, kk_error *err)
{
    kk_arena *arena = &work->result->arena;
    kk_publication *earlier = kk_arena_alloc(arena, 1, sizeof *earlier);
    kk_publication_terms terms;
    if (earlier == NULL) return kk_fail_memory(err);
    kk_status status = kk_publication_read(folder->path, arena, earlier, &terms, err);
    return status == KK_OK ? kk_publication_join(&work->publication, earlier, folder->given, arena, err) : status;
}

static kk_status read_releases(kk_audit_work *work, kk_error *err)
{
    kk_audit_result *result = work->result;
    kk_publication_terms terms;
    kk_status status = kk_publication_read(work->folder, &result->arena, &work->publication, &terms, err);
    if (status != KK_OK) return status;
    work->own_columns = work->publication.column_count;
    result->rules = work->publication.rules;
    result->accepted_leaks = terms.accepted_leaks;
    if (terms.earlier_count > 0 && result->earlier_count == 0)
        kk_warn("%s was made with an eye to earlier releases (%s%s): give them with --earlier", work->folder,
                terms.earlier[0], terms.earlier_count > 1 ? ", …" : "");
    for (size_t i = 0; i < result->earlier_count && status == KK_OK; i++)
        status = join_earlier(work, &result->earlier[i], err);
    return status;
}

/* ---- the verdict ---- */

static const kk_audit_row *first_with(const kk_audit_result *result, kk_audit_verdict verdict)
{
    const kk_audit_row *row = result->row;
    while (row->verdict != verdict) row++;
    return row;
}

static kk_status fail_leak(const kk_audit_result *result, kk_error *err)
{
    const kk_audit_row *row = first_with(result, KK_AUDIT_LEAK);
    size_t more = result->verdicts[KK_AUDIT_LEAK] - 1;
    char others[64] = "";
    if (more > 0) snprintf(others, sizeof others, ", and %zu other%s", more, more > 1 ? "s" : "");
    return kk_fail(err, KK_ERR_DISCLOSURE,
                   "the figures give away what is hidden: %s, %s %s, %s: the %s (%s) must be from %.10g to %.10g%s; "
                   "hide more, as `disclosure: secondary: true` does, or say by `accept_leaks` why it may be",
                   row->indicator, row->level, row->code, row->period, row->part, row->rule, row->lower, row->upper,
                   others);
}

static kk_status fail_contradiction(const kk_audit_result *result, kk_error *err)
{
    const kk_audit_row *row = first_with(result, KK_AUDIT_CONTRADICTION);
    return kk_fail(err, KK_ERR_DISCLOSURE,
                   "figures contradict each other, so that nothing can be said of what they hide: %s, %s %s, %s, and "
                   "%zu others; look whether totals and parts are of the same count%s",
                   row->indicator, row->level, row->code, row->period, result->verdicts[KK_AUDIT_CONTRADICTION] - 1,
                   result->earlier_count > 0 ? ", and the earlier releases of the same data" : "");
}

static kk_status judge(const kk_audit_result *result, kk_error *err)
{
    size_t leaks = result->verdicts[KK_AUDIT_LEAK], contradictions = result->verdicts[KK_AUDIT_CONTRADICTION];
    if (leaks + contradictions == 0) return KK_OK;
    if (result->accepted_leaks == NULL) return leaks > 0 ? fail_leak(result, err) : fail_contradiction(result, err);
    kk_warn("%zu hidden figures can be computed, and %zu contradict others: accepted, because: %s", leaks,
            contradictions, result->accepted_leaks);
    return KK_OK;
}

kk_status kk_audit(const char *folder, const kk_config_file *earlier, size_t earlier_count, int threads,
                   kk_audit_result *out, kk_error *err)
{
    *out = (kk_audit_result){.earlier = earlier, .earlier_count = earlier_count};
    kk_arena_init(&out->arena);
    kk_audit_work work = {.folder = folder, .threads = threads, .result = out};
    kk_status status = read_releases(&work, err);
    for (size_t i = 0; i < AUDITORS && status == KK_OK; i++) status = auditors[i](&work, err);
    return status == KK_OK ? judge(out, err) : status;
}

void kk_audit_clear(kk_audit_result *result)
{
    free(result->row);
    kk_arena_clear(&result->arena);
    *result = (kk_audit_result){0};
}
