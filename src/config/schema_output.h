/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the project language about the files that a run writes. Raw structures as in config/schema.h. */
#ifndef KK_CONFIG_SCHEMA_OUTPUT_H
#define KK_CONFIG_SCHEMA_OUTPUT_H

#include <cyaml/cyaml.h>
#include <stdbool.h>

typedef struct kk_raw_map_detail {
    char *name;
    double *metres, *percent, *kilobytes, *islands_m2;
    int *method; /* 1: by distance */
} kk_raw_map_detail;

typedef struct kk_raw_tiles {
    unsigned *from, *to;
} kk_raw_tiles;

typedef struct kk_raw_classes {
    int *method; /* kk_class_method */
    unsigned *count;
} kk_raw_classes;

typedef struct kk_raw_output {
    char *directory, *report_of;
    double *snap;
    kk_raw_map_detail *details;
    unsigned details_count;
    bool *gzip, *topojson, *flatgeobuf, *xlsx, *viewer, *report;
    kk_raw_tiles *tiles;
    kk_raw_classes *classes;
} kk_raw_output;

extern const cyaml_schema_field_t kk_output_fields[];

#endif
