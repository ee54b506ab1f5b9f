/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/sort.h"

#include <stdbool.h>

static bool before(const double *key, uint32_t a, uint32_t b)
{
    return key[a] < key[b] || (key[a] == key[b] && a < b);
}

/* Puts `area` in the heap of `count`, from `hole` down. */
static void sift(const double *key, uint32_t *heap, size_t count, size_t hole, uint32_t area)
{
    for (size_t child; (child = 2 * hole + 1) < count; hole = child) {
        if (child + 1 < count && before(key, heap[child], heap[child + 1])) child++;
        if (!before(key, area, heap[child])) break;
        heap[hole] = heap[child];
    }
    heap[hole] = area;
}

void guide_sort(const double *key, uint32_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
    for (size_t i = count / 2; i-- > 0;) sift(key, order, count, i, order[i]);
    for (size_t last = count; last-- > 1;) {
        uint32_t area = order[last];
        order[last] = order[0];
        sift(key, order, last, 0, area);
    }
}
