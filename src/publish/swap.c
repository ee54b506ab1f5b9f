/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/swap.h"

#include "publish/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Between two attempts another run can make or take away the target. */
enum { ATTEMPTS = 100 };

/* Where others can write too, a folder of such a name need not be ours. */
static int remove_own(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0) return errno == ENOENT ? 0 : -1;
    if (info.st_uid == geteuid()) return kk_tree_remove(path);
    errno = EEXIST;
    return -1;
}

int kk_folder_swap_by_renames(const char *made, const char *target, const char *previous)
{
    if (remove_own(previous) != 0) return -1;
    bool had_target = rename(target, previous) == 0;
    if (!had_target && errno != ENOENT) return -1;
    if (rename(made, target) != 0) {
        int error = errno;
        if (had_target && rename(previous, target) != 0) return -1;
        errno = error;
        return -1;
    }
    return had_target ? rename(previous, made) : 0;
}

int kk_folder_swap(const char *made, const char *target, const char *previous)
{
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (renameat2(AT_FDCWD, made, AT_FDCWD, target, RENAME_EXCHANGE) == 0) return 0;
        if (errno == ENOENT && renameat2(AT_FDCWD, made, AT_FDCWD, target, RENAME_NOREPLACE) == 0) return 0;
        if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
            return kk_folder_swap_by_renames(made, target, previous);
        if (errno != EEXIST) return -1;
    }
    return -1;
}

void kk_folder_restore(const char *target, const char *previous)
{
    if (access(previous, F_OK) != 0) return;
    if (access(target, F_OK) == 0 || rename(previous, target) != 0) (void)remove_own(previous);
}
