/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/period.h"

#include <stdlib.h>
#include <string.h>

int kk_period_last_month(const char *period)
{
    static const struct {
        const char *kind;
        int months;
    } parts[] = {{"KW", 3}, {"HJ", 6}, {"MM", 1}};
    int year = atoi(period), month = 12;
    for (size_t i = 0; strlen(period) == 8 && i < sizeof parts / sizeof *parts; i++)
        if (strncmp(period + 4, parts[i].kind, 2) == 0) month = parts[i].months * atoi(period + 6);
    return 12 * year + month;
}

bool kk_period_is_later(const char *period, const char *best, const char *wanted)
{
    int end = kk_period_last_month(period), best_end = kk_period_last_month(best);
    if (end != best_end) return end > best_end;
    if (wanted != NULL && strcmp(best, wanted) == 0) return false;
    return (wanted != NULL && strcmp(period, wanted) == 0) || strcmp(period, best) > 0;
}
