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

size_t kk_indicator_tables(const kk_config_indicator *indicator, uint32_t *tables)
{
    return add_tables(&indicator->denominator, tables, add_tables(&indicator->numerator, tables, 0));
}

ptrdiff_t kk_table_period_for(const kk_table *table, const char *period)
{
    for (size_t p = 0; p < table->period_count; p++)
        if (strcmp(table->period[p], period) == 0) return (ptrdiff_t)p;
    for (size_t s = 0; table->period_count == 1 && s < table->config->stands_in_count; s++)
        if (strcmp(table->config->stands_in_for[s], period) == 0) return 0;
    return -1;
}
