/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which files a source of areas consists of: a Shapefile is several, a source may be a folder.
 */
#ifndef KK_VECTOR_FILES_H
#define KK_VECTOR_FILES_H

#include "kk/areas.h"
#include "kk/config.h"

#include <gdal.h>

typedef struct kk_vector_files {
    kk_area_file *item; /* malloc'ed, the caller's to free; the texts are in an arena */
    size_t count, capacity;
} kk_vector_files;

/*
 * Adds the regular files that GDAL opened `dataset` from, the one that the project names first, then the others by
 * name; those of a folder without the folders in it. One that stands in `files` already is left out.
 */
kk_status kk_vector_files_add(kk_vector_files *files, GDALDatasetH dataset, const kk_config_source *source,
                              kk_arena *arena, kk_error *err) KK_MUST_USE;

#endif
