/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue as the engine holds it: the entries of data/catalogue/, as the raw indicators that they are. */
#ifndef KK_CONFIG_CATALOGUE_H
#define KK_CONFIG_CATALOGUE_H

#include "config/schema.h"
#include "kk/arena.h"

enum { KK_CATALOGUE_FILES = 6 };

typedef struct kk_catalogue {
    void *files[KK_CATALOGUE_FILES]; /* libcyaml's, to be freed */
    kk_raw_indicator *entries;       /* in the arena; their texts are the files' */
    size_t count;
} kk_catalogue;

/* On failure there is nothing to close. */
kk_status kk_catalogue_open(kk_arena *arena, kk_catalogue *out, kk_error *err) KK_MUST_USE;
void kk_catalogue_close(kk_catalogue *catalogue);

/* The entry that `use` names ("form/name", or "name" where one form only has it). Errors: KK_ERR_PROJECT at `mark`. */
kk_status kk_catalogue_find(const kk_catalogue *catalogue, const char *use, kk_mark mark,
                            const kk_raw_indicator **entry, kk_error *err) KK_MUST_USE;

#endif
