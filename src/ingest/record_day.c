/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_day.h"
#include "ingest/cell.h"

enum { PARTS = 3, LAST_YEAR = 2100, MIDDLE_MONTH = 7, MIDDLE_DAY = 15 };

typedef struct date {
    int year, month, day;
} date;

static bool is_time(const char *text, const char *end)
{
    if (text == end) return true;
    if (*text != ' ' && *text != 'T') return false;
    for (text++; text < end; text++)
        if (!kk_is_digit(*text) && *text != ':' && *text != '.' && *text != '+' && *text != '-' && *text != 'Z')
            return false;
    return true;
}

/* A run of digits, 8 at most; its length, 0 when there is none or it is longer. */
static int take_number(const char **text, const char *end, int *number)
{
    int length = 0;
    *number = 0;
    for (; *text < end && kk_is_digit(**text) && length <= 8; (*text)++, length++)
        *number = *number * 10 + (**text - '0');
    return length > 8 ? 0 : length;
}

static date split_compact(int number)
{
    return (date){number / 10000, number / 100 % 100, number % 100};
}

/* Three numbers with the same mark between, the year (4 digits) first or last. */
static bool take_marked(const char **text, const char *end, int first, int first_length, date *out)
{
    int number[PARTS] = {first}, length[PARTS] = {first_length};
    char mark = **text;
    if (mark != '-' && mark != '/' && mark != '.') return false;
    for (int i = 1; i < PARTS; i++) {
        if (*text == end || **text != mark) return false;
        (*text)++;
        length[i] = take_number(text, end, &number[i]);
        if (length[i] == 0) return false;
    }
    bool year_first = length[0] == 4;
    *out = year_first ? (date){number[0], number[1], number[2]} : (date){number[2], number[1], number[0]};
    return length[1] <= 2 && length[year_first ? 2 : 0] <= 2 && length[year_first ? 0 : 2] == 4;
}

/* False for a text of another form; a blank is all zeros. */
static bool take_apart(kk_cell cell, date *out)
{
    const char *text = cell.text, *end = cell.text + cell.length;
    int first;
    *out = (date){0};
    if (cell.length == 0) return true;
    int length = take_number(&text, end, &first);
    if (first == 0 && text == end) return length > 0;
    if (length == 8)
        *out = split_compact(first);
    else if (length == 0 || text == end || !take_marked(&text, end, first, length, out))
        return false;
    return is_time(text, end);
}

static bool is_none(date it)
{
    return it.year == 0 && it.month == 0 && it.day == 0;
}

bool kk_day_parse(kk_cell cell, kk_day *day)
{
    date it;
    *day = KK_NO_DAY;
    if (!take_apart(cell, &it)) return false;
    if (is_none(it)) return true;
    *day = it.year > LAST_YEAR ? KK_OPEN_DAY : kk_day_of(it.year, it.month, it.day);
    return *day != KK_NO_DAY;
}

bool kk_birth_parse(kk_cell cell, kk_day *day)
{
    date it;
    *day = KK_NO_DAY;
    if (!take_apart(cell, &it)) return false;
    if (is_none(it)) return true;
    bool no_month = it.month == 0 && it.day == 0;
    if (no_month) it.month = MIDDLE_MONTH;
    if (it.day == 0) it.day = no_month ? 1 : MIDDLE_DAY;
    *day = kk_day_of(it.year, it.month, it.day);
    return *day != KK_NO_DAY;
}
