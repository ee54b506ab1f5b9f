/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/stories.h"
#include "ingest/encoding.h"
#include "ingest/record_day.h"
#include "ingest/story_columns.h"
#include "ingest/story_signs.h"
#include "ingest/story_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED_MAX = 10 };

typedef struct story_reader {
    const kk_config_file *file;
    const kk_areas *areas;
    kk_arena *arena;
    kk_rejects *rejects;
    kk_stories *out;
    kk_error *err;
    kk_rows *rows;
    ptrdiff_t column[KK_STORY_COLUMNS];
    kk_cell cell[KK_STORY_COLUMNS]; /* of the row at hand */
    int64_t line;
    kk_story *story; /* malloc'ed */
    size_t count, capacity;
    int64_t open;      /* approved rows that somebody has to check first */
    int64_t open_line; /* of the first */
    char listed[700];
} story_reader;

static kk_status reject(story_reader *in, kk_story_column column, const char *reason)
{
    kk_reject line = {.kind = KK_REJECT_ROW,
                      .file = in->file->given,
                      .line = in->line,
                      .column = kk_story_column_name(column),
                      .reason = reason};
    in->out->counts.rejected++;
    return kk_rejects_add(in->rejects, &line, in->err);
}

/* ---- cells ---- */

/* The reason why the row's code is not that of an area with stories, or NULL. */
static const char *find_area(story_reader *in, kk_locus *area)
{
    enum { LONGEST = 100 };
    kk_cell cell = in->cell[KK_STORY_CODE];
    char code[LONGEST + 1];
    if (cell.length == 0 || cell.length > LONGEST) return "no area of the project has this code";
    memcpy(code, cell.text, cell.length);
    code[cell.length] = '\0';
    for (size_t l = 0; l < in->areas->level_count; l++) {
        const kk_level *level = &in->areas->level[l];
        ptrdiff_t found = kk_level_find(level, code);
        if (found < 0) continue;
        *area = kk_locus_of(l, (size_t)found);
        if (level->kind == KK_LEVEL_BUURT) return "is of a buurt: stories are told of a wijk or a larger area";
        return level->water[found] ? "is open water" : NULL;
    }
    return "no area of the project has this code";
}

static kk_status take_text(story_reader *in, kk_story_column column, size_t longest, const char **text,
                           const char **fault)
{
    char *copy = kk_story_text_copy(in->cell[column], in->arena);
    if (copy == NULL) return kk_fail_memory(in->err);
    *text = copy;
    *fault = *copy == '\0' && column != KK_STORY_TITLE ? "is empty" : kk_story_text_fault(copy, longest);
    return KK_OK;
}

/* Fills in the story; `*fault` is why it cannot be one, in `*column`, or NULL. */
static kk_status take_cells(story_reader *in, kk_story *story, kk_story_column *column, const char **fault)
{
    const struct {
        kk_story_column column;
        size_t longest;
        const char **text;
    } texts[] = {{KK_STORY_TEXT, KK_STORY_TEXT_MAX, &story->text},
                 {KK_STORY_ROLE, KK_STORY_ROLE_MAX, &story->author_role},
                 {KK_STORY_TITLE, KK_STORY_TITLE_MAX, &story->title}};
    *column = KK_STORY_CODE;
    *fault = find_area(in, &story->area);
    kk_status status = KK_OK;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && *fault == NULL && status == KK_OK; i++) {
        *column = texts[i].column;
        status = take_text(in, texts[i].column, texts[i].longest, texts[i].text, fault);
    }
    if (status != KK_OK || *fault != NULL) return status;
    *column = KK_STORY_DATE;
    if (!kk_day_parse(in->cell[KK_STORY_DATE], &story->day) || story->day == KK_NO_DAY || story->day == KK_OPEN_DAY)
        *fault = "is no date, such as 31-12-2025";
    return KK_OK;
}

/* ---- signs ---- */

static kk_status find_sign(story_reader *in, const kk_story *story, kk_story_column *column, kk_story_sign *sign)
{
    const char *const text[] = {story->text, story->title, story->author_role};
    static const kk_story_column columns[] = {KK_STORY_TEXT, KK_STORY_TITLE, KK_STORY_ROLE};
    kk_status status = KK_OK;
    *sign = KK_SIGN_NONE;
    for (size_t i = 0; i < 3 && *sign == KK_SIGN_NONE && status == KK_OK; i++) {
        *column = columns[i];
        status = kk_story_sign_find(text[i], sign, in->err);
    }
    return status;
}

/* For the message that stops the run: where to look, and never what stands there. */
static void list_open(story_reader *in, kk_story_column column, kk_story_sign sign)
{
    size_t used = strlen(in->listed);
    if (in->open == 0) in->open_line = in->line;
    if (in->open++ < LISTED_MAX)
        snprintf(in->listed + used, sizeof in->listed - used, "%sline %lld (%s in '%s')", used > 0 ? ", " : "",
                 (long long)in->line, kk_story_sign_name(sign), kk_story_column_name(column));
}

static kk_status add_story(story_reader *in, const kk_story *story)
{
    kk_story_column column;
    kk_story_sign sign;
    kk_status status = find_sign(in, story, &column, &sign);
    if (status != KK_OK) return status;
    if (sign != KK_SIGN_NONE && in->cell[KK_STORY_CHECKED].length == 0) {
        list_open(in, column, sign);
        return KK_OK;
    }
    if (kk_grow(&in->story, &in->capacity, in->count + 1, sizeof *story) != 0) return kk_fail_memory(in->err);
    in->story[in->count++] = *story;
    in->out->counts.published++;
    in->out->counts.checked += sign != KK_SIGN_NONE;
    return KK_OK;
}

/* ---- rows ---- */

static kk_status take_row(story_reader *in)
{
    kk_story story;
    kk_story_column column;
    const char *fault;
    kk_status status = take_cells(in, &story, &column, &fault);
    if (status != KK_OK) return status;
    if (fault != NULL) return reject(in, column, fault);
    if (in->cell[KK_STORY_APPROVED].length > 0) return add_story(in, &story);
    in->out->counts.unapproved++;
    return KK_OK;
}

static kk_status read_rows(story_reader *in)
{
    for (;;) {
        const kk_cell *cells;
        size_t count;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &in->line, in->err);
        if (status != KK_OK || count == 0) return status;
        in->out->counts.read++;
        for (size_t c = 0; c < KK_STORY_COLUMNS; c++) in->cell[c] = kk_named_cell(cells, count, in->column[c]);
        status = kk_named_row_fits(in->rows, count) ? take_row(in) : reject(in, KK_STORY_COLUMNS, KK_WRONG_WIDTH);
        if (status != KK_OK) return status;
    }
}

static int compare_stories(const void *a, const void *b)
{
    const kk_story *left = a, *right = b;
    if (left->area != right->area) return left->area < right->area ? -1 : 1;
    if (left->day != right->day) return left->day > right->day ? -1 : 1;
    int order = strcmp(left->title, right->title);
    if (order == 0) order = strcmp(left->text, right->text);
    return order != 0 ? order : strcmp(left->author_role, right->author_role);
}

static kk_status keep_stories(story_reader *in)
{
    kk_story *story = kk_arena_alloc(in->arena, in->count, sizeof *story);
    if (story == NULL) return kk_fail_memory(in->err);
    if (in->count > 0) {
        qsort(in->story, in->count, sizeof *story, compare_stories);
        memcpy(story, in->story, in->count * sizeof *story);
    }
    in->out->story = story;
    in->out->count = in->count;
    return KK_OK;
}

static kk_status stop_for_signs(const story_reader *in)
{
    long long more = (long long)(in->open - LISTED_MAX);
    char others[60] = "";
    if (more > 0) snprintf(others, sizeof others, " and %lld more", more);
    return kk_fail(in->err, KK_ERR_INPUT,
                   "%s:%lld: what may tell who a story is about: %s%s. Read each of them, and change it or fill in its "
                   "column checked_by",
                   in->file->given, (long long)in->open_line, in->listed, others);
}

kk_status kk_stories_read(const kk_config_file *file, const kk_areas *areas, kk_arena *arena, kk_rejects *rejects,
                          kk_stories *out, kk_error *err)
{
    story_reader in = {.file = file, .areas = areas, .arena = arena, .rejects = rejects, .out = out, .err = err};
    *out = (kk_stories){0};
    kk_status status = kk_rows_open(file, NULL, &in.rows, err);
    if (status != KK_OK) return status;
    status = kk_story_columns_find(file, in.rows, in.column, err);
    if (status == KK_OK) status = read_rows(&in);
    if (status == KK_OK && in.open > 0) status = stop_for_signs(&in);
    if (status == KK_OK) status = keep_stories(&in);
    free(in.story);
    kk_rows_close(in.rows);
    return status;
}
