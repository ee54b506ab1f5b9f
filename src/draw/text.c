/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/draw.h"

#include <pango/pangocairo.h>

static const char family[] = "DejaVu Sans";

void kk_draw_colour(cairo_t *cairo, uint32_t colour, double alpha)
{
    cairo_set_source_rgba(cairo, (double)(colour >> 16 & 0xFF) / 255, (double)(colour >> 8 & 0xFF) / 255,
                          (double)(colour & 0xFF) / 255, alpha);
}

/* Sizes as asked, whatever the surface's resolution; glyphs where they would be on paper, so that a picture does not
   depend on hinting. */
static PangoLayout *layout_of(cairo_t *cairo, const char *text, const kk_text_style *style)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_new();
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72);
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), FALSE);
    cairo_font_options_destroy(options);
    pango_font_description_set_family_static(font, family);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    if (style->bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    if (style->italic) pango_font_description_set_style(font, PANGO_STYLE_OBLIQUE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, -1);
    if (style->width > 0) {
        pango_layout_set_width(layout, (int)(style->width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        if (style->one_line) pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_MIDDLE);
        pango_layout_set_alignment(layout, style->align < 0    ? PANGO_ALIGN_LEFT
                                           : style->align == 0 ? PANGO_ALIGN_CENTER
                                                               : PANGO_ALIGN_RIGHT);
    }
    return layout;
}

static void size_of(PangoLayout *layout, double *width, double *height)
{
    int w, h;
    pango_layout_get_size(layout, &w, &h);
    *width = (double)w / PANGO_SCALE;
    *height = (double)h / PANGO_SCALE;
}

double kk_draw_text(cairo_t *cairo, const char *text, double x, double y, const kk_text_style *style)
{
    double width, height;
    PangoLayout *layout = layout_of(cairo, text, style);
    size_of(layout, &width, &height);
    double shift = style->width > 0 || style->align < 0 ? 0 : style->align == 0 ? -width / 2 : -width;
    cairo_move_to(cairo, x + shift, y);
    if (style->rim > 0) {
        pango_cairo_layout_path(cairo, layout);
        kk_draw_colour(cairo, style->rim_colour, 1);
        cairo_set_line_width(cairo, 2 * style->rim);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cairo);
        cairo_move_to(cairo, x + shift, y);
    }
    kk_draw_colour(cairo, style->colour, 1);
    pango_cairo_show_layout(cairo, layout);
    g_object_unref(layout);
    return height;
}

double kk_text_width(cairo_t *cairo, const char *text, const kk_text_style *style)
{
    double width, height;
    PangoLayout *layout = layout_of(cairo, text, style);
    size_of(layout, &width, &height);
    g_object_unref(layout);
    return width;
}

double kk_text_height(cairo_t *cairo, const char *text, const kk_text_style *style)
{
    double width, height;
    PangoLayout *layout = layout_of(cairo, text, style);
    size_of(layout, &width, &height);
    g_object_unref(layout);
    return height;
}
