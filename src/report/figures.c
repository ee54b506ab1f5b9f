/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>

/* Whole numbers as they are; else by the size of the largest. */
int report_decimals(const report *of, const kk_released_column *column)
{
    size_t count = of->areas->level[column->level].count;
    double most = 0;
    bool is_whole = true;
    for (size_t i = 0; i < count; i++) {
        if (isnan(column->value[i])) continue;
        most = fmax(most, fabs(column->value[i]));
        is_whole = is_whole && column->value[i] == round(column->value[i]);
    }
    return is_whole || most >= 1000 ? 0 : most >= 2 ? 1 : 2;
}

const char *report_number(report *of, double value, int decimals)
{
    char text[64];
    kk_words_number(value, decimals, KK_DUTCH, text, sizeof text);
    return page_format(&of->pages, "%s", text);
}

const char *report_figure(report *of, const kk_released_column *column, size_t area)
{
    kk_figure_status status = (kk_figure_status)column->status[area];
    if (isnan(column->value[area])) return kk_words_status(status, KK_DUTCH);
    const char *text = report_number(of, column->value[area], report_decimals(of, column));
    return status == KK_FIGURE_PARENT ? page_format(&of->pages, "%s (gebied eromheen)", text) : text;
}

const char *report_interval(report *of, const kk_released_column *column, size_t area)
{
    double lower = column->lower[area], upper = column->upper[area];
    if (isnan(lower) || isnan(upper)) return "";
    int decimals = report_decimals(of, column);
    return page_format(&of->pages, "%s – %s", report_number(of, lower, decimals), report_number(of, upper, decimals));
}

const char *report_class(kk_target_class class)
{
    static const char *const words[] = {"onbekend", "niet", "mogelijk", "zeker"};
    return words[class];
}

/* ---- plots ---- */

static double place(const report_plot *plot, double value)
{
    double share = plot->high > plot->low ? (value - plot->low) / (plot->high - plot->low) : 0.5;
    return plot->x + plot->width * fmin(1, fmax(0, share));
}

static void draw_dot(cairo_t *cairo, double x, double y, double radius, uint32_t colour)
{
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, radius, 0, 2 * M_PI);
    kk_draw_colour(cairo, colour, 1);
    cairo_fill(cairo);
}

static void draw_line(cairo_t *cairo, double x1, double y1, double x2, double y2, uint32_t colour, double width)
{
    kk_draw_colour(cairo, colour, 1);
    cairo_set_line_width(cairo, width);
    cairo_move_to(cairo, x1, y1);
    cairo_line_to(cairo, x2, y2);
    cairo_stroke(cairo);
}

void report_plot_interval(cairo_t *cairo, const report_plot *plot, double value, double lower, double upper,
                          double mark, uint32_t colour)
{
    double y = plot->y + plot->height / 2;
    draw_line(cairo, plot->x, y, plot->x + plot->width, y, RULE, 0.5);
    if (!isnan(mark)) {
        double x = place(plot, mark);
        draw_line(cairo, x, plot->y + 1.5, x, plot->y + plot->height - 1.5, INK, 1);
    }
    if (isnan(value)) return;
    if (!isnan(lower) && !isnan(upper)) {
        double from = place(plot, lower), to = fmax(place(plot, upper), from + 0.5);
        cairo_rectangle(cairo, from, y - 2.5, to - from, 5);
        kk_draw_colour(cairo, colour, 0.45);
        cairo_fill(cairo);
    }
    draw_dot(cairo, place(plot, value), y, 2.6, colour);
}

void report_plot_change(cairo_t *cairo, const report_plot *plot, double before, double after)
{
    double y = plot->y + plot->height / 2, to = place(plot, after);
    draw_line(cairo, plot->x, y, plot->x + plot->width, y, RULE, 0.5);
    if (!isnan(before)) {
        double from = place(plot, before);
        uint32_t colour = after >= before ? ACCENT : ALERT;
        draw_line(cairo, from, y, to, y, colour, 1.6);
        cairo_new_path(cairo);
        cairo_arc(cairo, from, y, 2.4, 0, 2 * M_PI);
        kk_draw_colour(cairo, 0xFFFFFF, 1);
        cairo_fill_preserve(cairo);
        kk_draw_colour(cairo, SOFT, 1);
        cairo_set_line_width(cairo, 1);
        cairo_stroke(cairo);
        draw_dot(cairo, to, y, 2.8, colour);
        return;
    }
    draw_dot(cairo, to, y, 2.8, ACCENT);
}
