/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The distinct texts of a column, each with a number: 0, 1, … in the order in which they were added. Wiped when it
 * goes, as the texts are of persons.
 */
#ifndef KK_COHORT_TEXTS_H
#define KK_COHORT_TEXTS_H

#include "kk/ingest.h"

#define KK_NO_TEXT UINT32_MAX

typedef struct kk_cohort_texts {
    size_t count, capacity;
    size_t *end; /* [text] in `bytes` */
    char *bytes;
    size_t byte_capacity;
    uint32_t *slot; /* hash table of numbers, KK_NO_TEXT empty */
    size_t slot_count;
} kk_cohort_texts;

/* KK_NO_TEXT when it is not there. Any number of threads, while none adds. Cost: O(length). */
uint32_t kk_cohort_texts_find(const kk_cohort_texts *texts, kk_cell text);
/* Finds it, or adds it. */
kk_status kk_cohort_texts_add(kk_cohort_texts *texts, kk_cell text, uint32_t *number, kk_error *err) KK_MUST_USE;
kk_cell kk_cohort_texts_get(const kk_cohort_texts *texts, uint32_t number);
void kk_cohort_texts_clear(kk_cohort_texts *texts);

#endif
