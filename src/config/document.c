/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kk_mark mark_at(const char *name, yaml_mark_t at)
{
    return (kk_mark){.file = name, .line = (unsigned)at.line + 1, .column = (unsigned)at.column + 1};
}

/* libyaml gives no line for a wrong byte, only its offset. */
static yaml_mark_t mark_of_offset(const kk_yaml_text *text, size_t offset)
{
    yaml_mark_t at = {.index = offset};
    for (size_t i = 0; i < offset && i < text->length; i++) {
        at.column = text->bytes[i] == '\n' ? 0 : at.column + 1;
        at.line += text->bytes[i] == '\n';
    }
    return at;
}

static char byte_at(const kk_yaml_text *text, yaml_mark_t at)
{
    const char *line = text->bytes, *end = text->bytes + text->length;
    for (size_t i = 0; i < at.line && line; i++) {
        line = memchr(line, '\n', (size_t)(end - line));
        line = line ? line + 1 : NULL;
    }
    return line && at.column < (size_t)(end - line) ? line[at.column] : '\0';
}

static const char *syntax_hint(const kk_yaml_text *text, yaml_mark_t at)
{
    switch (byte_at(text, at)) {
    case '\t':
        return "; indent with blanks, not with tabs";
    case '`':
    case '@':
    case '%':
        return "; put a value that begins with this sign in quotes";
    default:
        return "";
    }
}

static kk_status fail_syntax(const kk_yaml_text *text, const yaml_parser_t *parser, kk_error *err)
{
    const char *problem = parser->problem;
    if (!problem) return kk_fail_memory(err);
    if (parser->error == YAML_READER_ERROR) {
        yaml_mark_t at = mark_of_offset(text, parser->problem_offset);
        return kk_fail_at(err, KK_ERR_PROJECT, mark_at(text->name, at), "%s; save the file as UTF-8", problem);
    }
    const char *context = parser->context ? parser->context : "";
    return kk_fail_at(err, KK_ERR_PROJECT, mark_at(text->name, parser->problem_mark), "not YAML: %s%s%s%s", context,
                      *context ? ": " : "", problem, syntax_hint(text, parser->problem_mark));
}

static bool has_control_character(const unsigned char *value, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (value[i] < ' ' && value[i] != '\n' && value[i] != '\t') return true;
    }
    return false;
}

static const char *event_anchor(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return (const char *)event->data.alias.anchor;
    case YAML_SCALAR_EVENT:
        return (const char *)event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
        return (const char *)event->data.mapping_start.anchor;
    default:
        return NULL;
    }
}

static const char *event_tag(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return (const char *)event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return (const char *)event->data.mapping_start.tag;
    default:
        return NULL;
    }
}

static kk_status check_event(const char *name, const yaml_event_t *event, int depth, int documents, kk_error *err)
{
    kk_mark mark = mark_at(name, event->start_mark);
    const char *anchor = event_anchor(event), *tag = event_tag(event);
    if (anchor) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "anchors and aliases (&%.60s, *%.60s) are not used here; write "
                          "the value out",
                          anchor, anchor);
    }
    if (tag) return kk_fail_at(err, KK_ERR_PROJECT, mark, "tags (%.60s) are not used here; leave it out", tag);
    if (depth > KK_DOCUMENT_DEPTH_MAX) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "nested deeper than %d levels", KK_DOCUMENT_DEPTH_MAX);
    }
    if (documents > 1) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "a second document ('---'); one file holds one project");
    }
    if (event->type == YAML_SCALAR_EVENT &&
        has_control_character(event->data.scalar.value, event->data.scalar.length)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "a text holds a control character; leave it out");
    }
    return KK_OK;
}

/* libyaml's document knows no anchors any more and may hold cycles: so the events are looked at first. */
static kk_status check_events(const kk_yaml_text *text, yaml_parser_t *parser, kk_error *err)
{
    kk_status status = KK_OK;
    int depth = 0, documents = 0;
    for (bool more = true; more && !status;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) return fail_syntax(text, parser, err);
        documents += event.type == YAML_DOCUMENT_START_EVENT;
        depth += event.type == YAML_MAPPING_START_EVENT || event.type == YAML_SEQUENCE_START_EVENT;
        depth -= event.type == YAML_MAPPING_END_EVENT || event.type == YAML_SEQUENCE_END_EVENT;
        more = event.type != YAML_STREAM_END_EVENT;
        status = check_event(text->name, &event, depth, documents, err);
        yaml_event_delete(&event);
    }
    return status;
}

static kk_status load_document(const kk_yaml_text *text, yaml_parser_t *parser, yaml_document_t *out, kk_error *err)
{
    if (!yaml_parser_load(parser, out)) return fail_syntax(text, parser, err);
    if (!yaml_document_get_root_node(out)) {
        yaml_document_delete(out);
        return kk_fail(err, KK_ERR_PROJECT, "%s: the file is empty; 'kansenkompas init DIR' writes one to begin with",
                       text->name);
    }
    return KK_OK;
}

kk_status kk_document_load(const kk_yaml_text *text, kk_document *out, kk_error *err)
{
    yaml_parser_t parser;
    size_t length_max = text->length_max > 0 ? text->length_max : KK_DOCUMENT_BYTES_MAX;
    if (text->length > length_max) {
        return kk_fail(err, KK_ERR_PROJECT, "%s: larger than %zu MiB; this is not %s", text->name, length_max >> 20,
                       text->length_max > 0 ? "such a file" : "a project file");
    }
    out->name = text->name;
    for (int pass = 0; pass < 2; pass++) {
        if (!yaml_parser_initialize(&parser)) return kk_fail_memory(err);
        yaml_parser_set_input_string(&parser, (const unsigned char *)text->bytes, text->length);
        kk_status status = pass == 0 ? check_events(text, &parser, err) : load_document(text, &parser, &out->yaml, err);
        yaml_parser_delete(&parser);
        if (status) return status;
    }
    return KK_OK;
}

void kk_document_clear(kk_document *document)
{
    yaml_document_delete(&document->yaml);
}

kk_mark kk_document_mark(const kk_document *document, const yaml_node_t *node)
{
    kk_mark mark = mark_at(document->name, node->start_mark);
    if (node->type != YAML_SCALAR_NODE) return mark;
    yaml_scalar_style_t style = node->data.scalar.style;
    mark.column += style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    return mark;
}

static yaml_node_t *child_by_key(kk_document *document, const yaml_node_t *node, const char *key, size_t length)
{
    if (node->type != YAML_MAPPING_NODE) return NULL;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
        yaml_node_t *name = yaml_document_get_node(&document->yaml, pair->key);
        if (name->type == YAML_SCALAR_NODE && name->data.scalar.length == length &&
            memcmp(name->data.scalar.value, key, length) == 0) {
            return yaml_document_get_node(&document->yaml, pair->value);
        }
    }
    return NULL;
}

static yaml_node_t *child_by_index(kk_document *document, const yaml_node_t *node, size_t index)
{
    if (node->type != YAML_SEQUENCE_NODE) return NULL;
    const yaml_node_item_t *items = node->data.sequence.items.start;
    size_t count = (size_t)(node->data.sequence.items.top - items);
    return index < count ? yaml_document_get_node(&document->yaml, items[index]) : NULL;
}

/* One step along "[2]", ".key" or "key"; `*path` moves on. */
static yaml_node_t *child(kk_document *document, const yaml_node_t *node, const char **path)
{
    if (**path == '[') {
        char *end;
        size_t index = strtoul(*path + 1, &end, 10);
        *path = end + 1;
        return child_by_index(document, node, index);
    }
    const char *key = *path + (**path == '.');
    size_t length = strcspn(key, ".[");
    *path = key + length;
    return child_by_key(document, node, key, length);
}

/* The value at a path, or what would hold it. */
static yaml_node_t *nearest_node(kk_document *document, const char *path)
{
    yaml_node_t *node = yaml_document_get_root_node(&document->yaml);
    while (*path) {
        yaml_node_t *next = child(document, node, &path);
        if (!next) break;
        node = next;
    }
    return node;
}

kk_place kk_document_place(kk_document *document, const char *path, ...)
{
    char text[200];
    va_list args;
    va_start(args, path);
    vsnprintf(text, sizeof text, path, args);
    va_end(args);

    const yaml_node_t *node = nearest_node(document, text);
    return (kk_place){.mark = kk_document_mark(document, node),
                      .exact = node->type == YAML_SCALAR_NODE && node->start_mark.line == node->end_mark.line};
}

void kk_document_hide(kk_document *document, const char *path)
{
    yaml_node_t *node = nearest_node(document, path);
    if (node->type != YAML_SCALAR_NODE) return;
    char *value = (char *)node->data.scalar.value;
    snprintf(value, node->data.scalar.length + 1, "hidden");
    node->data.scalar.length = strlen(value);
    node->data.scalar.style = YAML_PLAIN_SCALAR_STYLE;
}

/* yaml_emitter_dump takes what the document holds, also when it fails. */
static bool dump(kk_document *document, FILE *stream)
{
    yaml_emitter_t emitter;
    if (!yaml_emitter_initialize(&emitter)) return false;
    yaml_emitter_set_output_file(&emitter, stream);
    yaml_emitter_set_encoding(&emitter, YAML_UTF8_ENCODING);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    bool ok = yaml_emitter_open(&emitter);
    if (ok) {
        ok = yaml_emitter_dump(&emitter, &document->yaml) && yaml_emitter_close(&emitter);
        document->yaml = (yaml_document_t){0};
    }
    yaml_emitter_delete(&emitter);
    return ok;
}

kk_status kk_document_write(kk_document *document, kk_arena *arena, const char **out, kk_error *err)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    bool ok = stream && dump(document, stream);
    if (stream && fclose(stream) != 0) ok = false;
    *out = ok ? kk_arena_text(arena, text, length) : NULL;
    free(text);
    return *out ? KK_OK : kk_fail_memory(err);
}
