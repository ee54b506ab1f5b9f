/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/cluster_lock.h"

#include "kk/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

double kk_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void kk_nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = (long)(KK_NAP_SECONDS * 1e9)}, NULL);
}

kk_status kk_lock_open(const char *path, int *fd, kk_error *err)
{
    *fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (*fd >= 0) return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be opened: %s", path, strerror(errno));
}

bool kk_lock_try(int fd, int operation)
{
    return flock(fd, operation | LOCK_NB) == 0;
}

bool kk_lock_wait(int fd, double seconds)
{
    double begun = kk_seconds();
    while (!kk_lock_try(fd, LOCK_EX)) {
        if (kk_seconds() - begun >= seconds) return false;
        kk_nap();
    }
    return true;
}

static bool is_still_there(int fd, const char *path)
{
    struct stat locked, there;
    return fstat(fd, &locked) == 0 && stat(path, &there) == 0 && locked.st_ino == there.st_ino &&
           locked.st_dev == there.st_dev;
}

kk_status kk_lock_enter(const char *path, int *fd, kk_error *err)
{
    for (;;) {
        kk_status status = kk_lock_open(path, fd, err);
        if (status != KK_OK) return status;
        while (!kk_lock_try(*fd, LOCK_EX) && !kk_interrupted()) kk_nap();
        if (!kk_interrupted() && is_still_there(*fd, path)) return KK_OK;
        close(*fd);
        *fd = -1;
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    }
}
