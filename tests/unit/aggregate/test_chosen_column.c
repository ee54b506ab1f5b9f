/* SPDX-License-Identifier: EUPL-1.2 */
/* From the values of regions to the cells of an indicator, and through the gate. */
#include "unit/check.h"

#include "aggregate/chosen_column.h"
#include "kk/disclosure.h"

enum { GEMEENTE, WIJK, LEVELS };
enum { SHOWN, HIDDEN, VERSUS_HIDDEN, EMPTY, VERSUS_EMPTY, UNCERTAIN, UNSHRUNK, WATER, NOWHERE, AREAS, REGIONS = 8 };

static const char *codes[AREAS] = {"WK0001A0", "WK0001A1", "WK0001A2", "WK0001A3", "WK0001A4",
                                   "WK0001A5", "WK0001A6", "WK0001A7", "WK0001A8"};
static const double persons[REGIONS] = {100, 200, 50, 0, 30, 10, 40, 60},
                    versus[REGIONS] = {80, 90, 9, 70, 0, 20, 50, 60};

typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    bool water[AREAS];
    kk_region_type type[3];
    kk_estimate_frame frame;
    kk_config config;
    kk_config_estimate_map map[2];
    kk_config_indicator indicator;
    kk_prediction part[3][REGIONS]; /* by kk_map_part */
    double n[REGIONS], versus_n[REGIONS];
    bool hidden[REGIONS], versus_hidden[REGIONS];
    kk_map_values values[3];
    kk_chosen chosen;
    double cells[5][AREAS];
    uint8_t status[AREAS];
    bool small_count[AREAS];
    kk_indicator_column column;
    kk_error err;
} fixture;

static void set_regions(fixture *f)
{
    for (size_t r = 0; r < REGIONS; r++) {
        for (int part = 0; part < 3; part++) {
            double est = 0.25 + 0.125 * (double)r + part;
            f->part[part][r] = (kk_prediction){.est = est, .lower = est - 0.0625, .upper = est + 0.0625};
        }
        f->n[r] = persons[r];
        f->versus_n[r] = versus[r];
        f->hidden[r] = r == HIDDEN || r == EMPTY;
        f->versus_hidden[r] = r == VERSUS_HIDDEN || r == VERSUS_EMPTY;
    }
    f->part[KK_MAP_ESTIMATE][UNCERTAIN].lower = f->part[KK_MAP_ESTIMATE][UNCERTAIN].upper = NAN;
    f->part[KK_MAP_SHRUNK][UNSHRUNK] = (kk_prediction){.est = NAN, .lower = NAN, .upper = NAN};
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    f->water[WATER] = true;
    f->areas.level_count = LEVELS;
    f->areas.level[GEMEENTE] = (kk_level){.kind = KK_LEVEL_GEMEENTE, .name = "gemeente"};
    f->areas.level[WIJK] =
        (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .count = AREAS, .code = codes, .water = f->water};
    f->type[0] = (kk_region_type){.name = "corop", .level = -1};
    f->type[1] = (kk_region_type){.name = "wijk", .count = REGIONS, .id = codes, .level = WIJK};
    f->type[2] = (kk_region_type){.name = "wijk again", .count = REGIONS, .id = codes, .level = WIJK};
    f->frame = (kk_estimate_frame){.type_count = 3, .type = f->type};
    set_regions(f);
    f->values[1] = (kk_map_values){.map = &f->map[1],
                                   .type = 1,
                                   .estimate = f->part[KK_MAP_ESTIMATE],
                                   .shrunk = f->part[KK_MAP_SHRUNK],
                                   .difference = f->part[KK_MAP_DIFFERENCE],
                                   .n = f->n,
                                   .versus_n = f->versus_n,
                                   .hidden = f->hidden,
                                   .versus_hidden = f->versus_hidden};
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

static void check_missing(const fixture *f, size_t area, kk_figure_status status)
{
    assert_int_equal(f->status[area], status);
    for (size_t c = 0; c < 5; c++) assert_true(isnan(f->cells[c][area]));
    assert_false(f->small_count[area]);
}

static void check_told(const fixture *f, size_t area, const kk_prediction *of, double denominator, bool hidden)
{
    assert_int_equal(f->status[area], KK_FIGURE_OK);
    assert_near(f->cells[0][area], of->est, 0);
    if (isnan(of->lower)) assert_true(isnan(f->cells[1][area]) && isnan(f->cells[2][area]));
    if (!isnan(of->lower)) assert_near(f->cells[1][area] + f->cells[2][area], of->lower + of->upper, 1e-15);
    assert_true(isnan(f->cells[3][area]));
    assert_near(f->cells[4][area], denominator, 0);
    assert_int_equal(f->small_count[area], hidden);
}

static void a_level_shows_the_first_type_that_has_its_codes(void **state)
{
    fixture *f = *state;
    assert_ptr_equal(kk_chosen_at(&f->chosen, &f->map[1], WIJK), &f->values[1]);
    assert_null(kk_chosen_at(&f->chosen, &f->map[1], GEMEENTE));
    assert_null(kk_chosen_at(&f->chosen, &f->map[0], WIJK));
    assert_null(kk_chosen_at(NULL, &f->map[1], WIJK));
}

static void an_estimate_rests_on_its_group(void **state)
{
    fixture *f = *state;
    fill(f, KK_MAP_ESTIMATE);
    static const size_t told[] = {SHOWN, HIDDEN, VERSUS_HIDDEN, VERSUS_EMPTY, UNCERTAIN, UNSHRUNK};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        check_told(f, told[i], &f->part[KK_MAP_ESTIMATE][told[i]], persons[told[i]], told[i] == HIDDEN);
    check_missing(f, EMPTY, KK_FIGURE_NO_POPULATION);
    check_missing(f, WATER, KK_FIGURE_NOT_APPLICABLE);
    check_missing(f, NOWHERE, KK_FIGURE_ABSENT);
}

static void a_shrunk_estimate_is_hidden_where_the_estimate_is(void **state)
{
    fixture *f = *state;
    fill(f, KK_MAP_SHRUNK);
    static const size_t told[] = {SHOWN, HIDDEN, VERSUS_HIDDEN, VERSUS_EMPTY, UNCERTAIN};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        check_told(f, told[i], &f->part[KK_MAP_SHRUNK][told[i]], persons[told[i]], told[i] == HIDDEN);
    assert_int_equal(f->status[UNSHRUNK], KK_FIGURE_UNKNOWN);
    check_missing(f, EMPTY, KK_FIGURE_NO_POPULATION);
}

static void a_difference_is_hidden_where_either_group_is(void **state)
{
    fixture *f = *state;
    fill(f, KK_MAP_DIFFERENCE);
    check_told(f, SHOWN, &f->part[KK_MAP_DIFFERENCE][SHOWN], 80, false);
    check_told(f, HIDDEN, &f->part[KK_MAP_DIFFERENCE][HIDDEN], 90, true);
    check_told(f, VERSUS_HIDDEN, &f->part[KK_MAP_DIFFERENCE][VERSUS_HIDDEN], 9, true);
    check_told(f, UNCERTAIN, &f->part[KK_MAP_DIFFERENCE][UNCERTAIN], 10, false);
    check_missing(f, EMPTY, KK_FIGURE_NO_POPULATION);
    check_missing(f, VERSUS_EMPTY, KK_FIGURE_NO_POPULATION);
}

/* What the rule hides is withheld, whatever the number of persons; nothing else is. */
static void the_gate_follows_the_rule(void **state)
{
    fixture *f = *state;
    for (kk_map_part part = KK_MAP_ESTIMATE; part <= KK_MAP_DIFFERENCE; part++) {
        fill(f, part);
        const kk_indicator_table raw = {&f->areas, 1, &f->column, NULL};
        const kk_release *release;
        const kk_released_column *column;
        size_t withheld = 0;
        assert_int_equal(kk_release_make(&raw, &f->config, &f->arena, &release, &f->err), KK_OK);
        assert_int_equal(kk_release_columns(release, &column), 1);
        for (size_t area = 0; area < AREAS; area++) {
            bool gone = f->small_count[area];
            withheld += gone ? 1 : 0;
            assert_int_equal(column->status[area], gone ? KK_FIGURE_SUPPRESSED : f->status[area]);
            if (!gone && f->status[area] == KK_FIGURE_OK) {
                assert_near(column->value[area], 100 * f->part[part][area].est, 1e-12);
                assert_near(column->denominator[area], f->cells[4][area], 0);
            } else {
                assert_true(isnan(column->value[area]) && isnan(column->lower[area]) && isnan(column->upper[area]));
                assert_true(isnan(column->denominator[area]));
            }
        }
        assert_int_equal(withheld, part == KK_MAP_DIFFERENCE ? 2 : 1);
        assert_int_equal(kk_release_withheld(release), withheld);
        assert_true(column->shown_on_map);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_level_shows_the_first_type_that_has_its_codes, begin, end),
        cmocka_unit_test_setup_teardown(an_estimate_rests_on_its_group, begin, end),
        cmocka_unit_test_setup_teardown(a_shrunk_estimate_is_hidden_where_the_estimate_is, begin, end),
        cmocka_unit_test_setup_teardown(a_difference_is_hidden_where_either_group_is, begin, end),
        cmocka_unit_test_setup_teardown(the_gate_follows_the_rule, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
