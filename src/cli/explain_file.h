/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explanation.json (docs/guide/explanation.md) as it is read for one area: of the others only the codes are kept, which
 * costs a pass over the file. Each area stands on a line of its own; where that was changed all of them are read, and
 * no codes are known.
 */
#ifndef KK_CLI_EXPLAIN_FILE_H
#define KK_CLI_EXPLAIN_FILE_H

#include "config/document.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct kk_explained {
    kk_document document;
    char *text;
    size_t length, capacity;
    const char **code; /* of the other areas */
    size_t code_count, code_capacity;
    kk_arena arena;
} kk_explained;

/* `out` is to be cleared, after an error too (zeroed it may be cleared without). Errors: KK_ERR_INPUT. */
kk_status kk_explained_read(const char *folder, const char *code, kk_explained *out, kk_error *err) KK_MUST_USE;
void kk_explained_clear(kk_explained *explained);

/* A value of the file; `node` is NULL where there is none, and whatever is asked of it then is absent too. */
typedef struct kk_told {
    yaml_document_t *document;
    yaml_node_t *node;
} kk_told;

kk_told kk_told_root(kk_explained *explained);
kk_told kk_told_member(kk_told of, const char *key);
/* Items of a list, members of an object. */
size_t kk_told_count(kk_told of);
kk_told kk_told_item(kk_told of, size_t index);
const char *kk_told_key(kk_told of, size_t index);

bool kk_told_given(kk_told of);       /* there, and not null */
const char *kk_told_text(kk_told of); /* "" of what is absent or null */
double kk_told_number(kk_told of);    /* NaN */
bool kk_told_true(kk_told of);

/* Text and number of a member. */
const char *kk_told_word(kk_told of, const char *key);
double kk_told_figure(kk_told of, const char *key);

/* The area with that code in the list `areas`; absent where it is not in it. */
kk_told kk_told_area(kk_told areas, const char *code);

#endif
