/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/table_columns.h"
#include "ingest/encoding.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t kk_name_base(const char *name)
{
    size_t length = strlen(name), base = length;
    while (base > 0 && isdigit((unsigned char)name[base - 1])) base--;
    return base > 1 && base < length && name[base - 1] == '_' ? base - 1 : length;
}

bool kk_name_begins(const char *name, const char *word)
{
    for (size_t i = 0; name[i] != '\0' && *word != '\0'; i++) {
        if (!isalnum((unsigned char)name[i])) continue;
        if (tolower((unsigned char)name[i]) != *word) return false;
        word++;
    }
    return *word == '\0';
}

bool kk_name_is(const char *name, const char *word)
{
    size_t letters = 0, base = kk_name_base(name);
    for (size_t i = 0; i < base; i++) letters += isalnum((unsigned char)name[i]) != 0;
    return letters == strlen(word) && kk_name_begins(name, word);
}

static bool has_name(const kk_names *names, size_t i, kk_cell wanted)
{
    return kk_cell_equals(wanted, names->name[i]) ||
           (names->title != NULL && names->title[i] != NULL && kk_cell_equals(wanted, names->title[i]));
}

static bool has_base(const char *name, kk_cell wanted)
{
    return kk_name_base(name) == wanted.length && memcmp(name, wanted.text, wanted.length) == 0;
}

size_t kk_names_match(const kk_names *names, const char *wanted, uint32_t *source)
{
    kk_cell text = kk_cell_trim((kk_cell){wanted, strlen(wanted)});
    size_t count = 0;
    for (size_t i = 0; i < names->count; i++)
        if (has_name(names, i, text)) source[count++] = (uint32_t)i;
    if (count > 0) return count;
    for (size_t i = 0; i < names->count; i++)
        if (has_base(names->name[i], text)) source[count++] = (uint32_t)i;
    return count;
}

static bool looks_like_name(const char *text)
{
    enum { NAME_MAX_BYTES = 40 };
    size_t length = 0;
    while (text[length] == '_' || (isascii(text[length]) && isalnum((unsigned char)text[length]))) length++;
    return length > 0 && length <= NAME_MAX_BYTES && text[length] == '\0' && !isdigit((unsigned char)text[0]);
}

bool kk_names_look_right(const kk_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!looks_like_name(names->name[i])) return false;
    return true;
}

void kk_names_list(const kk_names *names, char *text, size_t size)
{
    size_t used = 0;
    if (!names->shown) {
        snprintf(text, size, "%zu columns (not named here, as the table is not public)", names->count);
        return;
    }
    text[0] = '\0';
    for (size_t i = 0; i < names->count; i++) {
        size_t need = strlen(names->name[i]) + sizeof ", …";
        if (used + need + sizeof ", …" > size) {
            snprintf(text + used, size - used, "%s…", used > 0 ? ", " : "");
            return;
        }
        used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "", names->name[i]);
    }
}

/* The name, title or base that looks most like `wanted`, in `nearest`; false when nothing does. */
static bool find_nearest(const kk_names *names, const char *wanted, char *nearest, size_t size)
{
    if (!names->shown) return false;
    const char *candidate = kk_nearest_name(wanted, names->name, (int)names->count);
    if (candidate == NULL && names->title != NULL) {
        for (size_t i = 0; i < names->count && candidate == NULL; i++)
            if (names->title[i] != NULL) candidate = kk_nearest_name(wanted, &names->title[i], 1);
    }
    if (candidate != NULL) {
        snprintf(nearest, size, "%s", candidate);
        return true;
    }
    for (size_t i = 0; i < names->count; i++) {
        const char *base = nearest;
        snprintf(nearest, size, "%.*s", (int)kk_name_base(names->name[i]), names->name[i]);
        if (kk_nearest_name(wanted, &base, 1) != NULL) return true;
    }
    return false;
}

static kk_status fail_unknown(const kk_names *names, const char *wanted, kk_mark mark, const char *file, kk_error *err)
{
    char text[400];
    if (find_nearest(names, wanted, text, sizeof text))
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "%s has no column '%s'; did you mean '%s'?", file, wanted, text);
    kk_names_list(names, text, sizeof text);
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "%s has no column '%s'; it has %s", file, wanted, text);
}

kk_status kk_names_require(const kk_names *names, const char *wanted, kk_mark mark, const char *file, uint32_t *index,
                           kk_error *err)
{
    uint32_t *source = calloc(names->count + 1, sizeof *source);
    if (source == NULL) return kk_fail_memory(err);
    size_t count = kk_names_match(names, wanted, source);
    *index = source[0];
    free(source);
    return count > 0 ? KK_OK : fail_unknown(names, wanted, mark, file, err);
}

/* Takes over `source`, which is in the arena. */
static kk_status add(kk_columns *columns, const kk_column *column, ptrdiff_t *index, kk_error *err)
{
    if (kk_grow(&columns->item, &columns->capacity, columns->count + 1, sizeof *columns->item) != 0)
        return kk_fail_memory(err);
    *index = (ptrdiff_t)columns->count;
    columns->item[columns->count++] = *column;
    return KK_OK;
}

/* The column with the same sources, or −1. */
static ptrdiff_t find_same(const kk_columns *columns, const kk_column *column)
{
    for (size_t c = 0; c < columns->count; c++) {
        const kk_column *other = &columns->item[c];
        if (other->source_count == column->source_count &&
            memcmp(other->source, column->source, column->source_count * sizeof *column->source) == 0)
            return (ptrdiff_t)c;
    }
    return -1;
}

static kk_status add_wanted(const kk_config_table *config, const kk_names *names, kk_arena *arena, kk_columns *columns,
                            kk_error *err)
{
    for (size_t i = 0; i < config->wanted_count; i++) {
        const kk_config_column *wanted = &config->wanted[i];
        kk_column column = {.name = wanted->name, .mark = wanted->mark, .asked = true};
        column.source = kk_arena_alloc(arena, names->count, sizeof *column.source);
        if (column.source == NULL) return kk_fail_memory(err);
        column.source_count = kk_names_match(names, wanted->name, column.source);
        if (column.source_count == 0) return fail_unknown(names, wanted->name, wanted->mark, config->file.given, err);
        ptrdiff_t index;
        kk_status status = add(columns, &column, &index, err);
        if (status != KK_OK) return status;
    }
    return KK_OK;
}

typedef bool name_test(const char *name, const char *word);

/* All columns whose name or title passes, as one; −1 when there are none. */
static kk_status add_recognised(kk_columns *columns, const kk_names *names, name_test *test, const char *word,
                                kk_arena *arena, ptrdiff_t *index, kk_error *err)
{
    kk_column column = {.source = kk_arena_alloc(arena, names->count, sizeof *column.source)};
    if (column.source == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < names->count; i++) {
        const char *title = names->title == NULL ? NULL : names->title[i];
        if (test(names->name[i], word) || (title != NULL && test(title, word)))
            column.source[column.source_count++] = (uint32_t)i;
    }
    *index = -1;
    if (column.source_count == 0) return KK_OK;
    *index = find_same(columns, &column);
    if (*index >= 0) return KK_OK;
    const char *name = names->name[column.source[0]];
    column.name = kk_arena_text(arena, name, kk_name_base(name));
    return column.name == NULL ? kk_fail_memory(err) : add(columns, &column, index, err);
}

static kk_status find_population(const kk_config_table *config, const kk_names *names, kk_arena *arena,
                                 kk_columns *columns, kk_error *err)
{
    static const char *const words[] = {"ainw", "aantalinwoners", "aantinw", "inwoners", "totalebevolking"};
    for (size_t i = 0; config->population != NULL && i < config->wanted_count; i++)
        if (strcmp(config->wanted[i].name, config->population) == 0) columns->population = (ptrdiff_t)i;
    kk_status status = KK_OK;
    for (size_t w = 0; w < sizeof words / sizeof *words && status == KK_OK && columns->population < 0; w++)
        status = add_recognised(columns, names, kk_name_is, words[w], arena, &columns->population, err);
    return status;
}

kk_status kk_columns_choose(const kk_config_table *config, const kk_names *names, kk_arena *arena, kk_columns *columns,
                            kk_error *err)
{
    columns->population = columns->boundary_change = -1;
    kk_status status = add_wanted(config, names, arena, columns, err);
    if (status == KK_OK) status = find_population(config, names, arena, columns, err);
    if (status == KK_OK)
        status =
            add_recognised(columns, names, kk_name_begins, "indelingswijziging", arena, &columns->boundary_change, err);
    if (status == KK_OK && columns->boundary_change < 0)
        status = add_recognised(columns, names, kk_name_is, "indwbi", arena, &columns->boundary_change, err);
    columns->kept_count = columns->count;
    return status;
}

kk_status kk_columns_add_helper(kk_columns *columns, const kk_names *names, const char *name, kk_arena *arena,
                                ptrdiff_t *index, kk_error *err)
{
    kk_column column = {.name = name, .source = kk_arena_alloc(arena, names->count, sizeof *column.source)};
    if (column.source == NULL) return kk_fail_memory(err);
    column.source_count = kk_names_match(names, name, column.source);
    *index = column.source_count == 0 ? -1 : find_same(columns, &column);
    if (column.source_count == 0 || *index >= 0) return KK_OK;
    return add(columns, &column, index, err);
}

void kk_columns_clear(kk_columns *columns)
{
    free(columns->item);
    *columns = (kk_columns){0};
}
