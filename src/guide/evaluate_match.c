/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/evaluate.h"

#include <math.h>

typedef struct field {
    guide_area *area;
    size_t count;
    double deviation[2];
} field;

/* How far area i is from a treated one. Of equals the lower index is nearer. */
typedef struct likeness {
    double distance;
    size_t i;
} likeness;

static double deviation_of(const field *of, size_t d)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < of->count; i++) mean += of->area[i].place[d] / (double)of->count;
    for (size_t i = 0; i < of->count; i++) {
        double off = of->area[i].place[d] - mean;
        squares += off * off;
    }
    return squares > 0 ? sqrt(squares / (double)of->count) : 1;
}

static likeness likeness_of(const field *of, const guide_area *treated, size_t i)
{
    double off[2];
    for (size_t d = 0; d < 2; d++) off[d] = (of->area[i].place[d] - treated->place[d]) / of->deviation[d];
    return (likeness){hypot(off[0], off[1]), i};
}

static bool is_nearer(likeness a, likeness b)
{
    return a.distance < b.distance || (a.distance == b.distance && a.i < b.i);
}

static size_t count_within(const field *of, const guide_area *treated, double caliper)
{
    size_t within = 0;
    for (size_t i = 0; i < of->count; i++)
        within += !of->area[i].is_treated && likeness_of(of, treated, i).distance <= caliper;
    return within;
}

static likeness next_nearest(const field *of, const guide_area *treated, const likeness *last)
{
    likeness best = {INFINITY, of->count};
    for (size_t i = 0; i < of->count; i++) {
        likeness own = likeness_of(of, treated, i);
        if (of->area[i].is_treated || (last != NULL && !is_nearer(*last, own))) continue;
        if (is_nearer(own, best)) best = own;
    }
    return best;
}

static bool match(const field *of, guide_area *treated, const kk_evaluation_options *options)
{
    size_t within = count_within(of, treated, options->caliper);
    size_t wanted = within < options->matches ? within : options->matches;
    likeness last = {0, 0};
    for (size_t n = 0; n < wanted; n++) {
        last = next_nearest(of, treated, n > 0 ? &last : NULL);
        of->area[last.i].weight -= 1 / (double)wanted;
    }
    treated->weight = wanted > 0;
    return wanted > 0;
}

size_t guide_weigh_matches(guide_area *area, size_t count, const kk_evaluation_options *options)
{
    field of = {.area = area, .count = count};
    size_t matched = 0;
    for (size_t d = 0; d < 2; d++) of.deviation[d] = deviation_of(&of, d);
    for (size_t i = 0; i < count; i++) area[i].weight = 0;
    for (size_t i = 0; i < count; i++)
        if (area[i].is_treated) matched += match(&of, &area[i], options);
    for (size_t i = 0; matched > 0 && i < count; i++) area[i].weight /= (double)matched;
    return matched;
}
