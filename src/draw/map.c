/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/draw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDGE = 0x76838F, AROUND = 0x45525F, OUTLINE = 0xB3261E, INK = 0x14212E, NAMES_MOST = 80 };
static const double faded = 0.42, hatch_gap = 4, grid = 4; /* positions on a quarter of a unit: alike for neighbours */

/* From metres to the page. */
typedef struct frame {
    double left, low, scale, x, y, height;
} frame;

static frame frame_of(const kk_polygons *shape, kk_box_on_page box)
{
    double left = INFINITY, low = INFINITY, right = -INFINITY, high = -INFINITY;
    for (size_t q = 0; q < shape->point_count; q++) {
        left = fmin(left, shape->xy[2 * q]);
        right = fmax(right, shape->xy[2 * q]);
        low = fmin(low, shape->xy[2 * q + 1]);
        high = fmax(high, shape->xy[2 * q + 1]);
    }
    if (!(right > left) || !(high > low)) return (frame){0, 0, 0, box.x, box.y, box.height};
    double scale = fmin(box.width / (right - left), box.height / (high - low));
    double width = scale * (right - left), height = scale * (high - low);
    return (frame){left, low, scale, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, height};
}

static double page_x(const frame *f, double x)
{
    return round(grid * (f->x + (x - f->left) * f->scale)) / grid;
}

static double page_y(const frame *f, double y)
{
    return round(grid * (f->y + f->height - (y - f->low) * f->scale)) / grid;
}

/* ---- shapes ---- */

/* Points that fall together are one; a ring of which fewer than three are left is none. */
static void add_ring(cairo_t *cairo, const frame *f, const kk_polygons *shape, uint32_t ring)
{
    double last_x = NAN, last_y = NAN;
    for (uint32_t q = shape->point_begin[ring]; q + 1 < shape->point_begin[ring + 1]; q++) {
        double x = page_x(f, shape->xy[2 * q]), y = page_y(f, shape->xy[2 * q + 1]);
        if (x == last_x && y == last_y) continue;
        if (isnan(last_x))
            cairo_move_to(cairo, x, y);
        else
            cairo_line_to(cairo, x, y);
        last_x = x;
        last_y = y;
    }
    cairo_close_path(cairo);
}

static void add_area(cairo_t *cairo, const frame *f, const kk_polygons *shape, size_t area)
{
    cairo_new_path(cairo);
    uint32_t begin = shape->ring_begin[shape->part_begin[area]], end = shape->ring_begin[shape->part_begin[area + 1]];
    for (uint32_t ring = begin; ring < end; ring++) add_ring(cairo, f, shape, ring);
}

/* Lines over the whole area, at the same places as its neighbours have them. */
static void hatch(cairo_t *cairo)
{
    double left, top, right, bottom;
    cairo_save(cairo);
    cairo_clip_preserve(cairo);
    cairo_path_extents(cairo, &left, &top, &right, &bottom);
    cairo_new_path(cairo);
    for (double at = hatch_gap * floor((left + top) / hatch_gap); at < right + bottom; at += hatch_gap) {
        cairo_move_to(cairo, at - top, top);
        cairo_line_to(cairo, at - bottom, bottom);
    }
    kk_draw_colour(cairo, KK_COLOUR_HATCH, 1);
    cairo_set_line_width(cairo, 0.8);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static int entry_of(const kk_drawn_map *map, size_t area)
{
    return kk_legend_find(map->legend, map->value[area]);
}

static bool is_faded(const kk_drawn_map *map, size_t area)
{
    return map->status[area] == KK_FIGURE_PARENT ||
           kk_legend_is_unsure(map->legend, map->lower[area], map->upper[area]);
}

static void fill_area(cairo_t *cairo, const frame *f, const kk_drawn_map *map, size_t area)
{
    bool is_water = map->level->water[area];
    int entry = is_water ? -1 : entry_of(map, area);
    add_area(cairo, f, &map->level->shape, area);
    uint32_t colour = is_water ? KK_COLOUR_WATER : entry < 0 ? KK_COLOUR_MISSING : map->legend->entry[entry].colour;
    kk_draw_colour(cairo, 0xFFFFFF, 1);
    if (entry >= 0 && is_faded(map, area)) cairo_fill_preserve(cairo);
    kk_draw_colour(cairo, colour, entry >= 0 && is_faded(map, area) ? faded : 1);
    cairo_fill_preserve(cairo);
    if (!is_water && entry < 0) hatch(cairo);
    cairo_new_path(cairo);
}

static void stroke_level(cairo_t *cairo, const frame *f, const kk_level *level, const bool *chosen, uint32_t colour,
                         double width)
{
    kk_draw_colour(cairo, colour, 1);
    cairo_set_line_width(cairo, width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    for (size_t area = 0; area < level->count; area++) {
        if (chosen != NULL && !chosen[area]) continue;
        add_area(cairo, f, &level->shape, area);
        cairo_stroke(cairo);
    }
}

/* ---- names ---- */

typedef struct name_box {
    double left, top, right, bottom;
} name_box;

/* The middle of the largest part, and its area on the page. */
static double middle_of(const frame *f, const kk_polygons *shape, size_t area, double *x, double *y)
{
    double most = 0;
    for (uint32_t part = shape->part_begin[area]; part < shape->part_begin[area + 1]; part++) {
        uint32_t ring = shape->ring_begin[part];
        const double *from = &shape->xy[2 * (size_t)shape->point_begin[ring]];
        double twice = 0, cx = 0, cy = 0;
        for (uint32_t q = shape->point_begin[ring]; q + 1 < shape->point_begin[ring + 1]; q++) {
            const double *a = &shape->xy[2 * (size_t)q], *b = a + 2;
            double ax = a[0] - from[0], ay = a[1] - from[1], bx = b[0] - from[0], by = b[1] - from[1];
            double cross = ax * by - bx * ay;
            twice += cross;
            cx += (ax + bx) * cross;
            cy += (ay + by) * cross;
        }
        if (fabs(twice) <= most) continue;
        most = fabs(twice);
        *x = page_x(f, from[0] + cx / (3 * twice));
        *y = page_y(f, from[1] + cy / (3 * twice));
    }
    return most / 2 * f->scale * f->scale;
}

typedef struct placed {
    size_t area;
    double x, y, size;
    bool is_outlined;
} placed;

static int by_importance(const void *a, const void *b)
{
    const placed *p = a, *q = b;
    if (p->is_outlined != q->is_outlined) return p->is_outlined ? -1 : 1;
    if (p->size != q->size) return p->size > q->size ? -1 : 1;
    return p->area < q->area ? -1 : p->area > q->area;
}

/* "Wijk 05 Westerdok" is Westerdok on a map: the number that CBS gives it takes room and says nothing there. */
static const char *name_on_map(const char *name)
{
    static const char prefix[] = "Wijk ";
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) return name;
    const char *number = name + sizeof prefix - 1, *space = strchr(number, ' ');
    return space == NULL || space - number != 2 || space[1] == '\0' ? name : space + 1;
}

/* How light a colour is, 0 … 1 (the weights of sRGB). */
static double lightness(uint32_t colour)
{
    return (0.2126 * (double)(colour >> 16 & 0xFF) + 0.7152 * (double)(colour >> 8 & 0xFF) +
            0.0722 * (double)(colour & 0xFF)) /
           255;
}

/* White on what is dark, else dark; with a rim of the other, as a name may reach beyond its area. */
static void draw_name(cairo_t *cairo, const kk_drawn_map *map, size_t area, double x, double y, double height,
                      kk_text_style *style)
{
    const char *name = name_on_map(map->level->area_name[area]);
    int entry = entry_of(map, area);
    bool is_dark = entry >= 0 && !is_faded(map, area) && lightness(map->legend->entry[entry].colour) < 0.5;
    style->colour = is_dark ? 0xFFFFFF : INK;
    style->rim_colour = is_dark ? INK : 0xFFFFFF;
    style->rim = style->size / 9;
    (void)kk_draw_text(cairo, name, x, y - height / 2, style);
}

static bool collides(const name_box *taken, size_t count, name_box box)
{
    for (size_t i = 0; i < count; i++)
        if (box.left < taken[i].right && box.right > taken[i].left && box.top < taken[i].bottom &&
            box.bottom > taken[i].top)
            return true;
    return false;
}

/* Outlined areas first, then the largest; none over another, none wider than its area. */
static void draw_names(cairo_t *cairo, const frame *f, const kk_drawn_map *map)
{
    const kk_level *level = map->level;
    placed *list = calloc(level->count + 1, sizeof *list);
    name_box taken[NAMES_MOST];
    size_t count = 0, drawn = 0;
    for (size_t area = 0; list != NULL && area < level->count; area++) {
        if (level->water[area]) continue;
        list[count] = (placed){.area = area, .is_outlined = map->is_outlined != NULL && map->is_outlined[area]};
        list[count].size = middle_of(f, &level->shape, area, &list[count].x, &list[count].y);
        if (list[count].size > 0) count++;
    }
    if (list != NULL) qsort(list, count, sizeof *list, by_importance);
    for (size_t i = 0; i < count && drawn < NAMES_MOST; i++) {
        kk_text_style style = {.size = map->names, .colour = INK, .align = 0};
        const char *name = name_on_map(level->area_name[list[i].area]);
        double width = kk_text_width(cairo, name, &style), height = kk_text_height(cairo, name, &style);
        name_box box = {list[i].x - width / 2, list[i].y - height / 2, list[i].x + width / 2, list[i].y + height / 2};
        if (width > 1.25 * sqrt(list[i].size) || collides(taken, drawn, box)) continue;
        draw_name(cairo, map, list[i].area, list[i].x, list[i].y, height, &style);
        taken[drawn++] = box;
    }
    free(list);
}

/* ---- scale ---- */

static double map_letters(kk_box_on_page box)
{
    return fmin(14, fmax(7, box.width / 70));
}

static void draw_scale_bar(cairo_t *cairo, const frame *f, kk_box_on_page box)
{
    double metres = 0.2 * box.width / f->scale, step = pow(10, floor(log10(metres)));
    metres = metres >= 5 * step ? 5 * step : metres >= 2 * step ? 2 * step : step;
    double width = metres * f->scale, x = box.x, y = box.y + box.height - 2;
    char label[40];
    snprintf(label, sizeof label, metres >= 1000 ? "%.0f km" : "%.0f m", metres >= 1000 ? metres / 1000 : metres);
    kk_draw_colour(cairo, INK, 1);
    cairo_set_line_width(cairo, 1.2);
    cairo_move_to(cairo, x, y - 5);
    cairo_line_to(cairo, x, y);
    cairo_line_to(cairo, x + width, y);
    cairo_line_to(cairo, x + width, y - 5);
    cairo_stroke(cairo);
    kk_text_style style = {.size = map_letters(box), .colour = INK, .align = -1};
    (void)kk_draw_text(cairo, label, x + 4, y - style.size * 1.5, &style);
}

void kk_draw_map(cairo_t *cairo, const kk_drawn_map *map, kk_box_on_page box)
{
    frame f = frame_of(&map->level->shape, box);
    double line = fmin(0.8, fmax(0.2, 18 / sqrt((double)map->level->count + 1)));
    if (f.scale <= 0) return;
    cairo_save(cairo);
    for (size_t area = 0; area < map->level->count; area++) fill_area(cairo, &f, map, area);
    stroke_level(cairo, &f, map->level, NULL, EDGE, line);
    if (map->around != NULL) stroke_level(cairo, &f, map->around, NULL, AROUND, 1);
    if (map->is_outlined != NULL) stroke_level(cairo, &f, map->level, map->is_outlined, OUTLINE, 2.2);
    if (map->names > 0) draw_names(cairo, &f, map);
    if (map->scale_bar) draw_scale_bar(cairo, &f, box);
    cairo_restore(cairo);
}
