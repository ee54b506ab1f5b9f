/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Persons as they are read, in chunks: how many there will be is not known beforehand, and room that doubles would
 * double a national cohort's memory. In the end the chunks are laid out as the arrays of a kk_cohort, one by one.
 */
#ifndef KK_COHORT_PILE_H
#define KK_COHORT_PILE_H

#include "ingest/cohort_batch.h"
#include "ingest/cohort_columns.h"
#include "ingest/cohort_outcomes.h"
#include "ingest/cohort_persons.h"
#include "ingest/cohort_texts.h"
#include "kk/cohort.h"

enum { KK_CHUNK_PERSONS = 65536 };

typedef struct kk_cohort_chunk {
    size_t count;
    uint32_t *text;             /* [text column][KK_CHUNK_PERSONS]: number in kk_cohort_pile.texts, KK_NO_TEXT blank */
    double *predictor, *weight; /* [KK_CHUNK_PERSONS] */
    double *outcome;            /* [block][KK_CHUNK_PERSONS][KK_LANES] */
} kk_cohort_chunk;

typedef struct kk_cohort_pile {
    const kk_cohort_columns *columns;
    kk_cohort_texts *texts; /* [text column] */
    kk_cohort_chunk *chunk;
    size_t chunk_count, chunk_capacity;
    size_t block_count;
    size_t file;            /* of the project, which is read */
    kk_cohort_tally *tally; /* [number column] */
    kk_cohort_persons persons;
    uint32_t **text; /* [text column][person], once laid out */
} kk_cohort_pile;

kk_status kk_cohort_pile_init(kk_cohort_pile *pile, const kk_cohort_columns *columns, kk_error *err) KK_MUST_USE;
void kk_cohort_pile_clear(kk_cohort_pile *pile);

/* Room for a batch behind the last chunk's persons, */
kk_status kk_cohort_pile_open(kk_cohort_pile *pile, kk_error *err) KK_MUST_USE;
/* where its rows first … end − 1 become persons: several threads may, each with rows of its own. */
void kk_cohort_pile_parse(const kk_cohort_pile *pile, kk_cohort_batch *batch, size_t first, size_t end);
/* Keeps the persons of the rows without a fault, in the order of the rows; symbols of CBS become missing numbers. */
kk_status kk_cohort_pile_settle(kk_cohort_pile *pile, const kk_cohort_batch *batch, kk_error *err) KK_MUST_USE;

/* Moves all into `cohort` and `pile->text`. */
kk_status kk_cohort_pile_lay_out(kk_cohort_pile *pile, kk_cohort *cohort, kk_error *err) KK_MUST_USE;

#endif
