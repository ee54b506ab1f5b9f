/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication_join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was revised ---- */

static bool differ(double a, double b)
{
    return !isnan(a) && !isnan(b) && a != b;
}

static bool is_not_few(double count, double minimum)
{
    return !isnan(count) && !(count > 0 && count < minimum);
}

/* Whether a cell tells what the status of another of the same figure denies. */
static bool denies(const kk_publication_column *hidden, size_t h, const kk_publication_column *told, size_t t,
                   double minimum)
{
    double numerator = told->numerator[t], denominator = told->denominator[t];
    switch (hidden->status[h]) {
    case KK_FIGURE_SUPPRESSED_COUNT:
        return is_not_few(numerator, minimum);
    case KK_FIGURE_SUPPRESSED_REST:
        return is_not_few(denominator - numerator, minimum);
    case KK_FIGURE_SUPPRESSED_BASE:
        return is_not_few(denominator, minimum);
    default:
        return false;
    }
}

static bool contradicts(const kk_publication_join_maps *maps, const kk_publication_column *now,
                        const kk_publication_column *earlier)
{
    const uint32_t *area = maps->area[earlier->level];
    for (size_t e = 0; e < maps->earlier->level[earlier->level].count; e++) {
        size_t n = area[e];
        if (area[e] == KK_NOT_THERE) continue;
        if (differ(now->value[n], earlier->value[e]) || differ(now->numerator[n], earlier->numerator[e]) ||
            differ(now->denominator[n], earlier->denominator[e]) ||
            denies(now, n, earlier, e, maps->now->rules.minimum) ||
            denies(earlier, e, now, n, maps->earlier->rules.minimum))
            return true;
    }
    return false;
}

static bool is_revised(const kk_publication_join_maps *maps, const kk_publication_column *earlier)
{
    uint32_t indicator = maps->indicator[earlier->indicator], level = maps->level[earlier->level];
    for (size_t c = 0; c < maps->now->column_count; c++) {
        const kk_publication_column *now = &maps->now->column[c];
        if (now->indicator == indicator && now->level == level && strcmp(now->period, earlier->period) == 0 &&
            contradicts(maps, now, earlier))
            return true;
    }
    return false;
}

size_t kk_publication_join_revised(const kk_publication_join_maps *maps, bool *revised)
{
    const kk_publication *earlier = maps->earlier;
    size_t count = 0;
    for (size_t c = 0; c < earlier->column_count; c++) revised[c] = false;
    for (size_t c = 0; c < earlier->column_count; c++) {
        const kk_publication_column *column = &earlier->column[c];
        if (revised[c] || maps->level[column->level] == KK_NOT_THERE || !is_revised(maps, column)) continue;
        for (size_t other = 0; other < earlier->column_count; other++)
            if (earlier->column[other].indicator == column->indicator &&
                strcmp(earlier->column[other].period, column->period) == 0)
                revised[other] = true;
    }
    for (size_t c = 0; c < earlier->column_count; c++) count += revised[c];
    return count;
}

/* ---- columns ---- */

static kk_status join_column(const kk_publication_join_maps *maps, const kk_publication_column *earlier,
                             kk_publication_column *out, kk_error *err)
{
    uint32_t level = maps->level[earlier->level];
    size_t areas = maps->now->level[level].count;
    double *room = kk_arena_alloc(maps->arena, 5 * areas, sizeof *room);
    uint8_t *status = kk_arena_alloc(maps->arena, areas, 1);
    if (room == NULL || status == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < 5 * areas; i++) room[i] = NAN;
    memset(status, KK_FIGURE_ABSENT, areas);
    *out = (kk_publication_column){.is_earlier = true,
                                   .indicator = maps->indicator[earlier->indicator],
                                   .level = level,
                                   .period = earlier->period,
                                   .value = room,
                                   .lower = room + areas,
                                   .upper = room + 2 * areas,
                                   .numerator = room + 3 * areas,
                                   .denominator = room + 4 * areas,
                                   .status = status};
    for (size_t e = 0; e < maps->earlier->level[earlier->level].count; e++) {
        uint32_t n = maps->area[earlier->level][e];
        if (n == KK_NOT_THERE) continue;
        out->value[n] = earlier->value[e];
        out->lower[n] = earlier->lower[e];
        out->upper[n] = earlier->upper[e];
        out->numerator[n] = earlier->numerator[e];
        out->denominator[n] = earlier->denominator[e];
        out->status[n] = earlier->status[e];
    }
    return KK_OK;
}

kk_status kk_publication_join_columns(const kk_publication_join_maps *maps, const bool *revised, kk_error *err)
{
    kk_publication *now = maps->now;
    const kk_publication *earlier = maps->earlier;
    size_t count = now->column_count;
    kk_publication_column *wide = kk_arena_alloc(maps->arena, count + earlier->column_count, sizeof *wide);
    if (wide == NULL) return kk_fail_memory(err);
    if (count > 0) memcpy(wide, now->column, count * sizeof *wide);
    for (size_t c = 0; c < earlier->column_count; c++) {
        const kk_publication_column *column = &earlier->column[c];
        if (revised[c] || maps->level[column->level] == KK_NOT_THERE) continue;
        if (join_column(maps, column, &wide[count++], err) != KK_OK) return err->status;
    }
    now->column = wide;
    now->column_count = count;
    return KK_OK;
}

/* ---- facts ---- */

static int compare_facts(const void *a, const void *b)
{
    const kk_fact *left = *(const kk_fact *const *)a, *right = *(const kk_fact *const *)b;
    if (left->quantity != right->quantity) return left->quantity < right->quantity ? -1 : 1;
    if (left->level != right->level) return left->level < right->level ? -1 : 1;
    if (left->area != right->area) return left->area < right->area ? -1 : 1;
    int period = strcmp(left->period, right->period);
    return period != 0 ? period : strcmp(left->beyond, right->beyond);
}

static bool renumber(const kk_publication_join_maps *maps, const kk_fact *earlier, kk_fact *out)
{
    *out = *earlier;
    out->quantity = maps->quantity[earlier->quantity];
    out->level = maps->level[earlier->level];
    if (out->level == KK_NOT_THERE) return false;
    out->area = maps->area[earlier->level][earlier->area];
    return out->area != KK_NOT_THERE;
}

kk_status kk_publication_join_facts(const kk_publication_join_maps *maps, kk_error *err)
{
    kk_publication *now = maps->now;
    size_t known = now->fact_count, count = known;
    kk_fact *wide = kk_arena_alloc(maps->arena, known + maps->earlier->fact_count, sizeof *wide);
    const kk_fact **order = malloc((known + 1) * sizeof *order);
    if (wide == NULL || order == NULL) {
        free(order);
        return kk_fail_memory(err);
    }
    if (known > 0) memcpy(wide, now->fact, known * sizeof *wide);
    for (size_t f = 0; f < known; f++) order[f] = &wide[f];
    qsort(order, known, sizeof *order, compare_facts);
    for (size_t f = 0; f < maps->earlier->fact_count; f++) {
        const kk_fact *fact = &wide[count];
        if (renumber(maps, &maps->earlier->fact[f], &wide[count]) &&
            bsearch(&fact, order, known, sizeof *order, compare_facts) == NULL)
            count++;
    }
    free(order);
    now->fact = wide;
    now->fact_count = count;
    return KK_OK;
}
