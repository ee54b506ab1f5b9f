/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/order.h"

#include <stdlib.h>

enum { INSERTION_MAX = 16, TASK_MIN = 8192 };

#define ORDER_BY(field)                                                                                                \
    if (a->field != b->field) return a->field < b->field ? -1 : 1

int kk_record_compare(const kk_record *a, const kk_record *b)
{
    ORDER_BY(client);
    ORDER_BY(kind);
    ORDER_BY(begin);
    ORDER_BY(requested);
    ORDER_BY(form);
    ORDER_BY(provider);
    ORDER_BY(contract);
    ORDER_BY(reference);
    ORDER_BY(end);
    ORDER_BY(outcome);
    ORDER_BY(cents);
    ORDER_BY(place);
    ORDER_BY(referrer);
    ORDER_BY(family);
    ORDER_BY(months_event);
    ORDER_BY(months);
    ORDER_BY(sex);
    ORDER_BY(indicated);
    return 0;
}

static int compare(const void *left, const void *right)
{
    const kk_record *a = left, *b = right;
    int order = kk_record_compare(a, b);
    return order != 0 ? order : (a->source > b->source) - (a->source < b->source);
}

static void swap(kk_record *a, kk_record *b)
{
    kk_record keep = *a;
    *a = *b;
    *b = keep;
}

static void insert_all(kk_record *records, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        kk_record moving = records[i];
        size_t at = i;
        for (; at > 0 && compare(&moving, &records[at - 1]) < 0; at--) records[at] = records[at - 1];
        records[at] = moving;
    }
}

/* Hoare's: both sides of the split are shorter than the whole, also when all are equal. */
static size_t divide(kk_record *records, size_t count)
{
    size_t middle = count / 2, low = 0, high = count - 1;
    if (compare(&records[middle], &records[low]) < 0) swap(&records[middle], &records[low]);
    if (compare(&records[high], &records[middle]) < 0) swap(&records[high], &records[middle]);
    if (compare(&records[middle], &records[low]) < 0) swap(&records[middle], &records[low]);
    kk_record pivot = records[middle];
    for (;; low++, high--) {
        while (compare(&records[low], &pivot) < 0) low++;
        while (compare(&pivot, &records[high]) < 0) high--;
        if (low >= high) return high + 1;
        swap(&records[low], &records[high]);
    }
}

/* Quicksort, on all threads: of 3 million records qsort takes four times the work, on one. Past `depth` divisions, when
   they go badly, it is qsort after all. */
static void sort_part(kk_record *records, size_t count, int depth)
{
    while (count > INSERTION_MAX) {
        if (depth-- == 0) {
            qsort(records, count, sizeof *records, compare);
            return;
        }
        size_t half = divide(records, count);
#pragma omp task if (half > TASK_MIN) firstprivate(records, half, depth)
        sort_part(records, half, depth);
        records += half;
        count -= half;
    }
    insert_all(records, count);
}

void kk_records_sort(kk_record *records, size_t count, int threads)
{
    int depth = 0;
    for (size_t n = count; n > 0; n /= 2) depth += 3;
    if (threads <= 1 || count <= TASK_MIN) {
        sort_part(records, count, depth);
        return;
    }
#pragma omp parallel num_threads(threads)
#pragma omp single
    sort_part(records, count, depth);
}

static int compare_keys(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

void kk_keys_sort(uint64_t *key, size_t count)
{
    if (count > INSERTION_MAX) {
        qsort(key, count, sizeof *key, compare_keys);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        uint64_t moving = key[i];
        size_t at = i;
        for (; at > 0 && key[at - 1] > moving; at--) key[at] = key[at - 1];
        key[at] = moving;
    }
}

size_t kk_client_end(const kk_record *records, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && records[end].client == records[at].client) end++;
    return end;
}

size_t kk_chunk_begin(const kk_record *records, size_t count, size_t chunk)
{
    size_t at = chunk * KK_CHUNK_RECORDS;
    if (at >= count) return count;
    return at == 0 || records[at - 1].client != records[at].client ? at : kk_client_end(records, count, at);
}

kk_day kk_record_last_day(const kk_record *record)
{
    kk_day first = kk_record_first_day(record);
    bool instant = record->kind == KK_RECORD_CONTACT || record->kind == KK_RECORD_DECLARATION;
    if (record->end == KK_NO_DAY || record->end == KK_OPEN_DAY) return instant ? first : KK_OPEN_DAY;
    return record->end > first ? record->end : first;
}
