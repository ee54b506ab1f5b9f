/* SPDX-License-Identifier: EUPL-1.2 */
/* A CSV that puts codes in groups: code;group;name, of which the name of the group may lack. */
#ifndef KK_COHORT_GROUPING_H
#define KK_COHORT_GROUPING_H

#include "kk/ingest.h"

typedef struct kk_grouped_code {
    const char *code, *group, *name;
    int64_t line;
} kk_grouped_code;

typedef struct kk_cohort_grouping {
    kk_grouped_code *item; /* ascending by code */
    size_t count, capacity;
    kk_grouped_code *named; /* those whose group has a name, ascending by group, then code */
    size_t named_count;
} kk_cohort_grouping;

/* Texts in the arena. Errors: KK_ERR_INPUT for a column that lacks, a line of another width than the header, an empty
   code or group, a group of more than 200 bytes, a code in two groups. */
kk_status kk_cohort_grouping_read(const kk_config_file *file, kk_arena *arena, kk_cohort_grouping *out,
                                  kk_error *err) KK_MUST_USE;
void kk_cohort_grouping_clear(kk_cohort_grouping *grouping);

/* NULL where the code is in no group. */
const char *kk_cohort_grouping_find(const kk_cohort_grouping *grouping, const char *code);
/* The first name by code, "" where the group has none. Cost: O(log codes). */
const char *kk_cohort_grouping_title(const kk_cohort_grouping *grouping, const char *group);

#endif
