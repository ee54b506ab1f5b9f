/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/search.h"

#include <math.h>
#include <string.h>

enum { SWEEPS = 3000 };

static const double converged = KK_HOLDS / 2, exact = 1e-11;

kk_status kk_search_init(kk_search *search, const kk_part *part, kk_arena *arena, kk_error *err)
{
    size_t count = part->column_count;
    *search = (kk_search){
        .part = part,
        .base = kk_arena_alloc(arena, count, sizeof *search->base),
        .table = kk_arena_alloc(arena, count, sizeof *search->table),
        .low = kk_arena_alloc(arena, count, sizeof *search->low),
        .high = kk_arena_alloc(arena, count, sizeof *search->high),
    };
    if (search->base == NULL || search->table == NULL || search->low == NULL || search->high == NULL)
        return kk_fail_memory(err);
    for (size_t j = 0; j < count; j++) search->base[j] = NAN;
    return kk_region_init(&search->region, part, arena, err);
}

void kk_search_clear(kk_search *search)
{
    kk_region_clear(&search->region);
}

bool kk_search_is_met(const kk_search *search, const kk_target *target)
{
    return kk_demand_is_met(target->demand, search->low[target->column], search->high[target->column],
                            target->is_whole);
}

static void copy(double *to, const double *from, size_t count)
{
    memcpy(to, from, count * sizeof *to);
}

/* ---- the first table ---- */

static double middle(double lower, double upper)
{
    if (isinf(lower)) return isinf(upper) ? 0 : upper;
    return isinf(upper) ? lower : (lower + upper) / 2;
}

static bool all_rows_hold(const kk_part *part, const double *table)
{
    for (size_t i = 0; i < part->row_count; i++)
        if (!kk_part_row_holds(part, i, table, KK_HOLDS)) return false;
    return true;
}

static void add_columns_of_row(kk_search *search, size_t row)
{
    const kk_part *part = search->part;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++)
        kk_region_add(&search->region, part->row_column[t]);
}

static kk_status solve_region(kk_search *search, kk_region_view view, kk_lp_outcome *outcome, kk_error *err)
{
    kk_region_look(&search->region, view, search->table);
    search->programs++;
    return kk_lp_solve(search->region.lp, KK_LP_MINIMUM, outcome, err);
}

static void take_solution(kk_search *search)
{
    const kk_region *region = &search->region;
    for (size_t k = 0; k < region->column_count; k++) {
        uint32_t j = region->column[k];
        double value = kk_lp_value(region->lp, (uint32_t)k);
        search->table[j] = fmin(fmax(search->table[j] + value, search->part->lower[j]), search->part->upper[j]);
    }
}

/* With the rest as it is; or, where not even a rest that may be anything within
 * its bounds helps: `is_hopeless`. */
static kk_status mend_region(kk_search *search, bool *found, bool *is_hopeless, kk_error *err)
{
    kk_lp_outcome outcome;
    kk_status status = kk_region_program(&search->region, err);
    if (status == KK_OK) status = solve_region(search, KK_REGION_INNER, &outcome, err);
    if (status != KK_OK) return status;
    *found = outcome == KK_LP_OPTIMAL;
    *is_hopeless = !*found && kk_region_is_closed(&search->region);
    if (*found) take_solution(search);
    if (*found || *is_hopeless) return KK_OK;
    status = solve_region(search, KK_REGION_OUTER, &outcome, err);
    *is_hopeless = status == KK_OK && outcome == KK_LP_INFEASIBLE;
    return status;
}

/* The region around the rows that relaxation left, grown until it can be mended
 * or nothing can. */
static kk_status mend(kk_search *search, bool *found, kk_error *err)
{
    const kk_part *part = search->part;
    kk_region *region = &search->region;
    kk_status status = KK_OK;
    bool is_hopeless = false;
    for (size_t i = 0; i < part->row_count; i++)
        if (!kk_part_row_holds(part, i, search->table, KK_HOLDS)) add_columns_of_row(search, i);
    *found = region->column_count == 0;
    while (status == KK_OK && !*found && !is_hopeless) {
        status = mend_region(search, found, &is_hopeless, err);
        kk_region_grow(region, 2 * region->column_count);
    }
    kk_region_clear(region);
    return status;
}

kk_status kk_search_begin(kk_search *search, bool *found, kk_error *err)
{
    const kk_part *part = search->part;
    size_t count = part->column_count;
    for (size_t j = 0; j < count; j++)
        search->table[j] = isnan(search->base[j]) ? middle(part->lower[j], part->upper[j]) : search->base[j];
    *found = kk_part_relax(part, SWEEPS, converged, search->table);
    kk_status status = *found ? KK_OK : mend(search, found, err);
    if (status == KK_OK && *found && !all_rows_hold(part, search->table))
        status = kk_fail(err, KK_ERR_INTERNAL, "no table of %zu figures is exact enough", count);
    /* Programs take the base as exact. */
    if (status == KK_OK && *found) (void)kk_part_relax(part, SWEEPS, exact, search->table);
    copy(search->base, search->table, count);
    copy(search->low, search->table, count);
    copy(search->high, search->table, count);
    return status;
}

/* ---- other tables ---- */

void kk_search_note(kk_search *search)
{
    const kk_region *region = &search->region;
    bool right = true;
    take_solution(search);
    for (size_t k = 0; right && k < region->row_count; k++)
        right = kk_part_row_holds(search->part, region->row[k], search->table, KK_HOLDS);
    for (size_t k = 0; k < region->column_count; k++) {
        uint32_t j = region->column[k];
        if (right) search->low[j] = fmin(search->low[j], search->table[j]);
        if (right) search->high[j] = fmax(search->high[j], search->table[j]);
        search->table[j] = search->base[j];
    }
}
