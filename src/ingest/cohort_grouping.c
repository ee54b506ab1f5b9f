/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_grouping.h"
#include "ingest/named_columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CODE, GROUP, NAME, COLUMNS };
enum { GROUP_BYTES_MAX = 200 };

typedef struct grouping_reader {
    const kk_config_file *file;
    kk_arena *arena;
    ptrdiff_t column[COLUMNS];
    kk_cohort_grouping *out;
} grouping_reader;

static kk_status find_columns(grouping_reader *in, const kk_rows *rows, kk_error *err)
{
    static const char *const names[COLUMNS] = {[CODE] = "code", [GROUP] = "group", [NAME] = "name"};
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    for (int c = 0; c < COLUMNS; c++) {
        in->column[c] = -1;
        for (size_t i = 0; i < count && in->column[c] < 0; i++)
            if (header[i].length == strlen(names[c]) && strncasecmp(header[i].text, names[c], header[i].length) == 0)
                in->column[c] = (ptrdiff_t)i;
        if (in->column[c] < 0 && c != NAME)
            return kk_fail_at(err, KK_ERR_INPUT, in->file->mark,
                              "%s has no column '%s'; a grouping has the columns code, group and, where wanted, name",
                              in->file->given, names[c]);
    }
    return KK_OK;
}

static kk_status check_line(const grouping_reader *in, const char *const *text, int64_t line, kk_error *err)
{
    const char *file = in->file->given;
    if (*text[CODE] == '\0' || *text[GROUP] == '\0')
        return kk_fail(err, KK_ERR_INPUT, "%s:%lld: %s is empty; each line gives a code and its group", file,
                       (long long)line, *text[CODE] == '\0' ? "the code" : "the group");
    if (strlen(text[GROUP]) > GROUP_BYTES_MAX)
        return kk_fail(err, KK_ERR_INPUT, "%s:%lld: the group is longer than %d bytes", file, (long long)line,
                       GROUP_BYTES_MAX);
    return KK_OK;
}

static kk_status add_line(grouping_reader *in, const kk_cell *cells, size_t count, int64_t line, kk_error *err)
{
    const char *text[COLUMNS];
    kk_cohort_grouping *out = in->out;
    for (int c = 0; c < COLUMNS; c++) {
        kk_cell cell = kk_named_cell(cells, count, in->column[c]);
        text[c] = kk_arena_text(in->arena, cell.text, cell.length);
        if (text[c] == NULL) return kk_fail_memory(err);
    }
    kk_status status = check_line(in, text, line, err);
    if (status != KK_OK) return status;
    if (kk_grow(&out->item, &out->capacity, out->count + 1, sizeof *out->item) != 0) return kk_fail_memory(err);
    out->item[out->count++] = (kk_grouped_code){text[CODE], text[GROUP], text[NAME], line};
    return KK_OK;
}

static kk_status read_lines(grouping_reader *in, kk_rows *rows, kk_error *err)
{
    kk_status status = find_columns(in, rows, err);
    while (status == KK_OK) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(rows, &cells, &count, &line, err);
        if (status != KK_OK || count == 0) break;
        status = kk_named_row_fits(rows, count)
                     ? add_line(in, cells, count, line, err)
                     : kk_fail(err, KK_ERR_INPUT, "%s:%lld: " KK_WRONG_WIDTH, in->file->given, (long long)line);
    }
    return status;
}

static int by_code(const void *a, const void *b)
{
    const kk_grouped_code *left = a, *right = b;
    int order = strcmp(left->code, right->code);
    return order != 0 ? order : left->line < right->line ? -1 : left->line > right->line;
}

static int by_group(const void *a, const void *b)
{
    int order = strcmp(((const kk_grouped_code *)a)->group, ((const kk_grouped_code *)b)->group);
    return order != 0 ? order : by_code(a, b);
}

static kk_status sort(kk_cohort_grouping *grouping, kk_error *err)
{
    grouping->named = malloc((grouping->count + 1) * sizeof *grouping->named);
    if (grouping->named == NULL) return kk_fail_memory(err);
    qsort(grouping->item, grouping->count, sizeof *grouping->item, by_code);
    for (size_t i = 0; i < grouping->count; i++)
        if (*grouping->item[i].name != '\0') grouping->named[grouping->named_count++] = grouping->item[i];
    qsort(grouping->named, grouping->named_count, sizeof *grouping->named, by_group);
    return KK_OK;
}

static kk_status refuse_two_groups(const kk_config_file *file, const kk_cohort_grouping *grouping, kk_error *err)
{
    for (size_t i = 1; i < grouping->count; i++) {
        const kk_grouped_code *first = &grouping->item[i - 1], *second = &grouping->item[i];
        if (strcmp(first->code, second->code) != 0 || strcmp(first->group, second->group) == 0) continue;
        return kk_fail(err, KK_ERR_INPUT,
                       "%s:%lld: %s is in group '%s' already (line %lld); a code belongs to one group", file->given,
                       (long long)second->line, second->code, first->group, (long long)first->line);
    }
    return KK_OK;
}

kk_status kk_cohort_grouping_read(const kk_config_file *file, kk_arena *arena, kk_cohort_grouping *out, kk_error *err)
{
    kk_rows *rows;
    grouping_reader in = {.file = file, .arena = arena, .out = out};
    *out = (kk_cohort_grouping){0};
    kk_status status = kk_rows_open(file, NULL, &rows, err);
    if (status != KK_OK) return status;
    status = read_lines(&in, rows, err);
    kk_rows_close(rows);
    if (status == KK_OK && out->count == 0)
        status = kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s lists no codes", file->given);
    if (status == KK_OK) status = sort(out, err);
    return status == KK_OK ? refuse_two_groups(file, out, err) : status;
}

void kk_cohort_grouping_clear(kk_cohort_grouping *grouping)
{
    free(grouping->item);
    free(grouping->named);
    *grouping = (kk_cohort_grouping){0};
}

static int code_against(const void *code, const void *item)
{
    return strcmp(code, ((const kk_grouped_code *)item)->code);
}

const char *kk_cohort_grouping_find(const kk_cohort_grouping *grouping, const char *code)
{
    if (grouping->count == 0) return NULL;
    const kk_grouped_code *found = bsearch(code, grouping->item, grouping->count, sizeof *found, code_against);
    return found == NULL ? NULL : found->group;
}

const char *kk_cohort_grouping_title(const kk_cohort_grouping *grouping, const char *group)
{
    size_t low = 0, high = grouping->named_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(grouping->named[middle].group, group) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < grouping->named_count && strcmp(grouping->named[low].group, group) == 0;
    return found ? grouping->named[low].name : "";
}
