/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain_file.h"

#include "publish/text.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1, BYTES_MAX = 256 << 20 };

/* ---- reading ---- */

static const char area_begin[] = "{\"code\":";

/* The code of the area on that line, in quotes as JSON has it; NULL on any other line. */
static const char *code_on(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, area_begin, sizeof area_begin - 1) == 0 ? line + sizeof area_begin - 1 : NULL;
}

static kk_status keep_code(kk_explained *to, const char *quoted, kk_error *err)
{
    const char *code = kk_arena_text(&to->arena, quoted + 1, strcspn(quoted + 1, "\""));
    if (code == NULL || kk_grow(&to->code, &to->code_capacity, to->code_count + 1, sizeof *to->code) != 0)
        return kk_fail_memory(err);
    to->code[to->code_count++] = code;
    return KK_OK;
}

static kk_status keep_line(kk_explained *to, const char *line, size_t length, kk_error *err)
{
    if (kk_grow(&to->text, &to->capacity, to->length + length, 1) != 0) return kk_fail_memory(err);
    memcpy(to->text + to->length, line, length);
    to->length += length;
    return KK_OK;
}

/* `wanted` is the code in quotes. */
static kk_status read_lines(FILE *file, const kk_text *wanted, kk_explained *to, kk_error *err)
{
    char *line = NULL;
    size_t room = 0;
    kk_status status = KK_OK;
    for (ssize_t length; status == KK_OK && (length = getline(&line, &room, file)) > 0;) {
        const char *code = code_on(line);
        bool is_other = code != NULL && strncmp(code, wanted->bytes, wanted->length) != 0;
        status = is_other ? keep_code(to, code, err) : keep_line(to, line, (size_t)length, err);
    }
    free(line);
    return status;
}

static kk_status read_file(const char *path, const char *code, kk_explained *to, kk_error *err)
{
    kk_text wanted = {0};
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return kk_fail(err, KK_ERR_INPUT,
                       "%s: cannot be opened: %s; `kansenkompas run` writes it for a project with `guide:`", path,
                       strerror(errno));
    kk_text_json(&wanted, code);
    kk_status status = wanted.failed ? kk_fail_memory(err) : read_lines(file, &wanted, to, err);
    if (status == KK_OK && ferror(file))
        status = kk_fail(err, KK_ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    kk_text_clear(&wanted);
    fclose(file);
    return status;
}

kk_status kk_explained_read(const char *folder, const char *code, kk_explained *out, kk_error *err)
{
    *out = (kk_explained){0};
    kk_arena_init(&out->arena);
    const char *path = kk_arena_format(&out->arena, "%s/explanation.json", folder);
    if (path == NULL) return kk_fail_memory(err);
    kk_status status = read_file(path, code, out, err);
    if (status != KK_OK) return status;
    if (out->length == 0) return kk_fail(err, KK_ERR_INPUT, "%s: is empty; `kansenkompas run` writes it again", path);
    kk_yaml_text text = {path, out->text, out->length, BYTES_MAX};
    status = kk_document_load(&text, &out->document, err);
    if (status == KK_ERR_PROJECT) return err->status = KK_ERR_INPUT;
    if (status != KK_OK) return status;
    double format = kk_told_figure(kk_told_root(out), "format");
    if (!(format == FORMAT))
        return kk_fail(err, KK_ERR_INPUT, "%s: is of another version; this one reads format %d", path, FORMAT);
    return KK_OK;
}

void kk_explained_clear(kk_explained *explained)
{
    kk_document_clear(&explained->document);
    free(explained->text);
    free(explained->code);
    kk_arena_clear(&explained->arena);
    *explained = (kk_explained){0};
}

/* ---- values ---- */

kk_told kk_told_root(kk_explained *explained)
{
    yaml_document_t *document = &explained->document.yaml;
    return (kk_told){document, yaml_document_get_root_node(document)};
}

static kk_told at(kk_told of, int node)
{
    return (kk_told){of.document, yaml_document_get_node(of.document, node)};
}

static const kk_told absent;

size_t kk_told_count(kk_told of)
{
    if (of.node == NULL || of.node->type == YAML_SCALAR_NODE) return 0;
    if (of.node->type == YAML_SEQUENCE_NODE)
        return (size_t)(of.node->data.sequence.items.top - of.node->data.sequence.items.start);
    return (size_t)(of.node->data.mapping.pairs.top - of.node->data.mapping.pairs.start);
}

kk_told kk_told_item(kk_told of, size_t index)
{
    if (index >= kk_told_count(of)) return absent;
    if (of.node->type == YAML_SEQUENCE_NODE) return at(of, of.node->data.sequence.items.start[index]);
    return at(of, of.node->data.mapping.pairs.start[index].value);
}

const char *kk_told_key(kk_told of, size_t index)
{
    bool is_there = index < kk_told_count(of) && of.node->type == YAML_MAPPING_NODE;
    return is_there ? kk_told_text(at(of, of.node->data.mapping.pairs.start[index].key)) : "";
}

kk_told kk_told_member(kk_told of, const char *key)
{
    for (size_t i = 0; i < kk_told_count(of); i++)
        if (strcmp(kk_told_key(of, i), key) == 0) return kk_told_item(of, i);
    return absent;
}

bool kk_told_given(kk_told of)
{
    if (of.node == NULL || of.node->type != YAML_SCALAR_NODE) return of.node != NULL;
    bool is_plain = of.node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return !is_plain || strcmp((const char *)of.node->data.scalar.value, "null") != 0;
}

const char *kk_told_text(kk_told of)
{
    bool is_text = kk_told_given(of) && of.node->type == YAML_SCALAR_NODE;
    return is_text ? (const char *)of.node->data.scalar.value : "";
}

double kk_told_number(kk_told of)
{
    const char *text = kk_told_text(of);
    return *text != '\0' ? strtod(text, NULL) : NAN;
}

bool kk_told_true(kk_told of)
{
    return strcmp(kk_told_text(of), "true") == 0;
}

const char *kk_told_word(kk_told of, const char *key)
{
    return kk_told_text(kk_told_member(of, key));
}

double kk_told_figure(kk_told of, const char *key)
{
    return kk_told_number(kk_told_member(of, key));
}

kk_told kk_told_area(kk_told areas, const char *code)
{
    for (size_t i = 0; i < kk_told_count(areas); i++)
        if (strcmp(kk_told_word(kk_told_item(areas, i), "code"), code) == 0) return kk_told_item(areas, i);
    return absent;
}
