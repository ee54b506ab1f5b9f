/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/xlsx_book.h"

#include "core/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GREY = 0x7F7F7F, HEADER_BLUE = 0xDDEBF7, NOTE_WIDTH = 320, NOTE_HEIGHT = 180 };
#define BLACK_ON_HEADER 0x1F3864

/* ---- formats ---- */

static lxw_format *make_format(kk_xlsx *xlsx, bool *ok)
{
    lxw_format *format = workbook_add_format(xlsx->book);
    *ok = *ok && format != NULL;
    return format;
}

static lxw_format *number_format(kk_xlsx *xlsx, int decimals, const char *behind, bool *ok)
{
    char pattern[80];
    lxw_format *format = make_format(xlsx, ok);
    snprintf(pattern, sizeof pattern, "#,##0%s%.*s%s", decimals > 0 ? "." : "", decimals, "000000", behind);
    if (format != NULL) format_set_num_format(format, pattern);
    return format;
}

static void set_grey(lxw_format *format)
{
    if (format == NULL) return;
    format_set_italic(format);
    format_set_font_color(format, GREY);
}

static void set_heading(kk_xlsx *xlsx)
{
    format_set_bold(xlsx->heading);
    format_set_text_wrap(xlsx->heading);
    format_set_align(xlsx->heading, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(xlsx->heading, HEADER_BLUE);
    format_set_font_color(xlsx->heading, BLACK_ON_HEADER);
    format_set_bg_color(xlsx->name, HEADER_BLUE);
    format_set_font_color(xlsx->name, GREY);
    format_set_font_size(xlsx->name, 8);
    format_set_bottom(xlsx->name, LXW_BORDER_THIN);
}

bool kk_xlsx_formats(kk_xlsx *xlsx)
{
    bool ok = true;
    lxw_format **const plain[] = {&xlsx->title, &xlsx->section, &xlsx->bold,   &xlsx->wrapped, &xlsx->heading,
                                  &xlsx->name,  &xlsx->text,    &xlsx->reason, &xlsx->link,    &xlsx->euro};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) *plain[i] = make_format(xlsx, &ok);
    for (int d = 0; d < KK_XLSX_DECIMALS; d++) {
        xlsx->number[d] = number_format(xlsx, d, "", &ok);
        xlsx->around[d] = number_format(xlsx, d, " \"(gebied eromheen)\"", &ok);
        set_grey(xlsx->around[d]);
    }
    if (!ok) return false;
    format_set_bold(xlsx->title);
    format_set_font_size(xlsx->title, 18);
    format_set_bold(xlsx->section);
    format_set_font_size(xlsx->section, 13);
    format_set_bold(xlsx->bold);
    format_set_align(xlsx->bold, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(xlsx->wrapped);
    format_set_align(xlsx->wrapped, LXW_ALIGN_VERTICAL_TOP);
    format_set_underline(xlsx->link, LXW_UNDERLINE_SINGLE);
    format_set_font_color(xlsx->link, LXW_COLOR_BLUE);
    format_set_align(xlsx->link, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(xlsx->euro, "#,##0.00");
    set_grey(xlsx->reason);
    set_heading(xlsx);
    return true;
}

/* ---- texts as Excel can hold them ---- */

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_no_character(const char *at, size_t length)
{
    return length == 3 && memcmp(at, "\xEF\xBF", 2) == 0 && (at[2] == '\xBE' || at[2] == '\xBF');
}

/* At most `units` of UTF-16 of the text, which then ends in "…"; what is no UTF-8 becomes U+FFFD. In the arena. */
static const char *fit_text(kk_arena *arena, const char *text, size_t units)
{
    char *fitted = kk_arena_alloc(arena, 3 * strlen(text) + 4, 1), *to = fitted, *cut = fitted;
    size_t used = 0;
    if (fitted == NULL) return NULL;
    while (*text != '\0') {
        size_t length = kk_utf8_length(text, SIZE_MAX);
        bool is_bad = length == 0 || is_no_character(text, length);
        used += length == 4 ? 2 : 1;
        if (used > units) {
            memcpy(cut, "…", sizeof "…");
            return fitted;
        }
        memcpy(to, is_bad ? "\uFFFD" : text, is_bad ? 3 : length);
        to += is_bad ? 3 : length;
        text += length == 0 ? 1 : length;
        if (used < units) cut = to;
    }
    *to = '\0';
    return fitted;
}

/* Nearly all texts are short and plain: these stay where they are. */
static const char *as_text(kk_xlsx *xlsx, const char *text)
{
    size_t length = strlen(text);
    if (length <= KK_XLSX_TEXT && kk_utf8_valid(text, length) && strstr(text, "\xEF\xBF") == NULL) return text;
    const char *fitted = fit_text(xlsx->arena, text, KK_XLSX_TEXT);
    if (fitted == NULL && xlsx->error == LXW_NO_ERROR) xlsx->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    return fitted;
}

/* ---- tabs ---- */

static bool is_taken(const kk_xlsx *xlsx, const char *name)
{
    if (strcasecmp(name, "history") == 0) return true; /* Excel keeps that for itself */
    for (size_t i = 0; i < xlsx->tab_count; i++)
        if (strcasecmp(xlsx->tab[i].name, name) == 0) return true;
    return false;
}

/* What no tab may have becomes '-'. */
static char *plain_name(kk_arena *arena, const char *name)
{
    char *plain = kk_arena_copy(arena, *name != '\0' ? name : "Blad");
    for (char *at = plain; at != NULL && *at != '\0'; at++)
        if (strchr("[]:*?/\\'", *at) != NULL || (unsigned char)*at < ' ') *at = '-';
    return plain;
}

kk_xlsx_tab *kk_xlsx_add_tab(kk_xlsx *xlsx, const char *name, const char *title, const char *file)
{
    kk_xlsx_tab *tab = &xlsx->tab[xlsx->tab_count];
    const char *plain = plain_name(xlsx->arena, name), *fitted = NULL;
    if (plain != NULL) fitted = fit_text(xlsx->arena, plain, KK_XLSX_TAB);
    *tab = (kk_xlsx_tab){.title = title, .file = file};
    if (fitted != NULL) snprintf(tab->name, sizeof tab->name, "%s", fitted);
    for (int number = 2; fitted != NULL && is_taken(xlsx, tab->name); number++) {
        fitted = fit_text(xlsx->arena, plain, KK_XLSX_TAB - 5);
        if (fitted != NULL) snprintf(tab->name, sizeof tab->name, "%s (%d)", fitted, number);
    }
    if (fitted != NULL) tab->worksheet = workbook_add_worksheet(xlsx->book, tab->name);
    if (tab->worksheet == NULL) return NULL;
    xlsx->tab_count++;
    return tab;
}

/* ---- cells ---- */

static void note_error(kk_xlsx *xlsx, kk_xlsx_tab *tab, lxw_error error)
{
    if (error == LXW_NO_ERROR)
        tab->cells++;
    else if (xlsx->error == LXW_NO_ERROR)
        xlsx->error = error;
}

void kk_xlsx_text(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const char *text, lxw_format *format)
{
    const char *fitted = text == NULL || *text == '\0' ? NULL : as_text(xlsx, text);
    if (fitted != NULL)
        note_error(xlsx, tab,
                   worksheet_write_string(tab->worksheet, (lxw_row_t)row, (lxw_col_t)column, fitted, format));
}

void kk_xlsx_number(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, double number, lxw_format *format)
{
    if (isfinite(number))
        note_error(xlsx, tab,
                   worksheet_write_number(tab->worksheet, (lxw_row_t)row, (lxw_col_t)column, number, format));
}

void kk_xlsx_flag(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, bool flag)
{
    note_error(xlsx, tab, worksheet_write_boolean(tab->worksheet, (lxw_row_t)row, (lxw_col_t)column, flag, NULL));
}

void kk_xlsx_link(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const kk_xlsx_tab *to)
{
    const char *address = kk_arena_format(xlsx->arena, "internal:'%s'!A1", to->name);
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (address != NULL)
        error = worksheet_write_url_opt(tab->worksheet, (lxw_row_t)row, (lxw_col_t)column, address, xlsx->link,
                                        to->name, NULL);
    note_error(xlsx, tab, error);
}

void kk_xlsx_note(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const char *text)
{
    lxw_comment_options options = {
        .width = NOTE_WIDTH, .height = NOTE_HEIGHT, .start_row = (lxw_row_t)row + KK_XLSX_HEADER_ROWS};
    const char *fitted = *text == '\0' ? NULL : as_text(xlsx, text);
    if (fitted == NULL) return;
    lxw_error error = worksheet_write_comment_opt(tab->worksheet, (lxw_row_t)row, (lxw_col_t)column, fitted, &options);
    if (error != LXW_NO_ERROR && xlsx->error == LXW_NO_ERROR) xlsx->error = error;
}

void kk_xlsx_table(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t rows, size_t columns, size_t frozen)
{
    enum { A4 = 9 };
    lxw_row_t last = (lxw_row_t)(KK_XLSX_HEADER_ROWS + (rows > 0 ? rows - 1 : 0));
    (void)xlsx;
    worksheet_freeze_panes(tab->worksheet, KK_XLSX_HEADER_ROWS, (lxw_col_t)frozen);
    worksheet_autofilter(tab->worksheet, KK_XLSX_HEADER_ROWS - 1, 0, last, (lxw_col_t)(columns - 1));
    worksheet_set_landscape(tab->worksheet);
    worksheet_set_paper(tab->worksheet, A4);
    worksheet_repeat_rows(tab->worksheet, 0, KK_XLSX_HEADER_ROWS - 1);
}

int kk_xlsx_decimals(const double *number, size_t count)
{
    double largest = 0;
    bool all_whole = true;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(number[i])) continue;
        all_whole = all_whole && number[i] == floor(number[i]);
        largest = fabs(number[i]) > largest ? fabs(number[i]) : largest;
    }
    return all_whole || largest >= 1000 ? 0 : largest >= 10 ? 1 : largest >= 1 ? 2 : largest >= 0.01 ? 4 : 6;
}
