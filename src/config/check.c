/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/check.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 48, SHOWN_MAX = 60 };

/* A value on its way through the schema; `key` is the one it stands under, for messages. */
typedef struct visit {
    kk_document *document;
    yaml_node_t *node;
    const char *key;
} visit;

static kk_status check_child(const visit *at, const cyaml_schema_value_t *schema, kk_error *err);

static void join_names(char *text, size_t size, const char *const names[], size_t count)
{
    text[0] = '\0';
    for (size_t i = 0, used = 0; i < count && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", names[i]);
    }
}

kk_hint kk_hint_for(const char *word, const char *const names[], size_t count)
{
    kk_hint hint = {""};
    const char *nearest = kk_nearest_name(word, names, (int)count);
    if (nearest) {
        snprintf(hint.text, sizeof hint.text, "; did you mean '%s'?", nearest);
    } else if (count > 0) {
        size_t used = (size_t)snprintf(hint.text, sizeof hint.text, "; it can be ");
        join_names(hint.text + used, sizeof hint.text - used, names, count);
    }
    return hint;
}

static const char *text_of(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

static kk_mark mark_of(const visit *at)
{
    return kk_document_mark(at->document, at->node);
}

static bool is_nothing(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (node->data.scalar.length == 0 || strcmp(text_of(node), "~") == 0 || strcmp(text_of(node), "null") == 0);
}

/* The words of an enumeration or the keys of a mapping. */
static size_t names_of(const cyaml_schema_value_t *schema, const char *names[KEYS_MAX])
{
    size_t count = 0;
    if (schema->type == CYAML_ENUM) {
        for (; count < schema->enumeration.count; count++) names[count] = schema->enumeration.strings[count].str;
    } else {
        for (; schema->mapping.fields[count].key; count++) names[count] = schema->mapping.fields[count].key;
    }
    return count;
}

static const cyaml_schema_field_t *field_of(const cyaml_schema_value_t *schema, const char *key)
{
    const cyaml_schema_field_t *field = schema->mapping.fields;
    while (field->key && strcmp(field->key, key) != 0) field++;
    return field->key ? field : NULL;
}

static kk_status check_known_key(const visit *at, const yaml_node_t *key, const cyaml_schema_value_t *schema,
                                 kk_error *err)
{
    kk_mark mark = kk_document_mark(at->document, key);
    if (key->type != YAML_SCALAR_NODE) return kk_fail_at(err, KK_ERR_PROJECT, mark, "a key must be one word");
    if (field_of(schema, text_of(key))) return KK_OK;
    const char *names[KEYS_MAX];
    size_t count = names_of(schema, names);
    kk_hint hint = kk_hint_for(text_of(key), names, count);
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown key '%.*s' in %s%s", SHOWN_MAX, text_of(key), at->key,
                      hint.text);
}

/* Fails when the key of `pair` was there before it. Keys are known by now, so there are few. */
static kk_status check_not_double(const visit *at, const yaml_node_pair_t *pair, kk_error *err)
{
    const yaml_node_t *key = yaml_document_get_node(&at->document->yaml, pair->key);
    for (const yaml_node_pair_t *other = at->node->data.mapping.pairs.start; other < pair; other++) {
        const yaml_node_t *earlier = yaml_document_get_node(&at->document->yaml, other->key);
        if (strcmp(text_of(earlier), text_of(key)) != 0) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, kk_document_mark(at->document, key),
                          "the key '%s' stands here twice; the first is on line %u", text_of(key),
                          kk_document_mark(at->document, earlier).line);
    }
    return KK_OK;
}

static bool has_key(const visit *at, const char *key)
{
    for (const yaml_node_pair_t *p = at->node->data.mapping.pairs.start; p < at->node->data.mapping.pairs.top; p++) {
        if (strcmp(text_of(yaml_document_get_node(&at->document->yaml, p->key)), key) == 0) return true;
    }
    return false;
}

static kk_status check_missing_keys(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++) {
        if ((field->value.flags & CYAML_FLAG_OPTIONAL) || has_key(at, field->key)) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "the key '%s' is missing in %s; add '%s: …'", field->key,
                          at->key, field->key);
    }
    return KK_OK;
}

static bool has_defaults(const cyaml_schema_value_t *schema)
{
    const cyaml_schema_field_t *field = schema->mapping.fields;
    while (field->key && field->value.flags & CYAML_FLAG_OPTIONAL) field++;
    return !field->key;
}

static kk_status check_mapping(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    if (at->node->type != YAML_MAPPING_NODE) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "%s must be lines 'key: value'%s", at->key,
                          has_defaults(schema) ? ", or {} for the defaults" : "");
    }
    kk_status status = KK_OK;
    const yaml_node_pair_t *end = at->node->data.mapping.pairs.top;
    for (const yaml_node_pair_t *pair = at->node->data.mapping.pairs.start; pair < end && !status; pair++) {
        yaml_node_t *key = yaml_document_get_node(&at->document->yaml, pair->key);
        status = check_known_key(at, key, schema, err);
        if (!status) status = check_not_double(at, pair, err);
        if (status) return status;
        const cyaml_schema_field_t *field = field_of(schema, text_of(key));
        visit value = {at->document, yaml_document_get_node(&at->document->yaml, pair->value), field->key};
        status = check_child(&value, &field->value, err);
    }
    return status ? status : check_missing_keys(at, schema, err);
}

static kk_status check_sequence(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    if (at->node->type != YAML_SEQUENCE_NODE) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at),
                          "'%s' must be a list: [one, two] or lines that begin with '- '", at->key);
    }
    const yaml_node_item_t *items = at->node->data.sequence.items.start;
    size_t count = (size_t)(at->node->data.sequence.items.top - items);
    if (count < schema->sequence.min) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "the list '%s' is empty; fill it or leave '%s' out",
                          at->key, at->key);
    }
    if (count > schema->sequence.max) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "the list '%s' has %zu items; it can have %u at most",
                          at->key, count, schema->sequence.max);
    }
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) {
        visit item = {at->document, yaml_document_get_node(&at->document->yaml, items[i]), at->key};
        status = check_child(&item, schema->sequence.entry, err);
    }
    return status;
}

static kk_status check_text(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    size_t length = at->node->data.scalar.length;
    if (length < schema->string.min) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' is empty; fill it or leave it out", at->key);
    }
    if (length > schema->string.max) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' is longer than %u bytes", at->key,
                          schema->string.max);
    }
    return KK_OK;
}

static kk_status check_bool(const visit *at, kk_error *err)
{
    const char *text = text_of(at->node);
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' must be true or false, not '%.*s'", at->key, SHOWN_MAX,
                      text);
}

static kk_status check_word(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    const char *text = text_of(at->node), *names[KEYS_MAX];
    size_t count = names_of(schema, names);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, names[i]) == 0) return KK_OK;
    }
    char list[200];
    join_names(list, sizeof list, names, count);
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' must be one of %s, not '%.*s'", at->key, list, SHOWN_MAX,
                      text);
}

/* Stricter than libcyaml: no hexadecimal or octal, no nan, nothing behind the number. */
static kk_status check_number(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    const char *text = text_of(at->node);
    bool whole = schema->type == CYAML_UINT;
    size_t length = strlen(text);
    bool led_by_zero = text[0] == '0' && length > 1;
    if (whole && length > 0 && length <= 9 && !led_by_zero && strspn(text, "0123456789") == length) return KK_OK;
    if (!whole && length > 0 && length <= 30 && strspn(text, "+-.0123456789eE") == length) {
        char *end;
        errno = 0;
        double value = strtod(text, &end);
        if (*end == '\0' && errno == 0 && isfinite(value)) return KK_OK;
    }
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' must be a %s, not '%.*s'", at->key,
                      whole ? "whole number" : "number with a decimal point", SHOWN_MAX, text);
}

static kk_status check_scalar(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    if (at->node->type != YAML_SCALAR_NODE) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' must be one value, not a %s", at->key,
                          at->node->type == YAML_SEQUENCE_NODE ? "list" : "group of keys");
    }
    switch (schema->type) {
    case CYAML_STRING:
        return check_text(at, schema, err);
    case CYAML_BOOL:
        return check_bool(at, err);
    case CYAML_ENUM:
        return check_word(at, schema, err);
    default:
        return check_number(at, schema, err);
    }
}

static kk_status check_child(const visit *at, const cyaml_schema_value_t *schema, kk_error *err)
{
    if (is_nothing(at->node)) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(at), "'%s' has no value; fill it or leave it out", at->key);
    }
    switch (schema->type) {
    case CYAML_MAPPING:
        return check_mapping(at, schema, err);
    case CYAML_SEQUENCE:
        return check_sequence(at, schema, err);
    default:
        return check_scalar(at, schema, err);
    }
}

kk_status kk_document_check(kk_document *document, const cyaml_schema_value_t *schema, kk_error *err)
{
    visit root = {document, yaml_document_get_root_node(&document->yaml), "the file"};
    return check_mapping(&root, schema, err);
}
