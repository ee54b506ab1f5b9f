/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the GeoPackage and FlatGeobuf have in common: a file that GDAL writes, and the fields, figures and shapes of a
 * level in it.
 */
#ifndef KK_PUBLISH_GEOPACKAGE_LAYER_H
#define KK_PUBLISH_GEOPACKAGE_LAYER_H

#include "kk/areas.h"
#include "kk/error.h"
#include "publish/columns.h"
#include "publish/text.h"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Zeroed before use, but for `path` (malloc'ed). */
typedef struct kk_vector_file {
    GDALDatasetH dataset;
    OGRSpatialReferenceH rd_new;
    char *path;
    kk_text buffer;
    char reason[300]; /* the first thing that GDAL said went wrong */
} kk_vector_file;

void kk_vector_file_clear(kk_vector_file *file); /* but for the dataset */

/* An error handler of GDAL, whose data is a kk_vector_file. */
void CPL_STDCALL kk_vector_file_note(CPLErr kind, CPLErrorNum number, const char *message);

/* KK_ERR_OUTPUT with the reason, in the words of the other writers. */
kk_status kk_vector_file_fail(const kk_vector_file *file, kk_error *err);

/* Makes `rd_new` (EPSG:28992). */
bool kk_vector_file_reference(kk_vector_file *file);

/* code, name, level, parent, water, and four fields for each column (kk_indicator_field_suffix). */
bool kk_layer_add_fields(OGRLayerH layer, const kk_map_columns *map);

/* The areas of the level, in their order; those without a shape have none. Errors: KK_ERR_OUTPUT, interrupted. */
kk_status kk_layer_write_areas(kk_vector_file *file, OGRLayerH layer, const kk_level *level, const kk_map_columns *map,
                               kk_error *err) KK_MUST_USE;

#endif
