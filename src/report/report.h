/* SPDX-License-Identifier: EUPL-1.2 */
/* The report in the making: what it is about, and its chapters. */
#ifndef KK_REPORT_REPORT_H
#define KK_REPORT_REPORT_H

#include "kk/report_pdf.h"
#include "report/page.h"

typedef struct report {
    const kk_report_pdf_source *source;
    const kk_config *config;
    const kk_areas *areas;
    const kk_released_column *column; /* of the release */
    size_t column_count;
    report_pages pages;
    const char *gemeente;         /* code; NULL: the whole project */
    const char *place;            /* its name, or the title of the project */
    ptrdiff_t around, around_row; /* level and area of the gemeente; −1: it is no area of the project */
    uint32_t level;               /* of the areas that it compares */
    uint32_t *area;               /* [count] those in it, water too: index in the level */
    size_t count;
    kk_level part;                  /* their names, codes and shapes */
    const kk_released_column *main; /* of the map; NULL: there is no figure */
} report;

/* ---- what it is about ---- */

kk_status report_choose(report *of, kk_error *err) KK_MUST_USE;
bool report_holds(const report *of, const kk_level *level, size_t area);
/* The column that maps show; NULL: none. */
const kk_released_column *report_column(const report *of, const kk_config_indicator *indicator, uint32_t level);
/* The index at a level; NULL: there is none, or its ranks are hidden. */
const kk_guide_index *report_index(const report *of, uint32_t level);
size_t report_land(const report *of);
/* "wijken", as people write it. */
const char *report_plural(const kk_level *level);
/* The name of an area; in a report of more gemeenten with that of its own. */
const char *report_name(report *of, const kk_level *level, size_t area);
/* Destination of the sheet of an area of `part`. */
const char *report_sheet_name(report *of, size_t i);
bool report_has_sheets(const report *of);

/* ---- figures in words ---- */

/* Decimals for all figures of an indicator alike. */
int report_decimals(const report *of, const kk_released_column *column);
/* "12,3" or why there is none. */
const char *report_figure(report *of, const kk_released_column *column, size_t area);
/* "11,2 – 13,5"; "" none. */
const char *report_interval(report *of, const kk_released_column *column, size_t area);
const char *report_number(report *of, double value, int decimals);
/* The Dutch name of a class. */
const char *report_class(kk_target_class class);

/* The first share of a division that is not the present one; NULL: none. */
const kk_guide_share *report_proposal(const kk_guide_division *division);

/* ---- plots: each is part of a figure ---- */

typedef struct report_plot {
    double x, y, width, height; /* of the box; a value lies between left and right */
    double low, high;           /* values at the left and the right */
} report_plot;

/* A bar from lower to upper with a dot; `mark` a short line, NaN: none. */
void report_plot_interval(cairo_t *cairo, const report_plot *plot, double value, double lower, double upper,
                          double mark, uint32_t colour);
/* An arrow from before to after. */
void report_plot_change(cairo_t *cairo, const report_plot *plot, double before, double after);

/* ---- chapters ---- */

void report_front(report *of);
kk_status report_map(report *of, kk_error *err) KK_MUST_USE;
void report_targets(report *of);
void report_divisions(report *of);
void report_hidden(report *of);
void report_method(report *of);
kk_status report_sheets(report *of, kk_error *err) KK_MUST_USE;

/* A map of `part`; a large one has names, legend, scale and target areas. */
kk_status report_draw_map(report *of, cairo_t *cairo, const kk_released_column *column, kk_box_on_page box,
                          bool is_large, kk_error *err) KK_MUST_USE;

/* ---- on a sheet, where there is room ---- */

void report_write_years(report *of, size_t area);
void report_write_parts(report *of, const char *wijk);

/* ---- where an area lies: one small map, drawn once for all sheets ---- */

typedef struct report_locator {
    cairo_surface_t *map;
    double width, height, left, low, scale, x, y; /* as kk_draw_map places it */
} report_locator;

kk_status report_locator_make(report *of, double width, double height, report_locator *out, kk_error *err) KK_MUST_USE;
void report_locator_clear(report_locator *locator);
/* With its top left at (x, y), area `i` of `part` outlined. */
void report_locator_draw(report *of, const report_locator *locator, size_t i, double x, double y);

#endif
