/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/suppress.h"

#include <stdlib.h>

static void hide_cells(const kk_suppression *task, const kk_system *system, const bool *hide)
{
    for (size_t v = 0; v < system->knowledge.variable_count; v++)
        for (size_t s = system->shown_begin[v]; hide[v] && s < system->shown_begin[v + 1]; s++) {
            const struct kk_shown_cell *cell = &system->shown_by[s];
            uint8_t *status = &task->publication->column[cell->column].status[cell->area];
            if (cell->column < task->column_count && kk_figure_has_value(*status))
                *status = KK_FIGURE_SUPPRESSED_SECONDARY;
        }
}

static kk_status protect(const kk_suppression *task, kk_protection_result *result, kk_error *err)
{
    kk_arena arena;
    kk_system system;
    bool *hide = NULL;
    kk_arena_init(&arena);
    kk_status status =
        kk_system_make(task->publication, task->find, task->context, task->threads, &arena, &system, err);
    if (status != KK_OK) goto done;
    hide = calloc(system.knowledge.variable_count + 1, sizeof *hide);
    if (hide == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    const kk_protection_task program = {&system.knowledge, system.truth, system.weight, system.demand,
                                        system.demand_count};
    status = kk_protect(&program, task->effort, task->threads, hide, result, err);
    if (status == KK_OK) hide_cells(task, &system, hide);
done:
    free(hide);
    kk_arena_clear(&arena);
    return status;
}

kk_status kk_suppress(const kk_suppression *task, kk_protection_result *result, kk_error *err)
{
    *result = (kk_protection_result){.loss = 0};
    kk_status status = protect(task, result, err);
    return status == KK_OK && result->unmet > 0 ? kk_suppress_blur(task, err) : status;
}
