/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Published estimates as input: the long form of KansenKaart, and of the engine's own estimates.csv, recognised by its
 * header:
 *   outcome,<dimension>_group…,region_type,region_id,n,est,lwr,upr
 * in any order, with other columns or without. A column of the table is a selection, `est[outcome=c30_income,
 * income=Low]` (config/published.h). What is not in the file was withheld: an area that the file tells of has the
 * status secret for a subgroup without a row, if the file has the outcome in areas of that level, and absent if not.
 */
#ifndef KK_TABLE_ESTIMATES_H
#define KK_TABLE_ESTIMATES_H

#include "config/published.h"
#include "ingest/table_reader.h"

/* The different texts of a column, those of selections first; `met` in the file or not. */
typedef struct kk_choices {
    uint32_t column; /* of the header */
    kk_names names;
    bool *met;
    uint32_t last; /* the one found last: rows with one text follow each other */
} kk_choices;

enum { KK_NO_COLUMN = UINT32_MAX };

/* Of a table that is not public a selection has one column more: the persons that its figures tell of. */
enum { KK_SELECTED_GUARD = KK_PUBLISHED_FIGURES, KK_SELECTED_COLUMNS };

typedef struct kk_selected {
    uint32_t *word;                       /* [choices] index of its text there */
    uint32_t column[KK_SELECTED_COLUMNS]; /* of the table, or KK_NO_COLUMN */
    kk_mark mark;
} kk_selected;

struct kk_estimates_reader {
    uint32_t outcome, region_type, region_id, figure[KK_PUBLISHED_FIGURES]; /* columns of the header */
    size_t choices_count;
    kk_choices *choices; /* of the outcome, then of each dimension */
    uint32_t *here;      /* [choices] the words of the row at hand */
    size_t selected_count;
    kk_selected *selected;
};

/* Makes `in->estimates`, where the header is that of published estimates. */
kk_status kk_estimates_recognise(kk_table_reader *in) KK_MUST_USE;

/* The wanted columns as names. Errors: KK_ERR_PROJECT for one that is no selection, or names no dimension. */
kk_status kk_estimates_names(kk_table_reader *in) KK_MUST_USE;

/* Adds the guards to `in->columns`, in which the wanted ones are. */
kk_status kk_estimates_add_guards(kk_table_reader *in) KK_MUST_USE;

/* KK_ERR_PROJECT where a selection is asked of a file that holds no estimates. */
kk_status kk_estimates_refuse(kk_table_reader *in) KK_MUST_USE;

/*
 * The code of the area that a row is of, by its form, or by its type: 363 of `gemeente_code` is GM0363 (made in
 * `text`), and any code of a type that begins with the name of an own level is one. False for a region of another kind:
 * the country, COROP, postcodes.
 */
bool kk_estimates_region(const kk_table_reader *in, const kk_cell *cells, char text[KK_CODE_MAX + 1], kk_cell *code);

/* Finds the words of a row, and notes that they were met; new ones become choices. */
kk_status kk_choices_find(kk_table_reader *in, const kk_cell *cells) KK_MUST_USE;

/* Whether the row is of selection `index`. */
bool kk_estimates_is_selected(const kk_table_reader *in, const kk_cell *cells, uint32_t index);

/* Reads the rows. Errors: KK_ERR_PROJECT for an outcome or group that the file does not have. */
kk_status kk_estimates_read(kk_table_reader *in) KK_MUST_USE;

/* Statuses of cells without a figure. */
kk_status kk_estimates_settle(kk_table_reader *in) KK_MUST_USE;

/* Tells the guard of every column, where there are any; n is its own. */
kk_status kk_estimates_set_guards(const kk_table_reader *in, kk_table *table) KK_MUST_USE;

#endif
