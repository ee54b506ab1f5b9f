/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/cluster_data.h"

#include "embedded.h"
#include "kk/log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static kk_status run_program(const kk_place *place, const char *const *argv, const char *input, int server_fd,
                             kk_error *err)
{
    kk_process process = {.argv = argv, .account = &place->account, .input = input, .held_fd = server_fd};
    char output[2000];
    int exit_code = 0;
    kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, err);
    if (status != KK_OK || exit_code == 0) return status;
    return kk_fail(err, KK_ERR_DATABASE, "cannot make the private database in %s: %s", place->folder,
                   kk_last_line(output));
}

/* In a server of one user, which reads the statement from stdin; what it says last is why it failed. */
static kk_status make_database(const kk_place *place, const char *postgres, int server_fd, kk_error *err)
{
    const char *argv[] = {postgres,
                          "--single",
                          "-j",
                          "-D",
                          place->data_new,
                          "-c",
                          "fsync=off",
                          "-c",
                          "exit_on_error=on",
                          "-c",
                          "log_min_messages=fatal",
                          "-c",
                          "log_min_error_statement=panic",
                          "-c",
                          "log_error_verbosity=terse",
                          "postgres",
                          NULL};
    return run_program(place, argv, kk_file_cluster_database_sql, server_fd, err);
}

/* Complete before it gets its name: what an interrupted making leaves, is not taken for a cluster. */
static kk_status make_data(const kk_place *place, const kk_programs *programs, int server_fd, kk_arena *arena,
                           kk_error *err)
{
    const char *initdb = kk_arena_format(arena, "%s/initdb", programs->folder);
    const char *postgres = kk_arena_format(arena, "%s/postgres", programs->folder);
    if (initdb == NULL || postgres == NULL) return kk_fail_memory(err);
    const char *argv[] = {initdb,
                          "-D",
                          place->data_new,
                          "-U",
                          "kansenkompas",
                          "--auth=trust",
                          "--encoding=UTF8",
                          "--locale=C",
                          "--lc-ctype=C.UTF-8",
                          "--no-sync",
                          "--no-instructions",
                          NULL};

    kk_status status = kk_place_remove(place, place->data_new, err);
    if (status == KK_OK) status = run_program(place, argv, NULL, server_fd, err);
    if (status == KK_OK) status = make_database(place, postgres, server_fd, err);
    if (status == KK_OK && rename(place->data_new, place->data) != 0)
        status = kk_fail(err, KK_ERR_DATABASE, "%s: cannot be renamed to %s: %s", place->data_new, place->data,
                         strerror(errno));
    return status;
}

static int data_major(const kk_place *place)
{
    char path[4096];
    int major = 0;
    snprintf(path, sizeof path, "%s/PG_VERSION", place->data);
    FILE *file = fopen(path, "re");
    if (file == NULL) return 0;
    if (fscanf(file, "%d", &major) != 1) major = 0;
    fclose(file);
    return major;
}

kk_status kk_data_ensure(const kk_place *place, const kk_programs *programs, int server_fd, kk_arena *arena,
                         kk_error *err)
{
    int major = data_major(place);
    if (major == programs->major) return KK_OK;
    if (access(place->data, F_OK) == 0) {
        kk_note("the private database is of PostgreSQL %d and is made again for %d", major, programs->major);
        kk_status status = kk_place_remove(place, place->data, err);
        if (status != KK_OK) return status;
    }
    return make_data(place, programs, server_fd, arena, err);
}
