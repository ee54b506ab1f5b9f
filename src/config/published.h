/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is selected of published estimates, which are a table of a file:
 *   kansenkaart.est[outcome=c30_income, income=Low, gender=Women]
 * est, lwr, upr or n, of one outcome and one group of each dimension. A dimension is named with or without `_group`;
 * one that is not named is `all`. Any text is a group; one with a comma or bracket stands in backquotes.
 */
#ifndef KK_CONFIG_PUBLISHED_H
#define KK_CONFIG_PUBLISHED_H

#include "config/bracket.h"
#include "kk/estimate_frame.h"

typedef enum kk_published_figure {
    KK_PUBLISHED_EST,
    KK_PUBLISHED_LWR,
    KK_PUBLISHED_UPR,
    KK_PUBLISHED_N,
    KK_PUBLISHED_FIGURES
} kk_published_figure;

const char *kk_published_figure_name(kk_published_figure figure); /* "est": the column of the file */
/* False for a name that is none of these. */
bool kk_published_figure_parse(const char *name, kk_published_figure *figure);

typedef struct kk_published_choice {
    const char *dimension, *group; /* without `_group`; never "all" */
} kk_published_choice;

typedef struct kk_published {
    kk_published_figure figure;
    const char *outcome;
    size_t count;
    kk_published_choice choice[KK_DIMENSIONS_MAX]; /* by dimension, ascending */
} kk_published;

/*
 * Reads a selection from `*text`, which begins with a bracket, into `*out` (but for its figure) and leaves `*text`
 * behind it. False, with `*text` at what is wrong, for one that is not well formed, has no outcome or the same twice;
 * also when memory runs out (`flaw->text` is then empty).
 */
bool kk_published_read(const char **text, kk_arena *arena, kk_published *out, kk_flaw *flaw);

/*
 * "est[outcome=c30_income, gender=Women, income=Low]": selections that are equal, and those only, have the same name,
 * which is that of the column of the table. In the arena; NULL when memory runs out.
 */
const char *kk_published_name(const kk_published *selected, kk_arena *arena);

/* The selection of a column by its name; false, with a flaw, for any other column, and when memory runs out (as above).
 */
bool kk_published_parse(const char *name, kk_arena *arena, kk_published *out, kk_flaw *flaw);

/* Asks for the column: `term->column` becomes its index in `wanted` of the table `term->table`. */
kk_status kk_published_want(kk_config *config, kk_arena *arena, const kk_published *selected, kk_mark mark,
                            kk_term *term, kk_error *err) KK_MUST_USE;

#endif
