/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/log.h"
#include "publish/listing.h"
#include "publish/swap.h"
#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_ATTEMPTS = 1000 };

/* While a run works on a folder it holds a lock (flock) on it: one without a lock is left over from a killed run. */
struct kk_outdir {
    char *target;   /* absolute */
    char *parent;   /* absolute */
    char *prefix;   /* of temporary names in the parent: ".NAME.kk-" */
    char *previous; /* where the old folder waits on file systems that cannot exchange names */
    char *path;     /* the temporary folder; NULL before it is made and after commit */
    int lock;
};

/* The path that a folder will have that is not there yet; the folders above it are made. */
static char *path_to_be(const char *directory, kk_error *err)
{
    char *above = strdup(directory), *last = strdup(directory), *parent = NULL, *path = NULL;
    if (above == NULL || last == NULL) {
        (void)kk_fail_memory(err);
        goto done;
    }
    const char *folder = dirname(above), *name = basename(last);
    if (kk_tree_make(folder, err) != KK_OK) goto done;
    parent = realpath(folder, NULL);
    if (parent == NULL)
        (void)kk_fail(err, KK_ERR_OUTPUT, "cannot use %s as output folder: %s", directory, strerror(errno));
    else if (asprintf(&path, "%s/%s", strcmp(parent, "/") == 0 ? "" : parent, name) < 0) {
        path = NULL;
        (void)kk_fail_memory(err);
    }

done:
    free(parent);
    free(last);
    free(above);
    return path;
}

static kk_status name_paths(kk_outdir *outdir, const char *directory, kk_error *err)
{
    struct stat link;
    outdir->target = realpath(directory, NULL);
    if (outdir->target == NULL && lstat(directory, &link) == 0 && S_ISLNK(link.st_mode))
        return kk_fail(err, KK_ERR_OUTPUT, "the output folder %s is a link to one that is not there; make that first",
                       directory);
    if (outdir->target == NULL) outdir->target = path_to_be(directory, err);
    if (outdir->target == NULL) return err->status;
    const char *name = strrchr(outdir->target, '/') + 1;
    if (*name == '\0') return kk_fail(err, KK_ERR_OUTPUT, "cannot use / as output folder; give a folder in it");
    int length = (int)(name - outdir->target);
    if (asprintf(&outdir->parent, "%.*s", length, outdir->target) < 0) outdir->parent = NULL;
    if (asprintf(&outdir->prefix, ".%s.kk-", name) < 0) outdir->prefix = NULL;
    if (asprintf(&outdir->previous, "%.*s.%s.previous", length, outdir->target, name) < 0) outdir->previous = NULL;
    bool complete = outdir->parent != NULL && outdir->prefix != NULL && outdir->previous != NULL;
    return complete ? KK_OK : kk_fail_memory(err);
}

/* Names cannot be exchanged with a mount point: better said before the work than after it. */
static kk_status check_mount(const kk_outdir *outdir, kk_error *err)
{
    struct stat target, parent;
    if (stat(outdir->target, &target) != 0 || stat(outdir->parent, &parent) != 0 || target.st_dev == parent.st_dev)
        return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT,
                   "cannot replace %s as a whole: it is a mount point; give a folder in it, such as %s/out",
                   outdir->target, outdir->target);
}

/* An open, locked folder; −1 with errno when it is gone, another process has it, or there are no locks here. */
static int lock_folder(int parent, const char *name)
{
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return -1;
    struct stat locked, named;
    int error = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    /* A run that clears leftovers can lock and remove the folder between its making and its locking. */
    bool is_there = fstat(descriptor, &locked) == 0 && fstatat(parent, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
                    locked.st_ino == named.st_ino;
    if (error == 0 && is_there) return descriptor;
    close(descriptor);
    errno = is_there ? error : ENOENT;
    return -1;
}

/* Where others can write too, a folder of such a name that is not ours is none of our business. */
static bool is_own(int descriptor)
{
    struct stat info;
    return fstat(descriptor, &info) == 0 && info.st_uid == geteuid();
}

static void remove_leftover(const kk_outdir *outdir, int parent, const char *name)
{
    size_t prefix = strlen(outdir->prefix);
    if (strncmp(name, outdir->prefix, prefix) != 0 || name[prefix + strspn(name + prefix, "0123456789.")] != '\0')
        return;
    int lock = lock_folder(parent, name);
    if (lock < 0) return;
    if (is_own(lock) && kk_tree_remove_at(parent, name) != 0)
        kk_warn("cannot remove %s%s, left by a run that was killed: %s", outdir->parent, name, strerror(errno));
    close(lock);
}

static void remove_leftovers(const kk_outdir *outdir)
{
    DIR *parent = opendir(outdir->parent);
    if (parent == NULL) return;
    for (const struct dirent *entry; (entry = readdir(parent)) != NULL;)
        remove_leftover(outdir, dirfd(parent), entry->d_name);
    closedir(parent);
}

/* A number behind the process id: the id can be in use on another machine that shares the disk. */
static kk_status make_temporary(kk_outdir *outdir, kk_error *err)
{
    for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
        char *path;
        if (asprintf(&path, "%s%s%ld.%d", outdir->parent, outdir->prefix, (long)getpid(), attempt) < 0)
            return kk_fail_memory(err);
        bool made = mkdir(path, 0777) == 0;
        int error = errno;
        if (made) outdir->lock = lock_folder(AT_FDCWD, path);
        /* Where there are no locks, no run clears the leftovers of another. */
        if (made && (outdir->lock >= 0 || errno == ENOLCK || errno == EOPNOTSUPP)) {
            outdir->path = path;
            return KK_OK;
        }
        free(path);
        if (!made && error != EEXIST)
            return kk_fail(err, KK_ERR_OUTPUT, "cannot write in %s: %s; give another output folder", outdir->parent,
                           strerror(error));
    }
    return kk_fail(err, KK_ERR_OUTPUT, "cannot make a folder in %s: all names are in use", outdir->parent);
}

kk_status kk_outdir_begin(const char *directory, kk_outdir **out, kk_error *err)
{
    *out = NULL;
    kk_outdir *outdir = calloc(1, sizeof *outdir);
    if (outdir == NULL) return kk_fail_memory(err);
    outdir->lock = -1;
    kk_status status = name_paths(outdir, directory, err);
    if (status == KK_OK) status = check_mount(outdir, err);
    if (status == KK_OK) {
        kk_folder_restore(outdir->target, outdir->previous);
        remove_leftovers(outdir);
        status = kk_listing_check(outdir->target, err);
    }
    if (status == KK_OK) status = make_temporary(outdir, err);
    if (status == KK_OK)
        *out = outdir;
    else
        kk_outdir_end(outdir);
    return status;
}

const char *kk_outdir_path(const kk_outdir *outdir)
{
    return outdir->path;
}

/* The swap itself is on disk once the parent is. */
static kk_status sync_parent(const kk_outdir *outdir, kk_error *err)
{
    int descriptor = open(outdir->parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = descriptor < 0 ? -1 : fsync(descriptor);
    int error = errno;
    if (descriptor >= 0) close(descriptor);
    if (result == 0) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT, "%s while putting %s on disk", strerror(error), outdir->parent);
}

kk_status kk_outdir_prepare(kk_outdir *outdir, kk_error *err)
{
    kk_status status = kk_tree_sync(outdir->path, err);
    return status == KK_OK ? kk_listing_check(outdir->target, err) : status;
}

kk_status kk_outdir_commit(kk_outdir *outdir, kk_error *err)
{
    if (kk_folder_swap(outdir->path, outdir->target, outdir->previous) != 0)
        return kk_fail(err, KK_ERR_OUTPUT, "cannot put the new output in the place of %s: %s", outdir->target,
                       strerror(errno));
    /* What is at the temporary path now is the old output. */
    if (kk_tree_remove(outdir->path) != 0)
        kk_warn("cannot remove the old output %s: %s", outdir->path, strerror(errno));
    free(outdir->path);
    outdir->path = NULL;
    return sync_parent(outdir, err);
}

void kk_outdir_end(kk_outdir *outdir)
{
    if (outdir == NULL) return;
    if (outdir->path != NULL && kk_tree_remove(outdir->path) != 0)
        kk_warn("cannot remove %s: %s", outdir->path, strerror(errno));
    if (outdir->lock >= 0) close(outdir->lock);
    free(outdir->target);
    free(outdir->parent);
    free(outdir->prefix);
    free(outdir->previous);
    free(outdir->path);
    free(outdir);
}
