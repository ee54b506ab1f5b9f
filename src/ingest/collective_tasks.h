/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tasks that money is spent on: data/codes/tasks.csv. Front is preventive and freely accessible help, back is what
 * needs an indication or a judge.
 */
#ifndef KK_COLLECTIVE_TASKS_H
#define KK_COLLECTIVE_TASKS_H

#include "kk/ingest.h"

enum { KK_TASKS_MAX = 64 };

typedef struct kk_tasks {
    size_t count;
    const char *name[KK_TASKS_MAX];
    bool front[KK_TASKS_MAX];
} kk_tasks;

kk_status kk_tasks_load(kk_arena *arena, kk_tasks *out, kk_error *err) KK_MUST_USE;
/* Index of a task, letters compared without case; −1 when there is none. */
ptrdiff_t kk_tasks_find(const kk_tasks *tasks, const char *name);

#endif
