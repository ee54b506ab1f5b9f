/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/work.h"

static void *do_work(void *argument)
{
    kk_work *work = argument;
    work->status = work->function(work->context, &work->err);
    return NULL;
}

void kk_work_begin(kk_work *work, kk_work_function *function, void *context)
{
    *work = (kk_work){.function = function, .context = context};
    work->threaded = pthread_create(&work->thread, NULL, do_work, work) == 0;
    if (!work->threaded) do_work(work);
}

kk_status kk_work_end(kk_work *work, kk_status so_far, kk_error *err)
{
    if (work->threaded) pthread_join(work->thread, NULL);
    if (so_far != KK_OK || work->status == KK_OK) return so_far;
    *err = work->err;
    return work->status;
}
