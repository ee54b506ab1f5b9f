/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/ages.h"

#include <string.h>

const char kk_ages_hint[] =
    " is not a band of ages; write 0..4 for 0 up to 4 years, or -9m..24m in months; the first age "
    "below the second, from -9m to 27";

/* An age in months from its text, which `*text` moves past. */
static bool read_age(const char **text, int *months)
{
    bool before_birth = **text == '-';
    const char *digits = *text + before_birth;
    size_t count = strspn(digits, "0123456789");
    if (count < 1 || count > 3) return false;
    int age = 0;
    for (size_t i = 0; i < count; i++) age = age * 10 + (digits[i] - '0');
    bool in_months = digits[count] == 'm';
    *months = (before_birth ? -age : age) * (in_months ? 1 : 12);
    *text = digits + count + in_months;
    return true;
}

bool kk_ages_parse(const char *text, kk_ages *out)
{
    int from, to;
    if (strcmp(text, "first_1000_days") == 0) text = "-9m..24m";
    if (!read_age(&text, &from) || strncmp(text, "..", 2) != 0) return false;
    text += 2;
    if (!read_age(&text, &to) || *text != '\0') return false;
    if (from < KK_AGE_MONTHS_FIRST || to > KK_AGE_MONTHS_END || from >= to) return false;
    *out = (kk_ages){(int16_t)from, (int16_t)to};
    return true;
}
