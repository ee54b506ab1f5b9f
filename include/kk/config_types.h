/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the sections of the project file are made of: places in a file, files, expressions, columns by name.
 */
#ifndef KK_CONFIG_TYPES_H
#define KK_CONFIG_TYPES_H

#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a value stands in its file. Borrowed; line and column are 1-based. */
typedef struct kk_mark {
    const char *file;
    unsigned line, column;
} kk_mark;

/* A file named in the project: `given` as written (what outputs and messages show), `path` absolute. */
typedef struct kk_config_file {
    const char *given;
    const char *path;
    kk_mark mark;
} kk_config_file;

/* Expressions: numbers, columns, + − × ÷, round() and brackets, in postfix order. */
typedef enum kk_op {
    KK_OP_NUMBER,
    KK_OP_COLUMN,
    KK_OP_ADD,
    KK_OP_SUBTRACT,
    KK_OP_MULTIPLY,
    KK_OP_DIVIDE,
    KK_OP_NEGATE,
    KK_OP_ROUND /* to a whole number, half to even */
} kk_op;

typedef struct kk_term {
    kk_op op;
    double number;   /* KK_OP_NUMBER */
    uint32_t table;  /* KK_OP_COLUMN: index in kk_config.tables */
    uint32_t column; /* KK_OP_COLUMN: index in that table's `wanted` */
} kk_term;

enum { KK_EXPRESSION_DEPTH_MAX = 32 }; /* values on the stack while evaluating */

typedef struct kk_expression {
    const char *text;
    size_t count; /* 0: no expression given */
    kk_term *terms;
    kk_mark mark;
} kk_expression;

/* KK_ESTIMATE: a measure that brings its own interval and base. KK_ONE_IN: a share told as "1 op N". */
typedef enum kk_indicator_kind {
    KK_SHARE,
    KK_RATE,
    KK_MEAN,
    KK_RATIO,
    KK_VALUE,
    KK_ESTIMATE,
    KK_ONE_IN
} kk_indicator_kind;
typedef enum kk_direction { KK_DIRECTION_NEUTRAL, KK_DIRECTION_NEED, KK_DIRECTION_STRENGTH } kk_direction;

/* Use is not need: supply creates demand, and what is used little may be missed most. */
typedef enum kk_axis { KK_AXIS_NONE, KK_AXIS_USE, KK_AXIS_SUPPLY, KK_AXIS_NEED } kk_axis;

const char *kk_indicator_kind_name(kk_indicator_kind kind); /* "share", as in the project file and the outputs */
const char *kk_direction_name(kk_direction direction);      /* "need" */
const char *kk_axis_name(kk_axis axis);                     /* "", "use", "supply", "need" */

/* Columns of a mapped CSV: the header of each field, NULL where not given (then recognised, where the form knows it).
 */
typedef enum kk_csv_field {
    KK_FIELD_CLIENT,
    KK_FIELD_FAMILY,
    KK_FIELD_BIRTH,
    KK_FIELD_SEX,
    KK_FIELD_BEGIN,
    KK_FIELD_END,
    KK_FIELD_REQUESTED,
    KK_FIELD_FORM,    /* a code of the list `codes.form` */
    KK_FIELD_PRODUCT, /* a local product code, tried before `form` in the list `codes.product` */
    KK_FIELD_REFERRER,
    KK_FIELD_PROVIDER,
    KK_FIELD_AMOUNT,
    KK_FIELD_OUTCOME,
    KK_FIELD_CREDIT,    /* D or C */
    KK_FIELD_CONTRACT,  /* allocation number */
    KK_FIELD_REFERENCE, /* of a request to its allocation */
    KK_FIELD_AREA,
    KK_FIELD_POSTCODE, /* PC6 */
    KK_FIELD_NUMBER,   /* house number; letters and additions behind it are left aside */
    KK_FIELD_X,        /* metres east, or longitude */
    KK_FIELD_Y,
    /* budgets, activities, places, homes */
    KK_FIELD_ID,
    KK_FIELD_NAME,
    KK_FIELD_TYPE,
    KK_FIELD_CAPACITY,
    KK_FIELD_TASK,
    KK_FIELD_LAW,
    KK_FIELD_PROGRAMME,
    KK_FIELD_ORGANISATION,
    KK_FIELD_YEAR, /* a period */
    KK_FIELD_KEY,  /* allocation key of an amount */
    KK_FIELD_PLACE,
    KK_FIELD_DATE,
    KK_FIELD_ATTENDANCE,
    KK_FIELD_AGE,      /* single year */
    KK_FIELD_COUNT_OF, /* number of persons */
    KK_FIELD_MINUTES,
    KK_FIELD_COUNT
} kk_csv_field;
const char *kk_csv_field_name(kk_csv_field field); /* the key under `columns:` */

typedef enum kk_locating { KK_BY_AREA, KK_BY_POSTCODE, KK_BY_POINT, KK_LOCATINGS } kk_locating;

/* A CSV with columns by name: a source of records, of a budget, of places … */
typedef struct kk_config_csv {
    const char *name;
    kk_config_file file;
    const char *source; /* text for the outputs: default `name` (never the file's name: it may tell) */
    bool is_public;
    const char *column[KK_FIELD_COUNT];
    kk_mark column_mark[KK_FIELD_COUNT];
    kk_locating by[KK_LOCATINGS]; /* order of locating */
    size_t by_count;
    const char *crs; /* of x and y: "EPSG:28992" (default) or "EPSG:4326"; NULL: what the vector source says */
    kk_mark mark;
} kk_config_csv;

/* kk_fail with "file:line:column: " in front (nothing for a mark without a file); line breaks become blanks, so that
   the message stays one line. */
kk_status kk_fail_at(kk_error *err, kk_status status, kk_mark mark, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
