/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * COPY BINARY out of the database, a row at a time: begin, next until it gives no row, end.
 */
#ifndef KK_STORE_COPY_OUT_H
#define KK_STORE_COPY_OUT_H

#include "store/sql.h"

#include <stddef.h>
#include <stdint.h>

typedef struct kk_copy_out {
    PGconn *pg;
    const char *name;
    char *message; /* libpq's, of the current row */
    bool started;
} kk_copy_out;

/* A field of a row, within libpq's message; valid until the next row. `length` −1: null. */
typedef struct kk_field {
    const uint8_t *bytes;
    int32_t length;
} kk_field;

kk_status kk_copy_out_begin(kk_copy_out *copy, PGconn *pg, kk_statement statement, kk_error *err) KK_MUST_USE;
/* The next row, which must have `count` fields: KK_OK and *has_row, which is false at the end. */
kk_status kk_copy_out_next(kk_copy_out *copy, kk_field *fields, int count, bool *has_row, kk_error *err) KK_MUST_USE;
/* Ends also what was not read to its end. */
kk_status kk_copy_out_end(kk_copy_out *copy, kk_error *err) KK_MUST_USE;

uint32_t kk_field_smallint(kk_field field);
uint32_t kk_field_integer(kk_field field);
/* Reads a double precision[] of `count` items, null as NaN; false when it is none. */
bool kk_field_doubles(kk_field field, double *values, size_t count);

#endif
