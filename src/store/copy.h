/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * COPY BINARY into a table, a row at a time: begin, then for each row kk_copy_row and its fields in the order of the
 * table's columns, then end. What goes wrong on the way is kept and told by kk_copy_end; kk_copy_row is false from then
 * on, so that a loop can stop. Cost: a copy of each byte; no allocation per row.
 */
#ifndef KK_STORE_COPY_H
#define KK_STORE_COPY_H

#include "kk/records.h"
#include "store/sql.h"

#include <stddef.h>
#include <stdint.h>

typedef struct kk_copy {
    PGconn *pg;
    char name[64]; /* of the table, for messages */
    uint8_t *buffer;
    size_t used, capacity;
    kk_status status;
    kk_error error;
} kk_copy;

/* Into a table that this transaction made, which spares the server its log. */
kk_status kk_copy_begin(kk_copy *copy, PGconn *pg, const char *table, kk_error *err) KK_MUST_USE;
kk_status kk_copy_end(kk_copy *copy, kk_error *err) KK_MUST_USE;

/* Starts a row of `fields` fields; false once something went wrong. */
bool kk_copy_row(kk_copy *copy, int fields);

void kk_copy_smallint(kk_copy *copy, size_t value); /* KK_ERR_INPUT above 32767 */
void kk_copy_signed_smallint(kk_copy *copy, int16_t value);
void kk_copy_integer(kk_copy *copy, int64_t value);
void kk_copy_bigint(kk_copy *copy, int64_t value);
void kk_copy_date(kk_copy *copy, kk_day day); /* KK_NO_DAY is null, KK_OPEN_DAY infinity */
void kk_copy_null(kk_copy *copy);
void kk_copy_boolean(kk_copy *copy, bool value);
void kk_copy_double(kk_copy *copy, double value);                      /* NaN is null */
void kk_copy_text(kk_copy *copy, const char *text);                    /* NULL is null */
void kk_copy_bytes(kk_copy *copy, const uint8_t *bytes, size_t count); /* bytea */

/* double precision[]; NaN becomes null when `nan_is_null`. Without nulls, an item is found at once. */
void kk_copy_doubles(kk_copy *copy, const double *values, size_t count, bool nan_is_null);

/* Room for a field of `size` bytes that the caller fills; NULL once something went wrong. */
uint8_t *kk_copy_field(kk_copy *copy, size_t size);

#endif
