/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether the persons of a cohort differ, where it tells who they are: one who is there in several rows would pass for
 * several. Kept are hashes with a key that is drawn anew each time and wiped with them.
 */
#ifndef KK_COHORT_PERSONS_H
#define KK_COHORT_PERSONS_H

#include "ingest/cohort_line.h"
#include "ingest/pseudonym.h"
#include "kk/config.h"
#include "kk/ingest.h"

typedef struct kk_cohort_person {
    uint64_t hash;
    kk_cohort_line line;
} kk_cohort_person;

typedef struct kk_cohort_persons {
    kk_hasher hasher;
    kk_cohort_person *item;
    size_t count, capacity;
} kk_cohort_persons;

kk_status kk_cohort_persons_init(kk_cohort_persons *persons, kk_error *err) KK_MUST_USE;
void kk_cohort_persons_clear(kk_cohort_persons *persons);

/* Never 0. Leading zeros of a number make no difference. Safe from several threads. */
uint64_t kk_cohort_person_hash(const kk_cohort_persons *persons, kk_cell cell);

kk_status kk_cohort_persons_add(kk_cohort_persons *persons, uint64_t hash, kk_cohort_line line,
                                kk_error *err) KK_MUST_USE;

/* KK_ERR_INPUT when some are there twice: how many rows, and the first of them. Sorts. Cost: O(n log n). */
kk_status kk_cohort_persons_check(kk_cohort_persons *persons, const kk_config_estimates *config,
                                  kk_error *err) KK_MUST_USE;

#endif
