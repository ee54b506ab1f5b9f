/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "inference/inequality.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

/* ---- the indices ---- */

static bool weigh(inequality_view *view)
{
    view->persons = view->mean = 0;
    bool is_valid = view->areas->count > 1;
    for (size_t i = 0; i < view->areas->count; i++) {
        view->persons += view->weight[i];
        view->mean += view->weight[i] * view->value[i];
        is_valid = is_valid && view->value[i] >= 0;
    }
    view->mean /= view->persons;
    return is_valid && isfinite(view->mean) && view->mean > 0;
}

static void measure(inequality_view *view, double out[KK_INEQUALITIES])
{
    for (int k = 0; k < KK_INEQUALITIES; k++) out[k] = NAN;
    if (!weigh(view)) return;
    inequality_lorenz(view, out);
    inequality_entropy(view, out);
    inequality_concentration(view, out);
}

/* ---- replicates ---- */

typedef enum replicate_kind { OF_AREAS, OF_GROUPS, BY_CHANCE } replicate_kind;

/* What the replicates are made in: of each index, one after the other. */
typedef struct replicates {
    const inequality_view *of;
    const kk_inequality_rule *rule;
    replicate_kind kind;
    double *table; /* [index × replicates + replicate] */
} replicates;

static bool make_room(const kk_inequality_areas *areas, inequality_room *room)
{
    room->value = malloc(areas->count * sizeof *room->value);
    room->weight = malloc(areas->count * sizeof *room->weight);
    room->order = malloc(areas->count * sizeof *room->order);
    room->group_room = malloc((3 * areas->group_count + 1) * sizeof *room->group_room);
    return room->value != NULL && room->weight != NULL && room->order != NULL && room->group_room != NULL;
}

static void free_room(inequality_room *room)
{
    free(room->value);
    free(room->weight);
    free(room->order);
    free(room->group_room);
}

static void make_replicate(const replicates *to, size_t r, const inequality_room *room)
{
    inequality_view view;
    double index[KK_INEQUALITIES];
    if (to->kind == OF_AREAS) inequality_resample(to->of, to->rule->seed, r, room, &view);
    if (to->kind == OF_GROUPS) inequality_resample_groups(to->of, to->rule->seed, r, room, &view);
    if (to->kind == BY_CHANCE) inequality_draw(to->of, to->rule, r, room, &view);
    measure(&view, index);
    for (size_t k = 0; k < KK_INEQUALITIES; k++) to->table[k * to->rule->replicates + r] = index[k];
}

static kk_status make_replicates(const replicates *to, kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(to->rule->threads)
    {
        inequality_room room = {0};
        bool ready = make_room(to->of->areas, &room);
#pragma omp for
        for (size_t r = 0; r < to->rule->replicates; r++)
            if (ready && !kk_interrupted()) make_replicate(to, r, &room);
#pragma omp atomic
        failed |= !ready;
        free_room(&room);
    }
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return failed ? kk_fail_memory(err) : KK_OK;
}

/* ---- together ---- */

/* Kish's (1965) effective number: of how many of one size they tell as much. */
static double effective_number(const double *weight, size_t count)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    return sum * sum / squares;
}

/* Where the smallest of them has all, and counts for so much of the whole. */
static double most_of(kk_inequality index, double smallest)
{
    switch (index) {
    case KK_GINI:
    case KK_ATKINSON_HALF:
    case KK_ATKINSON_ONE:
        return 1;
    case KK_THEIL:
    case KK_THEIL_BETWEEN:
    case KK_THEIL_WITHIN:
        return -log(smallest);
    default:
        return INFINITY;
    }
}

static double smallest_part(const double *weight, size_t count)
{
    double sum = 0, smallest = INFINITY;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i];
        smallest = fmin(smallest, weight[i]);
    }
    return smallest / sum;
}

static kk_status add_intervals(replicates *to, kk_inequality_estimate *out, kk_error *err)
{
    size_t count = to->rule->replicates, areas = to->of->areas->count, ranked = to->of->ranked;
    to->kind = OF_AREAS;
    kk_status status = make_replicates(to, err);
    double effective = effective_number(to->of->weight, areas), smallest = smallest_part(to->of->weight, areas);
    for (int k = 0; k < KK_INEQUALITIES && status == KK_OK; k++) {
        if ((k < KK_CONCENTRATION ? areas : ranked) < KK_INEQUALITY_INTERVAL_MIN) continue;
        double most = most_of((kk_inequality)k, smallest);
        inequality_interval((kk_inequality)k, to->table + (size_t)k * count, count, effective, most, &out[k]);
    }
    return status;
}

/* A resample of areas has other groups' means for no other reason than that; one of groups leaves them as they are. */
static kk_status add_group_intervals(replicates *to, kk_inequality_estimate *out, kk_error *err)
{
    const kk_inequality_areas *areas = to->of->areas;
    size_t count = to->rule->replicates;
    double *persons = to->of->group_room;
    out[KK_THEIL_BETWEEN].lower = out[KK_THEIL_BETWEEN].upper = NAN;
    out[KK_THEIL_WITHIN].lower = out[KK_THEIL_WITHIN].upper = NAN;
    if (areas->group_count < KK_INEQUALITY_INTERVAL_MIN) return KK_OK;
    to->kind = OF_GROUPS;
    kk_status status = make_replicates(to, err);
    for (size_t g = 0; g < areas->group_count; g++) persons[g] = 0;
    for (size_t i = 0; i < areas->count; i++) persons[areas->group[i]] += areas->weight[i];
    double groups = effective_number(persons, areas->group_count);
    for (int k = KK_THEIL_BETWEEN; k <= KK_THEIL_WITHIN && status == KK_OK; k++) {
        double smallest = k == KK_THEIL_BETWEEN ? smallest_part(persons, areas->group_count)
                                                : smallest_part(to->of->weight, areas->count);
        double most = most_of((kk_inequality)k, smallest);
        inequality_interval((kk_inequality)k, to->table + (size_t)k * count, count, groups, most, &out[k]);
    }
    return status;
}

static kk_status add_chance(replicates *to, kk_inequality_estimate *out, kk_error *err)
{
    size_t count = to->rule->replicates;
    to->kind = BY_CHANCE;
    kk_status status = make_replicates(to, err);
    for (size_t k = 0; k < KK_INEQUALITIES && status == KK_OK; k++)
        inequality_by_chance(to->table + k * count, count, &out[k]);
    return status;
}

static void order_areas(inequality_view *view, uint32_t *by_value, uint32_t *by_rank)
{
    const kk_inequality_areas *areas = view->areas;
    for (uint32_t i = 0; i < areas->count; i++) {
        by_value[i] = i;
        if (areas->rank != NULL && isfinite(areas->rank[i])) by_rank[view->ranked++] = i;
    }
    inequality_sort(areas->value, by_value, areas->count);
    inequality_sort(areas->rank, by_rank, view->ranked);
    view->by_value = by_value;
    view->by_rank = by_rank;
}

static kk_status estimate(inequality_view *view, const kk_inequality_rule *rule, double *table,
                          kk_inequality_estimate *out, kk_error *err)
{
    double value[KK_INEQUALITIES];
    measure(view, value);
    for (int k = 0; k < KK_INEQUALITIES; k++) out[k] = (kk_inequality_estimate){value[k], NAN, NAN, NAN, NAN};
    if (isnan(value[KK_GINI])) return KK_OK;
    replicates to = {view, rule, OF_AREAS, table};
    kk_status status = add_intervals(&to, out, err);
    if (status == KK_OK && view->areas->group != NULL) status = add_group_intervals(&to, out, err);
    return status == KK_OK && rule->chance != KK_CHANCE_UNKNOWN ? add_chance(&to, out, err) : status;
}

kk_status kk_inequality_make(const kk_inequality_areas *areas, const kk_inequality_rule *rule,
                             kk_inequality_estimate out[KK_INEQUALITIES], kk_error *err)
{
    size_t reals = KK_INEQUALITIES * (size_t)rule->replicates + 3 * areas->group_count + 1;
    double *real = malloc(reals * sizeof *real);
    uint32_t *order = malloc((2 * areas->count + 1) * sizeof *order);
    inequality_view view = {.areas = areas, .value = areas->value, .weight = areas->weight};
    kk_status status = real != NULL && order != NULL ? KK_OK : kk_fail_memory(err);
    if (status == KK_OK) {
        view.group_room = real + KK_INEQUALITIES * (size_t)rule->replicates;
        order_areas(&view, order, order + areas->count);
        status = estimate(&view, rule, real, out, err);
    }
    free(order);
    free(real);
    return status;
}
