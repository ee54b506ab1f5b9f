/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy_out.h"

#include <endian.h>
#include <math.h>
#include <string.h>

/* Of the file's header (signature, flags, length of an extension) and of an array's (dimensions … lower bound). */
enum { FILE_HEADER = 19, ARRAY_HEADER = 20 };

static uint16_t get16(const uint8_t *from)
{
    uint16_t value;
    memcpy(&value, from, sizeof value);
    return be16toh(value);
}

static uint32_t get32(const uint8_t *from)
{
    uint32_t value;
    memcpy(&value, from, sizeof value);
    return be32toh(value);
}

static double get_double(const uint8_t *from)
{
    uint64_t bits;
    double value;
    memcpy(&bits, from, sizeof bits);
    bits = be64toh(bits);
    memcpy(&value, &bits, sizeof value);
    return value;
}

kk_status kk_copy_out_begin(kk_copy_out *copy, PGconn *pg, kk_statement statement, kk_error *err)
{
    *copy = (kk_copy_out){.pg = pg, .name = statement.name};
    return kk_sql_copy(pg, statement, PGRES_COPY_OUT, err);
}

/* The next message: its length, −1 at the end, −2 for an error. */
static int next_message(kk_copy_out *copy)
{
    int length;
    PQfreemem(copy->message);
    copy->message = NULL;
    while ((length = PQgetCopyData(copy->pg, &copy->message, 1)) == 0)
        if (!kk_sql_wait(copy->pg)) return -2;
    return length;
}

/* Splits a row; false when it has not `count` fields. */
static bool split(const uint8_t *at, const uint8_t *end, kk_field *fields, int count)
{
    if (end - at < 2 || get16(at) != count) return false;
    at += 2;
    for (int i = 0; i < count; i++) {
        if (end - at < 4) return false;
        fields[i].length = (int32_t)get32(at);
        fields[i].bytes = at += 4;
        if (fields[i].length > end - at) return false;
        if (fields[i].length > 0) at += fields[i].length;
    }
    return at == end;
}

kk_status kk_copy_out_next(kk_copy_out *copy, kk_field *fields, int count, bool *has_row, kk_error *err)
{
    *has_row = false;
    int length = next_message(copy);
    if (length == -1) return KK_OK;
    if (length < 0) return kk_sql_fail(copy->pg, copy->name, err);

    const uint8_t *at = (const uint8_t *)copy->message, *end = at + length;
    if (!copy->started && length >= FILE_HEADER) at += FILE_HEADER; /* comes in front of the first row */
    copy->started = true;
    if (end - at == 2 && get16(at) == UINT16_MAX) return KK_OK;
    *has_row = split(at, end, fields, count);
    return *has_row ? KK_OK : kk_fail(err, KK_ERR_INTERNAL, "%s gave a row that cannot be read", copy->name);
}

kk_status kk_copy_out_end(kk_copy_out *copy, kk_error *err)
{
    while (next_message(copy) >= 0) continue;
    return kk_sql_finish(copy->pg, copy->name, err);
}

uint32_t kk_field_smallint(kk_field field)
{
    return field.length == 2 ? get16(field.bytes) : 0;
}

uint32_t kk_field_integer(kk_field field)
{
    return field.length == 4 ? get32(field.bytes) : 0;
}

bool kk_field_doubles(kk_field field, double *values, size_t count)
{
    const uint8_t *at = field.bytes + ARRAY_HEADER, *end = field.bytes + field.length;
    if (count == 0) return true;
    if (field.length < ARRAY_HEADER || get32(field.bytes + 12) != count) return false;
    for (size_t i = 0; i < count; i++) {
        if (end - at < 4) return false;
        bool null = get32(at) == UINT32_MAX;
        at += 4;
        if (!null && end - at < 8) return false;
        values[i] = null ? NAN : get_double(at);
        if (!null) at += 8;
    }
    return at == end;
}
