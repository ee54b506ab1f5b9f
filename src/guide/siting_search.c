/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/siting.h"
#include "kk/log.h"
#include "kk/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STARTS = 16 };

static const double LEAST_GAIN = 1e-10; /* of the cost: less may be rounding, and go round in circles */

/* Slots below open_count hold what is chosen; slot open_count stands for what stays, or nobody. */
typedef struct choosing {
    const siting_model *model;
    uint32_t *place;       /* [slot] */
    bool *is_open;         /* [candidate] */
    uint32_t *slot;        /* [demand] of the nearest */
    float *first, *second; /* [demand] the two nearest distances */
    double *loss, *extra;  /* [slot + 1] of closing it; what of this a candidate makes good */
    double cost;
} choosing;

static void free_room(choosing *c)
{
    free(c->place);
    free(c->is_open);
    free(c->slot);
    free(c->first);
    free(c->loss);
}

static bool make_room(const siting_model *model, choosing *c)
{
    size_t demands = model->demand_count, slots = model->open_count + 1;
    *c = (choosing){
        .model = model,
        .place = calloc(slots, sizeof *c->place),
        .is_open = calloc(model->candidate_count + 1, sizeof *c->is_open),
        .slot = malloc((demands + 1) * sizeof *c->slot),
        .first = malloc((2 * demands + 1) * sizeof *c->first),
        .loss = malloc(2 * slots * sizeof *c->loss),
    };
    if (c->place == NULL || c->is_open == NULL || c->slot == NULL || c->first == NULL || c->loss == NULL) return false;
    c->second = c->first + demands;
    c->extra = c->loss + slots;
    return true;
}

/* ---- who is near ---- */

static void clear_places(choosing *c)
{
    const siting_model *model = c->model;
    memcpy(c->first, model->kept, model->demand_count * sizeof *c->first);
    memcpy(c->second, model->kept, model->demand_count * sizeof *c->second);
    for (size_t j = 0; j < model->demand_count; j++) c->slot[j] = (uint32_t)model->open_count;
}

static void add_place(choosing *c, uint32_t slot)
{
    const float *distance = siting_row(c->model, c->place[slot]);
    for (size_t j = 0; j < c->model->demand_count; j++) {
        if (distance[j] >= c->second[j]) continue;
        if (distance[j] < c->first[j]) {
            c->second[j] = c->first[j];
            c->first[j] = distance[j];
            c->slot[j] = slot;
        } else {
            c->second[j] = distance[j];
        }
    }
}

static void count_losses(choosing *c)
{
    const siting_model *model = c->model;
    c->cost = 0;
    for (size_t s = 0; s <= model->open_count; s++) c->loss[s] = 0;
    for (size_t j = 0; j < model->demand_count; j++) {
        c->cost += model->weight[j] * (double)c->first[j];
        c->loss[c->slot[j]] += model->weight[j] * (double)(c->second[j] - c->first[j]);
    }
}

static void place_all(choosing *c)
{
    clear_places(c);
    for (uint32_t s = 0; s < c->model->open_count; s++) add_place(c, s);
    count_losses(c);
}

/* ---- greedy ---- */

static double gain_alone(const choosing *c, uint32_t candidate)
{
    const float *distance = siting_row(c->model, candidate);
    double gain = 0;
    for (size_t j = 0; j < c->model->demand_count; j++)
        if (distance[j] < c->first[j]) gain += c->model->weight[j] * (double)(c->first[j] - distance[j]);
    return gain;
}

static uint32_t best_of_all(const choosing *c)
{
    double best = -1;
    uint32_t found = 0;
    for (uint32_t i = 0; i < c->model->candidate_count; i++) {
        double gain = c->is_open[i] ? -1 : gain_alone(c, i);
        if (!(gain > best)) continue;
        best = gain;
        found = i;
    }
    return found;
}

static uint32_t any_closed(const choosing *c, kk_random *random)
{
    uint32_t i;
    do {
        i = kk_random_below(random, (uint32_t)c->model->candidate_count);
    } while (c->is_open[i]);
    return i;
}

/* Of a few candidates at random (Resende and Werneck 2004, "sample greedy"). */
static uint32_t best_of_sample(const choosing *c, kk_random *random)
{
    double tries = ceil(log2((double)c->model->candidate_count / (double)c->model->open_count));
    uint32_t found = any_closed(c, random);
    double best = gain_alone(c, found);
    for (double t = 1; t < tries; t++) {
        uint32_t i = any_closed(c, random);
        double gain = gain_alone(c, i);
        if (!(gain > best)) continue;
        best = gain;
        found = i;
    }
    return found;
}

/* The first start looks at all candidates, later ones at samples. */
static void choose_greedily(choosing *c, size_t start)
{
    kk_random random;
    kk_random_init(&random, c->model->seed, start);
    memset(c->is_open, 0, c->model->candidate_count * sizeof *c->is_open);
    clear_places(c);
    for (uint32_t s = 0; s < c->model->open_count && !kk_interrupted(); s++) {
        c->place[s] = start == 0 ? best_of_all(c) : best_of_sample(c, &random);
        c->is_open[c->place[s]] = true;
        add_place(c, s);
    }
    count_losses(c);
}

/* ---- interchange ---- */

/* What opening `candidate` in place of the best slot saves (Whitaker 1983; Resende and Werneck 2007, eq. 6). */
static double swap_gain(choosing *c, uint32_t candidate, uint32_t *slot)
{
    const siting_model *model = c->model;
    const float *distance = siting_row(model, candidate);
    double gain = 0, best = -INFINITY;
    for (size_t s = 0; s <= model->open_count; s++) c->extra[s] = 0;
    for (size_t j = 0; j < model->demand_count; j++) {
        if (distance[j] >= c->second[j]) continue;
        bool is_nearer = distance[j] < c->first[j];
        if (is_nearer) gain += model->weight[j] * (double)(c->first[j] - distance[j]);
        c->extra[c->slot[j]] += model->weight[j] * (double)(c->second[j] - (is_nearer ? c->first[j] : distance[j]));
    }
    for (uint32_t s = 0; s < model->open_count; s++) {
        double saved = gain - c->loss[s] + c->extra[s];
        if (!(saved > best)) continue;
        best = saved;
        *slot = s;
    }
    return best;
}

static void swap_in(choosing *c, uint32_t candidate, uint32_t slot)
{
    c->is_open[c->place[slot]] = false;
    c->is_open[candidate] = true;
    c->place[slot] = candidate;
    place_all(c);
}

/* Candidates in turn, until none of them gains. */
static void interchange(choosing *c)
{
    uint32_t count = (uint32_t)c->model->candidate_count, slot = 0;
    for (uint32_t i = 0, idle = 0; idle < count && !kk_interrupted(); i = (i + 1) % count, idle++) {
        if (c->is_open[i] || swap_gain(c, i, &slot) <= LEAST_GAIN * c->cost) continue;
        swap_in(c, i, slot);
        idle = 0;
    }
}

/* ---- starts ---- */

static void take_better(const choosing *c, siting_choice *best)
{
    if (!(c->cost < best->cost)) return;
    best->cost = c->cost;
    memcpy(best->place, c->place, c->model->open_count * sizeof *best->place);
}

static kk_status start_from(const siting_model *model, size_t start, siting_choice *found)
{
    choosing c;
    bool has_room = make_room(model, &c);
    found->cost = INFINITY;
    if (has_room) {
        choose_greedily(&c, start);
        interchange(&c);
        take_better(&c, found);
    }
    free_room(&c);
    return has_room ? KK_OK : KK_ERR_INTERNAL;
}

kk_status siting_search(const siting_model *model, siting_choice *best, kk_error *err)
{
    size_t slots = model->open_count + 1, failed = 0;
    siting_choice found[STARTS];
    uint32_t *place = malloc(STARTS * slots * sizeof *place);
    if (place == NULL) return kk_fail_memory(err);
#pragma omp parallel for num_threads(model->threads) schedule(dynamic) reduction(+ : failed)
    for (size_t start = 0; start < STARTS; start++) {
        found[start] = (siting_choice){.place = place + start * slots};
        failed += start_from(model, start, &found[start]) != KK_OK;
    }
    size_t first = 0;
    for (size_t start = 1; start < STARTS; start++)
        if (found[start].cost < found[first].cost) first = start;
    best->cost = found[first].cost;
    memcpy(best->place, found[first].place, slots * sizeof *place);
    free(place);
    if (failed > 0) return kk_fail_memory(err);
    return kk_interrupted() ? kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in siting") : KK_OK;
}

kk_status siting_improve(const siting_model *model, const uint32_t *from, siting_choice *choice, kk_error *err)
{
    choosing c;
    bool has_room = make_room(model, &c);
    if (has_room) {
        memcpy(c.place, from, model->open_count * sizeof *from);
        for (size_t s = 0; s < model->open_count; s++) c.is_open[from[s]] = true;
        place_all(&c);
        interchange(&c);
        take_better(&c, choice);
    }
    free_room(&c);
    return has_room ? KK_OK : kk_fail_memory(err);
}
