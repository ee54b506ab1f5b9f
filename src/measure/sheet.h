/* SPDX-License-Identifier: EUPL-1.2 */
/* A table with a row for every land area and period, in the order of level, area, period. */
#ifndef KK_MEASURE_SHEET_H
#define KK_MEASURE_SHEET_H

#include "kk/figure.h"
#include "kk/ingest.h"
#include "measure/geography.h"

typedef struct kk_sheet {
    kk_table *table;
    uint32_t *row; /* [slot] the area's row of the first period; KK_NO_SLOT of water */
} kk_sheet;

/*
 * In the arena: `column_count` columns, the wanted ones and then guards, named "persons"; all figures are absent. Line
 * 0, source_rows 1, no population, no change of boundaries; `guard` is NULL.
 */
kk_status kk_sheet_make(const kk_config_table *config, size_t column_count, const kk_geography *geography,
                        const kk_period *period, size_t period_count, kk_arena *arena, kk_table *table, kk_sheet *out,
                        kk_error *err) KK_MUST_USE;

/* Sets a figure: a value, or a status that says why there is none. Of water nothing. */
void kk_sheet_put(const kk_sheet *sheet, size_t slot, size_t period, size_t column, kk_figure figure);

#endif
