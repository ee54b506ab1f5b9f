/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The section `output:` of the project file: which files a run writes, and in how much detail.
 */
#ifndef KK_CONFIG_OUTPUT_H
#define KK_CONFIG_OUTPUT_H

#include "kk/config_types.h"

enum { KK_DETAILS_MAX = 8, KK_TILE_ZOOM_LOW = 0, KK_TILE_ZOOM_HIGH = 16, KK_CLASSES_MOST = 9 };

/* How much of the boundaries stays: the one that is given of metres, share and bytes; the others are NaN. */
typedef struct kk_config_detail {
    const char *name;  /* in the names of files: `wijken-NAME.geojson` */
    double metres;     /* what is smaller goes; > 0 */
    double share;      /* of the vertices that may go so many stay, 0 … 1 */
    double bytes;      /* the GeoJSON of a level without figures has at most about so many */
    bool by_distance;  /* Douglas–Peucker instead of Visvalingam */
    double islands_m2; /* islands smaller than this go, unless an area would be left without land; 0: all stay */
    kk_mark mark;
} kk_config_detail;

typedef struct kk_config_tiles {
    bool given;
    int from, to; /* zoom */
} kk_config_tiles;

/* How maps divide numbers into classes. */
typedef enum kk_class_method {
    KK_CLASSES_QUANTILES,
    KK_CLASSES_JENKS,
    KK_CLASSES_EQUAL,
    KK_CLASSES_MEAN
} kk_class_method;
const char *kk_class_method_name(kk_class_method method); /* "quantiles" … as in the project file */

typedef struct kk_config_classes {
    kk_class_method method;
    int count; /* 3 … KK_CLASSES_MOST */
} kk_config_classes;

typedef struct kk_config_output {
    kk_config_file directory;
    double snap; /* m: gaps and overlaps between areas that are no wider are closed; 0: boundaries stay as they are */
    size_t detail_count;
    kk_config_detail detail[KK_DETAILS_MAX];
    bool gzip;       /* every GeoJSON and TopoJSON also as .gz */
    bool topojson;   /* areas.topojson, of each detail too */
    bool flatgeobuf; /* <plural>.fgb */
    bool xlsx;       /* kansenkompas.xlsx */
    kk_config_tiles tiles;
    bool viewer;           /* the folder viewer/ */
    bool report;           /* report.pdf */
    const char *report_of; /* the gemeente that it is about; NULL: the only one, or else the whole */
    kk_config_classes classes;
    kk_mark mark;
} kk_config_output;

#endif
