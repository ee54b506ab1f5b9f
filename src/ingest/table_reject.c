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

/* A code that is not of CBS may be whatever stands in a wrong column: a name, a postcode, the number of a person. */
const char *kk_code_shown(const kk_table_reader *in, const char *code)
{
    kk_level_kind kind;
    return in->table->is_public || kk_code_kind(code, &kind) ? code : "";
}

kk_status kk_table_report(kk_table_reader *in, const kk_reject *what, kk_cell value)
{
    char text[VALUE_SHOWN + 1];
    kk_reject reject = *what;
    reject.file = in->table->file.given;
    reject.code = kk_code_shown(in, what->code);
    reject.value = shown(in, value, text);
    return kk_rejects_add(in->rejects, &reject, in->err);
}

kk_status kk_row_turn_away(kk_table_reader *in, kk_row_verdict verdict, const kk_row_key *key, int64_t line)
{
    if (verdict == KK_ROW_FILTER) {
        in->rows_filtered++;
        return KK_OK;
    }
    in->rows_rejected++;
    return kk_table_report(
        in,
        &(kk_reject){
            .kind = KK_REJECT_ROW, .line = line, .column = key->column, .code = key->code, .reason = key->reason},
        key->value);
}

kk_status kk_row_turn_away_double(kk_table_reader *in, const kk_row_key *key, uint32_t first, int64_t line)
{
    if (in->doubles++ == 0) in->doubled = first;
    return kk_row_turn_away(in, KK_ROW_REJECT, key, line);
}

kk_status kk_cell_reject(kk_table_reader *in, const char *column, const char *code, kk_cell value, int64_t line)
{
    return kk_table_report(
        in,
        &(kk_reject){.kind = KK_REJECT_CELL,
                     .line = line,
                     .column = column,
                     .code = code,
                     .reason = "neither a number (one decimal mark, no thousands marks) nor a symbol of CBS (. x -)"},
        value);
}
