/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/indicators.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double z95 = 1.959963984540054;
static const double rounding = 1e-12; /* a product of fractions may fall just short of the share it is */

static const kk_estimate undefined = {NAN, NAN, NAN};

static int compare_spells(const void *left, const void *right)
{
    const kk_spell *a = left, *b = right;
    if (a->days != b->days) return a->days < b->days ? -1 : 1;
    return (a->event == 0) - (b->event == 0);
}

void kk_spells_sort(void *items, size_t n, size_t size)
{
    if (n > 1) qsort(items, n, size, compare_spells);
}

/*
 * The estimate after the days so far. The variance
 *   Σ (F − F_i)² d_i/(n_i(n_i − d_i)) + Σ S_i² (n_i − e_i) e_i/n_i³ − 2 Σ (F − F_i) S_i e_i/n_i²
 * (S_i before and F_i after day i, d_i events of any cause, e_i of this one) is kept as sums in which F stands apart.
 */
typedef struct curve {
    const kk_spell *spell;
    size_t count, next;          /* spells from `next` on are longer than the days so far */
    size_t lost, lost_today;     /* of the others: censored before the last of these days, and on it */
    double free, incidence;      /* S and F */
    double w, wf, wff, v, e, ef; /* Σ w_i, w_i F_i, w_i F_i², S_i²(…), S_i e_i/n_i², the same × F_i */
} curve;

static curve curve_of(const kk_spell *sorted, size_t n)
{
    return (curve){.spell = sorted, .count = n, .free = 1};
}

static void add_events(curve *c, double n, double d, double e)
{
    double before = c->free, hazard = before * e / (n * n);
    c->free *= (n - d) / n;
    c->incidence += before * e / n;
    double weight = d < n ? d / (n * (n - d)) : 0; /* after the last F does not change */
    c->w += weight;
    c->wf += weight * c->incidence;
    c->wff += weight * c->incidence * c->incidence;
    c->v += before * before * (n - e) * e / (n * n * n);
    c->e += hazard;
    c->ef += hazard * c->incidence;
}

/* One more day on which spells end; false when there is none up to `until`. */
static bool next_day(curve *c, int32_t cause, double until)
{
    if (c->next == c->count || c->spell[c->next].days > until) return false;
    double at_risk = (double)(c->count - c->next);
    int32_t day = c->spell[c->next].days;
    size_t events = 0, of_cause = 0, begin = c->next;
    for (; c->next < c->count && c->spell[c->next].days == day; c->next++) {
        events += c->spell[c->next].event != 0;
        of_cause += c->spell[c->next].event == cause;
    }
    c->lost += c->lost_today;
    c->lost_today = c->next - begin - events;
    if (events > 0) add_events(c, at_risk, (double)events, (double)of_cause);
    return true;
}

/* On the scale of log(−log(1 − F)); where that has no width, Wilson's of those who were followed this far. */
static kk_estimate estimate_of(const curve *c)
{
    double f = c->incidence, rest = 1 - f;
    if (f < rounding || rest < rounding) {
        double followed = (double)(c->count - c->lost);
        kk_interval bounds = kk_wilson(f < rounding ? 0 : followed, followed);
        return (kk_estimate){f < rounding ? 0 : 1, bounds.lower, bounds.upper};
    }
    double variance = f * f * c->w - 2 * f * c->wf + c->wff + c->v - 2 * (f * c->e - c->ef);
    double half = z95 * sqrt(variance > 0 ? variance : 0) / (rest * -log(rest));
    return (kk_estimate){f, 1 - pow(rest, exp(-half)), 1 - pow(rest, exp(half))};
}

kk_estimate kk_incidence(const kk_spell *sorted, size_t n, int32_t cause, double days)
{
    if (n == 0 || !(days >= 0)) return undefined;
    curve c = curve_of(sorted, n);
    while (next_day(&c, cause, days)) {
    }
    if (sorted[n - 1].days < days && c.free > rounding) return undefined;
    return estimate_of(&c);
}

static void reach(double bound, double share, int32_t day, double *first)
{
    if (isnan(*first) && bound >= share - rounding) *first = day;
}

kk_estimate kk_incidence_quantile(const kk_spell *sorted, size_t n, int32_t cause, double share)
{
    kk_estimate days = undefined;
    curve c = curve_of(sorted, n);
    while (next_day(&c, cause, INFINITY)) {
        int32_t day = sorted[c.next - 1].days;
        kk_estimate here = estimate_of(&c);
        if (here.value < rounding) continue; /* a bound alone is no day on which something happened */
        reach(here.upper, share, day, &days.lower);
        reach(here.value, share, day, &days.value);
        reach(here.lower, share, day, &days.upper);
    }
    return days;
}
