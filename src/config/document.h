/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A YAML text as libyaml's document, with a mark on every value. What the project language does not have is refused
 * here: anchors, aliases and tags, more than one document, keys given twice, nesting deeper than 16, texts larger than
 * 1 MiB (or than their reader allows), control characters.
 */
#ifndef KK_CONFIG_DOCUMENT_H
#define KK_CONFIG_DOCUMENT_H

#include "kk/config.h"

#include <yaml.h>

enum { KK_DOCUMENT_BYTES_MAX = 1 << 20, KK_DOCUMENT_DEPTH_MAX = 16 };

/* A text and the name that messages give it. Borrowed. */
typedef struct kk_yaml_text {
    const char *name;
    const char *bytes;
    size_t length;
    size_t length_max; /* 0: KK_DOCUMENT_BYTES_MAX */
} kk_yaml_text;

typedef struct kk_document {
    const char *name;
    yaml_document_t yaml;
} kk_document;

/* Where a value stands. `exact`: it is on one line, so that an offset in the text may be added to the column. */
typedef struct kk_place {
    kk_mark mark;
    bool exact;
} kk_place;

/* Errors are KK_ERR_PROJECT, with libyaml's own words for a syntax error. After a failure there is nothing to clear. */
kk_status kk_document_load(const kk_yaml_text *text, kk_document *out, kk_error *err) KK_MUST_USE;
void kk_document_clear(kk_document *document);

/* The mark of a node; of a quoted text that of its first letter. */
kk_mark kk_document_mark(const kk_document *document, const yaml_node_t *node);

/* The place of the value at a path such as "tables[2].where[0].column"; where there is none, of what would hold it. */
kk_place kk_document_place(kk_document *document, const char *path, ...) __attribute__((format(printf, 2, 3)));

/* Puts the word "hidden" in the place of the text at a path, as far as it fits; nothing where there is none. */
void kk_document_hide(kk_document *document, const char *path);

/* The document as YAML, without comments, in the arena. It takes what is in the document: only clear it afterwards. */
kk_status kk_document_write(kk_document *document, kk_arena *arena, const char **out, kk_error *err) KK_MUST_USE;

#endif
