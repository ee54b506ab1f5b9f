/* SPDX-License-Identifier: EUPL-1.2 */
/* Memory for what is of persons: wiped when it goes, also when it only moves to make room. */
#ifndef KK_WIPED_H
#define KK_WIPED_H

#include <stddef.h>

void *kk_wiped_realloc(void *memory, size_t size);
void kk_wiped_free(void *memory); /* safe on NULL */

/* Room for `need` bytes in `*bytes`, doubling it. Returns 0, or −1 when out of memory (`*bytes` is then untouched). */
int kk_wiped_grow(char **bytes, size_t *capacity, size_t need) __attribute__((warn_unused_result));

#endif
