/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/dictionary.h"
#include "publish/json.h"
#include "publish/listing.h"
#include "publish/output.h"
#include "publish/sources.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PACKAGE_FILE "datapackage.json"

/* ---- columns ---- */

static const char *type_name(kk_sheet_kind kind)
{
    static const char *const names[] = {[KK_SHEET_TEXT] = "string",
                                        [KK_SHEET_WHOLE] = "integer",
                                        [KK_SHEET_NUMBER] = "number",
                                        [KK_SHEET_EURO] = "number",
                                        [KK_SHEET_FLAG] = "boolean"};
    return names[kind];
}

/* The parts of a list, apart by `mark`. */
static void write_parts(kk_json *json, const char *key, const char *list, char mark)
{
    const char end[] = {mark, '\0'};
    kk_json_begin_list(json, key);
    while (*list != '\0') {
        char part[100];
        size_t length = strcspn(list, end);
        snprintf(part, sizeof part, "%.*s", (int)length, list);
        kk_json_string(json, NULL, part);
        list += length + (list[length] != '\0');
    }
    kk_json_end_list(json);
}

static void write_constraints(kk_json *json, const kk_described_column *column, bool is_required)
{
    if (!is_required && column->values == NULL) return;
    kk_json_begin_object(json, "constraints");
    if (is_required) kk_json_boolean(json, "required", true);
    if (column->values != NULL && *column->values == '@') {
        kk_json_begin_list(json, "enum");
        for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++)
            kk_json_string(json, NULL, kk_figure_status_name((kk_figure_status)s));
        kk_json_end_list(json);
    } else if (column->values != NULL) {
        write_parts(json, "enum", column->values, ' ');
    }
    kk_json_end_object(json);
}

/* Whether `name` is one of the parts of a list that are apart by commas. */
static bool is_part(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; at != NULL && *at != '\0'; at += *at == ',') {
        size_t part = strcspn(at, ",");
        if (part == length && strncmp(at, name, length) == 0) return true;
        at += part;
    }
    return false;
}

static void write_field(kk_json *json, const kk_described_table *table, const kk_described_column *column)
{
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "name", column->name);
    kk_json_string(json, "type", type_name(column->kind));
    kk_json_string(json, "title", column->meaning_nl);
    kk_json_string(json, "description", column->meaning_en);
    if (*column->unit != '\0') kk_json_string(json, "unit", column->unit);
    write_constraints(json, column, is_part(table->key, column->name));
    kk_json_end_object(json);
}

/* ---- tables ---- */

static void write_foreign_key(kk_json *json)
{
    kk_json_begin_list(json, "foreignKeys");
    kk_json_begin_object(json, NULL);
    write_parts(json, "fields", "level,code", ',');
    kk_json_begin_object(json, "reference");
    kk_json_string(json, "resource", "areas");
    write_parts(json, "fields", "level,code", ',');
    kk_json_end_object(json);
    kk_json_end_object(json);
    kk_json_end_list(json);
}

static void write_schema(kk_json *json, const kk_described_table *table)
{
    kk_json_begin_object(json, "schema");
    kk_json_begin_list(json, "fields");
    for (size_t c = 0; c < table->column_count; c++) write_field(json, table, &table->column[c]);
    kk_json_end_list(json);
    kk_json_begin_list(json, "missingValues");
    kk_json_string(json, NULL, "");
    kk_json_end_list(json);
    if (table->key != NULL) write_parts(json, "primaryKey", table->key, ',');
    if (table->is_of_areas) write_foreign_key(json);
    kk_json_end_object(json);
}

static void write_dialect(kk_json *json)
{
    kk_json_begin_object(json, "dialect");
    kk_json_string(json, "delimiter", ",");
    kk_json_string(json, "lineTerminator", "\n");
    kk_json_string(json, "quoteChar", "\"");
    kk_json_boolean(json, "doubleQuote", true);
    kk_json_boolean(json, "header", true);
    kk_json_end_object(json);
}

/* ---- other files ---- */

typedef struct file_kind {
    const char *ending, *format, *mediatype;
} file_kind;

static const file_kind *kind_of(const char *name)
{
    static const file_kind kinds[] = {
        {".csv", "csv", "text/csv"},
        {".csv.gz", "csv", "application/gzip"},
        {".geojson", "geojson", "application/geo+json"},
        {".geojson.gz", "geojson", "application/gzip"},
        {".topojson", "topojson", "application/json"},
        {".topojson.gz", "topojson", "application/gzip"},
        {".json", "json", "application/json"},
        {".gpkg", "gpkg", "application/geopackage+sqlite3"},
        {".fgb", "fgb", "application/flatgeobuf"},
        {".xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".pdf", "pdf", "application/pdf"},
        {".mbtiles", "mbtiles", "application/vnd.sqlite3"},
        {".pmtiles", "pmtiles", "application/vnd.pmtiles"},
        {".gal", "gal", "text/plain"},
    };
    const file_kind *best = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(name), ending = strlen(kinds[i].ending);
        bool fits = length > ending && strcmp(name + length - ending, kinds[i].ending) == 0;
        if (fits && (best == NULL || ending > strlen(best->ending))) best = &kinds[i];
    }
    return best;
}

/* Small letters, digits, '.', '-' and '_' are all that a name may have; of a CSV without its ending. */
static void write_name(kk_json *json, const char *key, const char *file, bool is_table)
{
    char name[300];
    size_t length = is_table ? strcspn(file, ".") : strlen(file);
    if (length >= sizeof name) length = sizeof name - 1;
    for (size_t i = 0; i < length; i++) {
        int c = tolower((unsigned char)file[i]);
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        name[i] = is_plain ? (char)c : '-';
    }
    name[length] = '\0';
    kk_json_string(json, key, name);
}

static kk_status write_fingerprint(kk_json *json, const char *folder, const char *file, kk_error *err)
{
    char *path, hex[65], hash[80];
    int64_t bytes;
    if (asprintf(&path, "%s/%s", folder, file) < 0) return kk_fail_memory(err);
    kk_status status = kk_file_sha256(path, hex, &bytes, err);
    free(path);
    if (status != KK_OK) return status;
    snprintf(hash, sizeof hash, "sha256:%s", hex);
    kk_json_integer(json, "bytes", bytes);
    kk_json_string(json, "hash", hash);
    return KK_OK;
}

static kk_status write_resource(kk_json *json, const char *folder, const char *file, const kk_described_table *table,
                                kk_error *err)
{
    const file_kind *kind = kind_of(file);
    kk_json_begin_object(json, NULL);
    write_name(json, "name", file, table != NULL);
    kk_json_string(json, "path", file);
    kk_json_string(json, "profile", table != NULL ? "tabular-data-resource" : "data-resource");
    if (table != NULL) {
        kk_json_string(json, "title", table->title_nl);
        kk_json_string(json, "description", table->title_en);
    }
    if (kind != NULL) {
        kk_json_string(json, "format", kind->format);
        kk_json_string(json, "mediatype", kind->mediatype);
        if (strcmp(kind->mediatype, "application/gzip") == 0) kk_json_string(json, "compression", "gz");
    }
    kk_status status = write_fingerprint(json, folder, file, err);
    if (table != NULL) {
        kk_json_string(json, "encoding", "utf-8");
        write_dialect(json);
        write_schema(json, table);
    }
    kk_json_end_object(json);
    return status;
}

/* ---- all ---- */

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* What is written after it, or tells of the machine, is no part of it. */
static int is_resource(const struct dirent *entry)
{
    const char *name = entry->d_name;
    return *name != '.' && strcmp(name, PACKAGE_FILE) != 0 && strcmp(name, KK_RUN_FILE) != 0 &&
           strcmp(name, KK_TIMINGS_FILE) != 0;
}

static bool is_file(const char *folder, const char *name)
{
    char *path;
    struct stat info;
    if (asprintf(&path, "%s/%s", folder, name) < 0) return false;
    bool is_regular = stat(path, &info) == 0 && S_ISREG(info.st_mode);
    free(path);
    return is_regular;
}

static kk_status write_resources(kk_json *json, const char *folder, const kk_described_table *tables, size_t count,
                                 kk_error *err)
{
    struct dirent **entries;
    int entry_count = scandir(folder, &entries, is_resource, by_bytes);
    if (entry_count < 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot list the files of %s", folder);
    kk_status status = KK_OK;
    kk_json_begin_list(json, "resources");
    for (int i = 0; i < entry_count; i++) {
        const char *name = entries[i]->d_name;
        const kk_described_table *table = NULL;
        for (size_t t = 0; t < count; t++)
            if (strcmp(tables[t].file, name) == 0) table = &tables[t];
        if (status == KK_OK && is_file(folder, name)) status = write_resource(json, folder, name, table, err);
        free(entries[i]);
    }
    free(entries);
    kk_json_end_list(json);
    return status;
}

static kk_status write_sources(kk_json *json, const kk_release *release, kk_arena *arena, kk_error *err)
{
    const char **source;
    size_t count;
    kk_status status = kk_sources_collect(release, arena, &source, &count, err);
    kk_json_begin_list(json, "sources");
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "title", source[i]);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
    return status;
}

static void write_head(kk_json *json, const kk_release *release, const kk_config *config)
{
    char text[300], boundaries[40] = "";
    int vintage = kk_release_areas(release)->vintage;
    kk_json_string(json, "profile", "data-package");
    write_name(json, "name", config->project.name, false);
    kk_json_string(json, "title", config->project.title);
    if (vintage != 0) snprintf(boundaries, sizeof boundaries, ", on the boundaries of %d", vintage);
    snprintf(text, sizeof text,
             "Figures on youth care and neighbourhoods, %s%s. Missing is not zero: a figure that "
             "is not there has a status that says why. Made by kansenkompas " KK_VERSION ".",
             config->project.period, boundaries);
    kk_json_string(json, "description", text);
}

kk_status kk_write_datapackage(const kk_release *release, const kk_config *config, const char *folder, kk_error *err)
{
    kk_arena arena;
    kk_output output;
    const kk_described_table *tables = NULL;
    size_t count = 0;
    kk_arena_init(&arena);
    kk_status status = kk_output_open(&output, folder, PACKAGE_FILE, err);
    if (status == KK_OK) status = kk_describe_tables(release, config, folder, &arena, &tables, &count, err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        kk_json_begin_object(&json, NULL);
        write_head(&json, release, config);
        status = write_sources(&json, release, &arena, err);
        if (status == KK_OK) status = write_resources(&json, folder, tables, count, err);
        kk_json_end_object(&json);
        kk_text_char(&output.text, '\n');
    }
    status = kk_output_close(&output, status, err);
    kk_arena_clear(&arena);
    return status;
}
