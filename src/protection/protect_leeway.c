/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_leeway.h"

#include "protection/presolve.h"
#include "protection/protect_bounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOLERANCE 1e-9

/* A row of which but one variable is not known tells it; repeated, since that
 * may complete another. */
static void complete_truth(kk_leeway *leeway)
{
    const kk_knowledge *k = leeway->task->knowledge;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < k->row_count; i++) {
            if (k->row_lower[i] != k->row_upper[i]) continue;
            double rest = k->row_lower[i];
            size_t unknown = 0, place = 0;
            for (size_t t = k->row_begin[i]; t < k->row_begin[i + 1] && unknown < 2; t++) {
                double value = leeway->truth[k->row_variable[t]];
                if (isnan(value))
                    place = t, unknown++;
                else
                    rest -= k->row_coefficient[t] * value;
            }
            if (unknown != 1) continue;
            leeway->truth[k->row_variable[place]] = rest / k->row_coefficient[place];
            changed = true;
        }
    }
}

/* Moves off a bound that the truth itself breaks by a rounding error are not
 * wanted, nor tiny ones from within. */
static double distance(double from, double to)
{
    double d = to - from;
    return isinf(d) || d > TOLERANCE * (1 + fabs(from)) ? d : 0;
}

static void measure_variables(kk_leeway *leeway, const kk_knowledge *bounds)
{
    for (size_t j = 0; j < bounds->variable_count; j++) {
        leeway->down[j] = distance(bounds->lower[j], leeway->truth[j]);
        leeway->up[j] = distance(leeway->truth[j], bounds->upper[j]);
        if (leeway->down[j] + leeway->up[j] == 0) leeway->cell[j] = KK_CELL_FIXED;
    }
}

static void set_cells(kk_leeway *leeway)
{
    const kk_protection_task *task = leeway->task;
    double sum = 0, count = 0;
    for (size_t j = 0; j < task->knowledge->variable_count; j++) {
        double weight = task->weight[j];
        bool is_free = isnan(task->truth[j]) || weight == 0;
        leeway->cell[j] = (uint8_t)(is_free ? KK_CELL_HIDDEN : isinf(weight) ? KK_CELL_FIXED : KK_CELL_SHOWN);
        if (leeway->cell[j] == KK_CELL_SHOWN) sum += weight, count++;
    }
    leeway->typical_weight = count > 0 ? sum / count : 1;
}

static void fill_in(kk_leeway *leeway)
{
    const kk_knowledge *k = leeway->task->knowledge;
    for (size_t j = 0; j < k->variable_count; j++)
        if (isnan(leeway->truth[j])) leeway->truth[j] = fmin(fmax(0, k->lower[j]), k->upper[j]);
}

static void measure_rows(kk_leeway *leeway, const bool *row_is_open)
{
    const kk_knowledge *k = leeway->task->knowledge;
    for (size_t i = 0; i < k->row_count; i++) {
        double sum = 0;
        for (size_t t = k->row_begin[i]; t < k->row_begin[i + 1]; t++)
            sum += k->row_coefficient[t] * leeway->truth[k->row_variable[t]];
        leeway->row_down[i] = row_is_open[i] ? distance(k->row_lower[i], sum) : INFINITY;
        leeway->row_up[i] = row_is_open[i] ? distance(sum, k->row_upper[i]) : INFINITY;
    }
}

static bool is_loose(const kk_leeway *leeway, uint32_t variable)
{
    return leeway->cell[variable] != KK_CELL_FIXED;
}

static bool is_open(const kk_leeway *leeway, size_t row)
{
    return isfinite(leeway->row_down[row]) || isfinite(leeway->row_up[row]);
}

/* Two passes over the rows: how many each variable is in, then which. */
static bool index_rows(kk_leeway *leeway)
{
    const kk_knowledge *k = leeway->task->knowledge;
    size_t n = k->variable_count, *begin = calloc(n + 2, sizeof *begin);
    leeway->variable_begin = begin;
    if (begin == NULL) return false;
    for (size_t i = 0; i < k->row_count; i++)
        for (size_t t = k->row_begin[i]; is_open(leeway, i) && t < k->row_begin[i + 1]; t++)
            if (is_loose(leeway, k->row_variable[t])) begin[k->row_variable[t] + 2]++;
    for (size_t j = 0; j < n; j++) begin[j + 2] += begin[j + 1];
    leeway->variable_row = malloc((begin[n + 1] + 1) * sizeof *leeway->variable_row);
    leeway->variable_coefficient = malloc((begin[n + 1] + 1) * sizeof *leeway->variable_coefficient);
    if (leeway->variable_row == NULL || leeway->variable_coefficient == NULL) return false;
    for (size_t i = 0; i < k->row_count; i++)
        for (size_t t = k->row_begin[i]; is_open(leeway, i) && t < k->row_begin[i + 1]; t++)
            if (is_loose(leeway, k->row_variable[t])) {
                size_t place = begin[k->row_variable[t] + 1]++;
                leeway->variable_row[place] = (uint32_t)i;
                leeway->variable_coefficient[place] = k->row_coefficient[t];
            }
    return true;
}

/* What would be known if all were hidden that may be bounds what any choice can
 * do. */
static kk_status measure(kk_leeway *leeway, kk_error *err)
{
    kk_bounds bounds;
    kk_presolved presolved = {0};
    kk_status status = kk_bounds_open(&bounds, leeway, true, err);
    if (status == KK_OK) status = kk_presolved_init(&presolved, &bounds.knowledge, err);
    if (status == KK_OK) {
        measure_variables(leeway, &presolved.knowledge);
        measure_rows(leeway, presolved.row_is_open);
        if (!index_rows(leeway)) status = kk_fail_memory(err);
    }
    kk_presolved_clear(&presolved);
    kk_bounds_close(&bounds);
    return status;
}

kk_status kk_leeway_open(kk_leeway *leeway, const kk_protection_task *task, kk_error *err)
{
    size_t n = task->knowledge->variable_count, rows = task->knowledge->row_count;
    *leeway = (kk_leeway){.task = task};
    leeway->truth = malloc((n + 1) * sizeof *leeway->truth);
    leeway->down = malloc((n + 1) * sizeof *leeway->down);
    leeway->up = malloc((n + 1) * sizeof *leeway->up);
    leeway->cell = malloc(n + 1);
    leeway->row_down = malloc((rows + 1) * sizeof *leeway->row_down);
    leeway->row_up = malloc((rows + 1) * sizeof *leeway->row_up);
    if (leeway->truth == NULL || leeway->down == NULL || leeway->up == NULL || leeway->cell == NULL ||
        leeway->row_down == NULL || leeway->row_up == NULL)
        return kk_fail_memory(err);
    if (n > 0) memcpy(leeway->truth, task->truth, n * sizeof *leeway->truth);
    complete_truth(leeway);
    fill_in(leeway);
    set_cells(leeway);
    return measure(leeway, err);
}

void kk_leeway_close(kk_leeway *leeway)
{
    free(leeway->truth);
    free(leeway->down);
    free(leeway->up);
    free(leeway->cell);
    free(leeway->row_down);
    free(leeway->row_up);
    free(leeway->variable_begin);
    free(leeway->variable_row);
    free(leeway->variable_coefficient);
}

static double whole_part(const kk_leeway *leeway, const kk_demand *demand, double move)
{
    return leeway->task->knowledge->is_whole[demand->variable] ? floor(move + 1e-6) : move;
}

double kk_leeway_least_move(const kk_leeway *leeway, const kk_demand *demand, bool up)
{
    double room = up ? leeway->up[demand->variable] : leeway->down[demand->variable];
    if (leeway->task->knowledge->is_whole[demand->variable]) return fmin(1, floor(room));
    return fmin(room, fmax(demand->width, demand->share * leeway->truth[demand->variable]) / 10);
}

static double round_up(const kk_leeway *leeway, const kk_demand *demand, double move)
{
    return leeway->task->knowledge->is_whole[demand->variable] ? ceil(move - 1e-6) : move;
}

double kk_leeway_up_needed(const kk_leeway *leeway, const kk_demand *demand, double down)
{
    uint32_t j = demand->variable;
    double reached = whole_part(leeway, demand, down);
    double of_share = demand->share < 1 ? (demand->share * leeway->truth[j] - reached) / (1 - demand->share) : INFINITY;
    double needed = round_up(leeway, demand, fmax(demand->width - reached, demand->share > 0 ? of_share : 0));
    return fmax(needed, kk_leeway_least_move(leeway, demand, true));
}

double kk_leeway_down_needed(const kk_leeway *leeway, const kk_demand *demand, double up)
{
    uint32_t j = demand->variable;
    double reached = whole_part(leeway, demand, up);
    double width = fmax(demand->width, demand->share * (leeway->truth[j] + reached));
    return fmax(round_up(leeway, demand, width - reached), kk_leeway_least_move(leeway, demand, false));
}

bool kk_leeway_suffices(const kk_leeway *leeway, const kk_demand *demand, double down, double up)
{
    uint32_t j = demand->variable;
    double slack = TOLERANCE * (1 + fabs(leeway->truth[j])) + 1e-6;
    return down >= kk_leeway_least_move(leeway, demand, false) - slack &&
           up >= kk_leeway_least_move(leeway, demand, true) - slack &&
           kk_demand_is_met(demand, leeway->truth[j] - down, leeway->truth[j] + up,
                            leeway->task->knowledge->is_whole[j]);
}

bool kk_leeway_allows(const kk_leeway *leeway, const kk_demand *demand)
{
    uint32_t j = demand->variable;
    return kk_demand_is_met(demand, leeway->truth[j] - leeway->down[j], leeway->truth[j] + leeway->up[j],
                            leeway->task->knowledge->is_whole[j]);
}
