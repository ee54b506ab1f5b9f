/* SPDX-License-Identifier: EUPL-1.2 */
#include "embedded.h"
#include "kk/config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static kk_status fail_file(const char *path, const char *what, kk_error *err)
{
    return kk_fail(err, KK_ERR_OUTPUT, "%s: %s: %s", path, what, strerror(errno));
}

static kk_status path_in(const char *directory, const char *name, char path[PATH_MAX], kk_error *err)
{
    int length = snprintf(path, PATH_MAX, "%s/%s", directory, name);
    if (length < PATH_MAX) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT, "%.200s…: the path is too long", directory);
}

static kk_status check_absent(const char *directory, const char *name, kk_error *err)
{
    char path[PATH_MAX];
    struct stat there;
    kk_status status = path_in(directory, name, path, err);
    if (status) return status;
    if (lstat(path, &there) == 0) {
        return kk_fail(err, KK_ERR_OUTPUT, "%s is there already and is left as it is; choose another folder", path);
    }
    return errno == ENOENT ? KK_OK : fail_file(path, "cannot look at it", err);
}

static kk_status write_file(const char *directory, const char *name, const char *text, kk_error *err)
{
    char path[PATH_MAX];
    kk_status status = path_in(directory, name, path, err);
    if (status) return status;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return fail_file(path, "cannot make it", err);
    size_t length = strlen(text);
    ssize_t written = write(descriptor, text, length);
    if (written >= 0 && (size_t)written < length) errno = ENOSPC;
    if (written < 0 || (size_t)written < length) status = fail_file(path, "cannot write", err);
    if (close(descriptor) && !status) status = fail_file(path, "cannot write", err);
    /* Half a file would be in the way of the next try. */
    if (status) unlink(path);
    return status;
}

kk_status kk_config_write_starter(const char *directory, kk_error *err)
{
    if (mkdir(directory, 0777) && errno != EEXIST) return fail_file(directory, "cannot make the folder", err);
    kk_status status = check_absent(directory, "project.yaml", err);
    if (!status) status = check_absent(directory, "README.md", err);
    if (!status) status = write_file(directory, "project.yaml", kk_file_project_yaml, err);
    return status ? status : write_file(directory, "README.md", kk_file_README_md, err);
}
