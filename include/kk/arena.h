/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An arena: memory that lives until the arena is cleared. The tables of a stage live in the run's arena.
 * Not for use by two threads at once.
 */
#ifndef KK_ARENA_H
#define KK_ARENA_H

#include <stddef.h>

typedef struct kk_arena_block kk_arena_block;

typedef struct kk_arena {
    kk_arena_block *head;
} kk_arena;

void kk_arena_init(kk_arena *arena);
void kk_arena_clear(kk_arena *arena);

/* Zeroed memory for `count` items of `size` bytes, aligned for any type; NULL when there is none or on overflow.
   A count of 0 gives a valid pointer. */
void *kk_arena_alloc(kk_arena *arena, size_t count, size_t size);

/* Takes over what was malloc'ed: it is freed with the arena, or at once where there is no memory to remember it; then
   −1. NULL is nothing to take over. */
int kk_arena_keep(kk_arena *arena, void *item) __attribute__((warn_unused_result));

/* A copy of `length` bytes of `text` with a NUL behind; NULL when out of memory. */
char *kk_arena_text(kk_arena *arena, const char *text, size_t length);
char *kk_arena_copy(kk_arena *arena, const char *text);
char *kk_arena_format(kk_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Zeroed memory, malloc'ed, for a table that is read here and there before it is written: of calloc's each page would
 * be mapped by the first read and replaced by the first write, for which all threads are stopped. NULL as
 * kk_arena_alloc.
 */
void *kk_zeroed(size_t count, size_t size);

/*
 * Makes room for `need` items of `size` bytes in the malloc'ed array `*items` of `*capacity` items, doubling it; the
 * new room is not zeroed. Returns 0, or -1 when out of memory (the array is then untouched). The caller frees `*items`.
 */
int kk_grow(void *items, size_t *capacity, size_t need, size_t size) __attribute__((warn_unused_result));

#endif
