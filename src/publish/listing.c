/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/listing.h"

#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int is_listed_entry(const struct dirent *entry)
{
    const char *name = entry->d_name;
    return is_entry(entry) && stem_length(name) == strlen(name) && strcmp(name, KK_RUN_FILE) != 0 &&
           strcmp(name, KK_TIMINGS_FILE) != 0;
}

static void free_entries(struct dirent **entries, int count)
{
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
}

kk_status kk_listing_write(kk_json *json, const char *folder, kk_error *err)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_listed_entry, by_bytes);
    if (count < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot list %s: %s", folder, strerror(errno));
    kk_json_begin_list(json, "files");
    kk_json_string(json, NULL, KK_RUN_FILE);
    kk_json_string(json, NULL, KK_TIMINGS_FILE);
    for (int i = 0; i < count; i++) kk_json_string(json, NULL, entries[i]->d_name);
    kk_json_end_list(json);
    free_entries(entries, count);
    return KK_OK;
}

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
    char quoted[300];
    int written = snprintf(quoted, sizeof quoted, "\"%.*s\"", (int)length, name);
    return written > 0 && (size_t)written < sizeof quoted && strstr(files, quoted) != NULL;
}

static bool may_be_replaced(const char *files, const char *name)
{
    return is_listed(files, name, strlen(name)) || is_listed(files, name, stem_length(name));
}

kk_status kk_listing_check(const char *folder, kk_error *err)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_entry, by_bytes);
    if (count < 0 && errno == ENOENT) return KK_OK;
    if (count < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot use %s as output folder: %s", folder, strerror(errno));
    char *run_text = read_run_file(folder);
    const char *files = find_files(run_text);
    kk_status status = KK_OK;
    for (int i = 0; i < count && status == KK_OK; i++)
        if (!may_be_replaced(files, entries[i]->d_name))
            status = kk_fail(err, KK_ERR_OUTPUT,
                             "the output folder %s holds '%s', which kansenkompas did not make and would remove; "
                             "move it away or give another folder",
                             folder, entries[i]->d_name);
    free(run_text);
    free_entries(entries, count);
    return status;
}
