/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From the raw structures to the public kk_config: checks what a schema cannot tell, fills in defaults. One function
 * for each section, called in this order; errors are KK_ERR_PROJECT with a mark.
 */
#ifndef KK_CONFIG_BUILD_H
#define KK_CONFIG_BUILD_H

#include "config/catalogue.h"
#include "kk/arena.h"

typedef struct kk_builder {
    kk_document *document;
    const kk_raw_project *raw;
    kk_arena *arena;
    kk_config *config; /* what is made */
} kk_builder;

kk_status kk_build_project(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_areas(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_tables(kk_builder *builder, kk_error *err) KK_MUST_USE;
/* `merge:` of the groups of `areas:`, which ask a column of a table. */
kk_status kk_build_merges(kk_builder *builder, kk_error *err) KK_MUST_USE;
/* Those of `indicators:`, then those of `estimates: maps:`. */
kk_status kk_build_indicators(kk_builder *builder, const kk_catalogue *catalogue, kk_error *err) KK_MUST_USE;
kk_status kk_build_database(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* [a-z][a-z0-9_]*, at most 48: a name that is a table, column or file somewhere. `what` is for the message. */
kk_status kk_check_name(const char *what, const char *name, kk_mark mark, kk_error *err) KK_MUST_USE;

/* The name of a level: gemeente, wijk, buurt or a group of `areas:`. */
kk_status kk_check_level(const kk_builder *builder, const char *level, kk_mark mark, kk_error *err) KK_MUST_USE;

/* Whether areas of the one can lie in those of the other. How levels of the project's own lie is known only when they
   are read: of these any other one may be finer. */
bool kk_level_is_finer(const char *level, const char *than);

/* "2023", "2023JJ00" (made "2023"), "2022KW03" … in the arena. */
kk_status kk_build_period(kk_builder *builder, const char *text, kk_mark mark, const char **out,
                          kk_error *err) KK_MUST_USE;

/* A file with its path made absolute against the project's folder. */
kk_status kk_build_file(kk_builder *builder, const char *given, kk_mark mark, kk_config_file *out,
                        kk_error *err) KK_MUST_USE;

#endif
