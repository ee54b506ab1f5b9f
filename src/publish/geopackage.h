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
bool kk_geopackage_describe(void *dataset, const kk_level *level, const kk_map_columns *map,
                            const kk_config_classes *classes);

/* ", ondergrens" …: what field KK_INDICATOR_… of a part adds to the label of its indicator. */
const char *kk_indicator_field_meaning(kk_statistic_part part, size_t field);

/* "Jongeren met jeugdzorg (%), 2023": label, unit where the label does not tell it, and period, with a NUL. */
void kk_style_title(const kk_released_column *column, kk_text *title);

/*
 * The style with which QGIS shows a column, by its legend (kk/legend.h): under the title the classes or categories with
 * their colours and Dutch labels, faded (45% over white) the same of what is unsure; hatched what has no figure of its
 * own: that of the area around, what is hidden (here or by the source), all else; water blue. Each area is under one
 * rule. Rules for which there is no area are left out, but classes, water and `geen cijfer`. With `aliases` also names
 * for all fields of the layer. QML, added to `text`, which fails when out of memory. Cost: that of the legend.
 */
void kk_style_write(kk_text *text, const kk_released_column *column, const kk_level *level,
                    const kk_config_classes *classes, const kk_map_columns *aliases);

#endif
