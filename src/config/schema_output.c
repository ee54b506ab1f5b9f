/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_output.h"
#include "config/fields.h"
#include "kk/config_output.h"

static const cyaml_strval_t method_words[] = {{"visvalingam", 0}, {"peucker", 1}};
static const cyaml_strval_t class_words[] = {{"quantiles", KK_CLASSES_QUANTILES},
                                             {"jenks", KK_CLASSES_JENKS},
                                             {"equal", KK_CLASSES_EQUAL},
                                             {"mean", KK_CLASSES_MEAN}};

#define SWITCH(member) CYAML_FIELD_BOOL_PTR(#member, MAYBE, kk_raw_output, member)

static const cyaml_schema_field_t detail_fields[] = {
    TEXT(GIVEN, kk_raw_map_detail, name),
    NUMBER(kk_raw_map_detail, metres),
    NUMBER(kk_raw_map_detail, percent),
    NUMBER(kk_raw_map_detail, kilobytes),
    NUMBER(kk_raw_map_detail, islands_m2),
    WORD(kk_raw_map_detail, method, method_words),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t detail_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_map_detail, detail_fields)};

static const cyaml_schema_field_t tiles_fields[] = {
    WHOLE(kk_raw_tiles, from),
    WHOLE(kk_raw_tiles, to),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t classes_fields[] = {
    WORD(kk_raw_classes, method, class_words),
    WHOLE(kk_raw_classes, count),
    CYAML_FIELD_END,
};

const cyaml_schema_field_t kk_output_fields[] = {
    TEXT(MAYBE, kk_raw_output, directory),
    NUMBER(kk_raw_output, snap),
    LIST(MAYBE, kk_raw_output, details, &detail_item, KK_DETAILS_MAX),
    SWITCH(gzip),
    SWITCH(topojson),
    SWITCH(flatgeobuf),
    SWITCH(xlsx),
    CYAML_FIELD_MAPPING_PTR("tiles", MAYBE, kk_raw_output, tiles, tiles_fields),
    SWITCH(viewer),
    SWITCH(report),
    TEXT(MAYBE, kk_raw_output, report_of),
    CYAML_FIELD_MAPPING_PTR("classes", MAYBE, kk_raw_output, classes, classes_fields),
    CYAML_FIELD_END,
};
