/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_signs.h"

#include <string.h>

typedef struct numeral {
    const char *letters;
    unsigned value;
} numeral;

static const numeral below_twenty[] = {
    {"dertien", 13},  {"veertien", 14},  {"vijftien", 15}, {"zestien", 16}, {"zeventien", 17},
    {"achttien", 18}, {"negentien", 19}, {"tien", 10},     {"elf", 11},     {"twaalf", 12},
    {"een", 1},       {"twee", 2},       {"drie", 3},      {"vier", 4},     {"vijf", 5},
    {"zes", 6},       {"zeven", 7},      {"acht", 8},      {"negen", 9},
};
static const numeral tens[] = {
    {"twintig", 20}, {"dertig", 30},   {"veertig", 40}, {"vijftig", 50},
    {"zestig", 60},  {"zeventig", 70}, {"tachtig", 80}, {"negentig", 90},
};

static unsigned take(const numeral *list, size_t count, const char *letters, size_t *length)
{
    for (size_t i = 0; i < count; i++) {
        *length = strlen(list[i].letters);
        if (strncmp(letters, list[i].letters, *length) == 0) return list[i].value;
    }
    *length = 0;
    return 0;
}

static unsigned take_tens(const char *letters, size_t *length)
{
    return take(tens, sizeof tens / sizeof *tens, letters, length);
}

/* "veertien", "twintig", "drieentwintig" */
static unsigned take_below_hundred(const char *letters, size_t *length)
{
    unsigned ten = take_tens(letters, length);
    if (ten > 0) return ten;
    unsigned unit = take(below_twenty, sizeof below_twenty / sizeof *below_twenty, letters, length);
    size_t more = 0;
    if (unit == 0 || unit > 9 || strncmp(letters + *length, "en", 2) != 0) return unit;
    ten = take_tens(letters + *length + 2, &more);
    if (ten > 0) *length += 2 + more;
    return ten + unit;
}

unsigned kk_story_number(const char *letters, size_t *length)
{
    static const char hundred[] = "honderd";
    if (strncmp(letters, hundred, sizeof hundred - 1) != 0) return take_below_hundred(letters, length);
    unsigned more =
        take(below_twenty, sizeof below_twenty / sizeof *below_twenty, letters + sizeof hundred - 1, length);
    *length += sizeof hundred - 1;
    return 100 + more;
}
