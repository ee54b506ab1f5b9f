/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/csv.h"
#include "core/utf8.h"
#include "ingest/encoding.h"
#include "ingest/wiped.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 1024 * 1024 };

struct kk_csv {
    const kk_config_file *file;
    int descriptor; /* −1: from `memory` */
    const char *memory;
    size_t memory_length, memory_read;
    char *buffer; /* wiped memory, since what is read may be of persons; bytes begin … end − 1 are not yet parsed; one
                     more byte of room behind `end` */
    size_t begin, end, capacity;
    bool at_end;    /* nothing left to read into the buffer */
    char delimiter; /* '\0' until the first record */
    int64_t line;   /* of the record at `begin` */
    kk_cell *cells;
    size_t cell_count, cell_capacity;
    char *converted; /* the cells of a CP1252 record */
    size_t converted_capacity;
};

/* Where a record ended, or that the buffer ended first. */
typedef enum scan_result { SCAN_RECORD, SCAN_MORE, SCAN_OPEN_QUOTE, SCAN_MEMORY } scan_result;

typedef struct record_scan {
    const char *next; /* behind the line end of the record */
    int64_t lines;    /* line ends in the record */
    const char *end;  /* of the buffer; *end is a line feed */
} record_scan;

/* ---- reading ---- */

static kk_status new_csv(const kk_config_file *file, kk_csv **out, kk_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) return kk_fail_memory(err);
    (*out)->file = file;
    (*out)->descriptor = -1;
    (*out)->line = 1;
    return KK_OK;
}

static ssize_t read_some(kk_csv *csv, char *into, size_t room)
{
    if (csv->descriptor >= 0) {
        ssize_t got;
        do got = read(csv->descriptor, into, room);
        while (got < 0 && errno == EINTR);
        return got;
    }
    size_t left = csv->memory_length - csv->memory_read;
    size_t length = left < room ? left : room;
    if (length > 0) memcpy(into, csv->memory + csv->memory_read, length);
    csv->memory_read += length;
    return (ssize_t)length;
}

/* Reads more behind `end`, making room by moving what is not yet parsed to the front. */
static kk_status fill(kk_csv *csv, kk_error *err)
{
    if (csv->begin > 0) memmove(csv->buffer, csv->buffer + csv->begin, csv->end - csv->begin);
    csv->end -= csv->begin;
    csv->begin = 0;
    if (csv->end > KK_CSV_LINE_MAX)
        return kk_fail(err, KK_ERR_INPUT,
                       "%s:%lld: a row of more than %d MB; is a quote (\") opened here and never closed?",
                       csv->file->given, (long long)csv->line, KK_CSV_LINE_MAX / 1024 / 1024);
    if (kk_wiped_grow(&csv->buffer, &csv->capacity, csv->end + READ_BYTES + 1) != 0) return kk_fail_memory(err);
    ssize_t got = read_some(csv, csv->buffer + csv->end, csv->capacity - csv->end - 1);
    if (got < 0)
        return kk_fail_at(err, KK_ERR_INPUT, csv->file->mark, "%s: cannot be read: %s", csv->file->given,
                          strerror(errno));
    csv->at_end = got == 0;
    csv->end += (size_t)got;
    return KK_OK;
}

static kk_status skip_mark(kk_csv *csv, kk_error *err)
{
    const unsigned char *bytes = (const unsigned char *)csv->buffer;
    if (csv->end >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        return kk_fail_at(err, KK_ERR_INPUT, csv->file->mark, "%s: is UTF-16 text; save it as CSV in UTF-8",
                          csv->file->given);
    if (csv->end >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) csv->begin = 3;
    return KK_OK;
}

static kk_status start(kk_csv *csv, kk_error *err)
{
    kk_status status = fill(csv, err);
    if (status == KK_OK) status = skip_mark(csv, err);
    return status;
}

kk_status kk_csv_open(const kk_config_file *file, kk_csv **out, kk_error *err)
{
    kk_status status = new_csv(file, out, err);
    if (status != KK_OK) return status;
    (*out)->descriptor = open(file->path, O_RDONLY | O_CLOEXEC);
    if ((*out)->descriptor < 0)
        status = kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s: cannot be opened: %s", file->given, strerror(errno));
    if (status == KK_OK) status = start(*out, err);
    if (status == KK_OK) return KK_OK;
    kk_csv_close(*out);
    *out = NULL;
    return status;
}

kk_status kk_csv_open_memory(const char *bytes, size_t length, const kk_config_file *file, kk_csv **out, kk_error *err)
{
    kk_status status = new_csv(file, out, err);
    if (status != KK_OK) return status;
    (*out)->memory = bytes;
    (*out)->memory_length = length;
    status = start(*out, err);
    if (status == KK_OK) return KK_OK;
    kk_csv_close(*out);
    *out = NULL;
    return status;
}

void kk_csv_close(kk_csv *csv)
{
    if (csv == NULL) return;
    if (csv->descriptor >= 0) close(csv->descriptor);
    kk_wiped_free(csv->buffer);
    free(csv->cells);
    kk_wiped_free(csv->converted);
    free(csv);
}

kk_status kk_csv_rewind(kk_csv *csv, kk_error *err)
{
    if (csv->descriptor >= 0 && lseek(csv->descriptor, 0, SEEK_SET) != 0)
        return kk_fail(err, KK_ERR_INPUT, "%s: cannot be read twice: %s", csv->file->given, strerror(errno));
    csv->memory_read = csv->begin = csv->end = 0;
    csv->line = 1;
    return start(csv, err);
}

/* ---- records ---- */

static char find_delimiter(const char *text, const char *end)
{
    bool content = false, quoted = false, comma = false, tab = false;
    for (; text < end && (quoted || !content || *text != '\n'); text++) {
        content = content || (*text != '\n' && *text != '\r');
        if (*text == '"') quoted = !quoted;
        if (quoted) continue;
        if (*text == ';') return ';';
        comma = comma || *text == ',';
        tab = tab || *text == '\t';
    }
    return tab || !comma ? '\t' : ',';
}

/* From the opening quote to the closing one; NULL when the buffer ends first. */
static const char *skip_quoted(const char *text, record_scan *scan)
{
    for (text++; text < scan->end; text++) {
        if (*text == '\n') scan->lines++;
        if (*text != '"') continue;
        if (text + 1 == scan->end || text[1] != '"') return text + 1;
        text++;
    }
    return NULL;
}

/* The raw cell at `text`, quotes included; returns its end, NULL when the buffer ends within a quote. */
static const char *scan_cell(const char *text, char delimiter, record_scan *scan)
{
    while (*text == ' ') text++;
    if (*text == '"') text = skip_quoted(text, scan);
    if (text == NULL) return NULL;
    while (*text != delimiter && *text != '\n') text++;
    return text;
}

/* Splits the record at `begin` into raw cells. The line feed put behind the buffer ends every loop. */
static scan_result scan_record(kk_csv *csv, record_scan *scan)
{
    const char *text = csv->buffer + csv->begin;
    char delimiter = csv->delimiter;
    size_t count = 0;
    scan->end = csv->buffer + csv->end;
    scan->lines = 1;
    csv->buffer[csv->end] = '\n';
    for (const char *cell_end = text;; text = cell_end + 1) {
        cell_end = scan_cell(text, delimiter, scan);
        if (cell_end == NULL) return csv->at_end ? SCAN_OPEN_QUOTE : SCAN_MORE;
        if (cell_end == scan->end && !csv->at_end) return SCAN_MORE;
        if (count == csv->cell_capacity &&
            kk_grow(&csv->cells, &csv->cell_capacity, count + 1, sizeof *csv->cells) != 0)
            return SCAN_MEMORY;
        csv->cells[count++] = (kk_cell){text, (size_t)(cell_end - text)};
        if (*cell_end != '\n') continue;
        scan->next = cell_end < scan->end ? cell_end + 1 : scan->end;
        csv->cell_count = count;
        return SCAN_RECORD;
    }
}

/* Takes the quotes off a cell that starts with one, in place: the raw text is not needed any more. */
static kk_cell unquote(kk_cell cell)
{
    if (cell.length == 0 || cell.text[0] != '"') return cell;
    char *out = (char *)(uintptr_t)cell.text; /* in `buffer` */
    size_t length = 0;
    bool quoted = true;
    for (size_t i = 1; i < cell.length; i++) {
        char c = cell.text[i];
        if (quoted && c == '"') {
            bool doubled = i + 1 < cell.length && cell.text[i + 1] == '"';
            quoted = doubled;
            if (!doubled) continue;
            i++;
        }
        out[length++] = c;
    }
    return (kk_cell){out, length};
}

static kk_status convert_cells(kk_csv *csv, size_t record_length, kk_error *err)
{
    if (kk_wiped_grow(&csv->converted, &csv->converted_capacity, 3 * record_length) != 0) return kk_fail_memory(err);
    char *out = csv->converted;
    for (size_t i = 0; i < csv->cell_count; i++) {
        size_t length = kk_cp1252_to_utf8(csv->cells[i].text, csv->cells[i].length, out);
        csv->cells[i] = kk_cell_trim((kk_cell){out, length});
        out += length;
    }
    return KK_OK;
}

/* Nothing to take off: by far most cells. */
static bool is_bare(kk_cell cell)
{
    if (cell.length == 0) return true;
    unsigned char first = (unsigned char)cell.text[0], last = (unsigned char)cell.text[cell.length - 1];
    return first > '"' && first < 0x80 && last > ' ' && last < 0x80;
}

/* Raw cells become text; *blank says that none holds any. */
static kk_status finish_cells(kk_csv *csv, const record_scan *scan, bool *blank, kk_error *err)
{
    const char *record = csv->buffer + csv->begin;
    size_t length = (size_t)(scan->next - record);
    if (memchr(record, '\0', length) != NULL)
        return kk_fail(err, KK_ERR_INPUT, "%s:%lld: holds NUL bytes, so it is no text; expected CSV in UTF-8 or CP1252",
                       csv->file->given, (long long)csv->line);
    bool utf8 = kk_utf8_valid(record, length);
    *blank = csv->cell_count == 1;
    for (size_t i = 0; i < csv->cell_count; i++) {
        if (!is_bare(csv->cells[i])) csv->cells[i] = kk_cell_trim(unquote(kk_cell_trim(csv->cells[i])));
        *blank = *blank && csv->cells[i].length == 0;
    }
    return utf8 ? KK_OK : convert_cells(csv, length, err);
}

static kk_status read_record(kk_csv *csv, record_scan *scan, kk_error *err)
{
    for (;;) {
        if (csv->delimiter == '\0') csv->delimiter = find_delimiter(csv->buffer + csv->begin, csv->buffer + csv->end);
        scan_result result = scan_record(csv, scan);
        if (result == SCAN_RECORD) return KK_OK;
        if (result == SCAN_MEMORY) return kk_fail_memory(err);
        if (result == SCAN_OPEN_QUOTE)
            return kk_fail(err, KK_ERR_INPUT, "%s:%lld: a quote (\") opened in this row is never closed",
                           csv->file->given, (long long)csv->line);
        kk_status status = fill(csv, err);
        if (status != KK_OK) return status;
    }
}

kk_status kk_csv_next(kk_csv *csv, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err)
{
    bool blank = true;
    while (blank && !(csv->at_end && csv->begin == csv->end)) {
        record_scan scan = {0};
        kk_status status = read_record(csv, &scan, err);
        if (status == KK_OK) status = finish_cells(csv, &scan, &blank, err);
        if (status != KK_OK) return status;
        *line = csv->line;
        csv->line += scan.lines;
        csv->begin = (size_t)(scan.next - csv->buffer);
    }
    *cells = csv->cells;
    *count = blank ? 0 : csv->cell_count;
    return KK_OK;
}
