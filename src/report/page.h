/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages of A4 that fill from the top: headings, paragraphs, lists and tables, each with its tag. Lengths in points.
 */
#ifndef KK_REPORT_PAGE_H
#define KK_REPORT_PAGE_H

#include "kk/arena.h"
#include "kk/draw.h"

#include <cairo-pdf.h>

enum {
    PAGE_WIDTH = 595,
    PAGE_HEIGHT = 842,
    PAGE_LEFT = 54,
    PAGE_RIGHT = 541, /* of the text */
    PAGE_TOP = 54,
    PAGE_BOTTOM = 780
};
enum { INK = 0x14212E, SOFT = 0x4D5966, ACCENT = 0x1D5B8F, RULE = 0xC9D1D9, BAND = 0xF1F4F7, ALERT = 0xB3261E };

typedef struct report_pages {
    cairo_surface_t *surface;
    cairo_t *cairo;
    kk_arena *arena;
    const char *foot; /* of every page but the first */
    int number;       /* 0: none yet */
    double y;         /* where the next thing comes */
    int chapter;      /* of the outline, under which sheets stand */
    bool is_sheet;    /* headings are a step lower */
    const char **alt; /* of the figures, in their order */
    size_t alt_count, alt_room;
    bool is_out_of_memory;
} report_pages;

void page_begin(report_pages *pages);
void page_end(report_pages *pages);
/* A new page where so much does not fit. */
void page_room(report_pages *pages, double height);
void page_gap(report_pages *pages, double height);

/* "" instead of NULL, and the pages know that memory ran out. */
const char *page_format(report_pages *pages, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* On a new page, in the outline, a destination for links. */
void page_chapter(report_pages *pages, const char *title, const char *destination);
/* The same within the last chapter. */
void page_sheet(report_pages *pages, const char *title, const char *destination);
/* A heading. */
void page_section(report_pages *pages, const char *title);
void page_text(report_pages *pages, const char *text);
void page_note(report_pages *pages, const char *text); /* small and soft: sources, how to read */
void page_list_begin(report_pages *pages);
void page_item(report_pages *pages, const char *text, const char *destination); /* NULL: no link */
/* Links side by side, row by row. */
void page_links(report_pages *pages, const char *const *text, const char *const *destination, size_t count);
void page_list_end(report_pages *pages);

/* What is drawn between them is one figure, with `alt` for who does not see it. */
void page_figure_begin(report_pages *pages, const char *alt);
void page_figure_end(report_pages *pages);

/* ---- tables ---- */

typedef struct page_column {
    const char *title;
    double width;
    int align; /* −1 left, 1 right */
} page_column;

enum { PAGE_COLUMNS_MOST = 10 };

typedef struct page_table {
    const page_column *column;
    size_t count;
    double letters;
} page_table;

void page_table_begin(report_pages *pages, const page_table *table);
/* Texts of a row; NULL: the caller draws there. Returns its top; *height is that of the row. */
double page_table_row(report_pages *pages, const page_table *table, const char *const *cell, bool is_strong,
                      double *height);
void page_table_end(report_pages *pages);
double page_column_left(const page_table *table, size_t column);

#endif
