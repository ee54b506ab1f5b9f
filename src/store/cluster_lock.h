/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Locks on the files of a place (flock): the kernel lets go of them when their holder is killed.
 */
#ifndef KK_STORE_CLUSTER_LOCK_H
#define KK_STORE_CLUSTER_LOCK_H

#include "kk/error.h"

#include <stdbool.h>

/* Opens a lock file, making it when absent; `*fd` is the caller's to close, which releases the lock. */
kk_status kk_lock_open(const char *path, int *fd, kk_error *err) KK_MUST_USE;

/* `operation` is LOCK_SH or LOCK_EX. False when another holds it. */
bool kk_lock_try(int fd, int operation);

/* Waits for LOCK_EX at most `seconds`, also after an interrupt: for tidying up. False when it was not to be had. */
bool kk_lock_wait(int fd, double seconds);

/*
 * Opens `path` and waits for LOCK_EX, for as long as it takes. The file that is locked is the one that is there:
 * whoever removed it in the meantime, left it to us. Errors: KK_ERR_INTERRUPTED, KK_ERR_DATABASE.
 */
kk_status kk_lock_enter(const char *path, int *fd, kk_error *err) KK_MUST_USE;

/* Of a clock that nobody sets. */
double kk_seconds(void);

/* Sleeps for the time between two looks at something that is about to change. */
#define KK_NAP_SECONDS 0.005
void kk_nap(void);

#endif
