/* SPDX-License-Identifier: EUPL-1.2 */
/* The struct behind kk_release: for this stage alone. */
#ifndef KK_RELEASE_TABLE_H
#define KK_RELEASE_TABLE_H

#include "kk/protection.h"
#include "kk/release.h"

struct kk_release {
    const kk_areas *areas;
    size_t column_count, withheld;
    kk_released_column *column;
    const kk_released_reliability *reliability;
    size_t reliability_count;
    const kk_publication *publication;
    kk_protection_result protection;
    const kk_statistic_row *statistic;
    size_t statistic_count;
    const kk_sheet *sheet;
    size_t sheet_count;
};

#endif
