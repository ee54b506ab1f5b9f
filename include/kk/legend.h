/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The legend of a map: classes or categories, their colours and labels, and when a figure is too unsure to be shown in
 * full colour. Everything that draws a map takes it from here: GeoPackage, viewer, report and `kansenkompas map`.
 */
#ifndef KK_LEGEND_H
#define KK_LEGEND_H

#include "kk/classes.h"
#include "kk/release.h"

typedef struct kk_legend_entry {
    double low, high;  /* of a class; of a category both its code */
    uint32_t colour;   /* 0xRRGGBB; told apart with any colour vision, and from its neighbours in grey */
    char label_nl[96]; /* "12,3 – 15,6"; of a category its words. Of the last class bounds are included */
    char label_en[96]; /* "12.3 – 15.6" */
} kk_legend_entry;

typedef struct kk_legend {
    bool is_category, diverges;
    int count; /* 0: no figure at all */
    kk_legend_entry entry[KK_CLASSES_MOST];
    const char *unit_nl; /* "% van de jongeren" …, the text of the project; "" none */
    double unsure_width; /* figures with a wider 95% interval are faded; NaN: none. Wider than all classes but the outer
                            two together, so that it may be of nearly any class */
} kk_legend;

enum { KK_COLOUR_MISSING = 0xE0E0E0, KK_COLOUR_HATCH = 0x9A9A9A, KK_COLOUR_WATER = 0xDDE7F0 };

/*
 * Of what maps show of a level: its published figures (rounded as in the files), those of `parent` left out. Errors:
 * KK_ERR_INTERNAL (memory).
 */
kk_status kk_legend_make(const kk_released_column *column, const kk_level *level, const kk_config_classes *asked,
                         kk_legend *out, kk_error *err) KK_MUST_USE;

/* The entry of a figure; −1: it has none. */
int kk_legend_find(const kk_legend *legend, double value);
bool kk_legend_is_unsure(const kk_legend *legend, double lower, double upper);

#endif
