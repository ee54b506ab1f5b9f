/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_codes.h"
#include "embedded.h"
#include "ingest/cell.h"
#include "ingest/table_columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_SIZE = 64, OWN = 0, BUILT_IN = 1, NAMES = 2, VALUES_MAX = KK_FORMS_MAX };

/* A list in the making: what its values may be, and what they are called in a message. */
typedef struct list_reader {
    kk_code_list *list;
    kk_arena *texts;
    const char *what;
    const char *name[VALUES_MAX];
    int count;
} list_reader;

/* ---- codes ---- */

/* The code as lists hold it; false when it is too long to be one. */
static bool normalise(kk_cell cell, char code[CODE_SIZE])
{
    if (cell.length >= CODE_SIZE) return false;
    bool digits = cell.length > 0;
    for (size_t i = 0; i < cell.length; i++) {
        digits = digits && kk_is_digit(cell.text[i]);
        code[i] = (char)tolower((unsigned char)cell.text[i]);
    }
    size_t zeros = 0;
    while (digits && zeros + 1 < cell.length && code[zeros] == '0') zeros++;
    memmove(code, code + zeros, cell.length - zeros);
    code[cell.length - zeros] = '\0';
    return true;
}

static int compare_text(const void *key, const void *item)
{
    return strcmp(key, ((const kk_code *)item)->code);
}

static int compare_code(const void *a, const void *b)
{
    const kk_code *x = a, *y = b;
    int order = strcmp(x->code, y->code);
    return order != 0 ? order : x->priority - y->priority;
}

int kk_code_find(const kk_code_list *list, kk_cell cell)
{
    char code[CODE_SIZE];
    if (list->count == 0 || !normalise(cell, code)) return -1;
    const kk_code *found = bsearch(code, list->item, list->count, sizeof *list->item, compare_text);
    return found == NULL ? -1 : found->value;
}

static kk_status add_code(list_reader *in, kk_cell cell, int value, int priority, kk_error *err)
{
    char code[CODE_SIZE];
    kk_code_list *list = in->list;
    if (!normalise(cell, code)) return KK_OK;
    if (kk_grow(&list->item, &list->capacity, list->count + 1, sizeof *list->item) != 0) return kk_fail_memory(err);
    const char *copy = kk_arena_copy(in->texts, code);
    if (copy == NULL) return kk_fail_memory(err);
    list->item[list->count++] = (kk_code){copy, value, priority};
    return KK_OK;
}

/* ---- files ---- */

static int find_value(const list_reader *in, kk_cell cell)
{
    for (int i = 0; i < in->count; i++)
        if (strlen(in->name[i]) == cell.length && strncasecmp(in->name[i], cell.text, cell.length) == 0) return i;
    return -1;
}

/* The cell itself is not shown: the file may be another than was meant. */
static kk_status fail_value(const list_reader *in, const char *file, int64_t line, kk_cell cell, kk_error *err)
{
    char text[CODE_SIZE] = "";
    if (cell.length > 0 && cell.length < sizeof text) memcpy(text, cell.text, cell.length);
    const char *nearest = kk_nearest_name(text, in->name, in->count);
    return kk_fail(err, KK_ERR_INPUT, "%s:%lld: column 'value' holds no %s that the engine knows; %s '%s'%s", file,
                   (long long)line, in->what, nearest != NULL ? "did you mean" : "such as",
                   nearest != NULL ? nearest : in->name[0], nearest != NULL ? "?" : "");
}

static ptrdiff_t find_column(const kk_rows *rows, const char *name)
{
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    for (size_t i = 0; i < count; i++)
        if (kk_name_is(header[i].text, name)) return (ptrdiff_t)i;
    return -1;
}

static kk_status read_rows(list_reader *in, kk_rows *rows, const char *file, int priority, kk_error *err)
{
    ptrdiff_t code = find_column(rows, "code"), value = find_column(rows, "value");
    if (code < 0 || value < 0)
        return kk_fail(err, KK_ERR_INPUT, "%s: a list of codes has the columns 'code' and 'value'", file);
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(rows, &cells, &count, &line, err);
        if (status != KK_OK || count == 0) return status;
        kk_cell name = (size_t)value < count ? cells[value] : (kk_cell){0};
        if ((size_t)code >= count || cells[code].length == 0) continue;
        if (cells[code].length >= CODE_SIZE)
            return kk_fail(err, KK_ERR_INPUT, "%s:%lld: a code has %d characters at most", file, (long long)line,
                           CODE_SIZE - 1);
        int number = find_value(in, name);
        if (number < 0) return fail_value(in, file, line, name, err);
        status = add_code(in, cells[code], number, priority, err);
        if (status != KK_OK) return status;
    }
}

static kk_status read_own(list_reader *in, const kk_config_codes *codes, kk_error *err)
{
    kk_rows *rows;
    kk_status status = kk_rows_open(&codes->file, NULL, &rows, err);
    if (status == KK_OK) status = read_rows(in, rows, codes->file.given, OWN, err);
    kk_rows_close(rows);
    return status;
}

static kk_status read_built_in(list_reader *in, const char *text, kk_error *err)
{
    kk_rows *rows;
    kk_config_file file = {.given = "a list of the engine (data/codes)"};
    if (text == NULL) return KK_OK;
    kk_status status = kk_rows_open_memory(text, strlen(text), &file, &rows, err);
    if (status == KK_OK) status = read_rows(in, rows, file.given, BUILT_IN, err);
    kk_rows_close(rows);
    return status;
}

/* Sorts, and leaves of each code the item of the list that comes first. */
static kk_status finish_list(const list_reader *in, const char *file, kk_error *err)
{
    kk_code_list *list = in->list;
    size_t kept = 0;
    if (list->count > 0) qsort(list->item, list->count, sizeof *list->item, compare_code);
    for (size_t i = 0; i < list->count; i++) {
        const kk_code *last = kept > 0 ? &list->item[kept - 1] : NULL, *next = &list->item[i];
        bool same = last != NULL && strcmp(last->code, next->code) == 0;
        if (same && last->priority == next->priority && last->value != next->value)
            return kk_fail(err, KK_ERR_INPUT, "%s: one code stands for two values: '%s' and '%s'; keep one of them",
                           file, in->name[last->value], in->name[next->value]);
        if (!same) list->item[kept++] = *next;
    }
    list->count = kept;
    return KK_OK;
}

/* ---- the lists of a source ---- */

/* `built_in` NULL: none; `names`: the engine's own names are codes too. */
static kk_status read_list(list_reader *in, const kk_config_record_source *source, const char *list,
                           const char *built_in, bool names, kk_error *err)
{
    const char *file = "data/codes";
    kk_status status = read_built_in(in, built_in, err);
    for (int i = 0; i < in->count && names && status == KK_OK; i++)
        status = add_code(in, (kk_cell){in->name[i], strlen(in->name[i])}, i, NAMES, err);
    for (size_t i = 0; i < source->code_count && status == KK_OK; i++) {
        if (strcmp(source->codes[i].list, list) != 0) continue;
        file = source->codes[i].file.given;
        status = read_own(in, &source->codes[i], err);
    }
    return status == KK_OK ? finish_list(in, file, err) : status;
}

typedef struct built_in_lists {
    const char *form, *referrer, *outcome;
} built_in_lists;

static built_in_lists lists_of(kk_record_form form, bool measures)
{
    if (form == KK_FORM_CSV) return (built_in_lists){NULL, NULL, kk_file_outcomes_csv};
    if (form == KK_FORM_BELEIDSINFORMATIE && measures)
        return (built_in_lists){kk_file_beleidsinformatie_measure_csv, kk_file_beleidsinformatie_referrer_csv,
                                kk_file_beleidsinformatie_measure_outcome_csv};
    if (form == KK_FORM_BELEIDSINFORMATIE)
        return (built_in_lists){kk_file_beleidsinformatie_help_csv, kk_file_beleidsinformatie_referrer_csv,
                                kk_file_beleidsinformatie_outcome_csv};
    return (built_in_lists){kk_file_ijw_category_csv, kk_file_ijw_referrer_csv, kk_file_ijw_outcome_csv};
}

static const char *const outcome_names[KK_OUTCOME_COUNT] = {
    [KK_OUTCOME_NONE] = "none",     [KK_OUTCOME_SEEN] = "seen",         [KK_OUTCOME_NOT_SEEN] = "not_seen",
    [KK_OUTCOME_SOLVED] = "solved", [KK_OUTCOME_REFERRED] = "referred", [KK_OUTCOME_PLANNED] = "planned",
    [KK_OUTCOME_EARLY] = "early",   [KK_OUTCOME_LEFT] = "left",         [KK_OUTCOME_OTHER] = "other",
};

kk_status kk_record_codes_load(const kk_config *config, const kk_config_record_source *source, bool measures,
                               kk_record_codes *codes, kk_error *err)
{
    *codes = (kk_record_codes){0};
    kk_arena_init(&codes->texts);
    built_in_lists lists = lists_of(source->form, measures);
    list_reader forms = {.texts = &codes->texts, .what = "form of help", .count = (int)config->codes.form_count};
    list_reader referrers = {.texts = &codes->texts, .what = "referrer", .count = (int)config->codes.referrer_count};
    list_reader outcomes = {.texts = &codes->texts, .what = "outcome", .count = KK_OUTCOME_COUNT};
    for (int i = 0; i < forms.count; i++) forms.name[i] = config->codes.form[i].name;
    for (int i = 0; i < referrers.count; i++) referrers.name[i] = config->codes.referrer[i].name;
    for (int i = 0; i < outcomes.count; i++) outcomes.name[i] = outcome_names[i];

    forms.list = &codes->product;
    kk_status status = read_list(&forms, source, "product", NULL, false, err);
    forms.list = &codes->form;
    if (status == KK_OK) status = read_list(&forms, source, "form", lists.form, true, err);
    referrers.list = &codes->referrer;
    if (status == KK_OK) status = read_list(&referrers, source, "referrer", lists.referrer, true, err);
    outcomes.list = &codes->outcome;
    if (status == KK_OK) status = read_list(&outcomes, source, "outcome", lists.outcome, true, err);
    if (status != KK_OK) kk_record_codes_clear(codes);
    return status;
}

void kk_record_codes_clear(kk_record_codes *codes)
{
    free(codes->product.item);
    free(codes->form.item);
    free(codes->referrer.item);
    free(codes->outcome.item);
    kk_arena_clear(&codes->texts);
    *codes = (kk_record_codes){0};
}
