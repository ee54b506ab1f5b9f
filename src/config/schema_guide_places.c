/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/fields.h"
#include "kk/config_guide.h"
#include "config/schema_guide.h"
#include "kk/guide_types.h"

enum { TYPES_MAX = 20 };

static const cyaml_strval_t goal_words[] = {
    {"median", KK_SITING_MEDIAN}, {"covering", KK_SITING_COVERING}, {"removing", KK_SITING_REMOVING}};
static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

const char *kk_siting_goal_name(kk_siting_goal goal)
{
    return goal_words[goal].str;
}

static const cyaml_schema_field_t siting_fields[] = {
    TEXT(GIVEN, kk_raw_siting, name),
    TEXT(MAYBE, kk_raw_siting, label_nl),
    WORD(kk_raw_siting, goal, goal_words),
    CYAML_FIELD_UINT_PTR("places", GIVEN, kk_raw_siting, places),
    TEXT(GIVEN, kk_raw_siting, type),
    LIST(MAYBE, kk_raw_siting, candidates, &text_item, TYPES_MAX),
    TEXT(MAYBE, kk_raw_siting, level),
    TEXT(MAYBE, kk_raw_siting, need),
    NUMBER(kk_raw_siting, radius),
    CYAML_FIELD_BOOL_PTR("capacity", MAYBE, kk_raw_siting, capacity),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_siting_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_siting, siting_fields)};

const cyaml_schema_field_t kk_roof_fields[] = {
    TEXT(MAYBE, kk_raw_roof, level),
    LIST(GIVEN, kk_raw_roof, kinds, &text_item, TYPES_MAX),
    NUMBER(kk_raw_roof, radius),
    WHOLE(kk_raw_roof, moves),
    CYAML_FIELD_END,
};
