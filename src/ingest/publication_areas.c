/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL, CODE, IN_LEVEL, IN_CODE };
static const char *const columns[] = {"level", "code", "in_level", "in_code"};

enum { LEVELS_MAX = 64 };

/* A row: an area, and one that it is in. */
typedef struct membership {
    uint32_t level, in_level; /* in_level KK_NO_TEXT: in nothing */
    const char *code, *in_code;
    uint32_t area, in_area;
} membership;

typedef struct memberships {
    size_t count, capacity;
    membership *row;
} memberships;

/* ---- rows ---- */

static kk_status add_level(kk_publication_reader *reader, const kk_release_csv *csv, size_t column, uint32_t *level,
                           kk_error *err)
{
    if (kk_cohort_texts_add(&reader->levels, kk_release_csv_cell(csv, column), level, err) != KK_OK) return err->status;
    return *level < LEVELS_MAX ? KK_OK : kk_release_csv_fail(csv, column, "is one level too many; 64 can be", err);
}

static kk_status read_row(kk_publication_reader *reader, const kk_release_csv *csv, membership *row, kk_error *err)
{
    kk_cell code = kk_release_csv_cell(csv, CODE), in_code = kk_release_csv_cell(csv, IN_CODE);
    bool is_in = kk_release_csv_cell(csv, IN_LEVEL).length > 0;
    if (kk_release_csv_cell(csv, LEVEL).length == 0 || code.length == 0)
        return kk_release_csv_fail(csv, code.length == 0 ? CODE : LEVEL, "is empty", err);
    if (is_in != (in_code.length > 0))
        return kk_release_csv_fail(csv, IN_CODE, "must go with `in_level`: both, or neither", err);
    *row = (membership){.in_level = KK_NO_TEXT,
                        .code = kk_arena_text(reader->arena, code.text, code.length),
                        .in_code = kk_arena_text(reader->arena, in_code.text, in_code.length)};
    if (row->code == NULL || row->in_code == NULL) return kk_fail_memory(err);
    kk_status status = add_level(reader, csv, LEVEL, &row->level, err);
    return status == KK_OK && is_in ? add_level(reader, csv, IN_LEVEL, &row->in_level, err) : status;
}

static kk_status read_rows(kk_publication_reader *reader, kk_release_csv *csv, memberships *rows, kk_error *err)
{
    bool more = true;
    kk_status status = KK_OK;
    while (status == KK_OK && (status = kk_release_csv_next(csv, &more, err)) == KK_OK && more) {
        if (kk_grow(&rows->row, &rows->capacity, rows->count + 1, sizeof *rows->row) != 0) return kk_fail_memory(err);
        status = read_row(reader, csv, &rows->row[rows->count++], err);
    }
    return status;
}

/* ---- levels ---- */

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The codes of a level, each once. */
static kk_status make_level(kk_publication_reader *reader, uint32_t l, const memberships *rows, kk_error *err)
{
    kk_publication_level *level = &reader->out->level[l];
    kk_cell name = kk_cohort_texts_get(&reader->levels, l);
    level->name = kk_arena_text(reader->arena, name.text, name.length);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) count += rows->row[i].level == l;
    level->code = kk_arena_alloc(reader->arena, count, sizeof *level->code);
    if (level->name == NULL || level->code == NULL) return kk_fail_memory(err);
    count = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->row[i].level == l) level->code[count++] = rows->row[i].code;
    qsort(level->code, count, sizeof *level->code, compare_codes);
    for (size_t i = 0; i < count; i++) {
        kk_cell code = {level->code[i], strlen(level->code[i])};
        uint32_t area;
        if (kk_cohort_texts_add(&reader->codes[l], code, &area, err) != KK_OK) return err->status;
        level->code[area] = level->code[i];
    }
    level->count = reader->codes[l].count;
    return KK_OK;
}

static kk_status make_levels(kk_publication_reader *reader, const memberships *rows, kk_error *err)
{
    kk_publication *out = reader->out;
    out->level_count = reader->levels.count;
    out->level = kk_arena_alloc(reader->arena, out->level_count, sizeof *out->level);
    reader->codes = calloc(out->level_count + 1, sizeof *reader->codes);
    if (out->level == NULL || reader->codes == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (uint32_t l = 0; l < out->level_count && status == KK_OK; l++) status = make_level(reader, l, rows, err);
    return status;
}

static uint32_t find_area(const kk_publication_reader *reader, uint32_t level, const char *code)
{
    return kk_cohort_texts_find(&reader->codes[level], (kk_cell){code, strlen(code)});
}

static kk_status find_areas(const kk_publication_reader *reader, const kk_release_csv *csv, memberships *rows,
                            kk_error *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        membership *row = &rows->row[i];
        row->area = find_area(reader, row->level, row->code);
        if (row->in_level == KK_NO_TEXT) continue;
        row->in_area = find_area(reader, row->in_level, row->in_code);
        if (row->in_area == KK_NO_TEXT)
            return kk_fail(err, KK_ERR_INPUT, "%s: %s '%.60s' is in %s '%.60s', which has no row of its own",
                           csv->file.given, reader->out->level[row->level].name, row->code,
                           reader->out->level[row->in_level].name, row->in_code);
    }
    return KK_OK;
}

/* ---- links ---- */

static int compare_memberships(const void *a, const void *b)
{
    const membership *left = a, *right = b;
    if (left->in_level != right->in_level) return left->in_level < right->in_level ? -1 : 1;
    if (left->level != right->level) return left->level < right->level ? -1 : 1;
    if (left->in_area != right->in_area) return left->in_area < right->in_area ? -1 : 1;
    return left->area < right->area ? -1 : left->area > right->area;
}

/* Of rows that are all of one pair of levels, in order. */
static kk_status add_link(kk_publication_reader *reader, const membership *row, size_t count, kk_error *err)
{
    size_t areas = reader->out->level[row->in_level].count;
    uint32_t *begin = kk_arena_alloc(reader->arena, areas + 1, sizeof *begin);
    uint32_t *member = kk_arena_alloc(reader->arena, count, sizeof *member);
    if (begin == NULL || member == NULL) return kk_fail_memory(err);
    uint32_t members = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_memberships(&row[i - 1], &row[i]) == 0) continue;
        member[members++] = row[i].area;
        begin[row[i].in_area + 1] = members;
    }
    for (size_t i = 1; i <= areas; i++)
        if (begin[i] < begin[i - 1]) begin[i] = begin[i - 1];
    reader->out->link[reader->out->link_count++] =
        (kk_level_link){.upper = row->in_level, .lower = row->level, .begin = begin, .member = member};
    return KK_OK;
}

static bool is_wanted(const kk_publication_reader *reader, const membership *row)
{
    const char *upper = reader->out->level[row->in_level].name, *lower = reader->out->level[row->level].name;
    bool wanted = reader->link_name_count == 0;
    for (size_t i = 0; i < reader->link_name_count && !wanted; i++)
        wanted = strcmp(reader->link_name[i].upper, upper) == 0 && strcmp(reader->link_name[i].lower, lower) == 0;
    return wanted;
}

static kk_status make_links(kk_publication_reader *reader, memberships *rows, kk_error *err)
{
    reader->out->link = kk_arena_alloc(reader->arena, LEVELS_MAX * LEVELS_MAX, sizeof *reader->out->link);
    if (reader->out->link == NULL) return kk_fail_memory(err);
    if (rows->count > 0) qsort(rows->row, rows->count, sizeof *rows->row, compare_memberships);
    kk_status status = KK_OK;
    for (size_t i = 0, end; i < rows->count && rows->row[i].in_level != KK_NO_TEXT && status == KK_OK; i = end) {
        const membership *first = &rows->row[i];
        end = i + 1;
        while (end < rows->count && rows->row[end].in_level == first->in_level && rows->row[end].level == first->level)
            end++;
        if (is_wanted(reader, first)) status = add_link(reader, first, end - i, err);
    }
    return status;
}

/* A link that the file promises and that no area has would be looked for in vain. */
static kk_status check_link_names(const kk_publication_reader *reader, const kk_release_csv *csv, kk_error *err)
{
    for (size_t i = 0; i < reader->link_name_count; i++) {
        const kk_publication_link_name *name = &reader->link_name[i];
        const kk_level_link *link = reader->out->link, *end = link + reader->out->link_count;
        while (link < end && (strcmp(reader->out->level[link->upper].name, name->upper) != 0 ||
                              strcmp(reader->out->level[link->lower].name, name->lower) != 0))
            link++;
        if (link == end)
            return kk_fail(err, KK_ERR_INPUT, "%s: no '%.60s' is in a '%.60s', but disclosure.json links these levels",
                           csv->file.given, name->lower, name->upper);
    }
    return KK_OK;
}

kk_status kk_publication_read_areas(kk_publication_reader *reader, kk_error *err)
{
    const char *path = kk_publication_path(reader, "areas.csv");
    if (path == NULL) return kk_fail_memory(err);
    kk_release_csv csv;
    memberships rows = {0};
    kk_status status = kk_release_csv_open(&csv, path, columns, 4, 4, err);
    if (status == KK_OK) status = read_rows(reader, &csv, &rows, err);
    if (status == KK_OK) status = make_levels(reader, &rows, err);
    if (status == KK_OK) status = find_areas(reader, &csv, &rows, err);
    if (status == KK_OK) status = make_links(reader, &rows, err);
    if (status == KK_OK) status = check_link_names(reader, &csv, err);
    kk_release_csv_close(&csv);
    free(rows.row);
    return status;
}
