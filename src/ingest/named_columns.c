/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/named_columns.h"
#include "ingest/table_columns.h"

#include <string.h>

static kk_status take_header(const kk_config_csv *csv, const kk_rows *rows, kk_arena *arena, kk_names *names,
                             kk_error *err)
{
    const kk_cell *cells;
    size_t count = kk_rows_header(rows, &cells);
    names->name = kk_arena_alloc(arena, count, sizeof *names->name);
    if (names->name == NULL) return kk_fail_memory(err);
    for (; names->count < count; names->count++) {
        kk_cell cell = cells[names->count];
        names->name[names->count] = kk_arena_text(arena, cell.text, cell.length);
        if (names->name[names->count] == NULL) return kk_fail_memory(err);
    }
    names->shown = csv->is_public || kk_names_look_right(names);
    return KK_OK;
}

/* "buurt*" is Buurt2023, but not buurtnaam. */
static bool is_called(const char *name, const char *word)
{
    char beginning[32];
    size_t length = strlen(word);
    if (word[length - 1] != '*') return kk_name_is(name, word);
    memcpy(beginning, word, length);
    beginning[length - 1] = '\0';
    return kk_name_begins(name, beginning) && strcasestr(name, "naam") == NULL;
}

static ptrdiff_t recognise(const kk_names *names, const kk_named_column *wanted)
{
    for (size_t w = 0; w < KK_COLUMN_WORDS_MAX && wanted->words[w] != NULL; w++)
        for (size_t i = 0; i < names->count; i++)
            if (is_called(names->name[i], wanted->words[w])) return (ptrdiff_t)i;
    return -1;
}

static kk_status find_column(const kk_config_csv *csv, const kk_names *names, const kk_named_column *wanted,
                             ptrdiff_t *index, kk_error *err)
{
    const char *file = csv->file.given, *given = csv->column[wanted->field];
    if (given != NULL) {
        uint32_t found;
        kk_status status = kk_names_require(names, given, csv->column_mark[wanted->field], file, &found, err);
        *index = status == KK_OK ? (ptrdiff_t)found : -1;
        return status;
    }
    *index = recognise(names, wanted);
    if (*index >= 0 || wanted->what == NULL) return KK_OK;
    char list[400];
    kk_names_list(names, list, sizeof list);
    return kk_fail_at(err, KK_ERR_INPUT, csv->mark,
                      "%s: no column of %s is recognised among %s; name it with `columns: {%s: …}`", file, wanted->what,
                      list, kk_csv_field_name(wanted->field));
}

kk_status kk_named_columns_find(const kk_config_csv *csv, const kk_rows *rows, const kk_named_column *wanted,
                                size_t count, ptrdiff_t *index, kk_error *err)
{
    kk_arena arena;
    kk_names names = {0};
    kk_arena_init(&arena);
    kk_status status = take_header(csv, rows, &arena, &names, err);
    for (size_t i = 0; i < count && status == KK_OK; i++) status = find_column(csv, &names, &wanted[i], &index[i], err);
    kk_arena_clear(&arena);
    return status;
}

bool kk_named_row_fits(const kk_rows *rows, size_t count)
{
    const kk_cell *header;
    return count == kk_rows_header(rows, &header);
}

kk_cell kk_named_cell(const kk_cell *cells, size_t count, ptrdiff_t index)
{
    return index >= 0 && (size_t)index < count ? cells[index] : (kk_cell){"", 0};
}

kk_status kk_named_row_reject(const kk_config_csv *csv, const kk_rows *rows, ptrdiff_t index, kk_cell cell,
                              int64_t line, const char *reason, kk_rejects *rejects, kk_error *err)
{
    enum { SHOWN = 40 };
    char value[SHOWN + 1] = "", column[SHOWN + 1] = "";
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    kk_cell name = kk_named_cell(header, count, index);
    if (csv->is_public && cell.length <= SHOWN) memcpy(value, cell.text, cell.length);
    if (csv->is_public && name.length <= SHOWN) memcpy(column, name.text, name.length);
    kk_reject reject = {.kind = KK_REJECT_ROW,
                        .file = csv->file.given,
                        .line = line,
                        .column = column,
                        .value = value,
                        .reason = reason};
    return kk_rejects_add(rejects, &reject, err);
}
