/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The project file, as one validated structure. Every key is documented in docs/project-file.md.
 *
 * libcyaml holds the schema; libyaml's marks give file, line and column of every value, so that errors found later
 * (an unknown column, say) point there too. After kk_config_load the structure is complete: defaults are filled in,
 * indicators taken from the catalogue are written out, expressions are parsed, relative paths are made absolute
 * against the folder of the project file. All memory belongs to the kk_config.
 */
#ifndef KK_CONFIG_H
#define KK_CONFIG_H

#include "kk/arena.h"
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

/* A vector source of areas. NULL text = not given: recognised from the columns. */
typedef struct kk_config_source {
    kk_config_file file;
    const char *layer; /* NULL: every layer with a recognised code column */
    const char *level; /* "gemeente", "wijk", "buurt" */
    const char *code, *name, *water;
    const char *crs; /* overrides what the source says, such as "EPSG:28992" */
    kk_mark mark;
} kk_config_source;

/* Own areas: CSV with columns code, group, name. */
typedef struct kk_config_group {
    const char *name, *title;
    kk_config_file file;
    kk_mark mark;
} kk_config_group;

typedef struct kk_config_where {
    const char *column, *equals;
    kk_mark mark;
} kk_config_where;

/* Expressions: numbers, columns, + − × ÷ and brackets, in postfix order. */
typedef enum kk_op {
    KK_OP_NUMBER,
    KK_OP_COLUMN,
    KK_OP_ADD,
    KK_OP_SUBTRACT,
    KK_OP_MULTIPLY,
    KK_OP_DIVIDE,
    KK_OP_NEGATE
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

/* A column that an expression, a check or the population asks for. */
typedef struct kk_config_column {
    const char *name; /* as written in the project file (without the table) */
    kk_mark mark;     /* where it is first asked for */
} kk_config_column;

/* A percentage that must agree with its own count and base: 100 × count / base. */
typedef struct kk_config_percentage {
    uint32_t column, count; /* indices in `wanted` */
    kk_expression base;
    kk_mark mark;
} kk_config_percentage;

typedef struct kk_config_table {
    const char *name;
    kk_config_file file;
    const char *sheet;         /* of a spreadsheet; NULL: the first */
    bool is_public;            /* `public: true`: published figures, released unchanged */
    const char *source;        /* text for the `source` column of the output; default: the file's name */
    const char *code;          /* column of the area code; NULL: recognised */
    const char *period;        /* of all rows; NULL when period_column */
    const char *period_column; /* NULL: recognised (Perioden, Peildatum …) when `period` is not given */
    const char **periods;      /* which to use; none given: all */
    size_t period_count;
    const char **stands_in_for; /* periods for which this table's only period may be used too */
    size_t stands_in_count;
    const char *population; /* column of the number of inhabitants; NULL: recognised (a_inw, AantalInwoners …) */
    const char *measure, *value, *attribute; /* long form (one observation a row); NULL: recognised (StatLine v4) */
    kk_config_where *where;
    size_t where_count;
    kk_config_percentage *percentages;
    size_t percentage_count;
    double minimum_match; /* least share of codes that must meet the boundaries, per period and level; default 0.9 */
    double
        minimum_coverage; /* least share of inhabited land areas with a row, per used level; default 0: never stops */
    kk_config_column *wanted; /* every column asked for anywhere, without doubles, in order of first asking;
                                 includes `population` where given */
    size_t wanted_count;
    kk_mark mark;
} kk_config_table;

typedef enum kk_indicator_kind { KK_SHARE, KK_RATE, KK_MEAN, KK_RATIO, KK_VALUE } kk_indicator_kind;
typedef enum kk_direction { KK_DIRECTION_NEUTRAL, KK_DIRECTION_NEED, KK_DIRECTION_STRENGTH } kk_direction;

const char *kk_indicator_kind_name(kk_indicator_kind kind); /* "share", as in the project file and the outputs */
const char *kk_direction_name(kk_direction direction);      /* "need" */

typedef struct kk_config_indicator {
    const char *name; /* [a-z][a-z0-9_]*, at most 48: a column name in every output */
    kk_indicator_kind kind;
    kk_expression numerator;
    kk_expression denominator; /* none for a value; there it is the weight with which own areas average it */
    double per;                /* factor in publishing: 100 for per cent; default 100 for a share, else 1 */
    const char *unit;
    const char **levels; /* names of levels; none given: all that exist */
    size_t level_count;
    kk_direction direction;
    const char *label_en, *label_nl, *description;
    bool as_published; /* a percentage taken as published, because no count is */
    kk_mark mark;
} kk_config_indicator;

typedef struct kk_config {
    const char *path;   /* of the project file, as given */
    const char *folder; /* absolute */
    const char *text;   /* the project file as it may be shown: no comments, `hidden` for the address of a server */
    struct {
        const char *name, *title, *period;
        kk_mark mark;
    } project;
    struct {
        int vintage; /* 0: from the source */
        kk_config_source *sources;
        size_t source_count;
        const char **gemeenten; /* codes to keep; none: all */
        size_t gemeente_count;
        kk_config_group *groups;
        size_t group_count;
        kk_mark mark;
    } areas;
    kk_config_table *tables;
    size_t table_count;
    kk_config_indicator *indicators;
    size_t indicator_count;
    struct {
        kk_config_file directory; /* default "out" beside the project file */
    } output;
    struct {
        const char *url;    /* NULL: the private cluster */
        const char *schema; /* default: "kk_" + project name */
        kk_mark mark;
    } database;
    void *owner; /* implementation's memory */
} kk_config;

/*
 * Reads, validates and completes a project file. Errors (KK_ERR_PROJECT) read
 *   project.yaml:12:5: unknown key 'nummerator' in indicators; did you mean 'numerator'?
 * An unreadable file is KK_ERR_INPUT. On failure `*out` is NULL.
 */
kk_status kk_config_load(const char *path, kk_config **out, kk_error *err) KK_MUST_USE;

/* The same from a text in memory; `path` is what messages say, and its folder is where relative paths begin. */
kk_status kk_config_parse(const char *text, size_t length, const char *path, kk_config **out,
                          kk_error *err) KK_MUST_USE;

void kk_config_free(kk_config *config); /* safe on NULL */

/* kk_fail with "file:line:column: " in front (nothing for a mark without a file); line breaks become blanks, so that
   the message stays one line. */
kk_status kk_fail_at(kk_error *err, kk_status status, kk_mark mark, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * The catalogue of indicators that ships with the engine, for `use: form/name` and `kansenkompas list indicators`.
 * `form` is the kind of table whose column names the expressions use: kwb, statline, jeugdzorg, jeugdzorg_kwb,
 * jeugdzorg_statline (the last two take their population from another table). Texts that an entry does not give are "".
 */
typedef struct kk_catalogue_entry {
    const char *name, *form, *kind, *numerator, *denominator, *unit, *direction, *label_en, *label_nl, *description;
} kk_catalogue_entry;

/* All entries, in the arena. */
kk_status kk_catalogue_load(kk_arena *arena, const kk_catalogue_entry **entries, size_t *count,
                            kk_error *err) KK_MUST_USE;

/* Writes the starter project of `kansenkompas init` into `directory` (made when absent); never overwrites. */
kk_status kk_config_write_starter(const char *directory, kk_error *err) KK_MUST_USE;

#endif
