/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A workbook being made (libxlsxwriter): its formats and tabs, and cells that are counted as they are written, so that
 * the file can be held against the count (xlsx_check.c). Cells go row by row, as constant memory wants it.
 */
#ifndef KK_PUBLISH_XLSX_BOOK_H
#define KK_PUBLISH_XLSX_BOOK_H

#include "kk/release.h"
#include "publish/dictionary.h"

#include <xlsxwriter.h>

enum {
    KK_XLSX_ROWS = 1048576,
    KK_XLSX_COLUMNS = 16384,
    KK_XLSX_TEXT = 32767,    /* units of UTF-16 in a cell */
    KK_XLSX_TAB = 31,        /* the same in the name of a tab */
    KK_XLSX_HEADER_ROWS = 2, /* what a column is; its name as in the other files */
    KK_XLSX_DECIMALS = 7     /* formats of 0 … 6 decimals */
};

typedef struct kk_xlsx_tab {
    lxw_worksheet *worksheet; /* NULL: left out */
    char name[4 * KK_XLSX_TAB + 1];
    const char *title; /* what is in it, in Dutch */
    const char *file;  /* that has the same */
    const char *limit; /* what of it is left out since Excel has no room, in Dutch; NULL: nothing */
    size_t cells;
} kk_xlsx_tab;

typedef struct kk_xlsx {
    lxw_workbook *book;
    const kk_release *release;
    const kk_config *config;
    kk_arena *arena;
    kk_xlsx_tab *tab; /* the first is "Lees mij" */
    size_t tab_count;
    lxw_error error; /* the first */
    lxw_format *title, *section, *bold, *wrapped, *heading, *name, *text, *reason, *link, *euro;
    lxw_format *number[KK_XLSX_DECIMALS], *around[KK_XLSX_DECIMALS];
} kk_xlsx;

/* The formats; false when out of memory. */
bool kk_xlsx_formats(kk_xlsx *xlsx);

/* A tab with a name like `name` that Excel takes and no other tab has. NULL when out of memory. */
kk_xlsx_tab *kk_xlsx_add_tab(kk_xlsx *xlsx, const char *name, const char *title, const char *file);

/* A cell; NULL and "" are none, and so is a number that is not finite. Texts are never formulas or links. */
void kk_xlsx_text(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const char *text, lxw_format *format);
void kk_xlsx_number(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, double number, lxw_format *format);
void kk_xlsx_flag(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, bool flag);
void kk_xlsx_link(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const kk_xlsx_tab *to);
void kk_xlsx_note(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, const char *text);

/* Frozen headers, a filter in the second row, printed broadside with its headers on each page. */
void kk_xlsx_table(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t rows, size_t columns, size_t frozen);

/* With how many decimals a column of numbers is shown: none where all are whole, fewer for greater ones. */
int kk_xlsx_decimals(const double *number, size_t count);

/* The sheets. Errors: memory. */
kk_status kk_xlsx_level(kk_xlsx *xlsx, size_t level, kk_error *err) KK_MUST_USE;
kk_status kk_xlsx_sheet(kk_xlsx *xlsx, const kk_sheet *sheet, const kk_described_table *table,
                        kk_error *err) KK_MUST_USE;
kk_status kk_xlsx_statistics(kk_xlsx *xlsx, kk_error *err) KK_MUST_USE;
kk_status kk_xlsx_guide(kk_xlsx *xlsx, kk_error *err) KK_MUST_USE;
kk_status kk_xlsx_dictionary(kk_xlsx *xlsx, kk_error *err) KK_MUST_USE;
kk_status kk_xlsx_readme(kk_xlsx *xlsx, kk_error *err) KK_MUST_USE; /* the first tab, when the others are made */

/*
 * Reads the workbook at `path` back: every part is well-formed XML and whole, and the tabs have the cells that were
 * written. libxlsxwriter does not look whether its temporary files could be written. False: it is damaged.
 */
bool kk_xlsx_is_whole(const kk_xlsx_tab *tab, size_t tab_count, const char *path);

#endif
