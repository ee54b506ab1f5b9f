/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/rejects.h"

#include <stdlib.h>

void kk_rejects_init(kk_rejects *rejects, kk_arena *arena)
{
    *rejects = (kk_rejects){.arena = arena};
}

void kk_rejects_clear(kk_rejects *rejects)
{
    free(rejects->items);
    *rejects = (kk_rejects){.arena = rejects->arena};
}

static const char *kept(kk_arena *arena, const char *text)
{
    return text == NULL || *text == '\0' ? "" : kk_arena_copy(arena, text);
}

kk_status kk_rejects_add(kk_rejects *rejects, const kk_reject *reject, kk_error *err)
{
    if (kk_grow(&rejects->items, &rejects->capacity, rejects->count + 1, sizeof *rejects->items) != 0)
        return kk_fail_memory(err);
    kk_reject copy = {
        .kind = reject->kind,
        .file = kept(rejects->arena, reject->file),
        .line = reject->line,
        .column = kept(rejects->arena, reject->column),
        .code = kept(rejects->arena, reject->code),
        .value = kept(rejects->arena, reject->value),
        .reason = kept(rejects->arena, reject->reason),
    };
    if (copy.file == NULL || copy.column == NULL || copy.code == NULL || copy.value == NULL || copy.reason == NULL)
        return kk_fail_memory(err);
    rejects->items[rejects->count++] = copy;
    return KK_OK;
}

const char *kk_reject_kind_name(kk_reject_kind kind)
{
    static const char *const names[] = {
        [KK_REJECT_ROW] = "row", [KK_REJECT_CELL] = "cell", [KK_REJECT_COLUMN] = "column",  [KK_REJECT_LEVEL] = "level",
        [KK_REPAIR] = "repair",  [KK_EMPTY] = "empty",      [KK_UNASSIGNED] = "unassigned",
    };
    return names[kind];
}
