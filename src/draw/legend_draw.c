/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/draw.h"

#include <math.h>

enum { INK = 0x14212E, SOFT = 0x4D5966 };

/* Which explanations the map needs. */
typedef struct needs {
    bool missing, hidden, unsure, around, water, outlined;
} needs;

static needs needs_of(const kk_drawn_map *map)
{
    needs of = {0};
    for (size_t i = 0; i < map->level->count; i++) {
        if (map->level->water[i]) {
            of.water = true;
            continue;
        }
        bool is_missing = kk_legend_find(map->legend, map->value[i]) < 0;
        of.hidden = of.hidden || (is_missing && kk_figure_is_suppressed((kk_figure_status)map->status[i]));
        of.missing = of.missing || (is_missing && !kk_figure_is_suppressed((kk_figure_status)map->status[i]));
        bool is_around = map->status[i] == KK_FIGURE_PARENT;
        of.around = of.around || (!is_missing && is_around);
        of.unsure =
            of.unsure || (!is_missing && !is_around && kk_legend_is_unsure(map->legend, map->lower[i], map->upper[i]));
        of.outlined = of.outlined || (map->is_outlined != NULL && map->is_outlined[i]);
    }
    return of;
}

typedef enum swatch { PLAIN, FADED, HATCHED, OUTLINED } swatch;

static void draw_swatch(cairo_t *cairo, swatch kind, uint32_t colour, double x, double y, double width, double height)
{
    cairo_rectangle(cairo, x, y, width, height);
    kk_draw_colour(cairo,
                   kind == HATCHED    ? KK_COLOUR_MISSING
                   : kind == OUTLINED ? 0xFFFFFF
                                      : colour,
                   kind == FADED ? 0.42 : 1);
    cairo_fill_preserve(cairo);
    if (kind == HATCHED) {
        cairo_save(cairo);
        cairo_clip_preserve(cairo);
        cairo_new_path(cairo);
        for (double at = x + y - height; at < x + y + width + height; at += 4) {
            cairo_move_to(cairo, at - y, y);
            cairo_line_to(cairo, at - y - height, y + height);
        }
        kk_draw_colour(cairo, KK_COLOUR_HATCH, 1);
        cairo_set_line_width(cairo, 0.8);
        cairo_stroke(cairo);
        cairo_restore(cairo);
        cairo_rectangle(cairo, x, y, width, height);
    }
    kk_draw_colour(cairo, kind == OUTLINED ? 0xB3261E : 0x8A96A3, 1);
    cairo_set_line_width(cairo, kind == OUTLINED ? 2 : 0.5);
    cairo_stroke(cairo);
}

/* A swatch with its words; returns the y below it. */
static double draw_line(cairo_t *cairo, swatch kind, uint32_t colour, const char *words, double x, double y,
                        double width, double letters)
{
    double swatch_width = 1.9 * letters, swatch_height = 1.15 * letters;
    kk_text_style style = {.size = letters, .colour = INK, .width = width - swatch_width - 0.7 * letters, .align = -1};
    draw_swatch(cairo, kind, colour, x, y + 0.1 * letters, swatch_width, swatch_height);
    double height = kk_draw_text(cairo, words, x + swatch_width + 0.7 * letters, y, &style);
    return y + fmax(height, swatch_height) + 0.4 * letters;
}

double kk_draw_legend(cairo_t *cairo, const kk_drawn_map *map, double x, double y, double width, double letters)
{
    static const char *const words[][2] = {
        {"geen cijfer (onbekend, geheim of niemand om wie het gaat)", "no figure (unknown, secret or nobody)"},
        {"verborgen om personen te beschermen", "hidden to protect persons"},
        {"bleek: zo onzeker dat het in bijna elke klasse kan horen",
         "faded: so unsure that it may be of nearly any class"},
        {"water", "water"},
        {"doelgebied", "target area"},
        {"geen enkel cijfer", "no figure at all"},
        {"bleek: het eigen cijfer is verborgen; dat van het gebied eromheen",
         "faded: its own figure is hidden; that of the area around it"},
    };
    const kk_legend *legend = map->legend;
    needs of = needs_of(map);
    double top = y;
    if (*legend->unit_nl != '\0') {
        kk_text_style unit = {.size = letters, .colour = SOFT, .width = width, .align = -1};
        y += kk_draw_text(cairo, legend->unit_nl, x, y, &unit) + 0.5 * letters;
    }
    for (int i = 0; i < legend->count; i++) {
        const kk_legend_entry *entry = &legend->entry[legend->is_category ? i : legend->count - 1 - i];
        const char *label = map->language == KK_DUTCH ? entry->label_nl : entry->label_en;
        y = draw_line(cairo, PLAIN, entry->colour, label, x, y, width, letters);
    }
    if (legend->count == 0) y = draw_line(cairo, HATCHED, 0, words[5][map->language], x, y, width, letters);
    if (of.unsure)
        y = draw_line(cairo, FADED, legend->entry[legend->count / 2].colour, words[2][map->language], x, y, width,
                      letters);
    if (of.around)
        y = draw_line(cairo, FADED, legend->entry[legend->count / 2].colour, words[6][map->language], x, y, width,
                      letters);
    if (of.hidden) y = draw_line(cairo, HATCHED, 0, words[1][map->language], x, y, width, letters);
    if (of.missing) y = draw_line(cairo, HATCHED, 0, words[0][map->language], x, y, width, letters);
    if (of.water) y = draw_line(cairo, PLAIN, KK_COLOUR_WATER, words[3][map->language], x, y, width, letters);
    if (of.outlined) y = draw_line(cairo, OUTLINED, 0, words[4][map->language], x, y, width, letters);
    return y - top;
}
