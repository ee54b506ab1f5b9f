/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/coverage.h"

#include <stdio.h>
#include <string.h>

enum { NAMED_MAX = 5 };

static bool names_table(const kk_expression *expression, uint32_t table)
{
    for (size_t i = 0; i < expression->count; i++)
        if (expression->terms[i].op == KK_OP_COLUMN && expression->terms[i].table == table) return true;
    return false;
}

static bool wants_level(const kk_config_indicator *indicator, const char *level)
{
    for (size_t i = 0; i < indicator->level_count; i++)
        if (strcmp(indicator->levels[i], level) == 0) return true;
    return indicator->level_count == 0;
}

static bool is_own_level(const kk_config *config, const char *level)
{
    for (size_t i = 0; i < config->areas.group_count; i++)
        if (strcmp(config->areas.groups[i].name, level) == 0) return true;
    return false;
}

static bool is_wanted(const kk_config *config, const kk_coverage_total *total)
{
    if (is_own_level(config, total->level) && total->with_figure == 0) return false;
    for (size_t i = 0; i < config->indicator_count; i++) {
        const kk_config_indicator *indicator = &config->indicators[i];
        if (wants_level(indicator, total->level) &&
            (names_table(&indicator->numerator, total->table) || names_table(&indicator->denominator, total->table)))
            return true;
    }
    return false;
}

static bool is_missing_from(const kk_coverage_gap *gap, const kk_coverage_total *total)
{
    return gap->gap == KK_GAP_NO_FIGURE && gap->table == total->table && strcmp(gap->period, total->period) == 0 &&
           strcmp(gap->level, total->level) == 0;
}

/* "; missing are WK199801, WK199802 and 3 more", or why the level is not listed area by area. */
static void name_missing(const kk_coverage *coverage, const kk_coverage_total *total, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "; %s", total->cause);
    int64_t named = 0;
    for (size_t i = 0; i < coverage->gap_count && named < NAMED_MAX; i++) {
        const kk_coverage_gap *gap = &coverage->gaps[i];
        if (!is_missing_from(gap, total) || used >= size) continue;
        used += (size_t)snprintf(text + used, size - used, "%s%s", named == 0 ? "missing are " : ", ", gap->code);
        named++;
    }
    if (named > 0 && used < size && total->without_figure > named)
        snprintf(text + used, size - used, " and %lld more", (long long)(total->without_figure - named));
}

static double share_covered(const kk_coverage_total *total)
{
    if (total->inhabited == 0) return 1;
    return (double)(total->inhabited - total->without_figure) / (double)total->inhabited;
}

static kk_status fail_coverage(const kk_coverage *coverage, const kk_coverage_total *total,
                               const kk_config_table *table, kk_error *err)
{
    char missing[200];
    name_missing(coverage, total, missing, sizeof missing);
    return kk_fail_at(err, KK_ERR_COVERAGE, table->mark,
                      "table '%s' has figures for %lld of the %lld inhabited areas of level %s in %s (%.1f%%), below "
                      "its `minimum_coverage: %g`%s; `kansenkompas check` tells what was rejected",
                      table->name, (long long)(total->inhabited - total->without_figure), (long long)total->inhabited,
                      total->level, total->period, 100 * share_covered(total), table->minimum_coverage, missing);
}

kk_status kk_coverage_check(const kk_coverage *coverage, const kk_config *config, kk_error *err)
{
    for (size_t i = 0; i < coverage->total_count; i++) {
        const kk_coverage_total *total = &coverage->totals[i];
        const kk_config_table *table = &config->tables[total->table];
        if (share_covered(total) >= table->minimum_coverage || !is_wanted(config, total)) continue;
        return fail_coverage(coverage, total, table, err);
    }
    return KK_OK;
}
