/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/siting.h"
#include "protection/lp.h"

#include <math.h>
#include <stdlib.h>

/* Larger programs take GLPK minutes for their first solution alone. */
enum { CANDIDATES_MOST = 400, LEVELS_MOST = 60000, NODES_MOST = 2000 };

static const double TOLERANCE = 1e-9, PROOF_TOLERANCE = 1e-7;

/* What is left when the relaxation has decided what it can: a place that stays is in `reach`. */
typedef struct rest {
    const siting_model *model;
    uint32_t *place;  /* [count] candidates that may be open or not, as columns of the program */
    uint32_t *forced; /* [forced_count] open in every better choice */
    size_t count, forced_count, level_count;
    float *reach;   /* [demand] to the nearest that is open in any case */
    uint32_t *near; /* [count] places by distance from one demand */
    double constant;
    kk_lp *lp;
} rest;

/* ---- what the relaxation decides ---- */

/* A candidate is out when a choice with it costs at least what was found, and in when one without it does (Beasley
   1985): the one that it replaces, or that replaces it, is the last of those chosen or the first of the others. */
static void decide(const siting_relaxation *relaxation, double found, rest *out)
{
    const siting_model *model = out->model;
    size_t open = model->open_count;
    double room = found * (1 - TOLERANCE) - relaxation->bound;
    double last = relaxation->saving[relaxation->order[open - 1]];
    double next = open < model->candidate_count ? relaxation->saving[relaxation->order[open]] : INFINITY;
    for (size_t s = 0; s < model->candidate_count; s++) {
        uint32_t i = relaxation->order[s];
        if (s < open && next - relaxation->saving[i] >= room)
            out->forced[out->forced_count++] = i;
        else if (s < open || relaxation->saving[i] - last < room)
            out->place[out->count++] = i;
    }
    for (size_t j = 0; j < model->demand_count; j++) {
        out->reach[j] = model->kept[j];
        for (size_t f = 0; f < out->forced_count; f++)
            out->reach[j] = fminf(out->reach[j], siting_row(model, out->forced[f])[j]);
    }
}

/* ---- levels of distance ---- */

static float distance_of(const rest *r, uint32_t column, size_t demand)
{
    return siting_row(r->model, r->place[column])[demand];
}

/* The columns of places nearer than what is open in any case, by distance. Returns how many. */
static size_t sort_near(const rest *r, size_t demand)
{
    size_t count = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        float distance = distance_of(r, i, demand);
        if (!(distance < r->reach[demand])) continue;
        size_t at = count++;
        for (; at > 0 && distance_of(r, r->near[at - 1], demand) > distance; at--) r->near[at] = r->near[at - 1];
        r->near[at] = i;
    }
    return count;
}

static size_t level_end(const rest *r, size_t demand, size_t begin, size_t count)
{
    size_t end = begin + 1;
    while (end < count && distance_of(r, r->near[end], demand) == distance_of(r, r->near[begin], demand)) end++;
    return end;
}

static size_t count_levels(const rest *r)
{
    size_t levels = 0;
    for (size_t j = 0; j < r->model->demand_count; j++)
        for (size_t begin = 0, count = r->model->weight[j] > 0 ? sort_near(r, j) : 0; begin < count; levels++)
            begin = level_end(r, j, begin, count);
    return levels;
}

/* ---- the program ---- */

/* Column `level` is 1 unless a place within this level is open: level + Σ places of it ≥ the level before. */
static kk_status add_level(rest *r, size_t begin, size_t end, uint32_t level, bool is_first, kk_error *err)
{
    size_t count = end - begin + 2;
    uint32_t *column = malloc(count * sizeof *column);
    double *one = malloc(count * sizeof *one);
    if (column == NULL || one == NULL) {
        free(column);
        free(one);
        return kk_fail_memory(err);
    }
    column[0] = level;
    one[0] = 1;
    column[1] = level - 1;
    one[1] = -1;
    size_t used = is_first ? 1 : 2;
    for (size_t i = begin; i < end; i++, used++) {
        column[used] = r->near[i];
        one[used] = 1;
    }
    kk_status status = kk_lp_add_row(r->lp, &(kk_lp_terms){used, column, one}, is_first ? 1 : 0, INFINITY, err);
    free(column);
    free(one);
    return status;
}

static kk_status add_demand(rest *r, size_t demand, uint32_t *level, kk_error *err)
{
    kk_status status = KK_OK;
    double weight = r->model->weight[demand];
    size_t count = weight > 0 ? sort_near(r, demand) : 0;
    float nearest = count > 0 ? distance_of(r, r->near[0], demand) : r->reach[demand];
    r->constant += weight * (double)nearest;
    for (size_t begin = 0; begin < count && status == KK_OK; ++*level) {
        size_t end = level_end(r, demand, begin, count);
        float farther = end < count ? distance_of(r, r->near[end], demand) : r->reach[demand];
        kk_lp_set_objective(r->lp, *level, weight * (double)(farther - distance_of(r, r->near[begin], demand)));
        status = add_level(r, begin, end, *level, begin == 0, err);
        begin = end;
    }
    return status;
}

static kk_status add_columns(rest *r, kk_error *err)
{
    size_t count = r->count + r->level_count;
    double *bounds = calloc(2 * count + 1, sizeof *bounds);
    if (bounds == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) bounds[count + i] = 1;
    kk_status status = kk_lp_add_columns(r->lp, count, bounds, bounds + count, err);
    free(bounds);
    for (uint32_t i = 0; i < r->count && status == KK_OK; i++) kk_lp_mark_whole(r->lp, i);
    return status;
}

static kk_status limit_open(rest *r, kk_error *err)
{
    double *one = malloc((r->count + 1) * sizeof *one), open = (double)(r->model->open_count - r->forced_count);
    if (one == NULL) return kk_fail_memory(err);
    for (uint32_t i = 0; i < r->count; i++) {
        r->near[i] = i;
        one[i] = 1;
    }
    kk_status status = kk_lp_add_row(r->lp, &(kk_lp_terms){r->count, r->near, one}, open, open, err);
    free(one);
    return status;
}

static kk_status build(rest *r, kk_error *err)
{
    uint32_t level = (uint32_t)r->count;
    kk_status status = kk_lp_new(&r->lp, err);
    if (status == KK_OK) status = add_columns(r, err);
    if (status == KK_OK) status = limit_open(r, err);
    for (size_t j = 0; j < r->model->demand_count && status == KK_OK; j++) status = add_demand(r, j, &level, err);
    return status;
}

/* ---- solving ---- */

static kk_status take_solution(const rest *r, siting_choice *choice, kk_error *err)
{
    size_t chosen = 0;
    uint32_t *place = malloc((r->count + r->forced_count + 1) * sizeof *place);
    if (place == NULL) return kk_fail_memory(err);
    for (size_t f = 0; f < r->forced_count; f++) place[chosen++] = r->forced[f];
    for (uint32_t i = 0; i < r->count; i++)
        if (kk_lp_whole_value(r->lp, i) > 0.5) place[chosen++] = r->place[i];
    kk_status status = chosen == r->model->open_count ? siting_improve(r->model, place, choice, err) : KK_OK;
    free(place);
    return status;
}

static kk_status solve(rest *r, siting_choice *choice, double *bound, kk_error *err)
{
    kk_lp_outcome outcome;
    double least;
    int nodes = NODES_MOST;
    kk_status status = build(r, err);
    if (status != KK_OK) return status;
    status = kk_lp_solve_nodes(r->lp, KK_LP_MINIMUM, &nodes, &outcome, &least, err);
    if (status == KK_ERR_INTERNAL) return KK_OK; /* the solver gave up: what was found stands, with its bound */
    if (status != KK_OK) return status;
    if (outcome == KK_LP_OPTIMAL || outcome == KK_LP_FEASIBLE) status = take_solution(r, choice, err);
    double reached = fmin(r->constant + least, choice->cost);
    /* No solution: what was found is the best, since only better ones were left. The solver is less exact than sums. */
    bool is_proven = outcome == KK_LP_INFEASIBLE || choice->cost - reached <= PROOF_TOLERANCE * choice->cost;
    *bound = is_proven ? choice->cost : fmax(*bound, reached);
    return status;
}

kk_status siting_exact(const siting_model *model, const siting_relaxation *relaxation, siting_choice *choice,
                       double *bound, kk_error *err)
{
    kk_status status = KK_OK;
    rest r = {
        .model = model,
        .place = malloc((model->candidate_count + 1) * sizeof *r.place),
        .forced = malloc((model->candidate_count + 1) * sizeof *r.forced),
        .near = malloc((model->candidate_count + 1) * sizeof *r.near),
        .reach = malloc((model->demand_count + 1) * sizeof *r.reach),
    };
    if (r.place == NULL || r.forced == NULL || r.near == NULL || r.reach == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    decide(relaxation, choice->cost, &r);
    if (r.count > CANDIDATES_MOST) goto done;
    r.level_count = count_levels(&r);
    if (r.level_count <= LEVELS_MOST) status = solve(&r, choice, bound, err);
done:
    kk_lp_free(r.lp);
    free(r.place);
    free(r.forced);
    free(r.near);
    free(r.reach);
    return status;
}
