/* SPDX-License-Identifier: EUPL-1.2 */
/* What kinds, directions and statistics are called in the data dictionary, in Dutch. */
#ifndef KK_PUBLISH_DICTIONARY_WORDS_H
#define KK_PUBLISH_DICTIONARY_WORDS_H

#include "kk/config.h"
#include "kk/sheet.h"

/* "getal", "geheel getal" … */
const char *kk_dictionary_kind(kk_sheet_kind kind);

/* "aandeel", "categorie" … */
const char *kk_dictionary_indicator_kind(const kk_config_indicator *indicator);

/* "hoog is meer behoefte"; "" of a neutral one. */
const char *kk_dictionary_direction(kk_direction direction);

/* "gebruik"; "" where it does not say. */
const char *kk_dictionary_axis(kk_axis axis);

/* What the figure is: of a statistic what was made of its base, of any other what its kind means. */
const char *kk_dictionary_meaning(const kk_config_indicator *indicator);

#endif
