/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/sources.h"

#include <stdlib.h>
#include <string.h>

#define AS_PUBLISHED " (as published)"

typedef struct source_list {
    kk_arena *arena;
    char **source;
    size_t count, capacity;
} source_list;

static kk_status add(source_list *list, const char *text, size_t length, kk_error *err)
{
    size_t ending = strlen(AS_PUBLISHED);
    if (length > ending && strncmp(text + length - ending, AS_PUBLISHED, ending) == 0) length -= ending;
    for (size_t i = 0; i < list->count; i++)
        if (strlen(list->source[i]) == length && strncmp(list->source[i], text, length) == 0) return KK_OK;
    if (kk_grow(&list->source, &list->capacity, list->count + 1, sizeof *list->source) != 0) return kk_fail_memory(err);
    list->source[list->count] = kk_arena_text(list->arena, text, length);
    return list->source[list->count++] == NULL ? kk_fail_memory(err) : KK_OK;
}

static kk_status add_parts(source_list *list, const char *text, kk_error *err)
{
    kk_status status = KK_OK;
    while (*text != '\0' && status == KK_OK) {
        const char *end = strstr(text, "; ");
        size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
        if (length > 0) status = add(list, text, length, err);
        text += length + (end != NULL ? 2 : 0);
    }
    return status;
}

kk_status kk_sources_collect(const kk_release *release, kk_arena *arena, const char ***sources, size_t *count,
                             kk_error *err)
{
    const kk_released_column *column;
    size_t column_count = kk_release_columns(release, &column);
    source_list list = {.arena = arena};
    kk_status status = KK_OK;
    for (size_t i = 0; i < column_count && status == KK_OK; i++)
        if (column[i].source != NULL) status = add_parts(&list, column[i].source, err);
    *count = list.count;
    *sources = kk_arena_alloc(arena, list.count + 1, sizeof **sources);
    if (status == KK_OK && *sources == NULL) status = kk_fail_memory(err);
    for (size_t i = 0; i < list.count && status == KK_OK; i++) (*sources)[i] = list.source[i];
    free(list.source);
    return status;
}
