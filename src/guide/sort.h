/* SPDX-License-Identifier: EUPL-1.2 */
/* Sorting without a library, for kernels that are freestanding. */
#ifndef KK_GUIDE_SORT_H
#define KK_GUIDE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* order[count]: 0 … count − 1 ascending by key (no NaN), equal keys by index. Heapsort: O(n log n), in place. */
void guide_sort(const double *key, uint32_t *order, size_t count);

#endif
