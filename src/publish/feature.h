/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Areas of a level as GeoJSON features, one a line.
 */
#ifndef KK_PUBLISH_FEATURE_H
#define KK_PUBLISH_FEATURE_H

#include "publish/columns.h"
#include "publish/outline.h"

/* What one thread needs to write features; its room is used again for every block. Start zeroed. */
typedef struct kk_feature_writer {
    kk_outline outline;
    kk_text text;     /* the features, separated by ",\n" */
    kk_micro_box box; /* around them */
} kk_feature_writer;

void kk_feature_writer_clear(kk_feature_writer *writer);

/* A level to be written: its areas, its points as degrees, and what the map shows of it. */
typedef struct kk_map_level {
    const kk_level *level;
    const kk_polygons *shape;        /* level->shape, or with less detail */
    const kk_micro_point *projected; /* every point of `shape` */
    kk_map_columns columns;
} kk_map_level;

/* The members of an area's properties, without the braces: code, name, level, parent, water and the figures. */
void kk_feature_properties(kk_text *text, const kk_map_level *map, size_t area);

/* Areas begin … end − 1 of the level become `text` and `box`. Cost: O(points + areas × columns). */
kk_status kk_feature_writer_format(kk_feature_writer *writer, const kk_map_level *map, size_t begin, size_t end,
                                   kk_error *err) KK_MUST_USE;

#endif
