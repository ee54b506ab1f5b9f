/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/period.h"
#include "ingest/cell.h"

#include <stdlib.h>
#include <string.h>

/* Compares with a pattern in which Y is a year (1900–2099), `-` a dash or slash, A a capital, 9 a digit. */
static bool matches(kk_cell cell, const char *pattern, const char **year)
{
    const char *text = cell.text, *end = cell.text + cell.length;
    for (; *pattern != '\0'; pattern++) {
        if (text == end) return false;
        if (*pattern == 'Y') {
            if (end - text < 4 || !kk_is_digit(text[2]) || !kk_is_digit(text[3])) return false;
            if (memcmp(text, "19", 2) != 0 && memcmp(text, "20", 2) != 0) return false;
            *year = text;
            text += 4;
            continue;
        }
        char c = *text++;
        bool fits = *pattern == 'A'   ? c >= 'A' && c <= 'Z'
                    : *pattern == '9' ? kk_is_digit(c)
                    : *pattern == '-' ? c == '-' || c == '/'
                                      : c == *pattern;
        if (!fits) return false;
    }
    return text == end;
}

static kk_cell without_midnight(kk_cell cell)
{
    static const char *const endings[] = {"T00:00:00", " 00:00:00", " 00:00", " 0:00"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (cell.length <= length || memcmp(cell.text + cell.length - length, endings[i], length) != 0) continue;
        cell.length -= length;
        break;
    }
    return cell;
}

/* Quarters, months and half years are numbered from 1; other kinds are taken as they are. */
static bool number_fits(const char *kind)
{
    static const struct {
        const char *kind;
        int last;
    } parts[] = {{"KW", 4}, {"MM", 12}, {"HJ", 2}};
    int number = (kind[2] - '0') * 10 + (kind[3] - '0');
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (memcmp(kind, parts[i].kind, 2) == 0) return number >= 1 && number <= parts[i].last;
    return true;
}

bool kk_period_parse(kk_cell cell, char period[KK_PERIOD_SIZE])
{
    static const char *const years[] = {"Y", "YJJ00", "1-1-Y", "01-01-Y", "Y-01-01", "Y-1-1"};
    const char *year = NULL;
    cell = without_midnight(cell);
    size_t length = 0;
    for (size_t i = 0; i < sizeof years / sizeof *years && length == 0; i++)
        if (matches(cell, years[i], &year)) length = 4;
    if (length == 0 && matches(cell, "YAA99", &year) && number_fits(year + 4)) length = 8;
    if (length == 0) return false;
    memcpy(period, year, length);
    period[length] = '\0';
    return true;
}

int kk_period_year(const char *period)
{
    char year[5] = {0};
    memcpy(year, period, strnlen(period, 4));
    return atoi(year);
}
