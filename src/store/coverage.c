/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

/* A cell as a copy in the arena; `*ok` becomes false when there is no memory. */
static const char *cell(const PGresult *rows, int row, int column, kk_arena *arena, bool *ok)
{
    const char *text = kk_arena_copy(arena, PQgetvalue(rows, row, column));
    *ok = *ok && text != NULL;
    return text;
}

static int64_t number(const PGresult *rows, int row, int column)
{
    return strtoll(PQgetvalue(rows, row, column), NULL, 10);
}

static kk_status read_totals(kk_store *store, kk_arena *arena, kk_coverage *coverage, kk_error *err)
{
    enum { TABLE, PERIOD, LEVEL, AREAS, INHABITED, WITH_FIGURE, WITHOUT_FIGURE, WITHOUT_AREA, NO_POPULATION, CAUSE };
    PGresult *rows = NULL;
    kk_status status = kk_sql_rows(store->pg, KK_SQL(coverage_totals), NULL, &rows, err);
    if (status != KK_OK) return status;

    bool ok = true;
    coverage->total_count = (size_t)PQntuples(rows);
    coverage->totals = kk_arena_alloc(arena, coverage->total_count, sizeof *coverage->totals);
    for (int i = 0; coverage->totals != NULL && ok && i < PQntuples(rows); i++)
        coverage->totals[i] = (kk_coverage_total){.table = (uint32_t)number(rows, i, TABLE),
                                                  .period = cell(rows, i, PERIOD, arena, &ok),
                                                  .level = cell(rows, i, LEVEL, arena, &ok),
                                                  .areas = number(rows, i, AREAS),
                                                  .inhabited = number(rows, i, INHABITED),
                                                  .with_figure = number(rows, i, WITH_FIGURE),
                                                  .without_figure = number(rows, i, WITHOUT_FIGURE),
                                                  .figures_without_area = number(rows, i, WITHOUT_AREA),
                                                  .no_population = number(rows, i, NO_POPULATION),
                                                  .cause = cell(rows, i, CAUSE, arena, &ok)};
    PQclear(rows);
    return coverage->totals == NULL || !ok ? kk_fail_memory(err) : KK_OK;
}

static kk_status read_gaps(kk_store *store, kk_arena *arena, kk_coverage *coverage, kk_error *err)
{
    enum { GAP, TABLE, PERIOD, LEVEL, CODE, NAME, CAUSE };
    char vintage[16] = "";
    if (store->vintage > 0) snprintf(vintage, sizeof vintage, "%d", store->vintage);
    PGresult *rows = NULL;
    kk_status status = kk_sql_rows(store->pg, KK_SQL(coverage_gaps), &(kk_values){1, {vintage}}, &rows, err);
    if (status != KK_OK) return status;

    bool ok = true;
    coverage->gap_count = (size_t)PQntuples(rows);
    coverage->gaps = kk_arena_alloc(arena, coverage->gap_count, sizeof *coverage->gaps);
    for (int i = 0; coverage->gaps != NULL && ok && i < PQntuples(rows); i++)
        coverage->gaps[i] = (kk_coverage_gap){.gap = (kk_gap)number(rows, i, GAP),
                                              .table = (uint32_t)number(rows, i, TABLE),
                                              .period = cell(rows, i, PERIOD, arena, &ok),
                                              .level = cell(rows, i, LEVEL, arena, &ok),
                                              .code = cell(rows, i, CODE, arena, &ok),
                                              .name = cell(rows, i, NAME, arena, &ok),
                                              .cause = cell(rows, i, CAUSE, arena, &ok)};
    PQclear(rows);
    return coverage->gaps == NULL || !ok ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_store_coverage(kk_store *store, kk_arena *arena, kk_coverage *coverage, kk_error *err)
{
    *coverage = (kk_coverage){0};
    kk_status status = kk_store_index_figures(store, err);
    if (status == KK_OK) status = kk_sql_none(store->pg, KK_SQL(coverage_make), NULL, err);
    if (status == KK_OK) status = read_totals(store, arena, coverage, err);
    if (status == KK_OK) status = read_gaps(store, arena, coverage, err);
    return status;
}
