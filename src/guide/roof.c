/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/siting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct roofs {
    const kk_roof_task *task;
    uint32_t *kinds;  /* [place] by now */
    bool *is_under;   /* [demand] near all wanted kinds under one roof */
    uint32_t *copies; /* [demand] near places with the kind that moves */
    double total, under;
} roofs;

static bool is_near(const roofs *r, size_t place, size_t demand)
{
    return (double)r->task->distance[place * r->task->demand_count + demand] <= r->task->radius;
}

static uint32_t missing(const roofs *r, size_t place)
{
    return r->task->wanted & ~r->kinds[place];
}

/* ---- shares ---- */

static void cover(roofs *r, size_t place)
{
    for (size_t j = 0; j < r->task->demand_count; j++) {
        if (r->is_under[j] || !is_near(r, place, j)) continue;
        r->is_under[j] = true;
        r->under += r->task->weight[j];
    }
}

static void count_shares(roofs *r, double share[3])
{
    double apart = 0;
    for (size_t i = 0; i < r->task->place_count; i++)
        if (missing(r, i) == 0) cover(r, i);
    for (size_t j = 0; j < r->task->demand_count; j++) {
        uint32_t kinds = 0;
        r->total += r->task->weight[j];
        for (size_t i = 0; i < r->task->place_count; i++)
            if (is_near(r, i, j)) kinds |= r->kinds[i];
        if (!r->is_under[j] && (r->task->wanted & ~kinds) == 0) apart += r->task->weight[j];
    }
    share[0] = r->under / r->total;
    share[1] = apart / r->total;
    share[2] = (r->total - r->under - apart) / r->total;
}

/* ---- where to ---- */

static double gain_for_each_kind(const roofs *r, size_t place)
{
    double gain = 0;
    for (size_t j = 0; j < r->task->demand_count; j++)
        if (!r->is_under[j] && is_near(r, place, j)) gain += r->task->weight[j];
    return gain / __builtin_popcount(missing(r, place));
}

/* False: no place gains with so few moves. */
static bool find_place(const roofs *r, size_t moves_left, uint32_t *place)
{
    double best = 0;
    for (uint32_t i = 0; i < r->task->place_count; i++) {
        if (missing(r, i) == 0 || (size_t)__builtin_popcount(missing(r, i)) > moves_left) continue;
        double gain = gain_for_each_kind(r, i);
        if (!(gain > best)) continue;
        best = gain;
        *place = i;
    }
    return best > 0;
}

/* ---- where from ---- */

static void count_copies(roofs *r, uint32_t kind)
{
    memset(r->copies, 0, r->task->demand_count * sizeof *r->copies);
    for (size_t i = 0; i < r->task->place_count; i++)
        for (size_t j = 0; j < r->task->demand_count && (r->kinds[i] & kind) != 0; j++)
            r->copies[j] += is_near(r, i, j);
}

/* The weight near both, −1 where somebody would lose the kind. */
static double common(const roofs *r, size_t from, size_t place)
{
    double weight = 0;
    for (size_t j = 0; j < r->task->demand_count; j++) {
        if (!is_near(r, from, j)) continue;
        if (is_near(r, place, j))
            weight += r->task->weight[j];
        else if (r->copies[j] < 2)
            return -1;
    }
    return weight;
}

static uint32_t find_source(roofs *r, uint32_t place, uint32_t kind)
{
    uint32_t found = UINT32_MAX;
    double best = -1;
    count_copies(r, kind);
    for (uint32_t i = 0; i < r->task->place_count; i++) {
        if ((r->kinds[i] & kind) == 0 || missing(r, i) == 0) continue;
        double weight = common(r, i, place);
        if (!(weight > best)) continue;
        best = weight;
        found = i;
    }
    return found;
}

/* ---- moves ---- */

static size_t complete(roofs *r, uint32_t place, kk_roof_move *move)
{
    size_t count = 0;
    for (uint32_t left = missing(r, place); left != 0; left &= left - 1) {
        uint32_t kind = left & (0 - left), from = find_source(r, place, kind);
        if (from != UINT32_MAX) r->kinds[from] &= ~kind;
        move[count++] = (kk_roof_move){place, kind, from, r->under / r->total};
        r->kinds[place] |= kind;
    }
    cover(r, place);
    move[count - 1].share_after = r->under / r->total;
    return count;
}

static kk_status check(const kk_roof_task *task, kk_error *err)
{
    if (task->wanted == 0) return kk_fail(err, KK_ERR_USAGE, "name the kinds of help to be under one roof");
    for (size_t j = 0; j < task->demand_count; j++)
        if (!(task->weight[j] >= 0 && isfinite(task->weight[j])))
            return kk_fail(err, KK_ERR_USAGE, "weight %zu under one roof is not a number from 0 on", j);
    return KK_OK;
}

kk_status kk_roof_find(const kk_roof_task *task, double share[3], kk_roof_move *move, size_t *move_count, kk_error *err)
{
    kk_status status = check(task, err);
    if (status != KK_OK) return status;
    roofs r = {
        .task = task,
        .kinds = malloc((task->place_count + 1) * sizeof *r.kinds),
        .is_under = calloc(task->demand_count + 1, sizeof *r.is_under),
        .copies = malloc((task->demand_count + 1) * sizeof *r.copies),
    };
    uint32_t place = 0;
    *move_count = 0;
    if (r.kinds == NULL || r.is_under == NULL || r.copies == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    if (task->place_count > 0) memcpy(r.kinds, task->kinds, task->place_count * sizeof *r.kinds);
    count_shares(&r, share);
    while (find_place(&r, task->moves - *move_count, &place)) *move_count += complete(&r, place, move + *move_count);
done:
    free(r.kinds);
    free(r.is_under);
    free(r.copies);
    return status;
}
