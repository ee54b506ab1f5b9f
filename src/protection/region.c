/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/region.h"

#include <math.h>

enum { CHOOSY_COLUMNS = 1500 };
static const double rounding = 1e-9;

kk_status kk_region_init(kk_region *region, const kk_part *part, kk_arena *arena, kk_error *err)
{
    *region = (kk_region){
        .part = part,
        .column = kk_arena_alloc(arena, part->column_count, sizeof *region->column),
        .row = kk_arena_alloc(arena, part->row_count, sizeof *region->row),
        .place_of_column = kk_arena_alloc(arena, part->column_count, sizeof *region->place_of_column),
        .outside = kk_arena_alloc(arena, part->row_count, sizeof *region->outside),
        .has_row = kk_arena_alloc(arena, part->row_count, sizeof *region->has_row),
        .term_column = kk_arena_alloc(arena, part->column_count, sizeof *region->term_column),
        .term_coefficient = kk_arena_alloc(arena, part->column_count, sizeof *region->term_coefficient),
    };
    bool ready = region->column != NULL && region->row != NULL && region->place_of_column != NULL &&
                 region->has_row != NULL && region->outside != NULL && region->term_column != NULL &&
                 region->term_coefficient != NULL;
    return ready ? KK_OK : kk_fail_memory(err);
}

void kk_region_clear(kk_region *region)
{
    kk_lp_free(region->lp);
    region->lp = NULL;
    for (size_t k = 0; k < region->column_count; k++) region->place_of_column[region->column[k]] = 0;
    for (size_t k = 0; k < region->row_count; k++) region->has_row[region->row[k]] = false;
    region->column_count = region->row_count = region->closed_rows = 0;
}

/* ---- growing ---- */

static void add_rows_of(kk_region *region, uint32_t column)
{
    const kk_part *part = region->part;
    for (uint32_t k = part->column_begin[column]; k < part->column_begin[column + 1]; k++) {
        uint32_t row = part->column_row[k];
        if (!region->has_row[row]) {
            region->has_row[row] = true;
            region->row[region->row_count++] = row;
            region->outside[row] = part->row_begin[row + 1] - part->row_begin[row];
        }
        region->outside[row]--;
    }
}

void kk_region_add(kk_region *region, uint32_t column)
{
    if (region->place_of_column[column] != 0) return;
    region->column[region->column_count++] = column;
    region->place_of_column[column] = (uint32_t)region->column_count;
    add_rows_of(region, column);
}

/* Moves closed rows to the front; then there are none with nothing outside
 * behind. */
static void skip_closed_rows(kk_region *region)
{
    for (size_t k = region->closed_rows; k < region->row_count; k++) {
        uint32_t row = region->row[k];
        if (region->outside[row] > 0) continue;
        region->row[k] = region->row[region->closed_rows];
        region->row[region->closed_rows++] = row;
    }
}

static size_t cost_of(const kk_region *region, uint32_t row)
{
    bool is_equation = region->part->row_lower[row] == region->part->row_upper[row];
    return region->outside[row] + (is_equation ? 0 : region->part->column_count);
}

/* The row to be closed next. In a large region the first will do: looking for
 * the best takes its square. */
static uint32_t choose_row(const kk_region *region)
{
    uint32_t best = region->row[region->closed_rows];
    if (region->column_count > CHOOSY_COLUMNS) return best;
    for (size_t k = region->closed_rows + 1; k < region->row_count; k++)
        if (cost_of(region, region->row[k]) < cost_of(region, best)) best = region->row[k];
    return best;
}

void kk_region_grow(kk_region *region, size_t column_count)
{
    const kk_part *part = region->part;
    skip_closed_rows(region);
    while (!kk_region_is_closed(region) && region->column_count < column_count) {
        uint32_t row = choose_row(region);
        for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++)
            kk_region_add(region, part->row_column[t]);
        skip_closed_rows(region);
    }
}

bool kk_region_is_closed(const kk_region *region)
{
    return region->closed_rows == region->row_count;
}

/* ---- the program ---- */

/* GLPK goes astray at bounds that are next to each other but not the same. */
static double snapped(double difference, double size)
{
    return fabs(difference) <= rounding * fmax(1, fabs(size)) ? 0 : difference;
}

/* How far the sum of a row can go from what it is at the table, where other
 * columns stay as they are there. */
static void ends_inside(const kk_region *region, uint32_t row, const double *table, double *lower, double *upper)
{
    const kk_part *part = region->part;
    double sum = kk_part_row_sum(part, row, table);
    bool is_equation = part->row_lower[row] == part->row_upper[row];
    *lower = part->row_lower[row] - sum;
    *upper = part->row_upper[row] - sum;
    if (!kk_part_row_holds(part, row, table, KK_HOLDS)) return;
    *lower = is_equation ? 0 : fmin(*lower, 0);
    *upper = is_equation ? 0 : fmax(*upper, 0);
}

/* And where others go anywhere within their bounds. */
static void ends_outside(const kk_region *region, uint32_t row, const double *table, double *lower, double *upper)
{
    const kk_part *part = region->part;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t j = part->row_column[t];
        double a = part->row_coefficient[t], rise = part->upper[j] - table[j], fall = part->lower[j] - table[j];
        if (region->place_of_column[j] != 0 || a == 0) continue;
        *lower -= a > 0 ? a * rise : a * fall;
        *upper -= a > 0 ? a * fall : a * rise;
    }
}

void kk_region_room_of_column(const kk_region *region, size_t place, const double *table, double *lower, double *upper)
{
    uint32_t j = region->column[place];
    *lower = snapped(region->part->lower[j] - table[j], table[j]);
    *upper = snapped(region->part->upper[j] - table[j], table[j]);
}

void kk_region_room_of_row(const kk_region *region, kk_region_view view, size_t place, const double *table,
                           double *lower, double *upper)
{
    ends_inside(region, region->row[place], table, lower, upper);
    if (view == KK_REGION_OUTER) ends_outside(region, region->row[place], table, lower, upper);
    *lower = snapped(*lower, 1);
    *upper = snapped(*upper, 1);
}

void kk_region_look(kk_region *region, kk_region_view view, const double *table)
{
    double lower, upper;
    for (size_t k = 0; k < region->column_count; k++) {
        kk_region_room_of_column(region, k, table, &lower, &upper);
        kk_lp_bound_column(region->lp, (uint32_t)k, lower, upper);
    }
    for (size_t k = 0; k < region->row_count; k++) {
        kk_region_room_of_row(region, view, k, table, &lower, &upper);
        kk_lp_bound_row(region->lp, k, lower, upper);
    }
}

static kk_status add_row(kk_region *region, uint32_t row, kk_error *err)
{
    const kk_part *part = region->part;
    kk_lp_terms terms = {0, region->term_column, region->term_coefficient};
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t place = region->place_of_column[part->row_column[t]];
        if (place == 0) continue;
        region->term_column[terms.count] = place - 1;
        region->term_coefficient[terms.count++] = part->row_coefficient[t];
    }
    return kk_lp_add_row(region->lp, &terms, -INFINITY, INFINITY, err);
}

kk_status kk_region_program(kk_region *region, kk_error *err)
{
    const kk_part *part = region->part;
    kk_lp_free(region->lp);
    kk_status status = kk_lp_new(&region->lp, err);
    for (size_t k = 0; status == KK_OK && k < region->column_count; k++)
        status =
            kk_lp_add_columns(region->lp, 1, &part->lower[region->column[k]], &part->upper[region->column[k]], err);
    for (size_t k = 0; status == KK_OK && k < region->row_count; k++) status = add_row(region, region->row[k], err);
    return status;
}
