/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/log.h"
#include "publish/gzip.h"
#include "publish/output.h"
#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- which ---- */

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

static int is_map(const struct dirent *entry)
{
    return ends_with(entry->d_name, ".geojson") || ends_with(entry->d_name, ".topojson");
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* ---- one ---- */

static kk_status read_file(const char *folder, const char *name, kk_text *text, kk_error *err)
{
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) return kk_fail_memory(err);
    kk_status status = KK_OK;
    struct stat info;
    FILE *file = fopen(path, "rbe");
    if (file == NULL || fstat(fileno(file), &info) != 0) {
        status = kk_fail(err, KK_ERR_OUTPUT, "cannot read %s again: %s", path, strerror(errno));
    } else {
        size_t size = (size_t)info.st_size;
        char *room = kk_text_reserve(text, size);
        if (room == NULL)
            status = kk_fail_memory(err);
        else if (fread(room, 1, size, file) != size)
            status = kk_fail(err, KK_ERR_OUTPUT, "cannot read %s again", path);
        else
            text->length = size;
    }
    if (file != NULL) fclose(file);
    free(path);
    return status;
}

static kk_status write_file(const char *folder, const char *name, const kk_text *bytes, kk_error *err)
{
    char *file;
    kk_output output;
    if (asprintf(&file, "%s.gz", name) < 0) return kk_fail_memory(err);
    kk_status status = kk_output_open(&output, folder, file, err);
    if (status == KK_OK) kk_output_bytes(&output, bytes->bytes, bytes->length);
    free(file);
    return kk_output_close(&output, status, err);
}

static kk_status compress(const char *folder, const char *name, kk_error *err)
{
    kk_gzip gzip = {0};
    kk_text text = {0};
    kk_status status = read_file(folder, name, &text, err);
    if (status == KK_OK) status = kk_gzip_init(&gzip, KK_GZIP_USUAL, err);
    if (status == KK_OK) {
        kk_gzip_compress(&gzip, &text);
        status = gzip.member.failed ? kk_fail_memory(err) : KK_OK;
    }
    kk_text_clear(&text);
    if (status == KK_OK) status = write_file(folder, name, &gzip.member, err);
    kk_gzip_clear(&gzip);
    return status;
}

/* ---- all ---- */

kk_status kk_write_gzip(const char *folder, int threads, kk_error *err)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_map, by_bytes);
    if (count < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot list the files of %s", folder);
    kk_status status = KK_OK;
#pragma omp parallel for schedule(dynamic) num_threads(threads < 1 ? 1 : threads)
    for (int i = 0; i < count; i++) {
        kk_error error = {0};
        kk_status one = kk_interrupted() ? kk_fail(&error, KK_ERR_INTERRUPTED, "interrupted while compressing")
                                         : compress(folder, entries[i]->d_name, &error);
#pragma omp critical
        if (one != KK_OK && status == KK_OK) {
            status = one;
            *err = error;
        }
    }
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
    return status;
}
