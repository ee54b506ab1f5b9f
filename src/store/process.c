/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/process.h"

#include "kk/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HELD_FD = 3, EXIT_CANNOT_RUN = 127, POLL_MS = 100, CHANGE_WORDS = 5 };

kk_status kk_account_find(kk_account *account, kk_arena *arena, kk_error *err)
{
    bool root = geteuid() == 0;
    const struct passwd *entry = root ? getpwnam("postgres") : getpwuid(geteuid());
    if (entry == NULL && root) entry = getpwnam("nobody");
    if (root && (entry == NULL || entry->pw_uid == 0))
        return kk_fail(
            err, KK_ERR_DATABASE,
            "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as: make "
            "one, or name a server under database.url");

    *account = (kk_account){.uid = geteuid(), .gid = getegid(), .name = "", .switches = root};
    if (entry != NULL) {
        account->uid = entry->pw_uid;
        account->gid = entry->pw_gid;
        account->name = kk_arena_copy(arena, entry->pw_name);
    }
    return account->name == NULL ? kk_fail_memory(err) : KK_OK;
}

static int open_input(const char *text)
{
    if (text == NULL) return open("/dev/null", O_RDONLY | O_CLOEXEC);
    int fd = memfd_create("input", MFD_CLOEXEC);
    if (fd < 0) return -1;
    size_t length = strlen(text);
    if (write(fd, text, length) == (ssize_t)length && lseek(fd, 0, SEEK_SET) == 0) return fd;
    close(fd);
    return -1;
}

/* The program's words, behind those that change the account where that is needed. */
static const char **command_line(const kk_process *process, kk_arena *arena)
{
    size_t count = 0;
    while (process->argv[count] != NULL) count++;
    const char **words = kk_arena_alloc(arena, count + CHANGE_WORDS + 1, sizeof *words);
    if (words == NULL) return NULL;
    size_t at = 0;
    if (process->account->switches) {
        words[at++] = "setpriv";
        words[at++] = kk_arena_format(arena, "--reuid=%u", process->account->uid);
        words[at++] = kk_arena_format(arena, "--regid=%u", process->account->gid);
        words[at++] = "--clear-groups";
        words[at++] = "--";
        if (words[1] == NULL || words[2] == NULL) return NULL;
    }
    memcpy(words + at, process->argv, count * sizeof *words);
    return words;
}

static int describe_files(posix_spawn_file_actions_t *files, int in, int out, int held)
{
    int failed = posix_spawn_file_actions_adddup2(files, in, STDIN_FILENO);
    if (failed == 0) failed = posix_spawn_file_actions_adddup2(files, out, STDOUT_FILENO);
    if (failed == 0) failed = posix_spawn_file_actions_adddup2(files, out, STDERR_FILENO);
    if (failed == 0 && held >= 0) failed = posix_spawn_file_actions_adddup2(files, held, HELD_FD);
    if (failed == 0) failed = posix_spawn_file_actions_addclosefrom_np(files, held >= 0 ? HELD_FD + 1 : HELD_FD);
    if (failed == 0) failed = posix_spawn_file_actions_addchdir_np(files, "/");
    return failed;
}

/* A session of its own, and signals as if nobody had touched them. */
static int describe_session(posix_spawnattr_t *session)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int failed = posix_spawnattr_setsigmask(session, &none);
    if (failed == 0) failed = posix_spawnattr_setsigdefault(session, &all);
    if (failed == 0)
        failed = posix_spawnattr_setflags(session, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return failed;
}

/* posix_spawn, not fork: the fork handlers of libraries (PROJ) hang when another thread holds their locks. */
static int spawn(const char **words, int in, int out, int held, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t session;
    int failed = posix_spawn_file_actions_init(&files);
    if (failed != 0) return failed;
    failed = posix_spawnattr_init(&session);
    if (failed == 0) {
        failed = describe_files(&files, in, out, held);
        if (failed == 0) failed = describe_session(&session);
        if (failed == 0) failed = posix_spawnp(pid, words[0], &files, &session, (char *const *)words, environ);
        posix_spawnattr_destroy(&session);
    }
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

static kk_status launch(const kk_process *process, int out, pid_t *pid, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    const char **words = command_line(process, &arena);
    int in = open_input(process->input);
    int failed = words == NULL ? ENOMEM : in < 0 ? errno : spawn(words, in, out, process->held_fd, pid);
    if (in >= 0) close(in);
    kk_arena_clear(&arena);
    if (failed == 0) return KK_OK;
    return kk_fail(err, KK_ERR_INTERNAL, "cannot run %s: %s", process->argv[0], strerror(failed));
}

/* Appends to `output`, dropping the oldest half when full: the end of what a program says tells why it failed. */
static void keep_tail(char *output, size_t size, const char *text, size_t length)
{
    size_t used = strlen(output);
    if (length >= size) {
        text += length - (size - 1);
        length = size - 1;
        used = 0;
    }
    if (used + length >= size) {
        size_t drop = used + length - (size - 1);
        memmove(output, output + drop, used - drop);
        used -= drop;
    }
    memcpy(output + used, text, length);
    output[used + length] = '\0';
}

static void read_until_closed(int fd, pid_t pid, char *output, size_t size)
{
    char chunk[512];
    bool killed = false;
    for (;;) {
        if (kk_interrupted() && !killed) killed = kill(-pid, SIGKILL) == 0;
        struct pollfd readable = {.fd = fd, .events = POLLIN};
        if (poll(&readable, 1, POLL_MS) <= 0) continue;
        ssize_t length = read(fd, chunk, sizeof chunk);
        if (length < 0 && errno == EINTR) continue;
        if (length <= 0) return;
        keep_tail(output, size, chunk, (size_t)length);
    }
}

char *kk_last_line(char *output)
{
    size_t length = strlen(output);
    while (length > 0 && output[length - 1] == '\n') output[--length] = '\0';
    char *newline = strrchr(output, '\n');
    return newline == NULL ? output : newline + 1;
}

static int wait_for_exit(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return EXIT_CANNOT_RUN;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

kk_status kk_process_run(const kk_process *process, int *exit_code, char *output, size_t size, kk_error *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return kk_fail(err, KK_ERR_INTERNAL, "cannot run %s: %s", process->argv[0], strerror(errno));

    pid_t pid = 0;
    kk_status status = launch(process, ends[1], &pid, err);
    close(ends[1]);
    if (status == KK_OK) {
        output[0] = '\0';
        read_until_closed(ends[0], pid, output, size);
        *exit_code = wait_for_exit(pid);
    }
    close(ends[0]);
    if (status == KK_OK && kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return status;
}

kk_status kk_process_start(const kk_process *process, const char *log, pid_t *pid, kk_error *err)
{
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (out < 0) return kk_fail(err, KK_ERR_DATABASE, "%s: cannot be written: %s", log, strerror(errno));
    kk_status status = launch(process, out, pid, err);
    close(out);
    return status;
}
