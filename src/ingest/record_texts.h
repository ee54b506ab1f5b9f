/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The texts of a batch of rows, copied out of their source so that many threads can read them. One block of bytes that
 * is used again and again.
 */
#ifndef KK_RECORD_TEXTS_H
#define KK_RECORD_TEXTS_H

#include "ingest/record_source.h"

typedef struct kk_record_texts {
    const kk_record_columns *columns;
    size_t count;  /* rows */
    int64_t *line; /* [row]; negative where the row has another width than the header */
    uint32_t *end; /* [row × used_count + i]: where the text of used field i ends; it begins where the one before
                      ends */
    char *bytes;
    size_t length, capacity;
} kk_record_texts;

/* Room for `rows` rows of the fields in use. */
kk_status kk_record_texts_init(kk_record_texts *texts, const kk_record_columns *columns, size_t rows,
                               kk_error *err) KK_MUST_USE;
void kk_record_texts_clear(kk_record_texts *texts);

/* Adds a row. There must be room for it. */
kk_status kk_record_texts_add(kk_record_texts *texts, const kk_record_fields *fields, bool wrong_width,
                              kk_error *err) KK_MUST_USE;
/* The texts of a row, into the cells of the fields in use; the other cells are left as they are. */
void kk_record_texts_get(const kk_record_texts *texts, size_t row, kk_cell cell[KK_FIELD_COUNT]);
/* Forgets all rows and wipes their texts. */
void kk_record_texts_wipe(kk_record_texts *texts);

#endif
