/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/cluster_server.h"

#include "kk/log.h"
#include "store/cluster_data.h"
#include "store/cluster_lock.h"
#include "store/ping.h"
#include "store/sql.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* All that the cluster holds can be made again from the inputs, so nothing waits for the disk. */
static const char *const SETTINGS[] = {
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=20",
    "max_parallel_workers_per_gather=0",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=1GB",
    "checkpoint_timeout=30min",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "jit=off",
    "autovacuum=on",
    "ssl=off",
    "logging_collector=off",
    "log_destination=stderr",
};
enum { SETTING_COUNT = sizeof SETTINGS / sizeof *SETTINGS, MEMORY_SETTING_COUNT = 3 };

static const double START_SECONDS = 60, TIDY_SECONDS = 5, STOP_SECONDS = 60, ORPHAN_SECONDS = 10;

/* ---- starting ---- */

/* One part in `share` of the machine's memory, within bounds, as "NAME=…MB". */
static const char *memory_setting(kk_arena *arena, const char *name, int share, int least, int most)
{
    long long memory = (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    long long mb = memory / share / (1 << 20);
    return kk_arena_format(arena, "%s=%lldMB", name, mb < least ? least : mb > most ? most : mb);
}

static const char *const *server_arguments(const kk_place *place, const kk_programs *programs, kk_arena *arena)
{
    const char **argv = kk_arena_alloc(arena, 6 + 2 * (SETTING_COUNT + MEMORY_SETTING_COUNT), sizeof *argv);
    if (argv == NULL) return NULL;
    const char *memory[MEMORY_SETTING_COUNT] = {
        memory_setting(arena, "shared_buffers", 16, 32, 256),
        memory_setting(arena, "maintenance_work_mem", 16, 32, 256),
        memory_setting(arena, "work_mem", 64, 8, 64),
    };
    size_t count = 0;
    argv[count++] = kk_arena_format(arena, "%s/postgres", programs->folder);
    argv[count++] = "-D";
    argv[count++] = place->data;
    argv[count++] = "-k";
    argv[count++] = place->sockets;
    for (size_t i = 0; i < SETTING_COUNT + MEMORY_SETTING_COUNT; i++) {
        argv[count++] = "-c";
        argv[count++] = i < SETTING_COUNT ? SETTINGS[i] : memory[i - SETTING_COUNT];
    }
    return argv[0] == NULL || memory[0] == NULL || memory[1] == NULL || memory[2] == NULL ? NULL : argv;
}

/* With the end of what the server said, on one line. */
static kk_status fail_start(const kk_place *place, const char *what, kk_error *err)
{
    char log[600] = "";
    FILE *file = fopen(place->log, "re");
    if (file != NULL) {
        bool cut = fseek(file, -(long)(sizeof log - 1), SEEK_END) == 0;
        if (!cut) rewind(file);
        log[fread(log, 1, sizeof log - 1, file)] = '\0';
        fclose(file);
        char *whole = cut ? strchr(log, '\n') : NULL;
        if (whole != NULL) memmove(log, whole + 1, strlen(whole));
    }
    for (char *c = log; *c != '\0'; c++)
        if (*c == '\n') *c = c[1] == '\0' ? '\0' : '|';
    return kk_fail(err, KK_ERR_DATABASE, "the private database %s; its log %s ends with: %s", what, place->log, log);
}

static kk_status wait_until_ready(const kk_place *place, const char *url, pid_t pid, kk_error *err)
{
    for (double begun = kk_seconds(); kk_seconds() - begun < START_SECONDS;) {
        if (kk_ping_server(url) == KK_PING_OK) return KK_OK;
        if (waitpid(pid, NULL, WNOHANG) == pid) return fail_start(place, "did not start", err);
        if (kk_interrupted()) break;
        kk_nap();
    }
    kill(pid, SIGQUIT);
    waitpid(pid, NULL, 0);
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return fail_start(place, "did not answer within a minute", err);
}

void kk_server_remove_marks(const kk_place *place)
{
    char path[4096];
    const char *marks[][2] = {
        {place->data, "postmaster.pid"}, {place->sockets, ".s.PGSQL.5432"}, {place->sockets, ".s.PGSQL.5432.lock"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (snprintf(path, sizeof path, "%s/%s", marks[i][0], marks[i][1]) < (int)sizeof path) unlink(path);
}

static kk_status start(const kk_place *place, const kk_programs *programs, const char *url, int server_fd,
                       kk_arena *arena, kk_error *err)
{
    kk_process process = {
        .argv = server_arguments(place, programs, arena), .account = &place->account, .held_fd = server_fd};
    if (process.argv == NULL) return kk_fail_memory(err);
    /* The lock says that nobody is alive here; the marks of the dead may name a process that now is another's. */
    kk_server_remove_marks(place);
    pid_t pid = 0;
    kk_status status = kk_process_start(&process, place->log, &pid, err);
    if (status != KK_OK) return status;
    return wait_until_ready(place, url, pid, err);
}

static kk_status make_and_start(const kk_place *place, const char *url, int server_fd, kk_arena *arena, kk_error *err)
{
    kk_programs programs;
    bool existed = access(place->data, F_OK) == 0;
    kk_status status = kk_programs_find(&place->account, arena, &programs, err);
    if (status == KK_OK) status = kk_data_ensure(place, &programs, server_fd, arena, err);
    if (status != KK_OK) return status;
    status = start(place, &programs, url, server_fd, arena, err);
    if (status != KK_ERR_DATABASE || !existed) return status;

    kk_note("the private database is damaged and is made again (%s)", err->message);
    status = kk_place_remove(place, place->data, err);
    if (status == KK_OK) status = kk_data_ensure(place, &programs, server_fd, arena, err);
    if (status == KK_OK) status = start(place, &programs, url, server_fd, arena, err);
    return status;
}

/* ---- ending ---- */

static pid_t postmaster(const kk_place *place)
{
    char path[4096];
    int pid = 0;
    snprintf(path, sizeof path, "%s/postmaster.pid", place->data);
    FILE *file = fopen(path, "re");
    if (file == NULL) return 0;
    if (fscanf(file, "%d", &pid) != 1) pid = 0;
    fclose(file);
    return pid;
}

/*
 * The account of the server can write any number into the pid file: as root we would signal the process of another.
 * The descriptor holds on to the process whose owner is looked at.
 */
static bool signal_postmaster(const kk_place *place, int number)
{
    char path[32];
    struct stat process;
    pid_t pid = postmaster(place);
    int descriptor = pid > 1 ? pidfd_open(pid, 0) : -1;
    if (descriptor < 0) return false;
    snprintf(path, sizeof path, "/proc/%d", (int)pid);
    bool is_ours = stat(path, &process) == 0 && process.st_uid == place->account.uid;
    bool sent = is_ours && pidfd_send_signal(descriptor, number, NULL, 0) == 0;
    close(descriptor);
    return sent;
}

/*
 * Asks the postmaster to end and waits for the last of its processes. One that is recovering from a crash can hang in a
 * tidy end (it waits for a checkpointer that is not started any more), so that it is ended at once: what the cluster
 * holds can be made again. One that does not answer is restarting its processes, or is dead and leaves orphans, who end
 * by themselves.
 */
static bool end_server(const kk_place *place, const char *url, int server_fd)
{
    bool asked = false;
    for (double begun = kk_seconds(), waited = 0; waited < STOP_SECONDS; waited = kk_seconds() - begun) {
        if (kk_lock_try(server_fd, LOCK_EX)) return true;
        kk_ping ping = asked && waited < TIDY_SECONDS ? KK_PING_NO_RESPONSE : kk_ping_server(url);
        if (ping == KK_PING_OK) asked = signal_postmaster(place, SIGINT);
        if (ping == KK_PING_REJECT) signal_postmaster(place, SIGQUIT);
        kk_nap();
    }
    return false;
}

/* Either a server answers, or none is alive and `server_fd` holds its lock: then `*running` is false. */
static kk_status find_running(const kk_place *place, const char *url, int server_fd, bool *running, kk_error *err)
{
    *running = false;
    for (double begun = kk_seconds(); !kk_lock_try(server_fd, LOCK_EX);) {
        kk_ping ping = kk_ping_server(url);
        *running = ping == KK_PING_OK;
        if (*running) return KK_OK;
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
        if (kk_seconds() - begun <= (ping == KK_PING_REJECT ? START_SECONDS : ORPHAN_SECONDS)) {
            kk_nap();
            continue;
        }
        if (ping == KK_PING_REJECT && end_server(place, url, server_fd)) return KK_OK;
        return kk_fail(err, KK_ERR_DATABASE,
                       "processes of the private database in %s are alive but do not answer: end those that `fuser "
                       "%s` tells",
                       place->folder, place->server);
    }
    return KK_OK;
}

/* Also in a cluster that an older version made. */
static kk_status make_reader(const char *url, kk_error *err)
{
    PGconn *pg = NULL;
    kk_status status = kk_sql_connect(url, &pg, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(cluster_reader), NULL, err);
    PQfinish(pg);
    return status;
}

kk_status kk_server_ensure(const kk_place *place, const char *url, kk_error *err)
{
    int server_fd = -1;
    bool running = false;
    kk_arena arena;
    kk_status status = kk_lock_open(place->server, &server_fd, err);
    if (status != KK_OK) return status;
    kk_arena_init(&arena);
    status = find_running(place, url, server_fd, &running, err);
    if (status == KK_OK && !running) status = make_and_start(place, url, server_fd, &arena, err);
    if (status == KK_OK && !running) status = make_reader(url, err);
    kk_arena_clear(&arena);
    close(server_fd);
    return status;
}

kk_status kk_server_stop(const kk_place *place, const char *url, kk_error *err)
{
    int server_fd = -1;
    kk_status status = kk_lock_open(place->server, &server_fd, err);
    if (status != KK_OK) return status;
    if (!kk_lock_try(server_fd, LOCK_EX)) {
        pid_t pid = postmaster(place);
        if (!end_server(place, url, server_fd))
            status = kk_fail(err, KK_ERR_DATABASE, "the private database in %s does not stop (process %d)",
                             place->folder, (int)pid);
        else if (pid > 1)
            waitpid(pid, NULL, WNOHANG);
    }
    close(server_fd);
    return status;
}
