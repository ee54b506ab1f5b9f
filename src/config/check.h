/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Walks a document along a schema and stops at the first thing that does not fit it: an unknown, missing or double key,
 * an empty or wrong value, a word that is none of an enumeration's, a list too short or too long.
 */
#ifndef KK_CONFIG_CHECK_H
#define KK_CONFIG_CHECK_H

#include "config/schema.h"

/* Errors: KK_ERR_PROJECT, with file, line and column. Cost: O(nodes × keys of a mapping). */
kk_status kk_document_check(kk_document *document, const cyaml_schema_value_t *schema, kk_error *err) KK_MUST_USE;

/*
 * What to say after an unknown word: "; did you mean 'x'?", or "; it can be a, b, c" when none is near, or "" when
 * there is nothing to choose from.
 */
typedef struct kk_hint {
    char text[300];
} kk_hint;
kk_hint kk_hint_for(const char *word, const char *const names[], size_t count);

#endif
