/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vector layers of areas through GDAL: which layers of a source hold areas, and reading one of them.
 */
#ifndef KK_VECTOR_H
#define KK_VECTOR_H

#include "core/shape_builder.h"
#include "ingest/vector_files.h"
#include "kk/config.h"
#include "kk/rejects.h"

#include <gdal.h>

/* A layer to read: names of its columns, or "" where it has none. */
typedef struct kk_vector_layer {
    const kk_config_source *source;
    const char *layer;
    const char *code, *name, *water, *year;
    kk_level_kind kind;
} kk_vector_layer;

/* The areas of one layer, in the order of the file. Arrays are malloc'ed, texts are in `texts`. */
typedef struct kk_vector_areas {
    kk_arena texts;
    kk_shape_builder shapes;
    const char **code, **name;
    bool *water;
    size_t count, code_capacity, name_capacity, water_capacity;
    int year; /* of the boundaries, 0 when the layer does not say */
    kk_rejects rejects;
} kk_vector_areas;

enum { KK_VECTOR_LAYERS_MAX = 64 };

/* What there is to read. */
typedef struct kk_vector_plan {
    kk_vector_layer layer[KK_VECTOR_LAYERS_MAX];
    size_t count;
    kk_vector_files files;
} kk_vector_plan;

kk_status kk_vector_open(const kk_config_source *source, GDALDatasetH *dataset, kk_error *err) KK_MUST_USE;

/* Finds the layers of `source` that hold areas and its files, and adds them to `plan`. */
kk_status kk_vector_find_layers(const kk_config_source *source, kk_arena *arena, kk_vector_plan *plan,
                                kk_error *err) KK_MUST_USE;

/*
 * Reads a layer into `areas`, in EPSG:28992. `gemeenten` restricts to those codes (none: all). Opens the source anew,
 * so that several layers can be read at once. Errors: KK_ERR_INPUT for an unreadable or changed source, rows of several
 * years, a value in the water column that is none.
 */
kk_status kk_vector_read(const kk_vector_layer *layer, const char *const gemeenten[], size_t gemeente_count,
                         kk_vector_areas *areas, kk_error *err) KK_MUST_USE;
void kk_vector_areas_clear(kk_vector_areas *areas);

#endif
