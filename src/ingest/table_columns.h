/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which columns of a file feed which columns of a table. A name is met in full first; otherwise by its base: the part
 * before the number that StatLine puts behind names and changes each year (`Koopwoningen_47`, `Koopwoningen_41`). All
 * columns with one base are one column of the table.
 */
#ifndef KK_TABLE_COLUMNS_H
#define KK_TABLE_COLUMNS_H

#include "kk/ingest.h"

/* The names that a file offers: its header, or the measures of the long form. */
typedef struct kk_names {
    size_t count;
    const char **name;
    const char **title; /* a second name of each, NULL where it has none */
    bool shown;         /* messages may hold them; false where they may be personal data */
} kk_names;

typedef struct kk_column {
    const char *name;
    uint32_t *source; /* indices of kk_names */
    size_t source_count;
    kk_mark mark; /* where the project asks for it */
    bool asked;   /* by the project; otherwise recognised */
} kk_column;

typedef struct kk_columns {
    kk_column *item; /* those of kk_table.column, then those that are read for a check only */
    size_t count, kept_count, capacity;
    ptrdiff_t population, boundary_change; /* −1: none */
} kk_columns;

/* Length of the name without `_` and digits behind. */
size_t kk_name_base(const char *name);

/* True when the base of `name`, small letters and digits only, is `word` ("AANT_INW" is "aantinw"). */
bool kk_name_is(const char *name, const char *word);
bool kk_name_begins(const char *name, const char *word);

/* Indices of the names that `wanted` stands for, in `source` (room for names->count); returns how many. */
size_t kk_names_match(const kk_names *names, const char *wanted, uint32_t *source);

/* The same for one column; fails with KK_ERR_PROJECT at `mark` when there is none, with the nearest name where it may
   be shown. */
kk_status kk_names_require(const kk_names *names, const char *wanted, kk_mark mark, const char *file, uint32_t *index,
                           kk_error *err) KK_MUST_USE;

/*
 * True when every name looks like one: a letter or `_`, then letters, digits and `_`, 40 at most. The first row of a
 * file without a header mostly holds something else: a number, a date, a blank.
 */
bool kk_names_look_right(const kk_names *names);

/* The names as a list for a message, cut off where `size` ends; how many there are when they may not be shown. */
void kk_names_list(const kk_names *names, char *text, size_t size);

/* Columns that the project asks for, then the number of inhabitants and the change of boundaries where recognised. */
kk_status kk_columns_choose(const kk_config_table *config, const kk_names *names, kk_arena *arena, kk_columns *columns,
                            kk_error *err) KK_MUST_USE;

/* Index of the column that `name` stands for, added (not kept) unless it is there; −1 when the file lacks it. */
kk_status kk_columns_add_helper(kk_columns *columns, const kk_names *names, const char *name, kk_arena *arena,
                                ptrdiff_t *index, kk_error *err) KK_MUST_USE;

void kk_columns_clear(kk_columns *columns);

#endif
