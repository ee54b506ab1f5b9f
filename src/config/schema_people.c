/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_people.h"
#include "config/fields.h"
#include "kk/areas.h"

/* ---- words ---- */

static const cyaml_strval_t form_words[] = {{"csv", KK_FORM_CSV},     {"beleidsinformatie", KK_FORM_BELEIDSINFORMATIE},
                                            {"jw301", KK_FORM_JW301}, {"jw305", KK_FORM_JW305},
                                            {"jw307", KK_FORM_JW307}, {"jw315", KK_FORM_JW315},
                                            {"jw323", KK_FORM_JW323}};
static const cyaml_strval_t kind_words[] = {{"care", KK_RECORD_CARE},
                                            {"declaration", KK_RECORD_DECLARATION},
                                            {"contact", KK_RECORD_CONTACT},
                                            {"request", KK_RECORD_REQUEST},
                                            {"participation", KK_RECORD_PARTICIPATION}};
static const cyaml_strval_t key_figure_words[] = {{"kwb", 0}, {"statline", 1}};
static const cyaml_strval_t amount_words[] = {{"cents", 0}, {"euros", 1}};
static const cyaml_strval_t list_words[] = {{"form", 0}, {"product", 1}, {"referrer", 2}, {"outcome", 3}};
static const cyaml_strval_t crs_words[] = {{"EPSG:28992", 0}, {"EPSG:4326", 1}};
static const cyaml_strval_t locating_words[] = {
    {"area", KK_BY_AREA}, {"postcode", KK_BY_POSTCODE}, {"point", KK_BY_POINT}};

const char *kk_record_form_name(kk_record_form form)
{
    return form_words[form].str;
}

const char *kk_locating_name(kk_locating way)
{
    return locating_words[way].str;
}

const char *kk_code_list_name(int list)
{
    return list_words[list].str;
}

const char *kk_crs_name(int crs)
{
    return crs_words[crs].str;
}

/* ---- columns ---- */

#define COLUMN(key, field) CYAML_FIELD_STRING_PTR(key, MAYBE, kk_raw_columns, header[field], 1, TEXT_MAX)
#define ADDRESS_COLUMNS                                                                                                \
    COLUMN("area", KK_FIELD_AREA), COLUMN("postcode", KK_FIELD_POSTCODE), COLUMN("number", KK_FIELD_NUMBER),           \
        COLUMN("x", KK_FIELD_X), COLUMN("y", KK_FIELD_Y)

static const cyaml_schema_field_t record_columns[] = {
    COLUMN("client", KK_FIELD_CLIENT),
    COLUMN("family", KK_FIELD_FAMILY),
    COLUMN("birth", KK_FIELD_BIRTH),
    COLUMN("sex", KK_FIELD_SEX),
    COLUMN("begin", KK_FIELD_BEGIN),
    COLUMN("end", KK_FIELD_END),
    COLUMN("requested", KK_FIELD_REQUESTED),
    COLUMN("form", KK_FIELD_FORM),
    COLUMN("product", KK_FIELD_PRODUCT),
    COLUMN("referrer", KK_FIELD_REFERRER),
    COLUMN("provider", KK_FIELD_PROVIDER),
    COLUMN("amount", KK_FIELD_AMOUNT),
    COLUMN("outcome", KK_FIELD_OUTCOME),
    COLUMN("credit", KK_FIELD_CREDIT),
    COLUMN("contract", KK_FIELD_CONTRACT),
    COLUMN("reference", KK_FIELD_REFERENCE),
    COLUMN("programme", KK_FIELD_PROGRAMME),
    ADDRESS_COLUMNS,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t population_columns[] = {
    COLUMN("area", KK_FIELD_AREA),      COLUMN("age", KK_FIELD_AGE),   COLUMN("sex", KK_FIELD_SEX),
    COLUMN("count", KK_FIELD_COUNT_OF), COLUMN("year", KK_FIELD_YEAR), CYAML_FIELD_END,
};
static const cyaml_schema_field_t births_columns[] = {
    COLUMN("area", KK_FIELD_AREA),
    COLUMN("year", KK_FIELD_YEAR),
    COLUMN("count", KK_FIELD_COUNT_OF),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t postcode_columns[] = {
    COLUMN("postcode", KK_FIELD_POSTCODE),
    COLUMN("number", KK_FIELD_NUMBER),
    COLUMN("area", KK_FIELD_AREA),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t budget_columns[] = {
    COLUMN("amount", KK_FIELD_AMOUNT),
    COLUMN("task", KK_FIELD_TASK),
    COLUMN("law", KK_FIELD_LAW),
    COLUMN("provider", KK_FIELD_PROVIDER),
    COLUMN("programme", KK_FIELD_PROGRAMME),
    COLUMN("year", KK_FIELD_YEAR),
    COLUMN("area", KK_FIELD_AREA),
    COLUMN("key", KK_FIELD_KEY),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t activity_columns[] = {
    COLUMN("id", KK_FIELD_ID),
    COLUMN("programme", KK_FIELD_PROGRAMME),
    COLUMN("organisation", KK_FIELD_ORGANISATION),
    COLUMN("place", KK_FIELD_PLACE),
    COLUMN("date", KK_FIELD_DATE),
    COLUMN("attendance", KK_FIELD_ATTENDANCE),
    COLUMN("capacity", KK_FIELD_CAPACITY),
    ADDRESS_COLUMNS,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t place_columns[] = {
    COLUMN("id", KK_FIELD_ID),
    COLUMN("name", KK_FIELD_NAME),
    COLUMN("type", KK_FIELD_TYPE),
    COLUMN("capacity", KK_FIELD_CAPACITY),
    ADDRESS_COLUMNS,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t home_columns[] = {
    COLUMN("id", KK_FIELD_ID),
    COLUMN("count", KK_FIELD_COUNT_OF),
    ADDRESS_COLUMNS,
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t cohort_columns[] = {ADDRESS_COLUMNS, CYAML_FIELD_END};
static const cyaml_schema_field_t travel_columns[] = {
    COLUMN("area", KK_FIELD_AREA),       COLUMN("id", KK_FIELD_ID), COLUMN("place", KK_FIELD_PLACE),
    COLUMN("minutes", KK_FIELD_MINUTES), CYAML_FIELD_END,
};

/* ---- what is read from a CSV ---- */

#define COLUMNS(fields) CYAML_FIELD_MAPPING("columns", CYAML_FLAG_OPTIONAL, kk_raw_csv, columns, fields)
#define PUBLIC CYAML_FIELD_BOOL_PTR("public", MAYBE, kk_raw_csv, is_public)
#define CRS WORD(kk_raw_csv, crs, crs_words)
#define LOCATE LIST(MAYBE, kk_raw_csv, locate, &locating_item, KK_LOCATINGS)

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};
static const cyaml_schema_value_t locating_item = {
    CYAML_VALUE_ENUM(CYAML_FLAG_DEFAULT, int, locating_words, CYAML_ARRAY_LEN(locating_words))};

static const cyaml_schema_field_t births_fields[] = {
    TEXT(GIVEN, kk_raw_csv, file),
    COLUMNS(births_columns),
    CYAML_FIELD_END,
};
const cyaml_schema_field_t kk_population_fields[] = {
    TEXT(MAYBE, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_csv, source),
    PUBLIC,
    COLUMNS(population_columns),
    TEXT(MAYBE, kk_raw_population, derive),
    WORD(kk_raw_population, form, key_figure_words),
    CYAML_FIELD_MAPPING_PTR("births", MAYBE, kk_raw_population, births, births_fields),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t postcode_fields[] = {
    TEXT(GIVEN, kk_raw_csv, file),
    COLUMNS(postcode_columns),
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_postcodes_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_csv, postcode_fields)};

static const cyaml_schema_field_t budget_fields[] = {
    TEXT(GIVEN, kk_raw_csv, name),   TEXT(GIVEN, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_csv, source), PUBLIC,
    COLUMNS(budget_columns),         CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_budget_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_csv, budget_fields)};

static const cyaml_schema_field_t activity_fields[] = {
    TEXT(GIVEN, kk_raw_csv, name),
    TEXT(GIVEN, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_csv, source),
    PUBLIC,
    COLUMNS(activity_columns),
    LOCATE,
    CRS,
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_activity_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_csv, activity_fields)};

static const cyaml_schema_field_t cohort_fields[] = {
    TEXT(GIVEN, kk_raw_csv, file), COLUMNS(cohort_columns), LOCATE, CRS, CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_cohort_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_csv, cohort_fields)};

static const cyaml_schema_field_t place_fields[] = {
    TEXT(GIVEN, kk_raw_csv, name),
    TEXT(GIVEN, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_place_source, layer),
    TEXT(MAYBE, kk_raw_place_source, type),
    TEXT(MAYBE, kk_raw_csv, source),
    COLUMNS(place_columns),
    LOCATE,
    CRS,
    CYAML_FIELD_END,
};
const cyaml_schema_value_t kk_place_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_place_source, place_fields)};

static const cyaml_schema_field_t travel_fields[] = {
    TEXT(GIVEN, kk_raw_csv, file),
    COLUMNS(travel_columns),
    CYAML_FIELD_END,
};
const cyaml_schema_field_t kk_homes_fields[] = {
    TEXT(MAYBE, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_homes, layer),
    TEXT(MAYBE, kk_raw_csv, source),
    PUBLIC,
    COLUMNS(home_columns),
    LOCATE,
    CRS,
    CYAML_FIELD_MAPPING_PTR("travel", MAYBE, kk_raw_homes, travel, travel_fields),
    CYAML_FIELD_END,
};

/* ---- records ---- */

static const cyaml_schema_field_t codes_fields[] = {
    CYAML_FIELD_ENUM_PTR("list", GIVEN, kk_raw_codes, list, list_words, CYAML_ARRAY_LEN(list_words)),
    TEXT(GIVEN, kk_raw_codes, file),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t codes_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_codes, codes_fields)};

static const cyaml_schema_field_t record_fields[] = {
    TEXT(GIVEN, kk_raw_csv, name),
    TEXT(GIVEN, kk_raw_csv, file),
    TEXT(MAYBE, kk_raw_csv, source),
    WORD(kk_raw_record_source, form, form_words),
    WORD(kk_raw_record_source, kind, kind_words),
    TEXT(MAYBE, kk_raw_record_source, help),
    CYAML_FIELD_BOOL_PTR("indicated", MAYBE, kk_raw_record_source, indicated),
    WORD(kk_raw_record_source, amounts, amount_words),
    COLUMNS(record_columns),
    LOCATE,
    CRS,
    LIST(MAYBE, kk_raw_record_source, codes, &codes_item, 4),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t record_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_record_source, record_fields)};

static const cyaml_schema_field_t detail_fields[] = {
    WORD(kk_raw_detail, children, kk_level_words),
    WORD(kk_raw_detail, young_adults, kk_level_words),
    CYAML_FIELD_END,
};
const cyaml_schema_field_t kk_records_fields[] = {
    LIST(MAYBE, kk_raw_records, periods, &text_item, KK_PERIODS_MAX),
    TEXT(MAYBE, kk_raw_records, until),
    CYAML_FIELD_UINT_PTR("gap_days", MAYBE, kk_raw_records, gap_days),
    LIST(MAYBE, kk_raw_records, ages, &text_item, 32),
    TEXT(MAYBE, kk_raw_records, youth),
    CYAML_FIELD_MAPPING("detail", CYAML_FLAG_OPTIONAL, kk_raw_records, detail, detail_fields),
    TEXT(MAYBE, kk_raw_records, key),
    LIST(GIVEN, kk_raw_records, sources, &record_item, 64),
    CYAML_FIELD_END,
};
