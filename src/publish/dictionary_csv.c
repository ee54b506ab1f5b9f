/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/dictionary_rows.h"
#include "publish/output.h"

static const kk_described_table *own_table(void)
{
    size_t count;
    const kk_described_table *files = kk_described_files(&count);
    return &files[count - 1];
}

static void write_header(kk_text *text)
{
    const kk_described_table *own = own_table();
    for (size_t c = 0; c < own->column_count; c++) {
        if (c > 0) kk_text_char(text, ',');
        kk_text_csv(text, own->column[c].name);
    }
    kk_text_char(text, '\n');
}

static void write_row(kk_text *text, const kk_dictionary_row *row)
{
    for (size_t c = 0; c < KK_ENTRY_CELLS; c++) {
        if (c > 0) kk_text_char(text, ',');
        kk_text_csv(text, row->cell[c]);
    }
    kk_text_char(text, '\n');
}

kk_status kk_write_dictionary_csv(const kk_release *release, const kk_config *config, const char *folder, kk_error *err)
{
    kk_arena arena;
    kk_output output;
    const kk_described_table *tables = NULL;
    kk_dictionary_row *row = NULL;
    size_t table_count = 0, count = 0;
    kk_arena_init(&arena);
    /* First, so that it is one of the tables that are there. */
    kk_status status = kk_output_open(&output, folder, "woordenboek.csv", err);
    if (status == KK_OK) status = kk_describe_tables(release, config, folder, &arena, &tables, &table_count, err);
    if (status == KK_OK) status = kk_dictionary_make(release, config, tables, table_count, &arena, &row, &count, err);
    if (status == KK_OK) write_header(&output.text);
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        write_row(&output.text, &row[i]);
        kk_output_drain(&output);
    }
    status = kk_output_close(&output, status, err);
    kk_arena_clear(&arena);
    return status;
}
