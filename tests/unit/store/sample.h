/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small project by hand: gemeente GM0001 with two wijken, five buurten (one water, one of two pieces with a hole, one
 * without a shape), and two teams that part the wijken.
 */
#ifndef KK_TESTS_SAMPLE_H
#define KK_TESTS_SAMPLE_H

#include "kk/figure.h"
#include "kk/store.h"

#include <math.h>

enum { GEMEENTEN, WIJKEN, BUURTEN, TEAMS };

/* Squares: of area 0 with a hole, then a second piece; then one for each next area. */
#define SQUARE(x, y, size) x, y, x + size, y, x + size, y + size, x, y + size, x, y

static double buurt_xy[] = {SQUARE(100000, 400000, 100), SQUARE(100010, 400010, 10), SQUARE(100200, 400000, 50),
                            SQUARE(100300, 400000, 10),  SQUARE(100400, 400000, 10), SQUARE(100500, 400000, 10)};
static uint32_t buurt_parts[] = {0, 2, 3, 4, 5, 5}, buurt_rings[] = {0, 2, 3, 4, 5, 6},
                buurt_points[] = {0, 5, 10, 15, 20, 25, 30};
static double square_xy[] = {SQUARE(100000, 400000, 1000), SQUARE(101000, 400000, 1000)};
static uint32_t square_parts[] = {0, 1, 2}, square_rings[] = {0, 1, 2}, square_points[] = {0, 5, 10};
static uint32_t team_begin[] = {0, 1, 2}, team_member[] = {0, 1};

static const char *gemeente_codes[] = {"GM0001"}, *gemeente_names[] = {"Aa"};
static const char *wijk_codes[] = {"WK000100", "WK0001A1"}, *wijk_names[] = {"Noord", "Zuid"};
static const char *wijk_parents[] = {"GM0001", "GM0001"};
static const char *buurt_codes[] = {"BU00010001", "BU00010002", "BU00010003", "BU00019998", "BU0001A101"};
static const char *buurt_names[] = {"Dorp", "'s-Gravenveld", "Kade \"Oost\"", "Meer", "Nieuw"};
static const char *buurt_parents[] = {"WK000100", "WK000100", "WK000100", "WK000199", "WK0001A1"};
static bool buurt_water[] = {false, false, false, true, false};
static const char *team_codes[] = {"T1", "T2"}, *team_names[] = {"Team één", "Team twee"};

static bool no_water[5];

static inline kk_areas sample_areas(void)
{
    kk_polygons squares = {2, 2, 2, 10, square_parts, square_rings, square_points, square_xy};
    kk_polygons one = {1, 1, 1, 5, square_parts, square_rings, square_points, square_xy};
    kk_polygons pieces = {5, 5, 6, 30, buurt_parts, buurt_rings, buurt_points, buurt_xy};
    kk_areas areas = {.level_count = 4, .vintage = 2024};
    areas.level[GEMEENTEN] = (kk_level){.kind = KK_LEVEL_GEMEENTE,
                                        .name = "gemeente",
                                        .plural = "gemeenten",
                                        .title = "Gemeenten",
                                        .count = 1,
                                        .code = gemeente_codes,
                                        .area_name = gemeente_names,
                                        .water = no_water,
                                        .shape = one};
    areas.level[WIJKEN] = (kk_level){.kind = KK_LEVEL_WIJK,
                                     .name = "wijk",
                                     .plural = "wijken",
                                     .title = "Wijken",
                                     .count = 2,
                                     .code = wijk_codes,
                                     .area_name = wijk_names,
                                     .parent = wijk_parents,
                                     .water = no_water,
                                     .shape = squares};
    areas.level[BUURTEN] = (kk_level){.kind = KK_LEVEL_BUURT,
                                      .name = "buurt",
                                      .plural = "buurten",
                                      .title = "Buurten",
                                      .count = 5,
                                      .code = buurt_codes,
                                      .area_name = buurt_names,
                                      .parent = buurt_parents,
                                      .water = buurt_water,
                                      .shape = pieces};
    areas.level[TEAMS] =
        (kk_level){.kind = KK_LEVEL_OWN,
                   .name = "teams",
                   .plural = "teams",
                   .title = "Wijkteams",
                   .count = 2,
                   .code = team_codes,
                   .area_name = team_names,
                   .water = no_water,
                   .shape = squares,
                   .membership = {.member_level = WIJKEN, .member_begin = team_begin, .member = team_member}};
    return areas;
}

/* Figures of two periods: inhabitants, youths. */
static const kk_config_table sample_table_config = {.name = "kwb", .source = "CBS, KWB", .is_public = true};
static const char *sample_columns[] = {"a_inw", "a_jz_tn"}, *sample_periods[] = {"2023", "2024"};
static const char *sample_codes[] = {"BU00010002", "WK000100", "GM0001", "BU00010001", "GM0001", "T1"};
static uint32_t sample_row_periods[] = {1, 1, 1, 1, 0, 1};
static double sample_values[] = {0, NAN, 150, 10, 1000, NAN, 150, 10, 990, 85, 500, 45.5};
static uint8_t sample_statuses[] = {
    KK_FIGURE_NIL, KK_FIGURE_NO_POPULATION, 0, 0, 0, KK_FIGURE_SECRET, 0, 0, 0, 0, 0, 0};

static inline kk_table sample_table(void)
{
    return (kk_table){.config = &sample_table_config,
                      .column_count = 2,
                      .column = sample_columns,
                      .population = 0,
                      .boundary_change = -1,
                      .period_count = 2,
                      .period = sample_periods,
                      .row_count = 6,
                      .code = sample_codes,
                      .row_period = sample_row_periods,
                      .value = sample_values,
                      .status = sample_statuses};
}

#endif
