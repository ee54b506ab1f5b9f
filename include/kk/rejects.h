/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the readers met and could not use as it was: rejected cells, rows and geometries, repairs, refused columns.
 * Becomes rejected.csv. Order of reporting is order of reading; safe for one thread.
 */
#ifndef KK_REJECTS_H
#define KK_REJECTS_H

#include "kk/arena.h"
#include "kk/error.h"

#include <stdint.h>

typedef enum kk_reject_kind {
    KK_REJECT_ROW,    /* "row"     the row was not used */
    KK_REJECT_CELL,   /* "cell"    the row was used, this cell was not */
    KK_REJECT_COLUMN, /* "column"  the whole column (of a period or level) was refused */
    KK_REJECT_LEVEL,  /* "level"   the rows of a level (of a period) were refused */
    KK_REPAIR,        /* "repair"  a geometry was repaired and used */
    KK_EMPTY,         /* "empty"   a geometry is empty: the area has no shape */
    KK_UNASSIGNED     /* "unassigned" a land area is in none of the groups of an own level */
} kk_reject_kind;

typedef struct kk_reject {
    kk_reject_kind kind;
    const char *file;   /* as in the project file */
    int64_t line;       /* 1-based; 0 when the file has no lines (a database or spreadsheet: then the record number) */
    const char *column; /* "" when it is about the whole row */
    const char *code;   /* of the area, "" when not known */
    const char *value;  /* "" when withheld (tables that are not public) or not applicable */
    const char *reason;
} kk_reject;

typedef struct kk_rejects {
    kk_arena *arena;
    kk_reject *items;
    size_t count, capacity;
} kk_rejects;

void kk_rejects_init(kk_rejects *rejects, kk_arena *arena);
void kk_rejects_clear(kk_rejects *rejects);

/* Adds one; the texts are copied, NULL counts as "". */
kk_status kk_rejects_add(kk_rejects *rejects, const kk_reject *reject, kk_error *err) KK_MUST_USE;

const char *kk_reject_kind_name(kk_reject_kind kind);

#endif
