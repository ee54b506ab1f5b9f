/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A table of results as it goes to NAME.csv and to the table NAME in PostGIS: columns with a kind and a meaning, cells.
 * Part of a release (kk_release_sheets), made of released figures alone.
 */
#ifndef KK_SHEET_H
#define KK_SHEET_H

#include <stddef.h>
#include <stdint.h>

typedef enum kk_sheet_kind {
    KK_SHEET_TEXT,   /* UTF-8 */
    KK_SHEET_WHOLE,  /* whole number */
    KK_SHEET_NUMBER, /* 10 significant digits */
    KK_SHEET_EURO,   /* cents; shown as euros with two decimals */
    KK_SHEET_FLAG    /* 1 or 0; shown as true or false */
} kk_sheet_kind;

typedef struct kk_sheet_column {
    const char *name; /* [a-z][a-z0-9_]* */
    kk_sheet_kind kind;
    const char *meaning; /* one line, in English: the comment of the column in PostGIS */
} kk_sheet_column;

/* Empty: text NULL or "", whole (also of EURO and FLAG) KK_SHEET_EMPTY, number NaN. */
typedef union kk_sheet_cell {
    const char *text;
    int64_t whole;
    double number;
} kk_sheet_cell;

#define KK_SHEET_EMPTY INT64_MIN

typedef struct kk_sheet {
    const char *name, *meaning;
    const kk_sheet_column *column;
    size_t column_count, row_count;
    kk_sheet_cell *cell; /* [row × column] */
} kk_sheet;

#endif
