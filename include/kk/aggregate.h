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
#include "kk/estimates.h"
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
    bool *small_count; /* 1 … minimum − 1 persons of a table that is not public (its guard: kk_table.guard) are behind a
                          figure that went into the cell, or may be behind what one has beyond another, whatever was
                          made of them */
    bool *dominated; /* one or two persons have most of an amount in the cell, or of what one has beyond another; NULL:
                        none */
    bool guarded;    /* every table that is not public tells the persons behind its figures (kk_table.guard) */
    bool counts_persons; /* what persons have or had, by a table that is not public, is in the numerator */
} kk_indicator_column;

typedef struct kk_indicator_table {
    const kk_areas *areas;
    size_t column_count; /* ordered by level, indicator (as in the project), period */
    kk_indicator_column *column;
    const kk_chosen *chosen;  /* NULL where the project has no estimates */
    const kk_table *tables;   /* of the project, in its order */
    struct kk_joined *joined; /* what the join gave: see kk_raw_figure */
} kk_indicator_table;

/*
 * The figure of a column of a table for an area of a level (index in kk_areas) in a period of an indicator; for an own
 * area without a row of its own the sum of its members' figures, where all have one. Cost O(members).
 */
kk_figure kk_raw_figure(const kk_indicator_table *raw, size_t table, size_t column, size_t level, size_t area,
                        const char *period);

/*
 * Errors of the project that show once the tables are read: KK_ERR_PROJECT when the tables of an indicator share no
 * period, or no table tells the inhabitants that a rule of disclosure asks for. `tables` are those of the project, in
 * its order.
 */
kk_status kk_aggregate_check(const kk_config *config, const kk_table *tables, kk_error *err) KK_MUST_USE;

/*
 * Runs the join and evaluates every indicator, at every level asked for, in every period that all its tables have or
 * stand in for (`stands_in_for`). A column in which no area has a row is left out; an indicator without any column is
 * warned of.
 *
 * - share: numerator / denominator, with the Wilson interval;
 * - rate: numerator / denominator, with the exact or Byar interval of the numerator / denominator;
 * - one_in: denominator / numerator, with the inverse of Wilson's bounds; not_applicable for a numerator of 0;
 * - mean: total / number of units, with Student's t interval where the indicator has squares;
 * - estimate: the figure with its own interval;
 * - ratio: quantity / quantity, no interval;
 * - value: the figure as it is, no interval.
 *
 * Indicators of `estimates: maps:` (kk_config_indicator.map) come from `chosen` (NULL when the project has none), at
 * every level that is the level of a region type: value and interval of the estimate, × per of its outcome at release,
 * n as denominator (of a difference the smaller of both). Every land area without an estimate that may be told has
 * small_count and no value, so that the gate makes all of them `suppressed`: nobody, few and hidden look alike.
 *
 * Of other indicators a denominator of 0 gives no_population; a share outside 0 … 1, a negative count and a result that
 * is not finite give unknown. An estimate of an own area is its own row's. Numerator and denominator of an own area are
 * each taken from its own row, where the tables of that expression have one, and otherwise added over its members (a
 * value: averaged with the denominator as weight; without one it is not applicable). Members without population count
 * for nothing; any other missing member makes the own area missing. Water is not applicable. Cost: O(areas × indicators
 * × periods).
 */
kk_status kk_aggregate(const kk_config *config, const kk_areas *areas, const kk_table *tables, const kk_chosen *chosen,
                       kk_store *store, kk_arena *arena, kk_indicator_table *out, kk_error *err) KK_MUST_USE;

#endif
