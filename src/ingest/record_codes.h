/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the codes of a source mean. For each field one list: the project's own (`codes:`) before the list that belongs
 * to the form of the source (data/codes) before the names that the engine itself uses. Codes are met without regard to
 * capitals and, where they are all digits, to leading zeros.
 */
#ifndef KK_RECORD_CODES_H
#define KK_RECORD_CODES_H

#include "kk/config.h"
#include "kk/ingest.h"

typedef struct kk_code {
    const char *code;
    int value;    /* index of a form or referrer, or a kk_outcome */
    int priority; /* of the list it comes from: 0 wins */
} kk_code;

typedef struct kk_code_list {
    kk_code *item; /* ascending by code */
    size_t count, capacity;
} kk_code_list;

typedef struct kk_record_codes {
    kk_arena texts;
    kk_code_list product, form, referrer, outcome;
} kk_record_codes;

/*
 * `measures`: forms of a Beleidsinformatie file are measures of protection and probation, whose codes are those of help
 * with another meaning. Errors: KK_ERR_INPUT for a list that cannot be read, that lacks the columns `code` and `value`,
 * or in which a code has two values; KK_ERR_INPUT for a value that the engine does not know, with the nearest one.
 */
kk_status kk_record_codes_load(const kk_config *config, const kk_config_record_source *source, bool measures,
                               kk_record_codes *codes, kk_error *err) KK_MUST_USE;
void kk_record_codes_clear(kk_record_codes *codes);

/* The value of a code; −1 of one that the list does not have. Cost: O(log n). */
int kk_code_find(const kk_code_list *list, kk_cell code);

#endif
