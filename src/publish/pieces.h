/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Texts that are put into many rows, made once: behind each other in memory, found by number.
 */
#ifndef KK_PUBLISH_PIECES_H
#define KK_PUBLISH_PIECES_H

#include "kk/error.h"
#include "publish/text.h"

typedef struct kk_pieces {
    kk_text text;
    size_t *begin; /* [number], and where the last one ends */
    size_t count, longest;
} kk_pieces;

/* Room for `count` pieces. Errors: out of memory. */
kk_status kk_pieces_init(kk_pieces *pieces, size_t count, kk_error *err) KK_MUST_USE;
void kk_pieces_clear(kk_pieces *pieces); /* also of a zeroed struct */

/* What was added to `text` since the last piece is the next one. */
void kk_pieces_end_one(kk_pieces *pieces);

/* Puts piece `number` at `at`; returns the end. */
char *kk_piece_write(char *at, const kk_pieces *pieces, size_t number);

#endif
