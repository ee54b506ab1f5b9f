/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/periods.h"

#include <string.h>

static size_t add_tables(const kk_expression *expression, uint32_t *tables, size_t count)
{
    for (size_t t = 0; t < expression->count; t++) {
        if (expression->terms[t].op != KK_OP_COLUMN) continue;
        size_t known = 0;
        while (known < count && tables[known] != expression->terms[t].table) known++;
        if (known == count) tables[count++] = expression->terms[t].table;
    }
    return count;
}

size_t kk_indicator_tables(const kk_config_indicator *indicator, uint32_t *used)
{
    size_t count = add_tables(&indicator->denominator, used, add_tables(&indicator->numerator, used, 0));
    return add_tables(&indicator->squares, used, count);
}

ptrdiff_t kk_table_period_for(const kk_table *table, const char *period)
{
    for (size_t p = 0; p < table->period_count; p++)
        if (strcmp(table->period[p], period) == 0) return (ptrdiff_t)p;
    for (size_t s = 0; table->period_count == 1 && s < table->config->stands_in_count; s++)
        if (strcmp(table->config->stands_in_for[s], period) == 0) return 0;
    return -1;
}

static bool all_serve(const kk_table *tables, const uint32_t *used, size_t used_count, const char *period)
{
    for (size_t u = 0; u < used_count; u++)
        if (kk_table_period_for(&tables[used[u]], period) < 0) return false;
    return true;
}

size_t kk_indicator_periods(const kk_table *tables, const uint32_t *used, size_t used_count, const char **periods)
{
    size_t count = 0;
    for (size_t u = 0; u < used_count; u++) {
        const kk_table *table = &tables[used[u]];
        for (size_t p = 0; p < table->period_count; p++) {
            if (!all_serve(tables, used, used_count, table->period[p])) continue;
            size_t at = count;
            while (at > 0 && strcmp(periods[at - 1], table->period[p]) > 0) at--;
            if (at > 0 && strcmp(periods[at - 1], table->period[p]) == 0) continue;
            memmove(&periods[at + 1], &periods[at], (count - at) * sizeof *periods);
            periods[at] = table->period[p];
            count++;
        }
    }
    return count;
}
