/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/table_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

void kk_table_rows_init(kk_table_rows *rows, size_t column_count, kk_arena *arena)
{
    *rows = (kk_table_rows){.arena = arena, .column_count = column_count};
}

void kk_table_rows_clear(kk_table_rows *rows)
{
    free(rows->row);
    free(rows->value);
    free(rows->status);
    free(rows->period);
    free(rows->source);
    free(rows->slots);
    *rows = (kk_table_rows){0};
}

/* FNV-1a (Fowler, Noll, Vo), 64 bits. */
static uint64_t hash_key(const char *code, uint32_t period)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ period;
    for (; *code != '\0'; code++) hash = (hash ^ (unsigned char)*code) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

static uint32_t *find_slot(const kk_table_rows *rows, const char *code, uint32_t period)
{
    size_t mask = rows->slot_count - 1;
    for (size_t i = (size_t)hash_key(code, period) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &rows->slots[i];
        if (*slot == 0) return slot;
        const kk_table_row *row = &rows->row[*slot - 1];
        if (row->period == period && strcmp(row->code, code) == 0) return slot;
    }
}

static kk_status grow_slots(kk_table_rows *rows, kk_error *err)
{
    if (2 * (rows->count + 1) <= rows->slot_count) return KK_OK;
    size_t count = rows->slot_count == 0 ? FIRST_SLOTS : 2 * rows->slot_count;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL || rows->count >= UINT32_MAX - 1) {
        free(slots);
        return kk_fail_memory(err);
    }
    free(rows->slots);
    rows->slots = slots;
    rows->slot_count = count;
    for (size_t i = 0; i < rows->count; i++) *find_slot(rows, rows->row[i].code, rows->row[i].period) = (uint32_t)i + 1;
    return KK_OK;
}

static kk_status take_period(kk_table_rows *rows, const char *period, uint32_t *index, kk_error *err)
{
    /* Rows of a period mostly lie together, so the last one is the likely one. */
    if (rows->count > 0 && strcmp(rows->period[rows->row[rows->count - 1].period], period) == 0) {
        *index = rows->row[rows->count - 1].period;
        return KK_OK;
    }
    for (*index = 0; *index < rows->period_count; (*index)++)
        if (strcmp(rows->period[*index], period) == 0) return KK_OK;
    size_t need = (rows->period_count + 1) * rows->column_count;
    if (kk_grow(&rows->period, &rows->period_capacity, rows->period_count + 1, sizeof *rows->period) != 0 ||
        kk_grow(&rows->source, &rows->source_capacity, need, sizeof *rows->source) != 0)
        return kk_fail_memory(err);
    rows->period[*index] = kk_arena_copy(rows->arena, period);
    if (rows->period[*index] == NULL) return kk_fail_memory(err);
    for (size_t i = need - rows->column_count; i < need; i++) rows->source[i] = KK_NO_SOURCE;
    rows->period_count++;
    return KK_OK;
}

static kk_status add_row(kk_table_rows *rows, const kk_table_row *row, kk_error *err)
{
    size_t need = (rows->count + 1) * rows->column_count;
    if (kk_grow(&rows->row, &rows->row_capacity, rows->count + 1, sizeof *rows->row) != 0 ||
        kk_grow(&rows->value, &rows->value_capacity, need, sizeof *rows->value) != 0 ||
        kk_grow(&rows->status, &rows->status_capacity, need, sizeof *rows->status) != 0)
        return kk_fail_memory(err);
    rows->row[rows->count] = *row;
    rows->row[rows->count].code = kk_arena_copy(rows->arena, row->code);
    if (rows->row[rows->count].code == NULL) return kk_fail_memory(err);
    rows->count++;
    for (size_t column = 0; column < rows->column_count; column++)
        kk_table_rows_set(rows, (uint32_t)rows->count - 1, column, NAN, KK_STATUS_UNSEEN);
    return KK_OK;
}

kk_status kk_table_rows_take(kk_table_rows *rows, const char *code, const char *period, int64_t line, uint32_t *row,
                             bool *added, kk_error *err)
{
    kk_table_row made = {.code = code, .line = line};
    kk_status status = take_period(rows, period, &made.period, err);
    if (status == KK_OK) status = grow_slots(rows, err);
    if (status != KK_OK) return status;
    uint32_t *slot = find_slot(rows, code, made.period);
    *added = *slot == 0;
    if (*added) {
        status = add_row(rows, &made, err);
        if (status == KK_OK) *slot = (uint32_t)rows->count;
    }
    *row = *slot - 1;
    return status;
}

void kk_table_rows_set(kk_table_rows *rows, uint32_t row, size_t column, double value, uint8_t status)
{
    size_t at = row * rows->column_count + column;
    rows->value[at] = value;
    rows->status[at] = status;
}

static int by_name(const void *a, const void *b, void *names)
{
    const char *const *period = names;
    return strcmp(period[*(const uint32_t *)a], period[*(const uint32_t *)b]);
}

kk_status kk_table_rows_sort_periods(kk_table_rows *rows, kk_error *err)
{
    size_t count = rows->period_count, columns = rows->column_count;
    if (count == 0) return KK_OK;
    uint32_t *order = calloc(2 * count + 1, sizeof *order), *place = order == NULL ? NULL : order + count;
    const char **period = calloc(count + 1, sizeof *period);
    uint32_t *source = calloc(count * columns + 1, sizeof *source);
    kk_status status = order == NULL || period == NULL || source == NULL ? kk_fail_memory(err) : KK_OK;
    if (status != KK_OK) goto done;
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
    qsort_r(order, count, sizeof *order, by_name, rows->period);
    for (size_t i = 0; i < count; i++) {
        place[order[i]] = (uint32_t)i;
        period[i] = rows->period[order[i]];
        for (size_t c = 0; c < columns; c++) source[i * columns + c] = rows->source[order[i] * columns + c];
    }
    for (size_t i = 0; i < rows->count; i++) rows->row[i].period = place[rows->row[i].period];
    memcpy(rows->period, period, count * sizeof *period);
    if (columns > 0) memcpy(rows->source, source, count * columns * sizeof *source);
done:
    free(order);
    free(period);
    free(source);
    return status;
}
