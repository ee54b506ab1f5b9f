/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reader of iJw messages: any bytes give rows or an error of input, of one line. The first byte chooses the
 * message.
 */
#include "memory_file.h"

#include "ingest/ijw_xml.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_row(const kk_record_fields *row)
{
    require(row->line > 0);
    for (int f = 0; f < KK_FIELD_COUNT; f++) {
        const kk_cell *cell = &row->cell[f];
        require(cell->length <= 64 * 1024);
        if (cell->length == 0) continue;
        require(cell->text[0] != ' ' && cell->text[cell->length - 1] != '\n');
    }
}

static void read_rows(const kk_config_file *file, kk_record_form form)
{
    kk_ijw_xml *xml;
    kk_error err;
    bool found = true;
    kk_record_fields row;
    require(kk_ijw_xml_open(file, form, &xml, &err) == KK_OK);
    kk_status status = KK_OK;
    while (status == KK_OK && found) {
        status = kk_ijw_xml_next(xml, &row, &found, &err);
        if (status == KK_OK && found) check_row(&row);
    }
    require(status == KK_OK || (status == KK_ERR_INPUT && strchr(err.message, '\n') == NULL));
    kk_ijw_xml_close(xml);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const kk_record_form forms[] = {KK_FORM_JW301, KK_FORM_JW305, KK_FORM_JW307, KK_FORM_JW315, KK_FORM_JW323};
    char path[64];
    kk_config_file file;
    if (size == 0) return 0;
    int descriptor = memory_file(data + 1, size - 1, path, &file);
    read_rows(&file, forms[data[0] % (sizeof forms / sizeof *forms)]);
    close(descriptor);
    return 0;
}
