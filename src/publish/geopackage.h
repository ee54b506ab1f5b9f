/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files that write the GeoPackage share, and GDAL's version: GDAL stays within these files.
 */
#ifndef KK_PUBLISH_GEOPACKAGE_H
#define KK_PUBLISH_GEOPACKAGE_H

#include "kk/areas.h"
#include "publish/columns.h"
#include "publish/text.h"

const char *kk_gdal_version(void);

/* Fields of an indicator in a layer: its name and each of these. */
enum { KK_INDICATOR_STATUS = 3, KK_INDICATOR_FIELDS = 4 };
extern const char *const kk_indicator_field_suffix[KK_INDICATOR_FIELDS];

/*
 * What GDAL does not write itself: names of columns for people (the schema extension: gpkg_data_columns) and the style
 * with which QGIS opens a layer (layer_styles). `prepare` makes the tables, `describe` fills them for a layer that is
 * there. `dataset` is a GDALDatasetH. False on failure; the reason went to GDAL's error handler.
 */
bool kk_geopackage_prepare(void *dataset);
bool kk_geopackage_describe(void *dataset, const kk_level *level, const kk_map_columns *map);

/*
 * The style with which QGIS shows a column. A category: a colour and the Dutch words for each. A number: five classes,
 * of what differs from something (_gap, _change, _trend) the same on both sides of 0 from blue to red, of any other
 * quantiles in viridis. Areas without a figure grey, water blue. Red is high, or low where `direction` (of a statistic
 * that of its base) is a strength. QML, added to `text`, which fails when out of memory. Cost: O(areas log areas).
 */
void kk_style_write(kk_text *text, const kk_released_column *column, const kk_level *level, kk_direction direction);

#endif
