/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_protect.h"
#include "ingest/wiped.h"
#include "kk/disclosure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct kk_estimate_guard {
    const kk_estimate_sums *sums;
    int threads;
    int32_t *persons, *having, *lacking; /* [cell] of the outcome at hand */
    int32_t *lower, *upper, *ceiling;
    bool *hidden;
    /* [outcome] of the first outcome that counts these persons; else NULL */
    bool **few;     /* [cell] n is hidden */
    int32_t **most; /* [cell] and can be no more than this, for all that is known */
};

kk_status kk_estimate_guard_new(const kk_estimate_sums *sums, int threads, kk_estimate_guard **out, kk_error *err)
{
    kk_estimate_guard *guard = calloc(1, sizeof *guard);
    if (guard == NULL) return kk_fail_memory(err);
    size_t cells = kk_estimate_cells(sums) + 1;
    guard->sums = sums, guard->threads = threads;
    int32_t **counts[] = {&guard->persons, &guard->having, &guard->lacking,
                          &guard->lower,   &guard->upper,  &guard->ceiling};
    bool made = true;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        *counts[i] = calloc(cells, sizeof **counts[i]);
        made = made && *counts[i] != NULL;
    }
    guard->hidden = calloc(cells, sizeof *guard->hidden);
    guard->few = calloc(sums->frame->outcome_count + 1, sizeof *guard->few);
    guard->most = calloc(sums->frame->outcome_count + 1, sizeof *guard->most);
    *out = guard;
    if (made && guard->hidden != NULL && guard->few != NULL && guard->most != NULL) return KK_OK;
    kk_estimate_guard_free(guard);
    *out = NULL;
    return kk_fail_memory(err);
}

void kk_estimate_guard_free(kk_estimate_guard *guard)
{
    if (guard == NULL) return;
    int32_t *counts[] = {guard->persons, guard->having, guard->lacking, guard->lower, guard->upper, guard->ceiling};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) kk_wiped_free(counts[i]);
    for (size_t o = 0; guard->few != NULL && guard->most != NULL && o < guard->sums->frame->outcome_count; o++) {
        free(guard->few[o]);
        kk_wiped_free(guard->most[o]);
    }
    free(guard->hidden);
    free(guard->few);
    free(guard->most);
    free(guard);
}

/* ---- cells of the cube, and dense ones ---- */

typedef void cell_work(kk_estimate_guard *guard, size_t cell, kk_estimate_cell *estimate);

static void each_cell(kk_estimate_guard *guard, const kk_estimates *raw, size_t index, cell_work *work)
{
    const kk_estimate_frame *frame = guard->sums->frame;
    for (size_t t = 0; t < frame->type_count; t++)
        for (size_t r = 0; r < frame->type[t].count; r++)
            for (size_t i = raw->cells->first[t][r]; i < raw->cells->first[t][r + 1]; i++) {
                size_t region = guard->sums->type_begin[t] + r;
                work(guard, region * frame->combination_count + raw->cells->combination[i], &raw->cell[index][i]);
            }
}

static void take_counts(kk_estimate_guard *guard, size_t cell, kk_estimate_cell *estimate)
{
    int32_t n = estimate->n;
    bool is_mean = guard->sums->is_mean[cell % guard->sums->frame->combination_count];
    guard->persons[cell] = n;
    guard->having[cell] = is_mean && n > 0 ? (int32_t)lround(estimate->est * n) : 0;
    guard->lacking[cell] = is_mean ? n - guard->having[cell] : 0;
}

static void take_marks(kk_estimate_guard *guard, size_t cell, kk_estimate_cell *estimate)
{
    guard->hidden[cell] = estimate->hidden && estimate->n > 0;
}

static void set_marks(kk_estimate_guard *guard, size_t cell, kk_estimate_cell *estimate)
{
    estimate->hidden = estimate->hidden || guard->hidden[cell];
}

/* ---- persons ---- */

static kk_status protect(kk_estimate_guard *guard, const int32_t *truth, bool of_means, bool *hidden, kk_error *err)
{
    const kk_cell_counts counts = {
        .sums = guard->sums, .of_means = of_means, .truth = truth, .lower = guard->lower, .upper = guard->upper};
    const kk_cell_hiding hiding = {.ceiling = guard->ceiling, .cost = guard->persons, .hidden = hidden};
    return kk_cells_protect(&counts, &hiding, guard->threads, err);
}

/* Once for all outcomes that count the same persons: n of a cell is known if any of them shows it. */
static kk_status protect_persons(kk_estimate_guard *guard, size_t outcome, kk_error *err)
{
    size_t cells = kk_estimate_cells(guard->sums), first = guard->sums->persons[outcome];
    if (guard->few[first] != NULL) return KK_OK;
    bool *few = guard->few[first] = calloc(cells + 1, sizeof *few);
    int32_t *most = guard->most[first] = calloc(cells + 1, sizeof *most);
    if (few == NULL || most == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < cells; i++) {
        few[i] = guard->persons[i] > 0 && guard->persons[i] < guard->sums->threshold;
        guard->ceiling[i] = KK_COUNT_UNBOUNDED;
    }
    kk_status status = protect(guard, guard->persons, false, few, err);
    memcpy(most, guard->upper, cells * sizeof *most);
    return status;
}

/* ---- those who have a binary outcome, and those who lack it ---- */

static kk_status protect_numerators(kk_estimate_guard *guard, const kk_estimates *raw, size_t index, kk_error *err)
{
    const int32_t *most = guard->most[guard->sums->persons[raw->first_outcome + index]];
    each_cell(guard, raw, index, take_marks);
    memcpy(guard->ceiling, most, kk_estimate_cells(guard->sums) * sizeof *most);
    kk_status status = protect(guard, guard->having, true, guard->hidden, err);
    if (status == KK_OK) status = protect(guard, guard->lacking, true, guard->hidden, err);
    each_cell(guard, raw, index, set_marks);
    return status;
}

static kk_status protect_outcome(kk_estimate_guard *guard, kk_estimates *raw, size_t index, kk_error *err)
{
    const kk_estimate_sums *sums = guard->sums;
    size_t outcome = raw->first_outcome + index, cells = kk_estimate_cells(sums);
    memset(guard->persons, 0, cells * sizeof *guard->persons);
    memset(guard->having, 0, cells * sizeof *guard->having);
    memset(guard->lacking, 0, cells * sizeof *guard->lacking);
    each_cell(guard, raw, index, take_counts);
    kk_status status = protect_persons(guard, outcome, err);
    if (status != KK_OK) return status;
    memcpy(guard->hidden, guard->few[sums->persons[outcome]], cells * sizeof *guard->hidden);
    each_cell(guard, raw, index, set_marks);
    bool has_numerators = sums->has_numerators && sums->frame->outcome[outcome].is_binary;
    return has_numerators ? protect_numerators(guard, raw, index, err) : KK_OK;
}

kk_status kk_estimate_guard_hide(kk_estimate_guard *guard, kk_estimates *raw, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t index = 0; index < raw->outcome_count && status == KK_OK; index++)
        status = protect_outcome(guard, raw, index, err);
    return status;
}
