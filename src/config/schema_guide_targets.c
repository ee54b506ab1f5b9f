/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/fields.h"
#include "config/schema_guide.h"

enum { PEERS_ON_MAX = 20, PEERS_NAMED_MAX = 50 };

static const cyaml_strval_t ranks_words[] = {{"shown", 0}, {"hidden", 1}};
static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

const cyaml_schema_field_t kk_crossing_fields[] = {
    TEXT(MAYBE, kk_raw_crossing, use),
    TEXT(MAYBE, kk_raw_crossing, supply),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t peers_fields[] = {
    LIST(MAYBE, kk_raw_peers, on, &text_item, PEERS_ON_MAX),
    LIST(MAYBE, kk_raw_peers, named, &text_item, PEERS_NAMED_MAX),
    WHOLE(kk_raw_peers, count),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t target_fields[] = {
    TEXT(GIVEN, kk_raw_target, name),
    TEXT(MAYBE, kk_raw_target, label_nl),
    TEXT(GIVEN, kk_raw_target, level),
    TEXT(MAYBE, kk_raw_target, within),
    WHOLE(kk_raw_target, choose),
    NUMBER(kk_raw_target, above),
    NUMBER(kk_raw_target, confidence),
    TEXT(GIVEN, kk_raw_target, in_need),
    WORD(kk_raw_target, ranks, ranks_words),
    TEXT(MAYBE, kk_raw_target, today),
    TEXT(MAYBE, kk_raw_target, earlier),
    CYAML_FIELD_MAPPING_PTR("peers", MAYBE, kk_raw_target, peers, peers_fields),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_target_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_target, target_fields)};

static const cyaml_schema_field_t goal_fields[] = {
    TEXT(GIVEN, kk_raw_goal, indicator),
    TEXT(GIVEN, kk_raw_goal, level),
    CYAML_FIELD_FLOAT_PTR("target", GIVEN, kk_raw_goal, target),
    CYAML_FIELD_UINT_PTR("year", GIVEN, kk_raw_goal, year),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_goal_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_goal, goal_fields)};

const cyaml_schema_field_t kk_evaluate_fields[] = {
    TEXT(GIVEN, kk_raw_evaluate, baseline),
    TEXT(GIVEN, kk_raw_evaluate, indicator),
    TEXT(GIVEN, kk_raw_evaluate, list),
    TEXT(GIVEN, kk_raw_evaluate, level),
    CYAML_FIELD_END,
};
