/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_location.h"
#include "ingest/cell.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS = 26, PC4_FIRST = 1000, HOUSE_NUMBER_DIGITS = 6 };

uint32_t kk_postcode_pack(const char *text, size_t length)
{
    uint32_t digits = 0, letters = 0;
    int count = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == ' ' || c == '\t') continue;
        bool digit = count < 4;
        char upper = (char)(c & ~0x20);
        if (count == 6 || (digit ? !kk_is_digit(c) : upper < 'A' || upper > 'Z')) return 0;
        if (digit)
            digits = digits * 10 + (uint32_t)(c - '0');
        else
            letters = letters * LETTERS + (uint32_t)(upper - 'A');
        count++;
    }
    return count < 6 || digits < PC4_FIRST ? 0 : 1 + (digits - PC4_FIRST) * LETTERS * LETTERS + letters;
}

/* The number that the text begins with; 0 when there is none, or it is too long to be one of a house. */
static uint32_t house_number(kk_cell cell)
{
    uint32_t number = 0;
    size_t i = 0;
    for (; i < cell.length && kk_is_digit(cell.text[i]); i++) {
        if (i == HOUSE_NUMBER_DIGITS) return 0;
        number = number * 10 + (uint32_t)(cell.text[i] - '0');
    }
    return number;
}

static bool all_digits(kk_cell cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!kk_is_digit(cell.text[i])) return false;
    return cell.length > 0;
}

void kk_area_code_parse(kk_cell cell, char code[12])
{
    enum { ROOM = 12 };
    static const char *const prefixes[] = {"GM", "WK", "BU"};
    if (cell.length >= ROOM) {
        memcpy(code, "?", sizeof "?");
    } else if (all_digits(cell) && cell.length <= 8) {
        size_t level = cell.length <= 4 ? 0 : cell.length <= 6 ? 1 : 2, digits = 4 + 2 * level;
        memset(code, '0', ROOM);
        memcpy(code, prefixes[level], 2);
        memcpy(code + 2 + digits - cell.length, cell.text, cell.length);
        code[2 + digits] = '\0';
    } else {
        for (size_t i = 0; i < cell.length; i++) code[i] = (char)toupper((unsigned char)cell.text[i]);
        code[cell.length] = '\0';
    }
}

static uint64_t parse_coordinate(kk_cell cell, kk_csv_field field, double *value)
{
    *value = NAN;
    if (cell.length == 0 || kk_cell_number(cell, value)) return 0;
    *value = NAN;
    return UINT64_C(1) << field;
}

uint64_t kk_location_parse(const kk_cell cell[KK_FIELD_COUNT], kk_location *location)
{
    kk_cell postcode = cell[KK_FIELD_POSTCODE];
    kk_area_code_parse(cell[KK_FIELD_AREA], location->code);
    location->postcode = kk_postcode_pack(postcode.text, postcode.length);
    location->number = house_number(cell[KK_FIELD_NUMBER]);
    uint64_t aside = parse_coordinate(cell[KK_FIELD_X], KK_FIELD_X, &location->x);
    aside |= parse_coordinate(cell[KK_FIELD_Y], KK_FIELD_Y, &location->y);
    if (postcode.length > 0 && location->postcode == 0) aside |= UINT64_C(1) << KK_FIELD_POSTCODE;
    return aside;
}
