/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/pieces.h"

#include <stdlib.h>
#include <string.h>

kk_status kk_pieces_init(kk_pieces *pieces, size_t count, kk_error *err)
{
    *pieces = (kk_pieces){.begin = calloc(count + 1, sizeof *pieces->begin)};
    return pieces->begin == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_pieces_clear(kk_pieces *pieces)
{
    kk_text_clear(&pieces->text);
    free(pieces->begin);
    *pieces = (kk_pieces){0};
}

void kk_pieces_end_one(kk_pieces *pieces)
{
    size_t length = pieces->text.length - pieces->begin[pieces->count];
    if (length > pieces->longest) pieces->longest = length;
    pieces->begin[++pieces->count] = pieces->text.length;
}

char *kk_piece_write(char *at, const kk_pieces *pieces, size_t number)
{
    size_t begin = pieces->begin[number], length = pieces->begin[number + 1] - begin;
    memcpy(at, pieces->text.bytes + begin, length);
    return at + length;
}
