/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/codes.h"
#include "config/disclosure.h"
#include "config/estimates.h"
#include "config/guide.h"
#include "config/output.h"
#include "config/indicator_list.h"
#include "config/people.h"
#include "config/statistics.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What kk_config.owner points to: everything that lives as long as the configuration. */
typedef struct config_owner {
    kk_config config;
    kk_arena arena;
    kk_raw_project *raw;
    kk_catalogue catalogue;
} config_owner;

kk_status kk_fail_at(kk_error *err, kk_status status, kk_mark mark, const char *format, ...)
{
    char reason[sizeof err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    if (mark.file == NULL) return kk_fail(err, status, "%s", reason);
    return kk_fail(err, status, "%s:%u:%u: %s", mark.file, mark.line, mark.column, reason);
}

/* Absolute and without links: the private database of a project is found by it. */
static kk_status find_folder(config_owner *owner, kk_error *err)
{
    const char *path = owner->config.path, *slash = strrchr(path, '/');
    char *folder =
        slash ? kk_arena_text(&owner->arena, path, (size_t)(slash - path) + 1) : kk_arena_copy(&owner->arena, ".");
    if (!folder) return kk_fail_memory(err);
    char *absolute = realpath(folder, NULL);
    if (!absolute) return kk_fail(err, KK_ERR_INPUT, "%s: cannot find its folder: %s", path, strerror(errno));
    owner->config.folder = kk_arena_copy(&owner->arena, absolute);
    free(absolute);
    return owner->config.folder ? KK_OK : kk_fail_memory(err);
}

static kk_status build(config_owner *owner, kk_document *document, kk_error *err)
{
    kk_builder builder = {.document = document, .raw = owner->raw, .arena = &owner->arena, .config = &owner->config};
    kk_status status = kk_build_project(&builder, err);
    if (!status) status = kk_build_areas(&builder, err);
    if (!status) status = kk_build_tables(&builder, err);
    if (!status) status = kk_build_merges(&builder, err);
    if (!status) status = kk_codes_load(&owner->arena, &owner->config.codes, err);
    if (!status) status = kk_build_people(&builder, err);
    if (!status) status = kk_build_estimates(&builder, err);
    if (!status) status = kk_catalogue_open(&owner->arena, &owner->catalogue, err);
    if (!status) status = kk_build_indicators(&builder, &owner->catalogue, err);
    if (!status) status = kk_build_statistics(&builder, err);
    if (!status) status = kk_build_guide(&builder, err);
    if (!status) status = kk_build_disclosure(&builder, err);
    if (!status) status = kk_indicator_list_check_map(&owner->config, err);
    if (!status) status = kk_build_database(&builder, err);
    return status ? status : kk_build_output(&builder, err);
}

static kk_status fill(config_owner *owner, const char *text, size_t length, kk_error *err)
{
    kk_yaml_text yaml = {.name = owner->config.path, .bytes = text, .length = length};
    kk_document document;
    void *raw;
    kk_status status = kk_schema_load(&yaml, &kk_project_schema, &document, &raw, err);
    if (status) return status;
    owner->raw = raw;
    status = build(owner, &document, err);
    if (!status && owner->config.database.url) kk_document_hide(&document, "database.url");
    if (!status && owner->config.records.key.path) kk_document_hide(&document, "records.key");
    if (!status) status = kk_document_write(&document, &owner->arena, &owner->config.text, err);
    kk_document_clear(&document);
    return status;
}

kk_status kk_config_parse(const char *text, size_t length, const char *path, kk_config **out, kk_error *err)
{
    *out = NULL;
    config_owner *owner = calloc(1, sizeof *owner);
    if (!owner) return kk_fail_memory(err);
    owner->config.owner = owner;
    kk_arena_init(&owner->arena);
    owner->config.path = kk_arena_copy(&owner->arena, path);
    kk_status status = owner->config.path ? find_folder(owner, err) : kk_fail_memory(err);
    if (!status) status = fill(owner, text, length, err);
    if (status)
        kk_config_free(&owner->config);
    else
        *out = &owner->config;
    return status;
}

static kk_status read_file(const char *path, char *text, size_t capacity, size_t *length, kk_error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return kk_fail(err, KK_ERR_INPUT, "%s: cannot open the project file: %s%s", path, strerror(errno),
                       errno == ENOENT ? "; 'kansenkompas init DIR' writes one to begin with" : "");
    }
    *length = fread(text, 1, capacity, file);
    kk_status status = KK_OK;
    if (ferror(file)) status = kk_fail(err, KK_ERR_INPUT, "%s: cannot read: %s", path, strerror(errno));
    fclose(file);
    return status;
}

kk_status kk_config_load(const char *path, kk_config **out, kk_error *err)
{
    *out = NULL;
    size_t capacity = KK_DOCUMENT_BYTES_MAX + 1, length = 0;
    char *text = malloc(capacity);
    if (!text) return kk_fail_memory(err);
    kk_status status = read_file(path, text, capacity, &length, err);
    if (!status) status = kk_config_parse(text, length, path, out, err);
    free(text);
    return status;
}

void kk_config_free(kk_config *config)
{
    if (!config) return;
    config_owner *owner = config->owner;
    kk_catalogue_close(&owner->catalogue);
    if (owner->raw) kk_raw_free(&kk_project_schema, owner->raw);
    kk_arena_clear(&owner->arena);
    free(owner);
}
