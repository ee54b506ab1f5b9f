/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>

static void place_map(const kk_polygons *shape, report_locator *out)
{
    double right = -INFINITY, high = -INFINITY;
    out->left = out->low = INFINITY;
    for (size_t q = 0; q < shape->point_count; q++) {
        out->left = fmin(out->left, shape->xy[2 * q]);
        right = fmax(right, shape->xy[2 * q]);
        out->low = fmin(out->low, shape->xy[2 * q + 1]);
        high = fmax(high, shape->xy[2 * q + 1]);
    }
    if (!(right > out->left) || !(high > out->low)) return;
    out->scale = fmin(out->width / (right - out->left), out->height / (high - out->low));
    out->x = (out->width - out->scale * (right - out->left)) / 2;
    out->y = (out->height + out->scale * (high - out->low)) / 2;
}

kk_status report_locator_make(report *of, double width, double height, report_locator *out, kk_error *err)
{
    *out = (report_locator){.width = width, .height = height};
    const cairo_rectangle_t page = {-2, -2, width + 4, height + 4};
    out->map = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &page);
    cairo_t *cairo = cairo_create(out->map);
    kk_status status = report_draw_map(of, cairo, of->main, (kk_box_on_page){0, 0, width, height}, false, err);
    cairo_destroy(cairo);
    place_map(&of->part.shape, out);
    return status;
}

void report_locator_clear(report_locator *locator)
{
    cairo_surface_destroy(locator->map);
}

static void add_ring(cairo_t *cairo, const report_locator *of, const kk_polygons *shape, uint32_t ring)
{
    double last_x = NAN, last_y = NAN;
    for (uint32_t q = shape->point_begin[ring]; q + 1 < shape->point_begin[ring + 1]; q++) {
        double x = of->x + of->scale * (shape->xy[2 * (size_t)q] - of->left);
        double y = of->y - of->scale * (shape->xy[2 * (size_t)q + 1] - of->low);
        if (fabs(x - last_x) < 0.3 && fabs(y - last_y) < 0.3) continue;
        cairo_line_to(cairo, x, y);
        last_x = x;
        last_y = y;
    }
    cairo_close_path(cairo);
}

void report_locator_draw(report *of, const report_locator *locator, size_t i, double x, double y)
{
    cairo_t *cairo = of->pages.cairo;
    const kk_polygons *shape = &of->part.shape;
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_set_source_surface(cairo, locator->map, 0, 0);
    cairo_paint(cairo);
    cairo_new_path(cairo);
    for (uint32_t part = shape->part_begin[i]; part < shape->part_begin[i + 1]; part++)
        for (uint32_t ring = shape->ring_begin[part]; ring < shape->ring_begin[part + 1]; ring++) {
            cairo_new_sub_path(cairo);
            add_ring(cairo, locator, shape, ring);
        }
    kk_draw_colour(cairo, ALERT, 1);
    cairo_set_line_width(cairo, 1.8);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}
