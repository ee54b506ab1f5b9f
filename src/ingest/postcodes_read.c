/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "ingest/cell.h"
#include "ingest/named_columns.h"
#include "ingest/postcodes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { POSTCODE, NUMBER, AREA, COLUMNS, CODE_SIZE = 12, TRIED_ROWS = 1000 };

/* Codes of areas of another year, ascending. */
typedef struct code_set {
    char (*code)[CODE_SIZE];
    size_t count, capacity;
} code_set;

typedef struct address_reader {
    const kk_config_csv *csv;
    const kk_areas *areas;
    kk_rejects *rejects;
    kk_addresses *out;
    kk_error *err;
    kk_rows *rows;
    ptrdiff_t column[COLUMNS];
    kk_level_kind kind;      /* of codes without GM, WK or BU */
    char text[CODE_SIZE];    /* the last code as it stands in the file … */
    size_t text_length;      /* … 0: none yet … */
    kk_locus place;          /* … and its place */
    bool *met[KK_LEVEL_OWN]; /* [level][area] */
    size_t met_count;        /* codes in the file that are areas */
    code_set unmet;          /* and that are not, of gemeenten that are */
    int64_t used, rejected;
} address_reader;

/* ---- codes ---- */

/* Buurt2017, Wijk2017, Gem2017: their codes are numbers without leading zeros. */
static kk_level_kind kind_of_column(const address_reader *in)
{
    const kk_cell *header;
    size_t count = kk_rows_header(in->rows, &header);
    kk_cell name = kk_named_cell(header, count, in->column[AREA]);
    if (name.length >= 4 && strncasecmp(name.text, "wijk", 4) == 0) return KK_LEVEL_WIJK;
    if (name.length >= 3 && strncasecmp(name.text, "gem", 3) == 0) return KK_LEVEL_GEMEENTE;
    return KK_LEVEL_BUURT;
}

/* "3630000" in a column of buurten becomes "BU03630000". False for what is no code. */
static bool complete_code(kk_cell cell, kk_level_kind kind, char code[CODE_SIZE])
{
    static const char *const prefixes[] = {"GM", "WK", "BU"};
    static const size_t digits[] = {4, 6, 8};
    kk_level_kind found;
    if (cell.length == 0 || cell.length >= CODE_SIZE) return false;
    char given[CODE_SIZE] = "";
    for (size_t i = 0; i < cell.length; i++) given[i] = (char)toupper((unsigned char)cell.text[i]);
    if (kk_code_kind(given, &found)) {
        memcpy(code, given, CODE_SIZE);
        return true;
    }
    if (cell.length > digits[kind]) return false;
    memset(code, '0', CODE_SIZE);
    memcpy(code, prefixes[kind], 2);
    memcpy(code + 2 + digits[kind] - cell.length, given, cell.length);
    code[2 + digits[kind]] = '\0';
    return kk_code_kind(code, &found);
}

static kk_status add_unmet(address_reader *in, const char *code)
{
    code_set *set = &in->unmet;
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(set->code[middle], code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < set->count && strcmp(set->code[low], code) == 0) return KK_OK;
    if (kk_grow(&set->code, &set->capacity, set->count + 1, sizeof *set->code) != 0) return kk_fail_memory(in->err);
    memmove(set->code + low + 1, set->code + low, (set->count - low) * sizeof *set->code);
    memcpy(set->code[low], code, CODE_SIZE);
    set->count++;
    return KK_OK;
}

static kk_status remember(address_reader *in, const char *code, bool exact)
{
    if (!kk_locus_is_area(in->place)) return KK_OK;
    if (!exact) return add_unmet(in, code);
    bool *met = &in->met[kk_locus_level(in->place)][kk_locus_area(in->place)];
    in->met_count += !*met;
    *met = true;
    return KK_OK;
}

/* Addresses of an area mostly follow each other. */
static kk_status find_place(address_reader *in, kk_cell cell, bool *found)
{
    char code[CODE_SIZE];
    *found = true;
    if (cell.length > 0 && cell.length == in->text_length && memcmp(cell.text, in->text, cell.length) == 0)
        return KK_OK;
    *found = complete_code(cell, in->kind, code);
    if (!*found) return KK_OK;
    memcpy(in->text, cell.text, cell.length);
    in->text_length = cell.length;
    bool exact;
    in->place = kk_code_place(in->areas, code, &exact);
    return remember(in, code, exact);
}

/* ---- rows ---- */

static bool house_number(kk_cell cell, uint32_t *number)
{
    size_t i = 0;
    for (*number = 0; i < cell.length && kk_is_digit(cell.text[i]); i++) {
        *number = *number * 10 + (uint32_t)(cell.text[i] - '0');
        if (*number > KK_HOUSE_NUMBER_MAX) return false;
    }
    return i > 0 && *number > 0;
}

static kk_status reject(address_reader *in, int column, kk_cell cell, int64_t line, const char *reason)
{
    in->rejected++;
    if (in->rejected > TRIED_ROWS && in->rejected > in->used)
        return kk_fail_at(in->err, KK_ERR_INPUT, in->csv->mark,
                          "%s: most rows cannot be used, such as line %lld: %s; are the right columns named?",
                          in->csv->file.given, (long long)line, reason);
    return kk_named_row_reject(in->csv, in->rows, in->column[column], cell, line, reason, in->rejects, in->err);
}

static kk_status add(kk_addresses *addresses, uint64_t address, kk_error *err)
{
    if (addresses->count == addresses->capacity &&
        kk_grow(&addresses->item, &addresses->capacity, addresses->count + 1, sizeof address) != 0)
        return kk_fail_memory(err);
    if (addresses->count > 0 && address < addresses->item[addresses->count - 1]) addresses->unsorted = true;
    addresses->item[addresses->count++] = address;
    return KK_OK;
}

static kk_status take_row(address_reader *in, const kk_cell *cells, size_t count, int64_t line)
{
    if (!kk_named_row_fits(in->rows, count)) return reject(in, POSTCODE, (kk_cell){"", 0}, line, KK_WRONG_WIDTH);
    kk_cell text = kk_named_cell(cells, count, in->column[POSTCODE]);
    uint32_t postcode = kk_postcode_pack(text.text, text.length), number = 0;
    if (postcode == 0) return reject(in, POSTCODE, text, line, "no postcode: four digits and two letters");
    text = kk_named_cell(cells, count, in->column[NUMBER]);
    if (in->column[NUMBER] >= 0 && !house_number(text, &number))
        return reject(in, NUMBER, text, line, "no house number");
    text = kk_named_cell(cells, count, in->column[AREA]);
    bool found;
    kk_status status = find_place(in, text, &found);
    if (status != KK_OK) return status;
    if (!found) return reject(in, AREA, text, line, "no area code");
    in->used++;
    return add(in->out, kk_address_pack(postcode, number, in->place), in->err);
}

static kk_status read_rows(address_reader *in)
{
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status == KK_OK && count > 0) status = take_row(in, cells, count, line);
        if (status != KK_OK || count == 0) return status;
    }
}

static kk_status find_columns(address_reader *in)
{
    static const kk_named_column wanted[COLUMNS] = {
        [POSTCODE] = {KK_FIELD_POSTCODE, "postcodes", {"pc6", "postcode", "pc", "postcode6"}},
        [NUMBER] = {KK_FIELD_NUMBER, NULL, {"huisnummer", "huisnr", "hnr", "number"}},
        [AREA] = {KK_FIELD_AREA,
                  "area codes",
                  {"gwbcode", "buurtcode", "bucode", "buurt*", "wijkcode", "wkcode", "wijk*", "gemeentecode", "gmcode",
                   "gem*", "area"}},
    };
    kk_status status = kk_named_columns_find(in->csv, in->rows, wanted, COLUMNS, in->column, in->err);
    if (status == KK_OK) in->kind = kind_of_column(in);
    for (size_t l = 0; l < in->areas->level_count && status == KK_OK; l++) {
        if (in->areas->level[l].kind == KK_LEVEL_OWN) break;
        in->met[l] = calloc(in->areas->level[l].count + 1, sizeof *in->met[l]);
        if (in->met[l] == NULL) status = kk_fail_memory(in->err);
    }
    return status;
}

/* Most of them are areas where the table and the boundaries are of the same year. */
static void warn_of_another_year(const address_reader *in)
{
    size_t all = in->met_count + in->unmet.count;
    if (10 * in->unmet.count <= all) return;
    kk_warn("%s: %zu of its %zu areas are none of the boundaries'; is it of another year? Their addresses count in the "
            "wijk or gemeente only",
            in->csv->file.given, in->unmet.count, all);
}

kk_status kk_addresses_read(const kk_config_csv *csv, const kk_areas *areas, kk_rejects *rejects, kk_addresses *out,
                            kk_error *err)
{
    address_reader in = {.csv = csv, .areas = areas, .rejects = rejects, .out = out, .err = err};
    kk_status status = kk_rows_open(&csv->file, NULL, &in.rows, err);
    if (status != KK_OK) return status;
    status = find_columns(&in);
    if (status == KK_OK) status = read_rows(&in);
    if (status == KK_OK) warn_of_another_year(&in);
    for (size_t l = 0; l < KK_LEVEL_OWN; l++) free(in.met[l]);
    free(in.unmet.code);
    kk_rows_close(in.rows);
    return status;
}
