/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

#include <cpl_error.h>
#include <gdal.h>
#include <stdio.h>
#include <string.h>

const char *const kk_indicator_field_suffix[KK_INDICATOR_FIELDS] = {"", "_lower", "_upper", "_status"};

/* As in the standard (schema extension), and as QGIS makes it. */
static const char *const prepare_statements[] = {
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, "
    "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
    "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value "
    "TEXT, "
    "min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) VALUES "
    "('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'), "
    "('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', "
    "'read-write')",
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, "
    "styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) VALUES "
    "('layer_styles', 'attributes', 'layer_styles', '', '1970-01-01T00:00:00.000Z')",
};

static bool execute(GDALDatasetH dataset, const char *statement)
{
    CPLErrorReset();
    GDALDatasetReleaseResultSet(dataset, GDALDatasetExecuteSQL(dataset, statement, NULL, NULL));
    return CPLGetLastErrorType() < CE_Failure;
}

bool kk_geopackage_prepare(void *dataset)
{
    for (size_t i = 0; i < sizeof prepare_statements / sizeof prepare_statements[0]; i++)
        if (!execute(dataset, prepare_statements[i])) return false;
    return true;
}

static void write_literal(kk_text *sql, const char *string)
{
    kk_text_char(sql, '\'');
    for (const char *quote; (quote = strchr(string, '\'')) != NULL; string = quote + 1) {
        kk_text_bytes(sql, string, (size_t)(quote - string));
        kk_text_string(sql, "''");
    }
    kk_text_string(sql, string);
    kk_text_char(sql, '\'');
}

/* The statement with its question marks replaced by the values: GDAL takes no parameters. */
static bool execute_with(GDALDatasetH dataset, const char *statement, const char *const *values)
{
    kk_text sql = {0};
    for (const char *at = statement; *at != '\0'; at++) {
        if (*at == '?')
            write_literal(&sql, *values++);
        else
            kk_text_char(&sql, *at);
    }
    kk_text_char(&sql, '\0');
    bool done = !sql.failed && execute(dataset, sql.bytes);
    kk_text_clear(&sql);
    return done;
}

/* "cluster": the name of the constraint that lists the categories of such a part; "" for a number. */
static const char *constraint_name(const kk_config_indicator *indicator)
{
    size_t count;
    kk_statistic_categories(indicator->statistic, &count);
    return count == 0 ? "" : kk_statistic_ending(indicator->statistic) + 1;
}

/* What the numbers of a category mean, so that programs show the words. */
static bool describe_categories(GDALDatasetH dataset, const kk_config_indicator *indicator)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(indicator->statistic, &count);
    bool done = true;
    for (size_t i = 0; i < count && done; i++) {
        char code[16];
        snprintf(code, sizeof code, "%d", category[i].code);
        const char *const values[] = {constraint_name(indicator), code, category[i].label_nl};
        done = execute_with(dataset,
                            "INSERT OR IGNORE INTO gpkg_data_column_constraints (constraint_name, constraint_type, "
                            "value, description) VALUES (?, 'enum', ?, ?)",
                            values);
    }
    return done;
}

static void add_part(kk_text *text, const char *part)
{
    if (part == NULL || *part == '\0') return;
    if (text->length > 0) kk_text_string(text, "; ");
    kk_text_string(text, part);
}

/* What there is of unit, period, source, axis, question and description. */
static void write_description(kk_text *text, const kk_released_column *column)
{
    const kk_config_indicator *indicator = column->indicator;
    add_part(text, indicator->unit);
    add_part(text, column->period);
    add_part(text, column->source);
    add_part(text, kk_axis_name(indicator->axis));
    add_part(text, indicator->question);
    add_part(text, indicator->description);
    kk_text_char(text, '\0');
}

const char *kk_indicator_field_meaning(kk_statistic_part part, size_t field)
{
    static const char *const interval[] = {"", ", ondergrens", ", bovengrens", ", status"};
    static const char *const limits[] = {"", ", 99,8%-ondergrens", ", 99,8%-bovengrens", ", status"};
    static const char *const ranks[] = {"", ", eerste plaats die mogelijk is", ", laatste plaats die mogelijk is",
                                        ", status"};
    bool is_rank = part == KK_STATISTIC_RANK || part == KK_GUIDE_RANK;
    return (part == KK_STATISTIC_LIMITS ? limits : is_rank ? ranks : interval)[field];
}

static bool describe_field(GDALDatasetH dataset, const kk_level *level, const kk_released_column *column, size_t field)
{
    const kk_config_indicator *indicator = column->indicator;
    const char *suffix = kk_indicator_field_suffix[field];
    const char *meaning = kk_indicator_field_meaning(indicator->statistic, field);
    kk_text description = {0};
    write_description(&description, column);
    /* A name for people must be unique in its table: labels need not be, the column's own name is. */
    const char *const values[] = {level->plural,
                                  indicator->name,
                                  suffix,
                                  indicator->label_nl,
                                  meaning,
                                  indicator->name,
                                  suffix,
                                  indicator->label_nl,
                                  meaning,
                                  description.bytes,
                                  field == 0 ? constraint_name(indicator) : ""};
    bool done =
        !description.failed &&
        execute_with(dataset,
                     "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description, "
                     "constraint_name) VALUES (?, ? || ?, ? || ? || ' (' || ? || ? || ')', ? || ?, ?, nullif(?, ''))",
                     values);
    kk_text_clear(&description);
    return done;
}

static bool add_style(GDALDatasetH dataset, const kk_level *level, const kk_released_column *column, kk_text *style,
                      bool is_default)
{
    kk_text title = {0};
    kk_style_title(column, &title);
    kk_text_char(style, '\0');
    const char *const values[] = {level->plural, column->indicator->name, style->bytes, is_default ? "1" : "0",
                                  title.bytes};
    bool done =
        !style->failed && !title.failed &&
        execute_with(dataset,
                     "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                     "styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) VALUES "
                     "('', '', ?, 'geom', ?, ?, '', ?, ?, '', '', '1970-01-01T00:00:00.000Z')",
                     values);
    kk_text_clear(style);
    kk_text_clear(&title);
    return done;
}

/* With the first a layer opens, so that it has the names of the fields too; of the others one may choose. The number of
   a cluster of the scan has no order that classes could show. */
static bool describe_styles(GDALDatasetH dataset, const kk_level *level, const kk_map_columns *map,
                            const kk_config_classes *classes)
{
    bool done = true, is_first = true;
    for (size_t i = 0; i < map->count && done; i++) {
        const kk_released_column *column = map->columns[i];
        if (column->indicator->statistic == KK_STATISTIC_SCAN) continue;
        kk_text style = {0};
        kk_style_write(&style, column, level, classes, is_first ? map : NULL);
        done = add_style(dataset, level, column, &style, is_first);
        is_first = false;
    }
    return done;
}

bool kk_geopackage_describe(void *dataset, const kk_level *level, const kk_map_columns *map,
                            const kk_config_classes *classes)
{
    for (size_t i = 0; i < map->count; i++) {
        if (!describe_categories(dataset, map->columns[i]->indicator)) return false;
        for (size_t field = 0; field < KK_INDICATOR_FIELDS; field++)
            if (!describe_field(dataset, level, map->columns[i], field)) return false;
    }
    return describe_styles(dataset, level, map, classes);
}
