/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"

#include "kk/arena.h"
#include "kk/log.h"

#include <endian.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The format: PostgreSQL documentation, COPY, "Binary Format"; arrays as in array_send(). */
static const char SIGNATURE[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* and flags, and the length of an extension */
enum { SIGNATURE_SIZE = 19, CHUNK = 1 << 20, ARRAY_HEADER = 20, FLOAT8_OID = 701 };
enum { DAYS_1970_TO_2000 = 10957 }; /* PostgreSQL counts days from 2000-01-01; its infinity is INT32_MAX as ours */

/* ---- bytes ---- */

static void put16(uint8_t *to, uint16_t value)
{
    value = htobe16(value);
    memcpy(to, &value, sizeof value);
}

static void put32(uint8_t *to, uint32_t value)
{
    value = htobe32(value);
    memcpy(to, &value, sizeof value);
}

static void put_double(uint8_t *to, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits = htobe64(bits);
    memcpy(to, &bits, sizeof bits);
}

static void put_array_header(uint8_t *to, bool has_null, size_t count)
{
    put32(to, 1);
    put32(to + 4, has_null);
    put32(to + 8, FLOAT8_OID);
    put32(to + 12, (uint32_t)count);
    put32(to + 16, 1);
}

/* ---- writing ---- */

static void send_buffer(kk_copy *copy)
{
    for (size_t sent = 0; sent < copy->used && copy->status == KK_OK;) {
        size_t length = copy->used - sent > CHUNK ? CHUNK : copy->used - sent;
        if (kk_interrupted() || PQputCopyData(copy->pg, (const char *)copy->buffer + sent, (int)length) != 1)
            copy->status = kk_sql_fail(copy->pg, copy->name, &copy->error);
        sent += length;
    }
    copy->used = 0;
}

static uint8_t *reserve(kk_copy *copy, size_t size)
{
    if (copy->status != KK_OK) return NULL;
    if (kk_grow(&copy->buffer, &copy->capacity, copy->used + size, 1) != 0) {
        copy->status = kk_fail_memory(&copy->error);
        return NULL;
    }
    uint8_t *room = copy->buffer + copy->used;
    copy->used += size;
    return room;
}

kk_status kk_copy_begin(kk_copy *copy, PGconn *pg, const char *table, kk_error *err)
{
    char text[128];
    *copy = (kk_copy){.pg = pg};
    snprintf(copy->name, sizeof copy->name, "loading %s", table);
    snprintf(text, sizeof text, "COPY %s FROM STDIN (FORMAT binary, FREEZE)", table);
    kk_status status = kk_sql_copy(pg, (kk_statement){copy->name, text}, PGRES_COPY_IN, err);
    if (status != KK_OK) return status;
    uint8_t *header = reserve(copy, SIGNATURE_SIZE);
    if (header != NULL) memcpy(header, SIGNATURE, SIGNATURE_SIZE);
    return KK_OK;
}

kk_status kk_copy_end(kk_copy *copy, kk_error *err)
{
    uint8_t *trailer = reserve(copy, 2);
    if (trailer != NULL) put16(trailer, UINT16_MAX);
    send_buffer(copy);
    free(copy->buffer);
    copy->buffer = NULL;

    int ended = PQputCopyEnd(copy->pg, copy->status == KK_OK ? NULL : "given up");
    kk_error server;
    kk_status finished = kk_sql_finish(copy->pg, copy->name, &server);
    if (copy->status != KK_OK && PQstatus(copy->pg) == CONNECTION_OK) {
        *err = copy->error;
        return copy->status;
    }
    if (finished == KK_OK && ended == 1) return KK_OK;
    if (finished == KK_OK) return kk_sql_fail(copy->pg, copy->name, err);
    *err = server;
    return finished;
}

bool kk_copy_row(kk_copy *copy, int fields)
{
    if (copy->used >= CHUNK) send_buffer(copy);
    uint8_t *count = reserve(copy, 2);
    if (count != NULL) put16(count, (uint16_t)fields);
    return count != NULL;
}

void kk_copy_null(kk_copy *copy)
{
    uint8_t *length = reserve(copy, 4);
    if (length != NULL) put32(length, UINT32_MAX);
}

uint8_t *kk_copy_field(kk_copy *copy, size_t size)
{
    if (size > INT32_MAX) {
        copy->status = kk_fail(&copy->error, KK_ERR_INPUT, "%s: a field of %zu bytes is too large for the database",
                               copy->name, size);
        return NULL;
    }
    uint8_t *length = reserve(copy, 4 + size);
    if (length == NULL) return NULL;
    put32(length, (uint32_t)size);
    return length + 4;
}

void kk_copy_smallint(kk_copy *copy, size_t value)
{
    if (value > INT16_MAX) {
        if (copy->status == KK_OK)
            copy->status =
                kk_fail(&copy->error, KK_ERR_INPUT, "%s: there are more than %d of these", copy->name, INT16_MAX + 1);
        return;
    }
    uint8_t *field = kk_copy_field(copy, 2);
    if (field != NULL) put16(field, (uint16_t)value);
}

void kk_copy_signed_smallint(kk_copy *copy, int16_t value)
{
    uint8_t *field = kk_copy_field(copy, 2);
    if (field != NULL) put16(field, (uint16_t)value);
}

void kk_copy_integer(kk_copy *copy, int64_t value)
{
    uint8_t *field = kk_copy_field(copy, 4);
    if (field != NULL) put32(field, (uint32_t)value);
}

void kk_copy_bigint(kk_copy *copy, int64_t value)
{
    uint8_t *field = kk_copy_field(copy, 8);
    uint64_t bits = htobe64((uint64_t)value);
    if (field != NULL) memcpy(field, &bits, sizeof bits);
}

void kk_copy_date(kk_copy *copy, kk_day day)
{
    if (day == KK_NO_DAY)
        kk_copy_null(copy);
    else
        kk_copy_integer(copy, day == KK_OPEN_DAY ? day : day - DAYS_1970_TO_2000);
}

void kk_copy_boolean(kk_copy *copy, bool value)
{
    uint8_t *field = kk_copy_field(copy, 1);
    if (field != NULL) *field = value;
}

void kk_copy_double(kk_copy *copy, double value)
{
    if (isnan(value)) {
        kk_copy_null(copy);
        return;
    }
    uint8_t *field = kk_copy_field(copy, 8);
    if (field != NULL) put_double(field, value);
}

void kk_copy_bytes(kk_copy *copy, const uint8_t *bytes, size_t count)
{
    uint8_t *field = kk_copy_field(copy, count);
    if (field != NULL && count > 0) memcpy(field, bytes, count);
}

void kk_copy_text(kk_copy *copy, const char *text)
{
    if (text == NULL)
        kk_copy_null(copy);
    else
        kk_copy_bytes(copy, (const uint8_t *)text, strlen(text));
}

void kk_copy_doubles(kk_copy *copy, const double *values, size_t count, bool nan_is_null)
{
    size_t nulls = 0;
    for (size_t i = 0; nan_is_null && i < count; i++) nulls += isnan(values[i]) != 0;
    uint8_t *field = kk_copy_field(copy, ARRAY_HEADER + 12 * count - 8 * nulls);
    if (field == NULL) return;
    put_array_header(field, nulls > 0, count);
    field += ARRAY_HEADER;
    for (size_t i = 0; i < count; i++) {
        bool null = nan_is_null && isnan(values[i]);
        put32(field, null ? UINT32_MAX : 8);
        field += 4;
        if (null) continue;
        put_double(field, values[i]);
        field += 8;
    }
}
