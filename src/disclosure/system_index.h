/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which variables a publication has, and where they are: a block of consecutive variables, one an area, for each kind
 * of thing that is counted × level × period in which it occurs. Behind the blocks come the rests of single cells, and
 * what facts tell to lie beyond.
 */
#ifndef KK_DISCLOSURE_SYSTEM_INDEX_H
#define KK_DISCLOSURE_SYSTEM_INDEX_H

#include "kk/arena.h"
#include "kk/publication.h"

#include <stddef.h>

#define KK_NONE UINT32_MAX /* no kind, no variable, no quantity, no indicator */

/* A quantity, or a sum of several that an indicator shows. */
typedef struct kk_kind {
    uint32_t quantity;    /* KK_NONE: a sum */
    uint32_t indicator;   /* the first that shows it; KK_NONE: none does */
    kk_quantity_sum sum;  /* of a sum */
    bool is_public;       /* all that is in it is known to all */
    bool is_count;        /* whole */
    bool is_not_negative; /* never below 0 */
} kk_kind;

/* Kinds of an indicator's numerator and denominator; KK_NONE where it has none. */
typedef struct kk_parts {
    uint32_t numerator, denominator;
} kk_parts;

/* A fact in the order in which they are looked up. */
typedef struct kk_known {
    uint32_t quantity, level, period, area, fact;
    const char *beyond;
} kk_known;

typedef struct kk_system_index {
    const kk_publication *publication;
    size_t kind_count, period_count, variable_count;
    kk_kind *kind; /* quantities first, by their number */
    kk_parts *parts;
    const char **period;
    uint32_t *column_period;
    uint32_t *block;         /* kk_block_of */
    bool *is_shown;          /* of each block: not brought in by a relation alone */
    bool *is_used;           /* [relation][level][period] a SUM that tells something there */
    uint32_t first_rest;     /* variables from here on are rests of cells … */
    uint32_t *column_rest;   /* … those of column c from column_rest[c] to column_rest[c + 1] − 1, by area */
    uint32_t *fact_variable; /* what fact f tells of; KK_NONE: of nothing that occurs */
    size_t known_count;
    kk_known *known;
} kk_system_index;

/* In the arena. Cost: O(cells + facts × log facts). */
kk_status kk_system_index_make(const kk_publication *publication, kk_arena *arena, kk_system_index *out,
                               kk_error *err) KK_MUST_USE;

/* Whether figures of the kind are told rounded to a base: counts that are not public, by `method: round`. */
bool kk_kind_is_rounded(const kk_system_index *index, const kk_kind *kind);

/* The base to which counts in the cells of a column are rounded; 0: they are not. */
double kk_rounding_of_column(const kk_system_index *index, size_t column);

/* The variable of area 0; KK_NONE where the kind does not occur. */
uint32_t kk_block_of(const kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period);

/* Whether an indicator shows the quantity there: not so where a relation or a link alone brings it in. */
bool kk_block_is_shown(const kk_system_index *index, uint32_t quantity, uint32_t level, uint32_t period);

/* The kinds that a column shows, as blocks at its level and period. */
kk_parts kk_blocks_of_column(const kk_system_index *index, size_t column);
const kk_publication_indicator *kk_indicator_of_column(const kk_system_index *index, size_t column);
const kk_kind *kk_numerator_of_column(const kk_system_index *index, size_t column);   /* NULL: it has none */
const kk_kind *kk_denominator_of_column(const kk_system_index *index, size_t column); /* likewise */

/* The cells of status suppressed_rest whose denominator is not public have a rest of their own. */
bool kk_cell_has_rest(const kk_system_index *index, size_t column, size_t area);

/* The facts known[begin] … known[end − 1] of a quantity, by area. */
typedef struct kk_known_range {
    size_t begin, end;
} kk_known_range;

kk_known_range kk_known_of(const kk_system_index *index, uint32_t quantity, uint32_t level, uint32_t period,
                           const char *beyond);
/* NULL: there is none of that area. */
const kk_fact *kk_known_at(const kk_system_index *index, kk_known_range range, uint32_t area);

/* Links by which a quantity that is shown at both levels adds up, and that do not follow from other such links. */
bool kk_link_is_used(const kk_system_index *index, size_t link, uint32_t quantity, uint32_t period);
bool kk_relation_is_used(const kk_system_index *index, size_t relation, uint32_t level, uint32_t period);

#endif
