/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_proof.h"

#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

#define STRETCH_MAX 10
#define NOTHING 1e-7

kk_status kk_proof_open(kk_proof *proof, size_t variable_count, kk_error *err)
{
    size_t n = variable_count + 1;
    *proof = (kk_proof){calloc(n, sizeof *proof->up), calloc(n, sizeof *proof->down), malloc(n * sizeof *proof->up_by),
                        malloc(n * sizeof *proof->down_by), calloc(n, sizeof *proof->hidden_for)};
    if (proof->up == NULL || proof->down == NULL || proof->up_by == NULL || proof->down_by == NULL ||
        proof->hidden_for == NULL)
        return kk_fail_memory(err);
    for (size_t j = 0; j < n; j++) proof->up_by[j] = proof->down_by[j] = KK_NO_CHOICE;
    return KK_OK;
}

void kk_proof_close(kk_proof *proof)
{
    free(proof->up);
    free(proof->down);
    free(proof->up_by);
    free(proof->down_by);
    free(proof->hidden_for);
}

void kk_ledger_clear(kk_ledger *ledger)
{
    free(ledger->begin);
    free(ledger->chosen);
    *ledger = (kk_ledger){0};
}

/* ---- how far a move can be stretched: least ≤ 0 and most ≥ 1 times itself
 * ---- */

typedef struct stretch {
    double least, most;
} stretch;

static void limit(stretch *s, double step, double down, double up)
{
    if (step > 0) {
        s->most = fmin(s->most, up / step);
        s->least = fmax(s->least, -down / step);
    } else {
        s->most = fmin(s->most, -down / step);
        s->least = fmax(s->least, up / step);
    }
}

static double largest_step(const kk_move *move)
{
    double largest = 0;
    for (size_t k = 0; k < move->count; k++) largest = fmax(largest, fabs(move->step[k]));
    return largest;
}

static stretch stretch_of(kk_mover *mover, const kk_move *move)
{
    const kk_near *near = &mover->near;
    const kk_leeway *leeway = near->leeway;
    stretch s = {-STRETCH_MAX, STRETCH_MAX};
    double *activity = mover->activity, nothing = NOTHING * largest_step(move);
    for (size_t i = 0; i < near->row_count; i++) activity[i] = 0;
    for (size_t k = 0; k < move->count; k++) {
        uint32_t j = move->variable[k];
        limit(&s, move->step[k], leeway->down[j], leeway->up[j]);
        for (size_t t = leeway->variable_begin[j]; t < leeway->variable_begin[j + 1]; t++)
            activity[near->row_place[leeway->variable_row[t]]] += leeway->variable_coefficient[t] * move->step[k];
    }
    for (size_t i = 0; i < near->row_count; i++)
        if (fabs(activity[i]) > nothing)
            limit(&s, activity[i], leeway->row_down[near->row[i]], leeway->row_up[near->row[i]]);
    s.most = fmax(s.most, 1);
    return s;
}

/* ---- notes ---- */

static int enter(kk_ledger *ledger, const kk_leeway *leeway, const kk_move *move, uint32_t *entry)
{
    size_t end = ledger->count == 0 ? 0 : ledger->begin[ledger->count], start = end;
    if (kk_grow(&ledger->chosen, &ledger->chosen_capacity, end + move->count, sizeof *ledger->chosen) != 0 ||
        kk_grow(&ledger->begin, &ledger->begin_capacity, ledger->count + 2, sizeof *ledger->begin) != 0)
        return -1;
    for (size_t k = 0; k < move->count; k++)
        if (leeway->task->weight[move->variable[k]] > 0) ledger->chosen[end++] = move->variable[k];
    *entry = KK_NO_CHOICE;
    if (end == start) return 0;
    *entry = (uint32_t)ledger->count;
    ledger->begin[ledger->count++] = start;
    ledger->begin[ledger->count] = end;
    return 0;
}

static void note(double *far, uint32_t *by, uint32_t variable, double move, uint32_t entry)
{
    if (move < far[variable] || (move == far[variable] && entry != KK_NO_CHOICE)) return;
    far[variable] = move;
    by[variable] = entry;
}

kk_status kk_proof_note(kk_proof *proof, kk_ledger *ledger, kk_mover *mover, const kk_move *move, kk_error *err)
{
    uint32_t entry;
    if (move->count == 0) return KK_OK;
    if (kk_grow(&mover->activity, &mover->activity_capacity, mover->near.row_count, sizeof *mover->activity) != 0)
        return kk_fail_memory(err);
    stretch s = stretch_of(mover, move);
    if (enter(ledger, mover->near.leeway, move, &entry) != 0) return kk_fail_memory(err);
    for (size_t k = 0; k < move->count; k++) {
        uint32_t j = move->variable[k];
        double far = fabs(move->step[k]) * s.most, back = fabs(move->step[k]) * -s.least;
        bool is_up = move->step[k] > 0;
        note(proof->up, proof->up_by, j, is_up ? far : back, entry);
        note(proof->down, proof->down_by, j, is_up ? back : far, entry);
    }
    return KK_OK;
}

static bool tells_more(const kk_proof *proof, const kk_move *move)
{
    for (size_t k = 0; k < move->count; k++) {
        double step = move->step[k];
        if (step > proof->up[move->variable[k]] || -step > proof->down[move->variable[k]]) return true;
    }
    return false;
}

kk_status kk_proof_note_table(kk_proof *proof, kk_ledger *ledger, const kk_leeway *leeway, const kk_move *move,
                              kk_error *err)
{
    uint32_t entry;
    if (!tells_more(proof, move)) return KK_OK;
    if (enter(ledger, leeway, move, &entry) != 0) return kk_fail_memory(err);
    for (size_t k = 0; k < move->count; k++) {
        bool is_up = move->step[k] > 0;
        note(is_up ? proof->up : proof->down, is_up ? proof->up_by : proof->down_by, move->variable[k],
             fabs(move->step[k]), entry);
    }
    return KK_OK;
}

bool kk_ledger_rests_on(const kk_ledger *ledger, uint32_t entry, uint32_t variable)
{
    if (entry == KK_NO_CHOICE) return false;
    for (size_t t = ledger->begin[entry]; t < ledger->begin[entry + 1]; t++)
        if (ledger->chosen[t] == variable) return true;
    return false;
}
