/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_disclosure.h"
#include "config/fields.h"
#include "kk/config_disclosure.h"

enum { EARLIER_MAX = 100 };

static const cyaml_strval_t method_words[] = {{"suppress", KK_METHOD_SUPPRESS}, {"round", KK_METHOD_ROUND}};
static const cyaml_strval_t fallback_words[] = {{"none", 0}, {"parent", 1}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

#define SWITCH(type, member) CYAML_FIELD_BOOL_PTR(#member, MAYBE, type, member)

static const cyaml_schema_field_t dominance_fields[] = {
    WHOLE(kk_raw_dominance, largest),
    TEXT(MAYBE, kk_raw_dominance, share),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t protection_fields[] = {
    NUMBER(kk_raw_protection, count),
    NUMBER(kk_raw_protection, amount),
    CYAML_FIELD_END,
};

const cyaml_schema_field_t kk_disclosure_fields[] = {
    WHOLE(kk_raw_disclosure, minimum),
    CYAML_FIELD_MAPPING_PTR("dominance", MAYBE, kk_raw_disclosure, dominance, dominance_fields),
    TEXT(MAYBE, kk_raw_disclosure, p_percent),
    TEXT(MAYBE, kk_raw_disclosure, group),
    WHOLE(kk_raw_disclosure, population),
    SWITCH(kk_raw_disclosure, secondary),
    SWITCH(kk_raw_disclosure, optimum),
    WORD(kk_raw_disclosure, method, method_words),
    WHOLE(kk_raw_disclosure, base),
    WORD(kk_raw_disclosure, fallback, fallback_words),
    CYAML_FIELD_MAPPING_PTR("protection", MAYBE, kk_raw_disclosure, protection, protection_fields),
    SWITCH(kk_raw_disclosure, estimates),
    LONG_TEXT(MAYBE, kk_raw_disclosure, accept_leaks),
    LIST(MAYBE, kk_raw_disclosure, earlier, &text_item, EARLIER_MAX),
    CYAML_FIELD_END,
};
