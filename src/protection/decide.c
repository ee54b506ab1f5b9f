/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/search.h"

#include <math.h>

enum { FIRST_COLUMNS = 100, LEAK_COLUMNS = 200 };
static const double same = 1e-6, reached = 1e-9;

typedef struct interval {
    double lower, upper;
} interval;

/* One end of a column that is the first of the region. The base is a solution,
   so that where GLPK finds none it is wrong: then what the base has there can
   be reached, and nothing is known of what cannot. */
static kk_status solve_end(kk_search *search, kk_lp_sense sense, bool is_table, double *end, kk_error *err)
{
    kk_lp_outcome outcome;
    kk_status status = kk_lp_solve(search->region.lp, sense, &outcome, err);
    if (status != KK_OK) return status;
    search->programs++;
    *end = search->base[search->region.column[0]];
    if (outcome == KK_LP_UNBOUNDED || (outcome == KK_LP_INFEASIBLE && !is_table))
        *end = sense == KK_LP_MAXIMUM ? INFINITY : -INFINITY;
    if (outcome != KK_LP_OPTIMAL) return KK_OK;
    *end += kk_lp_objective(search->region.lp);
    if (is_table) kk_search_note(search);
    return KK_OK;
}

static kk_status solve_ends(kk_search *search, kk_region_view view, interval *found, kk_error *err)
{
    bool is_table = view == KK_REGION_INNER;
    kk_region_look(&search->region, view, search->base);
    kk_status status = solve_end(search, KK_LP_MAXIMUM, is_table, &found->upper, err);
    if (status == KK_OK) status = solve_end(search, KK_LP_MINIMUM, is_table, &found->lower, err);
    return status;
}

static bool is_near(double a, double b)
{
    return a == b || fabs(a - b) <= same * fmax(1, fabs(a));
}

static double near_whole(double value, bool is_whole)
{
    return is_whole && fabs(value - round(value)) <= same ? round(value) : value;
}

void kk_search_find(const kk_target *target, kk_verdict verdict, double lower, double upper)
{
    target->finding->lower = near_whole(lower, target->is_whole);
    target->finding->upper = near_whole(upper, target->is_whole);
    target->finding->verdict = verdict;
}

static bool reaches(double value, double bound)
{
    return value == bound || (isfinite(bound) && fabs(value - bound) <= reached * fmax(1, fabs(bound)));
}

bool kk_search_is_done(const kk_search *search, const kk_target *target)
{
    uint32_t j = target->column;
    bool is_at_ends =
        reaches(search->low[j], search->part->lower[j]) && reaches(search->high[j], search->part->upper[j]);
    return is_at_ends || kk_search_is_met(search, target);
}

/* Whether the region settles it. Within it, `inner` can be reached and what
 * lies beyond `outer` cannot. */
static kk_status settle(kk_search *search, const kk_target *target, bool *settled, kk_error *err)
{
    const kk_region *region = &search->region;
    bool closed = kk_region_is_closed(region);
    interval inner, outer;
    *settled = true;
    kk_status status = solve_ends(search, KK_REGION_INNER, &inner, err);
    if (status != KK_OK) return status;
    bool met = kk_demand_is_met(target->demand, inner.lower, inner.upper, target->is_whole);
    if (met || closed) {
        kk_verdict verdict = !met ? KK_VERDICT_LEAK : closed ? KK_VERDICT_PROGRAMS : KK_VERDICT_TABLES;
        kk_search_find(target, verdict, inner.lower, inner.upper);
        return KK_OK;
    }
    status = solve_ends(search, KK_REGION_OUTER, &outer, err);
    if (status != KK_OK) return status;
    bool exact = is_near(inner.lower, outer.lower) && is_near(inner.upper, outer.upper);
    bool leaks = !kk_demand_is_met(target->demand, outer.lower, outer.upper, target->is_whole);
    *settled = leaks && (exact || region->column_count > LEAK_COLUMNS);
    if (*settled) kk_search_find(target, KK_VERDICT_LEAK, outer.lower, outer.upper);
    return KK_OK;
}

kk_status kk_search_decide(kk_search *search, const kk_target *target, kk_error *err)
{
    kk_region *region = &search->region;
    kk_status status = KK_OK;
    kk_region_add(region, target->column);
    for (bool settled = false; status == KK_OK && !settled;) {
        size_t wider = 3 * region->column_count;
        kk_region_grow(region, wider > FIRST_COLUMNS ? wider : FIRST_COLUMNS);
        status = kk_region_program(region, err);
        if (status != KK_OK) break;
        kk_lp_set_objective(region->lp, 0, 1);
        status = settle(search, target, &settled, err);
    }
    return status;
}
