/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_near.h"

#include <math.h>
#include <stdlib.h>

/* ---- a heap of what may be next, nearest first; of as near the lowest number,
 * so that the order is always the same */

static bool is_before(kk_near_entry a, kk_near_entry b)
{
    return a.distance < b.distance || (a.distance == b.distance && a.variable < b.variable);
}

static int heap_push(kk_near *near, kk_near_entry entry)
{
    if (kk_grow(&near->heap, &near->heap_capacity, near->heap_count + 1, sizeof *near->heap) != 0) return -1;
    size_t i = near->heap_count++;
    for (; i > 0 && is_before(entry, near->heap[(i - 1) / 2]); i = (i - 1) / 2) near->heap[i] = near->heap[(i - 1) / 2];
    near->heap[i] = entry;
    return 0;
}

static kk_near_entry heap_pop(kk_near *near)
{
    kk_near_entry first = near->heap[0], last = near->heap[--near->heap_count];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < near->heap_count; i = child) {
        if (child + 1 < near->heap_count && is_before(near->heap[child + 1], near->heap[child])) child++;
        if (!is_before(near->heap[child], last)) break;
        near->heap[i] = near->heap[child];
    }
    near->heap[i] = last;
    return first;
}

/* ---- the sets of what was found ---- */

int64_t kk_near_place(const kk_near *near, uint32_t variable)
{
    uint32_t place = near->place[variable];
    return place < near->count && near->variable[place] == variable ? (int64_t)place : -1;
}

static bool row_is_found(const kk_near *near, uint32_t row)
{
    uint32_t place = near->row_place[row];
    return place < near->row_count && near->row[place] == row;
}

static int add_variable(kk_near *near, uint32_t variable, double scale)
{
    if (kk_grow(&near->variable, &near->capacity, near->count + 1, sizeof *near->variable) != 0 ||
        kk_grow(&near->scale, &near->scale_capacity, near->count + 1, sizeof *near->scale) != 0)
        return -1;
    near->place[variable] = (uint32_t)near->count;
    near->scale[near->count] = scale;
    near->variable[near->count++] = variable;
    return 0;
}

static void remove_variable(kk_near *near, uint32_t variable)
{
    uint32_t place = near->place[variable], last = near->variable[--near->count];
    near->variable[place] = last;
    near->scale[place] = near->scale[near->count];
    near->place[last] = place;
}

static int add_row(kk_near *near, uint32_t row)
{
    if (kk_grow(&near->row, &near->row_capacity, near->row_count + 1, sizeof *near->row) != 0) return -1;
    near->row_place[row] = (uint32_t)near->row_count;
    near->row[near->row_count++] = row;
    near->row_is_pushed[row] = false;
    near->partners[row] = near->partner[row] = 0;
    return 0;
}

/* ---- the search ---- */

bool kk_near_may_move(const kk_near *near, uint32_t start, uint32_t variable, bool hidden_only)
{
    kk_cell cell = near->leeway->cell[variable];
    if (cell == KK_CELL_FIXED || (hidden_only && cell != KK_CELL_HIDDEN)) return false;
    return near->component == NULL || near->component[variable] == near->component[start];
}

/* Between 1 and 2, so that what is dear but around the corner is still nearer
 * than what is hidden far away. */
static double step_to(const kk_leeway *leeway, uint32_t variable)
{
    double weight = leeway->task->weight[variable];
    return leeway->cell[variable] == KK_CELL_HIDDEN ? 1 : 1 + weight / (weight + leeway->typical_weight);
}

/* `moved`: what the row has to make up for when `start` moves by 1. */
static int push_row(kk_near *near, uint32_t start, uint32_t row, kk_near_entry from, double moved, bool hidden_only)
{
    const kk_knowledge *k = near->leeway->task->knowledge;
    for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++) {
        uint32_t j = k->row_variable[t];
        if (!kk_near_may_move(near, start, j, hidden_only) || kk_near_place(near, j) >= 0) continue;
        kk_near_entry entry = {from.distance + step_to(near->leeway, j), moved / fabs(k->row_coefficient[t]), j};
        if (heap_push(near, entry) != 0) return -1;
    }
    return 0;
}

static int add(kk_near *near, kk_near_entry entry)
{
    const kk_leeway *leeway = near->leeway;
    if (add_variable(near, entry.variable, entry.scale) != 0) return -1;
    for (size_t t = leeway->variable_begin[entry.variable]; t < leeway->variable_begin[entry.variable + 1]; t++) {
        uint32_t row = leeway->variable_row[t];
        if (!row_is_found(near, row) && add_row(near, row) != 0) return -1;
        near->partners[row]++;
        near->partner[row] ^= entry.variable;
    }
    return 0;
}

/* A row that is met the first time is met from its nearest variable, so it need
 * not be looked at again. */
static int push_rows_of(kk_near *near, uint32_t start, kk_near_entry entry, double reach, bool hidden_only)
{
    const kk_leeway *leeway = near->leeway;
    for (size_t t = leeway->variable_begin[entry.variable]; t < leeway->variable_begin[entry.variable + 1]; t++) {
        uint32_t row = leeway->variable_row[t];
        double moved = entry.scale * fabs(leeway->variable_coefficient[t]);
        if (near->row_is_pushed[row] || fmin(leeway->row_down[row], leeway->row_up[row]) >= reach * moved) continue;
        near->row_is_pushed[row] = true;
        if (push_row(near, start, row, entry, moved, hidden_only) != 0) return -1;
    }
    return 0;
}

void kk_near_empty(kk_near *near)
{
    near->count = near->row_count = near->heap_count = 0;
}

static void number_rows(kk_near *near)
{
    for (size_t i = 0; i < near->row_count; i++) near->row_place[near->row[i]] = (uint32_t)i;
}

int kk_near_add(kk_near *near, uint32_t variable, double scale)
{
    return add(near, (kk_near_entry){0, scale, variable});
}

/* ---- what is stuck ---- */

/* Of a row with one variable that leaves it no room. */
static bool is_stuck(const kk_near *near, uint32_t row)
{
    return near->partners[row] == 1 && near->leeway->row_down[row] == 0 && near->leeway->row_up[row] == 0;
}

static void drop(kk_near *near, uint32_t variable)
{
    const kk_leeway *leeway = near->leeway;
    remove_variable(near, variable);
    for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++) {
        near->partners[leeway->variable_row[t]]--;
        near->partner[leeway->variable_row[t]] ^= variable;
    }
}

/* What is dropped may leave others alone in its rows. */
static int drop_stuck(kk_near *near)
{
    const kk_leeway *leeway = near->leeway;
    near->heap_count = 0;
    for (size_t i = 0; i < near->row_count; i++) {
        if (!is_stuck(near, near->row[i])) continue;
        if (heap_push(near, (kk_near_entry){0, 0, near->partner[near->row[i]]}) != 0) return -1;
    }
    while (near->heap_count > 0) {
        uint32_t variable = heap_pop(near).variable;
        if (kk_near_place(near, variable) < 0) continue;
        drop(near, variable);
        for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++) {
            uint32_t row = leeway->variable_row[t];
            if (is_stuck(near, row) && heap_push(near, (kk_near_entry){0, 0, near->partner[row]}) != 0) return -1;
        }
    }
    return 0;
}

kk_status kk_near_find(kk_near *near, uint32_t start, double reach, size_t limit, bool hidden_only, kk_error *err)
{
    kk_near_empty(near);
    bool failed = add(near, (kk_near_entry){0, 1, start}) != 0;
    return failed ? kk_fail_memory(err) : kk_near_extend(near, start, reach, limit, hidden_only, err);
}

kk_status kk_near_extend(kk_near *near, uint32_t start, double reach, size_t limit, bool hidden_only, kk_error *err)
{
    bool failed = false;
    for (size_t p = 0, closed = near->count; p < closed && !failed; p++)
        failed =
            push_rows_of(near, start, (kk_near_entry){0, near->scale[p], near->variable[p]}, reach, hidden_only) != 0;
    while (near->heap_count > 0 && near->count < limit && !failed) {
        kk_near_entry next = heap_pop(near);
        if (kk_near_place(near, next.variable) >= 0) continue;
        failed = add(near, next) != 0 || push_rows_of(near, start, next, reach, hidden_only) != 0;
    }
    if (failed || drop_stuck(near) != 0) return kk_fail_memory(err);
    if (kk_near_place(near, start) < 0) near->count = 0;
    size_t kept = 0;
    for (size_t i = 0; i < near->row_count; i++)
        if (near->partners[near->row[i]] > 0) near->row[kept++] = near->row[i];
    near->row_count = kept;
    number_rows(near);
    return KK_OK;
}

kk_status kk_near_open(kk_near *near, const kk_leeway *leeway, const uint32_t *component, kk_error *err)
{
    const kk_knowledge *k = leeway->task->knowledge;
    *near = (kk_near){.leeway = leeway, .component = component};
    near->place = calloc(k->variable_count + 1, sizeof *near->place);
    near->row_place = calloc(k->row_count + 1, sizeof *near->row_place);
    near->partners = malloc((k->row_count + 1) * sizeof *near->partners);
    near->partner = malloc((k->row_count + 1) * sizeof *near->partner);
    near->row_is_pushed = malloc(k->row_count + 1);
    if (near->row_is_pushed == NULL || near->place == NULL || near->row_place == NULL || near->partners == NULL ||
        near->partner == NULL)
        return kk_fail_memory(err);
    return KK_OK;
}

void kk_near_close(kk_near *near)
{
    free(near->variable);
    free(near->scale);
    free(near->row);
    free(near->place);
    free(near->row_place);
    free(near->partners);
    free(near->partner);
    free(near->row_is_pushed);
    free(near->heap);
}
