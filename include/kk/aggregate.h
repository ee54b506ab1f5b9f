/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From joined figures to indicators: evaluates each indicator's expressions for each area, period by period, and
 * adds up members for own areas. The result is raw: it goes to disclosure, and to nothing else.
 */
#ifndef KK_AGGREGATE_H
#define KK_AGGREGATE_H

#include "kk/areas.h"
#include "kk/config.h"
#include "kk/error.h"
#include "kk/figure.h"
#include "kk/ingest.h"
#include "kk/store.h"

/* One indicator, one level, one period: columns over the areas of the level. Values are fractions (not × per). */
typedef struct kk_indicator_column {
    const kk_config_indicator *config;
    uint32_t level;
    const char *period;
    bool is_public; /* every table it draws on is public */
    const char *source;
    double *value, *lower, *upper, *numerator, *denominator; /* NaN where there is none */
    uint8_t *status;                                         /* kk_figure_status */
} kk_indicator_column;

typedef struct kk_indicator_table {
    const kk_areas *areas;
    size_t column_count; /* ordered by level, indicator (as in the project), period */
    kk_indicator_column *column;
} kk_indicator_table;

/*
 * Runs the join and evaluates every indicator, at every level asked for, in every period in which all its tables have
 * figures (a table may stand in for other periods: `stands_in_for`). A column in which no area has a row is left out.
 *
 *   share  numerator / denominator, Wilson interval      rate   numerator / denominator, exact or Byar interval /
 * denominator mean   total / number of units, no interval          ratio  quantity / quantity, no interval value  the
 * figure as it is, no interval
 *
 * A denominator of 0 gives no_population; a share outside 0 … 1 or a negative count gives unknown. An own area has the
 * figures of its own row where the table has one; otherwise numerators and denominators are added over its members (a
 * value: averaged with the denominator as weight; without one it is not applicable). Members without population count
 * for nothing; any other missing member makes the own area missing. Water is not applicable.
 * Errors: KK_ERR_PROJECT when the tables of an indicator share no period. Cost: O(areas × indicators × periods).
 */
kk_status kk_aggregate(const kk_config *config, const kk_areas *areas, const kk_table *tables, kk_store *store,
                       kk_arena *arena, kk_indicator_table *out, kk_error *err) KK_MUST_USE;

#endif
