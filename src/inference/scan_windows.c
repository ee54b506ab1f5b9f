/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/scan.h"

#include <math.h>
#include <string.h>

/* So much farther, as a share of the squared distance, is as far: rounding of centroids on a grid. */
static const double same_distance = 1e-9;
static const double same_share = 1e-12;

/* A count that no window has, as limit of one that ends no circle. */
static const double never = INT32_MAX;

/* Least significant byte first; bytes that are the same everywhere are skipped. */
static scan_distance *sort_by_distance(scan_distance *items, scan_distance *other, size_t count)
{
    size_t bins[8][256] = {{0}};
    for (size_t i = 0; i < count; i++)
        for (int byte = 0; byte < 8; byte++) bins[byte][items[i].key >> (8 * byte) & 255]++;
    for (int byte = 0; byte < 8; byte++) {
        size_t *bin = bins[byte], begin = 0;
        if (count == 0 || bin[items[0].key >> (8 * byte) & 255] == count) continue;
        for (int b = 0; b < 256; b++) {
            size_t size = bin[b];
            bin[b] = begin;
            begin += size;
        }
        for (size_t i = 0; i < count; i++) other[bin[items[i].key >> (8 * byte) & 255]++] = items[i];
        scan_distance *sorted = other;
        other = items;
        items = sorted;
    }
    return items;
}

static double distance2_of(const scan_distance *item)
{
    double distance2;
    memcpy(&distance2, &item->key, sizeof distance2);
    return distance2;
}

static size_t measure_distances(const scan_model *model, uint32_t centre, double reach, scan_distance *out)
{
    const double *xy = model->areas.xy;
    size_t count = 0;
    for (uint32_t i = 0; i < model->areas.count; i++) {
        double dx = xy[2 * i] - xy[2 * centre], dy = xy[2 * i + 1] - xy[2 * centre + 1], distance2 = dx * dx + dy * dy;
        if (!(distance2 * (1 + same_distance) < reach)) continue;
        out[count].area = i;
        memcpy(&out[count++].key, &distance2, sizeof distance2);
    }
    return count;
}

static scan_window make_window(const scan_model *model, const scan_distance *item, double share, bool ends)
{
    scan_window out = {.area = item->area, .distance2 = distance2_of(item), .mean = never, .cap = never};
    if (!ends) return out;
    double inside = model->total * share, outside = model->total * (1 - share);
    out.mean = model->rule->low ? outside : inside;
    out.spread = sqrt(inside * (1 - share));
    if (!model->rule->low) out.cap = outside;
    return out;
}

bool scan_window_ends(const scan_window *window)
{
    return window->mean < never;
}

void scan_list_make(const scan_model *model, uint32_t centre, double reach, scan_distance *room, scan_list *out)
{
    size_t near = measure_distances(model, centre, reach, room);
    const scan_distance *item = sort_by_distance(room, room + model->areas.count, near);
    double share = 0;
    out->count = 0;
    for (size_t i = 0; i < near; i++) {
        share += model->share[item[i].area];
        if (share > model->rule->largest + same_share) break;
        bool ends = i + 1 == near || distance2_of(&item[i + 1]) > distance2_of(&item[i]) * (1 + same_distance);
        out->window[i] = make_window(model, &item[i], share, ends);
        if (ends) out->count = i + 1;
    }
}
