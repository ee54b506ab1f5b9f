/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is selected of a measure: `[form=ambulant+daghulp, age=0..4, sex=female]` in an expression, or the keys `form`,
 * `age` … of an indicator. Values: forms and groups of data/codes/forms.csv and referrers, several with +; ages as in
 * config/ages.h; male or female; whole days; km or minutes; any text for a type, task or programme; `all` for all.
 */
#ifndef KK_CONFIG_SELECTION_H
#define KK_CONFIG_SELECTION_H

#include "config/bracket.h"

/* The value of each selector as a text, NULL where it is not given. */
typedef struct kk_selection {
    const char *text[KK_SELECTOR_COUNT];
} kk_selection;

const char *kk_selector_name(kk_selector selector);

/*
 * Reads a selection from `*text`, which begins with a bracket, into `*out` and leaves `*text` behind it. False, with
 * `*text` at what is wrong, for one that is not well formed, a selector that the measure does not know or that is there
 * twice; also when memory runs out (`flaw->text` is then empty). `at` are the places of the values.
 */
bool kk_selection_read(const char **text, const kk_measure_info *info, kk_arena *arena, kk_selection *out,
                       const char *at[KK_SELECTOR_COUNT], kk_flaw *flaw);

/* A measure with its selection; for what is not given the defaults. Selectors that it does not know are left aside. */
bool kk_measure_make(const kk_config *config, kk_measure_kind kind, const kk_selection *selection, kk_measure *out,
                     kk_flaw *flaw);

/* Whether the value could stand for some measure. */
bool kk_selection_check(const kk_config *config, kk_selector selector, const char *text, kk_flaw *flaw);

/* Who counts as a youth in this project: `records: youth:`. */
kk_ages kk_config_youth(const kk_config *config);

#endif
