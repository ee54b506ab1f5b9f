/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/fields.h"
#include "config/schema_guide.h"
#include "kk/config_guide.h"

enum { EPSILON_MAX = 20 };

static const cyaml_strval_t principle_words[KK_PRINCIPLES] = {{"present", KK_PRESENT},
                                                              {"equal", KK_EQUAL},
                                                              {"proportional", KK_PROPORTIONAL},
                                                              {"proportionate", KK_PROPORTIONATE},
                                                              {"closing", KK_CLOSING},
                                                              {"levelling", KK_LEVELLING},
                                                              {"welfare", KK_WELFARE}};
static const cyaml_strval_t aversion_words[] = {{"atkinson", KK_ATKINSON}, {"kolm_pollak", KK_KOLM_POLLAK}};

static const cyaml_schema_value_t principle_item = {
    CYAML_VALUE_ENUM(CYAML_FLAG_DEFAULT, int, principle_words, KK_PRINCIPLES)};
static const cyaml_schema_value_t epsilon_item = {CYAML_VALUE_FLOAT(CYAML_FLAG_DEFAULT, double)};

const char *kk_principle_name(kk_principle principle)
{
    return principle_words[principle].str;
}

const char *kk_aversion_name(kk_aversion aversion)
{
    return aversion_words[aversion].str;
}

const char *kk_principle_label_nl(kk_principle principle)
{
    static const char *const labels[KK_PRINCIPLES] = {
        [KK_PRESENT] = "zoals nu",
        [KK_EQUAL] = "elke jongere evenveel",
        [KK_PROPORTIONAL] = "naar behoefte",
        [KK_PROPORTIONATE] = "per jongere en naar behoefte",
        [KK_CLOSING] = "stapsgewijs naar behoefte",
        [KK_LEVELLING] = "eerst wie het minst heeft",
        [KK_WELFARE] = "het meeste welzijn",
    };
    return labels[principle];
}

static const cyaml_schema_field_t posts_fields[] = {
    CYAML_FIELD_UINT_PTR("count", GIVEN, kk_raw_posts, count),
    NUMBER(kk_raw_posts, size),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t division_fields[] = {
    TEXT(GIVEN, kk_raw_division, name),
    TEXT(MAYBE, kk_raw_division, label_nl),
    TEXT(GIVEN, kk_raw_division, level),
    TEXT(GIVEN, kk_raw_division, need),
    TEXT(MAYBE, kk_raw_division, present),
    NUMBER(kk_raw_division, budget),
    CYAML_FIELD_MAPPING_PTR("posts", MAYBE, kk_raw_division, posts, posts_fields),
    NUMBER(kk_raw_division, floor_per_youth),
    NUMBER(kk_raw_division, ceiling_per_youth),
    LIST(MAYBE, kk_raw_division, principles, &principle_item, KK_PRINCIPLES),
    NUMBER(kk_raw_division, floor_share),
    LIST(MAYBE, kk_raw_division, epsilon, &epsilon_item, EPSILON_MAX),
    WORD(kk_raw_division, aversion, aversion_words),
    NUMBER(kk_raw_division, half_effect),
    WHOLE(kk_raw_division, years),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_division_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_division, division_fields)};

const cyaml_schema_field_t kk_shift_fields[] = {
    TEXT(GIVEN, kk_raw_shift, level),     TEXT(GIVEN, kk_raw_shift, front),
    TEXT(GIVEN, kk_raw_shift, back),      WHOLE(kk_raw_shift, years),
    NUMBER(kk_raw_shift, share),          NUMBER(kk_raw_shift, yearly_most),
    NUMBER(kk_raw_shift, returns),        WHOLE(kk_raw_shift, delay_years),
    TEXT(MAYBE, kk_raw_shift, source_nl), CYAML_FIELD_END,
};
