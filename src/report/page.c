/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const double text_size = 10, note_size = 8, foot_size = 7.5, table_pad = 2.5, column_gap = 6;

/* ---- pages ---- */

static void draw_foot(const report_pages *pages)
{
    char number[16];
    snprintf(number, sizeof number, "%d", pages->number);
    const kk_text_style right = {.size = foot_size, .colour = SOFT, .align = 1};
    kk_text_style left = right;
    left.align = -1;
    left.width = PAGE_RIGHT - PAGE_LEFT - 40;
    left.one_line = true;
    kk_draw_colour(pages->cairo, RULE, 1);
    cairo_set_line_width(pages->cairo, 0.5);
    cairo_move_to(pages->cairo, PAGE_LEFT, PAGE_BOTTOM + 14);
    cairo_line_to(pages->cairo, PAGE_RIGHT, PAGE_BOTTOM + 14);
    cairo_stroke(pages->cairo);
    (void)kk_draw_text(pages->cairo, pages->foot, PAGE_LEFT, PAGE_BOTTOM + 19, &left);
    (void)kk_draw_text(pages->cairo, number, PAGE_RIGHT, PAGE_BOTTOM + 19, &right);
}

void page_begin(report_pages *pages)
{
    page_end(pages);
    pages->number++;
    pages->y = PAGE_TOP;
}

void page_end(report_pages *pages)
{
    if (pages->number == 0) return;
    if (pages->number > 1) draw_foot(pages);
    cairo_show_page(pages->cairo);
}

void page_room(report_pages *pages, double height)
{
    if (pages->y + height > PAGE_BOTTOM) page_begin(pages);
}

void page_gap(report_pages *pages, double height)
{
    pages->y += height;
}

const char *page_format(report_pages *pages, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    const char *kept = length < 0 ? NULL : kk_arena_text(pages->arena, text, (size_t)length);
    if (length >= 0) free(text);
    if (kept == NULL) pages->is_out_of_memory = true;
    return kept != NULL ? kept : "";
}

/* ---- text ---- */

static void draw_tagged(report_pages *pages, const char *tag, const char *text, double x, const kk_text_style *style)
{
    page_room(pages, kk_text_height(pages->cairo, text, style));
    cairo_tag_begin(pages->cairo, tag, NULL);
    pages->y += kk_draw_text(pages->cairo, text, x, pages->y, style);
    cairo_tag_end(pages->cairo, tag);
}

static kk_text_style style_of(double size, uint32_t colour)
{
    return (kk_text_style){.size = size, .colour = colour, .width = PAGE_RIGHT - PAGE_LEFT, .align = -1};
}

static void draw_heading(report_pages *pages, const char *tag, const char *text, kk_text_style style)
{
    style.bold = true;
    draw_tagged(pages, tag, text, PAGE_LEFT, &style);
}

/* Returns its place in the outline. */
static int open_page(report_pages *pages, const char *tag, const char *title, double size, const char *destination,
                     int within)
{
    page_begin(pages);
    cairo_tag_begin(pages->cairo, CAIRO_TAG_DEST, page_format(pages, "name='%s'", destination));
    draw_heading(pages, tag, title, style_of(size, ACCENT));
    cairo_tag_end(pages->cairo, CAIRO_TAG_DEST);
    return cairo_pdf_surface_add_outline(pages->surface, within, title, page_format(pages, "dest='%s'", destination),
                                         (cairo_pdf_outline_flags_t)0);
}

void page_chapter(report_pages *pages, const char *title, const char *destination)
{
    pages->is_sheet = false;
    pages->chapter = open_page(pages, "H1", title, 19, destination, CAIRO_PDF_OUTLINE_ROOT);
    page_gap(pages, 8);
}

void page_sheet(report_pages *pages, const char *title, const char *destination)
{
    pages->is_sheet = true;
    (void)open_page(pages, "H2", title, 17, destination, pages->chapter);
}

void page_section(report_pages *pages, const char *title)
{
    page_gap(pages, 10);
    page_room(pages, 60);
    draw_heading(pages, pages->is_sheet ? "H3" : "H2", title, style_of(12.5, INK));
    page_gap(pages, 4);
}

void page_text(report_pages *pages, const char *text)
{
    kk_text_style style = style_of(text_size, INK);
    draw_tagged(pages, "P", text, PAGE_LEFT, &style);
    page_gap(pages, 6);
}

void page_note(report_pages *pages, const char *text)
{
    kk_text_style style = style_of(note_size, SOFT);
    draw_tagged(pages, "P", text, PAGE_LEFT, &style);
    page_gap(pages, 5);
}

void page_list_begin(report_pages *pages)
{
    cairo_tag_begin(pages->cairo, "L", NULL);
}

void page_item(report_pages *pages, const char *text, const char *destination)
{
    kk_text_style style = style_of(text_size, destination != NULL ? ACCENT : INK), dot = style;
    style.width -= 14;
    dot.width = 0;
    page_room(pages, kk_text_height(pages->cairo, text, &style));
    cairo_tag_begin(pages->cairo, "LI", NULL);
    cairo_tag_begin(pages->cairo, "LBody", NULL);
    (void)kk_draw_text(pages->cairo, "•", PAGE_LEFT + 2, pages->y, &dot);
    if (destination != NULL)
        cairo_tag_begin(pages->cairo, CAIRO_TAG_LINK, page_format(pages, "dest='%s'", destination));
    pages->y += kk_draw_text(pages->cairo, text, PAGE_LEFT + 14, pages->y, &style);
    if (destination != NULL) cairo_tag_end(pages->cairo, CAIRO_TAG_LINK);
    cairo_tag_end(pages->cairo, "LBody");
    cairo_tag_end(pages->cairo, "LI");
    page_gap(pages, 3);
}

static void draw_link(report_pages *pages, const char *text, const char *destination, double x, double y,
                      const kk_text_style *style)
{
    cairo_tag_begin(pages->cairo, "LI", NULL);
    cairo_tag_begin(pages->cairo, "LBody", NULL);
    cairo_tag_begin(pages->cairo, CAIRO_TAG_LINK, page_format(pages, "dest='%s'", destination));
    (void)kk_draw_text(pages->cairo, text, x, y, style);
    cairo_tag_end(pages->cairo, CAIRO_TAG_LINK);
    cairo_tag_end(pages->cairo, "LBody");
    cairo_tag_end(pages->cairo, "LI");
}

void page_links(report_pages *pages, const char *const *text, const char *const *destination, size_t count)
{
    enum { COLUMNS = 3 };
    double width = (PAGE_RIGHT - PAGE_LEFT) / (double)COLUMNS;
    kk_text_style style = {.size = 8.5, .colour = ACCENT, .width = width - 2 * column_gap, .align = -1};
    for (size_t first = 0; first < count; first += COLUMNS) {
        size_t end = first + COLUMNS < count ? first + COLUMNS : count;
        double height = 0;
        for (size_t k = first; k < end; k++) height = fmax(height, kk_text_height(pages->cairo, text[k], &style));
        page_room(pages, height);
        for (size_t k = first; k < end; k++)
            draw_link(pages, text[k], destination[k], PAGE_LEFT + width * (double)(k - first), pages->y, &style);
        pages->y += height + 3;
    }
}

void page_list_end(report_pages *pages)
{
    cairo_tag_end(pages->cairo, "L");
    page_gap(pages, 4);
}

/* ---- figures ---- */

void page_figure_begin(report_pages *pages, const char *alt)
{
    if (kk_grow(&pages->alt, &pages->alt_room, pages->alt_count + 1, sizeof *pages->alt) == 0)
        pages->alt[pages->alt_count++] = alt;
    else
        pages->is_out_of_memory = true;
    cairo_tag_begin(pages->cairo, "Figure", NULL);
}

void page_figure_end(report_pages *pages)
{
    cairo_tag_end(pages->cairo, "Figure");
}

/* ---- tables ---- */

double page_column_left(const page_table *table, size_t column)
{
    double x = PAGE_LEFT;
    for (size_t c = 0; c < column; c++) x += table->column[c].width;
    return x;
}

static kk_text_style cell_style(const page_table *table, size_t column, bool is_bold)
{
    return (kk_text_style){.size = table->letters,
                           .bold = is_bold,
                           .colour = INK,
                           .width = table->column[column].width - column_gap,
                           .align = table->column[column].align};
}

static double row_height(report_pages *pages, const page_table *table, const char *const *cell, bool is_bold)
{
    double height = table->letters;
    for (size_t c = 0; c < table->count; c++) {
        kk_text_style style = cell_style(table, c, is_bold);
        if (cell[c] != NULL) height = fmax(height, kk_text_height(pages->cairo, cell[c], &style));
    }
    return height + 2 * table_pad;
}

/* A cell is tagged where it is empty too, so that every row has as many. */
static void draw_cells(report_pages *pages, const page_table *table, const char *const *cell, const char *tag,
                       bool is_bold)
{
    cairo_tag_begin(pages->cairo, "TR", NULL);
    for (size_t c = 0; c < table->count; c++) {
        kk_text_style style = cell_style(table, c, is_bold);
        cairo_tag_begin(pages->cairo, tag, NULL);
        if (cell[c] != NULL)
            (void)kk_draw_text(pages->cairo, cell[c], page_column_left(table, c), pages->y + table_pad, &style);
        cairo_tag_end(pages->cairo, tag);
    }
    cairo_tag_end(pages->cairo, "TR");
}

static void draw_rule(report_pages *pages, double y, uint32_t colour, double width)
{
    kk_draw_colour(pages->cairo, colour, 1);
    cairo_set_line_width(pages->cairo, width);
    cairo_move_to(pages->cairo, PAGE_LEFT, y);
    cairo_line_to(pages->cairo, PAGE_RIGHT, y);
    cairo_stroke(pages->cairo);
}

static void draw_head(report_pages *pages, const page_table *table)
{
    const char *title[PAGE_COLUMNS_MOST];
    for (size_t c = 0; c < table->count; c++) title[c] = table->column[c].title;
    double height = row_height(pages, table, title, true);
    draw_cells(pages, table, title, "TH", true);
    pages->y += height;
    draw_rule(pages, pages->y, SOFT, 0.8);
}

void page_table_begin(report_pages *pages, const page_table *table)
{
    page_room(pages, 70);
    cairo_tag_begin(pages->cairo, "Table", NULL);
    draw_head(pages, table);
}

double page_table_row(report_pages *pages, const page_table *table, const char *const *cell, bool is_strong,
                      double *height)
{
    *height = row_height(pages, table, cell, is_strong);
    if (pages->y + *height > PAGE_BOTTOM) {
        page_begin(pages);
        draw_head(pages, table);
    }
    double top = pages->y;
    draw_cells(pages, table, cell, "TD", is_strong);
    pages->y += *height;
    draw_rule(pages, pages->y, RULE, 0.4);
    return top;
}

void page_table_end(report_pages *pages)
{
    cairo_tag_end(pages->cairo, "Table");
    page_gap(pages, 8);
}
