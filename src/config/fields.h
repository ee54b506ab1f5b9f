/* SPDX-License-Identifier: EUPL-1.2 */
/* Short words for the fields of libcyaml schemas: for the .c files that hold schemas, and no others. */
#ifndef KK_CONFIG_FIELDS_H
#define KK_CONFIG_FIELDS_H

#include <cyaml/cyaml.h>

enum {
    TEXT_MAX = 1000,
    LONG_TEXT_MAX = 4000,
    GIVEN = CYAML_FLAG_POINTER,
    MAYBE = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL
};

#define TEXT(flags, type, member) CYAML_FIELD_STRING_PTR(#member, flags, type, member, 1, TEXT_MAX)
#define LONG_TEXT(flags, type, member) CYAML_FIELD_STRING_PTR(#member, flags, type, member, 1, LONG_TEXT_MAX)
#define NUMBER(type, member) CYAML_FIELD_FLOAT_PTR(#member, MAYBE, type, member)
#define WHOLE(type, member) CYAML_FIELD_UINT_PTR(#member, MAYBE, type, member)
#define WORD(type, member, words) CYAML_FIELD_ENUM_PTR(#member, MAYBE, type, member, words, CYAML_ARRAY_LEN(words))
#define LIST(flags, type, member, item, max) CYAML_FIELD_SEQUENCE(#member, flags, type, member, item, 1, max)

extern const cyaml_strval_t kk_level_words[3];     /* "gemeente", "wijk", "buurt" */
extern const cyaml_strval_t kk_direction_words[3]; /* "neutral", "need", "strength" */

#endif
