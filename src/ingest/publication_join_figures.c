/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication_join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was revised ---- */

/* A figure of now and of the earlier release; by how much their numerators and denominators may differ where either has
   rounded its counts to a base. */
typedef struct pair {
    const kk_publication_column *now, *earlier;
    double numerator, denominator;
} pair;

static double rounding_of(const kk_publication_join_maps *maps, const kk_publication_column *now)
{
    return now->is_earlier ? now->earlier_rounding : maps->now->rules.rounding;
}

static bool is_of_counts(const kk_publication *publication, const kk_quantity_sum *sum)
{
    bool all = sum->count > 0, is_public = true;
    for (size_t t = 0; t < sum->count; t++) {
        all = all && publication->quantity[sum->quantity[t]].is_count;
        is_public = is_public && publication->quantity[sum->quantity[t]].is_public;
    }
    return all && !is_public;
}

static pair pair_of(const kk_publication_join_maps *maps, const kk_publication_column *now,
                    const kk_publication_column *earlier)
{
    const kk_publication_indicator *indicator = &maps->now->indicator[now->indicator];
    double slack = fmax(rounding_of(maps, now) - 1, 0) + fmax(maps->earlier->rules.rounding - 1, 0);
    return (pair){now, earlier, is_of_counts(maps->now, &indicator->numerator) ? slack : 0,
                  is_of_counts(maps->now, &indicator->denominator) ? slack : 0};
}

/* A run knows its own figures better than a file tells them: to six decimals, and six digits of what is below 0.1. */
static bool differ(double now, double earlier, double slack)
{
    double size = fabs(now), precision = size >= 0.1 ? 1e-6 : 1e-5 * size;
    return fabs(now - earlier) > slack + precision + 1e-12 * size; /* false where one is not known */
}

static bool cells_differ(const pair *of, size_t n, size_t e)
{
    const kk_publication_column *now = of->now, *earlier = of->earlier;
    bool is_rounded = of->numerator > 0 || of->denominator > 0;
    return (!is_rounded && differ(now->value[n], earlier->value[e], 0)) ||
           differ(now->numerator[n], earlier->numerator[e], of->numerator) ||
           differ(now->denominator[n], earlier->denominator[e], of->denominator);
}

static bool is_not_few(double count, double minimum, double slack)
{
    return !isnan(count) && !(count > -slack && count < minimum + slack);
}

/* Whether a cell tells what the status of another of the same figure denies. */
static bool denies(const pair *of, kk_figure_status hidden, double numerator, double denominator, double minimum)
{
    switch (hidden) {
    case KK_FIGURE_SUPPRESSED_COUNT:
        return is_not_few(numerator, minimum, of->numerator);
    case KK_FIGURE_SUPPRESSED_REST:
        return is_not_few(denominator - numerator, minimum, of->numerator + of->denominator);
    case KK_FIGURE_SUPPRESSED_BASE:
        return is_not_few(denominator, minimum, of->denominator);
    default:
        return false;
    }
}

static bool contradicts(const kk_publication_join_maps *maps, const kk_publication_column *now,
                        const kk_publication_column *earlier)
{
    const pair of = pair_of(maps, now, earlier);
    const uint32_t *area = maps->area[earlier->level];
    for (size_t e = 0; e < maps->earlier->level[earlier->level].count; e++) {
        size_t n = area[e];
        if (area[e] == KK_NOT_THERE) continue;
        if (cells_differ(&of, n, e) ||
            denies(&of, now->status[n], earlier->numerator[e], earlier->denominator[e], maps->now->rules.minimum) ||
            denies(&of, earlier->status[e], now->numerator[n], now->denominator[n], maps->earlier->rules.minimum))
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
                                   .earlier_minimum = maps->earlier->rules.minimum,
                                   .earlier_rounding = maps->earlier->rules.rounding,
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

/* What a fact of the earlier release is beyond, by the name that it has now. */
static const char *beyond_of(const kk_publication_join_maps *maps, const kk_fact *earlier)
{
    for (size_t r = 0; r < maps->earlier->relation_count; r++) {
        const kk_relation *relation = &maps->earlier->relation[r];
        if (relation->whole == earlier->quantity && strcmp(relation->beyond, earlier->beyond) == 0)
            return maps->beyond[r];
    }
    return earlier->beyond;
}

static bool renumber(const kk_publication_join_maps *maps, const kk_fact *earlier, kk_fact *out)
{
    *out = *earlier;
    out->beyond = *earlier->beyond != '\0' ? beyond_of(maps, earlier) : earlier->beyond;
    bool is_otherwise_rounded = *earlier->beyond != '\0' && kk_figure_has_value((kk_figure_status)earlier->status) &&
                                maps->earlier->rules.rounding != maps->now->rules.rounding;
    if (is_otherwise_rounded) { /* to another base: what lies beyond may then be anything */
        out->status = KK_FIGURE_SUPPRESSED;
        out->value = NAN;
    }
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
