/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 256 * 1024 };

struct kk_arena_block {
    kk_arena_block *next;
    void *kept; /* taken over */
    size_t capacity, used;
    alignas(max_align_t) unsigned char bytes[];
};

void kk_arena_init(kk_arena *arena)
{
    *arena = (kk_arena){0};
}

void kk_arena_clear(kk_arena *arena)
{
    for (kk_arena_block *block = arena->head; block != NULL;) {
        kk_arena_block *next = block->next;
        free(block->kept);
        free(block);
        block = next;
    }
    kk_arena_init(arena);
}

static kk_arena_block *add_block(kk_arena *arena, size_t bytes)
{
    size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    /* calloc: large blocks come zeroed from the system, untouched until used. */
    kk_arena_block *block = calloc(1, sizeof *block + capacity);
    if (block == NULL) return NULL;
    block->capacity = capacity;
    /* A block made for one large item goes behind the current one, whose room is still of use. */
    if (bytes > BLOCK_BYTES / 4 && arena->head != NULL) {
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        block->next = arena->head;
        arena->head = block;
    }
    return block;
}

void *kk_arena_alloc(kk_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2) return NULL;
    bytes = (bytes + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    kk_arena_block *block = arena->head;
    if (block == NULL || block->capacity - block->used < bytes) block = add_block(arena, bytes);
    if (block == NULL) return NULL;
    void *item = block->bytes + block->used;
    block->used += bytes;
    return item;
}

int kk_arena_keep(kk_arena *arena, void *item)
{
    if (item == NULL) return 0;
    if (arena->head == NULL && add_block(arena, 0) == NULL) goto failed;
    kk_arena_block *block = calloc(1, sizeof *block);
    if (block == NULL) goto failed;
    block->kept = item;
    block->next = arena->head->next; /* behind the current one, as it has no room */
    arena->head->next = block;
    return 0;
failed:
    free(item);
    return -1;
}

char *kk_arena_text(kk_arena *arena, const char *text, size_t length)
{
    char *copy = kk_arena_alloc(arena, length + 1, 1);
    if (copy != NULL && length > 0) memcpy(copy, text, length);
    return copy;
}

char *kk_arena_copy(kk_arena *arena, const char *text)
{
    return kk_arena_text(arena, text, strlen(text));
}

char *kk_arena_format(kk_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : kk_arena_alloc(arena, (size_t)length + 1, 1);
    if (text != NULL) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *kk_zeroed(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2) return NULL;
    void *items = malloc(bytes + 1);
    __asm__ volatile("" : "+r"(items)); /* or the compiler makes a calloc of it */
    return items == NULL ? NULL : memset(items, 0, bytes + 1);
}

int kk_grow(void *items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity) return 0;
    size_t wanted = *capacity < 16 ? 16 : *capacity;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2) return -1;
        wanted *= 2;
    }
    void *old;
    memcpy(&old, items, sizeof old);
    void *grown = reallocarray(old, wanted, size);
    if (grown == NULL) return -1;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return 0;
}
