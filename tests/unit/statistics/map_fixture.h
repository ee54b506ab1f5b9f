/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A map to make statistics of: two gemeenten with wijken, and the share `use` of which the project asks every
 * statistic. The wijken lie in a row and each is the neighbour of those beside it; the last is water. Set `choice`
 * before, figures by add_period, then release; after that make the statistics, and look at them with column_of and
 * row_of.
 */
#ifndef KK_TESTS_MAP_FIXTURE_H
#define KK_TESTS_MAP_FIXTURE_H

#include "unit/check.h"
#include "unit/made_areas.h"

#include "kk/disclosure.h"
#include "kk/figure.h"
#include "statistics/work.h"

enum { WIJKEN_MAX = 64, PERIODS_MAX = 12 };
enum { BASE, OTHER, DERIVED }; /* indicators: the base, another one, then a statistic of the base for every part */

typedef struct map_fixture {
    kk_arena arena;
    kk_areas areas;
    kk_config config;
    kk_config_statistic choice;
    kk_config_indicator indicators[DERIVED + KK_STATISTIC_PARTS];
    kk_indicator_column column[3 * PERIODS_MAX];
    kk_indicator_table raw;
    kk_level_map map[2];
    const kk_release *release;
    kk_statistics statistics;
    kk_error err;
} map_fixture;

/* The wijken in a row, a kilometre apart. */
static inline void add_map(map_fixture *f)
{
    size_t count = f->areas.level[WIJK].count, links = 0;
    kk_neighbours *n = &f->map[WIJK].neighbours;
    *n = (kk_neighbours){count, made_room(&f->arena, count + 1, sizeof *n->begin),
                         made_room(&f->arena, 2 * count, sizeof *n->neighbour)};
    f->map[WIJK].centroid = made_room(&f->arena, count, 2 * sizeof(double));
    for (uint32_t i = 0; i < count; i++) {
        f->map[WIJK].centroid[2 * i] = 1000.0 * i;
        f->map[WIJK].centroid[2 * i + 1] = 450000;
        if (i > 0 && i + 1 < count) n->neighbour[links++] = i - 1;
        if (i + 2 < count) n->neighbour[links++] = i + 1;
        n->begin[i + 1] = (uint32_t)links;
    }
}

static inline void add_indicators(map_fixture *f)
{
    f->indicators[BASE] = (kk_config_indicator){.name = "use", .kind = KK_SHARE, .per = 100, .on_map = true};
    f->indicators[OTHER] = (kk_config_indicator){.name = "poverty", .kind = KK_VALUE, .per = 1, .on_map = true};
    for (kk_statistic_part part = 1; part < KK_STATISTIC_PARTS; part++) {
        size_t categories;
        bool plain = part == KK_STATISTIC_RANK || part == KK_STATISTIC_SCAN || part == KK_STATISTIC_CLUSTER_P ||
                     part == KK_STATISTIC_HOTSPOT_Z || kk_statistic_categories(part, &categories) != NULL;
        f->indicators[DERIVED + part] = (kk_config_indicator){
            .name = kk_arena_format(&f->arena, "use%s", kk_statistic_ending(part)),
            .kind = KK_VALUE,
            .per = plain ? 1 : 100,
            .on_map = true,
            .statistic = part,
            .base_indicator = BASE,
        };
    }
    f->config.indicators = f->indicators;
    f->config.indicator_count = DERIVED + KK_STATISTIC_PARTS;
    f->config.statistics = (kk_config_statistics){.given = true, .seed = 1, .of = &f->choice, .of_count = 1};
    f->choice.indicator = BASE;
}

static inline map_fixture *map_begin(size_t wijken)
{
    map_fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    made_gemeenten_and_wijken(&f->areas, wijken, &f->arena);
    add_map(f);
    add_indicators(f);
    f->raw = (kk_indicator_table){.areas = &f->areas, .column = f->column};
    return f;
}

static inline void map_end(map_fixture *f)
{
    kk_arena_clear(&f->arena);
    free(f);
}

/* Figures of the wijken; a negative one is secret. Without denominators they are values. */
static inline kk_indicator_column *add_column(map_fixture *f, size_t indicator, const char *period,
                                              const double *numerator, const double *denominator)
{
    kk_indicator_column *column = &f->column[f->raw.column_count++];
    size_t count = f->areas.level[WIJK].count, size = sizeof(double);
    *column = (kk_indicator_column){.config = &f->indicators[indicator],
                                    .level = WIJK,
                                    .period = period,
                                    .is_public = true,
                                    .source = "proef",
                                    .value = made_room(&f->arena, count, size),
                                    .lower = made_room(&f->arena, count, size),
                                    .upper = made_room(&f->arena, count, size),
                                    .numerator = made_room(&f->arena, count, size),
                                    .denominator = made_room(&f->arena, count, size),
                                    .status = made_room(&f->arena, count, 1),
                                    .small_count = made_room(&f->arena, count, sizeof(bool))};
    for (size_t i = 0; i < count; i++) {
        bool water = f->areas.level[WIJK].water[i], known = !water && numerator[i] >= 0;
        column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
        column->status[i] = known ? KK_FIGURE_OK : water ? KK_FIGURE_NOT_APPLICABLE : KK_FIGURE_SECRET;
        if (!known) continue;
        kk_interval bounds = denominator == NULL ? (kk_interval){NAN, NAN} : kk_wilson(numerator[i], denominator[i]);
        column->value[i] = denominator == NULL ? numerator[i] : numerator[i] / denominator[i];
        column->lower[i] = bounds.lower;
        column->upper[i] = bounds.upper;
        column->numerator[i] = denominator == NULL ? NAN : numerator[i];
        column->denominator[i] = denominator == NULL ? NAN : denominator[i];
    }
    return column;
}

/* Add the columns of an indicator behind each other, by period. */
static inline void map_release(map_fixture *f)
{
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
}

static inline void map_statistics(map_fixture *f, int threads)
{
    map_release(f);
    kk_status status = kk_statistics_make(&f->config, f->release, f->map, threads, &f->arena, &f->statistics, &f->err);
    if (status != KK_OK) fail_msg("%s", f->err.message);
}

/* The column of a part in a period; fails when there is none. */
static inline const kk_released_column *column_of(const map_fixture *f, kk_statistic_part part, const char *period)
{
    for (size_t c = 0; c < f->statistics.column_count; c++) {
        const kk_released_column *column = &f->statistics.column[c];
        if (column->indicator->statistic == part && strcmp(column->period, period) == 0) return column;
    }
    fail_msg("no column%s of %s", kk_statistic_ending(part), period);
    return NULL;
}

/* The first row of that statistic and term (NULL: any); NULL when there is none. */
static inline const kk_statistic_row *row_of(const map_fixture *f, const char *statistic, const char *term)
{
    for (size_t r = 0; r < f->statistics.row_count; r++) {
        const kk_statistic_row *row = &f->statistics.row[r];
        if (strcmp(row->statistic, statistic) == 0 && (term == NULL || strcmp(row->term, term) == 0)) return row;
    }
    return NULL;
}

#endif
