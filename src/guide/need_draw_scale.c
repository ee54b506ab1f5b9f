/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need_draw_scale.h"
#include "guide/radix.h"

#include <float.h>
#include <math.h>

/* ---- straight lines ---- */

typedef struct line {
    double centre, factor; /* factor · (x − centre) */
    double flat;           /* without spread */
} line;

static line line_of(double centre, double unit, double spread, double flat)
{
    return spread > 0 ? (line){centre, unit / spread, 0} : (line){0, 0, flat};
}

static double mean_of(const need_column *column, const float *x)
{
    double sum = 0, weight = 0;
    for (size_t k = 0; k < column->present; k++) {
        sum += (double)column->youths[k] * (double)x[k];
        weight += (double)column->youths[k];
    }
    return weight > 0 ? sum / weight : (double)(column->present > 0 ? x[0] : 0);
}

static line z_line(const need_column *column, const float *x)
{
    double mean = mean_of(column, x), square = 0, weight = 0;
    for (size_t k = 0; k < column->present; k++) {
        double apart = (double)x[k] - mean;
        square += (double)column->youths[k] * apart * apart;
        weight += (double)column->youths[k];
    }
    return line_of(mean, 1, weight > 0 ? sqrt(square / weight) : 0, 0);
}

static line range_line(const need_column *column, const float *x)
{
    float least = INFINITY, most = -INFINITY;
    for (size_t k = 0; k < column->present; k++) {
        if (column->youths[k] <= 0) continue;
        least = x[k] < least ? x[k] : least;
        most = x[k] > most ? x[k] : most;
    }
    return line_of((double)least, 100, (double)most - (double)least, 50);
}

static const uint64_t *sort_values(const float *x, size_t count, need_room *room)
{
    for (size_t k = 0; k < count; k++) room->item[k] = radix_item(radix_key(x[k]), (uint32_t)k);
    return radix_sort(room->item, room->sorted, count);
}

static double median_of(const need_column *column, const float *x, need_room *room)
{
    const uint64_t *sorted = sort_values(x, column->present, room);
    double half = 0, below = 0, middle = 0;
    for (size_t k = 0; k < column->present; k++) half += (double)column->youths[k] / 2;
    for (size_t k = 0; k < column->present && below <= half; k++) {
        uint32_t at = (uint32_t)sorted[k];
        if (column->youths[at] <= 0) continue;
        if (below == half) return (middle + (double)x[at]) / 2;
        below += (double)column->youths[at];
        middle = (double)x[at];
    }
    return middle;
}

static line robust_line(const need_column *column, const float *x, need_room *room)
{
    double median = median_of(column, x, room);
    for (size_t k = 0; k < column->present; k++) room->scaled[k] = fabsf(x[k] - (float)median);
    double spread = 1.4826 * median_of(column, room->scaled, room);
    if (spread <= 0) spread = 1.2533 * mean_of(column, room->scaled);
    return line_of(median, 1, spread, 0);
}

static line find_line(const need_column *column, const float *x, kk_need_scale scale, need_room *room)
{
    if (scale == KK_SCALE_MIN_MAX) return range_line(column, x);
    return scale == KK_SCALE_Z ? z_line(column, x) : robust_line(column, x, room);
}

static void scale_by_line(const need_column *column, const float *x, kk_need_scale scale, need_room *room)
{
    line found = find_line(column, x, scale, room);
    float centre = (float)found.centre, factor = (float)found.factor, flat = (float)found.flat;
    float least = scale == KK_SCALE_MIN_MAX ? 0 : -FLT_MAX, most = scale == KK_SCALE_MIN_MAX ? 100 : FLT_MAX;
    for (size_t k = 0; k < column->present; k++) {
        float s = factor * (x[k] - centre) + flat;
        s = s < least ? least : s;
        room->scaled[k] = s > most ? most : s;
    }
}

/* ---- by place ---- */

/* The share of the weight with less, and half of that with the same; returns the whole weight. */
static double find_ridits(const float *x, const float *weight, size_t count, need_room *room)
{
    const uint64_t *sorted = sort_values(x, count, room);
    double total = 0, below = 0;
    for (size_t k = 0; k < count; k++) total += (double)weight[k];
    double each = total > 0 ? 1 / total : 0, none = total > 0 ? 0 : 0.5;
    for (size_t first = 0, next; first < count; first = next) {
        double same = 0;
        for (next = first; next < count && sorted[next] >> 32 == sorted[first] >> 32; next++)
            same += (double)weight[(uint32_t)sorted[next]];
        for (size_t k = first; k < next; k++)
            room->scaled[(uint32_t)sorted[k]] = (float)((below + same / 2) * each + none);
        below += same;
    }
    return total;
}

static void scale_by_flow(const need_column *column, const float *x, need_room *room)
{
    double partners = find_ridits(x, column->partner, column->present, room);
    for (size_t k = 0; k < column->present; k++) {
        double others = partners - (double)column->partner[k];
        double flow = others > 0 ? partners * (2 * (double)room->scaled[k] - 1) / others : 0;
        room->scaled[k] = (float)flow;
    }
}

static void scale_by_ridit(const need_column *column, const float *x, kk_need_scale scale, need_room *room)
{
    const float share = (float)(1 - exp(-100.0 / 23));
    find_ridits(x, column->youths, column->present, room);
    for (size_t k = 0; k < column->present; k++) {
        float ridit = room->scaled[k];
        room->scaled[k] = scale == KK_SCALE_PERCENTILE ? 100 * ridit : -23 * logf(1 - share * ridit);
    }
}

/* ---- as it is joined ---- */

static float level_of(kk_need_scale scale, float scaled)
{
    return scale <= KK_SCALE_ROBUST_Z ? scaled / 2 : logf(1 + scaled);
}

float need_draw_scale(const need_column *column, const float *x, const need_choice *choice, need_room *room)
{
    if (choice->join == KK_JOIN_OUTRANKING) {
        scale_by_flow(column, x, room);
        return 0;
    }
    if (choice->scale >= KK_SCALE_PERCENTILE)
        scale_by_ridit(column, x, choice->scale, room);
    else
        scale_by_line(column, x, choice->scale, room);
    float mean = (float)mean_of(column, room->scaled);
    if (choice->join != KK_JOIN_GEOMETRIC) return mean;
    for (size_t k = 0; k < column->present; k++) room->scaled[k] = level_of(choice->scale, room->scaled[k]);
    return level_of(choice->scale, mean);
}
