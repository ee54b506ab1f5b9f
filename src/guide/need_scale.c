/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need.h"
#include "guide/sort.h"
#include "kk/elementary.h"

/* ---- sums and medians of what is in the room ---- */

/* Compensated (Neumaier 1974). */
typedef struct sum {
    double value, lost;
} sum;

static void add(sum *to, double x)
{
    double value = to->value + x;
    bool is_smaller = __builtin_fabs(x) < __builtin_fabs(to->value);
    to->lost += is_smaller ? (to->value - value) + x : (x - value) + to->value;
    to->value = value;
}

static double total_weight(const kk_need_room *room, size_t count)
{
    sum weight = {0, 0};
    for (size_t k = 0; k < count; k++) add(&weight, room->weight[k]);
    return weight.value + weight.lost;
}

/* Seen from one of the values, so that the mean of equal values is that value. */
static double mean(const kk_need_room *room, size_t count, double total)
{
    sum apart = {0, 0};
    for (size_t k = 0; k < count; k++) add(&apart, room->weight[k] * (room->value[k] - room->value[0]));
    return room->value[0] + (apart.value + apart.lost) / total;
}

static double standard_deviation(const kk_need_room *room, size_t count, double total, double centre)
{
    sum square = {0, 0};
    for (size_t k = 0; k < count; k++) {
        double apart = room->value[k] - centre;
        add(&square, room->weight[k] * apart * apart);
    }
    return __builtin_sqrt((square.value + square.lost) / total);
}

/* Where exactly half of the weight lies below: the middle of the two values around that point. */
static double median(const kk_need_room *room, size_t count, double total)
{
    guide_sort(room->value, room->order, count);
    double below = 0, middle = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t at = room->order[k];
        if (room->weight[at] <= 0) continue;
        if (below == total / 2) return middle + (room->value[at] - middle) / 2;
        below += room->weight[at];
        middle = room->value[at];
        if (below > total / 2) break;
    }
    return middle;
}

/* ---- scales that are a straight line ---- */

static need_line robust_line(const kk_need_room *room, size_t count, double total, need_line made)
{
    made.centre = median(room, count, total);
    for (size_t k = 0; k < count; k++) room->value[k] = __builtin_fabs(room->value[k] - made.centre);
    made.spread = 1.4826 * median(room, count, total);
    if (made.spread <= 0) made.spread = 1.2533 * mean(room, count, total);
    return made;
}

static need_line range_line(const kk_need_room *room, size_t count)
{
    double least = __builtin_inf(), most = -__builtin_inf();
    for (size_t k = 0; k < count; k++) {
        if (room->weight[k] <= 0) continue;
        least = room->value[k] < least ? room->value[k] : least;
        most = room->value[k] > most ? room->value[k] : most;
    }
    return (need_line){least, most - least, 100, 50, 0, 100};
}

static need_line find_line(kk_need_scale scale, const kk_need_room *room, size_t count)
{
    need_line made = {0, 0, 1, 0, -__builtin_inf(), __builtin_inf()};
    double total = total_weight(room, count);
    if (total <= 0) return (need_line){.flat = scale == KK_SCALE_MIN_MAX ? 50 : 0};
    if (scale == KK_SCALE_MIN_MAX) return range_line(room, count);
    if (scale == KK_SCALE_ROBUST_Z) return robust_line(room, count, total, made);
    made.centre = mean(room, count, total);
    made.spread = standard_deviation(room, count, total, made.centre);
    return made;
}

static double on_line(const need_line *of, double x)
{
    if (!(of->spread > 0)) return of->flat;
    double scaled = of->unit * (x - of->centre) / of->spread;
    if (scaled < of->least) return of->least;
    return scaled > of->most ? of->most : scaled;
}

/* ---- scales by place ---- */

/* The share of the weight with less, and half of that with the same. */
static void find_ridits(const kk_need_room *room, size_t count, double *ridit)
{
    double total = total_weight(room, count), below = 0;
    guide_sort(room->value, room->order, count);
    for (size_t first = 0, next; first < count; first = next) {
        double same = 0;
        for (next = first; next < count && room->value[room->order[next]] == room->value[room->order[first]]; next++)
            same += room->weight[room->order[next]];
        for (size_t k = first; k < next; k++)
            ridit[room->area[room->order[k]]] = total > 0 ? (below + same / 2) / total : 0.5;
        below += same;
    }
}

static double of_ridit(kk_need_scale scale, double ridit)
{
    if (scale == KK_SCALE_PERCENTILE) return 100 * ridit;
    return -23 * kk_log(1 - ridit * (1 - kk_exp(-100.0 / 23)));
}

/* An area is not among the others it is set against. */
static double net_flow(double ridit, double areas, double own)
{
    return areas - own > 0 ? areas * (2 * ridit - 1) / (areas - own) : 0;
}

/* ---- one indicator ---- */

static size_t gather(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room)
{
    bool by_area = areas->rule.join == KK_JOIN_OUTRANKING;
    size_t count = 0;
    for (size_t i = 0; i < areas->count; i++) {
        double value = need_turned(indicator, i), youths = areas->youths[i];
        if (value != value) continue;
        room->area[count] = (uint32_t)i;
        room->weight[count] = by_area ? youths > 0 : youths;
        room->value[count++] = value;
    }
    return count;
}

static double of_place(const kk_need_rule *rule, double ridit, double total, double own)
{
    return rule->join == KK_JOIN_OUTRANKING ? net_flow(ridit, total, own) : of_ridit(rule->scale, ridit);
}

static void scale_by_place(const kk_need_areas *areas, const kk_need_room *room, size_t count, double *scaled)
{
    find_ridits(room, count, scaled);
    double total = total_weight(room, count);
    for (size_t k = 0; k < count; k++) {
        double *s = &scaled[room->area[k]];
        *s = of_place(&areas->rule, *s, total, room->weight[k]);
    }
}

static void scale_by_line(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room,
                          size_t count, double *scaled)
{
    need_line found = find_line(areas->rule.scale, room, count);
    for (size_t k = 0; k < count; k++) scaled[room->area[k]] = on_line(&found, need_turned(indicator, room->area[k]));
}

static bool is_by_place(const kk_need_rule *rule)
{
    return rule->join == KK_JOIN_OUTRANKING || rule->scale >= KK_SCALE_PERCENTILE;
}

double need_scale(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room,
                  double *scaled)
{
    const kk_need_rule *rule = &areas->rule;
    size_t count = gather(areas, indicator, room);
    for (size_t i = 0; i < areas->count; i++) scaled[i] = __builtin_nan("");
    if (is_by_place(rule))
        scale_by_place(areas, room, count, scaled);
    else
        scale_by_line(areas, indicator, room, count, scaled);
    if (count == 0 || rule->join == KK_JOIN_OUTRANKING) return 0;
    for (size_t k = 0; k < count; k++) room->value[k] = scaled[room->area[k]];
    double total = total_weight(room, count);
    return total > 0 ? mean(room, count, total) : room->value[0];
}

/* ---- the scale as it stands ---- */

need_ruler need_ruler_make(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room,
                           double *below)
{
    need_ruler made = {.areas = areas, .indicator = indicator, .room = room, .below = below};
    made.count = gather(areas, indicator, room);
    if (!is_by_place(&areas->rule)) {
        made.line = find_line(areas->rule.scale, room, made.count);
        return made;
    }
    guide_sort(room->value, room->order, made.count);
    below[0] = 0;
    for (size_t k = 0; k < made.count; k++) below[k + 1] = below[k] + room->weight[room->order[k]];
    return made;
}

/* How many values are less than x, or not more. */
static size_t count_up_to(const need_ruler *ruler, double x, bool with_equal)
{
    size_t first = 0, last = ruler->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        double value = ruler->room->value[ruler->room->order[middle]];
        if (value < x || (with_equal && value == x))
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

double need_ruler_read(const need_ruler *ruler, size_t area, double figure)
{
    const kk_need_rule *rule = &ruler->areas->rule;
    double x = ruler->indicator->is_strength ? -figure : figure;
    if (!is_by_place(rule)) return on_line(&ruler->line, x);
    double present = need_turned(ruler->indicator, area), youths = ruler->areas->youths[area];
    double own = rule->join == KK_JOIN_OUTRANKING ? youths > 0 : youths, total = ruler->below[ruler->count];
    double less = ruler->below[count_up_to(ruler, x, false)] - (present < x ? own : 0);
    double not_more = ruler->below[count_up_to(ruler, x, true)] - (present <= x ? own : 0);
    return of_place(rule, total > 0 ? (less + not_more + own) / 2 / total : 0.5, total, own);
}
