/* SPDX-License-Identifier: EUPL-1.2 */
/* A line of one of a cohort's files, as one number: ascending in the order in which they are read. */
#ifndef KK_COHORT_LINE_H
#define KK_COHORT_LINE_H

#include <stddef.h>
#include <stdint.h>

enum { KK_LINE_BITS = 48 };

typedef uint64_t kk_cohort_line;

static inline kk_cohort_line kk_cohort_line_of(size_t file, int64_t line)
{
    return (uint64_t)file << KK_LINE_BITS | (uint64_t)line;
}

static inline size_t kk_cohort_line_file(kk_cohort_line line)
{
    return (size_t)(line >> KK_LINE_BITS);
}

static inline long long kk_cohort_line_number(kk_cohort_line line)
{
    return (long long)(line & ((UINT64_C(1) << KK_LINE_BITS) - 1));
}

#endif
