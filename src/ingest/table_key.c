/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/table_estimates.h"
#include "ingest/table_reader.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_ROWS = 500, CANDIDATES_MAX = 64 };

/* ---- which columns ---- */

/* The first header column whose name is one of `words`, in their order; −1 when there is none. */
static ptrdiff_t recognise(const kk_names *header, const char *const words[], size_t word_count)
{
    for (size_t w = 0; w < word_count; w++)
        for (size_t i = 0; i < header->count; i++)
            if (kk_name_is(header->name[i], words[w])) return (ptrdiff_t)i;
    return -1;
}

/* The finest level first: a file of buurten often tells their wijk and gemeente as well. */
static size_t find_code_candidates(const kk_names *header, uint32_t candidates[CANDIDATES_MAX])
{
    static const char *const words[] = {"gwbcode",  "codering",     "wijkenenbuurten", "bucode",     "buurtcode",
                                        "buurten",  "wkcode",       "wijkcode",        "wijken",     "gmcode",
                                        "gmcodes",  "gemeentecode", "gemeenten",       "regios",     "regio",
                                        "statcode", "regiocode",    "gebiedscode",     "gebiedcode", "code"};
    size_t count = 0;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (size_t i = 0; i < header->count && count < CANDIDATES_MAX; i++)
            if (kk_name_is(header->name[i], words[w])) candidates[count++] = (uint32_t)i;
    return count;
}

static bool is_cbs_code(kk_cell cell)
{
    char code[KK_CODE_MAX + 1];
    kk_level_kind kind;
    if (cell.length > KK_CODE_MAX) return false;
    memcpy(code, cell.text, cell.length);
    code[cell.length] = '\0';
    return kk_code_kind(code, &kind);
}

/* What the rows hold in the columns that may be the code. */
typedef struct code_sample {
    uint32_t candidate[CANDIDATES_MAX];
    size_t filled[CANDIDATES_MAX], codes[CANDIDATES_MAX];
    size_t count, rows;
} code_sample;

/* The first candidate that holds mostly codes; −1 when there is none. */
static ptrdiff_t best_candidate(const code_sample *sample)
{
    for (size_t i = 0; i < sample->count; i++)
        if (2 * sample->codes[i] > sample->filled[i]) return (ptrdiff_t)sample->candidate[i];
    return sample->rows == 0 && sample->count > 0 ? (ptrdiff_t)sample->candidate[0] : -1;
}

static void add_to_sample(code_sample *sample, const kk_cell *cells, size_t count)
{
    sample->rows++;
    for (size_t i = 0; i < sample->count; i++) {
        if (sample->candidate[i] >= count || cells[sample->candidate[i]].length == 0) continue;
        sample->filled[i]++;
        sample->codes[i] += is_cbs_code(cells[sample->candidate[i]]);
    }
}

/* Mostly a few rows tell; a long table may begin with the country and its parts. */
static kk_status choose_by_content(kk_table_reader *in, code_sample *sample, ptrdiff_t *chosen)
{
    do {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status != KK_OK) return status;
        if (count == 0) break;
        add_to_sample(sample, cells, count);
    } while (sample->rows % SAMPLE_ROWS != 0 || best_candidate(sample) < 0);
    *chosen = best_candidate(sample);
    return kk_rows_rewind(in->rows, in->err);
}

static kk_status find_code(kk_table_reader *in)
{
    const char *file = in->table->file.given;
    if (in->table->code != NULL)
        return kk_names_require(&in->header, in->table->code, in->table->mark, file, &in->key.code, in->err);
    if (in->release.found || in->estimates != NULL) {
        in->key.code = in->release.found ? in->release.code : in->estimates->region_id;
        return KK_OK;
    }
    code_sample sample = {0};
    sample.count = find_code_candidates(&in->header, sample.candidate);
    ptrdiff_t chosen = -1;
    kk_status status = sample.count == 0 ? KK_OK : choose_by_content(in, &sample, &chosen);
    if (status != KK_OK) return status;
    if (chosen >= 0) {
        in->key.code = (uint32_t)chosen;
        return KK_OK;
    }
    char list[400];
    kk_names_list(&in->header, list, sizeof list);
    return kk_fail(in->err, KK_ERR_INPUT,
                   "%s: no column of area codes (GM…, WK…, BU…) is recognised among %s; name it with `code:` at the "
                   "table '%s' in the project file",
                   file, list, in->table->name);
}

static kk_status find_optional(kk_table_reader *in, const char *given, const char *const words[], size_t word_count,
                               ptrdiff_t *found)
{
    *found = recognise(&in->header, words, word_count);
    if (given == NULL) return KK_OK;
    uint32_t index;
    kk_status status = kk_names_require(&in->header, given, in->table->mark, in->table->file.given, &index, in->err);
    if (status == KK_OK) *found = (ptrdiff_t)index;
    return status;
}

static kk_status find_period(kk_table_reader *in)
{
    static const char *const words[] = {"perioden", "peildatum", "periode", "period", "jaar", "year"};
    const kk_config_table *table = in->table;
    in->key.period = -1;
    if (table->period != NULL) {
        if (kk_period_parse(kk_cell_trim((kk_cell){table->period, strlen(table->period)}), in->period)) return KK_OK;
        return kk_fail_at(in->err, KK_ERR_PROJECT, table->mark,
                          "'%s' is no period; expected a year such as 2023, or 2023KW01, 2023MM12", table->period);
    }
    kk_status status = find_optional(in, table->period_column, words, sizeof words / sizeof *words, &in->key.period);
    if (status != KK_OK || in->key.period >= 0) return status;
    return kk_fail_at(in->err, KK_ERR_PROJECT, table->mark,
                      "%s has no column of periods (such as Perioden); set `period:` at the table '%s'",
                      table->file.given, table->name);
}

static kk_status find_where(kk_table_reader *in)
{
    const kk_config_table *table = in->table;
    in->key.where = kk_arena_alloc(&in->scratch, table->where_count, sizeof *in->key.where);
    if (in->key.where == NULL) return kk_fail_memory(in->err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < table->where_count && status == KK_OK; i++)
        status = kk_names_require(&in->header, table->where[i].column, table->where[i].mark, table->file.given,
                                  &in->key.where[i], in->err);
    return status;
}

/* The long form has both a measure and a value. */
static kk_status find_long_form(kk_table_reader *in)
{
    static const char *const measure[] = {"measure"}, *const value[] = {"value"},
                             *const attribute[] = {"valueattribute"};
    if (in->release.found) {
        in->key.measure = in->release.indicator;
        in->key.value = in->release.part[KK_RELEASE_VALUE];
        in->key.attribute = -1;
        return KK_OK;
    }
    in->key.measure = in->key.value = in->key.attribute = -1;
    if (in->estimates != NULL) return KK_OK;
    kk_status status = find_optional(in, in->table->measure, measure, 1, &in->key.measure);
    if (status == KK_OK) status = find_optional(in, in->table->value, value, 1, &in->key.value);
    if (status == KK_OK) status = find_optional(in, in->table->attribute, attribute, 1, &in->key.attribute);
    if (in->key.measure < 0 || in->key.value < 0) in->key.measure = in->key.value = in->key.attribute = -1;
    return status;
}

/* StatLine's own columns go with measures that have a number behind their names. */
static bool is_statline(const kk_table_reader *in)
{
    static const char *const words[] = {"perioden", "peildatum", "wijkenenbuurten", "regios"};
    bool numbered = in->key.measure >= 0;
    for (size_t i = 0; i < in->header.count; i++)
        numbered = numbered || in->header.name[i][kk_name_base(in->header.name[i])] == '_';
    return numbered && recognise(&in->header, words, sizeof words / sizeof *words) >= 0;
}

kk_status kk_key_columns_find(kk_table_reader *in)
{
    kk_status status = find_code(in);
    if (status == KK_OK) status = find_period(in);
    if (status == KK_OK) status = find_where(in);
    if (status == KK_OK) status = find_long_form(in);
    if (status == KK_OK) in->statline = is_statline(in);
    return status;
}

/* ---- judging rows ---- */

static kk_row_verdict refuse(kk_row_key *key, const char *column, kk_cell value, const char *reason)
{
    key->column = column;
    key->value = value;
    snprintf(key->reason, sizeof key->reason, "%s", reason);
    return KK_ROW_REJECT;
}

static bool is_plausible_code(kk_cell cell)
{
    if (cell.length > KK_CODE_MAX) return false;
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.text[i];
        if (!isalnum(c) && c != '_' && c != '-') return false;
    }
    return true;
}

/* Numbers may be codes of own areas, but not when they are as long as those of a wijk or buurt. */
static bool lost_its_prefix(const kk_table_reader *in, kk_cell cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!isdigit((unsigned char)cell.text[i])) return false;
    return in->config->areas.group_count == 0 || (cell.length >= 5 && cell.length <= 8);
}

static kk_row_verdict judge_code(const kk_table_reader *in, kk_cell cell, kk_row_key *key)
{
    const char *column = in->header.name[in->key.code];
    if (cell.length == 0) return refuse(key, column, cell, "no area code");
    if (!is_plausible_code(cell))
        return refuse(key, column, cell, "no area code: letters, digits, - and _, at most 32");
    if (lost_its_prefix(in, cell))
        return refuse(key, column, cell,
                      "a number is no area code: it lacks GM, WK or BU and may have lost leading zeros");
    memcpy(key->code, cell.text, cell.length);
    key->code[cell.length] = '\0';
    return KK_ROW_USE;
}

static bool is_asked_period(const kk_config_table *table, const char *period)
{
    for (size_t i = 0; i < table->period_count; i++) {
        char asked[KK_PERIOD_SIZE];
        const char *text = table->periods[i];
        if (kk_period_parse(kk_cell_trim((kk_cell){text, strlen(text)}), asked) && strcmp(asked, period) == 0)
            return true;
    }
    return table->period_count == 0;
}

/* Codes that are not CBS's belong to own areas, of any gemeente. */
static bool is_asked_gemeente(const kk_config *config, const char *code)
{
    kk_level_kind kind;
    char gemeente[8];
    if (config->areas.gemeente_count == 0 || !kk_code_kind(code, &kind)) return true;
    snprintf(gemeente, sizeof gemeente, "GM%.4s", code + 2);
    for (size_t i = 0; i < config->areas.gemeente_count; i++)
        if (strcmp(config->areas.gemeenten[i], gemeente) == 0) return true;
    return false;
}

static bool passes_where(const kk_table_reader *in, const kk_cell *cells)
{
    for (size_t i = 0; i < in->table->where_count; i++) {
        const char *equals = in->table->where[i].equals;
        kk_cell asked = kk_cell_trim((kk_cell){equals, strlen(equals)});
        kk_cell cell = cells[in->key.where[i]];
        if (cell.length != asked.length || memcmp(cell.text, asked.text, asked.length) != 0) return false;
    }
    return true;
}

kk_row_verdict kk_row_judge(const kk_table_reader *in, const kk_cell *cells, size_t count, kk_row_key *key)
{
    char region[KK_CODE_MAX + 1];
    key->code[0] = '\0';
    key->value = (kk_cell){"", 0};
    key->column = "";
    if (count != in->header.count) {
        snprintf(key->reason, sizeof key->reason, "the row has %zu cells where the header has %zu", count,
                 in->header.count);
        return KK_ROW_REJECT;
    }
    if (!passes_where(in, cells)) return KK_ROW_FILTER;
    kk_cell code = cells[in->key.code];
    if (in->estimates != NULL && !kk_estimates_region(in, cells, region, &code)) return KK_ROW_FILTER;
    kk_row_verdict verdict = judge_code(in, code, key);
    if (verdict != KK_ROW_USE) return verdict;
    if (in->key.period < 0)
        memcpy(key->period, in->period, sizeof key->period);
    else if (!kk_period_parse(cells[in->key.period], key->period))
        return refuse(key, in->header.name[in->key.period], cells[in->key.period],
                      "no period: expected a year, 1 January of it, or StatLine's 2023JJ00, 2023KW01 …");
    bool asked = is_asked_period(in->table, key->period) && is_asked_gemeente(in->config, key->code);
    return asked ? KK_ROW_USE : KK_ROW_FILTER;
}
