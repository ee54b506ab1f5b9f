/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/work.h"

static kk_status add(kk_audit_work *work, size_t column, size_t area, kk_figure_status rule, const char *part,
                     double count, kk_error *err)
{
    kk_audit_row row = kk_audit_row_of(work, column, area);
    row.rule = kk_figure_status_name(rule);
    row.part = part;
    row.lower = row.upper = count;
    row.verdict = KK_AUDIT_LEAK;
    return kk_audit_add(work->result, &row, err);
}

static bool is_few(const kk_audit_work *work, double count)
{
    return count > 0 && count < work->publication.rules.minimum && work->publication.rules.rounding == 0;
}

/* Counts of persons by their kind: of a mean, a ratio, a value nobody can tell from here what they count. */
static bool counts_persons(const kk_publication_indicator *indicator)
{
    return indicator->kind == KK_SHARE || indicator->kind == KK_ONE_IN || indicator->kind == KK_RATE;
}

/* Cells that are hidden for their own sake are attacked anyway. */
static bool is_attacked(kk_figure_status status)
{
    return kk_figure_is_suppressed(status) && status != KK_FIGURE_SUPPRESSED_SECONDARY && status != KK_FIGURE_PARENT;
}

static kk_status look_at(kk_audit_work *work, size_t c, size_t area, kk_error *err)
{
    const kk_publication_column *column = &work->publication.column[c];
    const kk_publication_indicator *indicator = &work->publication.indicator[column->indicator];
    double numerator = column->numerator[area], rest = column->denominator[area] - numerator;
    if (is_attacked((kk_figure_status)column->status[area]) || !counts_persons(indicator)) return KK_OK;
    if (is_few(work, numerator)) return add(work, c, area, KK_FIGURE_SUPPRESSED_COUNT, "numerator", numerator, err);
    if (indicator->kind != KK_RATE && is_few(work, rest))
        return add(work, c, area, KK_FIGURE_SUPPRESSED_REST, "rest", rest, err);
    return KK_OK;
}

kk_status kk_audit_shown(kk_audit_work *work, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t c = 0; c < work->own_columns && status == KK_OK; c++) {
        size_t areas = work->publication.level[work->publication.column[c].level].count;
        for (size_t i = 0; i < areas && status == KK_OK; i++) status = look_at(work, c, i, err);
    }
    return status;
}
