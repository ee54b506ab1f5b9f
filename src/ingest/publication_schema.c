/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication_schema.h"
#include "config/fields.h"
#include "kk/publication.h"

enum { ITEMS_MAX = 100000 };

static const cyaml_strval_t relation_words[] = {
    {"sum", KK_RELATION_SUM}, {"at_least", KK_RELATION_AT_LEAST}, {"at_most", KK_RELATION_AT_MOST}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, LONG_TEXT_MAX)};

#define WHOLE(type, member) CYAML_FIELD_UINT_PTR(#member, MAYBE, type, member)
#define YES(key, type, member) CYAML_FIELD_BOOL_PTR(key, MAYBE, type, member)

static const cyaml_schema_field_t rules_fields[] = {
    NUMBER(kk_raw_publication_rules, minimum),  NUMBER(kk_raw_publication_rules, group),
    NUMBER(kk_raw_publication_rules, width),    NUMBER(kk_raw_publication_rules, amount),
    NUMBER(kk_raw_publication_rules, rounding), CYAML_FIELD_END,
};

static const cyaml_schema_field_t link_fields[] = {
    TEXT(GIVEN, kk_raw_link, upper),
    TEXT(GIVEN, kk_raw_link, lower),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t link_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_link, link_fields)};

static const cyaml_schema_field_t quantity_fields[] = {
    LONG_TEXT(GIVEN, kk_raw_quantity, name),
    YES("public", kk_raw_quantity, is_public),
    YES("count", kk_raw_quantity, is_count),
    YES("adds_up", kk_raw_quantity, adds_up),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t quantity_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_quantity, quantity_fields)};

static const cyaml_schema_field_t relation_fields[] = {
    CYAML_FIELD_ENUM_PTR("kind", GIVEN, kk_raw_relation, kind, relation_words, CYAML_ARRAY_LEN(relation_words)),
    LONG_TEXT(GIVEN, kk_raw_relation, whole),
    LIST(GIVEN, kk_raw_relation, parts, &text_item, ITEMS_MAX),
    TEXT(MAYBE, kk_raw_relation, beyond),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t relation_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_relation, relation_fields)};

static const cyaml_schema_field_t summand_fields[] = {
    LONG_TEXT(GIVEN, kk_raw_summand, quantity),
    NUMBER(kk_raw_summand, times),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t summand_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_summand, summand_fields)};

static const cyaml_schema_field_t indicator_fields[] = {
    TEXT(GIVEN, kk_raw_described, name),
    TEXT(GIVEN, kk_raw_described, kind),
    NUMBER(kk_raw_described, per),
    LIST(MAYBE, kk_raw_described, numerator, &summand_item, ITEMS_MAX),
    LIST(MAYBE, kk_raw_described, denominator, &summand_item, ITEMS_MAX),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t indicator_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_described, indicator_fields)};

static const cyaml_schema_field_t file_fields[] = {
    CYAML_FIELD_UINT_PTR("format", GIVEN, kk_raw_publication, format),
    WHOLE(kk_raw_publication, vintage),
    CYAML_FIELD_MAPPING_PTR("rules", MAYBE, kk_raw_publication, rules, rules_fields),
    LIST(MAYBE, kk_raw_publication, links, &link_item, ITEMS_MAX),
    LIST(MAYBE, kk_raw_publication, quantities, &quantity_item, ITEMS_MAX),
    LIST(MAYBE, kk_raw_publication, relations, &relation_item, ITEMS_MAX),
    LIST(MAYBE, kk_raw_publication, indicators, &indicator_item, ITEMS_MAX),
    CYAML_FIELD_SEQUENCE("public", MAYBE, kk_raw_publication, publics, &text_item, 1, ITEMS_MAX),
    LIST(MAYBE, kk_raw_publication, derived, &text_item, ITEMS_MAX),
    LIST(MAYBE, kk_raw_publication, earlier, &text_item, ITEMS_MAX),
    LONG_TEXT(MAYBE, kk_raw_publication, accepted_leaks),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_publication_schema = {CYAML_VALUE_MAPPING(GIVEN, kk_raw_publication, file_fields)};
