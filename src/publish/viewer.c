/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/viewer.h"
#include "publish/topojson.h"
#include "publish/tree.h"
#include "publish/viewer_script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- scripts ---- */

kk_status kk_script_open(kk_output *output, const char *folder, const char *name, kk_error *err)
{
    char *file;
    if (asprintf(&file, "viewer/data/%s.js", name) < 0) return kk_fail_memory(err);
    kk_status status = kk_output_open(output, folder, file, err);
    free(file);
    kk_text_string(&output->text, "kansenkompas(");
    kk_text_json(&output->text, name);
    kk_text_char(&output->text, ',');
    return status;
}

kk_status kk_script_close(kk_output *output, kk_status status, kk_error *err)
{
    kk_text_string(&output->text, ");\n");
    return kk_output_close(output, status, err);
}

static kk_status write_map(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_script_open(&output, folder, "map", err);
    if (status == KK_OK) status = kk_topojson_write(source->boundaries, source->detail, NULL, &output, err);
    return kk_script_close(&output, status, err);
}

/* A file that the run has written, as a script; nothing where it has not. */
static kk_status wrap(const char *folder, const char *file, const char *name, kk_error *err)
{
    char *path;
    kk_output output;
    if (asprintf(&path, "%s/%s", folder, file) < 0) return kk_fail_memory(err);
    char *text = kk_file_text(path);
    int error = errno;
    free(path);
    if (text == NULL && error == ENOENT) return KK_OK;
    if (text == NULL) return kk_fail(err, KK_ERR_OUTPUT, "cannot read %s again: %s", file, strerror(error));
    kk_status status = kk_script_open(&output, folder, name, err);
    kk_text_string(&output.text, text);
    free(text);
    return kk_script_close(&output, status, err);
}

/* ---- tiles: the very file, or a copy where there are no links ---- */

static kk_status share_tiles(const char *folder, kk_error *err)
{
    char *from = NULL, *to = NULL;
    kk_status status = KK_OK;
    if (asprintf(&from, "%s/tiles.pmtiles", folder) < 0) from = NULL;
    if (asprintf(&to, "%s/viewer/data/tiles.pmtiles", folder) < 0) to = NULL;
    if (from == NULL || to == NULL)
        status = kk_fail_memory(err);
    else if (access(from, F_OK) == 0 && link(from, to) != 0)
        status = kk_file_copy(from, to, err);
    free(from);
    free(to);
    return status;
}

/* ---- the page ---- */

char *kk_viewer_page(void)
{
    static const char *const beside[] = {"../share/kansenkompas/viewer", "../viewer"};
    const char *given = getenv("KANSENKOMPAS_VIEWER");
    char program[4096], *page = NULL;
    if (given != NULL && *given != '\0') return strdup(given);
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0) return NULL;
    program[length] = '\0';
    *strrchr(program, '/') = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char *index = NULL;
        if (asprintf(&page, "%s/%s", program, beside[i]) < 0) return NULL;
        bool is_there = asprintf(&index, "%s/index.html", page) > 0 && access(index, R_OK) == 0;
        free(index);
        if (is_there) return page;
        free(page);
    }
    return NULL;
}

kk_status kk_write_viewer_page(const char *page, const char *folder, kk_error *err)
{
    char *to;
    if (asprintf(&to, "%s/viewer", folder) < 0) return kk_fail_memory(err);
    kk_status status = kk_tree_copy(page, to, err);
    free(to);
    return status;
}

/* ---- all of it ---- */

kk_status kk_write_viewer_data(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    static const char *const wrapped[][2] = {
        {"explanation.json", "explanation"}, {"siting.geojson", "siting"}, {"stories.json", "stories"}};
    char *data;
    if (asprintf(&data, "%s/viewer/data", folder) < 0) return kk_fail_memory(err);
    kk_status status = kk_tree_make(data, err);
    free(data);
    if (status == KK_OK) status = write_map(source, folder, err);
    if (status == KK_OK) status = kk_viewer_areas(source, folder, err);
    if (status == KK_OK) status = kk_viewer_figures(source, folder, err);
    if (status == KK_OK) status = kk_viewer_sheets(source, folder, err);
    for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped && status == KK_OK; i++)
        status = wrap(folder, wrapped[i][0], wrapped[i][1], err);
    if (status == KK_OK) status = share_tiles(folder, err);
    return status == KK_OK ? kk_viewer_project(source, folder, err) : status;
}
