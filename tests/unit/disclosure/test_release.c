/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/disclosure.h"
#include "kk/figure.h"

enum { AREAS = 8 };

/* One level of eight areas and one column over them. */
typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    kk_config config;
    kk_config_indicator indicator;
    double value[AREAS], lower[AREAS], upper[AREAS], numerator[AREAS], denominator[AREAS];
    uint8_t status[AREAS];
    bool small_count[AREAS], water[AREAS];
    const char *code[AREAS];
    kk_indicator_column column[3];
    kk_indicator_table raw;
    const kk_release *release;
} fixture;

static void fill(fixture *f, kk_indicator_kind kind, const double numerators[AREAS], const double denominators[AREAS])
{
    memset(f, 0, sizeof *f);
    kk_arena_init(&f->arena);
    f->areas.level_count = 1;
    f->areas.level[0] =
        (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .count = AREAS, .code = f->code, .water = f->water};
    f->config.disclosure = (kk_config_disclosure){.minimum = 10};
    f->indicator = (kk_config_indicator){
        .name = "x", .kind = kind, .per = 100, .on_map = true, .denominator.count = kind != KK_VALUE};
    for (int i = 0; i < AREAS; i++) {
        f->numerator[i] = numerators[i];
        f->denominator[i] = denominators[i];
        f->value[i] = kind == KK_VALUE ? numerators[i] : numerators[i] / denominators[i];
        f->lower[i] = f->value[i] / 2;
        f->upper[i] = f->value[i] * 2;
        f->status[i] = isnan(f->value[i]) ? KK_FIGURE_SECRET : KK_FIGURE_OK;
    }
    f->column[0] = (kk_indicator_column){.config = &f->indicator,
                                         .period = "2023",
                                         .value = f->value,
                                         .lower = f->lower,
                                         .upper = f->upper,
                                         .numerator = f->numerator,
                                         .denominator = f->denominator,
                                         .status = f->status,
                                         .small_count = f->small_count};
    f->raw = (kk_indicator_table){.areas = &f->areas, .column_count = 1, .column = f->column};
}

static const kk_released_column *release(fixture *f)
{
    kk_error err = {0};
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &err), KK_OK);
    const kk_released_column *columns;
    assert_int_equal(kk_release_columns(f->release, &columns), f->raw.column_count);
    return columns;
}

static void assert_withheld(const kk_released_column *column, int i, int withheld)
{
    assert_int_equal(kk_figure_is_suppressed(column->status[i]), withheld);
    if (!withheld) return;
    assert_true(isnan(column->value[i]) && isnan(column->lower[i]) && isnan(column->upper[i]));
    assert_true(isnan(column->numerator[i]) && isnan(column->denominator[i]));
}

static const double counts[AREAS] = {0, 1, 9, 10, 91, 90, 100, NAN};
static const double bases[AREAS] = {100, 100, 100, 100, 100, 100, 100, 100};

/* What serves statistics alone is in no output, so that nobody misses what of it is withheld. */
static void test_what_is_internal_is_withheld_uncounted(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    f.indicator.is_internal = true;
    const kk_released_column *column = release(&f);
    assert_withheld(column, 1, true);
    assert_int_equal(kk_release_withheld(f.release), 0);
    kk_arena_clear(&f.arena);
}

static void test_a_figure_too_large_for_a_number_is_unknown(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_VALUE, counts, bases);
    f.column[0].is_public = true;
    f.value[2] = 1e307;
    const kk_released_column *column = release(&f);
    assert_int_equal(column->status[2], KK_FIGURE_UNKNOWN);
    assert_true(isnan(column->value[2]));
    assert_int_equal(column->status[3], KK_FIGURE_OK);
    kk_arena_clear(&f.arena);
}

static void test_public_figures_pass_in_published_units(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    f.column[0].is_public = true;
    const kk_released_column *column = release(&f);
    assert_int_equal(kk_release_withheld(f.release), 0);
    assert_near(column->value[1], 1, 1e-12);
    assert_near(column->upper[2], 18, 1e-12);
    assert_near(column->numerator[2], 9, 0);
    assert_int_equal(column->status[7], KK_FIGURE_SECRET);
    kk_arena_clear(&f.arena);
}

static void test_small_counts_and_complements_are_withheld(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 0, 1, 0, 0, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    assert_int_equal(kk_release_withheld(f.release), 3);
    assert_int_equal(column->status[7], KK_FIGURE_SECRET); /* what the source withheld keeps its reason */
    kk_arena_clear(&f.arena);
}

static void test_parts_of_a_cell_without_value_are_not_released(void **state)
{
    (void)state;
    fixture f;
    const double missing[AREAS] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    fill(&f, KK_SHARE, counts, missing);
    const kk_released_column *column = release(&f);
    for (int i = 0; i < AREAS; i++) {
        assert_int_equal(column->status[i], KK_FIGURE_SECRET); /* its own reason stays */
        assert_true(isnan(column->numerator[i]) && isnan(column->denominator[i]));
    }
    f.column[0].is_public = true; /* published figures keep their parts */
    column = release(&f);
    assert_near(column->numerator[1], 1, 0);
    kk_arena_clear(&f.arena);
}

static void test_a_small_private_count_inside_an_expression_withholds_the_cell(void **state)
{
    (void)state;
    fixture f;
    const double values[AREAS] = {58.3, 58.3, 58.3, 58.3, 58.3, 58.3, 58.3, 58.3};
    fill(&f, KK_VALUE, values, bases);
    f.small_count[3] = true;
    const kk_released_column *column = release(&f);
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, i == 3);
    f.column[0].is_public = true;
    assert_withheld(release(&f), 3, 0);
    kk_arena_clear(&f.arena);
}

static void test_means_withhold_small_totals_and_few_units(void **state)
{
    (void)state;
    fixture f;
    const double totals[AREAS] = {500, 500, 5, 0, 500, 500, 500, 500}, units[AREAS] = {100, 9, 100, 100, 10, 1, 0, 100};
    fill(&f, KK_MEAN, totals, units);
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 0, 0, 1, 0, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    kk_arena_clear(&f.arena);
}

static void test_a_value_without_base_is_taken_for_a_count(void **state)
{
    (void)state;
    fixture f;
    const double values[AREAS] = {0, 1, 9.9, 10, -3, -30, 1000, NAN};
    fill(&f, KK_VALUE, values, bases);
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 0, 1, 0, 0, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    kk_arena_clear(&f.arena);
}

static void test_a_value_with_a_weight_needs_enough_weight(void **state)
{
    (void)state;
    fixture f;
    const double values[AREAS] = {5, 5, 5, 5, 5, 5, 5, 5}, weights[AREAS] = {10, 9, 1, 0, NAN, 1000, 9.5, 11};
    fill(&f, KK_VALUE, values, weights);
    f.indicator.denominator.count = 1;
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 0, 1, 0, 1, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    kk_arena_clear(&f.arena);
}

static void test_one_in_is_withheld_as_a_share(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_ONE_IN, counts, bases);
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 0, 1, 0, 0, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    kk_arena_clear(&f.arena);
}

static void test_an_estimate_rests_on_ten_persons_at_least(void **state)
{
    (void)state;
    fixture f;
    const double days[AREAS] = {5, 5, 5, 500, 5, 5, 5, NAN}, persons[AREAS] = {10, 9, 1, 9.5, NAN, 1000, 0, 3};
    fill(&f, KK_ESTIMATE, days, persons);
    for (int i = 0; i < AREAS; i++) f.status[i] = isnan(days[i]) ? KK_FIGURE_UNKNOWN : KK_FIGURE_OK;
    const kk_released_column *column = release(&f);
    const int withheld[AREAS] = {0, 1, 1, 1, 1, 0, 1, 0};
    for (int i = 0; i < AREAS; i++) assert_withheld(column, i, withheld[i]);
    assert_int_equal(column->status[7], KK_FIGURE_UNKNOWN);
    assert_true(isnan(column->denominator[7]));
    kk_arena_clear(&f.arena);
}

static void test_an_indicator_that_is_not_on_the_map_is_in_the_release_alone(void **state)
{
    (void)state;
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    f.config.project.period = "2023";
    assert_true(release(&f)->shown_on_map);
    f.indicator.on_map = false;
    const kk_released_column *column = release(&f);
    assert_false(column->shown_on_map);
    assert_near(column->value[3], 10 * 100 / 100.0, 1e-12);
    kk_arena_clear(&f.arena);
}

/* Which of three periods a map of `wanted` shows; −1: none. A period that begins with '-' has no figures. */
static int shown(const char *wanted, const char *const periods[3])
{
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    static uint8_t nothing[AREAS];
    memset(nothing, KK_FIGURE_NOT_PUBLISHED, sizeof nothing);
    for (int i = 0; i < 3; i++) {
        f.column[i] = f.column[0];
        f.column[i].period = periods[i] + (*periods[i] == '-');
        f.column[i].status = *periods[i] == '-' ? nothing : f.status;
    }
    f.raw.column_count = 3;
    f.config.project.period = wanted;
    const kk_released_column *columns = release(&f);
    int found = -1;
    for (int i = 0; i < 3; i++) {
        if (!columns[i].shown_on_map) continue;
        assert_int_equal(found, -1);
        found = i;
    }
    kk_arena_clear(&f.arena);
    return found;
}

static void test_maps_show_the_projects_period_or_the_latest_before(void **state)
{
    (void)state;
    const char *const years[] = {"2021", "2023", "2024"}, *const blank[] = {"2021", "2023", "-2024"};
    assert_int_equal(shown("2023", years), 1);
    assert_int_equal(shown("2022", years), 0);
    assert_int_equal(shown("2030", years), 2);
    assert_int_equal(shown("2019", years), -1); /* a later period would pass for an earlier one */
    assert_int_equal(shown(NULL, years), 2);
    assert_int_equal(shown("2024", blank), 1); /* a period without figures makes an empty map */
    const char *const nothing[] = {"-2021", "-2023", "-2024"};
    assert_int_equal(shown("2023", nothing), 1); /* its statuses tell why */
    const char *const parts[] = {"2021KW04", "2022KW04", "2023KW01"}, *const mixed[] = {"2022", "2022KW02", "2022MM12"};
    assert_int_equal(shown("2022", parts), 1);
    assert_int_equal(shown("2021", parts), 0);
    assert_int_equal(shown("2023KW01", parts), 2);
    assert_int_equal(shown("2022", mixed), 0);
    assert_int_equal(shown("2022HJ01", mixed), 1);
}

/* Of measures the persons are known and have been looked at: a quantity is not taken for a number of them. */
static void test_quantities_of_measures_are_no_persons(void **state)
{
    (void)state;
    static const kk_indicator_kind kinds[] = {KK_MEAN, KK_RATIO, KK_VALUE};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        fixture f;
        fill(&f, kinds[k], counts, bases);
        assert_withheld(release(&f), 1, true);
        kk_arena_clear(&f.arena);
        fill(&f, kinds[k], counts, bases);
        f.column[0].guarded = true;
        f.small_count[2] = true;
        const kk_released_column *column = release(&f);
        assert_withheld(column, 1, false);
        assert_withheld(column, 2, true);
        kk_arena_clear(&f.arena);
    }
    fixture f;
    fill(&f, KK_SHARE, counts, bases);
    f.column[0].guarded = true;
    assert_withheld(release(&f), 4, true);
    kk_arena_clear(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantities_of_measures_are_no_persons),
        cmocka_unit_test(test_what_is_internal_is_withheld_uncounted),
        cmocka_unit_test(test_a_figure_too_large_for_a_number_is_unknown),
        cmocka_unit_test(test_public_figures_pass_in_published_units),
        cmocka_unit_test(test_small_counts_and_complements_are_withheld),
        cmocka_unit_test(test_parts_of_a_cell_without_value_are_not_released),
        cmocka_unit_test(test_a_small_private_count_inside_an_expression_withholds_the_cell),
        cmocka_unit_test(test_means_withhold_small_totals_and_few_units),
        cmocka_unit_test(test_a_value_without_base_is_taken_for_a_count),
        cmocka_unit_test(test_a_value_with_a_weight_needs_enough_weight),
        cmocka_unit_test(test_one_in_is_withheld_as_a_share),
        cmocka_unit_test(test_an_estimate_rests_on_ten_persons_at_least),
        cmocka_unit_test(test_an_indicator_that_is_not_on_the_map_is_in_the_release_alone),
        cmocka_unit_test(test_maps_show_the_projects_period_or_the_latest_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
