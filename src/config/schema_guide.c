/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_guide.h"
#include "config/fields.h"
#include "kk/config_guide.h"
#include "kk/areas.h"
#include "kk/guide_types.h"

enum { THEMES_MAX = 20, NEEDS_MAX = 50, SCALES = 5, JOINS = 3, PARTS_MAX = 20 };

static const cyaml_strval_t scale_words[SCALES] = {{"z", KK_SCALE_Z},
                                                   {"robust_z", KK_SCALE_ROBUST_Z},
                                                   {"min_max", KK_SCALE_MIN_MAX},
                                                   {"percentile", KK_SCALE_PERCENTILE},
                                                   {"exponential", KK_SCALE_EXPONENTIAL}};
static const cyaml_strval_t join_words[JOINS] = {
    {"arithmetic", KK_JOIN_ARITHMETIC}, {"geometric", KK_JOIN_GEOMETRIC}, {"outranking", KK_JOIN_OUTRANKING}};
static const cyaml_strval_t gap_words[] = {{"leave", KK_GAP_LEAVE}, {"average", KK_GAP_AVERAGE}, {"none", KK_GAP_NONE}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};
static const cyaml_schema_value_t scale_item = {CYAML_VALUE_ENUM(CYAML_FLAG_DEFAULT, int, scale_words, SCALES)};
static const cyaml_schema_value_t join_item = {CYAML_VALUE_ENUM(CYAML_FLAG_DEFAULT, int, join_words, JOINS)};

#define KEY(flags, type, member, fields) CYAML_FIELD_MAPPING_PTR(#member, flags, type, member, fields)

const char *kk_need_scale_name(kk_need_scale scale)
{
    return scale_words[scale].str;
}

const char *kk_need_join_name(kk_need_join join)
{
    return join_words[join].str;
}

const char *kk_need_gap_name(kk_need_gap gap)
{
    return gap_words[gap].str;
}

static const cyaml_schema_field_t need_fields[] = {
    TEXT(GIVEN, kk_raw_need, indicator),
    NUMBER(kk_raw_need, weight),
    WORD(kk_raw_need, direction, kk_direction_words),
    TEXT(MAYBE, kk_raw_need, because_nl),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t need_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_need, need_fields)};

static const cyaml_schema_field_t theme_fields[] = {
    TEXT(GIVEN, kk_raw_theme, name),
    TEXT(MAYBE, kk_raw_theme, label_nl),
    TEXT(MAYBE, kk_raw_theme, label_en),
    NUMBER(kk_raw_theme, weight),
    LIST(GIVEN, kk_raw_theme, of, &need_item, NEEDS_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t theme_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_theme, theme_fields)};

static const cyaml_schema_field_t missing_fields[] = {
    WORD(kk_raw_missing, rule, gap_words),
    NUMBER(kk_raw_missing, least),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t sensitivity_fields[] = {
    WHOLE(kk_raw_sensitivity, draws),
    NUMBER(kk_raw_sensitivity, weights),
    LIST(MAYBE, kk_raw_sensitivity, scales, &scale_item, SCALES),
    LIST(MAYBE, kk_raw_sensitivity, joins, &join_item, JOINS),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t index_fields[] = {
    TEXT(GIVEN, kk_raw_index, name),
    TEXT(MAYBE, kk_raw_index, label_nl),
    TEXT(MAYBE, kk_raw_index, label_en),
    LIST(MAYBE, kk_raw_index, levels, &text_item, KK_LEVELS_MAX),
    WORD(kk_raw_index, scale, scale_words),
    WORD(kk_raw_index, join, join_words),
    KEY(MAYBE, kk_raw_index, missing, missing_fields),
    LIST(GIVEN, kk_raw_index, themes, &theme_item, THEMES_MAX),
    KEY(MAYBE, kk_raw_index, sensitivity, sensitivity_fields),
    CYAML_FIELD_END,
};

const cyaml_schema_field_t kk_guide_fields[] = {
    WHOLE(kk_raw_guide, seed),
    TEXT(MAYBE, kk_raw_guide, youths),
    KEY(MAYBE, kk_raw_guide, index, index_fields),
    KEY(MAYBE, kk_raw_guide, crossing, kk_crossing_fields),
    LIST(MAYBE, kk_raw_guide, targets, &kk_target_item, PARTS_MAX),
    LIST(MAYBE, kk_raw_guide, goals, &kk_goal_item, PARTS_MAX),
    KEY(MAYBE, kk_raw_guide, evaluate, kk_evaluate_fields),
    LIST(MAYBE, kk_raw_guide, divide, &kk_division_item, PARTS_MAX),
    KEY(MAYBE, kk_raw_guide, shift, kk_shift_fields),
    LIST(MAYBE, kk_raw_guide, siting, &kk_siting_item, PARTS_MAX),
    KEY(MAYBE, kk_raw_guide, roof, kk_roof_fields),
    CYAML_FIELD_END,
};

const cyaml_schema_field_t kk_stories_fields[] = {
    TEXT(GIVEN, kk_raw_stories, file),
    CYAML_FIELD_END,
};
