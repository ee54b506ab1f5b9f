/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/cluster_place.h"
#include "core/state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* ---- names ---- */

static bool fits_a_socket(const char *folder)
{
    return strlen(folder) + strlen("/.s.PGSQL.5432") < sizeof((struct sockaddr_un *)NULL)->sun_path;
}

kk_status kk_place_find(const kk_config *config, kk_arena *arena, kk_place *place, kk_error *err)
{
    *place = (kk_place){0};
    kk_status status = kk_account_find(&place->account, arena, err);
    if (status != KK_OK) return status;

    place->folder = kk_state_path(config->folder, arena);
    if (place->folder == NULL) return kk_fail_memory(err);

    const char **paths[] = {&place->data,   &place->data_new, &place->lock, &place->users,
                            &place->server, &place->keep,     &place->log};
    const char *names[] = {"data", "data.new", "lock", "users", "server", "keep", "server.log"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *paths[i] = kk_arena_format(arena, "%s/%s", place->folder, names[i]);
        if (*paths[i] == NULL) return kk_fail_memory(err);
    }
    place->sockets = place->folder;
    if (!fits_a_socket(place->folder))
        place->sockets =
            kk_arena_format(arena, "/tmp/kk-%u-%s", (unsigned)place->account.uid, strrchr(place->folder, '/') + 1);
    return place->sockets == NULL ? kk_fail_memory(err) : KK_OK;
}

const char *kk_place_url(const kk_place *place, const char *role, kk_arena *arena)
{
    char host[3 * sizeof "107 bytes: the longest path of a socket" * 3];
    size_t length = 0;
    for (const char *c = place->sockets; *c != '\0' && length + 4 < sizeof host; c++) {
        bool plain = strchr("/._-", *c) != NULL || (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= 'a' && *c <= 'z');
        length += (size_t)snprintf(host + length, sizeof host - length, plain ? "%c" : "%%%02X", (unsigned char)*c);
    }
    host[length] = '\0';
    return kk_arena_format(arena, "postgresql:///kansenkompas?host=%s&port=5432&user=%s", host, role);
}

/* ---- folders ---- */

static kk_status make_parents(const char *folder, kk_error *err)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s", folder) >= (int)sizeof path)
        return kk_fail(err, KK_ERR_DATABASE, "the path of the private database is too long: set KANSENKOMPAS_HOME");
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0755) != 0 && errno != EEXIST)
            return kk_fail(
                err, KK_ERR_DATABASE,
                "%s: cannot be made for the private database: %s; set KANSENKOMPAS_HOME to a folder that can be "
                "written",
                path, strerror(errno));
        *slash = '/';
    }
    return KK_OK;
}

/* Somebody else may have made the folder before us: a socket in it would be theirs to watch. */
static kk_status make_private(const kk_place *place, const char *folder, kk_error *err)
{
    const kk_account *account = &place->account;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return kk_fail(err, KK_ERR_DATABASE,
                       "%s: cannot be made for the private database: %s; set KANSENKOMPAS_HOME to a folder that can be "
                       "written",
                       folder, strerror(errno));
    struct stat it;
    if (account->switches && lstat(folder, &it) == 0 && S_ISDIR(it.st_mode) && it.st_uid == geteuid() &&
        lchown(folder, account->uid, account->gid) != 0)
        return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be given to user '%s': %s", folder, account->name,
                       strerror(errno));
    if (lstat(folder, &it) == 0 && S_ISDIR(it.st_mode) && it.st_uid == account->uid && (it.st_mode & 077) == 0)
        return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE,
                   "%s: must be a folder of user '%s' and closed to others (mode 0700); remove it, or set "
                   "KANSENKOMPAS_HOME to another (short) path",
                   folder, account->name);
}

static kk_status check_reachable(const kk_place *place, kk_error *err)
{
    if (!place->account.switches) return KK_OK;
    const char *argv[] = {"test", "-w", place->folder, NULL};
    kk_process process = {.argv = argv, .account = &place->account, .held_fd = -1};
    char output[200];
    int exit_code = 0;
    kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, err);
    if (status != KK_OK || exit_code == 0) return status;
    return kk_fail(
        err, KK_ERR_DATABASE,
        "%s: cannot be entered by user '%s', under which the private database runs: open the folders above it "
        "(chmod o+x), or set KANSENKOMPAS_HOME to another folder",
        place->folder, place->account.name);
}

kk_status kk_place_make(const kk_place *place, kk_error *err)
{
    if (access(place->folder, F_OK) != 0) {
        kk_status status = make_parents(place->folder, err);
        if (status != KK_OK) return status;
    }
    kk_status status = make_private(place, place->folder, err);
    if (status == KK_OK && access(place->data, F_OK) != 0) status = check_reachable(place, err);
    if (status == KK_OK && place->sockets != place->folder) status = make_private(place, place->sockets, err);
    return status;
}

kk_status kk_place_remove(const kk_place *place, const char *folder, kk_error *err)
{
    const char *argv[] = {"rm", "-rf", "--", folder, NULL};
    kk_process process = {.argv = argv, .account = &place->account, .held_fd = -1};
    char output[200];
    int exit_code = 0;
    kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, err);
    if (status != KK_OK || exit_code == 0) return status;
    return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be removed: %s", folder, kk_last_line(output));
}
