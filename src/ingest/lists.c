/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/lists.h"
#include "ingest/encoding.h"
#include "ingest/named_columns.h"
#include "ingest/release_csv.h"
#include "kk/log.h"
#include "kk/publication_files.h"

#include <string.h>

enum { CODE_MAX = 100 };

/* The land area with the code in a cell, whose text is then in `code`; −1: none of this level has it. */
static ptrdiff_t find_area(const kk_level *level, kk_cell cell, char code[CODE_MAX + 1])
{
    size_t length = cell.length > CODE_MAX ? 0 : cell.length;
    memcpy(code, cell.text, length);
    code[length] = '\0';
    ptrdiff_t found = kk_level_find(level, code);
    return found >= 0 && level->water[found] ? -1 : found;
}

/* ---- the list of today ---- */

typedef struct list_reader {
    const kk_config_file *file;
    const kk_level *level;
    kk_rejects *rejects;
    kk_rows *rows;
    ptrdiff_t column;
    bool *on;
    size_t count; /* on the list */
} list_reader;

static kk_status find_column(list_reader *in, kk_error *err)
{
    /* In another order than KK_AREA_WORDS: beside codes, lists tell names, under titles such as `gebied`. */
    static const kk_named_column wanted = {
        KK_FIELD_AREA,
        NULL,
        {"code", "gebiedscode", "wijkcode", "buurtcode", "gemeentecode", "gwbcode", "regiocode", "codering",
         "wijkenenbuurten", "regios", "area", "gebied"},
    };
    const kk_config_csv csv = {.file = *in->file, .mark = in->file->mark};
    kk_status status = kk_named_columns_find(&csv, in->rows, &wanted, 1, &in->column, err);
    if (status != KK_OK || in->column >= 0) return status;
    return kk_fail_at(err, KK_ERR_INPUT, in->file->mark,
                      "%s: has no column of codes; expected 'code', with the code of a %s in each row", in->file->given,
                      in->level->name);
}

static kk_status reject(list_reader *in, const char *code, int64_t line, const char *reason, kk_error *err)
{
    kk_level_kind kind;
    kk_reject row = {.kind = KK_REJECT_ROW,
                     .file = in->file->given,
                     .line = line,
                     .column = "code",
                     .code = kk_code_kind(code, &kind) ? code : "",
                     .reason = reason};
    return kk_rejects_add(in->rejects, &row, err);
}

static kk_status take_row(list_reader *in, const kk_cell *cells, size_t count, int64_t line, kk_error *err)
{
    char code[CODE_MAX + 1];
    ptrdiff_t area = find_area(in->level, kk_named_cell(cells, count, in->column), code);
    if (!kk_named_row_fits(in->rows, count)) return reject(in, "", line, KK_WRONG_WIDTH, err);
    if (area < 0) return reject(in, code, line, "no land area of the level of this list has this code", err);
    if (in->on[area]) return reject(in, code, line, "stands in the list already", err);
    in->on[area] = true;
    in->count++;
    return KK_OK;
}

static kk_status read_rows(list_reader *in, kk_error *err)
{
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, err);
        if (status == KK_OK && count > 0) status = take_row(in, cells, count, line, err);
        if (status != KK_OK || count == 0) return status;
    }
}

kk_status kk_list_read(const kk_config_file *file, const kk_level *level, kk_arena *arena, kk_rejects *rejects,
                       bool **on, kk_error *err)
{
    list_reader in = {.file = file, .level = level, .rejects = rejects};
    in.on = kk_arena_alloc(arena, level->count, sizeof *in.on);
    if (in.on == NULL) return kk_fail_memory(err);
    kk_status status = kk_rows_open(file, NULL, &in.rows, err);
    if (status != KK_OK) return status;
    status = find_column(&in, err);
    if (status == KK_OK) status = read_rows(&in, err);
    if (status == KK_OK && in.count == 0)
        status = kk_fail_at(err, KK_ERR_INPUT, file->mark,
                            "%s: no row has the code of a %s of this project; is it a list of another level or year?",
                            file->given, level->name);
    kk_rows_close(in.rows);
    *on = in.on;
    return status;
}

/* ---- the list of an earlier run ---- */

enum { LIST, LEVEL, CODE, IS_CHOSEN, COLUMNS };
static const char *const columns[] = {"list", "level", "code", "is_chosen"};

/* Returns the number of rows of this list at this level in *rows. */
static kk_status read_chosen(kk_release_csv *csv, const char *list, const kk_level *level, bool *on, size_t *rows,
                             kk_error *err)
{
    for (;;) {
        bool more;
        char code[CODE_MAX + 1];
        kk_status status = kk_release_csv_next(csv, &more, err);
        if (status != KK_OK || !more) return status;
        if (!kk_cell_equals(kk_release_csv_cell(csv, LIST), list)) continue;
        if (!kk_cell_equals(kk_release_csv_cell(csv, LEVEL), level->name)) continue;
        bool is_chosen = kk_cell_equals(kk_release_csv_cell(csv, IS_CHOSEN), "true");
        if (!is_chosen && !kk_cell_equals(kk_release_csv_cell(csv, IS_CHOSEN), "false"))
            return kk_release_csv_fail(csv, IS_CHOSEN, "is neither true nor false", err);
        ptrdiff_t area = find_area(level, kk_release_csv_cell(csv, CODE), code);
        if (area >= 0) on[area] = is_chosen;
        ++*rows;
    }
}

static kk_status read_targets(const kk_config_file *folder, const char *list, const kk_level *level, kk_arena *arena,
                              bool *on, kk_error *err)
{
    kk_release_csv csv;
    size_t rows = 0;
    const char *path = kk_arena_format(arena, "%s/targets.csv", folder->path);
    if (path == NULL) return kk_fail_memory(err);
    kk_status status = kk_release_csv_open(&csv, path, columns, COLUMNS, COLUMNS, err);
    if (status == KK_OK) status = read_chosen(&csv, list, level, on, &rows, err);
    if (status == KK_OK && rows == 0)
        status =
            kk_fail_at(err, KK_ERR_INPUT, folder->mark,
                       "%s: its targets.csv has no list '%s' of level '%s'; name the list as it was named then, or "
                       "leave this folder out",
                       folder->given, list, level->name);
    kk_release_csv_close(&csv);
    return status;
}

kk_status kk_list_read_earlier(const kk_config_file *folder, const char *list, const kk_areas *areas, uint32_t level,
                               kk_arena *arena, bool **on, kk_error *err)
{
    int vintage;
    *on = NULL;
    kk_status status = kk_publication_read_vintage(folder->path, &vintage, err);
    if (status != KK_OK) return status;
    if (vintage != areas->vintage) {
        kk_warn("%s: its boundaries are of %d, and those of this project of %d; its list '%s' is not used, as a list "
                "is kept only for areas of equal vintage",
                folder->given, vintage, areas->vintage, list);
        return KK_OK;
    }
    bool *found = kk_arena_alloc(arena, areas->level[level].count, sizeof *found);
    if (found == NULL) return kk_fail_memory(err);
    status = read_targets(folder, list, &areas->level[level], arena, found, err);
    if (status == KK_OK) *on = found;
    return status;
}
