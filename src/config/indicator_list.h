/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of indicators, to which `indicators:`, `estimates: maps:` and `statistics:` add, and what all their names
   have in common. */
#ifndef KK_CONFIG_INDICATOR_LIST_H
#define KK_CONFIG_INDICATOR_LIST_H

#include "config/build.h"

enum { KK_LETTERS_MAX_ON_MAP = 48, KK_LETTERS_MAX = 63 };

/* Adds an indicator of which only name and mark are known. It stays where it is until the next is added. */
kk_status kk_indicator_list_add(kk_builder *builder, const char *name, kk_mark mark, kk_config_indicator **out,
                                kk_error *err) KK_MUST_USE;

/* Fails when an earlier indicator has the name of the last. */
kk_status kk_indicator_list_check_last(const kk_config *config, kk_mark mark, kk_error *err) KK_MUST_USE;

/* A name that the project or the catalogue gives: no column that every output has, and no longer than columns are. */
kk_status kk_indicator_check_name(const char *name, kk_mark mark, kk_error *err) KK_MUST_USE;

/* A name that the key `maker` makes of such a one. */
kk_status kk_indicator_check_made_name(const char *name, size_t most, const char *maker, kk_mark mark,
                                       kk_error *err) KK_MUST_USE;

/* Fails when there are more on the map than the outputs have room for. Called when all are there. */
kk_status kk_indicator_list_check_map(const kk_config *config, kk_error *err) KK_MUST_USE;

#endif
