/* SPDX-License-Identifier: EUPL-1.2 */
/* Which columns an aggregation makes, of tables and of estimates together. */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "kk/aggregate.h"

enum { INHABITANTS, ESTIMATE, DIFFERENCE, INDICATORS };

static const char *wijk_ids[] = {"WK000100"}, *team_ids[] = {"T2"};
static kk_region_type types[] = {{.name = "all", .level = -1},
                                 {.name = "wijk_code", .count = 1, .id = wijk_ids, .level = WIJKEN},
                                 {.name = "team", .count = 1, .id = team_ids, .level = TEAMS}};
static const kk_estimate_frame frame = {.type_count = 3, .type = types};

static kk_estimate_cell estimates[] = {{0.25, 0.125, 0.375, 40, false}}, differences[] = {{-0.5, -1, 0, 30, false}};
static kk_config_estimate_map map = {.name = "kans", .has_versus = true};

typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    kk_table table;
    kk_term inhabitants;
    kk_config_indicator indicators[INDICATORS];
    kk_config config;
    kk_map_values values[2];
    kk_chosen chosen;
    kk_store *store;
    kk_indicator_table out;
} fixture;

static bool no_water[5];

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    f->areas = sample_areas();
    for (size_t l = 0; l < f->areas.level_count; l++)
        if (f->areas.level[l].water == NULL) f->areas.level[l].water = no_water;
    f->table = sample_table();
    f->inhabitants = (kk_term){.op = KK_OP_COLUMN};
    f->indicators[INHABITANTS] = (kk_config_indicator){
        .name = "inwoners", .kind = KK_VALUE, .per = 1, .numerator = {"", 1, &f->inhabitants, {0}}};
    f->indicators[ESTIMATE] = (kk_config_indicator){.name = "kans", .kind = KK_ESTIMATE, .map = &map};
    f->indicators[DIFFERENCE] = (kk_config_indicator){
        .name = "kans_difference", .kind = KK_ESTIMATE, .map = &map, .map_part = KK_MAP_DIFFERENCE};
    for (size_t i = 0; i < INDICATORS; i++) f->indicators[i].mark = (kk_mark){"project.yaml", (unsigned)i + 1, 1};
    f->config = (kk_config){.tables = (kk_config_table *)f->table.config,
                            .table_count = 1,
                            .indicators = f->indicators,
                            .indicator_count = INDICATORS,
                            .estimates = {.given = true, .period = "2022", .source = "CBS, eigen bewerking"}};
    for (size_t v = 0; v < 2; v++)
        f->values[v] = (kk_map_values){.map = &map, .type = v + 1, .estimate = estimates, .difference = differences};
    f->chosen = (kk_chosen){.frame = &frame, .map = f->values, .map_count = 2};
    f->store = open_store("kk_aggregate");
    kk_error err = {0};
    if (kk_store_load_areas(f->store, &f->areas, &err) != KK_OK) fail_msg("%s", err.message);
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_store_close(f->store);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static void aggregate(fixture *f, const kk_chosen *chosen)
{
    kk_error err = {0};
    if (kk_aggregate(&f->config, &f->areas, &f->table, chosen, f->store, &f->arena, &f->out, &err) != KK_OK)
        fail_msg("%s", err.message);
}

static void check_column(const fixture *f, size_t c, uint32_t level, int indicator, const char *period)
{
    const kk_indicator_column *column = &f->out.column[c];
    assert_ptr_equal(column->config, &f->indicators[indicator]);
    assert_int_equal(column->level, level);
    assert_string_equal(column->period, period);
    assert_string_equal(column->source, indicator == INHABITANTS ? f->table.config->source : "CBS, eigen bewerking");
    assert_int_equal(column->is_public, indicator == INHABITANTS && f->table.config->is_public);
}

static void columns_come_by_level_indicator_and_period(void **state)
{
    fixture *f = *state;
    kk_error err = {0};
    if (kk_store_load_table(f->store, 0, &f->table, &err) != KK_OK) fail_msg("%s", err.message);
    aggregate(f, &f->chosen);
    size_t c = 0;
    check_column(f, c++, GEMEENTEN, INHABITANTS, "2023");
    check_column(f, c++, GEMEENTEN, INHABITANTS, "2024");
    check_column(f, c++, WIJKEN, INHABITANTS, "2024");
    check_column(f, c++, WIJKEN, ESTIMATE, "2022");
    check_column(f, c++, WIJKEN, DIFFERENCE, "2022");
    check_column(f, c++, BUURTEN, INHABITANTS, "2024");
    while (f->out.column[c].config == &f->indicators[INHABITANTS]) c++; /* of teams: what their wijken add up to */
    check_column(f, c++, TEAMS, ESTIMATE, "2022");
    check_column(f, c++, TEAMS, DIFFERENCE, "2022");
    assert_int_equal(f->out.column_count, c);
    assert_ptr_equal(f->out.chosen, &f->chosen);
    for (size_t i = 0; i < c; i++) assert_non_null(f->out.column[i].value);
}

static void estimates_need_no_table(void **state)
{
    fixture *f = *state;
    f->config.table_count = 0;
    f->config.indicators += ESTIMATE;
    f->config.indicator_count = 2;
    aggregate(f, &f->chosen);
    assert_int_equal(f->out.column_count, 4);
    const kk_indicator_column *wijk = &f->out.column[0], *team = &f->out.column[3];
    assert_near(wijk->value[0], 0.25, 0);
    assert_near(wijk->upper[0], 0.375, 0);
    assert_near(wijk->denominator[0], 40, 0);
    assert_int_equal(wijk->status[0], KK_FIGURE_OK);
    assert_true(!wijk->small_count[0] && wijk->small_count[1]);
    assert_true(isnan(wijk->value[1]) && isnan(team->value[0]));
    assert_near(team->value[1], -0.5, 0);
    assert_near(team->denominator[1], 30, 0);
    assert_true(team->small_count[0] && !team->small_count[1]);
    f->config.indicators = f->indicators;
    f->indicators[DIFFERENCE].levels = (const char *[]){"wijk"};
    f->indicators[DIFFERENCE].level_count = 1;
    f->config.indicators += ESTIMATE;
    aggregate(f, &f->chosen);
    assert_int_equal(f->out.column_count, 3);
}

/* They are made of the release. */
static void statistics_are_left_to_their_stage(void **state)
{
    fixture *f = *state;
    f->config.table_count = 0;
    f->config.indicators += ESTIMATE;
    f->config.indicator_count = 2;
    f->indicators[DIFFERENCE].statistic = KK_STATISTIC_RANK;
    aggregate(f, &f->chosen);
    assert_int_equal(f->out.column_count, 2);
    for (size_t c = 0; c < f->out.column_count; c++)
        assert_ptr_equal(f->out.column[c].config, &f->indicators[ESTIMATE]);
}

static void without_estimates_their_maps_have_no_columns(void **state)
{
    fixture *f = *state;
    f->config.table_count = 0;
    f->config.indicators += ESTIMATE;
    f->config.indicator_count = 2;
    aggregate(f, NULL);
    assert_int_equal(f->out.column_count, 0);
    assert_null(f->out.chosen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(columns_come_by_level_indicator_and_period, begin, end),
        cmocka_unit_test_setup_teardown(estimates_need_no_table, begin, end),
        cmocka_unit_test_setup_teardown(statistics_are_left_to_their_stage, begin, end),
        cmocka_unit_test_setup_teardown(without_estimates_their_maps_have_no_columns, begin, end),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
