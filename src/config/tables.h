/* SPDX-License-Identifier: EUPL-1.2 */
/* The tables of a project by name, and the columns that are asked of them. */
#ifndef KK_CONFIG_TABLES_H
#define KK_CONFIG_TABLES_H

#include "config/check.h"
#include "kk/arena.h"

enum { KK_WANTED_MAX = 2000 };

/* Index of the table of that name, or −1. */
ptrdiff_t kk_tables_find(const kk_config *config, const char *name);

/* What to say after an unknown table. */
kk_hint kk_tables_hint(const kk_config *config, const char *name);

/* The key of the project file from which the engine makes the table of that name; NULL for any other table. */
const char *kk_tables_made_from(const char *name);

/* The only table of a file, or −1: what is meant where no table is named. */
ptrdiff_t kk_tables_only_file(const kk_config *config);

/* Index in `wanted` of a column, which is added unless it is there; the mark of the first asking stays. */
kk_status kk_table_want(kk_arena *arena, kk_config_table *table, const kk_config_column *column, uint32_t *index,
                        kk_error *err) KK_MUST_USE;

/* The same for a measure of the table `term->table`; its text is the column's name, and `term->column` the index. */
kk_status kk_table_want_measure(kk_config *config, kk_arena *arena, const kk_measure *measure, kk_mark mark,
                                kk_term *term, kk_error *err) KK_MUST_USE;

#endif
