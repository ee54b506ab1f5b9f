/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_source.h"

static kk_status open_xml(const kk_config_record_source *config, kk_record_source *source, kk_error *err)
{
    static const kk_csv_field fields[] = {
        KK_FIELD_CLIENT,  KK_FIELD_BIRTH,    KK_FIELD_SEX,       KK_FIELD_BEGIN,    KK_FIELD_END,    KK_FIELD_FORM,
        KK_FIELD_PRODUCT, KK_FIELD_REFERRER, KK_FIELD_REQUESTED, KK_FIELD_PROVIDER, KK_FIELD_AMOUNT, KK_FIELD_OUTCOME,
        KK_FIELD_CREDIT,  KK_FIELD_CONTRACT, KK_FIELD_REFERENCE, KK_FIELD_POSTCODE, KK_FIELD_NUMBER,
    };
    kk_record_columns *columns = &source->columns;
    columns->used_count = sizeof fields / sizeof *fields;
    for (size_t i = 0; i < columns->used_count; i++) {
        columns->used[i] = fields[i];
        columns->header[fields[i]] = kk_csv_field_name(fields[i]);
    }
    return kk_ijw_xml_open(&config->csv.file, config->form, &source->xml, err);
}

kk_status kk_record_source_open_rows(const kk_config_record_source *config, kk_rows *rows, kk_record_source *source,
                                     kk_error *err)
{
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    *source = (kk_record_source){.rows = rows};
    kk_status status = kk_record_columns_find(config, header, count, &source->columns, err);
    if (status != KK_OK) kk_record_source_close(source);
    return status;
}

kk_status kk_record_source_open(const kk_config_record_source *config, kk_record_source *source, kk_error *err)
{
    *source = (kk_record_source){0};
    if (config->xml) return open_xml(config, source, err);
    kk_rows *rows;
    kk_status status = kk_rows_open(&config->csv.file, NULL, &rows, err);
    return status == KK_OK ? kk_record_source_open_rows(config, rows, source, err) : status;
}

kk_status kk_record_source_next(kk_record_source *source, kk_record_fields *fields, bool *found, kk_error *err)
{
    if (source->xml != NULL) return kk_ijw_xml_next(source->xml, fields, found, err);
    const kk_record_columns *columns = &source->columns;
    const kk_cell *cells;
    size_t count;
    kk_status status = kk_rows_next(source->rows, &cells, &count, &fields->line, err);
    *found = status == KK_OK && count > 0;
    source->wrong_width = count != columns->count;
    for (size_t i = 0; i < columns->used_count && *found; i++) {
        kk_csv_field field = columns->used[i];
        fields->cell[field] = source->wrong_width ? (kk_cell){0} : cells[columns->index[field]];
    }
    return status;
}

void kk_record_source_close(kk_record_source *source)
{
    kk_rows_close(source->rows);
    kk_ijw_xml_close(source->xml);
    *source = (kk_record_source){0};
}
