/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/build.h"
#include "kk/areas.h"

#include <ctype.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 48, SCHEMA_MAX_LENGTH = 63, FIRST_VINTAGE = 1990, LAST_VINTAGE = 2100 };

static bool is_name(const char *text, size_t longest)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return text[0] >= 'a' && text[0] <= 'z' && text[length] == '\0' && length <= longest;
}

kk_status kk_check_name(const char *what, const char *name, kk_mark mark, kk_error *err)
{
    if (is_name(name, NAME_MAX_LENGTH)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "%s '%.60s': a name is a-z, 0-9 and _, begins with a letter and has %d at most", what, name,
                      NAME_MAX_LENGTH);
}

static bool is_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i])) return false;
    }
    return true;
}

static bool is_period(const char *text)
{
    if (!is_digits(text, 4)) return false;
    if (text[4] == '\0') return true;
    return strlen(text) == 8 && isupper((unsigned char)text[4]) && isupper((unsigned char)text[5]) &&
           is_digits(text + 6, 2);
}

kk_status kk_build_period(kk_builder *builder, const char *text, kk_mark mark, const char **out, kk_error *err)
{
    if (!is_period(text)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%.60s' is not a period; write 2023, or 2022KW03 as StatLine does", text);
    }
    bool year = strcmp(text + 4, "JJ00") == 0;
    *out = kk_arena_text(builder->arena, text, year ? 4 : strlen(text));
    return *out ? KK_OK : kk_fail_memory(err);
}

kk_status kk_build_file(kk_builder *builder, const char *given, kk_mark mark, kk_config_file *out, kk_error *err)
{
    const char *folder = builder->config->folder;
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    *out = (kk_config_file){.given = given, .path = given, .mark = mark};
    if (given[0] != '/') out->path = kk_arena_format(builder->arena, "%s%s%s", folder, slash, given);
    return out->path ? KK_OK : kk_fail_memory(err);
}

kk_status kk_build_project(kk_builder *builder, kk_error *err)
{
    const kk_raw_project_section *raw = &builder->raw->project;
    kk_config *config = builder->config;
    config->project.name = raw->name;
    config->project.title = raw->title ? raw->title : raw->name;
    config->project.mark = kk_document_place(builder->document, "project").mark;
    kk_status status =
        kk_check_name("the project", raw->name, kk_document_place(builder->document, "project.name").mark, err);
    if (status) return status;
    return kk_build_period(builder, raw->period, kk_document_place(builder->document, "project.period").mark,
                           &config->project.period, err);
}

static kk_status build_sources(kk_builder *builder, kk_error *err)
{
    const kk_raw_areas *raw = &builder->raw->areas;
    kk_config *config = builder->config;
    config->areas.source_count = raw->sources_count;
    config->areas.sources = kk_arena_alloc(builder->arena, raw->sources_count, sizeof *config->areas.sources);
    if (!config->areas.sources) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->sources_count && !status; i++) {
        const kk_raw_source *from = &raw->sources[i];
        kk_config_source *to = &config->areas.sources[i];
        to->layer = from->layer;
        to->level = from->level ? kk_level_word(*from->level) : NULL;
        to->code = from->code;
        to->name = from->name;
        to->water = from->water;
        to->crs = from->crs;
        to->mark = kk_document_place(builder->document, "areas.sources[%zu]", i).mark;
        kk_mark mark = kk_document_place(builder->document, "areas.sources[%zu].file", i).mark;
        status = kk_build_file(builder, from->file, mark, &to->file, err);
    }
    return status;
}

static kk_status check_gemeente(kk_builder *builder, size_t index, kk_error *err)
{
    char *const *codes = builder->raw->areas.gemeenten;
    kk_mark mark = kk_document_place(builder->document, "areas.gemeenten[%zu]", index).mark;
    kk_level_kind kind;
    if (!kk_code_kind(codes[index], &kind) || kind != KK_LEVEL_GEMEENTE) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%.60s' is not the code of a gemeente; write GM and four digits, "
                          "such as GM0034",
                          codes[index]);
    }
    for (size_t i = 0; i < index; i++) {
        if (strcmp(codes[i], codes[index]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "gemeente %s is there twice", codes[index]);
        }
    }
    return KK_OK;
}

/* A level is a view of the database and a layer of the GeoPackage, which both have tables of their own. */
static bool is_taken(const char *name)
{
    static const char *const words[] = {"gemeente",
                                        "gemeenten",
                                        "wijk",
                                        "wijken",
                                        "buurt",
                                        "buurten",
                                        "other",
                                        "level",
                                        "area",
                                        "indicator",
                                        "indicators",
                                        "figure_status",
                                        "released",
                                        "released_column",
                                        "layer_styles",
                                        "client_record",
                                        "client_record_code",
                                        "estimate",
                                        "estimates",
                                        "estimate_outcome",
                                        "estimate_subgroup",
                                        "estimate_region"};
    static const char *const beginnings[] = {"gpkg_", "rtree_", "sqlite_"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0) return true;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0) return true;
    return length >= 4 && strcmp(name + length - 4, "_new") == 0;
}

static kk_status check_group_name(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_group *groups = builder->raw->areas.groups;
    const char *name = groups[index].name;
    kk_mark mark = kk_document_place(builder->document, "areas.groups[%zu].name", index).mark;
    if (is_taken(name))
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'%.60s' is a name that the outputs or the database use themselves (so are those in gpkg_…, "
                          "rtree_…, sqlite_… and …_new); choose another name",
                          name);
    for (size_t i = 0; i < index; i++)
        if (strcmp(name, groups[i].name) == 0)
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "two groups '%.60s'; choose another name", name);
    return kk_check_name("the group", name, mark, err);
}

/* What is merged is built when the tables are known (kk_build_merges). */
static kk_status build_group_file(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_group *raw = &builder->raw->areas.groups[index];
    kk_config_group *group = &builder->config->areas.groups[index];
    if ((raw->file != NULL) == (raw->merge != NULL))
        return kk_fail_at(
            err, KK_ERR_PROJECT, group->mark,
            "the group '%.60s' needs a 'file' that lists its areas, or 'merge' to make them of neighbours%s", raw->name,
            raw->file != NULL ? "; give one of them" : "");
    if (raw->merge != NULL) return KK_OK;
    kk_mark mark = kk_document_place(builder->document, "areas.groups[%zu].file", index).mark;
    return kk_build_file(builder, raw->file, mark, &group->file, err);
}

static kk_status build_groups(kk_builder *builder, kk_error *err)
{
    const kk_raw_areas *raw = &builder->raw->areas;
    kk_config *config = builder->config;
    config->areas.group_count = raw->groups_count;
    config->areas.groups = kk_arena_alloc(builder->arena, raw->groups_count, sizeof *config->areas.groups);
    if (!config->areas.groups) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->groups_count && !status; i++) {
        const kk_raw_group *from = &raw->groups[i];
        kk_config_group *to = &config->areas.groups[i];
        to->name = from->name;
        to->title = from->title ? from->title : from->name;
        to->mark = kk_document_place(builder->document, "areas.groups[%zu]", i).mark;
        status = check_group_name(builder, i, err);
        if (!status) status = build_group_file(builder, i, err);
    }
    return status;
}

kk_status kk_build_areas(kk_builder *builder, kk_error *err)
{
    const kk_raw_areas *raw = &builder->raw->areas;
    kk_config *config = builder->config;
    config->areas.mark = kk_document_place(builder->document, "areas").mark;
    config->areas.vintage = raw->vintage ? (int)*raw->vintage : 0;
    if (raw->vintage && (*raw->vintage < FIRST_VINTAGE || *raw->vintage > LAST_VINTAGE)) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "areas.vintage").mark,
                          "%u is not a year between %d and %d", *raw->vintage, FIRST_VINTAGE, LAST_VINTAGE);
    }
    config->areas.gemeenten = (const char **)raw->gemeenten;
    config->areas.gemeente_count = raw->gemeenten_count;
    kk_status status = build_sources(builder, err);
    for (size_t i = 0; i < raw->gemeenten_count && !status; i++) status = check_gemeente(builder, i, err);
    return status ? status : build_groups(builder, err);
}

static kk_status build_schema(kk_builder *builder, kk_error *err)
{
    kk_config *config = builder->config;
    const char *given = builder->raw->database.schema;
    config->database.schema = given ? given : kk_arena_format(builder->arena, "kk_%s", config->project.name);
    if (!config->database.schema) return kk_fail_memory(err);
    if (is_name(config->database.schema, SCHEMA_MAX_LENGTH) && strcmp(config->database.schema, "public") != 0 &&
        strcmp(config->database.schema, "information_schema") != 0 && strncmp(config->database.schema, "pg_", 3) != 0) {
        return KK_OK;
    }
    return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "database.schema").mark,
                      "the schema '%.60s' cannot be used: it must be one of its own, of a-z, 0-9 and _", given);
}

kk_status kk_build_database(kk_builder *builder, kk_error *err)
{
    const kk_raw_project *raw = builder->raw;
    kk_config *config = builder->config;
    const char *url = raw->database.url;
    config->database.mark = kk_document_place(builder->document, "database").mark;
    if (url && strcmp(url, "private") != 0) {
        if (strncmp(url, "postgresql://", 13) != 0 && strncmp(url, "postgres://", 11) != 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "database.url").mark,
                              "a database is postgresql://user@host/name, or 'private' for one of kansenkompas' own");
        }
        config->database.url = url;
    }
    return build_schema(builder, err);
}
