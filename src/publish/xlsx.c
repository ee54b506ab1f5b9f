/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/log.h"
#include "publish/output.h"
#include "publish/xlsx_book.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FILE_NAME "kansenkompas.xlsx"

enum { FIRST_YEAR = 1980 };

/* ---- the workbook ---- */

/* The first day of the period's year: no file may tell when it was made. */
static time_t creation_date(const char *period)
{
    int year = period != NULL ? atoi(period) : 0;
    struct tm day = {.tm_year = (year > FIRST_YEAR ? year : FIRST_YEAR) - 1900, .tm_mday = 1};
    return timegm(&day);
}

static void set_properties(kk_xlsx *xlsx)
{
    static const char by[] = "kansenkompas " KK_VERSION;
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)xlsx->config->project.title,
        .author = (char *)(uintptr_t)by,
        .created = creation_date(xlsx->config->project.period),
    };
    if (workbook_set_properties(xlsx->book, &properties) != LXW_NO_ERROR && xlsx->error == LXW_NO_ERROR)
        xlsx->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
}

static kk_status write_tabs(kk_xlsx *xlsx, kk_error *err)
{
    size_t levels = kk_release_areas(xlsx->release)->level_count;
    kk_status status = KK_OK;
    for (size_t l = 0; l < levels && status == KK_OK; l++) {
        status = kk_xlsx_level(xlsx, l, err);
        if (status == KK_OK && kk_interrupted())
            status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while writing " FILE_NAME);
    }
    if (status == KK_OK) status = kk_xlsx_guide(xlsx, err);
    if (status == KK_OK) status = kk_xlsx_statistics(xlsx, err);
    if (status == KK_OK) status = kk_xlsx_dictionary(xlsx, err);
    return status == KK_OK ? kk_xlsx_readme(xlsx, err) : status;
}

static kk_status make_tabs(kk_xlsx *xlsx, kk_error *err)
{
    const kk_sheet *sheet;
    size_t most = kk_release_areas(xlsx->release)->level_count + kk_release_sheets(xlsx->release, &sheet) + 3;
    xlsx->tab = kk_arena_alloc(xlsx->arena, most, sizeof *xlsx->tab);
    if (xlsx->tab == NULL || !kk_xlsx_formats(xlsx)) return kk_fail_memory(err);
    if (kk_xlsx_add_tab(xlsx, "Lees mij", "Wat dit is", "") == NULL) return kk_fail_memory(err);
    set_properties(xlsx);
    kk_status status = write_tabs(xlsx, err);
    if (status == KK_OK && xlsx->error != LXW_NO_ERROR)
        status = kk_fail(err, KK_ERR_OUTPUT, "%s while writing " FILE_NAME, lxw_strerror(xlsx->error));
    return status;
}

/* Into the file at `path`; what is temporary goes to the output folder, where there has to be room anyway. */
static kk_status make_workbook(kk_xlsx *xlsx, const char *path, const char *folder, kk_error *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)(uintptr_t)folder};
    xlsx->book = workbook_new_opt(path, &options);
    if (xlsx->book == NULL) return kk_fail_memory(err);
    kk_status status = make_tabs(xlsx, err);
    lxw_error error = workbook_close(xlsx->book);
    if (status == KK_OK && error != LXW_NO_ERROR)
        status = kk_fail(err, KK_ERR_OUTPUT, "%s while writing " FILE_NAME, lxw_strerror(error));
    if (status == KK_OK && !kk_xlsx_is_whole(xlsx->tab, xlsx->tab_count, path))
        status = kk_fail(err, KK_ERR_OUTPUT, "%s while writing the temporary files of %s/" FILE_NAME, strerror(ENOSPC),
                         folder);
    return status;
}

/* ---- the file ---- */

static kk_status copy_out(int memory, const char *folder, kk_error *err)
{
    struct stat info;
    kk_output output;
    if (fstat(memory, &info) != 0 || info.st_size == 0) return kk_fail_memory(err);
    size_t size = (size_t)info.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, memory, 0);
    if (bytes == MAP_FAILED) return kk_fail_memory(err);
    kk_status status = kk_output_open(&output, folder, FILE_NAME, err);
    if (status == KK_OK) kk_output_bytes(&output, bytes, size);
    status = kk_output_close(&output, status, err);
    munmap(bytes, size);
    return status;
}

/* libxlsxwriter tells of a full disk on standard error: so it writes to memory, and the bytes are put out as others'.
 */
kk_status kk_write_xlsx(const kk_release *release, const kk_config *config, const char *folder, kk_error *err)
{
    kk_arena arena;
    char path[40];
    int memory = memfd_create(FILE_NAME, MFD_CLOEXEC);
    if (memory < 0) return kk_fail(err, KK_ERR_OUTPUT, "no room in memory for " FILE_NAME ": %s", strerror(errno));
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
    kk_arena_init(&arena);
    kk_xlsx xlsx = {.release = release, .config = config, .arena = &arena};
    kk_status status = make_workbook(&xlsx, path, folder, err);
    if (status == KK_OK) status = copy_out(memory, folder, err);
    kk_arena_clear(&arena);
    close(memory);
    return status;
}
