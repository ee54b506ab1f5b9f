/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/listing.h"

#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* What SQLite keeps beside a database while that is open. */
static const char *const of_sqlite[] = {"-wal", "-shm", "-journal"};
enum { OF_SQLITE = sizeof of_sqlite / sizeof of_sqlite[0] };

/* Length of the name without SQLite's ending. */
static size_t stem_length(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < OF_SQLITE; i++) {
        size_t tail = strlen(of_sqlite[i]);
        if (length > tail && strcmp(name + length - tail, of_sqlite[i]) == 0) return length - tail;
    }
    return length;
}

static void free_entries(struct dirent **entries, int count)
{
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
}

/* ---- every file in a folder and the folders in it ---- */

/* `name` is the path from the folder on. */
typedef kk_status visit_file(void *context, const char *folder, const char *name, kk_error *err);

static kk_status visit_folder(const char *folder, const char *within, visit_file *visit, void *context, kk_error *err);

static kk_status visit_entry(const char *folder, const char *within, const struct dirent *entry, visit_file *visit,
                             void *context, kk_error *err)
{
    char *name = NULL, *path = NULL;
    struct stat info;
    kk_status status;
    if (asprintf(&name, "%s%s%s", within, *within != '\0' ? "/" : "", entry->d_name) < 0) name = NULL;
    if (name == NULL || asprintf(&path, "%s/%s", folder, name) < 0) path = NULL;
    if (path == NULL)
        status = kk_fail_memory(err);
    else if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
        status = visit_folder(folder, name, visit, context, err);
    else
        status = visit(context, folder, name, err);
    free(name);
    free(path);
    return status;
}

/* In the order of bytes of each folder. */
static kk_status visit_folder(const char *folder, const char *within, visit_file *visit, void *context, kk_error *err)
{
    char *path;
    if (asprintf(&path, "%s/%s", folder, within) < 0) return kk_fail_memory(err);
    struct dirent **entries;
    int count = scandir(path, &entries, is_entry, by_bytes);
    int error = errno;
    free(path);
    if (count < 0 && error == ENOENT) return KK_OK;
    if (count < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot use %s as output folder: %s", folder, strerror(error));
    kk_status status = KK_OK;
    for (int i = 0; i < count && status == KK_OK; i++)
        status = visit_entry(folder, within, entries[i], visit, context, err);
    free_entries(entries, count);
    return status;
}

/* ---- to write ---- */

static kk_status list_file(void *context, const char *folder, const char *name, kk_error *err)
{
    kk_json *json = context;
    (void)folder, (void)err;
    bool is_left_over = stem_length(name) < strlen(name);
    if (!is_left_over && strcmp(name, KK_RUN_FILE) != 0 && strcmp(name, KK_TIMINGS_FILE) != 0)
        kk_json_string(json, NULL, name);
    return KK_OK;
}

kk_status kk_listing_write(kk_json *json, const char *folder, kk_error *err)
{
    kk_json_begin_list(json, "files");
    kk_json_string(json, NULL, KK_RUN_FILE);
    kk_json_string(json, NULL, KK_TIMINGS_FILE);
    kk_status status = visit_folder(folder, "", list_file, json, err);
    kk_json_end_list(json);
    return status;
}

/* ---- to check ---- */

/* The folder's run.json, malloc'ed; NULL when there is none that can be read. */
static char *read_run_file(const char *folder)
{
    char *path;
    if (asprintf(&path, "%s/" KK_RUN_FILE, folder) < 0) return NULL;
    char *text = kk_file_text(path);
    free(path);
    return text;
}

/* The part of a run.json that names the files; "" when the text is not ours. */
static const char *find_files(const char *run_text)
{
    if (run_text == NULL || strstr(run_text, "\"generator\": \"" KK_GENERATOR "\"") == NULL) return "";
    const char *files = strstr(run_text, "\"files\": [");
    return files == NULL ? "" : files + strlen("\"files\"");
}

static bool is_listed(const char *files, const char *name, size_t length)
{
    char quoted[1000];
    int written = snprintf(quoted, sizeof quoted, "\"%.*s\"", (int)length, name);
    return written > 0 && (size_t)written < sizeof quoted && strstr(files, quoted) != NULL;
}

static bool may_be_replaced(const char *files, const char *name)
{
    return is_listed(files, name, strlen(name)) || is_listed(files, name, stem_length(name));
}

static kk_status check_file(void *context, const char *folder, const char *name, kk_error *err)
{
    if (may_be_replaced(context, name)) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT,
                   "the output folder %s holds '%s', which kansenkompas did not make and would remove; move it away or "
                   "give another folder",
                   folder, name);
}

kk_status kk_listing_check(const char *folder, kk_error *err)
{
    char *run_text = read_run_file(folder);
    kk_status status = visit_folder(folder, "", check_file, (void *)(uintptr_t)find_files(run_text), err);
    free(run_text);
    return status;
}
