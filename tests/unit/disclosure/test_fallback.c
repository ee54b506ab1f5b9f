/* SPDX-License-Identifier: EUPL-1.2 */
/* What a withheld cell shows in the place of its own figure. */
#include "unit/check.h"

#include "disclosure/fallback.h"
#include "kk/figure.h"

enum { GEMEENTE, WIJK, BUURT, TEAM, LEVELS, AREAS = 4 };

static const char *gemeenten[] = {"GM0001"}, *wijken[] = {"WK000100", "WK000101"}, *teams[] = {"team"};
static const char *buurten[AREAS] = {"BU00010000", "BU00010001", "BU00010100", "BU00010101"};

/* A column of each level; area i of level l has the value 100 l + i, and 1 around it. */
typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    kk_config_indicator indicator;
    double value[LEVELS][AREAS], lower[LEVELS][AREAS], upper[LEVELS][AREAS], numerator[LEVELS][AREAS];
    uint8_t status[LEVELS][AREAS];
    kk_released_column column[LEVELS];
} fixture;

static kk_level level_of(kk_level_kind kind, const char *name, const char **code, size_t count)
{
    return (kk_level){.kind = kind, .name = name, .code = code, .count = count};
}

static void begin(fixture *f)
{
    *f = (fixture){.indicator = {.name = "reach", .kind = KK_SHARE, .per = 100}};
    kk_arena_init(&f->arena);
    f->areas = (kk_areas){
        .level_count = LEVELS,
        .level = {level_of(KK_LEVEL_GEMEENTE, "gemeente", gemeenten, 1), level_of(KK_LEVEL_WIJK, "wijk", wijken, 2),
                  level_of(KK_LEVEL_BUURT, "buurt", buurten, AREAS), level_of(KK_LEVEL_OWN, "team", teams, 1)}};
    for (uint32_t l = 0; l < LEVELS; l++) {
        for (int i = 0; i < AREAS; i++) {
            f->value[l][i] = 100.0 * l + i;
            f->lower[l][i] = f->value[l][i] - 1;
            f->upper[l][i] = f->value[l][i] + 1;
            f->numerator[l][i] = 50;
        }
        f->column[l] = (kk_released_column){.indicator = &f->indicator,
                                            .level = l,
                                            .period = "2023",
                                            .value = f->value[l],
                                            .lower = f->lower[l],
                                            .upper = f->upper[l],
                                            .numerator = f->numerator[l],
                                            .denominator = f->numerator[l],
                                            .status = f->status[l]};
    }
}

static void hide(fixture *f, int level, int area, kk_figure_status status)
{
    f->value[level][area] = f->lower[level][area] = f->upper[level][area] = f->numerator[level][area] = NAN;
    f->status[level][area] = (uint8_t)status;
}

static void apply(fixture *f, size_t columns)
{
    kk_error err;
    assert_int_equal(kk_fallback_apply(f->column, columns, &f->areas, &f->arena, &err), KK_OK);
}

/* The cell shows the value of another area, and no count. */
static void assert_parent(const fixture *f, int level, int area, double value)
{
    const kk_released_column *column = &f->column[level];
    assert_int_equal(column->status[area], KK_FIGURE_PARENT);
    assert_near(column->value[area], value, 0);
    assert_near(column->lower[area], value - 1, 0);
    assert_near(column->upper[area], value + 1, 0);
    assert_true(isnan(column->numerator[area]) && isnan(column->denominator[area]));
}

static void assert_hidden(const fixture *f, int level, int area, kk_figure_status status)
{
    assert_int_equal(f->column[level].status[area], status);
    assert_true(isnan(f->column[level].value[area]));
}

static void test_a_hidden_cell_shows_the_nearest_area_around_it(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    hide(&f, BUURT, 1, KK_FIGURE_SUPPRESSED_COUNT);
    hide(&f, BUURT, 2, KK_FIGURE_SUPPRESSED_SECONDARY);
    hide(&f, WIJK, 1, KK_FIGURE_SUPPRESSED);
    apply(&f, LEVELS);
    assert_parent(&f, BUURT, 1, 100);
    assert_parent(&f, BUURT, 2, 0); /* its wijk is hidden, and shows the gemeente too */
    assert_parent(&f, WIJK, 1, 0);
    assert_int_equal(f.column[BUURT].status[0], KK_FIGURE_OK);
    assert_near(f.column[BUURT].value[0], 200, 0);
    kk_arena_clear(&f.arena);
}

static void test_what_others_hold_of_a_column_does_not_change(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    hide(&f, BUURT, 1, KK_FIGURE_SUPPRESSED_COUNT);
    apply(&f, LEVELS);
    assert_ptr_not_equal(f.column[BUURT].value, f.value[BUURT]);
    assert_true(isnan(f.value[BUURT][1]));
    assert_int_equal(f.status[BUURT][1], KK_FIGURE_SUPPRESSED_COUNT);
    kk_arena_clear(&f.arena);
}

static void test_what_is_missing_for_another_reason_stays_missing(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    hide(&f, BUURT, 0, KK_FIGURE_SECRET);
    hide(&f, BUURT, 1, KK_FIGURE_NO_POPULATION);
    hide(&f, TEAM, 0, KK_FIGURE_SUPPRESSED_COUNT);
    hide(&f, GEMEENTE, 0, KK_FIGURE_SUPPRESSED_COUNT);
    hide(&f, WIJK, 0, KK_FIGURE_UNKNOWN);
    hide(&f, BUURT, 2, KK_FIGURE_SUPPRESSED_REST);
    apply(&f, LEVELS);
    assert_hidden(&f, BUURT, 0, KK_FIGURE_SECRET);
    assert_hidden(&f, BUURT, 1, KK_FIGURE_NO_POPULATION);
    assert_hidden(&f, TEAM, 0, KK_FIGURE_SUPPRESSED_COUNT);     /* nothing is around it */
    assert_hidden(&f, GEMEENTE, 0, KK_FIGURE_SUPPRESSED_COUNT); /* nor around it */
    assert_parent(&f, BUURT, 2, 101);
    kk_arena_clear(&f.arena);
}

static void test_another_period_or_indicator_does_not_stand_in(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    hide(&f, BUURT, 0, KK_FIGURE_SUPPRESSED_COUNT);
    kk_config_indicator other = f.indicator;
    f.column[WIJK].period = "2022";
    f.column[GEMEENTE].indicator = &other;
    apply(&f, LEVELS);
    assert_hidden(&f, BUURT, 0, KK_FIGURE_SUPPRESSED_COUNT);
    f.column[GEMEENTE].indicator = &f.indicator;
    apply(&f, LEVELS);
    assert_parent(&f, BUURT, 0, 0);
    kk_arena_clear(&f.arena);
}

static void test_totals_and_statistics_have_no_stand_in(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    hide(&f, BUURT, 0, KK_FIGURE_SUPPRESSED_COUNT);
    f.indicator.kind = KK_VALUE;
    apply(&f, LEVELS);
    assert_hidden(&f, BUURT, 0, KK_FIGURE_SUPPRESSED_COUNT);
    f.indicator = (kk_config_indicator){.kind = KK_SHARE, .statistic = KK_STATISTIC_RANK};
    apply(&f, LEVELS);
    assert_hidden(&f, BUURT, 0, KK_FIGURE_SUPPRESSED_COUNT);
    f.indicator = (kk_config_indicator){.kind = KK_VALUE, .denominator = {.count = 1}}; /* an average */
    apply(&f, LEVELS);
    assert_parent(&f, BUURT, 0, 100);
    kk_arena_clear(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hidden_cell_shows_the_nearest_area_around_it),
        cmocka_unit_test(test_what_others_hold_of_a_column_does_not_change),
        cmocka_unit_test(test_what_is_missing_for_another_reason_stays_missing),
        cmocka_unit_test(test_another_period_or_indicator_does_not_stand_in),
        cmocka_unit_test(test_totals_and_statistics_have_no_stand_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
