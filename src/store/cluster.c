/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "kk/store.h"
#include "store/cluster_lock.h"
#include "store/cluster_place.h"
#include "store/cluster_server.h"
#include "store/ping.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const double LEAVE_SECONDS = 60;

struct kk_cluster {
    kk_arena arena;
    kk_place place;
    const char *url;
    int lock_fd;  /* of place.lock; locked while the cluster changes */
    int users_fd; /* of place.users; locked (shared) while we use it; −1 before */
};

static kk_status find_cluster(const kk_config *config, kk_cluster **out, kk_error *err)
{
    kk_cluster *cluster = calloc(1, sizeof *cluster);
    if (cluster == NULL) return kk_fail_memory(err);
    kk_arena_init(&cluster->arena);
    cluster->lock_fd = cluster->users_fd = -1;
    *out = cluster;

    kk_status status = kk_place_find(config, &cluster->arena, &cluster->place, err);
    if (status != KK_OK) return status;
    cluster->url = kk_place_url(&cluster->place, "kansenkompas", &cluster->arena);
    return cluster->url == NULL ? kk_fail_memory(err) : KK_OK;
}

static void free_cluster(kk_cluster *cluster)
{
    if (cluster->users_fd >= 0) close(cluster->users_fd);
    if (cluster->lock_fd >= 0) close(cluster->lock_fd);
    kk_arena_clear(&cluster->arena);
    free(cluster);
}

kk_status kk_cluster_open(const kk_config *config, kk_cluster **out, kk_error *err)
{
    kk_cluster *cluster = NULL;
    *out = NULL;
    kk_status status = find_cluster(config, &cluster, err);
    if (status != KK_OK) goto done;
    const kk_place *place = &cluster->place;

    status = kk_place_make(place, err);
    if (status == KK_OK) status = kk_lock_enter(place->lock, &cluster->lock_fd, err);
    if (status == KK_OK) status = kk_lock_open(place->users, &cluster->users_fd, err);
    if (status == KK_OK && !kk_lock_try(cluster->users_fd, LOCK_SH))
        status = kk_fail(err, KK_ERR_DATABASE, "%s: cannot be locked: %s", place->users, strerror(errno));
    if (status == KK_OK) status = kk_server_ensure(place, cluster->url, err);
    if (status == KK_OK) flock(cluster->lock_fd, LOCK_UN);

done:
    if (status == KK_OK)
        *out = cluster;
    else if (cluster != NULL)
        free_cluster(cluster);
    return status;
}

const char *kk_cluster_url(const kk_cluster *cluster)
{
    return cluster->url;
}

kk_status kk_cluster_keep(kk_cluster *cluster, kk_error *err)
{
    const char *path = cluster->place.keep;
    int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be made: %s", path, strerror(errno));
    close(fd);
    return KK_OK;
}

void kk_cluster_close(kk_cluster *cluster)
{
    if (cluster == NULL) return;
    kk_error err;
    bool last = kk_lock_wait(cluster->lock_fd, LEAVE_SECONDS) && kk_lock_try(cluster->users_fd, LOCK_EX);
    if (last && access(cluster->place.keep, F_OK) != 0 && kk_server_stop(&cluster->place, cluster->url, &err) != KK_OK)
        kk_warn("%s", err.message);
    free_cluster(cluster);
}

static kk_status forget_to_keep(const kk_place *place, kk_error *err)
{
    if (unlink(place->keep) == 0 || errno == ENOENT) return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be removed: %s", place->keep, strerror(errno));
}

kk_status kk_cluster_stop(const kk_config *config, kk_error *err)
{
    kk_cluster *cluster = NULL;
    kk_status status = find_cluster(config, &cluster, err);
    if (status != KK_OK) goto done;
    const kk_place *place = &cluster->place;
    if (access(place->data, F_OK) != 0) {
        kk_note("there is no private database of this project yet");
        goto done;
    }
    status = kk_lock_enter(place->lock, &cluster->lock_fd, err);
    if (status == KK_OK) status = forget_to_keep(place, err);
    if (status == KK_OK) status = kk_lock_open(place->users, &cluster->users_fd, err);
    if (status != KK_OK) goto done;
    if (kk_lock_try(cluster->users_fd, LOCK_EX))
        status = kk_server_stop(place, cluster->url, err);
    else
        kk_note("a run uses the private database, which stops when that is done");

done:
    if (cluster != NULL) free_cluster(cluster);
    return status;
}

kk_status kk_cluster_find(const kk_config *config, bool for_reader, kk_arena *arena, const char **url, bool *answers,
                          kk_error *err)
{
    kk_place place;
    kk_status status = kk_place_find(config, arena, &place, err);
    if (status != KK_OK) return status;
    *url = kk_place_url(&place, for_reader ? "reader" : "kansenkompas", arena);
    if (*url == NULL) return kk_fail_memory(err);
    *answers = kk_ping_server(*url) == KK_PING_OK;
    return KK_OK;
}

void kk_cluster_clear_environment(void)
{
    for (char **entry = environ; *entry != NULL;) {
        char name[64];
        size_t length = strcspn(*entry, "=");
        bool of_libpq = strncmp(*entry, "PG", 2) == 0 && isupper((unsigned char)(*entry)[2]);
        if (of_libpq && length < sizeof name) {
            memcpy(name, *entry, length);
            name[length] = '\0';
            unsetenv(name);
        } else {
            entry++;
        }
    }
}

static kk_status remove_place(const kk_place *place, kk_error *err)
{
    kk_status status = kk_place_remove(place, place->data, err);
    if (status == KK_OK) status = kk_place_remove(place, place->data_new, err);
    if (status != KK_OK) return status;

    const char *files[] = {place->keep, place->log, place->users, place->server, place->lock};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) unlink(files[i]);
    kk_server_remove_marks(place);
    if (place->sockets != place->folder) rmdir(place->sockets);
    if (rmdir(place->folder) == 0) return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be removed: %s", place->folder, strerror(errno));
}

kk_status kk_cluster_purge(const kk_config *config, kk_error *err)
{
    kk_cluster *cluster = NULL;
    kk_status status = find_cluster(config, &cluster, err);
    if (status != KK_OK) goto done;
    const kk_place *place = &cluster->place;
    if (access(place->folder, F_OK) != 0) goto done;

    status = kk_lock_enter(place->lock, &cluster->lock_fd, err);
    if (status == KK_OK) status = kk_lock_open(place->users, &cluster->users_fd, err);
    if (status == KK_OK && !kk_lock_try(cluster->users_fd, LOCK_EX))
        status =
            kk_fail(err, KK_ERR_DATABASE,
                    "another run uses the private database in %s: wait until it is done, then purge", place->folder);
    if (status == KK_OK) status = kk_server_stop(place, cluster->url, err);
    if (status == KK_OK) status = remove_place(place, err);

done:
    if (cluster != NULL) free_cluster(cluster);
    return status;
}
