/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/state.h"
#include "kk/intake.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNFINISHED ".unfinished-"

/* ---- where ---- */

static const char *key_path(const kk_config *config, kk_arena *arena)
{
    if (config->records.key.path != NULL) return config->records.key.path;
    const char *place = kk_state_path(config->folder, arena);
    return place == NULL ? NULL : kk_arena_format(arena, "%s.key", place);
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Follows links and `..`, from the nearest folder above that is there. */
static bool really_lies_in(const char *path, const char *folder)
{
    char *parent = strdup(path), *real_parent = NULL, *real_folder = realpath(folder, NULL), *slash;
    while (parent != NULL && real_parent == NULL && (slash = strrchr(parent, '/')) != NULL) {
        *slash = '\0';
        real_parent = realpath(slash == parent ? "/" : parent, NULL);
    }
    bool inside = real_parent != NULL && real_folder != NULL && lies_in(real_parent, real_folder);
    free(parent);
    free(real_parent);
    free(real_folder);
    return inside;
}

static kk_status find_key(const kk_config *config, kk_arena *arena, const char **path, kk_error *err)
{
    *path = key_path(config, arena);
    if (*path == NULL) return kk_fail_memory(err);
    const char *output = config->output.directory.path;
    if (output == NULL || (!lies_in(*path, output) && !really_lies_in(*path, output))) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, config->records.key.mark,
                      "the key of the pseudonyms, %s, is in the output folder, where it would be handed on with the "
                      "figures; set records.key to a path outside %s",
                      *path, output);
}

/* ---- reading ---- */

static kk_status fail_key(kk_error *err, const char *path, const char *what)
{
    return kk_fail(err, KK_ERR_INPUT, "%s: the key of the pseudonyms %s: %s", path, what, strerror(errno));
}

static kk_status check_form(const struct stat *it, const char *path, kk_error *err)
{
    if (S_ISREG(it->st_mode) && it->st_size == sizeof(kk_key)) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT,
                   "%s: is no key of pseudonyms (a file of %zu bytes); put the right one back, or set records.key to "
                   "another path to begin anew",
                   path, sizeof(kk_key));
}

static kk_status check_owner(int descriptor, const char *path, kk_error *err)
{
    struct stat it;
    if (fstat(descriptor, &it) != 0) return fail_key(err, path, "cannot be read");
    kk_status status = check_form(&it, path, err);
    if (status != KK_OK) return status;
    if (it.st_uid != geteuid())
        return kk_fail(err, KK_ERR_INPUT,
                       "%s: the key of the pseudonyms belongs to another user; run as that user, or give it over: "
                       "chown %u '%s'",
                       path, (unsigned)geteuid(), path);
    if ((it.st_mode & 077) != 0)
        return kk_fail(err, KK_ERR_INPUT,
                       "%s: the key of the pseudonyms is open to other users; close it: chmod 600 '%s'", path, path);
    return KK_OK;
}

/* *found is false when there is no file. */
static kk_status read_key(const char *path, kk_key *key, bool *found, kk_error *err)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    *found = descriptor >= 0;
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) return KK_OK;
    if (descriptor < 0 && errno == ELOOP)
        return kk_fail(
            err, KK_ERR_INPUT,
            "%s: is a link, where the key of the pseudonyms must be a file; set records.key to the file itself", path);
    if (descriptor < 0) return fail_key(err, path, "cannot be opened");
    kk_status status = check_owner(descriptor, path, err);
    if (status == KK_OK && read(descriptor, key->bytes, sizeof key->bytes) != (ssize_t)sizeof key->bytes)
        status = fail_key(err, path, "cannot be read whole");
    close(descriptor);
    return status;
}

/* ---- making ---- */

static kk_status make_parents(const char *path, kk_error *err)
{
    char *folder = strdup(path);
    if (folder == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (char *slash = strchr(folder + 1, '/'); slash != NULL && status == KK_OK; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0755) != 0 && errno != EEXIST) status = fail_key(err, folder, "needs this folder");
        *slash = '/';
    }
    free(folder);
    return status;
}

static kk_status write_key(int descriptor, const char *path, const kk_key *key, kk_error *err)
{
    if (write(descriptor, key->bytes, sizeof key->bytes) != (ssize_t)sizeof key->bytes || fsync(descriptor) != 0)
        return fail_key(err, path, "cannot be written");
    return KK_OK;
}

/* Written whole before it has its name: another run that makes the key at this moment wins or loses, never halves. */
static kk_status make_key(const char *path, kk_error *err)
{
    kk_key key;
    kk_status status = make_parents(path, err);
    if (status != KK_OK) return status;
    if (RAND_bytes(key.bytes, sizeof key.bytes) != 1)
        return kk_fail(err, KK_ERR_INTERNAL, "no random numbers for the key of the pseudonyms");
    size_t size = strlen(path) + sizeof UNFINISHED "XXXXXX";
    char *fresh = malloc(size);
    if (fresh == NULL) return kk_fail_memory(err);
    snprintf(fresh, size, "%s" UNFINISHED "XXXXXX", path);
    int descriptor = mkostemp(fresh, O_CLOEXEC);
    if (descriptor < 0) {
        status = fail_key(err, path, "cannot be made");
    } else {
        status = write_key(descriptor, path, &key, err);
        close(descriptor);
        if (status == KK_OK && link(fresh, path) != 0 && errno != EEXIST)
            status = fail_key(err, path, "cannot be made");
        unlink(fresh);
    }
    free(fresh);
    kk_key_forget(&key);
    return status;
}

kk_status kk_key_load(const kk_config *config, kk_key *key, kk_error *err)
{
    const char *path;
    bool found = false;
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = find_key(config, &arena, &path, err);
    if (status == KK_OK) status = read_key(path, key, &found, err);
    if (status == KK_OK && !found) {
        status = make_key(path, err);
        if (status == KK_OK) status = read_key(path, key, &found, err);
        if (status == KK_OK && !found) status = fail_key(err, path, "is gone as soon as it was made");
    }
    kk_arena_clear(&arena);
    return status;
}

void kk_key_forget(kk_key *key)
{
    OPENSSL_cleanse(key, sizeof *key);
}

/* ---- removing ---- */

/* What runs left that were killed while they made the key. */
static kk_status remove_unfinished(const char *path, kk_error *err)
{
    char *folder = strdup(path);
    if (folder == NULL) return kk_fail_memory(err);
    char *slash = strrchr(folder, '/');
    const char *name = slash + 1;
    *slash = '\0';
    DIR *entries = opendir(slash == folder ? "/" : folder);
    kk_status status = KK_OK;
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        size_t length = strlen(name);
        bool ours = strncmp(entry->d_name, name, length) == 0 &&
                    strncmp(entry->d_name + length, UNFINISHED, strlen(UNFINISHED)) == 0;
        if (ours && unlinkat(dirfd(entries), entry->d_name, 0) != 0)
            status = fail_key(err, path, "has left a part that cannot be removed");
    }
    if (entries != NULL) closedir(entries);
    free(folder);
    return status;
}

/* Whoever it belongs to, and whoever can read it. */
static kk_status remove_key(const char *path, kk_error *err)
{
    struct stat it;
    if (lstat(path, &it) != 0)
        return errno == ENOENT || errno == ENOTDIR ? KK_OK : fail_key(err, path, "cannot be removed");
    kk_status status = check_form(&it, path, err);
    if (status == KK_OK && unlink(path) != 0) status = fail_key(err, path, "cannot be removed");
    return status;
}

/* What is not a key is not removed: `records.key` may name another file by mistake. */
kk_status kk_key_purge(const kk_config *config, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    const char *path = key_path(config, &arena);
    kk_status status = path == NULL ? kk_fail_memory(err) : remove_unfinished(path, err);
    if (status == KK_OK) status = remove_key(path, err);
    kk_arena_clear(&arena);
    return status;
}
