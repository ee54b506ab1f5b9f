/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/siting.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

/* Pairs of demands that are looked at while places are exchanged: it bounds the time, alike on every machine. */
static const double PAIRS_MOST = 1e8;

static const double LEAST_GAIN = 1e-10; /* of the cost */

/* What waits for a place: the two nearest with room. */
typedef struct request {
    uint32_t demand, place;
    float first, second;
    double regret; /* Σ weight · metres that is lost if the nearest fills up */
} request;

typedef struct filling {
    const kk_siting_task *task;
    float limit;
    bool *is_open;
    uint32_t *serves;
    double *room;   /* [candidate] */
    request *offer; /* [demand] those that wait */
    size_t waiting;
    double cost;
} filling;

static float metres(const filling *f, uint32_t place, size_t demand)
{
    if (place == UINT32_MAX) return f->limit;
    return siting_counted(f->task, f->task->distance[(size_t)place * f->task->demand_count + demand]);
}

static bool has_room(const filling *f, uint32_t place, double weight)
{
    return place == UINT32_MAX || f->room[place] >= weight;
}

static void take_room(filling *f, uint32_t place, double weight)
{
    if (place != UINT32_MAX) f->room[place] -= weight;
}

/* ---- in order of regret ---- */

static void look_at(filling *f, uint32_t place)
{
    for (size_t o = 0; o < f->waiting; o++) {
        request *offer = &f->offer[o];
        float distance = metres(f, place, offer->demand);
        if (distance >= offer->second || !has_room(f, place, f->task->weight[offer->demand])) continue;
        bool is_nearest = distance < offer->first;
        offer->second = is_nearest ? offer->first : distance;
        if (!is_nearest) continue;
        offer->first = distance;
        offer->place = place;
    }
}

static int compare_regrets(const void *a, const void *b)
{
    const request *x = a, *y = b;
    if (x->regret != y->regret) return x->regret > y->regret ? -1 : 1;
    return (x->demand > y->demand) - (x->demand < y->demand);
}

static void make_offers(filling *f)
{
    for (size_t o = 0; o < f->waiting; o++)
        f->offer[o] = (request){f->offer[o].demand, UINT32_MAX, f->limit, f->limit, 0};
    for (uint32_t i = 0; i < f->task->candidate_count; i++)
        if (f->is_open[i]) look_at(f, i);
    for (size_t o = 0; o < f->waiting; o++) {
        request *offer = &f->offer[o];
        offer->regret = f->task->weight[offer->demand] * (double)(offer->second - offer->first);
    }
    qsort(f->offer, f->waiting, sizeof *f->offer, compare_regrets);
}

/* Whose nearest has filled up meanwhile goes on waiting. */
static void accept_offers(filling *f)
{
    size_t waiting = 0;
    for (size_t o = 0; o < f->waiting; o++) {
        request offer = f->offer[o];
        double weight = f->task->weight[offer.demand];
        if (has_room(f, offer.place, weight)) {
            f->serves[offer.demand] = offer.place;
            take_room(f, offer.place, weight);
        } else {
            f->offer[waiting++] = offer;
        }
    }
    f->waiting = waiting;
}

static void fill_places(filling *f)
{
    memcpy(f->room, f->task->capacity, f->task->candidate_count * sizeof *f->room);
    f->waiting = f->task->demand_count;
    for (uint32_t j = 0; j < f->waiting; j++) f->offer[j].demand = j;
    while (f->waiting > 0) {
        make_offers(f);
        accept_offers(f);
    }
}

/* ---- exchange of demands ---- */

static bool move_to_nearer(filling *f, size_t demand)
{
    bool has_moved = false;
    double weight = f->task->weight[demand];
    for (uint32_t i = 0; i < f->task->candidate_count; i++) {
        if (!f->is_open[i] || metres(f, i, demand) >= metres(f, f->serves[demand], demand)) continue;
        if (!has_room(f, i, weight)) continue;
        take_room(f, f->serves[demand], -weight);
        take_room(f, i, weight);
        f->serves[demand] = i;
        has_moved = true;
    }
    return has_moved;
}

static void send_to(filling *f, size_t demand, uint32_t place)
{
    f->serves[demand] = metres(f, place, demand) < f->limit ? place : UINT32_MAX;
    take_room(f, f->serves[demand], f->task->weight[demand]);
}

/* Two demands change places; one of them may have none. */
static bool change_over(filling *f, size_t a, size_t b)
{
    uint32_t of_a = f->serves[a], of_b = f->serves[b];
    if (of_a == of_b) return false;
    double weight_a = f->task->weight[a], weight_b = f->task->weight[b];
    double before = weight_a * (double)metres(f, of_a, a) + weight_b * (double)metres(f, of_b, b);
    double after = weight_a * (double)metres(f, of_b, a) + weight_b * (double)metres(f, of_a, b);
    bool fits = has_room(f, of_a, weight_b - weight_a) && has_room(f, of_b, weight_a - weight_b);
    if (!fits || !(after < before * (1 - LEAST_GAIN))) return false;
    take_room(f, of_a, -weight_a);
    take_room(f, of_b, -weight_b);
    send_to(f, a, of_b);
    send_to(f, b, of_a);
    return true;
}

static void exchange_demands(filling *f)
{
    bool has_changed = true;
    while (has_changed && !kk_interrupted()) {
        has_changed = false;
        for (size_t a = 0; a < f->task->demand_count; a++) {
            has_changed |= move_to_nearer(f, a);
            for (size_t b = a + 1; b < f->task->demand_count; b++) has_changed |= change_over(f, a, b);
        }
    }
}

static double cost_of(const filling *f)
{
    double cost = 0;
    for (size_t j = 0; j < f->task->demand_count; j++) cost += f->task->weight[j] * (double)metres(f, f->serves[j], j);
    return cost;
}

static void fill_well(filling *f)
{
    fill_places(f);
    exchange_demands(f);
    f->cost = cost_of(f);
}

/* ---- exchange of places ---- */

static bool try_exchange(filling *f, uint32_t in, uint32_t out)
{
    double before = f->cost;
    f->is_open[in] = true;
    f->is_open[out] = false;
    fill_well(f);
    if (f->cost < before * (1 - LEAST_GAIN)) return true;
    f->is_open[in] = false;
    f->is_open[out] = true;
    f->cost = before;
    return false;
}

/* All pairs in turn, until none of them gains. */
static void exchange_places(filling *f, const bool *is_free)
{
    uint32_t count = (uint32_t)f->task->candidate_count;
    size_t pairs = (size_t)count * count;
    double demands = (double)f->task->demand_count, left = PAIRS_MOST;
    for (size_t at = 0, idle = 0; idle < pairs && left > 0; at = (at + 1) % pairs, idle++) {
        uint32_t in = (uint32_t)(at / count), out = (uint32_t)(at % count);
        if (!is_free[in] || !is_free[out] || f->is_open[in] || !f->is_open[out]) continue;
        if (kk_interrupted()) return;
        left -= demands * demands;
        if (try_exchange(f, in, out)) idle = 0;
    }
}

kk_status siting_fill(const kk_siting_task *task, const bool *is_free, bool *is_open, uint32_t *serves, kk_error *err)
{
    filling f = {
        .task = task,
        .limit = siting_limit(task),
        .is_open = is_open,
        .serves = serves,
        .room = malloc((task->candidate_count + 1) * sizeof *f.room),
        .offer = malloc((task->demand_count + 1) * sizeof *f.offer),
    };
    kk_status status = KK_OK;
    if (f.room == NULL || f.offer == NULL) {
        status = kk_fail_memory(err);
    } else {
        fill_well(&f);
        exchange_places(&f, is_free);
        fill_well(&f);
        if (kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in siting");
    }
    free(f.room);
    free(f.offer);
    return status;
}
