/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Maps and legends drawn by cairo, with text by pango: for `kansenkompas map` and the report. Lengths are in the units
 * of the cairo context: points or pixels.
 */
#ifndef KK_DRAW_H
#define KK_DRAW_H

#include "kk/areas.h"
#include "kk/legend.h"
#include "kk/words.h"

#include <cairo.h>

typedef struct kk_box_on_page {
    double x, y, width, height;
} kk_box_on_page;

/* A level with the figures of one column. Arrays are by area. */
typedef struct kk_drawn_map {
    const kk_level *level; /* shapes in EPSG:28992, names, water */
    const double *value, *lower, *upper;
    const uint8_t *status; /* kk_figure_status */
    const kk_legend *legend;
    const kk_level *around;  /* its borders are drawn over the map; NULL: none */
    const bool *is_outlined; /* areas with a thick border; NULL: none */
    double names;            /* size of the letters of names, where they fit; 0: none */
    bool scale_bar;
    kk_language language;
} kk_drawn_map;

/*
 * In the middle of the box, as large as fits. Areas without a figure are hatched, those whose interval is wide (see
 * kk_legend) faded, water is blue. Cost: O(points).
 */
void kk_draw_map(cairo_t *cairo, const kk_drawn_map *map, kk_box_on_page box);

/* Entries with their colours, what hatching, fading and water mean where the map has them; `letters` is the size of the
   text. Returns the height that it took. */
double kk_draw_legend(cairo_t *cairo, const kk_drawn_map *map, double x, double y, double width, double letters);

typedef struct kk_text_style {
    double size;
    bool bold, italic;
    uint32_t colour; /* 0xRRGGBB */
    double width;    /* lines break there; 0: one line */
    bool one_line;   /* with a width: what is longer has … in its middle */
    double rim;      /* around the letters: its width, and its colour */
    uint32_t rim_colour;
    int align; /* −1 left, 0 middle, 1 right: of x where there is one line, of the width otherwise */
} kk_text_style;

/* From the top left on; returns the height. */
double kk_draw_text(cairo_t *cairo, const char *text, double x, double y, const kk_text_style *style);
/* Width of one line; the height of the text as it breaks. */
double kk_text_width(cairo_t *cairo, const char *text, const kk_text_style *style);
double kk_text_height(cairo_t *cairo, const char *text, const kk_text_style *style);

void kk_draw_colour(cairo_t *cairo, uint32_t colour, double alpha);

#endif
