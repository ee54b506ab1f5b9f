/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The engine's code lists, data/codes/forms.csv and referrers.csv: a header, then a line for each code, cells with `;`
 * between and without quotes.
 */
#ifndef KK_CONFIG_CODES_H
#define KK_CONFIG_CODES_H

#include "kk/config.h"

/* The texts of the two files. */
typedef struct kk_code_texts {
    const char *forms;     /* form;label_nl;label_en;weight;groups, groups with blanks between */
    const char *referrers; /* referrer;label_nl;label_en; the first is "unknown" */
} kk_code_texts;

/*
 * Groups get bits in the order in which they first appear. Errors: KK_ERR_INTERNAL with file and line, for a file that
 * is not as above, doubles, and more codes than there is room for. All texts are in the arena.
 */
kk_status kk_codes_read(kk_arena *arena, const kk_code_texts *texts, kk_codes *out, kk_error *err) KK_MUST_USE;

/* The lists that are built in. */
kk_status kk_codes_load(kk_arena *arena, kk_codes *out, kk_error *err) KK_MUST_USE;

#endif
