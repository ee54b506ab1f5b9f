/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS_MAX = 16 };

static kk_status make_folder(const char *path, kk_error *err)
{
    struct stat info;
    if (mkdir(path, 0777) == 0) return KK_OK;
    int error = errno;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) return KK_OK;
    if (error == EEXIST) error = ENOTDIR;
    return kk_fail(err, KK_ERR_OUTPUT, "cannot make the folder %s: %s", path, strerror(error));
}

kk_status kk_tree_make(const char *path, kk_error *err)
{
    char *partial = strdup(path);
    if (partial == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (char *slash = strchr(partial + 1, '/'); slash != NULL && status == KK_OK; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        status = make_folder(partial, err);
        *slash = '/';
    }
    if (status == KK_OK) status = make_folder(partial, err);
    free(partial);
    return status;
}

static int sync_entry(const char *path, const struct stat *info, int type, struct FTW *place)
{
    (void)info, (void)place;
    if (type != FTW_F && type != FTW_DP) return 0;
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return -1;
    int result = fsync(descriptor);
    int error = errno;
    close(descriptor);
    errno = error;
    return result;
}

kk_status kk_tree_sync(const char *path, kk_error *err)
{
    if (nftw(path, sync_entry, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS) == 0) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT, "%s while putting %s on disk", strerror(errno), path);
}

/* Removes all that is in the folder, and closes it. */
static int empty_folder(int folder)
{
    DIR *entries = fdopendir(folder);
    if (entries == NULL) {
        int error = errno;
        close(folder);
        errno = error;
        return -1;
    }
    int result = 0;
    for (const struct dirent *entry; result == 0 && (entry = readdir(entries)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = kk_tree_remove_at(folder, entry->d_name);
    int error = errno;
    closedir(entries);
    errno = error;
    return result;
}

/* Each step begins at an open folder: who puts a link in the place of one meanwhile, leads it nowhere. */
int kk_tree_remove_at(int parent, const char *name)
{
    int result, folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0)
        result = empty_folder(folder) == 0 ? unlinkat(parent, name, AT_REMOVEDIR) : -1;
    else
        result = errno == ENOTDIR || errno == ELOOP ? unlinkat(parent, name, 0) : -1;
    return result == 0 || errno == ENOENT ? 0 : -1;
}

int kk_tree_remove(const char *path)
{
    return kk_tree_remove_at(AT_FDCWD, path);
}

/* ---- copies ---- */

static bool copy_bytes(int from, int to)
{
    char bytes[64 * 1024];
    for (ssize_t got; (got = read(from, bytes, sizeof bytes)) != 0;) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        for (ssize_t done = 0, written; done < got; done += written) {
            written = write(to, bytes + done, (size_t)(got - done));
            if (written < 0 && errno != EINTR) return false;
            if (written < 0) written = 0;
        }
    }
    return true;
}

kk_status kk_file_copy(const char *from, const char *to, kk_error *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot read %s: %s", from, strerror(errno));
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool is_fine = out >= 0 && copy_bytes(in, out);
    int error = errno;
    close(in);
    if (out >= 0 && close(out) != 0 && is_fine) {
        error = errno;
        is_fine = false;
    }
    return is_fine ? KK_OK : kk_fail(err, KK_ERR_OUTPUT, "cannot copy %s to %s: %s", from, to, strerror(error));
}

static kk_status copy_entry(const char *from, const char *to, const struct dirent *entry, kk_error *err)
{
    char *source = NULL, *target = NULL;
    struct stat info;
    kk_status status = KK_OK;
    if (asprintf(&source, "%s/%s", from, entry->d_name) < 0) source = NULL;
    if (asprintf(&target, "%s/%s", to, entry->d_name) < 0) target = NULL;
    if (source == NULL || target == NULL)
        status = kk_fail_memory(err);
    else if (stat(source, &info) != 0)
        status = kk_fail(err, KK_ERR_OUTPUT, "cannot read %s: %s", source, strerror(errno));
    else
        status = S_ISDIR(info.st_mode) ? kk_tree_copy(source, target, err) : kk_file_copy(source, target, err);
    free(source);
    free(target);
    return status;
}

kk_status kk_tree_copy(const char *from, const char *to, kk_error *err)
{
    DIR *entries = opendir(from);
    if (entries == NULL) return kk_fail(err, KK_ERR_OUTPUT, "cannot read the folder %s: %s", from, strerror(errno));
    kk_status status = kk_tree_make(to, err);
    for (const struct dirent *entry; status == KK_OK && (entry = readdir(entries)) != NULL;)
        if (entry->d_name[0] != '.') status = copy_entry(from, to, entry, err);
    closedir(entries);
    return status;
}

char *kk_file_text(const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) return NULL;
    char *text = NULL;
    size_t capacity = 0;
    /* Text has no NUL, so that this reads all of it. */
    ssize_t length = getdelim(&text, &capacity, '\0', file);
    int error = errno;
    bool is_empty = length < 0 && feof(file) != 0 && text != NULL;
    fclose(file);
    if (is_empty) text[0] = '\0';
    if (length >= 0 || is_empty) return text;
    free(text);
    errno = error;
    return NULL;
}
