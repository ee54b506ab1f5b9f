/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/collective_tasks.h"
#include "embedded.h"
#include "ingest/encoding.h"

#include <string.h>
#include <strings.h>

enum { TASK, LABEL, FRONT, COLUMNS };

kk_status kk_tasks_load(kk_arena *arena, kk_tasks *out, kk_error *err)
{
    static const kk_config_file file = {.given = "data/codes/tasks.csv", .path = "tasks.csv"};
    *out = (kk_tasks){0};
    kk_rows *rows;
    kk_status status = kk_rows_open_memory(kk_file_tasks_csv, strlen(kk_file_tasks_csv), &file, &rows, err);
    while (status == KK_OK) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(rows, &cells, &count, &line, err);
        if (status != KK_OK || count == 0) break;
        if (count < COLUMNS || out->count == KK_TASKS_MAX) {
            status = kk_fail(err, KK_ERR_INTERNAL, "%s:%lld: not task;label_nl;front", file.given, (long long)line);
            break;
        }
        out->name[out->count] = kk_arena_text(arena, cells[TASK].text, cells[TASK].length);
        if (out->name[out->count] == NULL) status = kk_fail_memory(err);
        out->front[out->count++] = kk_cell_equals(cells[FRONT], "1");
    }
    kk_rows_close(rows);
    return status;
}

ptrdiff_t kk_tasks_find(const kk_tasks *tasks, const char *name)
{
    for (size_t t = 0; t < tasks->count; t++)
        if (strcasecmp(tasks->name[t], name) == 0) return (ptrdiff_t)t;
    return -1;
}
