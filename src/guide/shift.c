/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/allocation.h"

#include <math.h>

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t part_of(double share, int64_t units)
{
    return least((int64_t)floor(share * (double)units), units);
}

/* One area, whose rows are `count` apart. */
static void shift_area(const kk_shift_rule *rule, size_t area, size_t count, const kk_shift_path *out)
{
    int64_t front = out->front[area], back = out->back[area];
    for (unsigned year = 1; year <= rule->years; year++) {
        size_t now = year * count + area, before = now - count;
        int64_t may_leave = part_of(rule->yearly_most, out->back[before]);
        int64_t planned = part_of(rule->share * year / rule->years, back);
        int64_t moved = least(planned - (out->front[before] - front), may_leave);
        out->front[now] = out->front[before] + moved;
        int64_t extra = year < rule->delay_years ? 0 : out->front[now - rule->delay_years * count] - front;
        double free_now = floor(rule->returns * (double)extra) - (double)out->freed[before];
        int64_t freed = (int64_t)fmin(free_now, (double)(may_leave - moved));
        out->freed[now] = out->freed[before] + freed;
        out->back[now] = out->back[before] - moved - freed;
    }
}

void kk_shift(const int64_t *front, const int64_t *back, size_t count, const kk_shift_rule *rule,
              const kk_shift_path *out)
{
    for (size_t i = 0; i < count; i++) {
        out->front[i] = front[i];
        out->back[i] = back[i];
        out->freed[i] = 0;
        shift_area(rule, i, count, out);
    }
}
