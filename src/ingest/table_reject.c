/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/table_reader.h"

#include <string.h>

enum { VALUE_SHOWN = 80 };

/* What of a cell may be shown: nothing of a table that is not public; else its beginning, in whole characters. */
static const char *shown(const kk_table_reader *in, kk_cell cell, char text[VALUE_SHOWN + 1])
{
    size_t length = !in->table->is_public ? 0 : cell.length < VALUE_SHOWN ? cell.length : VALUE_SHOWN;
    while (length > 0 && length < cell.length && ((unsigned char)cell.text[length] & 0xC0) == 0x80) length--;
    memcpy(text, cell.text, length);
    text[length] = '\0';
    return text;
}

kk_status kk_row_turn_away(kk_table_reader *in, kk_row_verdict verdict, const kk_row_key *key, int64_t line)
{
    if (verdict == KK_ROW_FILTER) {
        in->rows_filtered++;
        return KK_OK;
    }
    char value[VALUE_SHOWN + 1];
    in->rows_rejected++;
    kk_reject reject = {
        .kind = KK_REJECT_ROW,
        .file = in->table->file.given,
        .line = line,
        .column = key->column,
        .code = key->code,
        .value = shown(in, key->value, value),
        .reason = key->reason,
    };
    return kk_rejects_add(in->rejects, &reject, in->err);
}

kk_status kk_row_turn_away_double(kk_table_reader *in, const kk_row_key *key, uint32_t first, int64_t line)
{
    if (in->doubles++ == 0) in->doubled = first;
    return kk_row_turn_away(in, KK_ROW_REJECT, key, line);
}

kk_status kk_cell_reject(kk_table_reader *in, const char *column, const char *code, kk_cell value, int64_t line)
{
    char text[VALUE_SHOWN + 1];
    kk_reject reject = {
        .kind = KK_REJECT_CELL,
        .file = in->table->file.given,
        .line = line,
        .column = column,
        .code = code,
        .value = shown(in, value, text),
        .reason = "neither a number (one decimal mark, no thousands marks) nor a symbol of CBS (. x -)",
    };
    return kk_rejects_add(in->rejects, &reject, in->err);
}
