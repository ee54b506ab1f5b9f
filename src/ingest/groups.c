/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/ingest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* One line of a file of own areas: this area belongs to that group. */
typedef struct assignment {
    const char *group, *name;
    uint32_t member;
    int64_t line;
} assignment;

typedef struct group_reader {
    const kk_config_group *config;
    kk_arena *arena;
    const kk_areas *areas;
    const kk_level *level; /* of the members; NULL until the first line */
    size_t code_column, group_column, name_column;
    assignment *items;
    size_t count, capacity;
    kk_error *err;
} group_reader;

static kk_status find_column(group_reader *in, const kk_rows *rows, const char *name, size_t *column)
{
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    for (*column = 0; *column < count; (*column)++)
        if (header[*column].length == strlen(name) && strncasecmp(header[*column].text, name, strlen(name)) == 0)
            return KK_OK;
    return kk_fail_at(in->err, KK_ERR_INPUT, in->config->mark,
                      "%s has no column '%s'; a file of own areas has the columns code, group and name",
                      in->config->file.given, name);
}

/* All members of one own level are of one level below it. */
static kk_status find_member(group_reader *in, const char *code, int64_t line, uint32_t *member)
{
    kk_level_kind kind;
    const char *file = in->config->file.given;
    if (!kk_code_kind(code, &kind))
        return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: '%s' is not the code of a gemeente, wijk or buurt", file,
                       (long long)line, code);
    if (in->level == NULL) {
        for (size_t l = 0; l < in->areas->level_count; l++)
            if (in->areas->level[l].kind == kind) in->level = &in->areas->level[l];
        if (in->level == NULL)
            return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s: the sources have no areas of this level", file,
                           (long long)line, code);
    }
    if (in->level->kind != kind)
        return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s is not a %s as the codes above it; a file lists one level",
                       file, (long long)line, code, in->level->name);
    ptrdiff_t found = kk_level_find(in->level, code);
    if (found < 0)
        return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s is not among the %s of the sources; another year?", file,
                       (long long)line, code, in->level->plural);
    *member = (uint32_t)found;
    return KK_OK;
}

static const char *cell_text(group_reader *in, const kk_cell *cells, size_t count, size_t column)
{
    return column < count ? kk_arena_text(in->arena, cells[column].text, cells[column].length)
                          : kk_arena_copy(in->arena, "");
}

/* Figures of the area that CBS gave this code would pass for figures of the group. */
static kk_status refuse_cbs_code(group_reader *in, const char *group, int64_t line)
{
    kk_level_kind kind;
    if (!kk_code_kind(group, &kind)) return KK_OK;
    return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s is the code of a %s; give the group another code",
                   in->config->file.given, (long long)line, group, kk_level_kind_name(kind));
}

static kk_status add_line(group_reader *in, const kk_cell *cells, size_t count, int64_t line)
{
    const char *code = cell_text(in, cells, count, in->code_column);
    assignment item = {
        .group = cell_text(in, cells, count, in->group_column),
        .name = cell_text(in, cells, count, in->name_column),
        .line = line,
    };
    if (code == NULL || item.group == NULL || item.name == NULL) return kk_fail_memory(in->err);
    if (*code == '\0' || *item.group == '\0')
        return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s is empty; each line gives code, group and name",
                       in->config->file.given, (long long)line, *code == '\0' ? "the code" : "the group");
    kk_status status = refuse_cbs_code(in, item.group, line);
    if (status == KK_OK) status = find_member(in, code, line, &item.member);
    if (status != KK_OK) return status;
    if (kk_grow(&in->items, &in->capacity, in->count + 1, sizeof *in->items) != 0) return kk_fail_memory(in->err);
    in->items[in->count++] = item;
    return KK_OK;
}

static kk_status read_lines(group_reader *in)
{
    kk_rows *rows;
    kk_status status = kk_rows_open(&in->config->file, NULL, &rows, in->err);
    if (status != KK_OK) return status;
    status = find_column(in, rows, "code", &in->code_column);
    if (status == KK_OK) status = find_column(in, rows, "group", &in->group_column);
    if (status == KK_OK) status = find_column(in, rows, "name", &in->name_column);
    while (status == KK_OK) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(rows, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) break;
        status = add_line(in, cells, count, line);
    }
    kk_rows_close(rows);
    if (status == KK_OK && in->count == 0)
        status = kk_fail_at(in->err, KK_ERR_INPUT, in->config->mark, "%s lists no areas", in->config->file.given);
    return status;
}

static int by_member(const void *a, const void *b)
{
    const assignment *left = a, *right = b;
    if (left->member != right->member) return left->member < right->member ? -1 : 1;
    return left->line < right->line ? -1 : left->line > right->line;
}

static int by_group(const void *a, const void *b)
{
    const assignment *left = a, *right = b;
    int order = strcmp(left->group, right->group);
    return order != 0 ? order : by_member(a, b);
}

static kk_status refuse_two_groups(group_reader *in)
{
    qsort(in->items, in->count, sizeof *in->items, by_member);
    for (size_t i = 1; i < in->count; i++) {
        const assignment *first = &in->items[i - 1], *second = &in->items[i];
        if (first->member != second->member) continue;
        return kk_fail(in->err, KK_ERR_INPUT,
                       "%s:%lld: %s is in group '%s' already (line %lld); an area belongs to one group",
                       in->config->file.given, (long long)second->line, in->level->code[second->member], first->group,
                       (long long)first->line);
    }
    return KK_OK;
}

/* items are in order of member. */
static kk_status list_unassigned(group_reader *in, kk_rejects *rejects)
{
    kk_status status = KK_OK;
    size_t next = 0;
    for (uint32_t i = 0; i < in->level->count && status == KK_OK; i++) {
        if (next < in->count && in->items[next].member == i) {
            next++;
            continue;
        }
        if (in->level->water[i]) continue;
        kk_reject line = {.kind = KK_UNASSIGNED,
                          .file = in->config->file.given,
                          .code = in->level->code[i],
                          .reason = "in none of the groups of this file"};
        status = kk_rejects_add(rejects, &line, in->err);
    }
    return status;
}

/* items are in order of group. */
static kk_status fill_level(group_reader *in, kk_level *level)
{
    kk_membership *members = &level->membership;
    members->member_level = (size_t)(in->level - in->areas->level);
    members->member_begin = kk_arena_alloc(in->arena, in->count + 1, sizeof *members->member_begin);
    members->member = kk_arena_alloc(in->arena, in->count, sizeof *members->member);
    level->code = kk_arena_alloc(in->arena, in->count, sizeof *level->code);
    level->area_name = kk_arena_alloc(in->arena, in->count, sizeof *level->area_name);
    level->parent = kk_arena_alloc(in->arena, in->count, sizeof *level->parent);
    level->water = kk_arena_alloc(in->arena, in->count, sizeof *level->water);
    if (members->member_begin == NULL || members->member == NULL || level->code == NULL || level->area_name == NULL ||
        level->parent == NULL || level->water == NULL)
        return kk_fail_memory(in->err);
    for (size_t i = 0; i < in->count; i++) {
        const assignment *item = &in->items[i];
        if (i == 0 || strcmp(in->items[i - 1].group, item->group) != 0) {
            members->member_begin[level->count] = (uint32_t)i;
            level->code[level->count] = item->group;
            level->area_name[level->count++] = *item->name == '\0' ? item->group : item->name;
        }
        members->member[i] = item->member;
    }
    members->member_begin[level->count] = (uint32_t)in->count;
    return KK_OK;
}

static kk_status read_group(group_reader *in, kk_rejects *rejects, kk_level *level)
{
    *level = (kk_level){
        .kind = KK_LEVEL_OWN,
        .name = in->config->name,
        .plural = in->config->name,
        .title = in->config->title,
        .derived = true,
    };
    kk_status status = read_lines(in);
    if (status == KK_OK) status = refuse_two_groups(in);
    if (status == KK_OK) status = list_unassigned(in, rejects);
    if (status != KK_OK) return status;
    qsort(in->items, in->count, sizeof *in->items, by_group);
    return fill_level(in, level);
}

kk_status kk_groups_read(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_areas *areas, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t g = 0; g < config->areas.group_count && status == KK_OK; g++) {
        if (config->areas.groups[g].file.path == NULL) continue; /* merged, when the inhabitants are known */
        group_reader in = {.config = &config->areas.groups[g], .arena = arena, .areas = areas, .err = err};
        status = read_group(&in, rejects, &areas->level[areas->level_count]);
        free(in.items);
        if (status == KK_OK) areas->level_count++;
    }
    return status;
}
