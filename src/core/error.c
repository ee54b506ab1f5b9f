/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/error.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

kk_status kk_vfail(kk_error *err, kk_status status, const char *format, va_list args)
{
    err->status = status;
    vsnprintf(err->message, sizeof err->message, format, args);
    /* A path or word of the user may hold anything; a message is one line. */
    for (char *c = err->message; *c != '\0'; c++)
        if (iscntrl((unsigned char)*c)) *c = ' ';
    return status;
}

kk_status kk_fail(kk_error *err, kk_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    kk_vfail(err, status, format, args);
    va_end(args);
    return status;
}

kk_status kk_fail_memory(kk_error *err)
{
    return kk_fail(err, KK_ERR_INTERNAL, "out of memory");
}

enum { WORD_MAX = 64 };

/* Longer words are compared on their first WORD_MAX letters: enough for a hint. */
static int edit_distance(const char *a, const char *b)
{
    size_t a_length = strnlen(a, WORD_MAX), b_length = strnlen(b, WORD_MAX);
    int row[WORD_MAX + 1];
    for (size_t j = 0; j <= b_length; j++) row[j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int substituted = diagonal + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
            int inserted = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = substituted < inserted ? substituted : inserted;
        }
    }
    return row[b_length];
}

const char *kk_nearest_name(const char *word, const char *const candidates[], int count)
{
    int allowed = (int)(strnlen(word, WORD_MAX) / 3);
    if (allowed < 2) allowed = 2;
    const char *nearest = NULL;
    for (int i = 0; i < count; i++) {
        int distance = edit_distance(word, candidates[i]);
        /* A word that shares nothing with a short candidate is no slip of it. */
        if (distance > allowed || (size_t)distance >= strlen(candidates[i])) continue;
        nearest = candidates[i];
        allowed = distance - 1;
    }
    return nearest;
}
