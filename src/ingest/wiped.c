/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/wiped.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void kk_wiped_free(void *memory)
{
    if (memory == NULL) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

void *kk_wiped_realloc(void *memory, size_t size)
{
    void *moved = malloc(size);
    if (moved == NULL || memory == NULL) return moved;
    size_t had = malloc_usable_size(memory);
    memcpy(moved, memory, had < size ? had : size);
    kk_wiped_free(memory);
    return moved;
}

int kk_wiped_grow(char **bytes, size_t *capacity, size_t need)
{
    if (need <= *capacity) return 0;
    char *grown = need > SIZE_MAX / 2 ? NULL : kk_wiped_realloc(*bytes, 2 * need);
    if (grown == NULL) return -1;
    *bytes = grown;
    *capacity = 2 * need;
    return 0;
}
