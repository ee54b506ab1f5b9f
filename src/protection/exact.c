/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/exact.h"

#include "protection/exact_search.h"
#include "protection/protect_parts.h"

#include <math.h>
#include <stdlib.h>

enum { LOCAL_ROUNDS = 5, LOCAL_ROWS = 60 };

struct exact {
    kk_leeway *leeway;
    const kk_proof *proof;
    kk_parts parts; /* over all rows */
    double *hidden; /* of each variable, in the choice that is looked at */
};

/* A part, while it is solved. */
struct part {
    struct exact *of;
    size_t number, variable_count, required_count;
    bool is_local; /* too large for attackers who know all rows */
    kk_master master;
    kk_attacker attacker;
    kk_required *required;
    uint32_t *row; /* room: the rows around a variable */
};

/* ---- what an attacker knows ---- */

static bool is_listed(const uint32_t *row, size_t count, uint32_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (row[i] == wanted) return true;
    return false;
}

static size_t add_rows_of(const kk_leeway *leeway, uint32_t variable, uint32_t *row, size_t count)
{
    for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++)
        if (count < LOCAL_ROWS && !is_listed(row, count, leeway->variable_row[t]))
            row[count++] = leeway->variable_row[t];
    return count;
}

/* Those of the variable first, then those of the variables in these, until there are enough. */
static size_t rows_around(const kk_leeway *leeway, uint32_t variable, uint32_t *row)
{
    const kk_knowledge *k = leeway->task->knowledge;
    size_t count = add_rows_of(leeway, variable, row, 0);
    for (size_t i = 0; i < count; i++)
        for (size_t t = k->row_begin[row[i]]; count < LOCAL_ROWS && t < k->row_begin[row[i] + 1]; t++)
            if (leeway->cell[k->row_variable[t]] != KK_CELL_FIXED)
                count = add_rows_of(leeway, k->row_variable[t], row, count);
    return count;
}

static kk_status face(struct part *part, uint32_t variable, kk_error *err)
{
    if (!part->is_local) return KK_OK;
    kk_attacker_close(&part->attacker);
    size_t rows = rows_around(part->of->leeway, variable, part->row);
    kk_status status = kk_attacker_open(&part->attacker, part->of->leeway, part->row, rows, variable, err);
    if (status == KK_OK) kk_attacker_face(&part->attacker, part->of->hidden);
    return status;
}

/* ---- a part: a bound of a large one, the least loss of a small one ---- */

static kk_status separate_locally(struct part *part, size_t *added, kk_error *err)
{
    kk_status status = KK_OK;
    *added = 0;
    for (size_t r = 0; r < part->required_count && status == KK_OK; r++) {
        size_t before = *added;
        const kk_required *required = &part->required[r];
        status = face(part, required->demand->variable, err);
        if (status == KK_OK) status = kk_separate(&part->master, &part->attacker, required, KK_LOOK_QUICK, added, err);
        if (status == KK_OK && *added == before)
            status = kk_separate(&part->master, &part->attacker, required, KK_LOOK_EXACT, added, err);
    }
    return status;
}

static kk_status bound_locally(struct part *part, double *bound, kk_error *err)
{
    size_t added = 1;
    kk_status status = KK_OK;
    for (int round = 0; round < LOCAL_ROUNDS && added > 0 && status == KK_OK; round++) {
        status = kk_master_solve(&part->master, bound, err);
        if (status == KK_OK) status = separate_locally(part, &added, err);
    }
    return status;
}

static double loss_of(const kk_master *master)
{
    double loss = 0;
    for (size_t c = 0; c < master->count; c++)
        if (master->leeway->cell[master->variable[c]] == KK_CELL_HIDDEN)
            loss += master->leeway->task->weight[master->variable[c]];
    return loss;
}

static void take_over(const struct part *part)
{
    const kk_master *master = &part->master;
    for (size_t c = 0; c < master->count; c++)
        part->of->leeway->cell[master->variable[c]] =
            (uint8_t)(master->hidden[master->variable[c]] > 0.5 ? KK_CELL_HIDDEN : KK_CELL_SHOWN);
}

static kk_status search(struct part *part, kk_protection_effort effort, double loss, double *bound, kk_error *err)
{
    bool is_small = part->variable_count <= KK_OPTIMAL_ALWAYS;
    const kk_exact_task task = {&part->master, &part->attacker, part->required, part->required_count,
                                effort == KK_EFFORT_BOUNDED && !is_small};
    kk_exact_result result = {.loss = loss};
    kk_status status = kk_exact_search(&task, &result, err);
    if (result.found) take_over(part);
    *bound = result.bound;
    return status;
}

/* Where the solver gives up, what was found until then stands. */
static kk_status improve(struct part *part, kk_protection_effort effort, double *bound, kk_error *err)
{
    double loss = loss_of(&part->master);
    *bound = 0;
    if (loss == 0) return KK_OK;
    kk_status status = part->is_local ? bound_locally(part, bound, err) : search(part, effort, loss, bound, err);
    *bound = fmin(*bound, loss_of(&part->master));
    return status == KK_ERR_INTERNAL ? KK_OK : status;
}

/* ---- what is required of a part ---- */

static kk_status require_by_attack(struct part *part, const kk_demand *demand, kk_error *err)
{
    for (int strict = 1; strict >= 0; strict--) {
        const kk_required required = {demand, strict == 1};
        bool is_met;
        kk_status status = kk_required_is_met(&part->attacker, &required, &is_met, err);
        if (status != KK_OK) return status;
        if (!is_met) continue;
        part->required[part->required_count++] = required;
        break;
    }
    return KK_OK;
}

static void require_by_proof(struct part *part, const kk_demand *demand)
{
    const kk_proof *proof = part->of->proof;
    if (kk_leeway_suffices(part->of->leeway, demand, proof->down[demand->variable], proof->up[demand->variable]))
        part->required[part->required_count++] = (kk_required){demand, true};
}

static kk_status require(struct part *part, kk_error *err)
{
    struct exact *of = part->of;
    kk_status status = KK_OK;
    if (!part->is_local) kk_attacker_face(&part->attacker, of->hidden);
    for (size_t d = of->parts.demand_begin[part->number];
         d < of->parts.demand_begin[part->number + 1] && status == KK_OK; d++) {
        const kk_demand *demand = &of->leeway->task->demand[of->parts.demand[d]];
        if (!kk_leeway_allows(of->leeway, demand) || of->leeway->cell[demand->variable] == KK_CELL_FIXED) continue;
        if (part->is_local)
            require_by_proof(part, demand);
        else
            status = require_by_attack(part, demand, err);
    }
    return status;
}

static kk_status open_part(struct part *part, kk_error *err)
{
    struct exact *of = part->of;
    const kk_components *c = &of->parts.components;
    size_t first = c->variable_begin[part->number], count = c->variable_begin[part->number + 1] - first;
    size_t first_row = c->row_begin[part->number], rows = c->row_begin[part->number + 1] - first_row;
    part->is_local = count > KK_OPTIMAL_MAX;
    size_t demands = of->parts.demand_begin[part->number + 1] - of->parts.demand_begin[part->number];
    part->required = malloc((demands + 1) * sizeof *part->required);
    part->row = malloc(LOCAL_ROWS * sizeof *part->row);
    if (part->required == NULL || part->row == NULL) return kk_fail_memory(err);
    kk_status status = kk_master_open(&part->master, of->leeway, &c->variable[first], count, of->hidden, err);
    if (status == KK_OK && !part->is_local)
        status = kk_attacker_open(&part->attacker, of->leeway, &c->row[first_row], rows, c->variable[first], err);
    for (size_t i = 0; i < part->master.count; i++)
        of->hidden[part->master.variable[i]] = of->leeway->cell[part->master.variable[i]] == KK_CELL_HIDDEN;
    return status == KK_OK ? require(part, err) : status;
}

static kk_status improve_part(struct exact *of, size_t number, kk_protection_effort effort, double *bound,
                              kk_error *err)
{
    const size_t *begin = of->parts.components.variable_begin;
    struct part part = {.of = of, .number = number, .variable_count = begin[number + 1] - begin[number]};
    *bound = 0;
    if (of->parts.demand_begin[number] == of->parts.demand_begin[number + 1]) return KK_OK;
    if (effort == KK_EFFORT_QUICK && part.variable_count > KK_OPTIMAL_ALWAYS) return KK_OK;
    kk_status status = open_part(&part, err);
    if (status == KK_OK) status = improve(&part, effort, bound, err);
    kk_master_close(&part.master);
    kk_attacker_close(&part.attacker);
    free(part.required);
    free(part.row);
    return status;
}

kk_status kk_exact_improve(kk_leeway *leeway, const kk_proof *proof, kk_protection_effort effort, int threads,
                           double *bound, kk_error *err)
{
    struct exact of = {.leeway = leeway, .proof = proof};
    const kk_knowledge *k = leeway->task->knowledge;
    kk_status outcome = kk_parts_open(&of.parts, leeway, k->row_count, err);
    double *bounds = calloc(of.parts.components.count + 1, sizeof *bounds);
    of.hidden = calloc(k->variable_count + 1, sizeof *of.hidden);
    if (outcome == KK_OK && (bounds == NULL || of.hidden == NULL)) outcome = kk_fail_memory(err);
    size_t count = outcome == KK_OK ? of.parts.components.count : 0;
#pragma omp parallel num_threads(threads)
    {
        kk_status status = KK_OK;
        kk_error own;
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < count; i++) {
            uint32_t number = of.parts.order[i];
            if (status == KK_OK) status = improve_part(&of, number, effort, &bounds[number], &own);
        }
        kk_lp_end_thread();
#pragma omp critical
        if (status != KK_OK && outcome == KK_OK) {
            outcome = status;
            *err = own;
        }
    }
    *bound = 0;
    for (size_t c = 0; c < count; c++) *bound += bounds[c];
    kk_parts_close(&of.parts);
    free(of.hidden);
    free(bounds);
    return outcome;
}
