/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is behind a value while an expression is put together: what it counts or sums over, and of how many persons, so
 * that what one value has beyond another can be told, whatever factors they bear.
 */
#ifndef KK_TRACE_H
#define KK_TRACE_H

#include "kk/config.h"

typedef enum kk_trace_kind {
    KK_TRACE_NUMBER = 0, /* written in the expression: its factor */
    KK_TRACE_KNOWN,      /* published, or of nobody */
    KK_TRACE_COUNT,      /* persons; published ones too */
    KK_TRACE_SUM,        /* over persons: of records, to whom it is never told which of them */
    KK_TRACE_OTHER       /* of persons, and nothing can be taken off it */
} kk_trace_kind;

/* The value is factor × value. */
typedef struct kk_trace {
    kk_trace_kind kind;
    bool is_private;
    bool is_selected;    /* it is known of whom it is: */
    kk_measure selected; /* a selection that all of them are in */
    bool is_rest;        /* and a part was taken off: */
    kk_measure taken;
    double factor, value;
    double least, most; /* how many persons are behind it; of a count itself */
} kk_trace;

/* Whether few persons show, and how many are few: fewer than so many. */
typedef struct kk_few {
    double minimum;
    bool show;
} kk_few;

/* What `op` makes of two values. Sets few->show, and never clears it, when few persons are laid bare by it. */
kk_trace kk_trace_combine(const kk_trace *a, kk_op op, const kk_trace *b, kk_few *few);

/*
 * Whether who knows both knows what 1 … minimum − 1 persons have that are in `whole` and not in `part`. Of sums the
 * persons of the rest may be those of the part as well, so their number is only known to be at least the difference:
 * where that is below the minimum no rest may be seen at all.
 */
bool kk_trace_shows_few_beyond(const kk_trace *whole, const kk_trace *part, double minimum);

#endif
