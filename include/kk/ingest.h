/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Readers: areas (GDAL vectors), own areas (CSV), tables of figures (CSV, spreadsheets).
 */
#ifndef KK_INGEST_H
#define KK_INGEST_H

#include "kk/areas.h"
#include "kk/config.h"
#include "kk/error.h"
#include "kk/figure.h"
#include "kk/rejects.h"

/*
 * Areas of all sources of the project, in EPSG:28992, checked against the bounds of the Netherlands, restricted to
 * the gemeenten asked for, sorted by code. Geometry in RD is as read: geo repairs it (kk_areas_repair); geometry that
 * has to be projected is repaired first, where it was drawn, with a line in `rejects`. Absent levels are added by
 * kk_areas_complete. Errors: KK_ERR_INPUT for an unreadable source, no code column, a wrong coordinate system
 * (with a guess which it is), a code twice in one level, sources of different years (or of another than `vintage:`), a
 * word for water that is none, a level that is water altogether.
 */
kk_status kk_areas_read(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_areas *areas,
                        kk_error *err) KK_MUST_USE;

/*
 * The own areas of the project, added to `areas` as levels (shape by geo). Errors: KK_ERR_INPUT for a code that is not
 * among the areas, a code in two groups, codes of more than one level in one file, a group with a code of CBS's form.
 */
kk_status kk_groups_read(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_areas *areas,
                         kk_error *err) KK_MUST_USE;

/* A table of figures, with the columns that the project asks for. */
typedef struct kk_table {
    const kk_config_table *config;
    const char *companion;     /* absolute path of the MeasureCodes.csv read with it, or NULL */
    size_t column_count;       /* = config->wanted_count, in that order */
    const char **column;       /* name in the file; for a StatLine column the part before the number */
    ptrdiff_t population;      /* column of the number of inhabitants (possibly recognised and then appended after the
                                  wanted ones: column_count is then larger than wanted_count), or −1 */
    ptrdiff_t boundary_change; /* column of ind_wbi / Indelingswijziging… when the file has one (appended too), or −1:
                                  1 unchanged, 2 recoded with the same boundary, 3 boundary changed */
    size_t period_count;       /* ascending; "2023", "2022KW03"; JJ00 and dates are made years */
    const char **period;
    size_t row_count;
    const char **code;     /* trimmed area code, [row] */
    uint32_t *row_period;  /* index in `period`, [row] */
    int64_t *line;         /* where it starts in the file, [row]; in the long form its first observation */
    uint32_t *source_rows; /* rows of the file behind it, [row]: 1, or in the long form its observations */
    double *value;         /* [row × column_count + column]; NaN where missing */
    uint8_t *status;       /* kk_figure_status, same shape */
    uint32_t *guard;   /* [column] the column with the number of persons behind it: where that is 1–9 the figure is
                          withheld; NULL: each column is its own guard (a table of a file, but for published estimates) */
    uint32_t *largest; /* [column] of amounts of persons: the column of what the person with most has, behind which
                          stand those of who has second most and of the sum of the sizes of all (KK_PART_LARGEST,
                          _SECOND, _SIZES); 0: there are none; NULL: of no column */
    int64_t rows_read, rows_used, rows_rejected,
        rows_filtered;    /* read = used + rejected + filtered (by where, periods, gemeenten) */
    size_t refused_count; /* rows that kk_table_fit refused: `code` and `row_period` have them behind the others */
} kk_table;

/*
 * Reads one table of the project. Rows of gemeenten that `areas.gemeenten` leaves out are filtered. Cells become
 * figures with a status by the rules of docs/project-file.md (CBS symbols, sentinels ≤ −99990, blanks by population,
 * columns wholly empty in a period). A column of percentages that contradicts its own counts is refused: its figures
 * become unknown, with a line in `rejects` and a warning that says by how much; so does a single figure that does, with
 * a line. Errors: KK_ERR_INPUT (unreadable, no
 * code column), KK_ERR_PROJECT (unknown or ambiguous column, with the nearest name, at the place in the project file
 * that asks for it). Of a table that is not public messages and `rejects` name no cells: codes of CBS's form only, and
 * columns only where the whole header looks like one.
 */
kk_status kk_table_read(const kk_config *config, size_t table_index, kk_arena *arena, kk_rejects *rejects,
                        kk_table *table, kk_error *err) KK_MUST_USE;

/*
 * Refuses what does not fit the areas. Of a table that is not public every row whose code is neither of CBS's form nor
 * of an own area: it may be of a person, so that it is forgotten; `rejects` tells its line only.
 *
 * Below gemeente level what does not fit the boundaries. Per period and level all rows, when fewer than
 * `minimum_match` of the table's codes are areas, or of the areas have a row (both within the gemeenten that both
 * know); and single rows whose area changed between their period and the boundaries, as other rows of the table say
 * (ind_wbi 3). Refused rows leave the table, are counted as rejected, and stand in `rejects` with the reason (a level
 * in one line).
 */
kk_status kk_table_fit(kk_table *table, const kk_areas *areas, kk_rejects *rejects, kk_error *err) KK_MUST_USE;

/*
 * A source of rows of text cells: CSV (`;`, `,` or tab found from the header; quotes; BOM; UTF-8 or CP1252) or a sheet
 * of an XLS/XLSX/ODS file through GDAL. Cells are UTF-8, trimmed of blanks, valid until the next row is read.
 */
typedef struct kk_rows kk_rows;
typedef struct kk_cell {
    const char *text; /* not NUL-terminated */
    size_t length;
} kk_cell;

kk_status kk_rows_open(const kk_config_file *file, const char *sheet, kk_rows **out, kk_error *err) KK_MUST_USE;
/* A CSV in memory; `bytes` stay the caller's and must outlive the handle. `file` names it in messages. */
kk_status kk_rows_open_memory(const char *bytes, size_t length, const kk_config_file *file, kk_rows **out,
                              kk_error *err) KK_MUST_USE;
void kk_rows_close(kk_rows *rows);
/* The header's cells; borrowed until close. */
size_t kk_rows_header(const kk_rows *rows, const kk_cell **cells);
/* The next row: KK_OK and *count cells, or *count = 0 at the end. `*line` is where the row starts, 1-based. */
kk_status kk_rows_next(kk_rows *rows, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err) KK_MUST_USE;

#endif
