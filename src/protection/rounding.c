/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/rounding.h"

#include "kk/log.h"
#include "protection/lp.h"
#include "protection/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

static const double TOLERANCE = 1e-9;

/* ---- what is rounded, and which sums are to hold ---- */

static double tidy(double value)
{
    return fabs(value - nearbyint(value)) <= TOLERANCE * fmax(1, fabs(value)) ? nearbyint(value) : value;
}

static bool is_rounded(const kk_knowledge *sums, const double *truth, size_t j)
{
    return sums->is_whole[j] && sums->lower[j] < sums->upper[j] && !isnan(truth[j]) && truth[j] != 0;
}

static bool must_hold(const kk_knowledge *sums, const double *truth, size_t row)
{
    if (row >= sums->core_row_count || sums->row_lower[row] != sums->row_upper[row]) return false;
    for (size_t t = sums->row_begin[row]; t < sums->row_begin[row + 1]; t++)
        if (isnan(truth[sums->row_variable[t]]) ||
            tidy(sums->row_coefficient[t]) != nearbyint(sums->row_coefficient[t]))
            return false;
    return true;
}

/* What the variables that are not rounded leave of the row. */
static double find_rest(const kk_rounding_plan *plan, const double *truth, double base, size_t row)
{
    const kk_knowledge *sums = &plan->sums;
    double rest = sums->row_lower[row] / base;
    for (size_t t = sums->row_begin[row]; t < sums->row_begin[row + 1]; t++) {
        uint32_t j = sums->row_variable[t];
        if (sums->lower[j] >= sums->upper[j]) rest -= sums->row_coefficient[t] * truth[j];
    }
    return tidy(rest);
}

/* `scaled` is the truth in units of the base. */
static kk_status plan_rounding(const kk_knowledge *sums, const double *truth, double base, double *scaled, bool *holds,
                               kk_rounding_plan *plan, kk_error *err)
{
    size_t variables = sums->variable_count, rows = sums->row_count;
    plan->sums.lower = calloc(variables + 1, sizeof(double));
    plan->sums.upper = calloc(variables + 1, sizeof(double));
    plan->rest_lower = calloc(rows + 1, sizeof(double));
    plan->rest_upper = calloc(rows + 1, sizeof(double));
    if (plan->sums.lower == NULL || plan->sums.upper == NULL || plan->rest_lower == NULL || plan->rest_upper == NULL)
        return kk_fail_memory(err);
    for (size_t j = 0; j < variables; j++) {
        scaled[j] = tidy(truth[j] / base);
        plan->sums.upper[j] = is_rounded(sums, truth, j); /* from 0: not fixed */
    }
    for (size_t i = 0; i < rows; i++) {
        holds[i] = must_hold(sums, truth, i);
        if (!holds[i]) continue;
        double rest = find_rest(plan, scaled, base, i);
        plan->rest_lower[i] = floor(rest);
        plan->rest_upper[i] = ceil(rest);
    }
    return kk_components_init(&plan->components, &plan->sums, sums->core_row_count, holds, err);
}

static void clear_plan(kk_rounding_plan *plan)
{
    kk_components_clear(&plan->components);
    free(plan->sums.lower);
    free(plan->sums.upper);
    free(plan->rest_lower);
    free(plan->rest_upper);
}

/* ---- all components ---- */

static kk_status round_components(const kk_rounding_plan *plan, const double *scaled, int threads, double *rounded,
                                  kk_rounding_counts *counts, kk_error *err)
{
    kk_status all = KK_OK;
    size_t relaxed = 0, nearest = 0;
#pragma omp parallel num_threads(threads) reduction(+ : relaxed, nearest)
    {
#pragma omp for schedule(dynamic, 1)
        for (size_t c = 0; c < plan->components.count; c++) {
            kk_error own;
            kk_rounding_way way = KK_ROUNDED_NEXT;
            if (kk_interrupted()) continue;
            kk_status status = kk_round_component(plan, c, scaled, rounded, &way, &own);
            relaxed += way == KK_ROUNDED_RELAXED;
            nearest += way == KK_ROUNDED_NEAREST;
            if (status == KK_OK) continue;
#pragma omp critical(rounding_failed)
            if (all == KK_OK) {
                all = status;
                *err = own;
            }
        }
        kk_lp_end_thread();
    }
    counts->components = plan->components.count;
    counts->relaxed = relaxed;
    counts->nearest = nearest;
    if (all == KK_OK && kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while rounding");
    return all;
}

/* Rounded values are still in units of the base. */
static bool adds_up(const kk_rounding_plan *plan, const double *rounded, size_t row)
{
    const kk_knowledge *sums = &plan->sums;
    double sum = 0;
    for (size_t t = sums->row_begin[row]; t < sums->row_begin[row + 1]; t++) {
        uint32_t j = sums->row_variable[t];
        if (sums->lower[j] < sums->upper[j]) sum += sums->row_coefficient[t] * rounded[j];
    }
    return sum > plan->rest_lower[row] - 0.5 && sum < plan->rest_upper[row] + 0.5;
}

static void count_rows(const kk_rounding_plan *plan, const bool *holds, const double *rounded,
                       kk_rounding_counts *counts)
{
    for (size_t i = 0; i < plan->sums.core_row_count; i++) {
        counts->rows += holds[i];
        counts->rows_failing += holds[i] && !adds_up(plan, rounded, i);
    }
}

kk_status kk_round_controlled(const kk_knowledge *sums, const double *truth, double base, int threads, double *rounded,
                              kk_rounding_counts *counts, kk_error *err)
{
    kk_rounding_plan plan = {.sums = *sums};
    double *scaled = calloc(sums->variable_count + 1, sizeof *scaled);
    bool *holds = calloc(sums->row_count + 1, sizeof *holds);
    *counts = (kk_rounding_counts){0};
    kk_status status = scaled == NULL || holds == NULL ? kk_fail_memory(err) : KK_OK;
    plan.sums.lower = plan.sums.upper = NULL;
    if (status == KK_OK) status = plan_rounding(sums, truth, base, scaled, holds, &plan, err);
    if (status == KK_OK) status = round_components(&plan, scaled, threads, rounded, counts, err);
    if (status != KK_OK) goto done;
    count_rows(&plan, holds, rounded, counts);
    for (size_t j = 0; j < sums->variable_count; j++) {
        rounded[j] = plan.sums.lower[j] < plan.sums.upper[j] ? rounded[j] * base : truth[j];
        if (isnan(truth[j])) continue;
        counts->distance += fabs(rounded[j] - truth[j]);
        counts->farthest = fmax(counts->farthest, fabs(rounded[j] - truth[j]));
    }
done:
    clear_plan(&plan);
    free(scaled);
    free(holds);
    return status;
}
