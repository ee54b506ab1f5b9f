/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/encoding.h"

#include <string.h>

/* 0x80–0x9F; the rest of CP1252 is as Latin-1. */
static const uint16_t cp1252_points[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

size_t kk_cp1252_to_utf8(const char *text, size_t length, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned byte = (unsigned char)text[i];
        unsigned point = byte >= 0x80 && byte < 0xA0 ? cp1252_points[byte - 0x80] : byte;
        if (point < 0x80) {
            out[written++] = (char)point;
        } else if (point < 0x800) {
            out[written++] = (char)(0xC0 | point >> 6);
            out[written++] = (char)(0x80 | (point & 0x3F));
        } else {
            out[written++] = (char)(0xE0 | point >> 12);
            out[written++] = (char)(0x80 | (point >> 6 & 0x3F));
            out[written++] = (char)(0x80 | (point & 0x3F));
        }
    }
    return written;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char no_break_space[2] = {(char)0xC2, (char)0xA0};

kk_cell kk_cell_trim(kk_cell cell)
{
    for (;;) {
        if (cell.length > 0 && is_blank(cell.text[cell.length - 1])) {
            cell.length--;
        } else if (cell.length > 0 && is_blank(cell.text[0])) {
            cell.text++;
            cell.length--;
        } else if (cell.length > 1 && memcmp(cell.text + cell.length - 2, no_break_space, 2) == 0) {
            cell.length -= 2;
        } else if (cell.length > 1 && memcmp(cell.text, no_break_space, 2) == 0) {
            cell.text += 2;
            cell.length -= 2;
        } else {
            return cell;
        }
    }
}

bool kk_cell_equals(kk_cell cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(cell.text, text, cell.length) == 0;
}
