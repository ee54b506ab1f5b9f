/* SPDX-License-Identifier: EUPL-1.2 */
/* What the readers of the files of one release share while they fill a publication. */
#ifndef KK_INGEST_PUBLICATION_H
#define KK_INGEST_PUBLICATION_H

#include "ingest/cohort_texts.h"
#include "ingest/release_csv.h"
#include "kk/publication_files.h"

typedef struct kk_publication_link_name {
    const char *upper, *lower;
} kk_publication_link_name;

typedef struct kk_publication_reader {
    const char *folder;
    kk_arena *arena;
    kk_publication *out;
    kk_publication_terms *terms;
    kk_cohort_texts quantities, indicators; /* numbered as in `out`; behind the indicators those that take no part */
    kk_cohort_texts levels, *codes;         /* numbered as in `out`; codes[level] */
    size_t link_name_count;                 /* 0: all that areas.csv holds */
    kk_publication_link_name *link_name;
    kk_cohort_texts words; /* periods and the like: one copy of each, in the arena */
    const char **word;
    size_t word_capacity;
} kk_publication_reader;

/* disclosure.json: quantities, relations, indicators, rules, terms. */
kk_status kk_publication_read_frame(kk_publication_reader *reader, kk_error *err) KK_MUST_USE;
/* areas.csv: levels and links. */
kk_status kk_publication_read_areas(kk_publication_reader *reader, kk_error *err) KK_MUST_USE;
/* knowledge.csv, where there is one: facts. */
kk_status kk_publication_read_facts(kk_publication_reader *reader, kk_error *err) KK_MUST_USE;
/* indicators.csv: columns. */
kk_status kk_publication_read_figures(kk_publication_reader *reader, kk_error *err) KK_MUST_USE;

/* FOLDER/NAME, in the arena; NULL when memory runs out. */
const char *kk_publication_path(const kk_publication_reader *reader, const char *name);

/* The one copy of a text. */
kk_status kk_publication_word(kk_publication_reader *reader, kk_cell cell, const char **out, kk_error *err) KK_MUST_USE;

/* What the cells of a row name. Errors: KK_ERR_INPUT where areas.csv has no such level, or area in it; where there is
   no such status. */
kk_status kk_publication_row_level(const kk_publication_reader *reader, const kk_release_csv *csv, size_t column,
                                   uint32_t *level, kk_error *err) KK_MUST_USE;
kk_status kk_publication_row_area(const kk_publication_reader *reader, const kk_release_csv *csv, size_t column,
                                  uint32_t level, uint32_t *area, kk_error *err) KK_MUST_USE;
kk_status kk_publication_row_status(const kk_release_csv *csv, size_t column, kk_figure_status *status,
                                    kk_error *err) KK_MUST_USE;

#endif
