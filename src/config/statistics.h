/* SPDX-License-Identifier: EUPL-1.2 */
/* The section `statistics:`; docs/statistics.md tells what each key means. */
#ifndef KK_CONFIG_STATISTICS_BUILD_H
#define KK_CONFIG_STATISTICS_BUILD_H

#include "config/build.h"

/* All of it, with the indicators that it makes. Called when all other indicators are there. */
kk_status kk_build_statistics(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* An item of `of:` while it is made into choices, one for each of its indicators. */
typedef struct kk_choice_item {
    kk_builder *builder;
    size_t index; /* in the project's list */
    const kk_raw_choice *raw;
    size_t indicator_count; /* of the project: what statistics make stands behind these */
} kk_choice_item;

/* Where a key of the item stands, such as "ranked.within". */
kk_mark kk_choice_mark(const kk_choice_item *item, const char *key);

/* The index of an indicator that is no statistic itself. */
kk_status kk_choice_find(const kk_choice_item *item, const char *name, kk_mark mark, uint32_t *index,
                         kk_error *err) KK_MUST_USE;

/* The same for a list of names under a key, in which none may be there twice or be `base`. In the arena. */
kk_status kk_choice_find_all(const kk_choice_item *item, const char *key, char *const *names, size_t count,
                             uint32_t base, uint32_t **indices, kk_error *err) KK_MUST_USE;

/* Levels and keys of a choice of which the indicator is known. */
kk_status kk_choice_levels(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err) KK_MUST_USE;
kk_status kk_choice_fill(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err) KK_MUST_USE;

/* A level that all areas of the choice can lie in. */
kk_status kk_choice_within(const kk_choice_item *item, const kk_config_statistic *choice, const char *key,
                           const char *level, kk_error *err) KK_MUST_USE;

/* The strata of a standardisation, with the internal indicators of their population. */
kk_status kk_choice_strata(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err) KK_MUST_USE;

/* Adds the indicators that the choices make. */
kk_status kk_build_statistic_indicators(kk_builder *builder, kk_error *err) KK_MUST_USE;

#endif
