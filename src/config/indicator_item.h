/* SPDX-License-Identifier: EUPL-1.2 */
/* An item of `indicators:` while it is made into one indicator, or with `by` into several. */
#ifndef KK_CONFIG_INDICATOR_ITEM_H
#define KK_CONFIG_INDICATOR_ITEM_H

#include "config/build.h"
#include "config/expression.h"

typedef struct kk_indicator_item {
    kk_builder *builder;
    size_t index;                    /* in the project's list */
    const kk_raw_indicator *given;   /* what the project says */
    const kk_raw_indicator *entry;   /* the catalogue's, or NULL */
    kk_raw_indicator raw;            /* the entry with what the project says instead */
    kk_outer_selection outer;        /* `form`, `age` … */
    const char *ending;              /* of the name: "" but for an indicator that `by` makes */
    const char *label_nl, *label_en; /* what it adds to the labels */
    kk_config_indicator *out;
} kk_indicator_item;

/* The place of a key of the item. */
kk_place kk_indicator_place(const kk_indicator_item *item, const char *key);

/* Makes one indicator of the item: the next of the configuration. */
kk_status kk_indicator_make(kk_indicator_item *item, kk_error *err) KK_MUST_USE;

/* The expressions of the indicator, with what its kind adds: the interval and base of an estimate, squares of a mean.
 */
kk_status kk_indicator_parse(kk_indicator_item *item, kk_error *err) KK_MUST_USE;

/* Which levels it has: those given, or by default all; of records down to `records: detail:`. */
kk_status kk_indicator_levels(const kk_indicator_item *item, kk_error *err) KK_MUST_USE;

/* `by`: the indicators beside the undivided one, which is there already. */
kk_status kk_indicator_divide(const kk_indicator_item *item, kk_error *err) KK_MUST_USE;

#endif
