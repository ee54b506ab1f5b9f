/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Programs of PostgreSQL run as the account that owns the private cluster: they refuse to run as root.
 */
#ifndef KK_STORE_PROCESS_H
#define KK_STORE_PROCESS_H

#include "kk/arena.h"
#include "kk/error.h"

#include <stdbool.h>
#include <sys/types.h>

typedef struct kk_account {
    uid_t uid;
    gid_t gid;
    const char *name;
    bool switches; /* this process is root: children change to the account */
} kk_account;

/* As root: `postgres` when there is one, else `nobody`; otherwise the account of this process. */
kk_status kk_account_find(kk_account *account, kk_arena *arena, kk_error *err) KK_MUST_USE;

typedef struct kk_process {
    const char *const *argv; /* argv[0] is a path or a name on PATH; ends with NULL */
    const kk_account *account;
    const char *input; /* what the program reads from stdin; NULL: nothing */
    int held_fd;       /* stays open in the program and its children, as a sign of life (a lock); −1: none */
} kk_process;

/*
 * Runs a program to its end in a session of its own. `*exit_code` is that of the program, or 128 + signal when killed;
 * `output` gets the last bytes of what it wrote. A program that cannot be run is an error (KK_ERR_INTERNAL), or exit
 * code 127 where the account is changed first. An interrupt kills it (KK_ERR_INTERRUPTED).
 */
kk_status kk_process_run(const kk_process *process, int *exit_code, char *output, size_t size,
                         kk_error *err) KK_MUST_USE;

/* The last line of a program's output, without its newline; within `output`, which is cut for it. */
char *kk_last_line(char *output);

/* Starts a program in a session of its own, so that Ctrl-C does not reach it; its output goes to the file `log`. */
kk_status kk_process_start(const kk_process *process, const char *log, pid_t *pid, kk_error *err) KK_MUST_USE;

#endif
