/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain_text.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

enum { COLUMNS = 80, INDENT = 2, TEXT_BYTES = 4000 };

/* ---- numbers ---- */

/* Points between thousands and a comma before the decimals, in place of C's digits. */
static void turn_dutch(const char *digits, char *to)
{
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        *to++ = digits[i];
        if (digits[i] != '-' && i + 1 < whole && (whole - i - 1) % 3 == 0) *to++ = '.';
    }
    if (digits[whole] == '.') *to++ = ',';
    strcpy(to, digits + whole + (digits[whole] == '.'));
}

const char *kk_dutch(char room[KK_DUTCH_BYTES], double number, int decimals)
{
    char digits[KK_DUTCH_BYTES / 2];
    if (isnan(number)) return "–";
    int length = snprintf(digits, sizeof digits, "%.*f", decimals, number);
    if (isinf(number) || (size_t)length >= sizeof digits) return "∞";
    bool is_nil = strspn(digits, "-0.") == (size_t)length;
    turn_dutch(is_nil && *digits == '-' ? digits + 1 : digits, room);
    return room;
}

const char *kk_dutch_change(char room[KK_DUTCH_BYTES], double number, int decimals)
{
    char size[KK_DUTCH_BYTES];
    const char *text = kk_dutch(size, number, decimals);
    bool is_more = number > 0 && text == size && strspn(text, "0,") < strlen(text);
    snprintf(room, KK_DUTCH_BYTES, "%s%.*s", is_more ? "+" : "", KK_DUTCH_BYTES - 2, text);
    return room;
}

/* ---- columns ---- */

static bool begins_letter(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t columns_of(const char *text, size_t bytes)
{
    size_t columns = 0;
    for (size_t i = 0; i < bytes; i++) columns += begins_letter(text[i]);
    return columns;
}

/* The bytes of the first `width` letters. */
static size_t bytes_within(const char *text, size_t width)
{
    size_t i = 0, columns = 0;
    while (text[i] != '\0' && (columns += begins_letter(text[i])) <= width) i++;
    return i;
}

void kk_print_left(FILE *out, const char *text, size_t width)
{
    size_t bytes = bytes_within(text, width);
    fprintf(out, "%.*s%*s", (int)bytes, text, (int)(width - columns_of(text, bytes)), "");
}

void kk_print_right(FILE *out, const char *text, size_t width)
{
    size_t bytes = bytes_within(text, width);
    fprintf(out, "%*s%.*s", (int)(width - columns_of(text, bytes)), "", (int)bytes, text);
}

void kk_print_label(FILE *out, const char *text, size_t width)
{
    size_t columns = columns_of(text, strlen(text));
    if (columns <= width) {
        kk_print_left(out, text, width);
        return;
    }
    bool is_cut = columns > COLUMNS;
    fprintf(out, "%.*s%s\n%*s", (int)bytes_within(text, is_cut ? COLUMNS - 1 : COLUMNS), text, is_cut ? "…" : "",
            (int)width, "");
}

static void print_words(FILE *out, const char *text)
{
    size_t column = 0;
    while (*(text += strspn(text, " \n")) != '\0') {
        size_t bytes = strcspn(text, " \n"), columns = columns_of(text, bytes);
        bool breaks = column + 1 + columns > COLUMNS;
        if (column == 0 || breaks) {
            fprintf(out, "%s%*s", breaks ? "\n" : "", INDENT, "");
            column = INDENT;
        } else {
            fputc(' ', out);
            column++;
        }
        fprintf(out, "%.*s", (int)bytes, text);
        column += columns;
        text += bytes;
    }
    fputc('\n', out);
}

void kk_print_text(FILE *out, const char *format, ...)
{
    char text[TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    print_words(out, text);
}
