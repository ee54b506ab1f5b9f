/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema.h"
#include "config/check.h"
#include "config/fields.h"
#include "config/measure.h"
#include "kk/areas.h"

const cyaml_strval_t kk_level_words[] = {
    {"gemeente", KK_LEVEL_GEMEENTE}, {"wijk", KK_LEVEL_WIJK}, {"buurt", KK_LEVEL_BUURT}};
static const cyaml_strval_t kind_words[] = {{"share", KK_SHARE},  {"rate", KK_RATE},   {"mean", KK_MEAN},
                                            {"ratio", KK_RATIO},  {"value", KK_VALUE}, {"estimate", KK_ESTIMATE},
                                            {"one_in", KK_ONE_IN}};
static const cyaml_strval_t axis_words[] = {{"use", KK_AXIS_USE}, {"supply", KK_AXIS_SUPPLY}, {"need", KK_AXIS_NEED}};
static const cyaml_strval_t by_words[] = {{"form", KK_SELECT_FORM}, {"age", KK_SELECT_AGE}, {"sex", KK_SELECT_SEX}};
const cyaml_strval_t kk_direction_words[] = {
    {"neutral", KK_DIRECTION_NEUTRAL}, {"need", KK_DIRECTION_NEED}, {"strength", KK_DIRECTION_STRENGTH}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

static const cyaml_schema_field_t project_fields[] = {
    TEXT(GIVEN, kk_raw_project_section, name),
    TEXT(MAYBE, kk_raw_project_section, title),
    TEXT(GIVEN, kk_raw_project_section, period),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t source_fields[] = {
    TEXT(GIVEN, kk_raw_source, file),
    TEXT(MAYBE, kk_raw_source, layer),
    WORD(kk_raw_source, level, kk_level_words),
    TEXT(MAYBE, kk_raw_source, code),
    TEXT(MAYBE, kk_raw_source, name),
    TEXT(MAYBE, kk_raw_source, water),
    TEXT(MAYBE, kk_raw_source, crs),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t source_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_source, source_fields)};

static const cyaml_schema_field_t merge_fields[] = {
    WORD(kk_raw_merge, level, kk_level_words),
    NUMBER(kk_raw_merge, until),
    TEXT(GIVEN, kk_raw_merge, population),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t group_fields[] = {
    TEXT(GIVEN, kk_raw_group, name),
    TEXT(MAYBE, kk_raw_group, title),
    TEXT(MAYBE, kk_raw_group, file),
    CYAML_FIELD_MAPPING_PTR("merge", MAYBE, kk_raw_group, merge, merge_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t group_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_group, group_fields)};

static const cyaml_schema_field_t areas_fields[] = {
    CYAML_FIELD_UINT_PTR("vintage", MAYBE, kk_raw_areas, vintage),
    LIST(GIVEN, kk_raw_areas, sources, &source_item, 64),
    LIST(MAYBE, kk_raw_areas, gemeenten, &text_item, 500),
    LIST(MAYBE, kk_raw_areas, groups, &group_item, KK_OWN_LEVELS_MAX),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t where_fields[] = {
    TEXT(GIVEN, kk_raw_where, column),
    TEXT(GIVEN, kk_raw_where, equals),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t where_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_where, where_fields)};

static const cyaml_schema_field_t percentage_fields[] = {
    TEXT(GIVEN, kk_raw_percentage, column),
    TEXT(GIVEN, kk_raw_percentage, count),
    LONG_TEXT(GIVEN, kk_raw_percentage, base),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t percentage_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_percentage, percentage_fields)};

static const cyaml_schema_field_t table_fields[] = {
    TEXT(GIVEN, kk_raw_table, name),
    TEXT(GIVEN, kk_raw_table, file),
    TEXT(MAYBE, kk_raw_table, sheet),
    CYAML_FIELD_BOOL("public", CYAML_FLAG_OPTIONAL, kk_raw_table, is_public),
    TEXT(MAYBE, kk_raw_table, source),
    TEXT(MAYBE, kk_raw_table, code),
    TEXT(MAYBE, kk_raw_table, period),
    TEXT(MAYBE, kk_raw_table, period_column),
    LIST(MAYBE, kk_raw_table, periods, &text_item, 100),
    LIST(MAYBE, kk_raw_table, stands_in_for, &text_item, 100),
    TEXT(MAYBE, kk_raw_table, population),
    TEXT(MAYBE, kk_raw_table, measure),
    TEXT(MAYBE, kk_raw_table, value),
    TEXT(MAYBE, kk_raw_table, attribute),
    LIST(MAYBE, kk_raw_table, where, &where_item, 20),
    LIST(MAYBE, kk_raw_table, percentages, &percentage_item, 100),
    NUMBER(kk_raw_table, minimum_match),
    NUMBER(kk_raw_table, minimum_coverage),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t table_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_table, table_fields)};

/* What an indicator of a project and one of the catalogue have in common. */
#define INDICATOR_FIELDS                                                                                               \
    WORD(kk_raw_indicator, kind, kind_words), LONG_TEXT(MAYBE, kk_raw_indicator, numerator),                           \
        LONG_TEXT(MAYBE, kk_raw_indicator, denominator), NUMBER(kk_raw_indicator, per),                                \
        TEXT(MAYBE, kk_raw_indicator, unit), LIST(MAYBE, kk_raw_indicator, levels, &text_item, KK_LEVELS_MAX),         \
        WORD(kk_raw_indicator, direction, kk_direction_words), TEXT(MAYBE, kk_raw_indicator, label_nl),                \
        TEXT(MAYBE, kk_raw_indicator, label_en), LONG_TEXT(MAYBE, kk_raw_indicator, description),                      \
        CYAML_FIELD_BOOL_PTR("as_published", MAYBE, kk_raw_indicator, as_published),                                   \
        WORD(kk_raw_indicator, axis, axis_words), LONG_TEXT(MAYBE, kk_raw_indicator, question),                        \
        LONG_TEXT(MAYBE, kk_raw_indicator, squares), CYAML_FIELD_BOOL_PTR("map", MAYBE, kk_raw_indicator, on_map)

static const cyaml_schema_value_t by_item = {
    CYAML_VALUE_ENUM(CYAML_FLAG_DEFAULT, int, by_words, CYAML_ARRAY_LEN(by_words))};

static const cyaml_schema_field_t indicator_fields[] = {
    TEXT(MAYBE, kk_raw_indicator, use),
    TEXT(MAYBE, kk_raw_indicator, table),
    TEXT(MAYBE, kk_raw_indicator, population),
    TEXT(MAYBE, kk_raw_indicator, name),
    TEXT(MAYBE, kk_raw_indicator, form),
    TEXT(MAYBE, kk_raw_indicator, age),
    TEXT(MAYBE, kk_raw_indicator, sex),
    TEXT(MAYBE, kk_raw_indicator, referrer),
    TEXT(MAYBE, kk_raw_indicator, type),
    TEXT(MAYBE, kk_raw_indicator, task),
    TEXT(MAYBE, kk_raw_indicator, programme),
    LIST(MAYBE, kk_raw_indicator, by, &by_item, CYAML_ARRAY_LEN(by_words)),
    INDICATOR_FIELDS,
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t indicator_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_indicator, indicator_fields)};

static const cyaml_schema_field_t database_fields[] = {
    TEXT(MAYBE, kk_raw_database, url),
    TEXT(MAYBE, kk_raw_database, schema),
    CYAML_FIELD_END,
};

#define PEOPLE(member, item, max)                                                                                      \
    CYAML_FIELD_SEQUENCE_COUNT(#member, MAYBE, kk_raw_project, people.member, people.member##_count, item, 1, max)

static const cyaml_schema_field_t sections[] = {
    CYAML_FIELD_MAPPING("project", CYAML_FLAG_DEFAULT, kk_raw_project, project, project_fields),
    CYAML_FIELD_MAPPING("areas", CYAML_FLAG_DEFAULT, kk_raw_project, areas, areas_fields),
    LIST(MAYBE, kk_raw_project, tables, &table_item, 64),
    CYAML_FIELD_MAPPING_PTR("population", MAYBE, kk_raw_project, people.population, kk_population_fields),
    CYAML_FIELD_MAPPING_PTR("records", MAYBE, kk_raw_project, people.records, kk_records_fields),
    PEOPLE(postcodes, &kk_postcodes_item, 8),
    PEOPLE(budgets, &kk_budget_item, 64),
    PEOPLE(activities, &kk_activity_item, 64),
    PEOPLE(programmes, &text_item, 200),
    PEOPLE(places, &kk_place_item, 64),
    CYAML_FIELD_MAPPING_PTR("homes", MAYBE, kk_raw_project, people.homes, kk_homes_fields),
    CYAML_FIELD_MAPPING_PTR("estimates", MAYBE, kk_raw_project, estimates, kk_estimates_fields),
    CYAML_FIELD_MAPPING_PTR("statistics", MAYBE, kk_raw_project, statistics, kk_statistics_fields),
    CYAML_FIELD_MAPPING_PTR("guide", MAYBE, kk_raw_project, guide, kk_guide_fields),
    CYAML_FIELD_MAPPING_PTR("stories", MAYBE, kk_raw_project, stories, kk_stories_fields),
    CYAML_FIELD_MAPPING_PTR("disclosure", MAYBE, kk_raw_project, disclosure, kk_disclosure_fields),
    LIST(MAYBE, kk_raw_project, indicators, &indicator_item, KK_INDICATORS_MAX),
    CYAML_FIELD_MAPPING("output", CYAML_FLAG_OPTIONAL, kk_raw_project, output, kk_output_fields),
    CYAML_FIELD_MAPPING("database", CYAML_FLAG_OPTIONAL, kk_raw_project, database, database_fields),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_project_schema = {CYAML_VALUE_MAPPING(GIVEN, kk_raw_project, sections)};

static const cyaml_schema_field_t entry_fields[] = {
    TEXT(GIVEN, kk_raw_indicator, form),
    TEXT(GIVEN, kk_raw_indicator, name),
    INDICATOR_FIELDS,
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t entry_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_indicator, entry_fields)};

static const cyaml_schema_field_t catalogue_fields[] = {
    LIST(GIVEN, kk_raw_catalogue, indicators, &entry_item, 1000),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_catalogue_schema = {CYAML_VALUE_MAPPING(GIVEN, kk_raw_catalogue, catalogue_fields)};

const char *kk_indicator_kind_name(kk_indicator_kind kind)
{
    return kind_words[kind].str;
}

const char *kk_direction_name(kk_direction direction)
{
    return kk_direction_words[direction].str;
}

const char *kk_axis_name(kk_axis axis)
{
    return axis == KK_AXIS_NONE ? "" : axis_words[axis - KK_AXIS_USE].str;
}

const char *kk_level_word(int level)
{
    return kk_level_words[level].str;
}

static const cyaml_config_t cyaml_settings = {.mem_fn = cyaml_mem, .flags = CYAML_CFG_NO_ALIAS};

kk_status kk_schema_load(const kk_yaml_text *text, const cyaml_schema_value_t *schema, kk_document *document,
                         void **raw, kk_error *err)
{
    *raw = NULL;
    kk_status status = kk_document_load(text, document, err);
    if (status) return status;
    status = kk_document_check(document, schema, err);
    if (!status) {
        cyaml_err_t result =
            cyaml_load_data((const uint8_t *)text->bytes, text->length, &cyaml_settings, schema, raw, NULL);
        /* The text fits the schema: what still fails is memory, or a bug. */
        if (result) status = kk_fail(err, KK_ERR_INTERNAL, "%s: cannot load: %s", text->name, cyaml_strerror(result));
    }
    if (status) kk_document_clear(document);
    return status;
}

void kk_raw_free(const cyaml_schema_value_t *schema, void *raw)
{
    /* It fails for a wrong schema only. */
    (void)cyaml_free(&cyaml_settings, schema, raw, 0);
}
