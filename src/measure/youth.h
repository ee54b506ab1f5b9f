/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One youth as the records tell: who, where, and the stretches of help. Memory is kept from one youth to the next.
 *
 * A stretch is a CARE record that has begun, or the days of a declaration of more than 0 cents, unless a CARE record of
 * the same form shares a day with it. What goes on after `records.until` runs: KK_OPEN_DAY. Care periods are the
 * stretches of a form, made one over gaps of at most `records.gap_days` days without help.
 */
#ifndef KK_MEASURE_YOUTH_H
#define KK_MEASURE_YOUTH_H

#include "kk/config.h"
#include "measure/column.h"

typedef struct kk_care {
    kk_day begin, end;
    uint32_t contract;
    uint8_t form, referrer; /* of a care period: of its first stretch */
    bool indicated;
    bool planned;  /* ended as planned */
    bool declared; /* known from a declaration only */
} kk_care;

typedef struct kk_care_list {
    const kk_care *item; /* by begin */
    size_t count;
} kk_care_list;

typedef struct kk_youth {
    const kk_config *config;
    const kk_record *record; /* all of the client's, sorted */
    size_t record_count;
    uint64_t family; /* 0: not known */
    kk_sex sex;
    unsigned has; /* KK_HAS_… of the records */
    int months;   /* of age at the end of the first period; KK_MONTHS_UNKNOWN */

    kk_care_list stretches, periods;
    const uint64_t *by_provider; /* [stretches.count] provider << 32 | index of the stretch, ascending */

    size_t capacity;
    kk_care *stretch, *period, *selected;
    uint64_t *order;
    uint64_t *days; /* 2 × capacity, for use by measures */
} kk_youth;

/* What a record tells: bits of KK_HAS_…. */
unsigned kk_record_has(const kk_record *record);

/* Reads one client's records into a youth that was zeroed or read before; −1 when out of memory. Cost: O(n log n). */
int kk_youth_read(kk_youth *youth, const kk_config *config, const kk_record *record, size_t count) KK_MUST_USE;
void kk_youth_clear(kk_youth *youth);

/* Age at the end of period `p`; KK_MONTHS_UNKNOWN. */
int kk_youth_months(const kk_youth *youth, size_t p);

/* Whether an age and the youth's sex are those selected. */
bool kk_youth_fits(const kk_youth *youth, const kk_measure_column *column, int months);

/* The care periods by the column's referrers; forms are not yet selected. Valid until the next call. */
kk_care_list kk_youth_periods(kk_youth *youth, const kk_measure_column *column);

/*
 * The next span of help of the column's forms together: `*at` is 0 at first. Its gaps are those of care periods. False
 * when there is none.
 */
bool kk_span_next(const kk_youth *youth, kk_care_list list, const kk_measure_column *column, size_t *at, kk_care *span);

static inline bool kk_care_touches(const kk_care *care, const kk_period *period)
{
    return care->begin <= period->last && care->end >= period->first;
}

static inline bool kk_day_within(kk_day day, const kk_period *period)
{
    return day >= period->first && day <= period->last;
}

#endif
