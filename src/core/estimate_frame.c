/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/estimate_frame.h"

#include <math.h>

size_t kk_combination_group(const kk_estimate_frame *frame, size_t c, size_t d)
{
    for (size_t behind = frame->dimension_count - 1; behind > d; behind--) c /= frame->dimension[behind].group_count;
    return c % frame->dimension[d].group_count;
}

size_t kk_combination_of(const kk_estimate_frame *frame, const size_t *groups)
{
    size_t c = 0;
    for (size_t d = 0; d < frame->dimension_count; d++) c = c * frame->dimension[d].group_count + groups[d];
    return c;
}

static bool groups_exclude(const kk_dimension *dimension, size_t a, size_t b)
{
    uint64_t both = UINT64_C(1) << a | UINT64_C(1) << b;
    for (size_t class = 0; class < dimension->class_count; class ++)
        if ((dimension->group_bits[class] & both) == both) return false;
    return true;
}

bool kk_combinations_exclude(const kk_estimate_frame *frame, size_t a, size_t b)
{
    for (size_t d = 0; d < frame->dimension_count; d++) {
        size_t group_a = kk_combination_group(frame, a, d), group_b = kk_combination_group(frame, b, d);
        if (groups_exclude(&frame->dimension[d], group_a, group_b)) return true;
    }
    return false;
}

double kk_combination_at(const kk_estimate_frame *frame, size_t c)
{
    for (size_t d = 0; d < frame->dimension_count; d++) {
        double at = frame->dimension[d].at[kk_combination_group(frame, c, d)];
        if (!isnan(at)) return at;
    }
    return NAN;
}
