/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/sources.h"

#include <string.h>
#include <strings.h>

const char *kk_csv_field_name(kk_csv_field field)
{
    static const char *const names[KK_FIELD_COUNT] = {
        [KK_FIELD_CLIENT] = "client",
        [KK_FIELD_FAMILY] = "family",
        [KK_FIELD_BIRTH] = "birth",
        [KK_FIELD_SEX] = "sex",
        [KK_FIELD_BEGIN] = "begin",
        [KK_FIELD_END] = "end",
        [KK_FIELD_REQUESTED] = "requested",
        [KK_FIELD_FORM] = "form",
        [KK_FIELD_PRODUCT] = "product",
        [KK_FIELD_REFERRER] = "referrer",
        [KK_FIELD_PROVIDER] = "provider",
        [KK_FIELD_AMOUNT] = "amount",
        [KK_FIELD_OUTCOME] = "outcome",
        [KK_FIELD_CREDIT] = "credit",
        [KK_FIELD_CONTRACT] = "contract",
        [KK_FIELD_REFERENCE] = "reference",
        [KK_FIELD_AREA] = "area",
        [KK_FIELD_POSTCODE] = "postcode",
        [KK_FIELD_NUMBER] = "number",
        [KK_FIELD_X] = "x",
        [KK_FIELD_Y] = "y",
        [KK_FIELD_ID] = "id",
        [KK_FIELD_NAME] = "name",
        [KK_FIELD_TYPE] = "type",
        [KK_FIELD_CAPACITY] = "capacity",
        [KK_FIELD_TASK] = "task",
        [KK_FIELD_LAW] = "law",
        [KK_FIELD_PROGRAMME] = "programme",
        [KK_FIELD_ORGANISATION] = "organisation",
        [KK_FIELD_YEAR] = "year",
        [KK_FIELD_KEY] = "key",
        [KK_FIELD_PLACE] = "place",
        [KK_FIELD_DATE] = "date",
        [KK_FIELD_ATTENDANCE] = "attendance",
        [KK_FIELD_AGE] = "age",
        [KK_FIELD_COUNT_OF] = "count",
        [KK_FIELD_MINUTES] = "minutes",
    };
    return names[field];
}

bool kk_is_vector_name(const char *path)
{
    static const char *const endings[] = {".csv", ".txt", ".tsv"};
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(ending, endings[i]) == 0) return false;
    return true;
}

static kk_mark mark_of(kk_builder *builder, const char *at, const char *key)
{
    return kk_document_place(builder->document, "%s.%s", at, key).mark;
}

static void build_columns(kk_builder *builder, const kk_raw_csv *raw, const char *at, kk_config_csv *out)
{
    for (int f = 0; f < KK_FIELD_COUNT; f++) {
        out->column[f] = raw->columns.header[f];
        if (!out->column[f]) continue;
        out->column_mark[f] =
            kk_document_place(builder->document, "%s.columns.%s", at, kk_csv_field_name((kk_csv_field)f)).mark;
    }
}

kk_status kk_build_csv(kk_builder *builder, const kk_raw_csv *raw, const char *at, kk_config_csv *out, kk_error *err)
{
    if (raw->name) out->name = raw->name;
    if (raw->is_public) out->is_public = *raw->is_public;
    if (raw->crs) out->crs = kk_crs_name(*raw->crs);
    out->source = raw->source ? raw->source : out->name;
    out->mark = kk_document_place(builder->document, "%s", at).mark;
    build_columns(builder, raw, at, out);
    kk_status status = raw->name ? kk_check_name("the source", raw->name, mark_of(builder, at, "name"), err) : KK_OK;
    if (status || !raw->file) return status;
    return kk_build_file(builder, raw->file, mark_of(builder, at, "file"), &out->file, err);
}

kk_status kk_need_column(kk_builder *builder, const kk_config_csv *csv, const char *at, kk_csv_field field,
                         kk_error *err)
{
    if (csv->column[field]) return KK_OK;
    const char *key = kk_csv_field_name(field);
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, at, "columns"),
                      "the column of '%s' is missing in columns; add '%s: …' with its header in the file", key, key);
}

/* ---- locating ---- */

/* Of two columns of which `field` means nothing without `other`, fails when only the first is there. */
static kk_status check_pair(const kk_config_csv *csv, kk_csv_field field, kk_csv_field other, kk_error *err)
{
    if (!csv->column[field] || csv->column[other]) return KK_OK;
    const char *missing = kk_csv_field_name(other);
    return kk_fail_at(err, KK_ERR_PROJECT, csv->column_mark[field],
                      "'%s' says nothing without '%s'; add '%s: …' to columns", kk_csv_field_name(field), missing,
                      missing);
}

static kk_status check_pairs(const kk_config_csv *csv, unsigned known, kk_error *err)
{
    bool knows_postcode = known & 1u << KK_BY_POSTCODE, knows_point = known & 1u << KK_BY_POINT;
    kk_status status = knows_postcode ? KK_OK : check_pair(csv, KK_FIELD_NUMBER, KK_FIELD_POSTCODE, err);
    if (!status && !knows_point) status = check_pair(csv, KK_FIELD_X, KK_FIELD_Y, err);
    if (!status && !knows_point) status = check_pair(csv, KK_FIELD_Y, KK_FIELD_X, err);
    return status;
}

static unsigned ways_of_columns(const kk_config_csv *csv)
{
    static const kk_csv_field fields[KK_LOCATINGS] = {KK_FIELD_AREA, KK_FIELD_POSTCODE, KK_FIELD_X};
    unsigned ways = 0;
    for (int way = 0; way < KK_LOCATINGS; way++) ways |= csv->column[fields[way]] ? 1u << way : 0;
    return ways;
}

static kk_status build_given_order(kk_builder *builder, const kk_raw_csv *raw, const char *at, unsigned possible,
                                   kk_config_csv *out, kk_error *err)
{
    static const char *const needs[KK_LOCATINGS] = {"'area: …'", "'postcode: …'", "'x: …' and 'y: …'"};
    unsigned seen = 0;
    for (size_t i = 0; i < raw->locate_count; i++) {
        kk_locating way = (kk_locating)raw->locate[i];
        kk_mark mark = kk_document_place(builder->document, "%s.locate[%zu]", at, i).mark;
        if (seen & 1u << way)
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' is in locate twice", kk_locating_name(way));
        if (!(possible & 1u << way))
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "no column to locate by %s; add %s to columns",
                              kk_locating_name(way), needs[way]);
        seen |= 1u << way;
        out->by[out->by_count++] = way;
    }
    return KK_OK;
}

/* The ways of which a column is named; where none is, those that are known. */
static void build_usual_order(unsigned named, unsigned known, bool has_postcodes, kk_config_csv *out)
{
    unsigned ways = named;
    if (ways == 0) ways = has_postcodes ? known : known & ~(1u << KK_BY_POSTCODE);
    for (int way = 0; way < KK_LOCATINGS; way++)
        if (ways & 1u << way) out->by[out->by_count++] = (kk_locating)way;
}

/* What asks for the table of postcodes is a column of them, or the word in `locate`. */
static kk_status check_postcodes(kk_builder *builder, const char *at, const kk_config_csv *csv, kk_error *err)
{
    bool asked = false;
    for (size_t i = 0; i < csv->by_count; i++) asked |= csv->by[i] == KK_BY_POSTCODE;
    if (!asked || builder->raw->people.postcodes_count > 0) return KK_OK;
    bool named = csv->column[KK_FIELD_POSTCODE] != NULL;
    return kk_fail_at(err, KK_ERR_PROJECT, named ? csv->column_mark[KK_FIELD_POSTCODE] : mark_of(builder, at, "locate"),
                      "locating by postcode needs CBS's table of postcodes; add 'postcodes: [{file: …}]'");
}

kk_status kk_build_locating(kk_builder *builder, const kk_raw_csv *raw, const char *at, unsigned known,
                            kk_config_csv *out, kk_error *err)
{
    unsigned named = ways_of_columns(out);
    kk_status status = check_pairs(out, known, err);
    if (status) return status;
    if (raw->locate_count > 0)
        status = build_given_order(builder, raw, at, named | known, out, err);
    else
        build_usual_order(named, known, builder->raw->people.postcodes_count > 0, out);
    return status ? status : check_postcodes(builder, at, out, err);
}

/* ---- names ---- */

kk_status kk_check_names_differ(kk_builder *builder, const char *at, const void *list, size_t size, size_t count,
                                kk_error *err)
{
    for (size_t i = 1; i < count; i++) {
        const kk_config_csv *csv = (const void *)((const char *)list + i * size);
        for (size_t j = 0; j < i; j++) {
            const kk_config_csv *earlier = (const void *)((const char *)list + j * size);
            if (strcmp(csv->name, earlier->name) != 0) continue;
            return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "%s[%zu].name", at, i).mark,
                              "two sources '%s'; the first is on line %u", csv->name, earlier->mark.line);
        }
    }
    return KK_OK;
}
