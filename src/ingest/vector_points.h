/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Points of a vector source through GDAL, in EPSG:28992, with their columns as text: places, squares, addresses. Of a
 * geometry that is no point it gives the middle of its box.
 */
#ifndef KK_VECTOR_POINTS_H
#define KK_VECTOR_POINTS_H

#include "kk/ingest.h"

typedef struct kk_vector_points kk_vector_points;

/*
 * `layer` NULL: the only one. Errors: KK_ERR_INPUT for a file that GDAL cannot read, no or an unknown coordinate
 * system, one in which the middle of the layer lies outside the Netherlands; KK_ERR_PROJECT for a layer that is not
 * there, or not named where there are several.
 */
kk_status kk_vector_points_open(const kk_config_csv *csv, const char *layer, kk_vector_points **out,
                                kk_error *err) KK_MUST_USE;
void kk_vector_points_close(kk_vector_points *points); /* safe on NULL */

/* Names of the columns; borrowed until close. */
size_t kk_vector_points_columns(const kk_vector_points *points, const char ***names);
/* The layer says that it holds surfaces: squares. */
bool kk_vector_points_are_surfaces(const kk_vector_points *points);

/*
 * The next feature, or *found false at the end; `xy` is NaN without geometry or outside the Netherlands. `*id` is the
 * number of the feature.
 */
kk_status kk_vector_points_next(kk_vector_points *points, double xy[2], int64_t *id, bool *found,
                                kk_error *err) KK_MUST_USE;
/* Text of a column of that feature, trimmed; NULL when out of memory. Valid until the next one. */
const char *kk_vector_points_text(kk_vector_points *points, size_t column);

#endif
