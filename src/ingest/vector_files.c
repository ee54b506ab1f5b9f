/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/vector_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cpl_string.h>
#include <cpl_vsi.h>

typedef struct adding {
    kk_vector_files *files;
    const kk_config_file *source;
    kk_arena *arena;
    kk_error *err;
} adding;

static mode_t kind_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? info.st_mode & S_IFMT : 0;
}

/* As the project would name it: the source's own name, a file in that folder, or a file beside that file. */
static const char *name_for(const adding *to, const char *path)
{
    const char *given = to->source->given, *root = to->source->path;
    if (strcmp(path, root) == 0) return kk_arena_copy(to->arena, given);
    size_t length = strlen(root);
    if (strncmp(path, root, length) == 0 && path[length] == '/')
        return kk_arena_format(to->arena, "%s%s", given, path + length);
    const char *name = strrchr(path, '/'), *slash = strrchr(given, '/');
    return kk_arena_format(to->arena, "%.*s%s", slash == NULL ? 0 : (int)(slash + 1 - given), given,
                           name == NULL ? path : name + 1);
}

static kk_status add_file(const adding *to, const char *path)
{
    kk_vector_files *files = to->files;
    if (kind_of(path) != S_IFREG) return KK_OK;
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->item[i].path, path) == 0) return KK_OK;
    if (kk_grow(&files->item, &files->capacity, files->count + 1, sizeof *files->item) != 0)
        return kk_fail_memory(to->err);
    kk_area_file file = {name_for(to, path), kk_arena_copy(to->arena, path)};
    if (file.given == NULL || file.path == NULL) return kk_fail_memory(to->err);
    files->item[files->count++] = file;
    return KK_OK;
}

static kk_status add_folder(const adding *to, const char *path)
{
    char **names = VSIReadDir(path);
    kk_status status = KK_OK;
    for (int i = 0; i < CSLCount(names) && status == KK_OK; i++) {
        const char *file = kk_arena_format(to->arena, "%s/%s", path, names[i]);
        status = file == NULL ? kk_fail_memory(to->err) : add_file(to, file);
    }
    CSLDestroy(names);
    return status;
}

static int by_given(const void *a, const void *b)
{
    return strcmp(((const kk_area_file *)a)->given, ((const kk_area_file *)b)->given);
}

kk_status kk_vector_files_add(kk_vector_files *files, GDALDatasetH dataset, const kk_config_source *source,
                              kk_arena *arena, kk_error *err)
{
    adding to = {files, &source->file, arena, err};
    kk_status status = add_file(&to, source->file.path);
    size_t others = files->count;
    char **listed = GDALGetFileList(dataset);
    for (int i = 0; i < CSLCount(listed) && status == KK_OK; i++)
        status = kind_of(listed[i]) == S_IFDIR ? add_folder(&to, listed[i]) : add_file(&to, listed[i]);
    CSLDestroy(listed);
    if (files->count > others) qsort(files->item + others, files->count - others, sizeof *files->item, by_given);
    return status;
}
