/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/ijw_xml.h"
#include "kk/log.h"
#include "ingest/encoding.h"
#include "ingest/ijw_elements.h"
#include "ingest/input_file.h"
#include "ingest/wiped.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 256 * 1024, TAG_MAX = 1024 * 1024 /* expat keeps a tag or comment in memory until it ends */ };

struct kk_ijw_xml {
    const kk_config_file *file;
    int descriptor;
    int64_t bytes_read;
    XML_Parser parser;
    char birth[9];
    kk_ijw_elements elements;
};

/* ---- reading ---- */

static kk_status fail_parsing(kk_ijw_xml *xml)
{
    if (xml->elements.status != KK_OK) return xml->elements.status;
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    switch (code) {
    case XML_ERROR_NO_MEMORY:
        return kk_fail_memory(xml->elements.err);
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
        return kk_ijw_fail(&xml->elements, "the file ends before its message does; is it cut off?");
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING:
        return kk_ijw_fail(&xml->elements, "is in an encoding that is not known here; expected UTF-8");
    default:
        break;
    }
    char what[200];
    snprintf(what, sizeof what, "is no well-formed XML: %s", XML_ErrorString(code));
    return kk_ijw_fail(&xml->elements, what);
}

static kk_status read_more(kk_ijw_xml *xml)
{
    if (kk_interrupted()) return kk_fail(xml->elements.err, KK_ERR_INTERRUPTED, "interrupted while reading records");
    void *buffer = XML_GetBuffer(xml->parser, READ_BYTES);
    if (buffer == NULL) return kk_fail_memory(xml->elements.err);
    ssize_t got;
    do got = read(xml->descriptor, buffer, READ_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return kk_fail_at(xml->elements.err, KK_ERR_INPUT, xml->file->mark, "%s: cannot be read: %s", xml->file->given,
                          strerror(errno));
    xml->bytes_read += got;
    enum XML_Status result = XML_ParseBuffer(xml->parser, (int)got, got == 0);
    if (result == XML_STATUS_ERROR) return fail_parsing(xml);
    if (result == XML_STATUS_OK && xml->bytes_read - XML_GetCurrentByteIndex(xml->parser) > TAG_MAX)
        return kk_ijw_fail(&xml->elements, "a tag or comment of more than 1 MB");
    return KK_OK;
}

/* ---- rows ---- */

/* The birth date with zeros for what is not known of it. */
static kk_cell birth_date(kk_ijw_xml *xml)
{
    kk_cell date = kk_ijw_text(&xml->elements, KK_FIELD_BIRTH);
    kk_cell use = kk_ijw_text(&xml->elements, KK_IJW_DATE_USE);
    if (use.length == 0 || date.length < strlen("JJJJ-MM")) return date;
    if (!kk_cell_equals(use, "1") && !kk_cell_equals(use, "2")) return (kk_cell){"", 0};
    bool month_known = kk_cell_equals(use, "1");
    snprintf(xml->birth, sizeof xml->birth, "%.4s%.2s00", date.text, month_known ? date.text + 5 : "00");
    return (kk_cell){xml->birth, strlen(xml->birth)};
}

static bool takes_back(const kk_ijw_elements *elements)
{
    kk_cell status = kk_ijw_text(elements, KK_IJW_STATUS);
    kk_cell reason = kk_ijw_text(elements, KK_IJW_REASON);
    return kk_cell_equals(status, "3") || kk_cell_equals(reason, "01") || kk_cell_equals(reason, "13");
}

static void fill_row(kk_ijw_xml *xml, kk_record_fields *fields)
{
    fields->line = xml->elements.line;
    for (size_t f = 0; f < KK_FIELD_COUNT; f++) fields->cell[f] = kk_ijw_text(&xml->elements, f);
    fields->cell[KK_FIELD_BIRTH] = birth_date(xml);
    if (takes_back(&xml->elements)) fields->cell[KK_FIELD_CREDIT] = (kk_cell){"C", 1};
}

kk_status kk_ijw_xml_next(kk_ijw_xml *xml, kk_record_fields *fields, bool *found, kk_error *err)
{
    kk_status status = KK_OK;
    xml->elements.err = err;
    xml->elements.found = false;
    while (status == KK_OK && !xml->elements.found) {
        XML_ParsingStatus parsing;
        XML_GetParsingStatus(xml->parser, &parsing);
        if (parsing.parsing == XML_FINISHED) break;
        if (parsing.parsing == XML_SUSPENDED)
            status = XML_ResumeParser(xml->parser) == XML_STATUS_ERROR ? fail_parsing(xml) : KK_OK;
        else
            status = read_more(xml);
    }
    *found = status == KK_OK && xml->elements.found;
    if (*found) fill_row(xml, fields);
    return status;
}

/* ---- opening, closing ---- */

kk_status kk_ijw_xml_open(const kk_config_file *file, kk_record_form form, kk_ijw_xml **out, kk_error *err)
{
    static const XML_Memory_Handling_Suite wiping = {malloc, kk_wiped_realloc, kk_wiped_free};
    static const XML_Char separator[] = {KK_IJW_SEPARATOR, '\0'};
    *out = NULL;
    const char *obstacle = kk_input_obstacle(file->path);
    if (obstacle != NULL)
        return kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s: cannot be opened: %s", file->given, obstacle);
    kk_ijw_xml *xml = calloc(1, sizeof *xml);
    if (xml == NULL) return kk_fail_memory(err);
    xml->file = file;
    xml->parser = XML_ParserCreate_MM(NULL, &wiping, separator);
    kk_status status = xml->parser == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) kk_ijw_elements_attach(&xml->elements, file->given, form, xml->parser);
    xml->descriptor = open(file->path, O_RDONLY | O_CLOEXEC);
    if (status == KK_OK && xml->descriptor < 0)
        status = kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s: cannot be opened: %s", file->given, strerror(errno));
    if (status != KK_OK) {
        kk_ijw_xml_close(xml);
        return status;
    }
    *out = xml;
    return KK_OK;
}

void kk_ijw_xml_close(kk_ijw_xml *xml)
{
    if (xml == NULL) return;
    if (xml->parser != NULL) XML_ParserFree(xml->parser);
    if (xml->descriptor >= 0) close(xml->descriptor);
    kk_wiped_free(xml);
}
