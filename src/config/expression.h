/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Expressions over columns of tables, as text → postfix terms:
 *   sum     = product { (+ | −) product }
 *   product = factor { (* | /) factor }
 *   factor  = − factor | ( sum ) | round ( sum ) | number | column | table . column | table . measure [ selection ]
 * A name is letters, digits and _ (no digit first), or any text in backquotes. The columns of a table that the engine
 * makes itself are measures (config/measure.h), with a selection or without (config/selection.h); those of published
 * estimates have one always (config/published.h).
 */
#ifndef KK_CONFIG_EXPRESSION_H
#define KK_CONFIG_EXPRESSION_H

#include "config/document.h"
#include "config/selection.h"
#include "kk/arena.h"

enum { KK_NO_TABLE = -1 };

/* What an indicator selects for each measure in its expressions that knows the selector and does not set it itself. */
typedef struct kk_outer_selection {
    kk_selection selection;
    unsigned taken; /* bits of the selectors that a measure took from here, or for which it would have done */
    uint64_t forms; /* of the first measure that took its form so */
} kk_outer_selection;

/* What the names in an expression mean, and where it stands. */
typedef struct kk_scope {
    kk_config *config;
    kk_arena *arena;
    const char *what;          /* "numerator", for messages */
    kk_place place;            /* of the text */
    ptrdiff_t own;             /* the table of a column without one, or KK_NO_TABLE */
    ptrdiff_t population;      /* what `population.` stands for, or KK_NO_TABLE */
    bool only_own;             /* columns of other tables are refused */
    kk_outer_selection *outer; /* NULL where there are no measures */
} kk_scope;

/* Every column is added to its table's `wanted`. Errors (KK_ERR_PROJECT) point at the sign or name that is wrong. */
kk_status kk_expression_parse(const kk_scope *scope, const char *text, kk_expression *out, kk_error *err) KK_MUST_USE;

/* True when the expression holds at least one column. */
bool kk_expression_has_column(const kk_expression *expression);

#endif
