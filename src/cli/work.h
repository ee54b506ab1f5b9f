/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A piece of work on a thread of its own, with its own error. Where no thread can be had it is done at once.
 */
#ifndef KK_WORK_H
#define KK_WORK_H

#include "kk/error.h"

#include <pthread.h>
#include <stdbool.h>

typedef kk_status kk_work_function(void *context, kk_error *err);

typedef struct kk_work {
    kk_work_function *function;
    void *context;
    pthread_t thread;
    bool threaded;
    kk_status status;
    kk_error err;
} kk_work;

void kk_work_begin(kk_work *work, kk_work_function *function, void *context);

/* Waits; returns `so_far` when that is a failure, otherwise the work's status with its error in `err`. */
kk_status kk_work_end(kk_work *work, kk_status so_far, kk_error *err) KK_MUST_USE;

#endif
