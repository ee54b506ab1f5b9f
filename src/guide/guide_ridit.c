/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_ridit.h"

#include "guide/sort.h"

bool guide_index_has_zero(const kk_need_rule *rule)
{
    bool starts_at_zero =
        rule->scale == KK_SCALE_MIN_MAX || rule->scale == KK_SCALE_PERCENTILE || rule->scale == KK_SCALE_EXPONENTIAL;
    return starts_at_zero && rule->join != KK_JOIN_OUTRANKING;
}

void guide_ridits_find(const double *figure, const double *youths, size_t count, uint32_t *order, double *ridit)
{
    double all = 0, below = 0;
    for (size_t k = 0; k < count; k++) all += youths[k];
    guide_sort(figure, order, count);
    for (size_t first = 0, next; first < count; first = next) {
        double same = 0;
        for (next = first; next < count && figure[order[next]] == figure[order[first]]; next++)
            same += youths[order[next]];
        for (size_t k = first; k < next; k++) ridit[order[k]] = (below + same / 2) / all;
        below += same;
    }
}
