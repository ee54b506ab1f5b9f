/* SPDX-License-Identifier: EUPL-1.2 */
/* From the values of regions to the cells of an indicator, and through the gate. */
#include "unit/check.h"

#include "aggregate/chosen_column.h"
#include "kk/disclosure.h"

enum { GEMEENTE, WIJK, LEVELS };
enum { SHOWN, HIDDEN, VERSUS_HIDDEN, UNCERTAIN, WATER, NOWHERE, AREAS, REGIONS = 5 };

static const char *codes[AREAS] = {"WK0001A0", "WK0001A1", "WK0001A2", "WK0001A3", "WK0001A4", "WK0001A5"};
static const int32_t persons[REGIONS] = {100, 0, 50, 10, 60}, versus[REGIONS] = {80, 90, 0, 20, 60};

typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    const char *parent[AREAS];
    bool water[AREAS];
    kk_region_type type[3];
    kk_estimate_frame frame;
    kk_config config;
    kk_config_estimate_map map[2];
    kk_config_indicator indicator;
    kk_estimate_cell part[3][REGIONS]; /* by kk_map_part */
    kk_map_values values[3];
    kk_chosen chosen;
    double cells[5][AREAS];
    uint8_t status[AREAS];
    bool small_count[AREAS];
    kk_indicator_column column;
    kk_error err;
} fixture;

static kk_estimate_cell cell_of(double est, int32_t n)
{
    if (n == 0) return (kk_estimate_cell){NAN, NAN, NAN, 0, true};
    return (kk_estimate_cell){est, est - 0.0625, est + 0.0625, n, false};
}

static void set_regions(fixture *f)
{
    for (size_t r = 0; r < REGIONS; r++) {
        double est = 0.25 + 0.125 * (double)r;
        int32_t both = versus[r] < persons[r] ? versus[r] : persons[r];
        f->part[KK_MAP_ESTIMATE][r] = cell_of(est, persons[r]);
        f->part[KK_MAP_SHRUNK][r] = cell_of(est + 1, persons[r]);
        f->part[KK_MAP_DIFFERENCE][r] = cell_of(est + 2, both);
    }
    f->part[KK_MAP_ESTIMATE][UNCERTAIN].lower = f->part[KK_MAP_ESTIMATE][UNCERTAIN].upper = NAN;
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    f->water[WATER] = true;
    f->areas.level_count = LEVELS;
    f->areas.level[GEMEENTE] = (kk_level){.kind = KK_LEVEL_GEMEENTE, .name = "gemeente"};
    f->areas.level[WIJK] = (kk_level){
        .kind = KK_LEVEL_WIJK, .name = "wijk", .count = AREAS, .code = codes, .parent = f->parent, .water = f->water};
    f->type[0] = (kk_region_type){.name = "corop", .level = -1};
    f->type[1] = (kk_region_type){.name = "wijk", .count = REGIONS, .id = codes, .level = WIJK};
    f->type[2] = (kk_region_type){.name = "wijk again", .count = REGIONS, .id = codes, .level = WIJK};
    f->frame = (kk_estimate_frame){.type_count = 3, .type = f->type};
    set_regions(f);
    f->values[1] = (kk_map_values){.map = &f->map[1],
                                   .type = 1,
                                   .estimate = f->part[KK_MAP_ESTIMATE],
                                   .shrunk = f->part[KK_MAP_SHRUNK],
                                   .difference = f->part[KK_MAP_DIFFERENCE]};
    f->values[0] = (kk_map_values){.map = &f->map[1], .type = 0};
    f->values[2] = (kk_map_values){.map = &f->map[1], .type = 2};
    f->chosen = (kk_chosen){.frame = &f->frame, .map = f->values, .map_count = 3};
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static void fill(fixture *f, kk_map_part part)
{
    f->indicator = (kk_config_indicator){
        .name = "x", .kind = KK_ESTIMATE, .per = 100, .on_map = true, .map = &f->map[1], .map_part = part};
    f->column = (kk_indicator_column){.config = &f->indicator,
                                      .level = WIJK,
                                      .period = "2023",
                                      .source = "cohort",
                                      .guarded = true,
                                      .value = f->cells[0],
                                      .lower = f->cells[1],
                                      .upper = f->cells[2],
                                      .numerator = f->cells[3],
                                      .denominator = f->cells[4],
                                      .status = f->status,
                                      .small_count = f->small_count};
    kk_chosen_fill(&f->frame, &f->values[1], &f->areas.level[WIJK], &f->column);
}

static void check_no_value(const fixture *f, size_t area)
{
    for (size_t c = 0; c < 5; c++) assert_true(isnan(f->cells[c][area]));
}

/* Nobody, few and hidden, and an area that the cohort does not have. */
static void check_untold(const fixture *f, size_t area)
{
    check_no_value(f, area);
    assert_true(f->small_count[area]);
}

static void check_told(const fixture *f, size_t area, const kk_estimate_cell *of)
{
    assert_int_equal(f->status[area], KK_FIGURE_OK);
    assert_near(f->cells[0][area], of->est, 0);
    if (isnan(of->lower)) assert_true(isnan(f->cells[1][area]) && isnan(f->cells[2][area]));
    if (!isnan(of->lower)) assert_near(f->cells[1][area], of->lower, 0);
    if (!isnan(of->upper)) assert_near(f->cells[2][area], of->upper, 0);
    assert_true(isnan(f->cells[3][area]));
    assert_near(f->cells[4][area], of->n, 0);
    assert_false(f->small_count[area]);
}

static void a_level_shows_the_first_type_that_has_its_codes(void **state)
{
    fixture *f = *state;
    assert_ptr_equal(kk_chosen_at(&f->chosen, &f->map[1], WIJK), &f->values[1]);
    assert_null(kk_chosen_at(&f->chosen, &f->map[1], GEMEENTE));
    assert_null(kk_chosen_at(&f->chosen, &f->map[0], WIJK));
    assert_null(kk_chosen_at(NULL, &f->map[1], WIJK));
}

static void a_part_is_told_where_it_may_be(void **state)
{
    fixture *f = *state;
    static const bool told[3][NOWHERE] = {
        [KK_MAP_ESTIMATE] = {[SHOWN] = true, [VERSUS_HIDDEN] = true, [UNCERTAIN] = true},
        [KK_MAP_SHRUNK] = {[SHOWN] = true, [VERSUS_HIDDEN] = true, [UNCERTAIN] = true},
        [KK_MAP_DIFFERENCE] = {[SHOWN] = true, [UNCERTAIN] = true},
    };
    for (kk_map_part part = KK_MAP_ESTIMATE; part <= KK_MAP_DIFFERENCE; part++) {
        fill(f, part);
        for (size_t area = 0; area < WATER; area++) {
            if (told[part][area])
                check_told(f, area, &f->part[part][area]);
            else
                check_untold(f, area);
        }
        check_untold(f, NOWHERE);
        check_no_value(f, WATER);
        assert_int_equal(f->status[WATER], KK_FIGURE_NOT_APPLICABLE);
        assert_false(f->small_count[WATER]);
    }
}

/* What is not told is suppressed, and all of it alike; nothing else is. */
static void the_gate_suppresses_every_land_area_without_an_estimate(void **state)
{
    fixture *f = *state;
    for (kk_map_part part = KK_MAP_ESTIMATE; part <= KK_MAP_DIFFERENCE; part++) {
        fill(f, part);
        const kk_indicator_table raw = {.areas = &f->areas, .column_count = 1, .column = &f->column};
        const kk_release *release;
        const kk_released_column *column;
        assert_int_equal(kk_release_make(&raw, &f->config, 1, &f->arena, &release, &f->err), KK_OK);
        assert_int_equal(kk_release_columns(release, &column), 1);
        for (size_t area = 0; area < AREAS; area++) {
            bool told = area < WATER && f->part[part][area].n > 0;
            kk_figure_status untold = area == WATER ? KK_FIGURE_NOT_APPLICABLE : KK_FIGURE_SUPPRESSED;
            assert_int_equal(column->status[area], told ? KK_FIGURE_OK : untold);
            if (told) assert_near(column->value[area], 100 * f->part[part][area].est, 1e-12);
            if (told) assert_near(column->denominator[area], f->part[part][area].n, 0);
            if (told) continue;
            assert_true(isnan(column->value[area]) && isnan(column->lower[area]) && isnan(column->upper[area]));
            assert_true(isnan(column->denominator[area]));
        }
        assert_int_equal(kk_release_withheld(release), part == KK_MAP_DIFFERENCE ? 3 : 2);
        assert_true(column->shown_on_map);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_level_shows_the_first_type_that_has_its_codes, begin, end),
        cmocka_unit_test_setup_teardown(a_part_is_told_where_it_may_be, begin, end),
        cmocka_unit_test_setup_teardown(the_gate_suppresses_every_land_area_without_an_estimate, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
