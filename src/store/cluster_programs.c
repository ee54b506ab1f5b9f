/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/cluster_programs.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OLDEST_MAJOR = 15 };

static bool has_server(const char *folder)
{
    char path[4096];
    return snprintf(path, sizeof path, "%s/postgres", folder) < (int)sizeof path && access(path, X_OK) == 0;
}

/* "postgres (PostgreSQL) 15.18 (Debian …)" → 15; 0 when it does not say so. */
static kk_status ask_major(const char *folder, const kk_account *account, int *major, kk_error *err)
{
    char path[4096], output[200];
    snprintf(path, sizeof path, "%s/postgres", folder);
    const char *argv[] = {path, "-V", NULL};
    kk_process process = {.argv = argv, .account = account, .held_fd = -1};
    int exit_code = 0;
    kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, err);
    if (status != KK_OK) return status;
    *major = 0;
    if (exit_code == 0) sscanf(output, "postgres (PostgreSQL) %d", major);
    return KK_OK;
}

/* The newest with PostGIS comes before a newer one without. */
static void find_packaged(kk_arena *arena, kk_programs *programs)
{
    glob_t found;
    bool postgis = false;
    if (glob("/usr/lib/postgresql/*/bin", 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        int major = 0;
        char control[200];
        if (sscanf(found.gl_pathv[i], "/usr/lib/postgresql/%d/bin", &major) != 1 || major < OLDEST_MAJOR) continue;
        snprintf(control, sizeof control, "/usr/share/postgresql/%d/extension/postgis.control", major);
        bool has_postgis = access(control, R_OK) == 0;
        if (!has_server(found.gl_pathv[i]) || has_postgis < postgis) continue;
        if (has_postgis == postgis && major < programs->major) continue;
        *programs = (kk_programs){.folder = kk_arena_copy(arena, found.gl_pathv[i]), .major = major};
        postgis = has_postgis;
    }
    globfree(&found);
}

static const char *find_on_path(kk_arena *arena)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        const char *folder = kk_arena_text(arena, path, length);
        if (folder != NULL && length > 0 && has_server(folder)) return folder;
        path += length + (path[length] == ':');
    }
    return NULL;
}

kk_status kk_programs_find(const kk_account *account, kk_arena *arena, kk_programs *programs, kk_error *err)
{
    *programs = (kk_programs){.folder = getenv("KANSENKOMPAS_PG_BINDIR")};
    if (programs->folder != NULL && !has_server(programs->folder))
        return kk_fail(err, KK_ERR_DATABASE, "KANSENKOMPAS_PG_BINDIR is '%s', where there is no 'postgres' to run",
                       programs->folder);
    if (programs->folder == NULL) find_packaged(arena, programs);
    if (programs->folder == NULL) programs->folder = find_on_path(arena);
    if (programs->folder == NULL)
        return kk_fail(err, KK_ERR_DATABASE,
                       "PostgreSQL is not installed: install postgresql-15 and postgresql-15-postgis-3 (or later), set "
                       "KANSENKOMPAS_PG_BINDIR, or name a server under database.url");
    if (programs->major == 0) {
        kk_status status = ask_major(programs->folder, account, &programs->major, err);
        if (status != KK_OK) return status;
    }
    if (programs->major >= OLDEST_MAJOR) return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE, "%s/postgres is version %d; the private database needs %d or later",
                   programs->folder, programs->major, OLDEST_MAJOR);
}
