/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Coordinate systems of vector sources: to EPSG:28992, and whether the result lies in the Netherlands.
 */
#ifndef KK_CRS_H
#define KK_CRS_H

#include "kk/config.h"
#include "kk/error.h"

#include <stddef.h>

#include <gdal.h>
#include <ogr_srs_api.h>

typedef struct kk_crs {
    OGRCoordinateTransformationH to_rd; /* NULL: the source is in RD already */
    char said[160];                     /* what the source says, for messages: "EPSG:3857 (WGS 84 / Pseudo-Mercator)" */
} kk_crs;

/* From what the layer says, or from `override` ("EPSG:28992") when that is not NULL. */
kk_status kk_crs_open(OGRLayerH layer, const kk_config_source *source, kk_crs *crs, kk_error *err) KK_MUST_USE;
void kk_crs_close(kk_crs *crs);

/*
 * Makes `count` points of interleaved x, y RD coordinates, and checks them against x 0 … 300,000, y 300,000 … 630,000
 * m. The error says where the points seem to be: RD, longitude and latitude, their reverse, Web Mercator or UTM.
 */
kk_status kk_crs_to_rd(const kk_crs *crs, const kk_config_source *source, const char *code, double *xy, size_t count,
                       kk_error *err) KK_MUST_USE;

#endif
