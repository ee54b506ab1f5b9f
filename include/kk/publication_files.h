/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A release read back from its files, as whoever gets them sees it: areas.csv, disclosure.json, indicators.csv and,
 * where there is one, knowledge.csv (docs/outputs.md). A person can write them by hand.
 */
#ifndef KK_PUBLICATION_FILES_H
#define KK_PUBLICATION_FILES_H

#include "kk/arena.h"
#include "kk/publication.h"

/* What disclosure.json says of the release besides. */
typedef struct kk_publication_terms {
    const char *accepted_leaks; /* why it was made although the audit found leaks; NULL: it was not */
    size_t earlier_count;       /* earlier releases that its maker knew of, as named by the project */
    const char **earlier;
} kk_publication_terms;

/*
 * Reads the release in `folder`, into the arena. Columns of indicators that are `public` or `derived` (made of released
 * figures alone) are left aside. A number that stands in a row counts as told, whatever the row's status says; only the
 * figure of a row `parent` is another area's. An area without a row is `absent`. Links are those that disclosure.json
 * lists, or without such a list all that areas.csv holds.
 *
 * Errors: KK_ERR_INPUT with file, line and column for a file that is missing or unreadable, a column, key, level, area,
 * quantity, indicator or status that is not known, a cell that stands there twice. Cost: O(bytes), one pass.
 */
kk_status kk_publication_read(const char *folder, kk_arena *arena, kk_publication *out, kk_publication_terms *terms,
                              kk_error *err) KK_MUST_USE;

/* The year of its boundaries, 0 when not known: disclosure.json alone is read. Errors: KK_ERR_INPUT. */
kk_status kk_publication_read_vintage(const char *folder, int *vintage, kk_error *err) KK_MUST_USE;

/*
 * Adds what an earlier release tells: its quantities, relations and indicators by name (an indicator that is now made
 * otherwise is one more), its figures as further columns behind those of `now`, its facts where `now` has none. Left
 * out, with a warning in which `name` stands for it: all of a release of other boundaries; areas that are no more; the
 * figures of an indicator and period of which one differs from what is told now, as the data were revised. `earlier`
 * must live as long as `now`. Errors: memory. Cost: O(figures).
 */
kk_status kk_publication_join(kk_publication *now, const kk_publication *earlier, const char *name, kk_arena *arena,
                              kk_error *err) KK_MUST_USE;

#endif
