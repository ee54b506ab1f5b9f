/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_estimates.h"
#include "config/fields.h"

enum { COHORT_FILES_MAX = 64, MAPS_MAX = 200 };

static const cyaml_strval_t outcome_words[] = {{"binary", KK_OUTCOME_BINARY}, {"continuous", KK_OUTCOME_CONTINUOUS}};
static const cyaml_strval_t rule_words[] = {
    {"kansenkaart", KK_RULE_KANSENKAART}, {"strict", KK_RULE_STRICT}, {"persons", KK_RULE_PERSONS}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

static const cyaml_schema_field_t grew_up_fields[] = {
    CYAML_FIELD_UINT_PTR("age", GIVEN, kk_raw_grew_up, age),
    TEXT(MAYBE, kk_raw_grew_up, column),
    CYAML_FIELD_END,
};

/* ---- groups ---- */

static const cyaml_schema_field_t window_fields[] = {
    TEXT(GIVEN, kk_raw_window, group),
    CYAML_FIELD_FLOAT_PTR("from", GIVEN, kk_raw_window, from),
    CYAML_FIELD_FLOAT_PTR("to", GIVEN, kk_raw_window, to),
    NUMBER(kk_raw_window, at),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t window_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_window, window_fields)};

static const cyaml_schema_field_t predictor_fields[] = {
    TEXT(GIVEN, kk_raw_predictor, name),
    TEXT(GIVEN, kk_raw_predictor, column),
    LIST(MAYBE, kk_raw_predictor, windows, &window_item, KK_GROUPS_MAX - 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t category_fields[] = {
    TEXT(GIVEN, kk_raw_category, group),
    LIST(MAYBE, kk_raw_category, values, &text_item, 1000),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t category_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_category, category_fields)};

static const cyaml_schema_field_t dimension_fields[] = {
    TEXT(GIVEN, kk_raw_dimension, name),
    TEXT(GIVEN, kk_raw_dimension, column),
    LIST(MAYBE, kk_raw_dimension, groups, &category_item, KK_GROUPS_MAX - 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t dimension_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_dimension, dimension_fields)};

/* ---- regions, outcomes, maps ---- */

static const cyaml_schema_field_t region_fields[] = {
    TEXT(GIVEN, kk_raw_region, type),
    TEXT(MAYBE, kk_raw_region, column),
    CYAML_FIELD_UINT_PTR("first", MAYBE, kk_raw_region, first),
    TEXT(MAYBE, kk_raw_region, level),
    TEXT(MAYBE, kk_raw_region, grouping),
    TEXT(MAYBE, kk_raw_region, within),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t region_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_region, region_fields)};

static const cyaml_schema_field_t outcome_fields[] = {
    TEXT(GIVEN, kk_raw_outcome, column),
    TEXT(MAYBE, kk_raw_outcome, name),
    WORD(kk_raw_outcome, kind, outcome_words),
    TEXT(MAYBE, kk_raw_outcome, label_nl),
    TEXT(MAYBE, kk_raw_outcome, label_en),
    NUMBER(kk_raw_outcome, per),
    TEXT(MAYBE, kk_raw_outcome, unit),
    WORD(kk_raw_outcome, direction, kk_direction_words),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t outcome_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_outcome, outcome_fields)};

static const cyaml_schema_field_t map_fields[] = {
    TEXT(GIVEN, kk_raw_estimate_map, name),
    TEXT(GIVEN, kk_raw_estimate_map, outcome),
    LIST(MAYBE, kk_raw_estimate_map, group, &text_item, KK_DIMENSIONS_MAX),
    LIST(MAYBE, kk_raw_estimate_map, versus, &text_item, KK_DIMENSIONS_MAX),
    TEXT(MAYBE, kk_raw_estimate_map, label_nl),
    TEXT(MAYBE, kk_raw_estimate_map, label_en),
    TEXT(MAYBE, kk_raw_estimate_map, versus_nl),
    TEXT(MAYBE, kk_raw_estimate_map, versus_en),
    LONG_TEXT(MAYBE, kk_raw_estimate_map, description),
    LONG_TEXT(MAYBE, kk_raw_estimate_map, question),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t map_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_estimate_map, map_fields)};

static const cyaml_schema_field_t release_fields[] = {
    WORD(kk_raw_release, rule, rule_words),
    NUMBER(kk_raw_release, threshold),
    CYAML_FIELD_END,
};

/* ---- all ---- */

const cyaml_schema_field_t kk_estimates_fields[] = {
    LIST(GIVEN, kk_raw_estimates, cohort, &kk_cohort_item, COHORT_FILES_MAX),
    TEXT(MAYBE, kk_raw_estimates, source),
    TEXT(MAYBE, kk_raw_estimates, period),
    CYAML_FIELD_MAPPING_PTR("grew_up", MAYBE, kk_raw_estimates, grew_up, grew_up_fields),
    TEXT(MAYBE, kk_raw_estimates, person),
    TEXT(MAYBE, kk_raw_estimates, weight),
    CYAML_FIELD_MAPPING_PTR("predictor", MAYBE, kk_raw_estimates, predictor, predictor_fields),
    LIST(MAYBE, kk_raw_estimates, dimensions, &dimension_item, KK_DIMENSIONS_MAX),
    LIST(GIVEN, kk_raw_estimates, regions, &region_item, KK_REGION_TYPES_MAX),
    LIST(GIVEN, kk_raw_estimates, outcomes, &outcome_item, KK_OUTCOMES_MAX),
    LIST(MAYBE, kk_raw_estimates, maps, &map_item, MAPS_MAX),
    CYAML_FIELD_MAPPING("release", CYAML_FLAG_OPTIONAL, kk_raw_estimates, release, release_fields),
    CYAML_FIELD_BOOL("compress", CYAML_FLAG_OPTIONAL, kk_raw_estimates, compress),
    CYAML_FIELD_BOOL_PTR("database", MAYBE, kk_raw_estimates, database),
    CYAML_FIELD_END,
};
