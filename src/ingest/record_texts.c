/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_texts.h"
#include "ingest/wiped.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 1024 * 1024 };

kk_status kk_record_texts_init(kk_record_texts *texts, const kk_record_columns *columns, size_t rows, kk_error *err)
{
    *texts = (kk_record_texts){.columns = columns};
    texts->line = calloc(rows, sizeof *texts->line);
    texts->end = calloc(rows * columns->used_count + 1, sizeof *texts->end);
    bool whole = texts->line != NULL && texts->end != NULL;
    return whole && kk_wiped_grow(&texts->bytes, &texts->capacity, FIRST_BYTES) == 0 ? KK_OK : kk_fail_memory(err);
}

void kk_record_texts_clear(kk_record_texts *texts)
{
    free(texts->line);
    free(texts->end);
    kk_wiped_free(texts->bytes);
    *texts = (kk_record_texts){0};
}

static size_t row_length(const kk_record_texts *texts, const kk_record_fields *fields)
{
    size_t length = 0;
    for (size_t i = 0; i < texts->columns->used_count; i++) length += fields->cell[texts->columns->used[i]].length;
    return length;
}

kk_status kk_record_texts_add(kk_record_texts *texts, const kk_record_fields *fields, bool wrong_width, kk_error *err)
{
    size_t used = texts->columns->used_count;
    size_t length = texts->length + row_length(texts, fields);
    if (length > UINT32_MAX || kk_wiped_grow(&texts->bytes, &texts->capacity, length) != 0) return kk_fail_memory(err);
    for (size_t i = 0; i < used; i++) {
        kk_cell cell = fields->cell[texts->columns->used[i]];
        if (cell.length > 0) memcpy(texts->bytes + texts->length, cell.text, cell.length);
        texts->length += cell.length;
        texts->end[texts->count * used + i] = (uint32_t)texts->length;
    }
    texts->line[texts->count++] = wrong_width ? -fields->line : fields->line;
    return KK_OK;
}

void kk_record_texts_get(const kk_record_texts *texts, size_t row, kk_cell cell[KK_FIELD_COUNT])
{
    size_t used = texts->columns->used_count, first = row * used;
    uint32_t begin = first == 0 ? 0 : texts->end[first - 1];
    for (size_t i = 0; i < used; i++) {
        uint32_t end = texts->end[first + i];
        cell[texts->columns->used[i]] = (kk_cell){texts->bytes + begin, end - begin};
        begin = end;
    }
}

void kk_record_texts_wipe(kk_record_texts *texts)
{
    if (texts->bytes != NULL) OPENSSL_cleanse(texts->bytes, texts->length);
    texts->length = texts->count = 0;
}
